import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AuditEvent } from '../../src/event.ts';
import { uploadArtifact } from '../../src/evidence/artifact.ts';
import type { ManifestHeader } from '../../src/evidence/manifest.ts';
import { type OpenedEvidence, openAll, openEvidence } from '../../src/evidence/opened.ts';
import { type Evidence, openSpool } from '../../src/evidence/spool.ts';
import type { Span } from '../../src/span.ts';
import { startResults } from '../simulator/results.ts';

const DAY: Span = { from: Date.UTC(2026, 10, 24) / 1000, to: Date.UTC(2026, 10, 25) / 1000 };
const WHOLE = {
  from: '2026-11-24T00:00:00Z',
  to: '2026-11-25T00:00:00Z',
  complete: true,
  reason: undefined,
  requests: 3,
};
const HEADER: ManifestHeader = {
  tool: { name: 'mimecast-audit-collector', version: '0.0.0' },
  tenant: 'default',
  run: { id: '42', attempt: 1, url: undefined, repository: 'example/audit' },
  categories: 'all',
  queryHash: undefined,
  started: '2026-11-25T00:10:00.000Z',
  closed: '2026-11-25T00:11:00.000Z',
  spans: [WHOLE],
};

let home: string;
/** Never changed by a test. */
let good: Evidence;
let folder: string;
let scratch: string;
let copy: string;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'evidence-verify-'));
  good = await make(join(home, 'good'));
});
afterAll(() => rm(home, { recursive: true }));
beforeEach(async () => {
  folder = await mkdtemp(join(home, 'test-'));
  scratch = join(folder, 'scratch');
  copy = join(folder, 'copy');
  await cp(good.folder, copy, { recursive: true });
});
afterEach(() => vi.unstubAllEnvs());

/** When the pages of a header came. */
const receivedIn = ({ started }: ManifestHeader): number => Date.parse(started) + 30_000;

/** The first span of a header, as it is asked for. */
function firstOf({ spans }: ManifestHeader): Span {
  return { from: Date.parse(spans[0]?.from ?? '') / 1000, to: Date.parse(spans[0]?.to ?? '') / 1000 };
}

/** Three pages with events at one moment, an exact repeat, an altered repeat, one without time, strange texts and a BOM. */
async function make(root: string, header = HEADER, salt = ''): Promise<Evidence> {
  const spool = await openSpool(root);
  const event = (id: string, eventTime: string, eventInfo = '') => ({ id: id + salt, eventTime, eventInfo });
  const first = event('a', '2026-11-24T01:00:00+0000', 'line\u2028end \ud83d\ude00 \ud800');
  const pages = [
    [first, event('b', '2026-11-24T01:00:00+0000'), event('c', '2026-11-24T03:00:00+0000')],
    [first, event('c', '2026-11-24T04:00:00+0000'), event('old', '2026-11-23T23:59:59+0000'), event('z', 'soon')],
    [],
  ];
  for (const data of pages) {
    const json = JSON.stringify({ meta: { status: 200 }, data, fail: [] }, undefined, 1);
    const bytes = Buffer.from(data.length === 4 ? `\uFEFF${json}` : json);
    await spool.keep({ span: firstOf(header), bytes, events: JSON.parse(json).data, received: receivedIn(header) });
  }
  return spool.close(header);
}

async function linesOf(evidence: { events(): AsyncIterable<AuditEvent> }): Promise<string[]> {
  const lines: string[] = [];
  for await (const { canonical } of evidence.events()) lines.push(canonical);
  return lines;
}

async function filesIn(root: string): Promise<string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  return entries
    .filter((each) => each.isFile())
    .map((each) => relative(root, join(each.parentPath, each.name)))
    .sort();
}

async function change(name: string, edit: (text: string) => string): Promise<void> {
  const text = await readFile(join(copy, name), 'utf8');
  expect(edit(text)).not.toBe(text);
  await writeFile(join(copy, name), edit(text));
}

