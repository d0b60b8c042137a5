import { createHash } from 'node:crypto';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { messageOf, StorageError } from '../errors.ts';
import { type AuditEvent, type AuditItem, parseItem } from '../event.ts';
import type { Page } from '../page.ts';
import { contains, type Span } from '../span.ts';
import { createEventList } from './event-list.ts';
import { readEvents } from './kept-events.ts';
import { isLitter } from './litter.ts';
import {
  createManifest,
  isReportName,
  LIMITS,
  type Manifest,
  type ManifestHeader,
  type ManifestPage,
  type ManifestReport,
  spanIndex,
  writeManifest,
} from './manifest.ts';
import { openReserve } from './reserve.ts';
import { SORT_LIMITS, type SortLimits } from './sort.ts';

/** The folder on disk that receives pages and events while they are read. */
export interface Spool {
  /**
   * Keeps one page: writes `pages/NNNN.json` with the exact bytes and adds its events. Pages are numbered in the order of
   * the calls. Wait for it before reading on, so that memory stays bounded.
   * @throws StorageError, one sentence, if the disk fails. What was kept before can be closed all the same.
   */
  keep(page: Page): Promise<void>;
  /**
   * Sorts the events, drops exact duplicates, and writes `events.ndjson`, `SHA256SUMS` and, last, `manifest.json`.
   * @throws Error, one sentence, if the disk fails; the folder then has no manifest.
   */
  close(header: ManifestHeader): Promise<Evidence>;
}

/** The closed spool. */
export interface Evidence {
  /** Absolute. */
  readonly folder: string;
  /** Absolute paths of all files: the manifest first. */
  readonly files: readonly string[];
  readonly manifest: Manifest;
  /** SHA-256 of `manifest.json`, hex. */
  readonly manifestHash: string;
  /** The lines of `events.ndjson` in order, read from disk again at each call; memory stays flat. */
  events(): AsyncIterable<AuditEvent>;
  /**
   * Adds files that were made from the evidence; the manifest is written once more, with their hashes.
   * @param reports names of files, each one that `isReportName` allows, with their contents; taken one by one.
   * @returns the evidence with them. This one no longer tells the truth about its manifest.
   * @throws Error, one sentence, if the disk fails; the evidence without them is then as it was.
   */
  withReports(reports: Iterable<readonly [name: string, content: string]>): Promise<Evidence>;
}

/** For the last lines that go from memory to disk, the manifest, and what is made for people. */
const CLOSING_BYTES = 16 * 1024 * 1024;
/** For what manifest and SHA256SUMS say of a page, while both are written anew. */
const PAGE_BYTES = 1024;

/** What an event still takes when the evidence is closed: its line, and its id in the second sort. */
function sizeOf({ canonical, id }: AuditItem): number {
  return Buffer.byteLength(canonical) + 2 * Buffer.byteLength(id ?? '') + 64;
}

interface KeptPage extends Omit<ManifestPage, 'span'> {
  readonly asked: Span;
}

/**
 * Opens the spool in a folder of the run's own, which is created if it is missing, for its owner only: audit events are
 * personal data. `limits` are those of the sort, `closingBytes` the room that is held back for its end; tests make them small.
 * @throws Error, one sentence, if the folder holds anything or can't be used.
 */
