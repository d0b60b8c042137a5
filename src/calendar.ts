import { type Coverage, coveredSpans, holesIn } from './coverage.ts';
import type { Session } from './session.ts';
import type { Span } from './span.ts';
import { addDays, dateAt, startOfDay } from './zone.ts';

/** One day of a calendar, in the time zone of the report. */
export interface CalendarDay {
  /** `2026-11-24`. */
  readonly date: string;
  /** `future`: not over yet; `unknown`: there is no Elastic to ask; `not-looked-at`: whether it was read was not asked. */
  readonly coverage: 'covered' | 'partly' | 'hole' | 'future' | 'unknown' | 'not-looked-at';
  /** Sessions that began on it; undefined if it is not known. */
  readonly sessions: number | undefined;
}

/** One month of a trend, in the time zone of the report. */
export interface TrendMonth {
  /** `2026-11`. */
  readonly month: string;
  /** Sessions that began in it, and their acts. */
  readonly sessions: number;
  readonly acts: number;
  /** Share of its seconds that are over and covered, 0 to 1; undefined if not known. */
  readonly covered: number | undefined;
}

/** What is known of the past. */
export interface Known {
  readonly timeZone: string;
  /** s UTC. */
  readonly now: number;
  /** undefined if there is no Elastic to ask. */
  readonly coverage: readonly Coverage[] | undefined;
  /** Of what time `coverage` has all that is known; of any other that nothing is in it says nothing. */
  readonly looked: Span;
  readonly categories: readonly string[] | 'all';
  readonly sessions: readonly Pick<Session, 'first' | 'counts'>[];
  /** From when on `sessions` are all that there were, ms UTC; undefined if they are those of one run only. */
  readonly sessionsSince: number | undefined;
}

/** The last `days` days up to the one that `until` (s UTC, not included) ends, oldest first. */
export function calendarOf(until: number, days: number, known: Known): CalendarDay[] {
  const { timeZone, now, coverage, categories, looked, sessions, sessionsSince } = known;
  const last = dateAt(timeZone, until - 1);
  const began = groupBy(sessions, ({ first }) => dateAt(timeZone, Math.floor(first / 1000)));
  const covered = coverage && coveredSpans(coverage, categories);
  const dates = Array.from({ length: days + 1 }, (_, index) => addDays(last, index - days + 1));
  const starts = dates.map((date) => startOfDay(timeZone, date));
  return dates.slice(0, days).map((date, index) => {
    const day = { from: starts[index] ?? 0, to: starts[index + 1] ?? 0 };
    const isKnown = sessionsSince !== undefined && day.from * 1000 >= sessionsSince;
    const count = began.get(date)?.length ?? 0;
    return {
      date,
      coverage: coverageOf(day, covered, looked, now),
      sessions: isKnown || count > 0 ? count : undefined,
    };
  });
}

/** The last `months` months up to the one that `until` (s UTC, not included) ends, oldest first, from the first of which something is known. */
export function trendOf(until: number, months: number, known: Known): TrendMonth[] {
  const { timeZone, now, coverage, categories, looked, sessions, sessionsSince } = known;
  if (sessionsSince === undefined) return [];
  const began = groupBy(sessions, ({ first }) => dateAt(timeZone, Math.floor(first / 1000)).slice(0, 7));
  const covered = coverage && coveredSpans(coverage, categories);
  // A month before the first reading says nothing.
  const firsts = [...(covered ?? []).map((span) => span.from), ...sessions.map(({ first }) => first / 1000)];
  const begins =
    covered === undefined
      ? Number.NEGATIVE_INFINITY
      : firsts.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const trend: TrendMonth[] = [];
  for (let month = dateAt(timeZone, until - 1).slice(0, 7); trend.length < months; month = monthBefore(month)) {
    const from = startOfDay(timeZone, `${month}-01`);
    const to = Math.min(startOfDay(timeZone, `${monthAfter(month)}-01`), now);
    // Of a month that began before anything is known its number would be too small.
    if (from * 1000 < sessionsSince || to <= begins) break;
    const here = began.get(month) ?? [];
    const open = covered && holesIn({ from, to }, covered).reduce((sum, hole) => sum + hole.to - hole.from, 0);
    trend.push({
      month,
      sessions: here.length,
      acts: here.reduce((sum, { counts }) => sum + Object.values(counts).reduce((all, one) => all + one, 0), 0),
      covered:
        open === undefined || to <= from || (open > 0 && !isIn({ from, to }, looked))
          ? undefined
          : 1 - open / (to - from),
    });
  }
  return trend.reverse();
}

function coverageOf(
  day: Span,
  covered: readonly Span[] | undefined,
  looked: Span,
  now: number,
): CalendarDay['coverage'] {
  if (covered === undefined) return 'unknown';
  const open = holesIn(day, covered).reduce((sum, { from, to }) => sum + to - from, 0);
  if (open === 0) return 'covered';
  if (day.to > now) return 'future';
  if (!isIn(day, looked)) return 'not-looked-at';
  return open < day.to - day.from ? 'partly' : 'hole';
}

function isIn({ from, to }: Span, span: Span): boolean {
  return from >= span.from && to <= span.to;
}

function groupBy<T>(all: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return groups;
}

function monthBefore(month: string): string {
  return addDays(`${month}-01`, -1).slice(0, 7);
}

function monthAfter(month: string): string {
  return addDays(`${month}-01`, 31).slice(0, 7);
}
