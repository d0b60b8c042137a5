import type { Span } from './span.ts';

/** The record that a span was read completely, preserved and delivered. */
export interface Coverage {
  readonly span: Span;
  /** Category codes that were asked for, or all there are. */
  readonly categories: readonly string[] | 'all';
  /** When it was recorded, ms UTC. */
  readonly recorded: number;
  /** The workflow run that covered it. */
  readonly run: string | undefined;
  /** SHA-256 of the manifest of its evidence, hex. */
  readonly manifest: string;
  /** What was there then; undefined in records of older versions. */
  readonly counts?: CoverageCounts | undefined;
}

/** What a span had when it was covered, so that what is held later can be compared with it. */
export interface CoverageCounts {
  /** Events that were delivered or there before, each once. */
  readonly events: number;
  /** Provider accesses among them, by the domains of that day. */
  readonly accesses: number;
  readonly domains: readonly string[];
  /** Of the whole run: accesses without a readable time, those dated outside of what was asked for, rows that were not understood. */
  readonly untimed: number;
  readonly misdated: number;
  readonly notUnderstood: number;
}

/**
 * The spans in which each of these categories was covered, in order, none touching another. A record for `all` covers
 * every category; only such records cover `all`.
 */
export function coveredSpans(records: readonly Coverage[], categories: readonly string[] | 'all'): Span[] {
  if (categories === 'all')
    return union(records.filter((record) => record.categories === 'all').map(({ span }) => span));
  const each = categories.map((category) =>
    union(records.filter((record) => includes(record, category)).map(({ span }) => span)),
  );
  return each.reduce((all, one) => intersection(all, one));
}

/**
 * What has not been covered between the first record of a category and a moment (s UTC), in order: a piece is a hole as
 * soon as one of the categories is missing there. A category that was never covered has no holes, since it has no beginning.
 */
export function holesAfter(records: readonly Coverage[], categories: readonly string[] | 'all', until: number): Span[] {
  const each =
    categories === 'all' ? [coveredSpans(records, 'all')] : categories.map((one) => coveredSpans(records, [one]));
  return union(each.flatMap((covered) => (covered[0] ? holesIn({ from: covered[0].from, to: until }, covered) : [])));
}

/**
 * When a span was last covered as a whole: each moment and category counts with its last record, and the oldest of those is
 * taken. @returns ms UTC; undefined if some of it was never covered.
 */
export function lastCovered(
  records: readonly Coverage[],
  span: Span,
  categories: readonly string[] | 'all',
): number | undefined {
  const near = records.filter((record) => record.span.from < span.to && record.span.to > span.from);
  // Between two neighbouring edges nothing changes, so one moment of each stretch stands for it.
  const edges = near.flatMap((record) => [record.span.from, record.span.to]);
  const moments = [span.from, ...edges.filter((edge) => edge > span.from && edge < span.to)];
  const lastCovering = lastCoveringIn(near);
  let oldest = Number.POSITIVE_INFINITY;
  for (const moment of new Set(moments)) {
    for (const category of categories === 'all' ? [undefined] : categories) {
      const last = lastCovering(moment * 1000, category);
      if (!last) return undefined;
      oldest = Math.min(oldest, last.recorded);
    }
  }
  return oldest;
}

/** What is left of a span when others are taken out of it, in order. */
export function holesIn(span: Span, covered: readonly Span[]): Span[] {
  const holes: Span[] = [];
  let from = span.from;
  for (const piece of union(covered)) {
    if (piece.to <= from) continue;
    if (piece.from >= span.to) break;
    if (piece.from > from) holes.push({ from, to: piece.from });
    from = piece.to;
  }
  if (from < span.to) holes.push({ from, to: span.to });
  return holes;
}

/** The last record that covers a category at a moment (ms UTC); undefined if none does. */
type LastCovering = (time: number, category: string | undefined) => Coverage | undefined;

/**
 * Answers which record was the last to cover a moment. Asked in order of time it looks at each record about twice in all, since
 * it remembers those of the piece of time that it was asked for last.
 */
export function lastCoveringIn(records: readonly Coverage[]): LastCovering {
  const newestFirst = records.toSorted((a, b) => b.recorded - a.recorded);
  let piece: Span = { from: 0, to: 0 };
  let here: readonly Coverage[] = [];
  return (time, category) => {
    const seconds = time / 1000;
    if (!(seconds >= piece.from && seconds < piece.to)) {
      piece = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };
      const covering: Coverage[] = [];
      for (const record of newestFirst) {
        const { from, to } = record.span;
        if (seconds >= from && seconds < to) covering.push(record);
        for (const edge of [from, to]) {
          if (edge <= seconds) piece = { from: Math.max(piece.from, edge), to: piece.to };
          else piece = { from: piece.from, to: Math.min(piece.to, edge) };
        }
      }
      here = covering;
    }
    return here.find(
      ({ categories }) => categories === 'all' || (category !== undefined && categories.includes(category)),
    );
  };
}

/** Spans in order, those that overlap or touch made one. */
export function union(spans: readonly Span[]): Span[] {
  const sorted = spans.filter(({ from, to }) => from < to).toSorted((a, b) => a.from - b.from);
  const result: { from: number; to: number }[] = [];
  for (const { from, to } of sorted) {
    const last = result.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else result.push({ from, to });
  }
  return result;
}

function includes({ categories }: Coverage, category: string): boolean {
  return categories === 'all' || categories.includes(category);
}

function intersection(a: readonly Span[], b: readonly Span[]): Span[] {
  return a.flatMap((one) =>
    b
      .map((other) => ({ from: Math.max(one.from, other.from), to: Math.min(one.to, other.to) }))
      .filter(({ from, to }) => from < to),
  );
}

/** Hash of the last manifest that was recorded; undefined before the first. */
export function lastManifest(coverage: readonly Coverage[] | undefined): string | undefined {
  return coverage?.reduce<Coverage | undefined>(
    (last, one) => (last && last.recorded >= one.recorded ? last : one),
    undefined,
  )?.manifest;
}
