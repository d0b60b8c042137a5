import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { rowsOf } from '../simulator/data.ts';
import type { Run } from '../simulator/runner.ts';
import { createWorld } from './world.ts';

const NOW = '2026-10-16T04:17:00Z';
const TOM = 'tmarrowby@mimecast.local';
const OLA = 'oquillfeather@mimecast.local';

/** The sessions as the README of the day has them: person, first and last act, acts, networks. */
const SESSIONS = [
  [TOM, '2026-10-15T02:16:38Z', '2026-10-15T02:49:05Z', 7, ['203.0.113.77']],
  [TOM, '2026-10-15T09:12:41Z', '2026-10-15T09:33:20Z', 4, ['198.51.100.23']],
  [OLA, '2026-10-15T13:47:05Z', '2026-10-15T14:21:44Z', 5, ['198.51.100.24']],
];

const APPROVALS = `time-zone: Europe/London
approvals:
  - ticket: CS-20481
    person: ${TOM}
    from: 2026-10-15T09:00+01:00
    to: 2026-10-15T13:00+01:00
    may: [see, change]
    reason: CUSTOMER_INITIATED_SUPPORT
    agreed-by: A. Roe, mail team
policy:
  working-hours:
    days: [mon, tue, wed, thu, fri]
    from: "08:00"
    to: "18:00"
`;

/** Runs over the day, with this approvals file in the workspace if one is given. */
async function runDay(approvals?: string, inputs: Record<string, string> = {}): Promise<Run> {
  const text = await readFile(new URL('../fixtures/events/day.ndjson', import.meta.url), 'utf8');
  const events = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  const world = await createWorld({ data: rowsOf(events), mimecast: { clock: () => Date.parse(NOW) } });
  const folder = await mkdtemp(join(tmpdir(), 'runner-'));
  await mkdir(join(folder, 'work'));
  if (approvals !== undefined) await writeFile(join(folder, 'work', 'approvals.yml'), approvals);
  const given = approvals === undefined ? {} : { approvals: 'approvals.yml' };
  return world.run({ ...given, ...inputs }, { now: NOW, folder });
}

async function accountOf(run: Run): Promise<Record<string, unknown>[]> {
  const { sessions } = JSON.parse(await readFile(join(run.outputs['evidence-path'] ?? '', 'access.json'), 'utf8'));
  return sessions;
}

function rowsIn({ summary }: Run): string[] {
  return summary.match(/^\| \*\*S\d+\*\* .*$/gm) ?? [];
}

it('the day has exactly its three sessions in summary, access.json and outputs, each judged by the approvals file', async () => {
  const run = await runDay(APPROVALS);

  expect(run.code, run.shown).toBe(0);
  expect(run.outputs).toMatchObject({ events: '400', 'provider-accesses': '16', sessions: '3', unexplained: '2' });
  const sessions = await accountOf(run);
  expect(
    sessions.map(({ person, first, last, actCount, addresses }) => [person, first, last, actCount, addresses]),
  ).toEqual(SESSIONS);
  expect(sessions.map(({ verdict }) => verdict)).toEqual(['against-policy', 'expected', 'unexplained']);

  expect(run.summary).toMatch(
    /^## ⚠️ Mimecast audit of default: complete, evidence only, 1 access against the policy, 1 unexplained access/,
  );
  expect(run.shown).toContain('3 access sessions by 2 persons: 1 against the policy, 1 unexplained, 1 as agreed.');
  const [night, afternoon, morning, ...more] = rowsIn(run);
  expect(more).toEqual([]);
  expect(night).toContain('🔴 Against policy | 2026-10-15 02:16:38 to 02:49:05 +00:00<br>32 min 27 s |');
  expect(night).toContain('**content of mail**');
  expect(night).toContain('**Working hours**: 7 acts of the session are outside the working hours.');
  expect(afternoon).toContain('🔴 Unexplained | 2026-10-15 13:47:05 to 14:21:44 +00:00<br>34 min 39 s |');
  expect(morning).toContain('🟢 As agreed | 2026-10-15 09:12:41 to 09:33:20 +00:00<br>20 min 39 s |');
  expect(morning).toContain('approved: <code>CS-20481</code>');
});

it('the lines that the summary offers explain the session once somebody has filled in the blanks', async () => {
  const first = await runDay(APPROVALS);
  const all = /```yaml\n([^`]*)\n```/.exec(first.summary)?.[1] ?? '';
  // One for each session that an approval could explain (D49).
  const each = all.split(/^ *# S\d+.*\n/m).filter((one) => one.trim() !== '');
  expect(each).toHaveLength(2);
  const offered = each.find((one) => one.includes(`person: "${OLA}"`)) ?? '';
  const [before = '', after = ''] = APPROVALS.split('policy:');

  const blank = await runDay(`${before}${offered}\npolicy:${after}`);
  expect(blank.code).toBe(1);
  expect(blank.shown).toContain('Approvals file approvals.yml has 3 mistakes. (1) line 10, column 18: ticket is empty');
  expect(blank.outputs['evidence-path']).toBe('');

  const fill = (lines: string) =>
    lines
      .replaceAll(/ticket: .*/g, 'ticket: CS-20490')
      .replaceAll(/reason: .*/g, 'reason: CUSTOMER_INITIATED_SUPPORT')
      .replaceAll(/agreed-by: .*/g, 'agreed-by: A. Roe');
  const filled = fill(offered);
  const second = await runDay(`${before}${filled}\npolicy:${after}`, { 'fail-on': 'unanswered' });
  expect(second.outputs.unexplained).toBe('1');
  expect((await accountOf(second)).map(({ verdict }) => verdict)).toEqual(['against-policy', 'expected', 'expected']);
  expect(second.code).toBe(1);
  const [error, ...others] = second.annotations.filter(({ kind }) => kind === 'error');
  expect(others).toEqual([]);
  expect(error?.message).toContain('1 against the policy, 2 as agreed.');
  expect(error?.message).not.toMatch(/tmarrowby|oquillfeather|203\.0\.113/);

  const third = await runDay(`${before}${fill(all)}\npolicy:${after}`, { 'fail-on': 'unanswered' });
  expect((await accountOf(third)).map(({ verdict }) => verdict)).toEqual(['expected', 'expected', 'expected']);
  expect(third.code, third.shown).toBe(0);
});

it('without an approvals file nothing is judged, and nothing fails', async () => {
  const run = await runDay(undefined, { 'fail-on': 'unanswered' });
  expect(run.code, run.shown).toBe(0);
  expect(run.outputs).toMatchObject({ sessions: '3', unexplained: '0' });
  expect(rowsIn(run).map((row) => row.slice(0, row.indexOf(' | ')))).toEqual([
    '| **S1** 🟡 Not judged',
    '| **S2** 🟡 Not judged',
    '| **S3** 🟡 Not judged',
  ]);
  expect(run.summary).toContain('without an approvals file none is judged');
});

it('on the clock of another time zone the chart shows the times that the table shows', async () => {
  const run = await runDay(APPROVALS, { 'time-zone': 'Europe/London', start: '2026-10-15', end: '2026-10-15' });
  expect(run.outputs.sessions).toBe('3');
  expect(rowsIn(run)[0]).toContain('2026-10-15 03:16:38 to 03:49:05 +01:00');
  expect(run.summary).toContain('    S1 :crit, 2026-10-15 03:16, 2026-10-15 03:50\n');
  expect(run.summary).toContain('    S3 :done, 2026-10-15 10:12, 2026-10-15 10:34\n');
});
