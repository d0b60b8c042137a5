import { type Coverage, coveredSpans, holesAfter, holesIn, lastCovered } from './coverage.ts';
import { SettingsError } from './errors.ts';
import type { TimeSettings } from './settings/time.ts';
import { formatMoment, formatSpan, LOOKBACK_DAYS, type Span } from './span.ts';
import { addDays, cutAtDays, dateAt, dayFloor, hourFloor } from './zone.ts';

/**
 * What leaves the 60 days while it is read comes back as "none". So a span that has to be cut is cut a little later than
 * now; a read that takes longer than this is not complete.
 */
const EDGE_MARGIN_S = 600;

/** What is read in one go and, once it is complete, recorded in one go: at most 24 hours. */
interface Piece {
  readonly span: Span;
  readonly why: 'window' | 'overlap' | 'hole' | 'asked';
}

export interface Plan {
  /** What to read, in this order; none empty, none overlapping another. */
  readonly pieces: readonly Piece[];
  /** What the run was asked for: its window, or the span given by hand. */
  readonly asked: Span;
  /** The part of `asked` that is older than 60 days: Mimecast no longer gives it out. */
  readonly unreachable: Span | undefined;
  /** Sentences about what was changed to make the plan possible, and what the user may want to do. */
  readonly notes: readonly string[];
  /** Past time before the window that no run has covered, and that can be read still; in order, also without catch-up. */
  readonly holes: readonly Span[];
  /** Holes, or the older parts of some, that Mimecast no longer gives out. A hole that grows keeps its `from`. */
  readonly lost: readonly Span[];
  /** True if nothing of this tenant has ever been covered. */
  readonly firstRun: boolean;
}

/** What earlier runs have recorded, and the categories that this one asks for. */
export interface Recorded {
  /** Should reach further back than 60 days: a lost hole begins where an older record ends. */
  readonly coverage: readonly Coverage[];
  readonly categories: readonly string[] | 'all';
}

/**
 * What to read, if it is `now` (ms UTC). Windows are aligned to local days or hours, so that runs tile the time axis whenever
 * they start. Without `past` only what is asked for is read: no overlap, no holes.
 * @param created when the first attempt of this workflow run was created, ms UTC: a re-run reads the window of that time.
 * @throws SettingsError if the span given by hand is in the future, or older than Mimecast remembers.
 */
export function makePlan(time: TimeSettings, now: number, past: Recorded | undefined, created?: number): Plan {
  const limits = {
    settled: Math.floor(now / 1000 - time.settle),
    oldest: Math.ceil(now / 1000) - LOOKBACK_DAYS * 86_400,
  };
  if (time.kind === 'span') return planSpan(time, limits, past);
  return planWindow(time, limits, past, created === undefined ? undefined : Math.floor(created / 1000));
}

type Window = Extract<TimeSettings, { kind: 'window' }>;
type Given = Extract<TimeSettings, { kind: 'span' }>;

interface Limits {
  /** Nothing younger is read, s UTC. */
  readonly settled: number;
  /** Nothing older is given out, s UTC. */
  readonly oldest: number;
}

function planWindow(time: Window, limits: Limits, past: Recorded | undefined, created: number | undefined): Plan {
  const { settled, oldest } = limits;
  const { timeZone } = time;
  const notes: string[] = [];
  let window = windowAt(time, settled);
  if (created !== undefined) {
    const first = windowAt(time, Math.min(created, settled));
    const readable = reachable(first, oldest) !== undefined;
    if (first.to !== window.to) notes.push(rerunNote(first, readable));
    if (readable) window = first;
  }

  // A window means what is reachable of it: 60 whole days always begin a little more than 60 days ago.
  const asked = reachable(window, oldest) ?? window;
  if (asked.from !== window.from) {
    notes.push(
      `Mimecast gives out ${LOOKBACK_DAYS} days: the window begins at ${formatMoment(asked.from)} instead of ${formatMoment(window.from)}.`,
    );
  }
  if (past) notes.push(...firstNotes(past, addDays(dateAt(timeZone, oldest), 1)));

  const firstRun = past?.coverage.length === 0;
  const found = past ? holesAfter(past.coverage, past.categories, asked.from) : [];
  const holes = found.flatMap((hole) => reachable(hole, oldest) ?? []);
  // A first run has nothing to read again.
  const overlap =
    past && !firstRun ? reachable({ from: asked.from - time.overlap, to: asked.from }, oldest) : undefined;
  const apart = time.catchUp ? holes.flatMap((hole) => holesIn(hole, overlap ? [overlap] : [])) : [];
  return {
    pieces: [
      ...piecesOf(apart, 'hole', timeZone),
      ...piecesOf(overlap ? [overlap] : [], 'overlap', timeZone),
      ...piecesOf([asked], 'window', timeZone),
    ],
    asked,
    unreachable: undefined,
    notes,
    holes,
    lost: found.flatMap((hole) => holesIn(hole, holes)),
    firstRun,
  };
}

