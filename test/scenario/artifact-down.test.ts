import { expect, it } from 'vitest';
import { createWorld, hasElasticsearch } from './world.ts';

it.runIf(hasElasticsearch).each(['create', 'upload', 'finalize'] as const)(
  'the artifact service fails at %s: events are still delivered, and the run is red',
  async (fail) => {
    const world = await createWorld({ elastic: true, results: { fail } });
    const run = await world.run();
    expect(run.code).toBe(1);
    expect(run.outputs).toMatchObject({ indexed: '260', complete: 'false', 'artifact-id': '' });
    expect(await world.stored()).toHaveLength(260);
    expect(run.annotations.filter(({ kind }) => kind === 'error')).toHaveLength(1);
  },
);

it('a name that is taken already gets another one', async () => {
  const world = await createWorld({ results: { fail: 'conflict-once' } });
  const run = await world.run();
  expect(run.code).toBe(0);
  expect(world.results?.artifacts).toHaveLength(1);
});
