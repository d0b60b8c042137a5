import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { toDocument } from '../../src/access/ecs.ts';
import { writeDocuments } from '../../src/evidence/documents.ts';
import { type Evidence, openSpool } from '../../src/evidence/spool.ts';
import { emptyReport } from '../../src/report/report.ts';
import type { Run } from '../../src/run.ts';
import { contextOf } from '../../src/steps/context.ts';
import { document } from '../../src/steps/document.ts';
import { settingsOf } from './given.ts';
import { fakeClock, keptLog } from './mimecast-parts.ts';

const SPAN = { from: Date.UTC(2026, 10, 24) / 1000, to: Date.UTC(2026, 10, 25) / 1000 };
const folders: string[] = [];

afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

async function folderOf(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'documents-'));
  folders.push(folder);
  return folder;
}

async function* each<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}

function linesOf(text: string): Record<string, unknown>[] {
  expect(text.endsWith('\n')).toBe(true);
  return text
    .slice(0, -1)
    .split('\n')
    .map((line) => JSON.parse(line));
}

describe('the file', () => {
  it('has one document a line, its id first, for any content', async () => {
    const path = join(await folderOf(), 'new', 'documents.ndjson');
    const value = fc.record({ a: fc.string({ unit: 'binary' }), b: fc.jsonValue() });
    await fc.assert(
      fc.asyncProperty(fc.array(value, { minLength: 1, maxLength: 20 }), async (values) => {
        const given = values.map((source, place) => ({ id: `id-${place}`, json: JSON.stringify(source) }));
        const { count, bytes } = await writeDocuments(path, each(given));
        const text = await readFile(path, 'utf8');
        expect([count, bytes]).toEqual([values.length, Buffer.byteLength(text)]);
        const lines = linesOf(text);
        expect(lines.map(({ _id, ...source }) => ({ id: _id, json: JSON.stringify(source) }))).toEqual(
          given.map(({ id, json }) => ({ id, json: JSON.stringify(JSON.parse(json)) })),
        );
        for (const line of lines) expect(Object.keys(line)[0]).toBe('_id');
      }),
      { numRuns: 50 },
    );
  });

  it('is for its owner only, and so is its folder', async () => {
    const path = join(await folderOf(), 'new', 'documents.ndjson');
    await writeDocuments(path, each([{ id: 'a', json: '{"a":1}' }]));
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await stat(dirname(path))).mode & 0o777).toBe(0o700);
  });

  it('is long enough for Filebeat to look at it, whatever is in it', async () => {
    const path = join(await folderOf(), 'documents.ndjson');
    for (const length of [0, 900, 1000, 1011, 1012, 1013, 1200]) {
      const source = { a: 'x'.repeat(length) };
      await writeDocuments(path, each([{ id: 'a', json: JSON.stringify(source) }]));
      const text = await readFile(path, 'utf8');
      expect(Buffer.byteLength(text)).toBe(Math.max(1025, JSON.stringify({ _id: 'a', ...source }).length + 1));
      expect(linesOf(text)).toEqual([{ _id: 'a', ...source }]);
    }
    expect(await writeDocuments(path, each([]))).toEqual({ count: 0, bytes: 0 });
    expect(await readFile(path, 'utf8')).toBe('');
  });

  it('is there whole or not at all', async () => {
    const folder = await folderOf();
    const path = join(folder, 'documents.ndjson');
    async function* broken(): AsyncGenerator<{ id: string; json: string }> {
      for (let count = 0; count < 1000; count += 1) yield { id: `${count}`, json: `{"a":"${'x'.repeat(2000)}"}` };
      expect(await readdir(folder)).toEqual(['documents.ndjson.part']);
      throw new Error('The evidence is gone.');
    }
    await expect(writeDocuments(path, broken())).rejects.toThrow('The evidence is gone.');
    expect(await readdir(folder)).toEqual([]);
  });

  it('takes no notice of what an earlier, killed run left', async () => {
    const folder = await folderOf();
    const path = join(folder, 'documents.ndjson');
    await writeFile(`${path}.part`, '{"half', { mode: 0o644 });
    await writeDocuments(path, each([{ id: 'a', json: '{"a":1}' }]));
    expect(await readdir(folder)).toEqual(['documents.ndjson']);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(linesOf(await readFile(path, 'utf8'))).toEqual([{ _id: 'a', a: 1 }]);
  });

  it('asks for a document only when those before it are on their way: memory stays flat', async () => {
    const path = join(await folderOf(), 'documents.ndjson');
    let most = 0;
    async function* many(): AsyncGenerator<{ id: string; json: string }> {
      for (let count = 0; count < 2000; count += 1) {
        const written = await stat(`${path}.part`).then(({ size }) => size);
        most = Math.max(most, count * 1000 - written);
        yield { id: `${count}`, json: `{"a":"${'x'.repeat(1000)}"}` };
      }
    }
    await writeDocuments(path, many());
    expect(most).toBeLessThan(300 * 1024);
  });
});

