import { describe, expect, inject, it } from 'vitest';
import { startProxy } from '../elasticsearch/proxy.ts';
import { createWorld, hasElasticsearch } from './world.ts';

// Side by side, since each of them only waits for its deadline. The run that hangs for ever is killed after a minute.
describe.concurrent('an answer that stops half way', () => {
  it.runIf(hasElasticsearch).for(['stall', 'drip'] as const)(
    'a bulk answer that comes by half: %s: the deadline holds, and the next run is green',
    async (deed, { onTestFinished }) => {
      const proxy = await startProxy(inject('elasticsearch')?.url ?? '', [{ on: { times: 100 }, do: deed }]);
      onTestFinished(() => proxy.stop());
      const world = await createWorld({ elastic: proxy.url }, onTestFinished);
      const run = await world.run({ deadline: '20s' });
      expect(run).toMatchObject({ code: 1, timedOut: false, signal: null });
      expect(run.outputs).toMatchObject({ complete: 'false' });
      expect(run.outputs['artifact-id']).not.toBe('');

      const next = await world.run({ 'elastic-url': inject('elasticsearch')?.url ?? '' });
      expect(next.code, next.shown).toBe(0);
      expect(await world.stored()).toHaveLength(260);
    },
  );

  it.for(['token', 'audit'] as const)('an answer of Mimecast: %s', async (path, { onTestFinished }) => {
    const faults = [{ on: { path, times: 100 }, do: 'stall' as const }];
    const world = await createWorld({ mimecast: { faults } }, onTestFinished);
    const run = await world.run({ deadline: '10s' });
    expect(run).toMatchObject({ code: 1, timedOut: false, signal: null });
    expect(run.outputs).toMatchObject({ complete: 'false', events: '0' });
    expect(run.summary).toContain('The time for reading (7 s) was used up');
  });
});
