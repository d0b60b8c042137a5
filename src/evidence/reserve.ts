import { randomBytes } from 'node:crypto';
import { type FileHandle, open, rm } from 'node:fs/promises';

const BLOCK_BYTES = 64 * 1024;

/** Room on the disk that is taken early, so that the evidence can be closed when a further page no longer fits. */
export interface Reserve {
  /** Takes so many bytes more. @throws Error of the file system. */
  grow(bytes: number): Promise<void>;
  /** Gives all of it back. */
  release(): Promise<void>;
}

/**
 * A reserve in a file of its own, of `bytes` at first. @throws Error of the file system; nothing is left then.
 */
export async function openReserve(path: string, bytes: number): Promise<Reserve> {
  const file = await open(path, 'wx', 0o600);
  // What compresses well takes no room where the file system compresses.
  const block = randomBytes(BLOCK_BYTES);
  let wanted = 0;
  let taken = 0;
  const reserve: Reserve = {
    grow: async (more) => {
      wanted += more;
      for (; taken < wanted; taken += BLOCK_BYTES) await file.appendFile(block);
    },
    release: () => remove(file, path),
  };
  try {
    await reserve.grow(bytes);
  } catch (error) {
    await reserve.release();
    throw error;
  }
  return reserve;
}

async function remove(file: FileHandle, path: string): Promise<void> {
  await file.close();
  await rm(path, { force: true });
}
