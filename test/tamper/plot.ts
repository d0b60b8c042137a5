import { canonicalJson } from '../../src/canonical.ts';
import { type DataSet, type Placed, type Row, rowsOf } from '../simulator/data.ts';
import { HOUR_MS, keyOf, rowsOfDay, runAfter, startOf, timeOf } from './calendar.ts';
import type { Start } from './history.ts';
import type { Aim, PageTrick } from './pages.ts';
import type { Planted } from './verdict.ts';

/** What a provider plays, and what has to come of it. */
export interface Plot {
  readonly data: DataSet;
  /** Asked after the last run, since some tricks are only known by what they met. */
  planted(): readonly Planted[];
  /** Runs may be red if their error says this: that, too, is a way to tell people. */
  readonly mayFail?: RegExp;
  /** The stream gets a new backing index before every run but the first, so that no `_id` is refused as known. */
  readonly rollover?: boolean;
  /** Its runs, in the place of those of every trick. */
  readonly starts?: readonly Start[];
  /** Runs after all others. */
  readonly more?: readonly Start[];
}

const DAYS = 4;
const EVENTS = 120;
/** `late-after`, and how much later than its start a run may read. */
const LATE_MS = 24 * HOUR_MS;
const SLACK_MS = 10 * 60_000;

/** Reads all of a history's days again. */
export const AUDIT = { window: '7d', overlap: '0s' };

/** The days of every trick: each is read twice, by the run after it and as the overlap of the next one. */
export function createScene(seed: number) {
  const days = Array.from({ length: DAYS }, (_, number) => rowsOfDay(number, EVENTS, seed));
  const runs = days.map((_, number) => runAfter(number));
  const [first, second] = [runAfter(0), runAfter(1)];
  const audit = runAfter(DAYS - 1) + 3 * HOUR_MS;
  const starts: Start[] = [...runs.map((at) => ({ at })), { at: audit, inputs: AUDIT }];
  return {
    /** The first day, oldest first: the one that most tricks are played on. */
    day: days[0] ?? [],
    rows: days.flat(),
    starts,
    ...{ first, second, audit },
    /** Moments between readings of the first day: after the first, and after the second. */
    ...{ once: first + 12 * HOUR_MS, twice: second + 12 * HOUR_MS },
  };
}

export type Scene = ReturnType<typeof createScene>;

/** Some rows of the first day: ordinary ones, one that shares its second with another, and acts of the provider's staff. */
export function victims({ day }: Scene): Row[] {
  return [3, 17, 36, 61, 77, 100].flatMap((index) => day[index] ?? []);
}

/** All rows as they are, but for some that are shown in another way, and with some more. */
export function staged(
  { rows }: Scene,
  change: (row: Row) => readonly Placed[] | undefined,
  more: readonly Placed[] = [],
): DataSet {
  return rowsOf([...rows.flatMap((row) => change(row) ?? [{ event: row }]), ...more]);
}

/** Changes to these rows only. */
export function only(rows: readonly Row[], change: (row: Row) => readonly Placed[]) {
  const chosen = new Set(rows);
  return (row: Row) => (chosen.has(row) ? change(row) : undefined);
}

/** Not shown between two moments. */
export function hidden(row: Row, from: number, until = Number.POSITIVE_INFINITY): Placed[] {
  return [
    { event: row, visibleUntil: from },
    { event: row, visibleFrom: until },
  ];
}

/** Another content under the same id, from a moment on. @throws Error if it is the same: that would be no trick. */
export function becomes(row: Row, change: Partial<Row>, from: number): Placed[] {
  if (canonicalJson({ ...row, ...change }) === canonicalJson(row)) throw new Error('This trick changes nothing.');
  return [
    { event: row, visibleUntil: from },
    { event: { ...row, ...change }, visibleFrom: from },
  ];
}

export function finding(rows: readonly Row[], kinds: readonly string[], may: readonly string[] = []): Planted[] {
  return rows.map((row) => ({ key: keyOf(row), outcome: 'finding', kinds, may }));
}

export function blind(rows: readonly Row[]): Planted[] {
  return rows.map((row) => ({ key: keyOf(row), outcome: 'blind' }));
}

/**
 * Rows that are shown only after their moment was covered: late by as much as the run that first sees them, at `seen` (ms UTC),
 * comes after their time.
 */
export function late(rows: readonly Row[], seen: number): Planted[] {
  return rows.map((row) => {
    const by = seen - timeOf(row);
    const kinds = by > LATE_MS ? ['late-event'] : [];
    const may = by > LATE_MS - SLACK_MS ? ['late-event'] : [];
    return { key: keyOf(row), outcome: 'brought-in', kinds, may };
  });
}

/** A trick with the pages of the first day, while the clock is in these hours. */
export function onPages(
  scene: Scene,
  play: (below: DataSet, aim: Aim) => PageTrick,
  [page, since, until]: readonly [number, number, number],
  planted: (rows: readonly Row[]) => readonly Planted[],
): Plot {
  const { data, touched } = play(
    staged(scene, () => undefined),
    { from: startOf(0), to: startOf(1), page, since, until },
  );
  return { data, planted: () => planted([...touched] as Row[]) };
}
