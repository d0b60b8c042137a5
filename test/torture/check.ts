import { holesIn } from '../../src/coverage.ts';
import { isAboutAccess } from '../../src/finding.ts';
import { formatSpan, type Span } from '../../src/span.ts';
import type { History } from './history.ts';
import type { CoverageRecord } from './stored.ts';
import type { SourceEvent } from './tenant.ts';

type Fault =
  | 'loss'
  | 'duplicate'
  | 'foreign'
  | 'uncovered'
  | 'falsely covered'
  | 'false alarm'
  | 'never green'
  | 'hung';

/** What must not be. */
export interface Violation {
  readonly kind: Fault;
  readonly sentence: string;
}

/** A span that was read at a moment: what could be read then must be stored. */
export interface Reading {
  readonly span: Span;
  /** ms UTC, when the run that read it was started. */
  readonly now: number;
}

/** A run that ended green, and the window that it says it had. */
export interface Green extends Reading {
  /** Elastic told it what earlier runs had covered. */
  readonly consulted: boolean;
}

/** Overlap that a run reads before its window if its inputs say nothing, s. */
const OVERLAP_S = 86_400;

/** Each event that could be read in these readings is stored. */
export function checkDelivered(
  events: readonly SourceEvent[],
  held: ReadonlyMap<string, number>,
  readings: readonly Reading[],
  kind: 'loss' | 'falsely covered',
): Violation[] {
  return readings.flatMap(({ span, now }) => {
    const lost = events.filter(
      ({ key, at, visibleFrom }) => at >= span.from && at < span.to && visibleFrom <= now && !held.has(key),
    );
    if (lost.length === 0) return [];
    const first = lost[0] as SourceEvent;
    const example = `one of ${moment(first.at * 1000)} that could be read since ${moment(first.visibleFrom)}`;
    const what = `${lost.length} events of ${formatSpan(span)}, read at ${moment(now)}, are not stored, ${example}`;
    return [{ kind, sentence: what }];
  });
}

/** No id is stored twice, and none that the source does not have. */
export function checkOnce(events: readonly SourceEvent[], held: ReadonlyMap<string, number>, now: number): Violation[] {
  const byKey = new Map(events.map((event) => [event.key, event]));
  return [...held].flatMap(([key, count]): Violation[] => {
    const event = byKey.get(key);
    if (!event || event.visibleFrom > now)
      return [{ kind: 'foreign', sentence: `${key} is stored and not in the source` }];
    if (count === 1) return [];
    return [{ kind: 'duplicate', sentence: `${key} of ${moment(event.at * 1000)} is stored ${count} times` }];
  });
}

/** From the first green run's window to the last one's, all is covered. */
export function checkTiles(records: readonly CoverageRecord[], greens: readonly Green[]): Violation[] {
  const first = greens[0];
  const last = greens.at(-1);
  if (!first || !last) return [];
  const asked = { from: first.span.from, to: last.span.to };
  return holesIn(
    asked,
    records.map(({ span }) => span),
  ).map((hole) => ({ kind: 'uncovered', sentence: `${formatSpan(hole)} of ${formatSpan(asked)} is not covered` }));
}

/**
 * What each green run must have read: its window, and the overlap before it if it knew that it was not the first run of all.
 */
export function readingsOf(greens: readonly Green[]): Reading[] {
  const first = greens[0]?.now ?? 0;
  return greens.map(({ span, now, consulted }) => ({
    span: consulted && now > first ? { from: span.from - OVERLAP_S, to: span.to } : span,
    now,
  }));
}

/** The source is honest, so that nothing but lateness may be found, and what it gives no time. */
export function checkFindings(kinds: ReadonlyMap<string, number>, { undatedEvery }: History): Violation[] {
  const may = ['late-event', ...(undatedEvery > 0 ? ['undated-event'] : [])];
  return [...kinds]
    .filter(([kind]) => !may.includes(kind) && !isAboutAccess(kind))
    .map(([kind, count]) => ({ kind: 'false alarm', sentence: `${count} findings ${kind}, and the source is honest` }));
}

function moment(ms: number): string {
  return new Date(ms).toISOString();
}
