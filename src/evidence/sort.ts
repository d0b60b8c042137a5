import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createPacker, LINE_FEED, openWriter, readChunks } from './lines.ts';

/** When a sorter turns from memory to disk, and how many files it reads at once. */
export interface SortLimits {
  /** Lines held in memory. */
  readonly lines: number;
  /** Bytes held in memory; a single line may be longer. */
  readonly bytes: number;
  /** Run files merged at a time, at least 2: each costs a file descriptor and a buffer of 64 KiB. */
  readonly fanIn: number;
}

export const SORT_LIMITS: SortLimits = { lines: 20_000, bytes: 8 * 1024 * 1024, fanIn: 64 };

/** Sorts any number of lines by their bytes, as `LC_ALL=C sort` does, in bounded memory. */
export interface Sorter {
  /**
   * Adds the lines of a chunk, each with its line end. Wait for it before adding more.
   * @throws Error of the file system; the lines are added all the same, and `sorted` tries once more.
   */
  add(chunk: Buffer): Promise<void>;
  /**
   * All lines that were added, equal ones included, in order and in chunks that are good until the next one is asked for.
   * Ends the sorter and removes its files.
   */
  sorted(): AsyncGenerator<Buffer, void, undefined>;
}

/** A sorter whose run files lie in `folder`, which is created when the first one is needed. */
export function openSorter(folder: string, limits: SortLimits): Sorter {
  let arena = Buffer.alloc(0);
  let used = 0;
  let starts: number[] = [];
  let runs: string[] = [];
  let numbered = 0;
  /** What of a chunk could not be added, since the disk had no room for a run. */
  let pending = Buffer.alloc(0);

  /** The lines in memory, in order. */
  function* drain(): Generator<Buffer, void, undefined> {
    const lines = starts.map((start, index) => ({ start, end: (starts[index + 1] ?? used) - 1 }));
    lines.sort((a, b) => arena.compare(arena, b.start, b.end, a.start, a.end));
    const packer = createPacker();
    for (const { start, end } of lines) {
      if (!packer.fits(end - start)) yield packer.take();
      packer.put(arena, start, end);
    }
    yield packer.take();
  }

  async function writeRun(chunks: Iterable<Buffer> | AsyncIterable<Buffer>): Promise<string> {
    await mkdir(folder, { recursive: true });
    numbered += 1;
    const path = join(folder, `run-${numbered}`);
    const writer = await openWriter(path);
    try {
      for await (const chunk of chunks) await writer.write(chunk);
      await writer.close();
    } catch (error) {
      await writer.close().catch(() => undefined);
      await rm(path, { force: true });
      throw error;
    }
    return path;
  }

  /** The lines in memory become a run; if that fails they stay. */
  async function flush(): Promise<void> {
    runs.push(await writeRun(drain()));
    starts = [];
    used = 0;
  }

  async function makeRoom(bytes: number): Promise<void> {
    const isFull = starts.length >= limits.lines || used + bytes > Math.max(arena.length, limits.bytes);
    if (isFull && starts.length > 0) await flush();
    if (used + bytes <= arena.length) return;
    const larger = Buffer.allocUnsafe(Math.max(used + bytes, Math.min(limits.bytes, 4 * arena.length)));
    arena.copy(larger, 0, 0, used);
    arena = larger;
  }

  async function add(chunk: Buffer): Promise<void> {
    for (let start = 0; start < chunk.length; ) {
      const next = chunk.indexOf(LINE_FEED, start) + 1;
      try {
        await makeRoom(next - start);
      } catch (error) {
        pending = Buffer.concat([pending, chunk.subarray(start)]);
        throw error;
      }
      chunk.copy(arena, used, start, next);
      starts.push(used);
      used += next - start;
      start = next;
    }
  }

  return {
    add,
    sorted: async function* () {
      const rest = pending;
      pending = Buffer.alloc(0);
      await add(rest);
      if (runs.length === 0) {
        yield* drain();
        return;
      }
      if (starts.length > 0) await flush();
      arena = Buffer.alloc(0);
      while (runs.length > limits.fanIn) {
        const some = runs.slice(0, limits.fanIn);
        runs = [...runs.slice(limits.fanIn), await writeRun(merge(some))];
        await Promise.all(some.map((path) => rm(path)));
      }
      yield* merge(runs);
      await rm(folder, { recursive: true });
    },
  };
}

/** Stands at one line of a run file: `chunk[start, end)`, without its line end. */
interface Cursor {
  readonly chunks: AsyncGenerator<Buffer, void, undefined>;
  chunk: Buffer;
  start: number;
  end: number;
}

async function* merge(paths: readonly string[]): AsyncGenerator<Buffer, void, undefined> {
  const heap: Cursor[] = [];
  const packer = createPacker();
  try {
    for (const path of paths) {
      const cursor: Cursor = { chunks: readChunks(path), chunk: Buffer.alloc(0), start: 0, end: -1 };
      if (await refill(cursor)) heap.push(cursor);
    }
    for (let at = (heap.length >> 1) - 1; at >= 0; at--) sink(heap, at);
    for (let first = heap[0]; first !== undefined; first = heap[0]) {
      if (!packer.fits(first.end - first.start)) yield packer.take();
      packer.put(first.chunk, first.start, first.end);
      if (!(step(first) || (await refill(first)))) {
        const last = heap.pop();
        if (last !== undefined && last !== first) heap[0] = last;
      }
      sink(heap, 0);
    }
    yield packer.take();
  } finally {
    for (const cursor of heap) await cursor.chunks.return();
  }
}

/** Goes to the next line of the chunk; false if there is none. The common case, and the reason why it doesn't wait. */
function step(cursor: Cursor): boolean {
  cursor.start = cursor.end + 1;
  if (cursor.start >= cursor.chunk.length) return false;
  cursor.end = cursor.chunk.indexOf(LINE_FEED, cursor.start);
  return true;
}

/** Reads the next chunk and stands at its first line; false at the end of the file. */
async function refill(cursor: Cursor): Promise<boolean> {
  const next = await cursor.chunks.next();
  if (next.done) return false;
  cursor.chunk = next.value;
  cursor.end = -1;
  return step(cursor);
}

/** Restores the order of a binary heap below `at`. */
function sink(heap: Cursor[], at: number): void {
  const moved = heap[at];
  if (moved === undefined) return;
  let hole = at;
  for (;;) {
    let child = 2 * hole + 1;
    let smaller = heap[child];
    const right = heap[child + 1];
    if (smaller === undefined) break;
    if (right !== undefined && compare(right, smaller) < 0) {
      smaller = right;
      child += 1;
    }
    if (compare(moved, smaller) <= 0) break;
    heap[hole] = smaller;
    hole = child;
  }
  heap[hole] = moved;
}

function compare(a: Cursor, b: Cursor): number {
  return a.chunk.compare(b.chunk, b.start, b.end, a.start, a.end);
}
