import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { messageOf } from '../errors.ts';

/** What the file holds. */
export interface WrittenDocuments {
  readonly count: number;
  readonly bytes: number;
}

/** Bytes that are gathered before they are written. */
const CHUNK_BYTES = 256 * 1024;
/**
 * Filebeat and the Elastic Agent tell files apart by their first 1024 bytes, and pass over a file that has fewer
 * (https://www.elastic.co/docs/reference/beats/filebeat/filebeat-input-filestream, `prospector.scanner.fingerprint`).
 */
const LEAST_BYTES = 1025;

/**
 * Writes documents as NDJSON, one a line, each with its `_id` as first key, for who reads files. The file appears whole
 * under its name or not at all, and is for its owner only: it holds personal data. A file that Filebeat would find too short
 * ends in blanks before its last line end. One document and 256 KiB are in memory. A file of that name is replaced.
 * @param path its folder is made if it is missing.
 * @param documents `json` is an object with at least one field, as one line.
 * @throws Error, one sentence, if the disk fails; what `documents` throws as it is.
 */
export async function writeDocuments(
  path: string,
  documents: AsyncIterable<{ readonly id: string; readonly json: string }>,
): Promise<WrittenDocuments> {
  const part = `${path}.part`;
  const file = await onDisk(path, async () => {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await rm(part, { force: true });
    return open(part, 'wx', 0o600);
  });
  let count = 0;
  let bytes = 0;
  let gathered: Buffer[] = [];
  let size = 0;
  const flush = async () => {
    const chunk = Buffer.concat(gathered);
    gathered = [];
    size = 0;
    bytes += chunk.length;
    await onDisk(path, () => file.appendFile(chunk));
  };
  try {
    for await (const { id, json } of documents) {
      // The end of a line comes with the next one, so that the last can be made longer.
      const line = Buffer.from(`${count === 0 ? '' : '\n'}{"_id":${JSON.stringify(id)},${json.slice(1)}`);
      count += 1;
      gathered.push(line);
      size += line.length;
      if (size >= CHUNK_BYTES) await flush();
    }
    if (count > 0) gathered.push(Buffer.from(`${' '.repeat(Math.max(0, LEAST_BYTES - 1 - bytes - size))}\n`));
    await flush();
    await onDisk(path, async () => {
      await file.sync();
      await file.close();
      await rename(part, path);
    });
  } catch (error) {
    await file.close().catch(() => undefined);
    await rm(part, { force: true }).catch(() => undefined);
    throw error;
  }
  return { count, bytes };
}

/** Turns a fault of the file system, which has a code such as ENOSPC, into a sentence. */
async function onDisk<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : undefined;
    const reason = code === 'ENOSPC' || code === 'EDQUOT' ? `the disk is full (${code})` : messageOf(cause);
    throw new Error(`${path} can't be written: ${reason}; choose a folder that can be written and has room.`, {
      cause,
    });
  }
}
