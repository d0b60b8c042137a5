import { expect, it } from 'vitest';
import { seededDay } from '../simulator/data.ts';
import { createWorld, DAY, hasElasticsearch, type World } from './world.ts';

const WEEK = { from: DAY.from - 6 * 86_400, to: DAY.to };

it.runIf(hasElasticsearch)('a backfill of seven days by dates brings all of them', async () => {
  const world = await createWorld({ data: seededDay({ ...WEEK, events: 1500 }), elastic: true });
  const run = await world.run({ start: '2026-11-18', end: '2026-11-24' });

  expect(run.code).toBe(0);
  expect(run.outputs).toMatchObject({
    'window-start': '2026-11-18T00:00:00Z',
    'window-end': '2026-11-25T00:00:00Z',
    events: '1500',
    indexed: '1500',
    complete: 'true',
  });
  expect(await world.stored()).toHaveLength(1500);
});

it('a start before the 60 days reads what is left and does not call it complete', async () => {
  const world = await createWorld();
  const run = await world.run({ start: '2026-09-01', end: '2026-11-24' });

  // Nobody can read that part any more, so a red run would never turn green again: it is a warning.
  expect(run.code).toBe(0);
  expect(run.annotations.map(({ kind }) => kind)).toEqual(['warning']);
  expect(run.outputs).toMatchObject({ events: '260', complete: 'false' });
  expect(run.shown).toContain('more than 60 days ago');
});

it('several spans are one run, each with evidence of its own', async () => {
  const world = await createWorld({ data: seededDay({ ...WEEK, events: 1400 }) });
  const run = await world.run({ spans: '2026-11-18/2026-11-19, 2026-11-22' });
  expect(run.code, run.shown).toBe(0);
  expect(run.outputs).toMatchObject({
    ...{ 'window-start': '2026-11-18T00:00:00Z', 'window-end': '2026-11-23T00:00:00Z', complete: 'true' },
    ...{ events: String(world.mimecast.data.count(WEEK.from, WEEK.from + 2 * 86_400) + countOf(world, 4)) },
  });
  expect(run.outputs['artifact-id']?.split('\n')).toHaveLength(2);
  expect(run.summary.match(/^## .*Mimecast audit of/gm)).toHaveLength(2);
  expect(world.results?.artifacts).toHaveLength(2);
});

it('a span that comes to no good end ends the run, and those that are left are named', async () => {
  const faults = [{ on: { path: 'audit' as const }, do: { status: 403, body: '' } }];
  const world = await createWorld({ data: seededDay({ ...WEEK, events: 1400 }), mimecast: { faults } });
  const run = await world.run({ spans: '2026-11-18, 2026-11-20, 2026-11-22/2026-11-23' });
  expect(run.code).toBe(1);
  expect(run.outputs.complete).toBe('false');
  expect(run.shown).toContain(
    'Not read: 2026-11-20T00:00:00Z/2026-11-21T00:00:00Z, 2026-11-22T00:00:00Z/2026-11-24T00:00:00Z.',
  );
});

it('a span that can not be read is refused before any request', async () => {
  const world = await createWorld();
  const run = await world.run({ spans: '2026-11-24, 2026-09-01' });
  expect(run.code).toBe(1);
  expect(run.annotations.map(({ message }) => message).join()).toContain(
    'Input spans has a start of 2026-09-01T00:00:00Z',
  );
  expect(world.mimecast.requests).toEqual([]);
});

/** Events of a day of the week, 0 is its first. */
function countOf({ mimecast }: World, day: number): number {
  return mimecast.data.count(WEEK.from + day * 86_400, WEEK.from + (day + 1) * 86_400);
}
