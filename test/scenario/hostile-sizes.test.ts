import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rowsOf, seededDay } from '../simulator/data.ts';
import type { Run } from '../simulator/runner.ts';
import { createWorld, DAY } from './world.ts';

/** What a runner with little memory has room for. */
const SMALL = { nodeFlags: ['--max-old-space-size=300'] };
const TWO_DAYS = { start: '2026-11-23', end: '2026-11-24' };

const PAGE = (data: string) => `{"meta":{"status":200,"pagination":{"pageSize":1}},"data":${data},"fail":[]}`;

function eventsOf(run: Run): string[] {
  const path = join(String(run.outputs['evidence-path']), 'events.ndjson');
  return readFileSync(path, 'utf8').trim().split('\n');
}

async function answering(body: string) {
  const data = seededDay({ from: DAY.from - 86_400, to: DAY.to, events: 520 });
  const faults = [{ on: { path: 'audit' as const }, do: { status: 200, body } }];
  return createWorld({ data, mimecast: { quirks: { gzip: true }, faults } });
}

describe('a page that can not be taken: one sentence, and the rest of the run goes on', () => {
  it.each([
    ['22 million rows (D26)', () => PAGE(`[${'{},'.repeat(22_000_000)}{}]`), /a list of more than 5000 items/],
    ['31 million levels (D27)', () => '['.repeat(31_000_000), /nested more than 10000 levels deep/],
    ['rows 31 million deep (D27)', () => PAGE(`[${'['.repeat(31_000_000)}`), /nested more than 10000 levels deep/],
    ['millions of values in a row', () => PAGE(`[{"a":[${'0,'.repeat(20_000_000)}0]}]`), /more than 2000000 values/],
    ['a key twice', () => PAGE('[{"id":"a","user":"x@mimecast.com","user":"y@example.com"}]'), /the same key twice/],
  ])('%s', async (_name, body, sentence) => {
    const world = await answering(body());
    const run = await world.run(TWO_DAYS, SMALL);
    expect(run).toMatchObject({ code: 1, timedOut: false, signal: null });
    expect(run.outputs).toMatchObject({ complete: 'false', events: '260' });
    expect(run.outputs['artifact-id']).not.toBe('');
    expect(run.summary).toMatch(sentence);
    // Once, since the same answer would come again; and three pages of the other day.
    expect(world.mimecast.requests.filter(({ path }) => path.endsWith('get-audit-events')).length).toBe(4);
  });
});

it('numbers that a double can not hold stay as they are (D10)', async () => {
  const ids = ['9007199254740993', '9007199254740992', '1.0', '1', '1e400', '-0', '0.30000000000000000001'];
  const rows = ids.map((id) => `{"id":${id},"eventTime":"2026-11-24T10:00:00+0000","n":{"deep":[${id}]}}`);
  const faults = [{ on: { path: 'audit' as const }, do: { status: 200, body: PAGE(`[${rows}]`) } }];
  const world = await createWorld({ mimecast: { faults } });
  const run = await world.run();
  expect(run.code, run.shown).toBe(0);
  expect(run.outputs).toMatchObject({ events: '7', complete: 'true' });
  const kept = eventsOf(run);
  expect(new Set(kept)).toEqual(
    new Set(ids.map((id) => `{"eventTime":"2026-11-24T10:00:00+0000","id":${id},"n":{"deep":[${id}]}}`)),
  );
});

it('a text of 43,690 times " by a<" and a user of 256 kB (D25)', async () => {
  const event = {
    id: 'large',
    auditType: 'User Logged On',
    user: `${'u'.repeat(256 * 1024)}@example.com`,
    eventTime: '2026-11-24T10:00:00+0000',
    eventInfo: `Action Performed - x${' by a<'.repeat(43_690)}> Date: 2026-11-24 Time: 10:00:00+0000 IP: 192.0.2.1 Application: x`,
    category: 'account_logs',
  };
  const rows = [event, { ...event, id: 'larger', category: 'mimecast_access_logs' }];
  const world = await createWorld({ data: rowsOf(rows.map((row) => ({ event: row, at: DAY.from + 36_000 }))) });
  const run = await world.run();
  expect(run).toMatchObject({ timedOut: false, signal: null });
  expect(run.outputs).toMatchObject({ events: '2', complete: 'true' });
});
