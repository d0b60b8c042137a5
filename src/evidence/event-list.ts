import { join } from 'node:path';
import type { AuditItem } from '../event.ts';
import { createPacker, LINE_FEED, openWriter } from './lines.ts';
import type { ManifestEvents } from './manifest.ts';
import { openSorter, type SortLimits } from './sort.ts';

/** The events of a spool on their way to `events.ndjson`: ordered, without exact duplicates, in bounded memory. */
export interface EventList {
  /** Adds events; `inSpan` tells whether the time lies in the span that the event's page was asked for. */
  add(events: readonly { readonly event: AuditItem; readonly inSpan: boolean }[]): Promise<void>;
  /** Writes the file, and ends the list. */
  write(path: string): Promise<ManifestEvents>;
}

/** Stands for a time that can't be read; later than any time in digits. */
const UNDATED = '~';
/** Makes every time that `parseEventTime` can return (years 100 to 9999) a positive number of 15 digits. */
const TIME_SHIFT = 1e14;
const IN_SPAN = '0';
const OUTSIDE = '1';
/** Stands before an id that is no text. */
const NO_TEXT = '\u000e!';
const TAB = 9;
const PRINTABLE_ASCII = /^[ -~]*$/;

/** An empty list that sorts with the help of files in `folder`. */
export function createEventList(folder: string, limits: SortLimits): EventList {
  const sorter = openSorter(join(folder, 'events'), limits);
  return {
    add: (events) => sorter.add(Buffer.from(events.map(({ event, inSpan }) => record(event, inSpan)).join(''), 'utf8')),
    write: async (path) => {
      const writer = await openWriter(path);
      // A second sort, since two events with one id need not have one time.
      const ids = openSorter(join(folder, 'ids'), limits);
      const lines = createPacker();
      const seen = createPacker();
      const counts = { count: 0, in_span: 0, outside: 0, undated: 0, duplicates: 0 };
      let last: Buffer = Buffer.alloc(0);
      for await (const chunk of sorter.sorted()) {
        let before = last;
        for (let start = 0; start < chunk.length; ) {
          const end = chunk.indexOf(LINE_FEED, start);
          const id = chunk.indexOf(TAB, start) + 1;
          const canonical = chunk.indexOf(TAB, id) + 1;
          const flag = end - 1;
          const event = chunk.subarray(canonical, flag - 1);
          if (event.equals(before)) counts.duplicates += 1;
          else {
            counts.count += 1;
            if (chunk[start] === UNDATED.charCodeAt(0)) counts.undated += 1;
            else if (chunk[flag] === IN_SPAN.charCodeAt(0)) counts.in_span += 1;
            else counts.outside += 1;
            lines.put(chunk, canonical, flag - 1);
            if (canonical - 1 > id) seen.put(chunk, id, canonical - 1);
          }
          before = event;
          start = end + 1;
        }
        // A copy: the chunk's memory is used again.
        last = Buffer.from(before);
        await writer.write(lines.take());
        await ids.add(seen.take());
      }
      await writer.sync();
      const { sha256, bytes } = await writer.close();
      return { ...counts, conflicting: await countRepeated(ids.sorted()), sha256, bytes };
    },
  };
}

/**
 * One line for the sorter: time, id, canonical JSON and a flag, between tabs, so that comparing lines gives the order of
 * `events.ndjson`. Canonical JSON holds no raw tab or line feed. The flag comes last: of equal events the one that was
 * read for its own span stands first, and counts.
 */
function record({ time, id, canonical, raw }: AuditItem, inSpan: boolean): string {
  const when = time === undefined ? UNDATED : String(time + TIME_SHIFT).padStart(15, '0');
  const isText = typeof Object(raw).id === 'string';
  // A text id never begins like this: 5 and "5" are two ids. JSON holds nothing that would have to be escaped.
  const name = id === undefined ? '' : isText ? escapeId(id) : `${NO_TEXT}${id}`;
  return `${when}\t${name}\t${canonical}\t${inSpan ? IN_SPAN : OUTSIDE}\n`;
}

/**
 * Takes tabs and line feeds out of an id, and halves of surrogate pairs that UTF-8 can't hold, so that different ids stay
 * different and, but for such halves, keep their order: control characters up to U+000E become U+000E and a letter.
 */
function escapeId(id: string): string {
  if (PRINTABLE_ASCII.test(id)) return id;
  let escaped = '';
  for (const character of id) {
    const code = character.codePointAt(0) ?? 0;
    if (code <= 0x0e) escaped += `\u000e${String.fromCharCode(0x40 + code)}`;
    else if ((code >= 0xd800 && code <= 0xdfff) || code === 0xfffe) escaped += `\ufffe${code.toString(16)}`;
    else escaped += character;
  }
  return escaped;
}

/** How many of the sorted lines are equal to a neighbour. */
async function countRepeated(sorted: AsyncIterable<Buffer>): Promise<number> {
  let repeated = 0;
  let last: Buffer = Buffer.alloc(0);
  let inGroup = false;
  for await (const chunk of sorted) {
    let before = last;
    for (let start = 0; start < chunk.length; ) {
      const end = chunk.indexOf(LINE_FEED, start);
      const line = chunk.subarray(start, end);
      const same = line.equals(before);
      if (same) repeated += inGroup ? 1 : 2;
      inGroup = same;
      before = line;
      start = end + 1;
    }
    last = Buffer.from(before);
  }
  return repeated;
}