/** Makes all hashes and sizes right again, as one would who forges evidence. */
async function seal(): Promise<void> {
  const hashOf = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest('hex');
  const manifest = JSON.parse(await readFile(join(copy, 'manifest.json'), 'utf8'));
  for (const listed of [...manifest.pages, { file: 'events.ndjson' }]) {
    const bytes = await readFile(join(copy, listed.file));
    Object.assign(listed.file === 'events.ndjson' ? manifest.events : listed, {
      sha256: hashOf(bytes),
      bytes: bytes.length,
    });
  }
  const text = `${JSON.stringify(manifest, undefined, 2)}\n`;
  await writeFile(join(copy, 'manifest.json'), text);
  const pages = manifest.pages.map((page: { sha256: string; file: string }) => `${page.sha256}  ${page.file}\n`);
  const sums = [`${hashOf(text)}  manifest.json\n`, `${manifest.events.sha256}  events.ndjson\n`, ...pages];
  await writeFile(join(copy, 'SHA256SUMS'), sums.join(''));
}

// biome-ignore lint/suspicious/noExplicitAny: what a forger writes has no shape.
type Forged = any;

async function refusal(path = copy): Promise<string> {
  const opened = await openEvidence(path, scratch).catch((error: Error) => error);
  if (!(opened instanceof Error)) return 'opened';
  expect(opened.message).toMatch(/^[^\n]+\.$/);
  expect(await readdir(scratch)).toEqual([]);
  return opened.message;
}

interface ZipEntry {
  readonly name: string;
  readonly bytes: Buffer;
  /** Unix mode; a plain file by default. */
  readonly mode?: number;
  readonly flags?: number;
  /** The size that the zip claims. */
  readonly size?: number;
}

/** A zip file, with every lie that a test needs. */
function zipOf(entries: readonly ZipEntry[]): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const { name, bytes, mode = 0o100644, flags = 0x800, size = bytes.length } of entries) {
    const packed = deflateRawSync(bytes);
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt16LE(flags, 2);
    head.writeUInt16LE(8, 4);
    head.writeUInt32LE(crc32(bytes), 10);
    head.writeUInt32LE(packed.length, 14);
    head.writeUInt32LE(size, 18);
    head.writeUInt16LE(Buffer.byteLength(name), 22);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE((mode << 16) >>> 0, 6);
    tail.writeUInt32LE(offset, 10);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), head, Buffer.from(name), packed]);
    central.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x03'), head, tail, Buffer.from(name)]));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, directory, Buffer.from('PK\x05\x06'), end]);
}

async function zipFolder(root: string, prefix = ''): Promise<ZipEntry[]> {
  const names = await filesIn(root);
  return Promise.all(names.map(async (name) => ({ name: prefix + name, bytes: await readFile(join(root, name)) })));
}

async function writeZip(entries: readonly ZipEntry[], name = 'evidence.zip'): Promise<string> {
  await writeFile(join(folder, name), zipOf(entries));
  return join(folder, name);
}

