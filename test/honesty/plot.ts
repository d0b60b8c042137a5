import { type Placed, type Row, seededDay } from '../simulator/data.ts';
import { DAY_S, HOUR_MS, keyOf, runAfter, startOf } from '../tamper/calendar.ts';
import { type Deed, type Person, rowOf } from './acts.ts';
import { type Agreed, ALL } from './rules.ts';
import type { Planted } from './verdict.ts';

/** One start of the Action. */
export interface Start {
  /** ms UTC. */
  readonly at: number;
  /** Over those that every run has. */
  readonly inputs?: Readonly<Record<string, string>>;
}

/** What happens in an account, and what people must learn of it. */
export interface Plot {
  readonly placed: readonly Placed[];
  readonly approvals: readonly Agreed[];
  readonly starts: readonly Start[];
  readonly planted: readonly Planted[];
}

/** The provider's staff, each with a network of their own that the past knows. */
export const TAMSIN: Person = { email: 'tmarrowby@mimecast.local', from: '198.51.100.23' };
export const OSRIC: Person = { email: 'oquillfeather@mimecast.local', from: '2001:db8:5::17' };
export const ADA: Person = { email: 'ada.larch@harbourlight.example', name: 'Ada Larch', from: '192.0.2.7' };

/** Days before the first that are brought in at once; more than the week that must be held before anything is called new. */
export const BEFORE = 10;
/** Days of these on which each of the staff was there, all of them workdays. */
const VISITED = [-10, -7, -5];
const ORDINARY = 12;
const STEP_S = 90;
const KNOWN: readonly Deed[] = [
  ...(['sign in', 'look at a case', 'look at a message', 'open a message', 'change a policy'] as const),
  ...(['create a report', 'export a page', 'fail to sign in', 'sign out'] as const),
];

/** Reads the last days again. */
const AUDIT = { window: '7d', overlap: '0s' };

/** A moment of day `number`, UTC, as `hh:mm` or `hh:mm:ss`; s UTC. In the first days London is an hour ahead. */
export function at(number: number, clock: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = clock.split(':').map(Number);
  return startOf(number) + hours * 3600 + minutes * 60 + seconds;
}

interface VisitOptions {
  /** s between two acts. Default 90. */
  readonly step?: number;
  /** When Mimecast shows them. */
  readonly show?: Omit<Partial<Placed>, 'event'>;
  /** Fields that are not as they usually are. */
  readonly as?: Partial<Row>;
}

/** Writes down what happens. Every event gets an id of its own. */
export function createStage(seed: number) {
  let number = 0;
  const placed: Placed[] = [];
  const approvals: Agreed[] = [];

  /** Events of somebody, from `from` on (s UTC). @returns what was placed. */
  function visit(who: Person, from: number, deeds: readonly Deed[], more: VisitOptions = {}): Row[] {
    const { step = STEP_S, show = {}, as = {} } = more;
    const rows = deeds.map((deed, index): Row => {
      number += 1;
      return { ...rowOf(deed, who, from + index * step, number), ...as };
    });
    placed.push(...rows.map((event) => ({ event, ...show })));
    return rows;
  }

  /** Any events. */
  function put(...more: readonly Placed[]): void {
    placed.push(...more);
  }

  function agree(person: string, from: number, to: number, more: Partial<Agreed> = {}): void {
    approvals.push({ person, from, to, may: ALL, ...more });
  }

  /** What the customer's own people do on a day. */
  function ordinary(day: number, events: number): Row[] {
    const from = startOf(day);
    const rows = seededDay({ seed: seed + day, from, to: from + DAY_S, events, accessEvery: 0 });
    return Array.from({ length: events }, (_, index) => rows.row(index));
  }

  // The past, in which nothing is new or wrong.
  for (const day of VISITED) {
    for (const [who, clock] of [
      [TAMSIN, '09:30'],
      [OSRIC, '13:00'],
    ] as const) {
      visit(who, at(day, clock), KNOWN);
      agree(who.email, at(day, '08:00'), at(day, '16:00'));
    }
  }

  return { placed, approvals, visit, put, agree, ordinary };
}

export type Stage = ReturnType<typeof createStage>;

/** The run that brings in the days before the first. */
export function backfill(): Start {
  const day = (number: number) => new Date((startOf(number) + DAY_S / 2) * 1000).toISOString().slice(0, 10);
  return { at: runAfter(-1) - HOUR_MS, inputs: { start: day(-BEFORE), end: day(-1) } };
}

/**
 * A short history: ten days of past, then `days` days with a run after each, and with `audit` one more that reads the week again.
 * @param plant places what the trick needs. @returns what people must learn.
 */
export function shortPlot(
  seed: number,
  plant: (stage: Stage) => readonly Planted[],
  { days = 2, audit = false, inputs = {} }: { days?: number; audit?: boolean; inputs?: Start['inputs'] } = {},
): Plot {
  const stage = createStage(seed);
  for (let day = -BEFORE; day < days; day += 1) stage.put(...stage.ordinary(day, ORDINARY).map((event) => ({ event })));
  const planted = plant(stage);
  const { placed, approvals } = stage;
  const starts = [
    backfill(),
    ...Array.from({ length: days }, (_, day) => ({ at: runAfter(day) })),
    ...(audit ? [{ at: runAfter(days - 1) + 3 * HOUR_MS, inputs: AUDIT }] : []),
  ].map((start): Start => ({ ...start, inputs: { ...inputs, ...('inputs' in start ? start.inputs : {}) } }));
  return { placed, approvals, starts, planted };
}

/** Acts that must be called unexplained. */
export function unexplained(rows: readonly Row[], more: Partial<Planted> = {}): Planted {
  return { keys: rows.map(keyOf), kinds: ['unexplained-access'], verdict: 'unexplained', ...more };
}

/** Acts that must be called against the policy. */
export function against(rows: readonly Row[], more: Partial<Planted> = {}): Planted {
  return { keys: rows.map(keyOf), kinds: ['against-policy'], verdict: 'against-policy', ...more };
}

/** Acts that were agreed to: no finding, and some account must say so. */
export function agreed(rows: readonly Row[]): Planted {
  return { keys: rows.map(keyOf), kinds: [], verdict: 'expected' };
}

/** Acts, or what was done to them, that no data shows. */
export function blind(rows: readonly Row[], reason: string): Planted {
  return { keys: rows.map(keyOf), kinds: [], blind: reason };
}
