import { expect, it } from 'vitest';
import { seededDay } from '../simulator/data.ts';
import { createWorld, DAY, hasElasticsearch } from './world.ts';

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
