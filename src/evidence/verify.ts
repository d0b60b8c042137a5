import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseItem } from '../event.ts';
import { JSON_LIMITS, JsonFault, parseFaithfully, parseJson } from '../json.ts';
import { contains } from '../span.ts';
import { decodeUtf8, EncodingError } from '../utf8.ts';
import { contradictionIn, unfinishedIn } from './contradiction.ts';
import { createEventList } from './event-list.ts';
import { readChunks } from './lines.ts';
import { isLitter } from './litter.ts';
import { createManifest, isReportName, LIMITS, type Manifest, type ManifestPage } from './manifest.ts';
import { SORT_LIMITS } from './sort.ts';
import { showName } from './zip.ts';

/** Evidence that proved to be whole. */
export interface Verified {
  readonly manifest: Manifest;
  /** SHA-256 of `manifest.json`, hex. */
  readonly manifestHash: string;
  /** Files beside it that macOS or Windows left there, passed over. */
  readonly litter: readonly string[];
}

export interface VerifyOptions {
  /** How the evidence is called in an error: its folder, or the zip that it came in. */
  readonly label: string;
  /** An existing folder for files that are gone in the end. */
  readonly scratch: string;
  readonly signal: AbortSignal | undefined;
  /** ms UTC; undefined: evidence of the future is not noticed. */
  readonly now: number | undefined;
}

const HEX = /^[0-9a-f]{64}$/;

/**
 * Checks evidence: every file is there and no other one, each has the size and hash that the manifest says, the manifest
 * has the hash that SHA256SUMS says, it says nothing that no run can have written, and `events.ndjson` is, byte for byte, what the
 * pages give: every event, canonical, in order, once. Reads all twice; holds one page at a time.
 * @throws Error, one sentence that names the file and what is wrong with it; the signal's reason if it aborts.
 */
export async function verifyEvidence(folder: string, options: VerifyOptions): Promise<Verified> {
  const { label, signal } = options;
  const refuse: Refuse = (file, what) => new Error(`The evidence ${label} is refused: ${showName(file)} ${what}.`);
  try {
    const { manifest, manifestHash } = await readManifest(folder, refuse);
    const litter = await checkNames(folder, manifest, refuse);
    await checkSums(folder, manifest, manifestHash, refuse);
    const contradiction = contradictionIn(manifest, options.now);
    if (contradiction !== undefined) throw refuse('manifest.json', contradicting(contradiction));
    for (const page of manifest.pages) await checkFile(folder, page, signal, refuse);
    await checkFile(folder, { file: 'events.ndjson', ...manifest.events }, signal, refuse);
    for (const report of manifest.reports) await checkFile(folder, report, signal, refuse);
    await checkEvents(folder, manifest, options, refuse);
    return { manifest, manifestHash, litter };
  } catch (error) {
    signal?.throwIfAborted();
    const { code } = Object(error) as Record<string, unknown>;
    if (typeof code !== 'string') throw error;
    throw new Error(`The evidence ${label} can't be checked: the disk says ${showName(code)}.`, { cause: error });
  }
}

/** No hash is wrong, so no other copy of it will help. */
function contradicting(what: string): string {
  return `can't be what a run wrote (${what}): take this evidence out of evidence-path`;
}

type Refuse = (file: string, what: string) => Error;

/** Room for the pages and spans that are read at most. */
const MANIFEST_LIMITS = { ...JSON_LIMITS, values: 5_000_000 };

async function readManifest(folder: string, refuse: Refuse): Promise<Omit<Verified, 'litter'>> {
  const file = 'manifest.json';
  const bytes = await readWhole(folder, file, refuse);
  const json = parse(file, bytes, refuse, (text) => parseJson(text, MANIFEST_LIMITS));
  if (json === undefined) throw refuse(file, 'is not JSON: it was changed or cut');
  const { format } = Object(json) as Record<string, unknown>;
  if (format !== 1) {
    throw refuse(file, 'has a format that this version does not know (it knows 1): take the version that wrote it');
  }
  for (const key of ['spans', 'pages', 'categories'] as const) {
    const list = (json as Record<string, unknown>)[key];
    if (Array.isArray(list) && list.length > LIMITS[key])
      throw refuse(file, `lists ${list.length} ${key}, and at most ${LIMITS[key]} are read`);
  }
  const manifest = understand(json as RawManifest);
  if (typeof manifest === 'string') throw refuse(file, `was changed: ${manifest}`);
  return { manifest, manifestHash: createHash('sha256').update(bytes).digest('hex') };
}

