import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countStored, deliver, freshNamespace, hasNode, someDocuments } from './delivery.ts';
import { createKey } from './key.ts';
import { type ElasticNode, startNode } from './node.ts';
import { ask } from './request.ts';
import { putTemplates } from './template.ts';

/** The first start of a version downloads it. */
const FIRST_START_MS = 300_000;

describe.skipIf(!hasNode)('createAll on Elasticsearch 8.19', () => {
  let node: ElasticNode & { stop(): Promise<void> };

  beforeAll(async () => {
    const started = await startNode({ version: '8' });
    if ('missing' in started) throw new Error(started.missing);
    node = started;
    await putTemplates(node);
  }, FIRST_START_MS);

  afterAll(() => node?.stop());

  it('is that version', async () => {
    expect(await ask(node, 'GET', '')).toMatchObject({ version: { number: expect.stringMatching(/^8\.19\./) } });
  });

  it('takes the same client, template and key; sent again, all are known', async () => {
    const namespace = freshNamespace();
    const key = await createKey(node, namespace);
    const first = await deliver(someDocuments(300), node.url, namespace, { key, batchBytes: 20_000 });
    expect(first.outcome).toMatchObject({ created: 300, known: 0, rejected: 0, complete: true });
    const again = await deliver(someDocuments(300), node.url, namespace, { key });
    expect(again.outcome).toMatchObject({ created: 0, known: 300, rejected: 0, complete: true });
    expect(await countStored(node, namespace)).toEqual({ documents: 300, ids: 300 });
  });

  it('rejects a document by type and field', async () => {
    const namespace = freshNamespace();
    const key = await createKey(node, namespace);
    const bad = { id: 'bad', json: '{"@timestamp":"canary-value"}' };
    const { outcome, rejections } = await deliver([...someDocuments(2), bad], node.url, namespace, { key });
    expect(outcome).toMatchObject({ created: 2, rejected: 1, complete: true });
    expect(rejections).toMatchObject([{ id: 'bad', status: 400, field: '@timestamp', kept: 'nowhere' }]);
  });
});