describe('the step', () => {
  const events = [
    {
      id: 'a',
      eventTime: '2026-11-24T10:00:00+0000',
      eventInfo: 'Line\nbreak \u2028 and "quotes"',
      category: 'account_logs',
    },
    { id: 'b', eventTime: 'yesterday', eventInfo: 'No time' },
    { auditType: 'No id \ud800', eventTime: '2026-11-24T11:00:00+0000', user: 'ann.roe@example.com' },
    'not an object',
  ];

  async function runOf(inputs: Record<string, string> = {}): Promise<{ run: Run; evidence: Evidence; path: string }> {
    const folder = await folderOf();
    const settings = settingsOf({ 'evidence-path': join(folder, 'evidence'), documents: 'true', ...inputs });
    const spool = await openSpool(settings.evidencePath);
    await spool.keep({ span: SPAN, bytes: Buffer.from('{}'), events, received: SPAN.to * 1000 });
    const evidence = await spool.close({
      ...{ tool: { name: 'test', version: '1' }, tenant: settings.tenant, run: undefined, categories: 'all' },
      ...{ queryHash: undefined, started: '2026-11-25T06:17:00.000Z', closed: '2026-11-25T06:17:01.000Z' },
      spans: [
        { from: '2026-11-24T00:00:00Z', to: '2026-11-25T00:00:00Z', complete: true, reason: undefined, requests: 1 },
      ],
    });
    const parts = { log: keptLog(), clock: fakeClock(), tool: { name: 'test', version: '1' } };
    const run = {
      ...{ settings, parts, plan: { asked: SPAN }, report: emptyReport(settings), readSpans: [] },
      ...{ rejectedKeys: new Set(), falseKeys: new Set(), counted: new Set() },
    } as unknown as Run;
    return { run, evidence, path: join(folder, 'evidence-documents', 'documents.ndjson') };
  }

  const signal = new AbortController().signal;

  it('writes the documents that go to Elastic, all of them, under their ids', async () => {
    const { run, evidence, path } = await runOf({ tenant: 'harbour' });
    await document(run, evidence, signal);
    expect(run.report).toMatchObject({ documentsFile: path, failures: [] });
    const sent = [];
    for await (const event of evidence.events()) sent.push(toDocument(event, contextOf(run, evidence)));
    const lines = linesOf(await readFile(path, 'utf8'));
    expect(lines.map(({ _id, ...source }) => ({ id: _id, source }))).toEqual(
      sent.map(({ id, json }) => ({ id, source: JSON.parse(json) })),
    );
    expect(lines).toHaveLength(4);
  });

  it('each line is what Filebeat understands: a time, a place to go to, and none of its own keys', async () => {
    const { run, evidence, path } = await runOf();
    await document(run, evidence, signal);
    for (const line of linesOf(await readFile(path, 'utf8'))) {
      // libbeat reads @timestamp as RFC 3339; `type`, `message` and `@metadata` at the root mean something else to it.
      expect(line['@timestamp']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
      expect(line).toMatchObject({
        _id: expect.stringMatching(/^[\w-]{43}$/),
        data_stream: { type: 'logs', dataset: 'mimecast.audit', namespace: 'default' },
      });
      for (const key of ['type', 'message', '@metadata']) expect(line).not.toHaveProperty([key]);
      expect(Object.keys(line).filter((key) => key.includes('.'))).toEqual([]);
    }
  });

  it('two runs make files that Filebeat tells apart by their first 1024 bytes', async () => {
    const one = await runOf({ tenant: 'a'.repeat(64) });
    const two = await runOf({ tenant: 'a'.repeat(64) });
    const later = { ...two.evidence.manifest, started: '2026-11-25T06:17:00.001Z' };
    await document(one.run, one.evidence, signal);
    await document(two.run, { ...two.evidence, manifest: later }, signal);
    const [first, second] = await Promise.all([one, two].map(({ path }) => readFile(path)));
    expect(first?.subarray(0, 1024).equals(second?.subarray(0, 1024) as Buffer)).toBe(false);
  });

  it('does nothing unless it is asked to', async () => {
    const { run, evidence, path } = await runOf({ documents: 'false' });
    await document(run, evidence, signal);
    expect(run.report).toMatchObject({ documentsFile: undefined, failures: [] });
    await expect(stat(path)).rejects.toThrow('ENOENT');
  });

  it('a failure is a sentence', async () => {
    const { run, evidence, path } = await runOf();
    await writeFile(dirname(path), 'a file in the way');
    await document(run, evidence, signal);
    expect(run.report.documentsFile).toBeUndefined();
    expect(run.report.failures).toEqual([
      expect.stringMatching(/^The file of documents was not made: .*documents.ndjson can't be written: .*EEXIST/),
    ]);
  });

  it('what stands in the place of the file is a failure too, and nothing of the run stays', async () => {
    const { run, evidence, path } = await runOf();
    await mkdir(join(path, 'in the way'), { recursive: true });
    await document(run, evidence, signal);
    expect(run.report.failures).toHaveLength(1);
    expect(await readdir(dirname(path))).toEqual(['documents.ndjson']);
  });

  it('ends when the time is over', async () => {
    const { run, evidence, path } = await runOf();
    const stop = new AbortController();
    stop.abort(new Error('The time for the run was used up.'));
    await document(run, evidence, stop.signal);
    expect(run.report.failures).toEqual(['The file of documents was not made: The time for the run was used up.']);
    expect(await readdir(dirname(path))).toEqual([]);
  });
});
