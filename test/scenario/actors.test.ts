import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type DataSet, rowsOf } from '../simulator/data.ts';
import type { Run } from '../simulator/runner.ts';
import { createWorld } from './world.ts';

const TOM = 'tmarrowby@mimecast.local';
const ADA = 'ada@harbourlight.example';
const TAIL = 'Date: 2026-11-24, Time: 10:00:00 GMT, IP: 198.51.100.23, Application: Administration Console';

/** Who may come in; those of one domain may never, agreed or not. */
const AGREED = ['*@mimecast.local', '*@mimecast.com', 'mike@mimecast.org'].map((person, index) =>
  [
    `  - ticket: CS-${index + 1}`,
    `    person: "${person}"`,
    '    from: 2026-11-24',
    '    to: 2026-11-24',
    `    may: [${index === 0 ? 'see' : 'see, content, change, export'}]`,
    '    reason: CUSTOMER_INITIATED_SUPPORT',
    '    agreed-by: A. Roe',
  ].join('\n'),
);
const APPROVALS = `approvals:
${AGREED.join('\n')}
policy:
  never: ["*@mimecast.com"]
  networks: [198.51.100.0/24]
`;

let number = 0;

/** An event twenty minutes after the one before, so that each is a session. */
function event(given: Record<string, unknown>): Record<string, unknown> {
  number += 1;
  const time = new Date(Date.UTC(2026, 10, 24, 0, number * 20)).toISOString().slice(0, 19);
  const base = { auditType: 'Case Action', category: 'case_review_logs', eventInfo: `Viewed Case - Name: Q3, ${TAIL}` };
  return { id: `ev-${number}`, user: TOM, eventTime: `${time}+0000`, ...base, ...given };
}

async function runOver(events: readonly Record<string, unknown>[], inputs: Record<string, string> = {}) {
  const rows = rowsOf(events);
  // A source that spells its categories in another way finds them all the same.
  const data: DataSet = {
    count: (from, to) => rows.count(from, to),
    slice: (from, to, offset, limit) => rows.slice(from, to, offset, limit),
  };
  const world = await createWorld({ data });
  const folder = await mkdtemp(join(tmpdir(), 'runner-'));
  await mkdir(join(folder, 'work'));
  await writeFile(join(folder, 'work', 'approvals.yml'), APPROVALS);
  const given = { approvals: 'approvals.yml', 'session-gap': '10m', 'fail-on': 'unanswered', ...inputs };
  const run = await world.run(given, { folder });
  return { run, sessions: await sessionsOf(run) };
}

async function sessionsOf(run: Run): Promise<readonly Record<string, unknown>[]> {
  const text = await readFile(join(run.outputs['evidence-path'] ?? '', 'access.json'), 'utf8');
  return JSON.parse(text).sessions;
}

function verdictsOf(sessions: readonly Record<string, unknown>[]): unknown[] {
  return sessions.map(({ verdict, doubtful }) => (doubtful ? `${verdict}, doubtful` : verdict));
}

it('whoever may be the provider is, and an approval covers only whom it names and what type and text say', async () => {
  const addresses = [...Array.from({ length: 20 }, (_, index) => `198.51.100.${index + 1}`), '203.0.113.9'].join(', ');
  const events = [
    // D04
    [event({ user: `${TOM} (Mimecast Support)` }), 'expected'],
    [event({ user: `${TOM}/support` }), 'unexplained, doubtful'],
    [event({ user: 'tmarrowby_mimecast.local#EXT#@harbourlight.example' }), 'unexplained, doubtful'],
    [event({ user: `${TOM}, ${ADA}` }), 'unexplained, doubtful'],
    // D05
    [event({ user: 'Tamsin Marrowby <tmarrowby@mimecast.com>' }), 'against-policy'],
    // D07, D29
    [event({ auditType: 'User Logged On', eventInfo: `Deleted policy Block, ${TAIL}` }), 'unexplained'],
    [
      event({ auditType: 'User Logged On', eventInfo: `Viewed Message - x, Viewed Content: True, ${TAIL}` }),
      'unexplained',
    ],
    [
      event({ auditType: 'User Logged On', eventInfo: `Successful authentication for ${TOM} <T>, ${TAIL}` }),
      'expected',
    ],
    // D28
    [event({ eventInfo: `Viewed Case - Case: Q3, ${TAIL.replace('198.51.100.23', addresses)}` }), 'against-policy'],
    // D30
    [event({ auditType: 'Mimecast Support Login', user: ADA }), 'unexplained'],
    [event({ eventInfo: `Mirror handed to oquillfeather@mimecast.local, ${TAIL}` }), 'unexplained, doubtful'],
    // D32
    [event({ category: 'mimecast_access_logs', user: 'mi\u212ae@mimecast.org' }), 'unexplained, doubtful'],
  ] as const;
  const { run, sessions } = await runOver([...events.map(([one]) => one), event({ user: ADA })]);

  expect(verdictsOf(sessions), run.shown).toEqual(events.map(([, verdict]) => verdict));
  expect(run.code).toBe(1);
  expect(run.summary).toContain('doubtful');
  expect(await readFile(run.outputs['report-path'] ?? '', 'utf8')).toContain('Doubtful:');
});

it('what came as an answer to the question for accesses is one, however it calls itself (D06)', async () => {
  const events = ['Mimecast_Access_Logs', 'mimecast-access-logs', 'support_access'].map((category) =>
    event({ category, user: ADA }),
  );
  const { run, sessions } = await runOver(events, { categories: 'mimecast_access_logs' });
  expect(run.outputs['provider-accesses'], run.shown).toBe('3');
  expect(verdictsOf(sessions)).toEqual(['unexplained', 'unexplained', 'unexplained, doubtful']);
  expect(run.summary).not.toContain('proven, the read');
});

it('no number of sessions hides one that nobody agreed to (D09)', async () => {
  const at = (second: number) => new Date(Date.UTC(2026, 10, 24, 0, 0, second)).toISOString().slice(0, 19);
  const looks = Array.from({ length: 5001 }, (_, index) =>
    event({ user: `p${index}@mimecast.local`, eventTime: `${at(index * 15)}+0000` }),
  );
  const change = event({ auditType: 'New Policy', eventInfo: `Policy, ${TAIL}`, eventTime: `${at(7)}+0000` });
  const { run, sessions } = await runOver([...looks, change]);
  expect(run.code, run.shown).toBe(1);
  expect(run.outputs.unexplained).toBe('1');
  expect(verdictsOf(sessions)).toContain('unexplained');
});
