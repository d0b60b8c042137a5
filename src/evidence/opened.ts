import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { append } from '../append.ts';
import type { AuditEvent } from '../event.ts';
import { readEvents } from './kept-events.ts';
import { isLitter } from './litter.ts';
import type { Manifest } from './manifest.ts';
import { verifyEvidence } from './verify.ts';
import { showName, unpack, ZIP_LIMITS, type ZipLimits } from './zip.ts';

/** Evidence of an earlier run, checked. Has what `Evidence` of spool.ts has where events are read. */
export interface OpenedEvidence {
  /** Absolute; below `scratch` if it came in a zip. */
  readonly folder: string;
  /** What to call it: the folder, or the zip that it came in. */
  readonly source: string;
  /** May be one that is not complete: what its spans say of themselves counts. */
  readonly manifest: Manifest;
  /** SHA-256 of `manifest.json`, hex. */
  readonly manifestHash: string;
  /** The lines of `events.ndjson` in order, read from disk again at each call; memory stays flat. */
  events(): AsyncIterable<AuditEvent>;
  /** Removes what was unpacked. The evidence itself stays. */
  close(): Promise<void>;
}

export interface OpenOptions {
  readonly signal?: AbortSignal | undefined;
  /** What a zip may unpack to; tests make it small. */
  readonly limits?: ZipLimits;
  /** ms UTC; undefined: evidence of the future is not noticed. */
  readonly now?: number | undefined;
  /** Told in a sentence what was passed over. */
  readonly note?: ((text: string) => void) | undefined;
}

/** How far below the given folder evidence is looked for. */
const LEVELS = 3;
/** The only file of the collector's other artifact, which holds no evidence. */
const REJECTED = 'rejected.ndjson';

/**
 * Opens one piece of evidence: its folder, a zip of it, or a folder with nothing else that is evidence in it.
 * @throws as `openAll`, and an Error, one sentence, if there is more than one.
 */
export async function openEvidence(path: string, scratch: string, options: OpenOptions = {}): Promise<OpenedEvidence> {
  const [first, ...others] = await openAll(path, scratch, options);
  if (first && others.length === 0) return first;
  for (const one of [first, ...others]) await one?.close();
  throw new Error(
    `${path} holds ${others.length + 1} pieces of evidence, and here one is wanted: name its folder or zip.`,
  );
}

/**
 * Opens all evidence at or below one or more paths, at most three levels down: folders with a `manifest.json`, and zips as
 * GitHub gives them. All of it is checked before any is given back; what is there twice is given once.
 * @param scratch is made if it is missing, and receives what is unpacked. It must not lie in one of the paths.
 * @returns one or more, by the start of their first span, then by when they were closed.
 * @throws Error, one sentence that names the file and what is wrong with it; the signal's reason if it aborts.
 */
