import { expect, it } from 'vitest';
import { seededDay } from '../simulator/data.ts';
import { createWorld, DAY, hasElasticsearch } from './world.ts';

const DAYS = 12;

it.runIf(hasElasticsearch)('a schedule that stopped for ten days heals in one run', async () => {
  const from = DAY.to - DAYS * 86_400;
  const world = await createWorld({ data: seededDay({ from, to: DAY.to, events: 1200 }), elastic: true });
  // The simulator's clock stands at the last day, so that all of the days are there to be read.
  const first = await world.run({}, { now: '2026-11-14T06:17:00Z' });
  expect(first.code, first.shown).toBe(0);

  const healed = await world.run({}, { env: { GITHUB_RUN_ID: '43' } });
  expect(healed.code, healed.shown).toBe(0);
  expect(healed.outputs).toMatchObject({ holes: '0', late: '0', complete: 'true' });
  expect(healed.summary).toContain('Filled: 2026-11-14 to 2026-11-23.');
  expect(healed.log).toContain('Filled: 2026-11-14 to 2026-11-23.');
  // What the staff did may be a finding; what became of the log is none.
  expect(healed.summary).not.toMatch(/vanished-event|altered-event|late-event|hole-lost/);
  expect(Number(first.outputs.indexed) + Number(healed.outputs.indexed)).toBe(1200);
  expect(await world.stored()).toHaveLength(1200);

  const next = await world.run({}, { env: { GITHUB_RUN_ID: '44' } });
  expect(next.outputs).toMatchObject({ indexed: '0', holes: '0' });
  expect(next.summary).not.toContain('Filled');
});
