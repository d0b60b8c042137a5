import { contentKeyOf } from '../../src/event.ts';
import { parseEvent } from '../event.ts';
import { type Row, seededDay } from '../simulator/data.ts';
import { eventTime } from '../simulator/wordings.ts';

export const DAY_S = 86_400;
export const HOUR_MS = 3_600_000;

/** Rows of a page that the played provider gives out at most: small, so that a small day has several pages. */
export const PAGE_ROWS = 25;

/** First day of every history, s UTC: six days before clocks change in Europe. */
const FIRST_DAY = Date.UTC(2026, 9, 19) / 1000;

/** When the schedule starts a run: minutes after midnight of the day after, 06:17. */
const RUN_MS = (6 * 60 + 17) * 60_000;

/** Midnight at which day `number` begins (0 is the first), s UTC. */
export function startOf(number: number): number {
  return FIRST_DAY + number * DAY_S;
}

/** When the daily run that reads day `number` for the first time starts, ms UTC. */
export function runAfter(number: number): number {
  return startOf(number + 1) * 1000 + RUN_MS;
}

/** Rows of one day, oldest first; some of them a session of the provider's staff. */
export function rowsOfDay(number: number, events: number, seed: number): Row[] {
  if (events === 0) return [];
  const from = startOf(number);
  const day = seededDay({ seed: seed + number, from, to: from + DAY_S, events, accessEvery: 40 });
  // The first one stands on the edge between two windows.
  return Array.from({ length: events }, (_, index) => day.row(index)).map((row, index) =>
    index === 0 ? { ...row, eventTime: eventTime(from) } : row,
  );
}

/** `_id` of an event's document. */
export function keyOf(event: unknown): string {
  return parseEvent(event).key;
}

/** The same of one of several versions that are shown side by side. */
export function versionKeyOf(event: unknown): string {
  return contentKeyOf(parseEvent(event), 'default');
}

/** When an event says that it happened, ms UTC. */
export function timeOf(row: Row): number {
  return parseEvent(row).time ?? Number.NaN;
}