describe('openEvidence', () => {
  it('opens a folder, gives what the spool gave, and leaves it as it was', async () => {
    const opened = await openEvidence(copy, scratch);
    const { folder: _place, files: _files, events: _events, withReports: _reports, ...rest } = good;
    expect(opened).toMatchObject({ folder: copy, source: copy, ...rest });
    expect(await linesOf(opened)).toEqual(await linesOf(good));
    expect(await linesOf(opened)).toHaveLength(6);
    await opened.close();
    expect(await readdir(scratch)).toEqual([]);
    expect(await filesIn(copy)).toEqual(await filesIn(good.folder));
  });

  it('opens evidence that is not complete, or has no events at all', async () => {
    const broken = { ...WHOLE, complete: false, reason: 'page 2 was cut' };
    const partly = await make(join(folder, 'partly'), { ...HEADER, run: undefined, spans: [WHOLE, broken] });
    const opened = await openEvidence(partly.folder, scratch);
    expect(opened.manifest).toEqual(partly.manifest);
    expect(opened.manifest.spans.map(({ complete }) => complete)).toEqual([true, false]);

    const spool = await openSpool(join(folder, 'none'));
    await spool.keep({ span: DAY, bytes: Buffer.from('{"data":[]}'), events: [], received: receivedIn(HEADER) });
    const none = await spool.close(HEADER);
    const path = await writeZip(await zipFolder(none.folder));
    for (const place of [none.folder, path]) expect(await linesOf(await openEvidence(place, scratch))).toEqual([]);
  });

  it('refuses one changed byte anywhere, by the name of the file', async () => {
    const names = await filesIn(copy);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...names),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        async (name, at, bits) => {
          const bytes = await readFile(join(good.folder, name));
          const changed = Buffer.from(bytes);
          const place = at % bytes.length;
          changed[place] = (changed[place] ?? 0) ^ bits;
          await writeFile(join(copy, name), changed);
          expect(await refusal()).toContain(name);
          await writeFile(join(copy, name), bytes);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('refuses a cut at every place of every file, by its name', async () => {
    for (const name of await filesIn(copy)) {
      const bytes = await readFile(join(copy, name));
      for (const length of [0, 1, bytes.length >> 1, bytes.length - 1]) {
        await truncate(join(copy, name), length);
        expect(await refusal()).toContain(name);
        await writeFile(join(copy, name), bytes);
      }
      await rm(join(copy, name));
      expect(await refusal()).toContain(`${name} is missing`);
      await writeFile(join(copy, name), bytes);
    }
    expect(await refusal()).toBe('opened');
  });

  it.each([
    ['events.ndjson was cut: ', (lines: string[]) => lines.toSpliced(2, 1)],
    ['events.ndjson was changed: its hash', (lines: string[]) => [lines[1], lines[0], ...lines.slice(2)]],
    ['events.ndjson was changed: it has ', (lines: string[]) => lines.toSpliced(2, 0, lines[2] ?? '')],
  ])('refuses lines that are missing, swapped or repeated: %s', async (words, edit) => {
    await change('events.ndjson', (text) => edit(text.split('\n')).join('\n'));
    expect(await refusal()).toContain(words);
  });

  it.each([
    ['line 5', (lines: string[]) => lines.toSpliced(4, 1)],
    ['line 1', (lines: string[]) => [lines[1], lines[0], ...lines.slice(2)]],
    ['line 2', (lines: string[]) => lines.toSpliced(1, 0, lines[0] ?? '')],
    ['line 2', (lines: string[]) => lines.with(1, lines[1]?.replace('{', '{ ') ?? '')],
    ['line 4', (lines: string[]) => lines.with(3, lines[3]?.replace('03:00:00', '03:00:01') ?? '')],
    ['line 6', (lines: string[]) => lines.slice(0, -1)],
  ])('refuses other events than the pages have, though all hashes agree (from %s on)', async (line, edit) => {
    await change('events.ndjson', (text) => edit(text.split('\n')).join('\n'));
    await seal();
    expect(await refusal()).toMatch(new RegExp(`events.ndjson is not what the pages give, from ${line} on`));
  });

  it.each([
    ['"count": 6', '"count": 5', /in_span, outside and undated do not add up/],
    ['"duplicates": 1', '"duplicates": 0', /do not add up to count and duplicates/],
    ['"conflicting": 2', '"conflicting": 0', /manifest.json says conflicting 0, and it is 2/],
    ['"complete": true,\n  "spans"', '"complete": false,\n  "spans"', /complete does not agree with spans/],
    ['"format": 1', '"format": 2', /manifest.json has a format that this version does not know/],
    ['pages/0002.json', '../../0002.json', /what it says of pages\/0002.json/],
    ['"tenant": "default"', '"tenant": 7', /tenant is no text/],
    ['"in_span": 4', '"in_span": 5', /do not add up to count/],
    ['"span": 0', '"span": 1', /what it says of pages\/0001.json/],
  ])('refuses a manifest with %s as %s, though all hashes agree', async (before, after, words) => {
    await change('manifest.json', (text) => text.replace(before, after));
    // A name that leads elsewhere is refused before anything is read there.
    if (!after.startsWith('..')) await seal();
    expect(await refusal()).toMatch(words);
  });

  it.each<[string, (manifest: Forged) => void, RegExp]>([
    ['closed before it was started', (m) => (m.closed = '2026-11-25T00:09:59.999Z'), /closed is before started/],
    [
      'a page before reading started',
      (m) => (m.pages[0].received = '2026-11-25T00:09:59.999Z'),
      /0001.json was received before/,
    ],
    [
      'a page after it was closed',
      (m) => (m.pages[2].received = '2026-11-25T00:11:00.001Z'),
      /0003.json was received after/,
    ],
    ['a page of no span', (m) => (m.pages[1].span = null), /pages\/0002.json belongs to no span/],
    ['a span that ends after it was closed', (m) => (m.spans[0].to = '2026-11-25T00:11:01Z'), /span 1 ends after/],
    [
      'a span that is longer than Mimecast reaches back',
      (m) => (m.spans[0].from = '2026-09-25T23:59:59Z'),
      /span 1 begins more than 60 days/,
    ],
    [
      '230 years',
      (m) => Object.assign(m.spans[0], { from: '1970-01-01T00:00:00Z', to: '2200-01-01T00:00:00Z' }),
      /span 1 ends after/,
    ],
    [
      'a span the wrong way round',
      (m) => (m.spans[0].from = '2026-11-25T00:00:00Z'),
      /span 1 does not start before its end/,
    ],
    ['more pages than requests', (m) => (m.spans[0].requests = 2), /span 1 has 3 pages from 2 requests/],
    [
      'a reason why a complete span is none',
      (m) => (m.spans[0].reason = 'cut'),
      /span 1 is called complete, with a reason/,
    ],
    [
      'no reason why a span is not complete',
      (m) => (m.spans[0].complete = m.complete = false),
      /span 1 is not complete, without/,
    ],
    [
      'a complete span without a page',
      (m) => m.spans.push({ ...m.spans[0] }),
      /span 2 is called complete, and no page/,
    ],
    ['no span', (m) => Object.assign(m, { spans: [], complete: false }), /what it says of pages\/0001.json/],
    ['a local time', (m) => (m.started = '2026-11-25T00:10:00'), /no moment in UTC/],
    ['an offset', (m) => (m.closed = '2026-11-25T02:11:00.000+02:00'), /no moment in UTC/],
    ['a day that does not exist', (m) => (m.spans[0].from = '2026-11-31T00:00:00Z'), /span 1 is not as it must be/],
    ['a date of another kind', (m) => (m.spans[0].from = 'Nov 24, 2026'), /span 1 is not as it must be/],
    ['a year beyond four digits', (m) => (m.spans[0].to = '+202611-11-25T00:00:00Z'), /span 1 is not as it must be/],
    ['half a second', (m) => (m.spans[0].to = '2026-11-24T23:59:59.500Z'), /span 1 is not as it must be/],
    ['a page without a time', (m) => (m.pages[0].received = ''), /what it says of pages\/0001.json/],
    ['no category', (m) => (m.categories = []), /categories are neither/],
    ['a category twice', (m) => (m.categories = ['a', 'a']), /categories are neither/],
    ['a tenant on two lines', (m) => (m.tenant = 'a\nb'), /tenant is no text on one line/],
    ['a link that is none', (m) => (m.run.url = 'javascript:alert(1)'), /run is not as it must be/],
    [
      'events moved out of the span',
      (m) => Object.assign(m.events, { in_span: 3, outside: 2 }),
      /says in_span 3, and it is 4/,
    ],
    [
      '300,000 spans',
      (m) => (m.spans = Array(300_000).fill(m.spans[0])),
      /lists 300000 spans, and at most 10000 are read/,
    ],
    [
      '300,000 pages',
      (m) => (m.pages = Array(300_000).fill(m.pages[0])),
      /lists 300000 pages, and at most 190000 are read/,
    ],
  ])('refuses %s, though all hashes agree', async (_what, forge, words) => {
    await change('manifest.json', (text) => {
      const manifest = JSON.parse(text);
      forge(manifest);
      return JSON.stringify(manifest);
    });
    const { pages } = JSON.parse(await readFile(join(copy, 'manifest.json'), 'utf8'));
    if (pages.length < 10) await seal();
    const sentence = await refusal();
    expect(sentence).toMatch(words);
    expect(sentence).toContain('manifest.json');
    expect(sentence.length).toBeLessThan(400);
  });

  it.each([
    [
      'more follows',
      '"status":200,"pagination":{"next":"token"}',
      '',
      /0003.json can't be what a run wrote .*more pages follow/,
    ],
    [
      'a fault',
      '"status":200',
      '{"errors":[{"code":"err"}]}',
      /0003.json can't be what a run wrote .*tells of a fault/,
    ],
  ])(
    'refuses a complete span whose last page says that %s, though all hashes agree',
    async (_what, meta, fail, words) => {
      const forge = (id: string) => `{"meta":{${meta}},"data":[{"id":"${id}"}],"fail":[${fail}]}`;
      const root = join(folder, 'forged');
      for (const [complete, says] of [
        [true, words],
        [false, /^opened$/],
      ] as const) {
        const spool = await openSpool(root);
        for (const id of ['a', 'b', 'c']) {
          const bytes = Buffer.from(forge(id));
          await spool.keep({
            span: DAY,
            bytes,
            events: JSON.parse(bytes.toString()).data,
            received: receivedIn(HEADER),
          });
        }
        await spool.close({ ...HEADER, spans: [{ ...WHOLE, complete, reason: complete ? undefined : 'cut' }] });
        expect(await refusal(root)).toMatch(says);
        await rm(root, { recursive: true });
        await rm(scratch, { recursive: true });
      }
    },
  );

  it('refuses evidence that was closed in the future, more than clocks differ', async () => {
    const closed = Date.parse(HEADER.closed);
    await expect(openEvidence(copy, scratch, { now: closed - 86_400_001 })).rejects.toThrow(
      /it was closed in the future/,
    );
    for (const now of [closed - 86_400_000, closed, closed + 1e12]) await openEvidence(copy, scratch, { now });
  });

  it('takes whatever an honest run can have kept', async () => {
    const now = Date.UTC(2026, 10, 25, 6, 17) / 1000;
    const least = now - 60 * 86_400;
    const moments = fc.uniqueArray(fc.oneof(fc.integer({ min: least, max: now }), fc.constantFrom(least, now)), {
      minLength: 2,
      maxLength: 8,
    });
    const event = fc.record({
      id: fc.string({ maxLength: 2 }),
      shift: fc.integer({ min: -2, max: 90_000 }),
      dated: fc.boolean(),
    });
    const reads = fc.array(
      fc.record({
        pages: fc.array(fc.array(event, { maxLength: 4 }), { minLength: 1, maxLength: 3 }),
        complete: fc.boolean(),
      }),
      { minLength: 4, maxLength: 4 },
    );
    await fc.assert(
      fc.asyncProperty(moments, reads, fc.integer({ min: 0, max: 500_000 }), async (edges, plays, late) => {
        const root = await mkdtemp(join(folder, 'honest-'));
        const spool = await openSpool(join(root, 'evidence'));
        // A span reaches back from when it was planned, and reading begins a little later.
        const started = now * 1000 + late;
        const spans: ManifestHeader['spans'][number][] = [];
        const sorted = edges.toSorted((a, b) => a - b);
        for (const [index, { pages, complete }] of plays.entries()) {
          const [from, to] = [sorted[2 * index], sorted[2 * index + 1]];
          if (from === undefined || to === undefined) break;
          for (const [number, page] of pages.entries()) {
            const data = page.map(({ id, shift, dated }) => ({
              id,
              ...(dated ? { eventTime: new Date((from + shift) * 1000).toISOString() } : {}),
            }));
            const next = complete && number === pages.length - 1 ? {} : { pagination: { next: `token-${number}` } };
            const bytes = Buffer.from(JSON.stringify({ meta: { status: 200, ...next }, data, fail: [] }));
            await spool.keep({ span: { from, to }, bytes, events: data, received: started + index });
          }
          const moment = (seconds: number) => new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
          const reason = complete ? undefined : 'The job was cancelled.';
          spans.push({ from: moment(from), to: moment(to), complete, reason, requests: pages.length + 1 });
        }
        const times = { started: new Date(started).toISOString(), closed: new Date(started + 10).toISOString() };
        const evidence = await spool.close({ ...HEADER, ...times, spans });
        const opened = await openEvidence(evidence.folder, join(root, 'scratch'));
        expect(opened.manifest).toEqual(evidence.manifest);
        await rm(root, { recursive: true });
      }),
      { numRuns: 60 },
    );
  });

  it('passes over what macOS and Windows leave, with a line, wherever it lies, and nothing else', async () => {
    const litter = [
      '.DS_Store',
      'pages/.DS_Store',
      '._manifest.json',
      'Thumbs.db',
      'pages/desktop.ini',
      '__MACOSX/pages/._0001.json',
    ];
    for (const name of litter) {
      await mkdir(join(copy, name, '..'), { recursive: true });
      await writeFile(join(copy, name), 'x');
    }
    const entries = await zipFolder(copy, 'audit/');
    const zips = [[...entries, { name: '__MACOSX/audit/._manifest.json', bytes: Buffer.from('x') }], entries];
    const above = join(folder, 'above');
    for (const [index, zip] of zips.entries()) {
      await mkdir(join(above, `${index}`, '__MACOSX', 'deep', 'deeper', 'deepest'), { recursive: true });
      await writeFile(join(above, `${index}`, '._audit.zip'), 'x');
      await writeFile(join(above, `${index}`, '.DS_Store'), 'x');
      await writeFile(join(above, `${index}`, 'audit.zip'), zipOf(zip));
    }
    for (const place of [copy, above, join(above, '0', 'audit.zip')]) {
      const notes: string[] = [];
      const opened = await openEvidence(place, scratch, { note: (text) => notes.push(text) });
      expect(opened.manifestHash).toBe(good.manifestHash);
      await opened.close();
      for (const note of notes) expect(note).toMatch(/^Passed over in \S+: .+, which macOS or Windows left there\.$/);
      expect(notes.length).toBeGreaterThan(0);
    }
    await writeFile(join(copy, 'Thumbs.db.txt'), 'x');
    expect(await refusal()).toContain('Thumbs.db.txt is one file too many');
    await rm(join(copy, 'Thumbs.db.txt'));
    await writeFile(join(copy, 'pages/0001.json'), 'x');
    expect(await refusal()).toContain('pages/0001.json was cut');
  });

  it.each(['.DS_Store', '._x'])('does not pass over a link or a folder that is called %s', async (name) => {
    await symlink(good.folder, join(copy, name));
    expect(await refusal()).toContain(`${name} is one file too many`);
    await rm(join(copy, name));
    await mkdir(join(copy, name));
    expect(await refusal()).toContain(`${name} is one file too many`);
  });

  it('refuses a page whose number of events is not the one listed, though all hashes agree', async () => {
    await change('pages/0003.json', (text) => text.replace('[]', '{}'));
    await seal();
    expect(await refusal()).toMatch(/pages\/0003.json holds no list of events, and the manifest says 0/);
  });

  it.each(['pages/0001.json', 'manifest.json'])('refuses bytes that are not UTF-8 in %s', async (name) => {
    const bytes = await readFile(join(copy, name));
    const at = bytes.indexOf(name === 'manifest.json' ? 'default' : 'line');
    bytes[at] = 0xe9;
    await writeFile(join(copy, name), bytes);
    // What seal reads and writes would no longer be those bytes.
    if (name !== 'manifest.json') await seal();
    expect(await refusal()).toMatch(
      / is not UTF-8, so it was changed: the first byte that does not fit is 0xE9 in line/,
    );
  });

  it.each(['extra.txt', 'pages/0004.json', '.sort', 'pages/sub/0001.json'])(
    'refuses a file too many: %s',
    async (name) => {
      await mkdir(join(copy, name, '..'), { recursive: true });
      await writeFile(join(copy, name), 'x');
      expect(await refusal()).toContain(`${name.replace('/0001.json', '')} is one file too many`);
    },
  );

  it.each(['pages/0001.json', 'events.ndjson', 'manifest.json', 'pages'])(
    'refuses a link in the place of %s',
    async (name) => {
      await rename(join(copy, name), join(folder, 'aside'));
      await symlink(join(folder, 'aside'), join(copy, name));
      expect(await refusal()).toContain(name);
    },
  );

  it('stops when the signal aborts, with its reason', async () => {
    const signal = AbortSignal.abort(new Error('The job was cancelled.'));
    const zip = await writeZip(await zipFolder(copy));
    for (const place of [copy, zip]) {
      await expect(openEvidence(place, scratch, { signal })).rejects.toThrow('The job was cancelled.');
    }
    expect(await readdir(scratch)).toEqual([]);
  });
});

describe('a zip', () => {
  it('as the artifact service stores it opens, equals the folder, and goes when it is closed', async () => {
    const results = await startResults();
    const env = { ...results.env, GITHUB_REPOSITORY: 'example/audit', GITHUB_RUN_ID: '42' };
    for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
    const printed = vi.spyOn(process.stdout, 'write').mockImplementation(() => true);
    try {
      const log = { info() {}, warn() {}, debug() {}, group: <T>(_title: string, body: () => Promise<T>) => body() };
      const signal = new AbortController().signal;
      await uploadArtifact('audit', good.files, good.folder, { retentionDays: undefined, env, log, signal });
    } finally {
      printed.mockRestore();
      await results.stop();
    }
    const path = join(folder, 'audit.zip');
    await writeFile(path, results.artifacts[0]?.bytes ?? '');
    const opened = await openEvidence(path, scratch);
    expect(opened).toMatchObject({ source: path, manifest: good.manifest, manifestHash: good.manifestHash });
    expect(await linesOf(opened)).toEqual(await linesOf(good));
    expect(await filesIn(opened.folder)).toEqual(await filesIn(good.folder));
    for (const name of await filesIn(good.folder)) {
      expect(await readFile(join(opened.folder, name))).toEqual(await readFile(join(good.folder, name)));
    }
    await opened.close();
    expect(await readdir(scratch)).toEqual([]);
  });

  it('with one changed byte or a cut is refused, or gives the same', async () => {
    const bytes = zipOf(await zipFolder(copy));
    const path = join(folder, 'evidence.zip');
    const lines = await linesOf(good);
    const outcomes = { refused: 0, same: 0 };
    const same = async (changed: Buffer) => {
      await writeFile(path, changed);
      const opened = await openEvidence(path, scratch).catch((error: Error) => error);
      if (opened instanceof Error) {
        outcomes.refused += 1;
        expect(opened.message).toContain(path);
        return;
      }
      outcomes.same += 1;
      expect(opened.manifestHash).toBe(good.manifestHash);
      expect(await linesOf(opened)).toEqual(lines);
      await opened.close();
    };
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: bytes.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        fc.boolean(),
        async (at, bits, cut) => {
          const changed = Buffer.from(bytes);
          changed[at] = (changed[at] ?? 0) ^ bits;
          await same(cut ? bytes.subarray(0, at) : changed);
          expect(await readdir(scratch)).toEqual([]);
        },
      ),
      { numRuns: 200 },
    );
    expect(outcomes.refused).toBeGreaterThan(outcomes.same);
  });

  const bytes = Buffer.from('x');
  it.each<[string, ZipEntry[], RegExp]>([
    ['a way out', [{ name: '../out', bytes }], /name leads out of the folder/],
    ['a way out in the middle', [{ name: 'pages/../../out', bytes }], /name leads out of the folder/],
    ['an absolute name', [{ name: '/out', bytes }], /name leads out of the folder/],
    ['a drive', [{ name: 'C:/out', bytes }], /name leads out of the folder/],
    ['a backslash', [{ name: '..\\out', bytes }], /name leads out of the folder/],
    ['a stream of another file', [{ name: 'pages/a:b', bytes }], /its name is not that of a plain file/],
    ['a dot as a folder', [{ name: 'pages/./a', bytes }], /its name is not that of a plain file/],
    ['an empty part', [{ name: 'pages//a', bytes }], /its name is not that of a plain file/],
    ['a line break', [{ name: 'a\n::error::b', bytes }], /^a_error_b in the zip file .* its name is not/],
    ['a link', [{ name: 'pages', bytes: Buffer.from('/tmp'), mode: 0o120777 }], /^pages in the zip .* it is a link/],
    ['a device', [{ name: 'null', bytes, mode: 0o020666 }], /it is a link or another thing/],
    ['an encrypted file', [{ name: 'a', bytes, flags: 1 }], /it is encrypted/],
    [
      'a name twice',
      [
        { name: 'a', bytes },
        { name: 'a', bytes },
      ],
      /two files in it have one name/,
    ],
    [
      'a file that is a folder too',
      [
        { name: 'a', bytes },
        { name: 'a/b', bytes },
      ],
      /two files in it have one name/,
    ],
    ['too many files', [1, 2, 3, 4, 5, 6].map((each) => ({ name: `f${each}`, bytes })), /more than 5 files/],
    [
      'a manifest too large',
      [{ name: 'x/manifest.json', bytes: Buffer.alloc(500_001) }],
      /^x\/manifest.json in .* larger than 500000/,
    ],
    [
      'a page too large',
      [{ name: 'pages/0001.json', bytes: Buffer.alloc(500_001) }],
      /^pages.* larger than 500000 bytes\.$/,
    ],
    ['too many bytes', [{ name: 'a', bytes: Buffer.alloc(2_000_000) }], /larger than 1000000 bytes together/],
    ['more bytes than it says', [{ name: 'a', bytes: Buffer.alloc(2_000_000), size: 10 }], /cut or changed/],
    ['a zip', [{ name: 'a.zip', bytes }], /holds another zip file/],
    ['no evidence', [{ name: 'a', bytes }], /holds no evidence/],
    ['half of it', [{ name: 'events.ndjson', bytes }], /manifest.json is missing/],
  ])('with %s is refused, and nothing is left', async (_what, entries, words) => {
    const path = await writeZip(entries);
    const limits = { files: 5, bytes: 1_000_000, whole: 500_000 };
    await expect(openEvidence(path, scratch, { limits })).rejects.toThrow(words);
    expect(await readdir(scratch)).toEqual([]);
    expect((await readdir(folder)).sort()).toEqual(['copy', 'evidence.zip', 'scratch']);
  });

  it('that is none is refused', async () => {
    await writeFile(join(folder, 'page.zip'), '<html>');
    await expect(openEvidence(join(folder, 'page.zip'), scratch)).rejects.toThrow(
      /no zip file, or it was cut or changed/,
    );
    await expect(openEvidence(join(folder, 'gone.zip'), scratch)).rejects.toThrow(/nothing of that name is there/);
  });
});

