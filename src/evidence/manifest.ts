import { createHash } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Span } from '../span.ts';

/** Larger evidence is neither written nor read: whoever opens it would run out of memory before anything was checked. */
export const LIMITS = {
  spans: 10_000,
  pages: 190_000,
  categories: 1000,
  /** Bytes of a file that is read as a whole: the manifest, the list of hashes, a page. */
  whole: 64 * 1024 * 1024,
} as const;

/** What the collector knows of a run and the spool doesn't. Moments are ISO 8601 in UTC. */
export interface ManifestHeader {
  readonly tool: { readonly name: string; readonly version: string };
  readonly tenant: string;
  /** The workflow run; undefined outside GitHub Actions. */
  readonly run: ManifestRun | undefined;
  readonly categories: readonly string[] | 'all';
  /** SHA-256 of the `query` input, hex; undefined without one. The query itself may hold names. */
  readonly queryHash: string | undefined;
  /** When reading began. */
  readonly started: string;
  /** When the evidence was closed. */
  readonly closed: string;
  /** The spans that were asked for. */
  readonly spans: readonly ManifestSpan[];
  /** SHA-256 of the manifest that was recorded before this one, hex; undefined where none is known. */
  readonly previous?: string | undefined;
}

interface ManifestRun {
  readonly id: string;
  readonly attempt: number;
  readonly url: string | undefined;
  readonly repository: string | undefined;
}

/** A span that was asked for, and whether all of it was read. */
export interface ManifestSpan {
  readonly from: string;
  readonly to: string;
  readonly complete: boolean;
  /** Why it isn't complete. */
  readonly reason: string | undefined;
  readonly requests: number;
}

/** One file of `pages/`. */
export interface ManifestPage {
  /** Relative to the manifest, `pages/0001.json`. */
  readonly file: string;
  /** Index in `spans`; null if the page was asked for outside all of them. */
  readonly span: number | null;
  readonly sha256: string;
  readonly bytes: number;
  /** Items of `data` in the page; items that stand on two pages are counted on both. */
  readonly events: number;
  /** When the answer had arrived. */
  readonly received: string;
}

/** A file that was made from the evidence, such as `access.html`. */
export interface ManifestReport {
  /** Relative to the manifest, without a folder. */
  readonly file: string;
  readonly sha256: string;
  readonly bytes: number;
}

/** `events.ndjson` in numbers. `in_span` + `outside` + `undated` = `count`; the pages' events = `count` + `duplicates`. */
export interface ManifestEvents {
  /** Lines, each other than all others. */
  readonly count: number;
  /** Lines whose time lies in the span that their page was asked for. */
  readonly in_span: number;
  readonly outside: number;
  /** Lines whose time can't be read. */
  readonly undated: number;
  /** Items left out because the same canonical JSON is there already. */
  readonly duplicates: number;
  /** Lines whose id stands on another line too, with other content. */
  readonly conflicting: number;
  readonly sha256: string;
  readonly bytes: number;
}

/** The content of `manifest.json`, format 1. What is undefined here is null there. */
export interface Manifest extends ManifestHeader {
  readonly format: 1;
  /** True if every span was read completely, and there was at least one. */
  readonly complete: boolean;
  readonly pages: readonly ManifestPage[];
  readonly events: ManifestEvents;
  /** What was made from it for people, in the order of their names; none in evidence of versions that made none. */
  readonly reports: readonly ManifestReport[];
  /** Place of the RFC 6962 Merkle root over the lines of `events.ndjson`. */
  readonly root: null;
}

/** Puts a manifest together, with its keys in the order of the format. */
export function createManifest(
  header: ManifestHeader,
  pages: readonly ManifestPage[],
  events: ManifestEvents,
  reports: readonly ManifestReport[] = [],
): Manifest {
  const { tool, run } = header;
  return {
    format: 1,
    tool: { name: tool.name, version: tool.version },
    tenant: header.tenant,
    run: run && { id: run.id, attempt: run.attempt, url: run.url, repository: run.repository },
    categories: header.categories,
    queryHash: header.queryHash,
    started: header.started,
    closed: header.closed,
    complete: header.spans.length > 0 && header.spans.every((span) => span.complete),
    spans: header.spans.map(({ from, to, complete, reason, requests }) => ({ from, to, complete, reason, requests })),
    events,
    pages,
    reports: reports.map(({ file, sha256, bytes }) => ({ file, sha256, bytes })),
    root: null,
    previous: header.previous,
  };
}

/** The files that may stand beside `events.ndjson`. */
export function isReportName(file: string): boolean {
  return /^(?:access\.(?:html|csv|json)|unknown-wordings\.ndjson)$/.test(file);
}

/** Index of the span that holds the whole of `asked`, which may be a slice of it; null if there is none. */
export function spanIndex(spans: readonly ManifestSpan[], asked: Span): number | null {
  const index = spans.findIndex(
    (span) => Date.parse(span.from) <= asked.from * 1000 && asked.to * 1000 <= Date.parse(span.to),
  );
  return index === -1 ? null : index;
}

/** The bytes of `manifest.json`. */
function formatManifest(manifest: Manifest): Buffer {
  const orNull = (_key: string, value: unknown): unknown => (value === undefined ? null : value);
  return Buffer.from(`${JSON.stringify(manifest, orNull, 2)}\n`, 'utf8');
}

/**
 * Writes `SHA256SUMS` (for `sha256sum -c`) and then `manifest.json`, which appears whole or not at all and after
 * everything else: a folder without it is a spool that was never closed.
 * @returns the paths written, absolute if `folder` is, and the SHA-256 of `manifest.json`, hex.
 */
export async function writeManifest(folder: string, manifest: Manifest): Promise<{ files: string[]; hash: string }> {
  const content = formatManifest(manifest);
  const hash = createHash('sha256').update(content).digest('hex');
  const sums = [
    `${hash}  manifest.json`,
    `${manifest.events.sha256}  events.ndjson`,
    ...manifest.pages.map((page) => `${page.sha256}  ${page.file}`),
    ...manifest.reports.map((report) => `${report.sha256}  ${report.file}`),
  ];
  const files = [join(folder, 'manifest.json'), join(folder, 'SHA256SUMS')];
  // Both are on the disk before one is renamed, which needs no room: a disk that is full leaves the ones before.
  const parts = [join(folder, 'manifest.json.part'), join(folder, 'SHA256SUMS.part')] as const;
  try {
    await writeSynced(parts[1], Buffer.from(`${sums.join('\n')}\n`));
    await writeSynced(parts[0], content);
    await rename(parts[1], join(folder, 'SHA256SUMS'));
    await rename(parts[0], join(folder, 'manifest.json'));
  } catch (error) {
    for (const part of parts) await rm(part, { force: true });
    throw error;
  }
  return { files, hash };
}

async function writeSynced(path: string, content: Buffer): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}
