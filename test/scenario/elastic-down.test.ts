import { expect, it } from 'vitest';
import { startProxy } from '../elasticsearch/proxy.ts';
import { createWorld, hasElasticsearch } from './world.ts';

it.runIf(hasElasticsearch)(
  'Elastic refuses everything: the evidence is safe, the run is red, and the next one delivers',
  async () => {
    const world = await createWorld({ elastic: true });
    const proxy = await startProxy(String(world.inputs['elastic-url']), [
      { on: { times: Number.POSITIVE_INFINITY }, do: { status: 500, body: '<html>canary-body</html>' } },
    ]);
    try {
      const run = await world.run({ 'elastic-url': proxy.url, deadline: '12s' });
      expect(run.code).toBe(1);
      expect(run.outputs).toMatchObject({ events: '260', indexed: '0', rejected: '0', complete: 'false' });
      expect(run.outputs['artifact-id']).toBe('1');
      expect(world.results?.artifacts).toHaveLength(1);
      expect(run.annotations.filter(({ kind }) => kind === 'error')).toHaveLength(1);
      expect(run.log).not.toContain('canary-body');
    } finally {
      await proxy.stop();
    }

    const next = await world.run();
    expect(next.code).toBe(0);
    expect(next.outputs).toMatchObject({ indexed: '260', known: '0', complete: 'true' });
    expect(await world.stored()).toHaveLength(260);
  },
);

it.runIf(hasElasticsearch)(
  'nobody listens at elastic-url: the run tries until its deadline, and the evidence is safe',
  async () => {
    const world = await createWorld({ elastic: true });
    const proxy = await startProxy(String(world.inputs['elastic-url']), []);
    await proxy.stop();
    const run = await world.run({ 'elastic-url': proxy.url, deadline: '12s' });
    expect(run.code).toBe(1);
    expect(run.outputs).toMatchObject({ events: '260', indexed: '0', complete: 'false', 'artifact-id': '1' });
    expect(run.shown).toContain('ECONNREFUSED');
  },
);
