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
    await spool.keep({ span: DAY, bytes, events: JSON.parse(json).data, received: DAY.to * 1000 });
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

    const none = await (await openSpool(join(folder, 'none'))).close(HEADER);
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
    ['"span": 0', '"span": 1', /what it says of pages\/0001.json/],
  ])('refuses a manifest with %s as %s, though all hashes agree', async (before, after, words) => {
    await change('manifest.json', (text) => text.replace(before, after));
    // A name that leads elsewhere is refused before anything is read there.
    if (!after.startsWith('..')) await seal();
    expect(await refusal()).toMatch(words);
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
    ['too many bytes', [{ name: 'a', bytes: Buffer.alloc(2_000_000) }], /larger than 1000000 bytes together/],
    ['more bytes than it says', [{ name: 'a', bytes: Buffer.alloc(2_000_000), size: 10 }], /cut or changed/],
    ['a zip', [{ name: 'a.zip', bytes }], /holds another zip file/],
    ['no evidence', [{ name: 'a', bytes }], /holds no evidence/],
    ['half of it', [{ name: 'events.ndjson', bytes }], /manifest.json is missing/],
  ])('with %s is refused, and nothing is left', async (_what, entries, words) => {
    const path = await writeZip(entries);
    const limits = { files: 5, bytes: 1_000_000 };
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
    return { ...HEADER, spans: [{ ...WHOLE, from, to }] };
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
