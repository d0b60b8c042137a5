import { readFile } from 'node:fs/promises';
import { expect, it, onTestFinished } from 'vitest';
import { rowsOf } from '../simulator/data.ts';
import { type GitHub, OWNER, STRANGER, startGitHub, TOKEN } from '../simulator/github.ts';
import type { Run } from '../simulator/runner.ts';
import { createWorld, hasElasticsearch } from './world.ts';

const DAY_MS = 86_400_000;
const ROW = {
  auditType: 'User Logged On',
  user: 'k.adeyemi@example.com',
  eventInfo: 'Synthetic',
  category: 'authentication_logs',
};
const DAILY = { 'open-issues': 'true', 'github-token': TOKEN, 'fail-on': 'unanswered', overlap: '3d' };
const AUDIT = { 'github-token': TOKEN, 'fail-on': 'finding', window: '60d', overlap: '0s' };
const REPORT = { command: 'report', start: '2026-11-20', end: '2026-11-26', 'github-token': TOKEN };

interface Town {
  readonly github: GitHub;
  run(now: string, inputs: Record<string, string>): Promise<Run>;
}

/** Three days of two events; one of 24 November is changed and one gone from the 26th on, and one comes back on the 28th if `back`. */
async function town(back = false): Promise<Town> {
  const clock = { now: 0 };
  const from = Date.parse('2026-11-26T00:00:00Z');
  const at = (day: number, hour: number) => `2026-11-${day}T0${hour}:00:00+0000`;
  const days = [20, 21, 22, 23, 25, 26, 27, 28, 29].map((day) => ({ ...ROW, id: `d${day}`, eventTime: at(day, 8) }));
  const changed = { ...ROW, id: 'changed', eventTime: at(24, 8) };
  const gone = { ...ROW, id: 'gone', eventTime: at(24, 9) };
  const data = rowsOf([
    ...days,
    { event: changed, visibleUntil: from },
    { event: { ...changed, eventInfo: 'Other words' }, visibleFrom: from },
    { event: gone, visibleUntil: from },
    ...(back ? [{ event: gone, visibleFrom: from + 2 * DAY_MS }] : []),
  ]);
  const world = await createWorld({ elastic: true, data, mimecast: { clock: () => clock.now } });
  const github = await startGitHub(() => clock.now);
  onTestFinished(() => github.stop());
  let count = 100;
  return {
    github,
    run(day, inputs) {
      const now = `${day}T05:17:00Z`;
      clock.now = Date.parse(now);
      count += 1;
      const env = { GITHUB_API_URL: github.url, GITHUB_RUN_ID: String(count) };
      return world.run(inputs, { now, env });
    },
  };
}

const statesOf = (github: GitHub) => github.issues.map(({ title, state }) => [title, state]);

it.runIf(hasElasticsearch)(
  'tampering turns the daily run red until somebody has answered it (D40, D44)',
  async () => {
    const { run, github } = await town();
    const first = await run('2026-11-25', DAILY);
    expect([first.code, first.outputs.unanswered, github.issues.length], first.shown).toEqual([0, '0', 0]);

    const found = await run('2026-11-26', DAILY);
    expect([found.code, found.outputs.unanswered, found.outputs.findings], found.shown).toEqual([1, '2', '2']);
    expect(found.shown).toMatch(/^##\[error\].*1 altered-event \(high\), 1 vanished-event \(high\); all new/m);
    const titles = ['Found: 1 altered event of 2026-11-24 08:00 (tenant default)'];
    titles.push('Found: 1 vanished event of 2026-11-24 09:00 (tenant default)');
    expect(github.issues.map(({ title }) => title).sort()).toEqual(titles);

    // Out of the overlap, and nothing of it is read any more.
    const later = await run('2026-11-29', DAILY);
    expect([later.code, later.outputs.unanswered, later.outputs.findings], later.shown).toEqual([1, '2', '0']);
    expect(later.shown).toMatch(/^##\[error\].*2 findings of earlier runs unanswered/m);
    expect(later.summary).toContain('2 unanswered since 2026-11-26');
    const audit = await run('2026-11-29', AUDIT);
    expect([audit.code, audit.outputs.unanswered], audit.shown).toEqual([1, '2']);
    expect(audit.summary).not.toContain('raised before');
    const alone = await run('2026-11-29', { 'fail-on': 'error' });
    expect([alone.code, alone.outputs.unanswered], alone.shown).toEqual([0, '2']);
    expect(alone.shown).toMatch(/^##\[warning\].*unanswered/m);
    expect(github.issues).toHaveLength(2);

    // Who may not write answers nothing; and closing without a word is no answer.
    for (const { number } of github.issues) {
      github.comment(number, STRANGER, 'reason: never mind');
      github.close(number);
    }
    const stranger = await run('2026-11-29', DAILY);
    expect([stranger.code, stranger.outputs.unanswered], stranger.shown).toEqual([1, '2']);
    expect(statesOf(github).map(([, state]) => state)).toEqual(['open', 'open']);

    for (const { number } of github.issues) {
      github.comment(number, OWNER, 'reason: removed at our request, ticket 4711');
      github.close(number);
    }
    for (const inputs of [DAILY, AUDIT, DAILY]) {
      const answered = await run('2026-11-29', inputs);
      expect([answered.code, answered.outputs.unanswered], answered.shown).toEqual([0, '0']);
      expect(answered.shown).not.toContain('as Elastic has it');
    }
    const unasked = await run('2026-11-29', { 'fail-on': 'unanswered' });
    expect([unasked.code, unasked.outputs.unanswered], unasked.shown).toEqual([0, '0']);
    expect(unasked.shown).toContain('2 explanations of findings are told as Elastic has them');

    const report = await run('2026-11-29', { ...REPORT, 'fail-on': 'unanswered' });
    expect([report.code, report.outputs.unanswered], report.shown).toEqual([0, '0']);
    expect(report.summary).not.toContain('Needs a person');
    const page = await readFile(report.outputs['report-path'] ?? '', 'utf8');
    expect(page).toContain('removed at our request, ticket 4711');
    expect(github.issues).toHaveLength(2);

    Object.assign(github.issues[0] ?? {}, { state: 'open' });
    const taken = await run('2026-11-29', AUDIT);
    expect([taken.code, taken.outputs.unanswered], taken.shown).toEqual([1, '1']);
    expect(taken.shown).toContain('that GitHub does not confirm: it does not count');
  },
  300_000,
);

it.runIf(hasElasticsearch)(
  'what had vanished and is back needs no answer, and its issue is closed',
  async () => {
    const { run, github } = await town(true);
    await run('2026-11-25', DAILY);
    expect((await run('2026-11-26', DAILY)).outputs.unanswered).toBe('2');
    const back = await run('2026-11-28', { ...DAILY, overlap: '5d' });
    expect([back.code, back.outputs.unanswered], back.shown).toEqual([1, '1']);
    const states = new Map(statesOf(github) as [string, string][]);
    expect(states.get('Found: 1 vanished event of 2026-11-24 09:00 (tenant default)')).toBe('closed');
    expect(states.get('Found: 1 altered event of 2026-11-24 08:00 (tenant default)')).toBe('open');
  },
  300_000,
);
