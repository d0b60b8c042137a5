import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, it, onTestFinished } from 'vitest';
import { ask } from '../elasticsearch/request.ts';
import { parseEvent } from '../event.ts';
import { rowsOf } from '../simulator/data.ts';
import { type GitHub, OWNER, startGitHub, TOKEN } from '../simulator/github.ts';
import type { Run } from '../simulator/runner.ts';
import { createWorld, hasElasticsearch, type World } from './world.ts';

const NOW = '2026-10-16T04:17:00Z';
const NOBODY_AGREED = 'approvals: []\n';
const LATER = `approvals:
  - ticket: CS-20481
    person: "*@mimecast.local"
    from: 2026-10-15T00:00+00:00
    to: 2026-10-16T00:00+00:00
    may: [see, content, change, export]
    reason: CUSTOMER_INITIATED_SUPPORT
    agreed-by: A. Roe, mail team
`;

interface Town {
  readonly world: World;
  readonly github: GitHub;
  readonly lines: readonly string[];
  run(inputs: Record<string, string>, options?: { now?: string; id?: string }): Promise<Run>;
}

/** The day of three sessions, a real Elasticsearch and a GitHub; a workspace with this approvals file. */
async function townWith(approvals: () => string): Promise<Town> {
  const text = await readFile(new URL('../fixtures/events/day.ndjson', import.meta.url), 'utf8');
  const lines = text.trim().split('\n');
  const events = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  let now = NOW;
  const world = await createWorld({
    data: rowsOf(events),
    mimecast: { clock: () => Date.parse(now) },
    elastic: true,
  });
  const started = Date.now();
  const github = await startGitHub(() => Date.parse(now) + Date.now() - started);
  onTestFinished(() => github.stop());
  let count = 0;
  return {
    ...{ world, github, lines },
    async run(inputs, options = {}) {
      now = options.now ?? NOW;
      count += 1;
      const folder = await mkdtemp(join(tmpdir(), 'runner-'));
      await mkdir(join(folder, 'work'));
      await writeFile(join(folder, 'work', 'approvals.yml'), approvals());
      const env = { GITHUB_API_URL: github.url, GITHUB_RUN_ID: String(count + 100) };
      return world.run({ approvals: 'approvals.yml', ...inputs }, { now, folder, env });
    },
  };
}

const DAILY = { 'open-issues': 'true', 'github-token': TOKEN, 'fail-on': 'unanswered' };
const REPORT = { command: 'report', start: '2026-10-15', end: '2026-10-15', 'fail-on': 'unanswered' };
const AUDIT = { start: '2026-10-15', end: '2026-10-15', 'fail-on': 'unanswered' };

function explainAll(github: GitHub): void {
  for (const { number } of github.issues) {
    github.comment(number, OWNER, 'reason: agreed by phone');
    github.close(number);
  }
}

it.runIf(hasElasticsearch)('what was explained stays explained in every command, whatever the labels say', async () => {
  const { run, github } = await townWith(() => NOBODY_AGREED);
  const first = await run(DAILY);
  expect([first.code, first.outputs.unexplained, github.issues.length], first.shown).toEqual([1, '3', 3]);
  explainAll(github);
  const second = await run({ ...DAILY, ...AUDIT });
  expect([second.code, second.outputs.unexplained], second.shown).toEqual([0, '0']);

  for (const issue of github.issues) issue.labels.splice(0, 9, 'renamed');
  for (const inputs of [
    { ...DAILY, ...AUDIT },
    { ...AUDIT, 'github-token': TOKEN },
    { ...REPORT, 'github-token': TOKEN },
  ]) {
    const again = await run(inputs);
    expect([again.code, again.outputs.unexplained], again.shown).toEqual([0, '0']);
    expect(again.shown).not.toContain('as Elastic has it');
  }
  expect(github.issues).toHaveLength(3);

  const alone = await run({ ...AUDIT });
  expect([alone.code, alone.outputs.unexplained], alone.shown).toEqual([0, '0']);
  expect(alone.summary).toContain('(as Elastic has it)');
  expect(alone.shown).toContain('3 explanations of accesses are told as Elastic has them');
  const report = await run({ ...REPORT });
  expect(report.summary).toContain('(as Elastic has it)');

  Object.assign(github.issues[0] ?? {}, { state: 'open' });
  const taken = await run({ ...REPORT, 'github-token': TOKEN });
  expect([taken.code, taken.outputs.unexplained], taken.shown).toEqual([1, '1']);
  expect(taken.summary).toContain('that GitHub does not confirm: it does not count');
});

it.runIf(hasElasticsearch)('an approval of today closes the issue of yesterday', async () => {
  let approvals = NOBODY_AGREED;
  const { run, github } = await townWith(() => approvals);
  await run(DAILY);
  expect(github.issues.map(({ state }) => state)).toEqual(['open', 'open', 'open']);
  approvals = LATER;
  const next = await run(DAILY, { now: '2026-10-17T04:17:00Z' });
  expect(next.code, next.shown).toBe(0);
  expect(github.issues.map(({ state }) => state)).toEqual(['closed', 'closed', 'closed']);
});

it.runIf(hasElasticsearch)('a forged document and a forged acknowledgement prove nothing', async () => {
  const node = inject('elasticsearch');
  const { run, github, world, lines } = await townWith(() => NOBODY_AGREED);
  // With the true id and hash, and false content, before the collector comes.
  const line = lines.find((text) => text.includes('mimecast_access_logs')) ?? '';
  const { key, hash, time = 0, canonical } = parseEvent(JSON.parse(line));
  const at = new Date(time).toISOString();
  const namespace = world.stream.replace('logs-mimecast.audit-', '');
  const original = canonical.replaceAll('mimecast.local', 'example.com');
  if (node) {
    await ask(node, 'PUT', `${world.stream}/_create/${key}?refresh=true`, {
      ...{ '@timestamp': at, organization: { id: 'default' }, mimecast: { category: 'mimecast_access_logs' } },
      event: { hash, original, created: at },
    });
  }
  const first = await run(DAILY);
  expect(first.summary, first.shown).toContain('is not the event that its id and hash name');
  expect(first.outputs.sessions).toBe('3');
  // The event itself is not in Elastic, and cannot be while that document has its place.
  expect(first.shown).toContain('1 event is not in Elastic, since another document stands in its place');
  expect([first.code, first.outputs.complete]).toEqual([1, 'false']);

  const account = JSON.parse(await readFile(join(first.outputs['evidence-path'] ?? '', 'access.json'), 'utf8'));
  for (const { id } of account.sessions) {
    if (!node) continue;
    await ask(node, 'POST', `logs-mimecast.finding-${namespace}/_doc?refresh=true`, {
      ...{ '@timestamp': NOW, organization: { id: 'default' }, message: 'x', rule: { name: 'acknowledged-access' } },
      event: { start: NOW },
      mimecast: {
        finding: {
          ...{ kind: 'acknowledged-access', subject: id, severity: 'low', session: id, acknowledged_by: 'owner-1' },
          ...{ reason: 'all fine', issue: 1, session_events: 'made-up' },
        },
      },
    });
  }
  const report = await run({ ...REPORT, 'github-token': TOKEN });
  expect(report.code, report.shown).toBe(1);
  expect(report.shown).not.toContain('all fine');
  expect(report.summary).not.toContain('all fine');
  const told = JSON.parse(await readFile(report.outputs['report-path']?.replace('.html', '.json') ?? '', 'utf8'));
  expect(told.findings).toContainEqual(expect.objectContaining({ kind: 'forged-document', severity: 'high' }));
  expect(github.issues.every(({ state }) => state === 'open')).toBe(true);
});
