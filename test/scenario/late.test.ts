import { expect, it } from 'vitest';
import { ask } from '../elasticsearch/request.ts';
import { rowsOf } from '../simulator/data.ts';
import { createWorld, elasticNode, hasElasticsearch, type World } from './world.ts';

const ROW = {
  auditType: 'User Logged On',
  user: 'k.adeyemi@example.com',
  eventInfo: 'Synthetic',
  category: 'authentication_logs',
};

/** The findings of a world, by kind: `mimecast.finding` of each. */
async function findingsOf(world: World): Promise<Map<string, Readonly<Record<string, unknown>>[]>> {
  const stream = world.stream.replace('.audit-', '.finding-');
  const answer = await ask(elasticNode(), 'POST', `${stream}/_search?ignore_unavailable=true`, { size: 100 });
  const { hits } = answer.hits as { hits: { _source: { mimecast: { finding: Record<string, unknown> } } }[] };
  return Map.groupBy(
    hits.map(({ _source }) => _source.mimecast.finding),
    ({ kind }) => String(kind),
  );
}

it.runIf(hasElasticsearch)('an event is as late as it was when it was first seen', async () => {
  const clock = { now: Date.parse('2026-11-25T06:17:00Z') };
  const shown = (time: string, visibleFrom: string) => ({
    event: { ...ROW, id: time, eventTime: `${time}+0000` },
    visibleFrom: Date.parse(visibleFrom),
  });
  const data = rowsOf([
    shown('2026-11-24T09:00:00', '2026-11-24T09:00:00Z'),
    // The run that read its span was 7 h 17 min after it, the one that first sees it 31 h 17 min.
    shown('2026-11-24T23:00:00', '2026-11-25T07:00:00Z'),
  ]);
  const world = await createWorld({ elastic: true, data, mimecast: { clock: () => clock.now } });
  expect((await world.run()).outputs).toMatchObject({ indexed: '1', complete: 'true' });
  clock.now += 86_400_000;
  const second = await world.run({}, { now: '2026-11-26T06:17:00Z', env: { GITHUB_RUN_ID: '900' } });
  expect(second.code, second.shown).toBe(0);
  expect(second.outputs).toMatchObject({ indexed: '1', late: '1' });
  const [late, ...more] = (await findingsOf(world)).get('late-event') ?? [];
  expect(more).toEqual([]);
  expect(late?.late_seconds).toBeGreaterThanOrEqual(31 * 3600 + 17 * 60);
  expect(late?.late_seconds).toBeLessThan(31 * 3600 + 27 * 60);
});

it.runIf(hasElasticsearch)('rows that were kept under a time that is not theirs are findings, each once', async () => {
  const at = Date.UTC(2026, 10, 24, 12) / 1000;
  const data = rowsOf([
    { ...ROW, id: 'right', eventTime: '2026-11-24T09:00:00+0000' },
    // What the second asked for more brings in is no fault of Mimecast's.
    { ...ROW, id: 'edge', eventTime: '2026-11-23T23:59:59+0000' },
    { event: { ...ROW, id: 'undated', eventTime: 'soon' }, at },
    { event: { ...ROW, id: 'misdated', eventTime: '2026-10-01T09:00:00+0000' }, at },
  ]);
  const world = await createWorld({ elastic: true, data });
  for (const [id, indexed] of [
    ['900', '4'],
    ['901', '0'],
  ] as const) {
    const run = await world.run({}, { env: { GITHUB_RUN_ID: id } });
    expect(run.code, run.shown).toBe(0);
    expect(run.outputs).toMatchObject({ indexed, complete: 'true' });
    // The stream has another index when the same is read once more.
    await ask(elasticNode(), 'POST', `${world.stream}/_rollover`);
  }
  expect(await world.stored()).toHaveLength(4);
  const counts = [...(await findingsOf(world))].map(([kind, all]) => [kind, all.length]).sort();
  expect(counts).toEqual([
    ['misdated-event', 1],
    ['undated-event', 1],
  ]);
});

it.runIf(hasElasticsearch)(
  'a row of which nothing is understood is kept and stored, and does not count as read',
  async () => {
    const at = Date.UTC(2026, 10, 24, 12) / 1000;
    const data = rowsOf([
      { ...ROW, id: 'right', eventTime: '2026-11-24T09:00:00+0000' },
      { event: 'no object', at },
      { event: { id: 'nothing else' }, at },
    ]);
    const world = await createWorld({ elastic: true, data });
    const run = await world.run();
    expect(run.code).toBe(1);
    expect(run.shown).toContain('nothing could be understood of 2 of 3 rows');
    expect(run.outputs).toMatchObject({ indexed: '3', complete: 'false' });
    const stream = world.stream.replace('.audit-', '.coverage-');
    const { count } = await ask(elasticNode(), 'POST', `${stream}/_count?ignore_unavailable=true`);
    expect(count).toBe(0);
  },
);
