import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { openSpool } from '../../src/evidence/spool.ts';
import { createDice } from '../torture/dice.ts';
import type { Stored } from './elastic.ts';
import { inFolder, play } from './play.ts';
import { DAY, EVENTS, eventOf, NOW, TENANT } from './samples.ts';

// What earlier runs left behind: evidence and documents that are right, to be changed by the fuzzer.

/** Files of a piece of evidence, by name. */
export type FileMap = Map<string, Buffer>;

const ISO = { from: '2026-11-24T00:00:00Z', to: '2026-11-25T00:00:00Z' };

let evidence: Promise<FileMap[]> | undefined;
let documents: Promise<readonly Stored[]> | undefined;

/** Evidence of the day: an empty one, one of a quiet day, one with acts of the provider. */
export function baseEvidence(): Promise<readonly FileMap[]> {
  evidence ??= Promise.all([made([]), made([[EVENTS[40]]]), made([dayOf(5), dayOf(6), []])]);
  return evidence;
}

/** What a run over the day has stored in Elastic: events, some of the provider's staff, coverage and findings. */
export function baseDocuments(): Promise<readonly Stored[]> {
  documents ??= collected();
  return documents;
}

function dayOf(seed: number): unknown[] {
  const dice = createDice(seed);
  return Array.from({ length: 4 }, () => eventOf(dice));
}

function made(pages: readonly (readonly unknown[])[]): Promise<FileMap> {
  return inFolder(async (folder) => {
    const spool = await openSpool(join(folder, 'evidence'));
    for (const data of pages.length === 0 ? [[]] : pages) {
      const bytes = Buffer.from(JSON.stringify({ meta: { status: 200, pagination: {} }, data, fail: [] }));
      await spool.keep({ span: DAY, bytes, events: JSON.parse(bytes.toString()).data, received: NOW });
    }
    const span = { ...ISO, complete: true, reason: undefined, requests: 3 };
    const closed = await spool.close({
      ...{ tool: { name: 'mimecast-audit-collector', version: '0.0.0' }, tenant: TENANT, categories: 'all' },
      ...{ run: { id: '42', attempt: 1, url: undefined, repository: 'example/audit' }, queryHash: undefined },
      ...{ started: '2026-11-25T06:17:00.000Z', closed: '2026-11-25T06:18:00.000Z', spans: [span] },
    });
    const names = await readdir(closed.folder, { recursive: true, withFileTypes: true });
    const paths = names.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
    const read = paths.map(async (path) => [relative(closed.folder, path), await readFile(path)] as const);
    return new Map(await Promise.all(read));
  });
}

/** The same with all hashes, sizes and sums made right, as one would who forges evidence. */
export function sealed(files: FileMap): FileMap {
  const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
  const right: FileMap = new Map(files);
  let manifest: { pages?: unknown; events?: unknown };
  try {
    manifest = Object(JSON.parse(String(files.get('manifest.json'))));
  } catch {
    return right;
  }
  const pages = (Array.isArray(manifest.pages) ? manifest.pages : []).filter(
    (page) => typeof page === 'object' && page !== null,
  );
  for (const listed of [...pages, manifest.events]) {
    const name = listed === manifest.events ? 'events.ndjson' : String(listed.file);
    const bytes = files.get(name);
    if (bytes && typeof listed === 'object' && listed !== null && 'sha256' in listed) {
      if (typeof listed.sha256 === 'string') Object.assign(listed, { sha256: hashOf(bytes) });
      if ('bytes' in listed && typeof listed.bytes === 'number') Object.assign(listed, { bytes: bytes.length });
    }
  }
  let bytes: Buffer;
  try {
    bytes = Buffer.from(`${JSON.stringify(manifest, undefined, 2)}\n`);
  } catch {
    // Too deep to be written once more.
    return right;
  }
  // A number that no double holds would be another one now: such a manifest stays as it was.
  const kept = /\d{17,}|\d[eE]/.test(String(files.get('manifest.json')))
    ? Buffer.from(String(files.get('manifest.json')))
    : bytes;
  right.set('manifest.json', kept);
  const others = [...right].filter(
    ([name]) => name !== 'manifest.json' && name !== 'SHA256SUMS' && name !== 'events.ndjson',
  );
  const sums = [
    ['manifest.json', kept] as const,
    ['events.ndjson', right.get('events.ndjson') ?? Buffer.alloc(0)] as const,
    ...others,
  ];
  right.set('SHA256SUMS', Buffer.from(sums.map(([name, content]) => `${hashOf(content)}  ${name}\n`).join('')));
  return right;
}

/** The pages among the files of evidence that is no zip. */
export function filesIn(files: FileMap): Buffer[] {
  return [...files].filter(([name]) => /^pages\/\d+\.json$/.test(name)).map(([, bytes]) => bytes);
}

async function collected(): Promise<readonly Stored[]> {
  const data = [...dayOf(7), ...EVENTS.slice(20, 24), act('a-1', '09:00:00'), act('a-2', '09:10:00')];
  const page = JSON.stringify({ meta: { status: 200, pagination: {} }, data, fail: [] });
  const ended = await play({
    ...{ command: 'collect', inputs: {}, held: [], twists: [], mayReplace: true },
    http: async ({ url }) => ({
      status: 200,
      header: () => undefined,
      body: Buffer.from(url.endsWith('/oauth/token') ? '{"access_token":"made-up-token","expires_in":1799}' : page),
      received: NOW,
    }),
  });
  return ended.documents;
}

function act(id: string, at: string): object {
  const eventInfo = 'Viewed Case - Name: Q3';
  const user = 'tmarrowby@mimecast.local';
  return {
    id,
    eventTime: `2026-11-24T${at}+0000`,
    eventInfo,
    user,
    category: 'case_review_logs',
    auditType: 'Case Action',
  };
}
