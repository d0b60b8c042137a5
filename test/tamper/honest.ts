import { type Placed, type Row, rowsOf } from '../simulator/data.ts';
import { mix } from '../simulator/ids.ts';
import { DAY_S, HOUR_MS, keyOf, rowsOfDay, runAfter, startOf, timeOf } from './calendar.ts';
import type { Start } from './history.ts';
import type { Plot } from './plot.ts';

/** Days before the first that are brought in by a backfill, so that the edge of the 60 days is met early. */
const BEFORE = 57;
const MOST_LATE_MS = 12 * HOUR_MS;

/**
 * Some honest days: nothing is hidden or changed, one event in eight is shown minutes to hours late, some days are empty, runs
 * start up to two hours late, or not at all for three days, or twice; other runs ask for one category, or search; each week
 * the reachable past is read again.
 */
export function honestLife(days: number, seed: number): Plot & { readonly starts: readonly Start[] } {
  const shown = (row: Row, index: number): number => {
    const chance = mix(seed, index, 21);
    if (chance % 8 !== 0) return timeOf(row);
    // Most come within minutes, few after many hours.
    return timeOf(row) + Math.floor(MOST_LATE_MS * (mix(seed, index, 22) / 2 ** 32) ** 3);
  };
  const numbers = Array.from({ length: BEFORE + days }, (_, index) => index - BEFORE);
  const rows = numbers.flatMap((number) => rowsOfDay(number, eventsOf(number, seed), seed));
  const placed: Placed[] = rows.map((row, index) => ({ event: row, visibleFrom: shown(row, index) }));

  const starts: Start[] = [
    // The backfill: up to the end of the day before the first.
    { at: runAfter(-1) - HOUR_MS, inputs: { start: day(-BEFORE), end: day(-1) } },
  ];
  for (let number = 0; number < days; number += 1) {
    // The schedule stops for three days of every ten.
    if (days > 5 && number % 10 >= 2 && number % 10 < 5) continue;
    const at = runAfter(number) + (mix(seed, number, 23) % (2 * HOUR_MS));
    starts.push({ at, rollover: number % 4 === 1 });
    if (number % 10 === 6) starts.push({ at: at + HOUR_MS / 4, again: true });
    if (number % 3 === 1) starts.push({ at: at + HOUR_MS / 2, inputs: { categories: 'mimecast_access_logs' } });
    if (number % 3 === 0) starts.push({ at: at + HOUR_MS / 2, inputs: { query: 'invoice' } });
    if (number % 7 === 6) starts.push({ at: at + 4 * HOUR_MS, inputs: { window: '60d', overlap: '0s' } });
  }
  // A day later every row has been shown, in any time zone: what is read last is all there is.
  starts.push({ at: runAfter(days), inputs: { window: '60d', overlap: '0s' } });
  return {
    data: rowsOf(placed),
    starts,
    planted: () =>
      rows.map((row, index) => {
        // What the run of its day missed is first seen a day later.
        const may = shown(row, index) > timeOf(row) ? ['late-event'] : [];
        return { key: keyOf(row), outcome: 'brought-in', may };
      }),
  };
}

/** Few events in the days of the backfill, 60 to 200 in the others, none on some. */
function eventsOf(number: number, seed: number): number {
  if (number < 0) return 6 + (mix(seed, number + BEFORE, 24) % 6);
  return number % 6 === 5 ? 0 : 60 + (mix(seed, number, 24) % 141);
}

function day(number: number): string {
  return new Date((startOf(number) + DAY_S / 2) * 1000).toISOString().slice(0, 10);
}
