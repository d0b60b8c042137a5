import { inflateRawSync } from 'node:zlib';
import { expect, inject, it } from 'vitest';
import { putTemplate, readTemplate } from '../elasticsearch/template.ts';
import { createWorld, hasElasticsearch, type World } from './world.ts';

/** A mapping that somebody got wrong: documents of provider accesses hold `true` there, which is no date. */
async function spoilMapping(world: World, failureStore: boolean): Promise<void> {
  const node = inject('elasticsearch');
  if (!node) throw new Error('This run has no Elasticsearch');
  const { template, ...rest } = await readTemplate();
  const text = JSON.stringify(template);
  const wrongText = text.replace('"provider":{"type":"boolean"}', '"provider":{"type":"date"}');
  expect(wrongText).not.toBe(text);
  const wrong = { ...rest, index_patterns: [world.stream], priority: 300, template: JSON.parse(wrongText) };
  await putTemplate(node, world.stream, wrong, failureStore);
}

it.runIf(hasElasticsearch).each([
  ['nowhere', false],
  ['failure-store', true],
])(
  'documents that the mapping refuses go %s: the others are in, and a list of ids and reasons is kept',
  async (kept, store) => {
    const world = await createWorld({ elastic: true });
    await spoilMapping(world, store);
    const run = await world.run();
    const accesses = Number(run.outputs['provider-accesses']);
    expect(accesses).toBeGreaterThan(0);

    expect(run.code).toBe(1);
    expect(run.outputs).toMatchObject({ events: '260', indexed: String(260 - accesses), rejected: String(accesses) });
    expect(run.outputs.complete).toBe('false');
    const stored = await world.stored();
    expect(stored).toHaveLength(260 - accesses);

    expect(world.results?.artifacts).toHaveLength(2);
    const list = world.results?.artifacts.find(({ name }) => name.includes('rejected'));
    const lines = textIn(list?.bytes ?? Buffer.alloc(0))
      .trimEnd()
      .split('\n');
    const entries = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(entries).toHaveLength(accesses);
    const ids = new Set(entries.map(({ id }) => id));
    expect(ids.size).toBe(accesses);
    expect(stored.filter(({ _id }) => ids.has(_id))).toEqual([]);
    // Nothing but these: the server's own reasons quote the document.
    for (const { id, ...entry } of entries) {
      expect(id).toMatch(/^[\w-]{43}$/);
      if (store) expect(entry).toMatchObject({ status: 201, kept });
      else {
        expect(entry).toEqual({
          status: 400,
          type: 'document_parsing_exception',
          field: 'mimecast.access.provider',
          kept,
        });
      }
      expect(Object.keys(entry).every((name) => ['status', 'type', 'field', 'kept'].includes(name))).toBe(true);
    }
  },
);

/** The text of the only file in a zip. */
function textIn(zip: Buffer): string {
  const directory = zip.indexOf('PK\x01\x02', 0, 'latin1');
  const size = zip.readUInt32LE(directory + 20);
  const local = zip.readUInt32LE(directory + 42);
  const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
  const bytes = zip.subarray(start, start + size);
  return (zip.readUInt16LE(directory + 10) === 0 ? bytes : inflateRawSync(bytes)).toString('utf8');
}
