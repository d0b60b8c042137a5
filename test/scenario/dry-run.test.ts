import { expect, it } from 'vitest';
import { createWorld, hasElasticsearch } from './world.ts';

it.runIf(hasElasticsearch)('a dry run reads and preserves, and writes nothing to Elastic', async () => {
  const world = await createWorld({ elastic: true });
  const run = await world.run({ 'dry-run': 'true' });

  expect(run.code).toBe(0);
  expect(run.outputs).toMatchObject({ events: '260', indexed: '0' });
  expect(run.summary).toMatch(/dry.run/i);
  expect(world.results?.artifacts).toHaveLength(1);
  expect(await world.stored()).toHaveLength(0);
});
