import { expect, it } from 'vitest';
import { createWorld, hasElasticsearch } from './world.ts';

it.runIf(hasElasticsearch)(
  'the same day again: everything is known, nothing is stored twice, and the artifact has its own name',
  async () => {
    const world = await createWorld({ elastic: true });
    await world.run();
    const again = await world.run({}, { env: { GITHUB_RUN_ATTEMPT: '2' } });

    expect(again.code).toBe(0);
    expect(again.outputs).toMatchObject({ events: '260', indexed: '0', known: '260', rejected: '0', complete: 'true' });
    expect(await world.stored()).toHaveLength(260);
    expect(new Set(world.results?.artifacts.map(({ name }) => name)).size).toBe(2);
  },
);
