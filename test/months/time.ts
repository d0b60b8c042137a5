/** The day on which all is set up, a Tuesday: two days before a month begins, five before the first audit. s UTC. */
const FIRST_DAY = Date.UTC(2026, 8, 29) / 1000;

export const DAY_S = 86_400;

/** When somebody follows the README on the first day, ms after midnight. */
export const SETTING_UP = 10 * 3_600_000;

/** Midnight at which a day begins, s UTC; day 0 is the first. */
export function startOf(day: number): number {
  return FIRST_DAY + day * DAY_S;
}
