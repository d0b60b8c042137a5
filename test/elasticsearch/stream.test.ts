import { describe, expect, it } from 'vitest';
import { freshNamespace, hasNode, sharedNode, someDocuments, streamOf } from './delivery.ts';
import { createKey } from './key.ts';
import { type Answer, ask, request } from './request.ts';

const create = (id: string): string => `{"create":{"_id":"${id}"}}\n${someDocuments(1)[0]?.json}\n`;

function statuses(answer: Answer): unknown[] {
  const items = answer.body.items as { create: { status: number } }[];
  return items.map((item) => item.create.status);
}

describe.skipIf(!hasNode)('what the streams and the key are, on the real node', () => {
  it('the index template makes a data stream whose fields have the types of ECS', async () => {
    const node = sharedNode();
    const namespace = freshNamespace();
    const key = await createKey(node, namespace);
    const limited = { url: node.url, key };
    for (const dataset of ['audit', 'coverage', 'finding']) {
      const stream = `logs-mimecast.${dataset}-${namespace}`;
      expect(statuses(await request(limited, 'POST', `${stream}/_bulk?require_data_stream=true`, create('a')))).toEqual(
        [201],
      );
      const { data_streams: streams } = await ask(limited, 'GET', `_data_stream/${stream}`);
      expect(streams).toMatchObject([{ name: stream, template: `logs-mimecast.${dataset}` }]);
    }

    const mapping = Object.values(await ask(limited, 'GET', `${streamOf(namespace)}/_mapping`))[0] as {
      mappings: { properties: Record<string, { type?: string; properties?: Record<string, unknown> }> };
    };
    const { '@timestamp': time, event, source, user } = mapping.mappings.properties;
    expect(time).toEqual({ type: 'date' });
    expect(event?.properties?.original).toEqual({ type: 'keyword', index: false, doc_values: false });
    expect(source?.properties?.ip).toEqual({ type: 'ip' });
    expect(user?.properties?.email).toMatchObject({ type: 'keyword' });
  });

  it('an id is taken once in a backing index, and again after a rollover: a limit that the docs name', async () => {
    const node = sharedNode();
    const namespace = freshNamespace();
    const limited = { url: node.url, key: await createKey(node, namespace) };
    const bulk = `${streamOf(namespace)}/_bulk?refresh=wait_for`;

    expect(statuses(await request(limited, 'POST', bulk, create('same')))).toEqual([201]);
    expect(statuses(await request(limited, 'POST', bulk, create('same')))).toEqual([409]);
    await ask(node, 'POST', `${streamOf(namespace)}/_rollover`);
    expect(statuses(await request(limited, 'POST', bulk, create('same')))).toEqual([201]);
    expect(await ask(limited, 'GET', `${streamOf(namespace)}/_count`)).toMatchObject({ count: 2 });
  });

  it('of one id sent six times at once, one is created', async () => {
    const node = sharedNode();
    const namespace = freshNamespace();
    const limited = { url: node.url, key: await createKey(node, namespace) };
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => request(limited, 'POST', `${streamOf(namespace)}/_bulk`, create('same'))),
    );
    expect(answers.flatMap(statuses).sort()).toEqual([201, 409, 409, 409, 409, 409]);
  });

  it('the key of the docs reaches nothing outside its namespace, and changes nothing inside', async () => {
    const node = sharedNode();
    const namespace = freshNamespace();
    const other = freshNamespace();
    await ask(node, 'POST', `${streamOf(other)}/_bulk`, create('other'));
    const limited = { url: node.url, key: await createKey(node, namespace) };
    expect(statuses(await request(limited, 'POST', `${streamOf(namespace)}/_bulk`, create('own')))).toEqual([201]);

    const status = async (method: string, path: string, body?: unknown): Promise<number> =>
      (await request(limited, method, path, body)).status;
    const own = streamOf(namespace);
    expect(await status('GET', `${own}/_count`)).toBe(200);
    expect(statuses(await request(limited, 'POST', `${streamOf(other)}/_bulk`, create('mine')))).toEqual([403]);
    expect(await status('GET', `${streamOf(other)}/_count`)).toBe(403);
    const [stream] = (await ask(limited, 'GET', `_data_stream/${own}`)).data_streams as {
      indices: { index_name: string }[];
    }[];
    const index = stream?.indices[0]?.index_name;
    expect(await status('DELETE', `${index}/_doc/own`)).toBe(403);
    // An overwrite is refused by the stream before the key is asked.
    expect([400, 403]).toContain(await status('PUT', `${index}/_doc/own`, { '@timestamp': '2026-11-25T00:00:00Z' }));
    expect(await status('POST', `${index}/_update/own`, { doc: { tags: 'changed' } })).toBe(403);
    expect(await status('PUT', `${own}/_mapping`, { properties: { a: { type: 'keyword' } } })).toBe(403);
    expect(await status('POST', `${own}/_rollover`)).toBe(403);
    expect(await status('PUT', '_index_template/stolen', { index_patterns: ['stolen-*'] })).toBe(403);
    expect(await status('GET', '_cluster/settings')).toBe(403);
    expect(await status('POST', '_security/api_key', { name: 'more' })).toBe(403);
  });
});