describe('openAll', () => {
  let all: string;
  beforeEach(async () => {
    all = join(folder, 'all');
    await mkdir(join(all, 'b', 'deep', 'er'), { recursive: true });
  });

  function span(day: number): ManifestHeader {
    const [from, to] = [`2026-11-${day}T00:00:00Z`, `2026-11-${day + 1}T00:00:00Z`];
    return {
      ...HEADER,
      started: `${to.slice(0, 11)}00:10:00.000Z`,
      closed: `${to.slice(0, 11)}00:11:00.000Z`,
      spans: [{ ...WHOLE, from, to }],
    };
  }

  const froms = (opened: readonly OpenedEvidence[]) =>
    opened.map(({ manifest }) => manifest.spans[0]?.from.slice(8, 10));

  it('finds folders and zips three levels down, in order of their spans, each once', async () => {
    const later = await make(join(all, 'a-later'), span(26));
    await make(join(all, 'b', 'deep', 'evidence'), span(22));
    const zipped = await make(join(folder, 'zipped'), span(25));
    const both = await make(join(folder, 'both'), span(20));
    await writeFile(join(all, 'b', 'deep', 'er', 'Z.ZIP'), zipOf(await zipFolder(zipped.folder)));
    await writeFile(join(all, 'later.zip'), zipOf(await zipFolder(later.folder)));
    const many = [...(await zipFolder(both.folder, 'x/one/')), ...(await zipFolder(good.folder, 'x/two/'))];
    await writeFile(join(all, 'many.zip'), zipOf(many));
    await writeFile(join(all, 'rejected.zip'), zipOf([{ name: 'rejected.ndjson', bytes: Buffer.from('{}\n') }]));
    await writeFile(join(all, 'README.txt'), 'not evidence');

    const opened = await openAll(all, scratch);
    expect(froms(opened)).toEqual(['20', '22', '24', '25', '26']);
    for (const one of opened) expect(await linesOf(one)).toEqual(await linesOf(good));
    for (const one of opened) await one.close();
    expect(await readdir(scratch)).toEqual([]);

    const named = await openAll([join(all, 'later.zip'), join(all, 'a-later'), join(all, 'b')], scratch);
    expect(froms(named)).toEqual(['22', '25', '26']);
    for (const one of named) await one.close();
    await expect(openAll([join(all, 'b'), join(all, 'rejected.zip')], scratch)).rejects.toThrow(
      /no evidence in .*rejected/,
    );
    expect(await readdir(scratch)).toEqual([]);

    await expect(openEvidence(all, scratch)).rejects.toThrow(/holds 5 pieces of evidence, and here one is wanted/);
    expect(await readdir(scratch)).toEqual([]);
  });

  it('gives nothing when one of many is damaged, and names its file', async () => {
    await make(join(all, 'a'), span(22));
    const entries = await zipFolder(good.folder);
    const dropped = entries.filter(({ name }) => name !== 'pages/0002.json');
    await writeFile(join(all, 'b', 'fine.zip'), zipOf(entries));
    await writeFile(join(all, 'c.zip'), zipOf(dropped));
    await expect(openAll(all, scratch)).rejects.toThrow(/c\.zip is refused: pages\/0002\.json is missing/);
    expect(await readdir(scratch)).toEqual([]);
  });

  it.each<[string, () => Promise<unknown>, RegExp]>([
    ['nothing', async () => {}, /There is no evidence in /],
    ['a spool that was never closed', () => mkdir(join(all, 'b', 'pages')), /manifest.json is missing/],
    ['a link', () => symlink(good.folder, join(all, 'link')), /link is a link, which is not followed/],
    ['a place too deep', () => mkdir(join(all, 'b', 'deep', 'er', 'est')), /est lies too deep/],
  ])('refuses %s', async (_what, prepare, words) => {
    await prepare();
    await expect(openAll(all, scratch)).rejects.toThrow(words);
  });
});
