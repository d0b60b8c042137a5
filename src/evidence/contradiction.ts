import { LOOKBACK_DAYS } from '../span.ts';
import type { Manifest } from './manifest.ts';

/** Spans are planned a moment before reading begins, from the same clock. */
const PLANNED_BEFORE_MS = 600_000;
const DAY_MS = 86_400_000;

/**
 * What a manifest says that no run can have written, though all hashes are right: times out of order, spans that Mimecast
 * could not give out, complete spans that nothing was read of. All its moments are of one clock, so no difference between
 * clocks matters; between that machine and this one a day does not.
 * @param now by the clock of this machine, ms UTC; undefined leaves out whether the evidence is of the future.
 * @returns one contradiction, in words; undefined if there is none.
 */
export function contradictionIn(
  { started, closed, spans, pages }: Manifest,
  now: number | undefined,
): string | undefined {
  const [begin, end] = [Date.parse(started), Date.parse(closed)];
  if (begin > end) return 'closed is before started';
  if (end > (now ?? end) + DAY_MS) return 'it was closed in the future';
  if (spans.length === 0) return 'it has no span';
  const read = spans.map(() => 0);
  for (const { file, span, received } of pages) {
    const at = Date.parse(received);
    if (at < begin) return `${file} was received before reading started`;
    if (at > end) return `${file} was received after the evidence was closed`;
    if (span === null) return `${file} belongs to no span`;
    read[span] = (read[span] ?? 0) + 1;
  }
  for (const [index, { from, to, complete, reason, requests }] of spans.entries()) {
    const which = `span ${index + 1}`;
    const had = read[index] ?? 0;
    if (Date.parse(from) >= Date.parse(to)) return `${which} does not start before its end`;
    if (Date.parse(to) > end) return `${which} ends after the evidence was closed`;
    if (Date.parse(from) < begin - LOOKBACK_DAYS * DAY_MS - PLANNED_BEFORE_MS) {
      return `${which} begins more than ${LOOKBACK_DAYS} days before reading started, which Mimecast does not give out`;
    }
    if (complete && had === 0) return `${which} is called complete, and no page of it is there`;
    if (requests < had) return `${which} has ${had} pages from ${requests} requests`;
    if (complete !== (reason === undefined)) {
      return complete
        ? `${which} is called complete, with a reason why not`
        : `${which} is not complete, without a reason`;
    }
  }
  return undefined;
}

/**
 * Whether the last page of a complete span shows that it is none: more pages follow, or Mimecast told of a fault.
 * @param answer the page, parsed. @returns what it shows, in words; undefined if the span may be complete.
 */
export function unfinishedIn(answer: unknown): string | undefined {
  const { meta, data, fail } = Object(answer) as Record<string, unknown>;
  const { pagination } = Object(meta) as Record<string, unknown>;
  const { next } = Object(pagination) as Record<string, unknown>;
  if (Array.isArray(fail) && fail.length > 0) return 'tells of a fault';
  // The token of a page without events leads nowhere.
  const follows = next !== undefined && next !== null && next !== '';
  return follows && Array.isArray(data) && data.length > 0 ? 'says that more pages follow' : undefined;
}