export async function openSpool(
  folder: string,
  limits: SortLimits = SORT_LIMITS,
  closingBytes: number = CLOSING_BYTES,
): Promise<Spool> {
  const root = resolve(folder);
  await onDisk(root, async () => {
    await mkdir(root, { recursive: true, mode: 0o700 });
    await refuseContent(root);
    await mkdir(join(root, 'pages'));
  });
  const reserve = await onDisk(root, () => openReserve(join(root, '.reserve'), closingBytes));
  const pages: KeptPage[] = [];
  const events = createEventList(join(root, '.sort'), limits);
  let closed = false;
  let last: Promise<unknown> = Promise.resolve();

  /** One after another: pages that arrive side by side would otherwise mix in the sorter. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return turn;
  }

  async function keep(page: Page): Promise<void> {
    if (pages.length >= LIMITS.pages) {
      throw new StorageError(`One piece of evidence holds ${LIMITS.pages} pages at most: read a shorter span.`);
    }
    const kept = page.events.map((raw) => {
      const event = parseItem(raw);
      return { event, inSpan: event.time !== undefined && contains(page.span, event.time) };
    });
    await onDisk(root, () => reserve.grow(PAGE_BYTES + kept.reduce((sum, { event }) => sum + sizeOf(event), 0)));
    const file = `pages/${String(pages.length + 1).padStart(4, '0')}.json`;
    await onDisk(root, () => writeWhole(join(root, file), page.bytes));
    pages.push({
      file,
      asked: page.span,
      sha256: createHash('sha256').update(page.bytes).digest('hex'),
      bytes: page.bytes.length,
      events: page.events.length,
      received: new Date(page.received).toISOString(),
    });
    await onDisk(root, () => events.add(kept));
  }

  async function close(header: ManifestHeader): Promise<Evidence> {
    await reserve.release();
    const counts = await events.write(join(root, 'events.ndjson'));
    const listed = pages.map(({ file, asked, sha256, bytes, events, received }) => {
      return { file, span: spanIndex(header.spans, asked), sha256, bytes, events, received };
    });
    await rm(join(root, '.sort'), { recursive: true, force: true });
    return evidenceOf(root, createManifest(header, listed, counts));
  }

  function refuseWhenClosed(): void {
    if (closed) throw new Error(`The spool in ${root} is closed already.`);
  }

  return {
    keep: async (page) => {
      refuseWhenClosed();
      await inTurn(() => keep(page));
    },
    close: async (header) => {
      refuseWhenClosed();
      closed = true;
      return inTurn(() => onDisk(root, () => close(header)));
    },
  };
}

/** Writes the manifest, and gives the evidence that it describes. */
async function evidenceOf(root: string, manifest: Manifest): Promise<Evidence> {
  const written = await writeManifest(root, manifest);
  const listed = ['events.ndjson', ...[...manifest.pages, ...manifest.reports].map(({ file }) => file)];
  return {
    folder: root,
    files: [...written.files, ...listed.map((file) => join(root, file))],
    manifest,
    manifestHash: written.hash,
    events: () => readEvents(join(root, 'events.ndjson'), manifest),
    withReports: (contents) =>
      onDisk(root, async () => {
        const made: string[] = [];
        try {
          return await evidenceOf(root, await addReports(root, manifest, contents, made));
        } catch (error) {
          for (const file of made) await rm(join(root, file), { force: true });
          throw error;
        }
      }),
  };
}

/** @param made receives the name of each file that was written. */
async function addReports(
  root: string,
  manifest: Manifest,
  contents: Iterable<readonly [name: string, content: string]>,
  made: string[],
): Promise<Manifest> {
  const reports: ManifestReport[] = [];
  for (const [file, content] of contents) {
    if (!isReportName(file)) throw new Error(`A report can't be called ${file}.`);
    const bytes = Buffer.from(content, 'utf8');
    await writeWhole(join(root, file), bytes);
    made.push(file);
    reports.push({ file, sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length });
  }
  return { ...manifest, reports: reports.sort((a, b) => (a.file < b.file ? -1 : 1)) };
}

/** Half a page is taken away again: what is not in the manifest must not lie in the folder. */
async function writeWhole(path: string, bytes: Buffer): Promise<void> {
  try {
    await writeFile(path, bytes, { flag: 'wx' });
  } catch (error) {
    // Somebody else's file stays.
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) await rm(path, { force: true });
    throw error;
  }
}

async function refuseContent(folder: string): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => !isLitter(entry)).map(({ name }) => name);
  if (names.length === 0) return;
  const what = names.includes('manifest.json')
    ? 'holds the evidence of another run'
    : names.includes('pages')
      ? 'holds a spool that was never closed'
      : 'is not empty';
  throw new Error(`The evidence folder ${folder} ${what}: move it away, or choose an empty folder.`);
}

/** Turns a fault of the file system, which has a code such as ENOSPC, into a sentence. */
async function onDisk<T>(folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : undefined;
    if (code === undefined) throw cause;
    const reason = code === 'ENOSPC' || code === 'EDQUOT' ? `the disk is full (${code})` : messageOf(cause);
    throw new StorageError(
      `Evidence can't be kept in ${folder}: ${reason}; choose a folder that can be written and has room.`,
      {
        cause,
      },
    );
  }
}
