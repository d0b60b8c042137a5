/** Half-open piece of event time `[from, to)` in whole seconds since 1970, UTC. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** How far back Mimecast answers; older events come back as "none", without an error (docs: get-audit-events, lookback). */
export const LOOKBACK_DAYS = 60;

/** True if `time` (ms UTC) lies in the span. */
export function contains(span: Span, time: number): boolean {
  return time >= span.from * 1000 && time < span.to * 1000;
}

/**
 * True if an answer to a question for a span can rightly hold that time (ms UTC): a second more is asked for on either side, so
 * that edges don't matter.
 */
export function belongs({ from, to }: Span, time: number): boolean {
  return contains({ from: from - 1, to: to + 1 }, time);
}

/** The parts of spans that lie in a period. */
export function within(period: Span, spans: readonly Span[]): Span[] {
  return spans
    .map(({ from, to }) => ({ from: Math.max(from, period.from), to: Math.min(to, period.to) }))
    .filter(({ from, to }) => from < to);
}

/** A moment in seconds UTC as ISO 8601, `2026-11-24T00:00:00Z`. */
export function formatMoment(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
}

/** A span for people and logs: `2026-11-24T00:00:00Z to 2026-11-25T00:00:00Z`. */
export function formatSpan(span: Span): string {
  return `${formatMoment(span.from)} to ${formatMoment(span.to)}`;
}

/** What Mimecast is asked for to have a span: a second more at both ends, whether it takes its edges as inside or outside. */
export function asAsked({ from, to }: Span): Span {
  return { from: from - 1, to: to + 1 };
}
