import dayjs from 'dayjs';
import utc from 'dayjs/plugin/utc.js';
import type { Span } from './span.ts';

dayjs.extend(utc);

/** Days, hours and dates of a time zone, as seconds UTC. Offsets come from Intl: dayjs's zone plug-in is one hour off on
 * days with a clock change when the host runs on UTC (iamkun/dayjs#1735), so dayjs only counts calendar dates, in UTC. */

const HOUR = 3600;
const DAY = 86_400;
/** 1 January 10000, ms UTC. */
const FIVE_DIGITS = 253_402_300_800_000;

const formats = new Map<string, Intl.DateTimeFormat>();

/** True if `name` is an IANA time zone that this Node knows (`Europe/London`, `UTC`); an offset such as `+02:00` is none. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    formatOf(name);
    return true;
  } catch {
    return false;
  }
}

/** How far the clocks of `zone` are ahead of UTC at that moment (s UTC), in seconds. */
export function offsetAt(zone: string, moment: number): number {
  // The zone of most accounts, and Intl is slow.
  if (zone === 'UTC') return 0;
  const wall = { year: 0, month: 1, day: 1, hour: 0, minute: 0, second: 0 };
  for (const { type, value } of formatOf(zone).formatToParts(moment * 1000)) {
    if (type in wall) wall[type as keyof typeof wall] = Number(value);
  }
  return Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute, wall.second) / 1000 - moment;
}

/** The date that calendars in `zone` show at that moment (s UTC), `YYYY-MM-DD`. */
export function dateAt(zone: string, moment: number): string {
  return dateOf((moment + offsetAt(zone, moment)) * 1000);
}

/** The date `days` after that one; both `YYYY-MM-DD`. */
export function addDays(date: string, days: number): string {
  return dateOf(dayjs.utc(date).valueOf() + days * DAY * 1000);
}

/**
 * The first moment (s UTC) at which calendars in `zone` show `date` (`YYYY-MM-DD`), or a later one where that date was
 * skipped. Midnight itself may not exist (clocks go from 23:59:59 to 01:00:00) or come twice; then it is the first of two.
 */
export function startOfDay(zone: string, date: string): number {
  const midnight = dayjs.utc(date).unix();
  // On nearly all days both are the same.
  const offsets = new Set([offsetAt(zone, midnight - DAY), offsetAt(zone, midnight + DAY)]);
  const starts = [...offsets]
    .filter((offset) => offsetAt(zone, midnight - offset) === offset)
    .map((offset) => midnight - offset);
  return starts.length > 0 ? Math.min(...starts) : firstMomentAfterGap(zone, midnight);
}

/** The last start of a local day at or before that moment (s UTC). */
export function dayFloor(zone: string, moment: number): number {
  return startOfDay(zone, dateAt(zone, moment));
}

/** The last moment at or before that one (s UTC) at which clocks in `zone` show a full hour. */
export function hourFloor(zone: string, moment: number): number {
  const now = offsetAt(zone, moment);
  const before = offsetAt(zone, moment - 2 * HOUR);
  if (mod(now, HOUR) === mod(before, HOUR)) return moment - mod(moment + now, HOUR);

  // The clocks were just changed by half an hour or so (Lord Howe): a full hour of the old time is only one if it came to pass.
  const candidates = [now, before].flatMap((offset) => {
    const full = moment - mod(moment + offset, HOUR);
    return [full, full - HOUR].filter((candidate) => offsetAt(zone, candidate) === offset);
  });
  return Math.max(...candidates);
}

/**
 * A span (s UTC) in pieces of at most 24 hours, in order. A longer one is cut wherever a local day begins, so that it is cut
 * in the same places every time; a local day of 25 hours is cut once more, after 24.
 */
export function cutAtDays(zone: string, span: Span): Span[] {
  if (span.to - span.from <= DAY) return span.from < span.to ? [span] : [];
  const pieces: Span[] = [];
  for (let from = span.from; from < span.to; from = pieces.at(-1)?.to ?? span.to) {
    const date = dateAt(zone, from);
    const next = startOfDay(zone, addDays(date, 1));
    // Clocks put back just after midnight show a date twice, and its next one has begun already.
    const day = next > from ? next : startOfDay(zone, addDays(date, 2));
    pieces.push({ from, to: Math.min(day, from + DAY, span.to) });
  }
  return pieces;
}

/** Where no clock shows midnight: the moment at which clocks jump over it, found by halving. */
function firstMomentAfterGap(zone: string, midnight: number): number {
  // Offsets lie between -12 h and +14 h.
  let early = midnight - 15 * HOUR;
  let late = midnight + 13 * HOUR;
  while (late - early > 1) {
    const middle = Math.floor((early + late) / 2);
    if (middle + offsetAt(zone, middle) >= midnight) late = middle;
    else early = middle;
  }
  return late;
}

/** Making a format is slow (some 0.1 ms), so each zone's is kept. */
function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      calendar: 'iso8601',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(zone, format);
  }
  return format;
}

/** The date in UTC of a moment in ms. */
function dateOf(ms: number): string {
  // What a calendar asks for hundreds of times; years of more digits are left to dayjs.
  return ms >= 0 && ms < FIVE_DIGITS ? new Date(ms).toISOString().slice(0, 10) : dayjs.utc(ms).format('YYYY-MM-DD');
}

function mod(value: number, by: number): number {
  return ((value % by) + by) % by;
}