/** What is null in the file and undefined here. */
type OrNull<T> = { readonly [K in keyof T]: T[K] | null };
type RawManifest = OrNull<Omit<Manifest, 'run' | 'reports'>> & {
  /** Missing in evidence of versions that made none. */
  readonly reports?: Manifest['reports'];
  readonly run: OrNull<NonNullable<Manifest['run']>> | null;
};

/** @returns the manifest, or what is wrong with it. */
function understand(raw: RawManifest): Manifest | string {
  const {
    tool,
    tenant,
    run,
    categories,
    queryHash,
    started,
    closed,
    spans,
    events,
    pages,
    reports = [],
    previous = null,
  } = raw;
  const isText = (value: unknown) => typeof value === 'string';
  const isLine = (value: unknown) => typeof value === 'string' && value.length <= 2000 && !/\p{C}/u.test(value);
  const isAddress = (value: unknown) => isLine(value) && /^https?:\/\//.test(String(value));
  const isNumber = (value: unknown) => Number.isSafeInteger(value) && Number(value) >= 0;
  const isHash = (value: unknown) => typeof value === 'string' && HEX.test(value);
  const orNull = (test: (value: unknown) => boolean) => (value: unknown) => value === null || test(value);
  const has = (value: unknown, tests: Readonly<Record<string, (value: unknown) => boolean>>) => {
    const fields = Object(value) as Record<string, unknown>;
    return Object.entries(tests).every(([key, test]) => test(fields[key]));
  };
  const isNames = (value: unknown) =>
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((name) => isLine(name) && name !== '') &&
    new Set(value).size === value.length;
  const count = {
    count: isNumber,
    in_span: isNumber,
    outside: isNumber,
    undated: isNumber,
    duplicates: isNumber,
    conflicting: isNumber,
    sha256: isHash,
    bytes: isNumber,
  };
  if (!has(tool, { name: isLine, version: isLine }) || !tool) return 'tool is not as it must be';
  if (!isLine(tenant) || tenant === null) return 'tenant is no text on one line';
  const runTests = { id: isLine, attempt: isNumber, url: orNull(isAddress), repository: orNull(isLine) };
  if (run !== null && !has(run, runTests)) return 'run is not as it must be';
  if (categories === null || !(categories === 'all' || isNames(categories)))
    return 'categories are neither "all" nor a list of names, each once';
  if (!orNull(isHash)(queryHash)) return 'queryHash is no SHA-256';
  if (!orNull(isHash)(previous)) return 'previous is no SHA-256';
  if (!isMoment(started) || !isMoment(closed) || started === null || closed === null)
    return 'started or closed is no moment in UTC (ISO 8601)';
  const isFlag = (value: unknown) => typeof value === 'boolean';
  const spanTests = { from: isSecond, to: isSecond, complete: isFlag, reason: orNull(isText), requests: isNumber };
  if (!Array.isArray(spans)) return 'spans are no list';
  const wrongSpan = spans.findIndex((span) => !has(span, spanTests));
  if (wrongSpan !== -1) return `span ${wrongSpan + 1} is not as it must be`;
  if (!Array.isArray(pages)) return 'pages are no list';
  const pageTests = { sha256: isHash, bytes: isNumber, events: isNumber, received: isMoment };
  const wrongPage = pages.findIndex((page: ManifestPage, index) => {
    const place = Object(page) as Partial<ManifestPage>;
    const inSpans = place.span === null || (isNumber(place.span) && Number(place.span) < spans.length);
    return place.file !== pageName(index) || !inSpans || !has(page, pageTests);
  });
  if (wrongPage !== -1) return `what it says of ${pageName(wrongPage)} is not as it must be`;
  const isReport = (report: unknown) => {
    const { file } = Object(report) as Record<string, unknown>;
    return typeof file === 'string' && isReportName(file) && has(report, { sha256: isHash, bytes: isNumber });
  };
  if (
    !Array.isArray(reports) ||
    !reports.every(isReport) ||
    new Set(reports.map(({ file }) => file)).size < reports.length
  )
    return 'reports are not as they must be';
  if (!has(events, count) || !events) return 'events are not as they must be';
  if (events.in_span + events.outside + events.undated !== events.count)
    return 'in_span, outside and undated do not add up to count';
  const items = pages.reduce((sum, page) => sum + page.events, 0);
  if (items !== events.count + events.duplicates) return "the pages' events do not add up to count and duplicates";
  const header = {
    tool,
    tenant,
    run: run === null ? undefined : (withoutNulls(run) as NonNullable<Manifest['run']>),
    categories,
    queryHash: queryHash ?? undefined,
    started,
    closed,
    spans: spans.map((span) => withoutNulls(span) as Manifest['spans'][number]),
    previous: previous ?? undefined,
  };
  const manifest = createManifest(header, pages, events, reports);
  return manifest.complete === raw.complete ? manifest : 'complete does not agree with spans';
}

