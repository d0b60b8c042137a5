import { union } from '../coverage.ts';
import type { AuditEvent } from '../event.ts';
import type { Evidence } from '../run.ts';
import { contains, type Span } from '../span.ts';

/** What several pieces of evidence hold together, each event once by its key. */
interface Folded {
  readonly unique: number;
  /** Of them: those whose time lies in a span that was asked for, those of another time, and those without one. */
  readonly events: number;
  readonly outside: number;
  readonly undated: number;
}

/**
 * Counts what pieces of evidence hold together: they overlap, so adding their numbers would count events twice or oftener.
 * All are read side by side in order of time, so that only the events of one moment are in memory.
 * @param asked the spans of all of them.
 */
export async function foldEvidence(all: readonly Evidence[], asked: readonly Span[]): Promise<Folded> {
  const spans = union(asked);
  const counts = { unique: 0, events: 0, outside: 0, undated: 0 };
  const readers = all.map((one) => one.events()[Symbol.asyncIterator]());
  try {
    const heads = await Promise.all(readers.map(nextOf));
    for (;;) {
      const time = heads.reduce((least, head) => Math.min(least, timeOf(head)), OVER);
      if (time === OVER) return counts;
      const keys = new Set<string>();
      for (const [index, reader] of readers.entries()) {
        let head = heads[index];
        for (; head && timeOf(head) === time; head = await nextOf(reader)) keys.add(head.key);
        heads[index] = head;
      }
      counts.unique += keys.size;
      if (time === UNDATED) counts.undated += keys.size;
      else counts[spans.some((span) => contains(span, time)) ? 'events' : 'outside'] += keys.size;
    }
  } finally {
    for (const reader of readers) await reader.return?.();
  }
}

/** Those without a time come last. */
const UNDATED = Number.MAX_VALUE;
const OVER = Number.POSITIVE_INFINITY;

function timeOf(event: AuditEvent | undefined): number {
  return event === undefined ? OVER : (event.time ?? UNDATED);
}

async function nextOf(reader: AsyncIterator<AuditEvent>): Promise<AuditEvent | undefined> {
  const { done, value } = await reader.next();
  return done ? undefined : value;
}
