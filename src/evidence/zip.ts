import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { messageOf } from '../errors.ts';
import { isLitterPath } from './litter.ts';
import { LIMITS } from './manifest.ts';

/** How much a zip may unpack to, so that a small one can't fill the disk. */
export interface ZipLimits {
  readonly files: number;
  /** Bytes of all files together, unpacked. */
  readonly bytes: number;
  /** Bytes of one file that is read as a whole afterwards. */
  readonly whole: number;
}

/** Far above the evidence of sixty busy days. */
export const ZIP_LIMITS: ZipLimits = { files: 200_000, bytes: 16 * 1024 ** 3, whole: LIMITS.whole };

const NAME_LIMIT = 400;
const READ_WHOLE = /(?:^|\/)(?:manifest\.json|SHA256SUMS|pages\/[^/]*)$/;
/** File types of Unix in the upper half of a zip's external attributes; zips made elsewhere have 0. */
const TYPE_MASK = 0o170000;
const PLAIN_FILE = 0o100000;

/**
 * Unpacks a zip into `folder`, an empty folder of its own, one file after another and in flat memory. Only plain files with
 * plain names come out, and only below `folder`; of folders in the zip only those that hold a file. What macOS and Windows leave
 * in folders stays in the zip.
 * @returns the names of the files, as they stand in the zip, and of those that were left.
 * @throws Error, one sentence that names the zip, and the file in it where there is one; the signal's reason if it aborts.
 */
export async function unpack(
  path: string,
  folder: string,
  limits: ZipLimits,
  signal: AbortSignal | undefined,
): Promise<{ readonly names: readonly string[]; readonly litter: readonly string[] }> {
  const names: string[] = [];
  const litter: string[] = [];
  let bytes = 0;
  let name: string | undefined;
  let zip: ZipFile | undefined;
  try {
    zip = await openPromise(path, { strictFileNames: true, autoClose: false });
    for await (const entry of zip.eachEntry()) {
      signal?.throwIfAborted();
      // A file that was left must not be named in the fault of the next one.
      name = undefined;
      if (entry.fileName.endsWith('/')) continue;
      name = entry.fileName;
      if (names.length + litter.length >= limits.files) throw new Refusal(`it holds more than ${limits.files} files`);
      if (isLitterPath(name)) {
        litter.push(name);
        continue;
      }
      refuseStrange(entry);
      names.push(name);
      bytes += entry.uncompressedSize;
      if (entry.uncompressedSize > limits.whole && READ_WHOLE.test(name))
        throw new Refusal(`it is larger than ${limits.whole} bytes`);
      if (bytes > limits.bytes) throw new Refusal(`its files are larger than ${limits.bytes} bytes together`);
      await unpackOne(zip, entry, join(folder, name), signal);
      name = undefined;
    }
    return { names, litter };
  } catch (cause) {
    signal?.throwIfAborted();
    const where = name === undefined ? 'The zip file' : `${showName(name)} in the zip file`;
    throw new Error(`${where} ${path} can't be used: ${reasonOf(cause)}.`, { cause });
  } finally {
    zip?.close();
  }
}

/** A name from outside, harmless and cut short, so that it can stand in a sentence. */
export function showName(name: string): string {
  const clean = name.replace(/[^\w./-]+/g, '_');
  return clean.length > 80 ? `${clean.slice(0, 80)}...` : clean;
}

/** Why a zip is refused, in words that are ours. */
class Refusal extends Error {}

async function unpackOne(zip: ZipFile, entry: Entry, target: string, signal: AbortSignal | undefined): Promise<void> {
  await mkdir(dirname(target), { recursive: true, mode: 0o700 });
  // The stream flows at once: nothing may be waited for before the pipeline listens, or its fault would end the process.
  const content = await zip.openReadStreamPromise(entry);
  const file = createWriteStream(target, { flags: 'wx', mode: 0o600 });
  await (signal ? pipeline(content, file, { signal }) : pipeline(content, file));
}

/** yauzl refuses absolute names, `..` and backslashes itself. */
function refuseStrange({ fileName, externalFileAttributes, ...entry }: Entry): void {
  const type = (externalFileAttributes >>> 16) & TYPE_MASK;
  if (type !== 0 && type !== PLAIN_FILE) throw new Refusal('it is a link or another thing that is no plain file');
  if ((entry.generalPurposeBitFlag & 1) !== 0) throw new Refusal('it is encrypted');
  // What Windows, too, takes for a plain name: no stream of another file, no device, no blank at the end. And no byte that is not UTF-8.
  const plain = fileName.split('/').every((part) => /^[^\p{Cc}\uFFFD<>:"|?*]*[^\p{Cc}\uFFFD<>:"|?*. ]$/u.test(part));
  if (!plain || fileName.length > NAME_LIMIT) throw new Refusal('its name is not that of a plain file');
}

function reasonOf(error: unknown): string {
  if (error instanceof Refusal) return error.message;
  const { code } = Object(error) as Record<string, unknown>;
  if (code === 'ENOSPC' || code === 'EDQUOT') return `the disk is full (${code})`;
  if (code === 'EEXIST' || code === 'ENOTDIR' || code === 'EISDIR') return 'two files in it have one name';
  if (typeof code === 'string' && /^E[A-Z]+$/.test(code)) return `it can't be read or unpacked (${code})`;
  if (/^(invalid characters|absolute path|invalid relative path)/.test(messageOf(error)))
    return 'it holds a file whose name leads out of the folder';
  return 'it is no zip file, or it was cut or changed';
}