/** ISO 8601 in UTC, of a date that exists, as a manifest is written. */
function isMoment(value: unknown): boolean {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{3})?Z$/.test(value)) return false;
  const time = Date.parse(value);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value.slice(0, 19));
}

/** The same, a whole second. */
function isSecond(value: unknown): boolean {
  return isMoment(value) && String(value).length === 20;
}

function withoutNulls(fields: object): unknown {
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, value ?? undefined]));
}

function pageName(index: number): string {
  return `pages/${String(index + 1).padStart(4, '0')}.json`;
}

/** @returns the litter among the files. */
async function checkNames(folder: string, manifest: Manifest, refuse: Refuse): Promise<readonly string[]> {
  const here = await readdir(folder, { withFileTypes: true });
  const hasPages = here.some((entry) => entry.name === 'pages' && entry.isDirectory());
  const inPages = hasPages ? await readdir(join(folder, 'pages'), { withFileTypes: true }) : [];
  const found = new Map([
    ...here.filter((entry) => !(hasPages && entry.name === 'pages')).map((entry) => [entry.name, entry] as const),
    ...inPages.map((entry) => [`pages/${entry.name}`, entry] as const),
  ]);
  const listed = [...manifest.pages, ...manifest.reports].map(({ file }) => file);
  for (const name of ['manifest.json', 'SHA256SUMS', 'events.ndjson', ...listed]) {
    const entry = found.get(name);
    if (!entry) throw refuse(name, 'is missing');
    if (!entry.isFile()) throw refuse(name, 'is not a plain file');
    found.delete(name);
  }
  const litter: string[] = [];
  for (const [name, entry] of found) {
    if (!isLitter(entry)) throw refuse(name, 'is one file too many: the manifest does not list it');
    litter.push(name);
  }
  return litter;
}

async function checkSums(folder: string, manifest: Manifest, hash: string, refuse: Refuse): Promise<void> {
  const text = (await readWhole(folder, 'SHA256SUMS', refuse)).toString('latin1');
  const lines = [
    `${manifest.events.sha256}  events.ndjson`,
    ...[...manifest.pages, ...manifest.reports].map(({ sha256, file }) => `${sha256}  ${file}`),
  ];
  if (text === [`${hash}  manifest.json`, ...lines, ''].join('\n')) return;
  const [first = '', ...others] = text.split('\n');
  if (first === `${hash}  manifest.json`) {
    const wrong = others.findIndex((line, index) => line !== (lines[index] ?? ''));
    const number = (wrong === -1 ? others.length : wrong) + 2;
    throw refuse('SHA256SUMS', `does not agree with the manifest from line ${number} on: it was changed or cut`);
  }
  if (!/^[0-9a-f]{64} {2}manifest\.json$/.test(first)) {
    throw refuse('SHA256SUMS', 'does not begin with the hash of manifest.json: it was changed or cut');
  }
  throw refuse('manifest.json', 'does not have the hash that SHA256SUMS says: one of the two was changed');
}

interface Listed {
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
}

async function checkFile(
  folder: string,
  { file, bytes, sha256 }: Listed,
  signal: AbortSignal | undefined,
  refuse: Refuse,
): Promise<void> {
  const path = join(folder, file);
  const { size } = await lstat(path);
  if (size < bytes) throw refuse(file, `was cut: ${bytes - size} of ${bytes} bytes are missing`);
  if (size > bytes) throw refuse(file, `was changed: it has ${size - bytes} bytes too many`);
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { signal })) hash.update(chunk as Buffer);
  if (hash.digest('hex') !== sha256) throw refuse(file, 'was changed: its hash is not the one in the manifest');
}

