import { expect, inject, it, onTestFinished } from 'vitest';
import { startProxy } from '../elasticsearch/proxy.ts';
import { createWorld, hasElasticsearch } from './world.ts';

// Each run has 20 s. The one that hangs for ever is killed after a minute.
it.runIf(hasElasticsearch).each(['stall', 'drip'] as const)(
  'a bulk answer that comes by half: %s: the deadline holds, and the next run is green',
  async (deed) => {
    const proxy = await startProxy(inject('elasticsearch')?.url ?? '', [{ on: { times: 100 }, do: deed }]);
    onTestFinished(() => proxy.stop());
    const world = await createWorld({ elastic: proxy.url });
    const run = await world.run({ deadline: '20s' });
    expect(run).toMatchObject({ code: 1, timedOut: false, signal: null });
    expect(run.outputs).toMatchObject({ complete: 'false' });
    expect(run.outputs['artifact-id']).not.toBe('');

    const next = await world.run({ 'elastic-url': inject('elasticsearch')?.url ?? '' });
    expect(next.code, next.shown).toBe(0);
    expect(await world.stored()).toHaveLength(260);
  },
);

it.each(['token', 'audit'] as const)('an answer of Mimecast that stops half way: %s', async (path) => {
  const world = await createWorld({ mimecast: { faults: [{ on: { path, times: 100 }, do: 'stall' }] } });
  const run = await world.run({ deadline: '10s' });
  expect(run).toMatchObject({ code: 1, timedOut: false, signal: null });
  expect(run.outputs).toMatchObject({ complete: 'false', events: '0' });
  expect(run.summary).toContain('The time for reading (7 s) was used up');
});
