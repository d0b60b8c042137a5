import dayjs from 'dayjs';
import utc from 'dayjs/plugin/utc.js';
import { formatMoment, type Span } from '../span.ts';
import { addDays, dateAt, startOfDay } from '../zone.ts';
import { formatWindow } from './text.ts';

dayjs.extend(utc);

/** A moment as ISO 8601 in UTC, with milliseconds only where it has some; undefined for one that no calendar has. @param ms ms UTC. */
export function isoOf(ms: number): string | undefined {
  const date = new Date(ms);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString().replace('.000Z', 'Z');
}

/** A span as the two ends of it in UTC, the second not included. */
export function isoSpan({ from, to }: Span): [from: string, to: string] {
  return [formatMoment(from), formatMoment(to)];
}

/** A date (`2026-11-24`) for people: `24 November 2026`. */
export function dateName(date: string): string {
  return dayjs.utc(date).format('D MMMM YYYY');
}

/** The name that a span has on the calendar of a zone, `November 2026` or `1 to 7 November 2026`; its two ends if it has none. */
export function spanName(span: Span, timeZone: string): string {
  return named(span, timeZone).name;
}

/** The same as a part of a sentence: `in November 2026`, `on Thursday 15 October 2026`, `from … to …`. */
export function inSpan(span: Span, timeZone: string): string {
  const { preposition, name } = named(span, timeZone);
  return `${preposition} ${name}`;
}

/** Tells which dates of the zone's calendar have a moment in the span. */
export function datesOf({ from, to }: Span, timeZone: string): (date: string) => boolean {
  if (from >= to) return () => false;
  const [first, last] = [dateAt(timeZone, from), dateAt(timeZone, to - 1)];
  return (date) => date >= first && date <= last;
}

function named(span: Span, timeZone: string): { preposition: string; name: string } {
  const first = dateAt(timeZone, span.from);
  const end = dateAt(timeZone, span.to);
  const whole = startOfDay(timeZone, first) === span.from && startOfDay(timeZone, end) === span.to;
  if (!whole || first >= end) return { preposition: 'from', name: formatWindow(span, timeZone) };
  const last = addDays(end, -1);
  const [from, to] = [dayjs.utc(first), dayjs.utc(last)];
  if (first === last) return { preposition: 'on', name: from.format('dddd D MMMM YYYY') };
  if (first.endsWith('-01') && end.endsWith('-01') && from.isSame(to, 'month')) {
    return { preposition: 'in', name: from.format('MMMM YYYY') };
  }
  const shared = from.isSame(to, 'month') ? 'D' : from.isSame(to, 'year') ? 'D MMMM' : 'D MMMM YYYY';
  return { preposition: 'from', name: `${from.format(shared)} to ${to.format('D MMMM YYYY')}` };
}
