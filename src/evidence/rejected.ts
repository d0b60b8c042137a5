import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';

/** The list of documents that Elastic refused: ids and reasons, never their text. */
export interface RejectedList {
  /** Adds one entry as a line of JSON. The file comes into being with the first. */
  add(entry: object): Promise<void>;
  /** Closes the file. @returns its path, or undefined if nothing was refused. */
  close(): Promise<string | undefined>;
}

/** A list that is written to `rejected.ndjson` in `folder`, which is made when it is needed. */
export function openRejected(folder: string): RejectedList {
  const path = join(folder, 'rejected.ndjson');
  let file: Promise<FileHandle> | undefined;
  let last: Promise<unknown> = Promise.resolve();

  async function create(): Promise<FileHandle> {
    await mkdir(folder, { recursive: true });
    return open(path, 'w');
  }

  return {
    async add(entry) {
      file ??= create();
      const handle = await file;
      // One write after another, since two batches may report at the same time.
      last = last.then(() => handle.write(`${JSON.stringify(entry)}\n`));
      await last;
    },
    async close() {
      if (!file) return undefined;
      await last;
      await (await file).close();
      return path;
    },
  };
}
