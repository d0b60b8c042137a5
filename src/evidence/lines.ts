import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';

/** Ends each line. Lines travel as bytes, in chunks of whole lines: no string is made of them, and memory stays flat. */
export const LINE_FEED = 10;

const READ_BYTES = 64 * 1024;
const CHUNK_BYTES = 256 * 1024;
/** A chunk grows from here to its full size. */
const FIRST_BYTES = 4096;

/** What was written to a file. */
interface Written {
  readonly bytes: number;
  /** SHA-256 of the file, hex. */
  readonly sha256: string;
}

/** Writes a new file. */
export interface FileWriter {
  write(chunk: Buffer): Promise<void>;
  /** Forces the file to disk. */
  sync(): Promise<void>;
  close(): Promise<Written>;
}

/** Opens a file that must not exist yet. */
export async function openWriter(path: string): Promise<FileWriter> {
  const file = await open(path, 'wx');
  const hash = createHash('sha256');
  let bytes = 0;
  return {
    write: async (chunk) => {
      hash.update(chunk);
      bytes += chunk.length;
      await file.appendFile(chunk);
    },
    sync: () => file.sync(),
    close: async () => {
      await file.close();
      return { bytes, sha256: hash.digest('hex') };
    },
  };
}

/**
 * A file in chunks of whole lines, about 64 KiB or one longer line each. A chunk is only good until the next one is asked
 * for: its memory is used again. The file is closed also when the reader stops early.
 */
export async function* readChunks(path: string): AsyncGenerator<Buffer, void, undefined> {
  const file = await open(path, 'r');
  try {
    // Most files are far smaller. With a byte to spare their end is seen without growing.
    const { size } = await file.stat();
    let block = Buffer.allocUnsafe(Math.min(READ_BYTES, size + 1));
    let used = 0;
    for (;;) {
      const { bytesRead } = await file.read(block, used, block.length - used);
      if (bytesRead === 0) break;
      const end = block.subarray(used, used + bytesRead).lastIndexOf(LINE_FEED);
      const whole = end === -1 ? 0 : used + end + 1;
      used += bytesRead;
      if (whole > 0) {
        yield block.subarray(0, whole);
        block.copyWithin(0, whole, used);
        used -= whole;
      } else if (used === block.length) {
        block = Buffer.concat([block], 2 * block.length);
      }
    }
    if (used > 0) yield block.subarray(0, used);
  } finally {
    await file.close();
  }
}

/** Collects lines into chunks of about 256 KiB, in memory that is used again for each chunk. */
export interface Packer {
  /** True if a line of so many bytes, its line end not counted, still goes into this chunk. */
  fits(length: number): boolean;
  /** Adds `source[start, end)` and a line end. */
  put(source: Buffer, start: number, end: number): void;
  /** The chunk, good until the next `put`; the next one begins empty. */
  take(): Buffer;
}

export function createPacker(): Packer {
  let chunk = Buffer.allocUnsafe(FIRST_BYTES);
  let used = 0;
  return {
    fits: (length) => used === 0 || used + length < Math.max(CHUNK_BYTES, chunk.length),
    put: (source, start, end) => {
      const after = used + end - start + 1;
      if (after > chunk.length) {
        const larger = Math.max(after, Math.min(CHUNK_BYTES, 4 * chunk.length));
        chunk = Buffer.concat([chunk.subarray(0, used)], larger);
      }
      source.copy(chunk, used, start, end);
      chunk[after - 1] = LINE_FEED;
      used = after;
    },
    take: () => {
      const whole = chunk.subarray(0, used);
      used = 0;
      return whole;
    },
  };
}
