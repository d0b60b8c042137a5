import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, inject, it } from 'vitest';
import { ask } from '../elasticsearch/request.ts';
import { createWorld, hasElasticsearch } from './world.ts';

async function documentsIn(path: string): Promise<{ id: string; source: Record<string, unknown> }[]> {
  const lines = (await readFile(path, 'utf8')).trimEnd().split('\n');
  return lines.map((line) => {
    const { _id: id, ...source } = JSON.parse(line);
    return { id, source };
  });
}

it.runIf(hasElasticsearch)(
  'the file holds the documents as sent: bringing them once more makes no second one',
  async () => {
    const world = await createWorld({ elastic: true });
    const run = await world.run({ documents: 'true' });
    expect(run.code, run.shown).toBe(0);
    const path = run.outputs['documents-path'] ?? '';
    expect(path).toBe(join(`${run.outputs['evidence-path']}-documents`, 'documents.ndjson'));
    expect((await stat(path)).mode & 0o777).toBe(0o600);

    const documents = await documentsIn(path);
    const stored = await world.stored();
    expect(documents).toHaveLength(260);
    const byId = (all: readonly { id: string; source: unknown }[]) => all.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    expect(byId(documents)).toEqual(byId(stored.map(({ _id, _source }) => ({ id: _id, source: _source }))));

    // As Filebeat sends what it read: `create`, the id from the line, the stream from the document's own fields.
    const node = inject('elasticsearch');
    if (!node) throw new Error('This test needs Elasticsearch');
    const lines = documents.map(({ id, source }) => {
      const { type, dataset, namespace } = source.data_stream as Record<string, string>;
      const create = { _index: `${type}-${dataset}-${namespace}`, _id: id };
      return `${JSON.stringify({ create })}\n${JSON.stringify(source)}\n`;
    });
    const answer = await ask(node, 'POST', '_bulk?require_data_stream=true', lines.join(''));
    const items = answer.items as { create: { status: number } }[];
    expect(items.map(({ create }) => create.status)).toEqual(documents.map(() => 409));
    expect(await world.stored()).toHaveLength(260);
  },
);

it('without an Elastic key the file is the way to it', async () => {
  const world = await createWorld({ results: 'none' });
  const run = await world.run({ documents: 'true', 'evidence-kept': 'true' });
  expect(run.code, run.shown).toBe(0);
  expect(run.outputs).toMatchObject({ complete: 'true', indexed: '0' });
  expect(await documentsIn(run.outputs['documents-path'] ?? '')).toHaveLength(260);
});

it('no file unless it is asked for', async () => {
  const world = await createWorld();
  const run = await world.run();
  expect(run.outputs['documents-path']).toBe('');
  await expect(stat(`${run.outputs['evidence-path']}-documents`)).rejects.toThrow('ENOENT');
});

it.runIf(hasElasticsearch)('a file that can not be made fails the run, and everything else is safe', async () => {
  const world = await createWorld({ elastic: true });
  const before = await world.run({ 'dry-run': 'true' });
  const evidence = join(dirname(before.outputs['evidence-path'] ?? ''), 'other');
  await mkdir(dirname(evidence), { recursive: true });
  await writeFile(`${evidence}-documents`, 'a file in the way');

  const run = await world.run({ documents: 'true', 'evidence-path': evidence });
  expect(run.code).toBe(1);
  expect(run.shown).toContain('The file of documents was not made');
  expect(run.outputs).toMatchObject({ 'documents-path': '', indexed: '260', complete: 'false' });
  expect(await world.stored()).toHaveLength(260);
});