/** Makes `events.ndjson` once more, from the pages, and holds it against the one that is there. */
async function checkEvents(folder: string, manifest: Manifest, options: VerifyOptions, refuse: Refuse): Promise<void> {
  const own = await mkdtemp(join(options.scratch, 'check-'));
  try {
    const list = createEventList(own, SORT_LIMITS);
    const lastOf = new Map(manifest.pages.map((page) => [page.span, page]));
    for (const page of manifest.pages) {
      options.signal?.throwIfAborted();
      // As src/mimecast/answer.ts reads an answer.
      const bytes = await readWhole(folder, page.file, refuse);
      const json = parse(page.file, bytes, refuse, (text) => parseFaithfully(text));
      const { data } = Object(json) as Record<string, unknown>;
      const items: readonly unknown[] | undefined = Array.isArray(data) ? data : undefined;
      if (items?.length !== page.events)
        throw refuse(page.file, `holds ${items?.length ?? 'no list of'} events, and the manifest says ${page.events}`);
      const span = manifest.spans[page.span ?? -1];
      if (span === undefined) throw refuse(page.file, 'belongs to no span');
      const unfinished = span.complete && lastOf.get(page.span) === page ? unfinishedIn(json) : undefined;
      if (unfinished !== undefined)
        throw refuse(page.file, contradicting(`it is the last of a complete span, and ${unfinished}`));
      const asked = { from: Date.parse(span.from) / 1000, to: Date.parse(span.to) / 1000 };
      const events = items.map(parseItem);
      await list.add(
        events.map((event) => ({ event, inSpan: event.time !== undefined && contains(asked, event.time) })),
      );
    }
    const path = join(own, 'events.ndjson');
    const made = await list.write(path);
    const { events } = manifest;
    if (made.sha256 !== events.sha256) {
      const line = await firstDifference(join(folder, 'events.ndjson'), path);
      throw refuse('events.ndjson', `is not what the pages give, from line ${line} on`);
    }
    const numbers = ['count', 'in_span', 'outside', 'undated', 'duplicates', 'conflicting'] as const;
    const wrong = numbers.find((key) => made[key] !== events[key]);
    if (wrong) throw refuse('manifest.json', `says ${wrong} ${events[wrong]}, and it is ${made[wrong]}`);
  } finally {
    await rm(own, { recursive: true, force: true });
  }
}

/** @returns undefined if the text is no JSON, or more of it than can be read. */
function parse(
  file: string,
  bytes: Buffer,
  refuse: Refuse,
  read: (text: string) => unknown = (text) => parseJson(text),
): unknown {
  try {
    return read(decodeUtf8(bytes));
  } catch (error) {
    if (error instanceof EncodingError) throw refuse(file, `is not UTF-8, so it was changed: ${error.place}`);
    if (!(error instanceof JsonFault)) throw error;
    if (error.kind !== 'syntax') throw refuse(file, `can't be read: it ${error.message}`);
    return undefined;
  }
}

/** Number of the first line that is not the same in both files. */
async function firstDifference(one: string, other: string): Promise<number> {
  const [ones, others] = [linesOf(one), linesOf(other)];
  for (let line = 1; ; line += 1) {
    const [a, b] = [await ones.next(), await others.next()];
    if (a.done || b.done || a.value !== b.value) {
      await Promise.all([ones.return(), others.return()]);
      return line;
    }
  }
}

async function* linesOf(path: string): AsyncGenerator<string, void, undefined> {
  for await (const chunk of readChunks(path)) yield* chunk.toString('latin1').split(/(?<=\n)/);
}

async function readWhole(folder: string, file: string, refuse: Refuse): Promise<Buffer> {
  const path = join(folder, file);
  const found = await lstat(path).catch(() => undefined);
  if (!found) throw refuse(file, 'is missing');
  if (!found.isFile()) throw refuse(file, 'is not a plain file');
  if (found.size > LIMITS.whole) throw refuse(file, `is larger than ${LIMITS.whole} bytes`);
  return readFile(path);
}
