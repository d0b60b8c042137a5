import { expect, it } from 'vitest';
import { createWorld, steady } from './world.ts';

it('a cancelled job ends by itself at once, keeps what it read, and calls nothing complete', async () => {
  const world = await createWorld({ mimecast: { faults: [{ on: { path: 'audit', request: 3 }, do: 'hang' }] } });
  const run = await world.run({}, { signalAfter: { afterMs: 2500, signal: 'SIGTERM' }, timeoutMs: 20_000 });

  expect(run.timedOut).toBe(false);
  expect(run.signal).toBeNull();
  expect(run.code).toBe(1);
  expect(run.outputs).toMatchObject({ complete: 'false', events: '200' });
  expect(run.outputs['provider-accesses']).toBe('20');
  expect(world.results?.artifacts).toEqual([]);
  expect(steady(run.summary, run)).toMatchSnapshot('summary');
});