/** The last complete window at that moment (s UTC). */
function windowAt({ window, timeZone }: Window, moment: number): Span {
  const floor = window.unit === 'day' ? dayFloor : hourFloor;
  const to = floor(timeZone, moment);
  let from = to;
  for (let unit = 0; unit < window.count; unit += 1) from = floor(timeZone, from - 1);
  return { from, to };
}

function rerunNote(first: Span, readable: boolean): string {
  return readable
    ? `This is a re-run: it reads the window of its first attempt, ${formatSpan(first)}.`
    : `This is a re-run, but the window of its first attempt, ${formatSpan(first)}, is older than the ${LOOKBACK_DAYS} days that Mimecast gives out: the last window is read.`;
}

/** How to read what came before the first run of a tenant, or of a category. `date` is the first that can be read whole. */
function firstNotes({ coverage, categories }: Recorded, date: string): string[] {
  const backfill = `To read what came before, run it once with start: ${date}.`;
  if (coverage.length === 0) {
    return [`This is the first run that is recorded for this tenant, so there is no hole to fill. ${backfill}`];
  }
  if (categories === 'all') {
    const known = coveredSpans(coverage, 'all').length > 0;
    return known ? [] : [`No earlier run has covered all categories, so there is no hole of them to fill. ${backfill}`];
  }
  const fresh = categories.filter((category) => coveredSpans(coverage, [category]).length === 0);
  if (fresh.length === 0) return [];
  return [`No earlier run has covered ${fresh.join(', ')}, so there is no hole of that to fill. ${backfill}`];
}

/**
 * The period to look back at, however long ago: the last window, or the span given by hand.
 * @param now ms UTC. @throws SettingsError if it lies in the future.
 */
export function pastPeriod(time: TimeSettings, now: number): Span {
  const settled = Math.floor(now / 1000 - time.settle);
  return time.kind === 'span' ? askedSpan(time, settled) : windowAt(time, settled);
}

/** The span given by hand, as far as it is not younger than `settled` (s UTC). */
function askedSpan({ start, end, settle }: Given, settled: number): Span {
  if (start >= settled) {
    throw new SettingsError(
      'start',
      `Input start is ${formatMoment(start)}: it must be before ${formatMoment(settled)}, which is now less ${settle} s (settle).`,
    );
  }
  return { from: start, to: end === undefined ? settled : Math.min(end, settled) };
}

function planSpan(given: Given, limits: Limits, past: Recorded | undefined): Plan {
  const { start, end, settle, timeZone } = given;
  const { settled, oldest } = limits;
  const asked = askedSpan(given, settled);
  if (asked.to <= oldest) {
    throw new SettingsError(
      'start',
      `Input start is ${formatMoment(start)}: ${formatSpan(asked)} is wholly older than the ${LOOKBACK_DAYS} days that Mimecast gives out, allowed is ${formatMoment(oldest)} or later.`,
    );
  }

  const notes: string[] = [];
  if (end !== undefined && end > settled) {
    notes.push(
      `Input end is ${formatMoment(end)}: the span ends at ${formatMoment(settled)} instead, since nothing younger than ${settle} s (settle) is read.`,
    );
  }
  const unreachable = start < oldest ? { from: start, to: Math.min(oldest + EDGE_MARGIN_S, asked.to - 1) } : undefined;
  const firstRun = past?.coverage.length === 0;
  const span = { from: unreachable?.to ?? start, to: asked.to };
  return { pieces: backfill(span, timeZone, past), asked, unreachable, notes, holes: [], lost: [], firstRun };
}

/**
 * A long span in the order in which a run that reached its deadline goes on where it stopped: what was never covered, oldest
 * first, then what was covered longest ago.
 */
function backfill(span: Span, timeZone: string, past: Recorded | undefined): Piece[] {
  const { coverage = [], categories = 'all' } = past ?? {};
  const fresh = holesIn(span, coveredSpans(coverage, categories));
  const again = piecesOf(holesIn(span, fresh), 'asked', timeZone)
    .map((piece) => ({ piece, age: lastCovered(coverage, piece.span, categories) ?? 0 }))
    .toSorted((a, b) => a.age - b.age);
  return [...piecesOf(fresh, 'asked', timeZone), ...again.map(({ piece }) => piece)];
}

function piecesOf(spans: readonly Span[], why: Piece['why'], timeZone: string): Piece[] {
  return spans.flatMap((span) => cutAtDays(timeZone, span)).map((span) => ({ span, why }));
}

/** What Mimecast still gives out of a span, if that is anything. */
function reachable({ from, to }: Span, oldest: number): Span | undefined {
  const start = from >= oldest ? from : oldest + EDGE_MARGIN_S;
  return start < to ? { from: start, to } : undefined;
}
