import { expect, inject, it, onTestFinished } from 'vitest';
import { type ProxyFault, startProxy } from '../elasticsearch/proxy.ts';
import { createWorld, hasElasticsearch } from './world.ts';

/** What befalls the first bulk request, and how many of the events are sent in all. */
const FAULTS: [string, ProxyFault['do'], number][] = [
  ['429', { status: 429 }, 2],
  ['503 in HTML', { status: 503, body: '<html>503</html>' }, 2],
  ['a reset connection', 'reset', 2],
  // Elastic had carried it out, which is asked before it would be sent again.
  ['half an answer', 'cut', 1],
  ['an answer that was lost', 'lost-answer', 1],
];

it.runIf(hasElasticsearch).each(FAULTS)(
  '%s: each event is stored once, and the run is green',
  async (_name, deed, sent) => {
    const proxy = await startProxy(inject('elasticsearch')?.url ?? '', [{ on: {}, do: deed }]);
    onTestFinished(() => proxy.stop());
    const world = await createWorld({ elastic: proxy.url });
    const run = await world.run();

    expect(run.code).toBe(0);
    expect(run.outputs).toMatchObject({ events: '260', rejected: '0', complete: 'true' });
    expect(Number(run.outputs.indexed) + Number(run.outputs.known)).toBe(260);
    const stored = await world.stored();
    expect(stored).toHaveLength(260);
    expect(new Set(stored.map(({ _id }) => _id)).size).toBe(260);
    expect(proxy.requests.filter(({ path }) => path.includes('mimecast.audit') && path.includes('_bulk'))).toHaveLength(
      sent,
    );
  },
);

it.runIf(hasElasticsearch)('a proxy that takes small requests only: each event is stored once', async () => {
  const proxy = await startProxy(inject('elasticsearch')?.url ?? '', [
    { on: { times: Number.POSITIVE_INFINITY }, do: { limitBytes: 15_000 } },
  ]);
  onTestFinished(() => proxy.stop());
  const world = await createWorld({ elastic: proxy.url });
  const run = await world.run();
  expect(run.code).toBe(0);
  expect(run.outputs).toMatchObject({ indexed: '260', known: '0', rejected: '0', complete: 'true' });
  expect(await world.stored()).toHaveLength(260);
  expect(proxy.requests.map(({ status }) => status)).toContain(413);
});
