/** A document on its way: `_id`, and its source as one line of JSON. */
export interface Document {
  readonly id: string;
  readonly json: string;
}

/**
 * Documents that are sent together, as the bytes of a bulk request: an action line and a source line for each. Bytes and
 * not objects, since millions of short-lived texts would otherwise live until they are answered.
 */
export interface Batch {
  readonly ids: readonly string[];
  readonly ndjson: Buffer;
  /** Where each document's two lines end in `ndjson`. */
  readonly ends: readonly number[];
}

/** More would not make it faster (docs: Elastic Agent, performance presets). */
const MOST_DOCUMENTS = 5000;

/** Cuts a stream of documents into batches of at most `limit` bytes; asked anew for each, since it may shrink on the way. */
export async function* batchesOf(documents: AsyncIterable<Document>, limit: () => number): AsyncGenerator<Batch> {
  let room: Buffer = Buffer.alloc(0);
  let ids: string[] = [];
  let ends: number[] = [];
  let size = 0;

  function take(): Batch {
    const batch = { ids, ends, ndjson: room.subarray(0, size) };
    room = Buffer.alloc(0);
    ids = [];
    ends = [];
    size = 0;
    return batch;
  }

  for await (const document of documents) {
    const lines = linesOf(document);
    const bytes = Buffer.byteLength(lines);
    if (ids.length > 0 && (size + bytes > limit() || ids.length >= MOST_DOCUMENTS)) yield take();
    if (size + bytes > room.length) room = roomier(room, size + bytes, limit());
    size += room.write(lines, size);
    ids.push(document.id);
    ends.push(size);
  }
  if (ids.length > 0) yield take();
}

/** The same bytes with room for `needed`; for a whole batch at once, so that it is seldom called twice for one. */
function roomier(room: Buffer, needed: number, limit: number): Buffer {
  const larger = Buffer.allocUnsafe(Math.max(needed, Math.min(limit, Math.max(64_000, room.length * 4))));
  room.copy(larger);
  return larger;
}

/** Some of a batch's documents, by their places. */
export function pick(batch: Batch, places: readonly number[]): Batch {
  const parts = places.map((place) => batch.ndjson.subarray(batch.ends[place - 1] ?? 0, batch.ends[place]));
  let end = 0;
  return {
    ids: places.map((place) => batch.ids[place] ?? ''),
    ndjson: Buffer.concat(parts),
    ends: parts.map((part) => {
      end += part.length;
      return end;
    }),
  };
}

/** `create` is the only operation that a data stream takes, and it never overwrites. The id is base64url: no escapes. */
function linesOf({ id, json }: Document): string {
  return `{"create":{"_id":"${id}"}}\n${json}\n`;
}