export async function openAll(
  paths: string | readonly string[],
  scratch: string,
  { signal, limits = ZIP_LIMITS, note, now }: OpenOptions = {},
): Promise<readonly OpenedEvidence[]> {
  await mkdir(scratch, { recursive: true, mode: 0o700 });
  const opened = new Map<string, OpenedEvidence>();

  function passOver(place: string, litter: readonly string[]): void {
    const [first] = litter;
    if (first === undefined) return;
    const others = litter.length > 1 ? ` and ${litter.length - 1} more` : '';
    note?.(`Passed over in ${place}: ${showName(first)}${others}, which macOS or Windows left there.`);
  }

  async function add(folder: string, source: string, close: () => Promise<void>): Promise<void> {
    const { litter, ...verified } = await verifyEvidence(folder, { label: source, scratch, signal, now });
    passOver(source, litter);
    if (opened.has(verified.manifestHash)) {
      await close();
      return;
    }
    const events = () => readEvents(join(folder, 'events.ndjson'), verified.manifest);
    opened.set(verified.manifestHash, { folder, source, ...verified, events, close });
  }

  /** @returns how much evidence the zip holds. */
  async function addZip(zip: string): Promise<number> {
    const own = await mkdtemp(join(resolve(scratch), 'unpacked-'));
    try {
      const { names, litter } = await unpack(zip, own, limits, signal);
      passOver(zip, litter);
      const isReport = names.includes('access.json') && !names.includes('events.ndjson');
      if ((names.length === 1 && names[0] === REJECTED) || isReport) {
        await rm(own, { recursive: true, force: true });
        return 0;
      }
      const { folders, zips } = await find(own, zip);
      const [inner] = zips;
      if (inner !== undefined)
        throw new Error(`The zip file ${zip} holds another zip file: unpack it, and give the folder.`);
      if (folders.length === 0) throw new Error(`The zip file ${zip} holds no evidence: manifest.json is missing.`);
      // The last of them takes the folder of the zip with it.
      let open = folders.length;
      for (const folder of folders) {
        await add(folder, zip, async () => {
          open -= 1;
          await rm(open === 0 ? own : folder, { recursive: true, force: true });
        });
      }
      return folders.length;
    } catch (error) {
      await rm(own, { recursive: true, force: true });
      throw error;
    }
  }

  try {
    for (const path of typeof paths === 'string' ? [paths] : paths) {
      const { folders, zips, litter } = await start(resolve(path));
      passOver(path, litter);
      for (const folder of folders) await add(folder, folder, async () => {});
      let held = folders.length;
      for (const zip of zips) held += await addZip(zip);
      if (held === 0)
        throw new Error(`There is no evidence in ${path}: no manifest.json and no zip file that holds one.`);
    }
  } catch (error) {
    for (const one of opened.values()) await one.close();
    throw error;
  }
  const order = ({ manifest }: OpenedEvidence) => `${manifest.spans[0]?.from ?? ''} ${manifest.closed}`;
  return [...opened.values()].sort((a, b) => (order(a) < order(b) ? -1 : order(a) > order(b) ? 1 : 0));
}

/** Where evidence is. */
interface Places {
  readonly folders: readonly string[];
  readonly zips: readonly string[];
  /** Passed over on the way. */
  readonly litter: readonly string[];
}

async function start(path: string): Promise<Places> {
  const found = await stat(path).catch(() => undefined);
  if (!found) throw new Error(`There is no evidence at ${path}: nothing of that name is there, or it can't be read.`);
  return found.isDirectory() ? find(path, path) : { folders: [], zips: [path], litter: [] };
}

/** Looks for evidence in a folder and below. `label` is what the folder is called in an error. */
async function find(folder: string, label: string, level = 0): Promise<Places> {
  const all = (await readdir(folder, { withFileTypes: true })).sort((a, b) => (a.name < b.name ? -1 : 1));
  const litter = all.filter(isLitter).map(({ name }) => name);
  const entries = all.filter((entry) => !isLitter(entry));
  const names = new Set(entries.map((entry) => entry.name));
  if (names.has('manifest.json')) return { folders: [folder], zips: [], litter: [] };
  // What command report leaves: an account, and no evidence.
  if (names.has('access.json') && !names.has('events.ndjson') && !names.has('pages'))
    return { folders: [], zips: [], litter: [] };
  if (['events.ndjson', 'SHA256SUMS', 'pages'].some((name) => names.has(name))) {
    throw new Error(
      `The evidence ${label} is refused: manifest.json is missing, so it was never closed or is not whole.`,
    );
  }
  const folders: string[] = [];
  const zips: string[] = [];
  for (const entry of entries) {
    const path = join(folder, entry.name);
    const shown = `${label}/${showName(entry.name)}`;
    if (entry.isSymbolicLink()) throw new Error(`${shown} is a link, which is not followed: give the folder itself.`);
    if (entry.isFile() && entry.name.toLowerCase().endsWith('.zip')) zips.push(path);
    if (!entry.isDirectory()) continue;
    if (level === LEVELS) throw new Error(`${shown} lies too deep: evidence is looked for ${LEVELS} levels down.`);
    const below = await find(path, shown, level + 1);
    append(folders, below.folders);
    append(zips, below.zips);
    append(
      litter,
      below.litter.map((name) => `${entry.name}/${name}`),
    );
  }
  return { folders, zips, litter };
}
