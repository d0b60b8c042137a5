import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { countStored, deliver, freshNamespace, hasNode, sharedNode, someDocuments, streamOf } from './delivery.ts';
import { createKey } from './key.ts';
import { type FaultyProxy, type ProxyFault, startProxy } from './proxy.ts';
import { ask } from './request.ts';
import { putTemplate, readTemplate } from './template.ts';

/** Small enough for several requests of `someDocuments(300)`. */
const BATCH = 20_000;

async function proxied(plan: readonly ProxyFault[]): Promise<FaultyProxy> {
  const proxy = await startProxy(sharedNode().url, plan);
  onTestFinished(() => proxy.stop());
  return proxy;
}

describe.skipIf(!hasNode)('createAll on the real node', () => {
  it('creates each document once; sent again, all are known', async () => {
    const node = sharedNode();
    const namespace = freshNamespace();
    const key = await createKey(node, namespace);
    const documents = someDocuments(300);

    const first = await deliver(documents, node.url, namespace, { key, batchBytes: BATCH });
    expect(first.outcome).toMatchObject({ created: 300, known: 0, rejected: 0, read: 300, complete: true });
    expect(first.outcome.requests).toBeGreaterThan(3);
    const again = await deliver([...documents, ...someDocuments(310).slice(300)], node.url, namespace, { key });
    expect(again.outcome).toMatchObject({ created: 10, known: 300, rejected: 0, read: 310, complete: true });
    expect(await countStored(node, namespace)).toEqual({ documents: 310, ids: 310 });
  });

  it('needs no more than create_doc and auto_configure', async () => {
    const node = sharedNode();
    const namespace = freshNamespace();
    const key = await createKey(node, namespace, ['create_doc', 'auto_configure']);
    const { outcome } = await deliver(someDocuments(5), node.url, namespace, { key });
    expect(outcome).toMatchObject({ created: 5, complete: true });
  });

  it('takes a user name and password too', async () => {
    const node = sharedNode();
    const namespace = freshNamespace();
    const { outcome } = await deliver(someDocuments(5), node.url, namespace, {
      auth: { kind: 'basic', username: node.username, password: node.password },
    });
    expect(outcome).toMatchObject({ created: 5, complete: true });
  });

  const PASSING: [string, ProxyFault['do']][] = [
    ['429', { status: 429, body: '{"error":{"type":"es_rejected_execution_exception"},"status":429}' }],
    ['503 in HTML', { status: 503, body: '<html>503</html>' }],
    ['a reset connection', 'reset'],
    ['half an answer', 'cut'],
    ['an answer that was lost', 'lost-answer'],
    ['a slow answer', { slow: 300 }],
  ];

  it.each(PASSING)('%s, twice: each document is stored once', async (_name, deed) => {
    const node = sharedNode();
    const namespace = freshNamespace();
    const key = await createKey(node, namespace);
    const proxy = await proxied([{ on: { request: 2, times: 2 }, do: deed }]);
    const { outcome } = await deliver(someDocuments(300), proxy.url, namespace, { key, batchBytes: BATCH });

    expect(outcome).toMatchObject({ rejected: 0, read: 300, complete: true, error: undefined });
    expect(outcome.created + outcome.known).toBe(300);
    // What the node worked on before its answer was lost is there when it is sent again.
    if (deed === 'cut' || deed === 'lost-answer') expect(outcome.known).toBeGreaterThan(0);
    else expect(outcome.known).toBe(0);
    expect(proxy.requests).toHaveLength(outcome.requests);
    expect(await countStored(node, namespace)).toEqual({ documents: 300, ids: 300 });
  });

  it('an answer later than the time limit is asked for again', async () => {
    const node = sharedNode();
    const namespace = freshNamespace();
    const key = await createKey(node, namespace);
    const proxy = await proxied([{ on: {}, do: { slow: 3000 } }]);
    const { outcome, lines } = await deliver(someDocuments(20), proxy.url, namespace, { key, timeoutMs: 1500 });
    expect(outcome).toMatchObject({ read: 20, complete: true, requests: 2 });
    expect(lines.join('\n')).toContain('did not answer within 1.5 s');
    expect(await countStored(node, namespace)).toEqual({ documents: 20, ids: 20 });
  });

  it('413 of a proxy halves requests until they fit', async () => {
    const node = sharedNode();
    const namespace = freshNamespace();
    const key = await createKey(node, namespace);
    const proxy = await proxied([{ on: { times: Number.POSITIVE_INFINITY }, do: { limitBytes: 20_000 } }]);
    const { outcome } = await deliver(someDocuments(300), proxy.url, namespace, { key });
    expect(outcome).toMatchObject({ created: 300, known: 0, rejected: 0, complete: true });
    expect(proxy.requests.map(({ status }) => status)).toEqual(expect.arrayContaining([413, 200]));
    expect(await countStored(node, namespace)).toEqual({ documents: 300, ids: 300 });
  });

  it('a document that fits nowhere is rejected alone', async () => {
    const namespace = freshNamespace();
    const key = await createKey(sharedNode(), namespace);
    const proxy = await proxied([{ on: { times: Number.POSITIVE_INFINITY }, do: { limitBytes: 20_000 } }]);
    const original = someDocuments(200)
      .map(({ json }) => json)
      .join('');
    const huge = { id: 'huge', json: JSON.stringify({ '@timestamp': '2026-11-24T00:00:00Z', event: { original } }) };
    const { outcome, rejections } = await deliver([...someDocuments(20), huge], proxy.url, namespace, { key });
    expect(outcome).toMatchObject({ created: 20, rejected: 1, read: 21, complete: true });
    expect(rejections).toMatchObject([{ id: 'huge', status: 413, kept: 'nowhere' }]);
  });

  const bad = { id: 'bad', json: '{"@timestamp":"canary-value","event":{"hash":"h"}}' };

  it('a document that does not fit the mapping is rejected by type and field, never with its value', async () => {
    const node = sharedNode();
    const namespace = freshNamespace();
    const key = await createKey(node, namespace);
    const { outcome, rejections, lines } = await deliver([...someDocuments(3), bad], node.url, namespace, { key });
    expect(outcome).toMatchObject({ created: 3, known: 0, rejected: 1, read: 4, complete: true });
    expect(rejections).toEqual([
      { id: 'bad', status: 400, type: 'document_parsing_exception', field: '@timestamp', kept: 'nowhere' },
    ]);
    expect(JSON.stringify({ outcome, rejections, lines })).not.toContain('canary-value');
    expect(await countStored(node, namespace)).toEqual({ documents: 3, ids: 3 });
  });

  it('a document in the failure store counts as rejected, though the server says 201', async () => {
    const node = sharedNode();
    const namespace = freshNamespace();
    const key = await createKey(node, namespace);
    const template = { ...(await readTemplate()), index_patterns: [streamOf(namespace)], priority: 300 };
    await putTemplate(node, namespace, template, true);
    const { outcome, rejections } = await deliver([...someDocuments(3), bad], node.url, namespace, { key });
    expect(outcome).toMatchObject({ created: 3, rejected: 1, read: 4, complete: true });
    expect(rejections).toMatchObject([{ id: 'bad', kept: 'failure-store' }]);
    expect(await countStored(node, namespace)).toEqual({ documents: 3, ids: 3 });
  });

  it('a key without create_doc ends in 403 and stores nothing', async () => {
    const node = sharedNode();
    const namespace = freshNamespace();
    const key = await createKey(node, namespace, ['read']);
    const { outcome } = await deliver(someDocuments(3), node.url, namespace, { key });
    expect(outcome).toMatchObject({ created: 0, known: 0, rejected: 0, complete: false, error: { status: 403 } });
    expect(outcome.requests).toBe(1);
  });

  it('a key of another namespace ends in 403 and stores nothing', async () => {
    const node = sharedNode();
    const namespace = freshNamespace();
    const key = await createKey(node, freshNamespace());
    const { outcome } = await deliver(someDocuments(3), node.url, namespace, { key });
    expect(outcome).toMatchObject({ created: 0, complete: false, error: { status: 403 } });
  });

  it('a key that was revoked ends in 401 at once, and does not show it', async () => {
    const node = sharedNode();
    const namespace = freshNamespace();
    const key = await createKey(node, namespace);
    const id = Buffer.from(key, 'base64').toString().split(':')[0];
    await ask(node, 'DELETE', '_security/api_key', { ids: [id] });
    const { outcome, lines } = await deliver(someDocuments(3), node.url, namespace, { key });
    expect(outcome).toMatchObject({ created: 0, complete: false, requests: 1, error: { status: 401 } });
    expect(`${outcome.error?.message} ${lines.join()}`).not.toContain(key);
  });

  it('without a template there would be a plain index: that is refused', async () => {
    const node = sharedNode();
    const namespace = freshNamespace();
    const { index_patterns: _, template } = await readTemplate();
    const plain = { index_patterns: [streamOf(namespace)], priority: 300, template };
    await ask(node, 'PUT', `_index_template/${namespace}`, plain);
    const key = await createKey(node, namespace);
    const { outcome, rejections } = await deliver(someDocuments(3), node.url, namespace, { key });
    expect(outcome).toMatchObject({ created: 0, known: 0, rejected: 0, complete: false, error: { status: 404 } });
    expect(outcome.error?.message).toContain('template');
    expect(rejections).toEqual([]);
    await expect(ask(node, 'GET', `${streamOf(namespace)}/_count`)).rejects.toThrow('404');
  });

  it('a server that can not be reached is tried until the time for it is used up', async () => {
    const port = await freePort();
    const { outcome, lines } = await deliver(someDocuments(3), `http://127.0.0.1:${port}`, 'default', {
      retryBudgetMs: 20_000,
    });
    expect(outcome).toMatchObject({ created: 0, read: 3, complete: false, error: { code: 'network' } });
    expect(outcome.error?.message).toContain('ECONNREFUSED');
    expect(lines.length).toBe(outcome.requests - 1);
    expect(outcome.requests).toBeGreaterThan(1);
  });
});

/** A port that nobody listens on. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
