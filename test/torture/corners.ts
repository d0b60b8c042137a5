import type { ProxyFault } from '../elasticsearch/proxy.ts';
import { type Attempt, type Day, type History, quietAttempt } from './history.ts';

const HOUR_MS = 3_600_000;
const QUIET = quietAttempt();
/** A rollover before the run: what earlier runs created is in another backing index than what this one creates. */
const ROLLED: Attempt = { ...QUIET, rollovers: [0] };

/** A limit of a proxy, which makes several requests of a day. */
const BATCHES: ProxyFault = { on: { times: Number.POSITIVE_INFINITY }, do: { limitBytes: 20_000 } };

/** Histories made by hand, each for one danger that chance meets too seldom. */
export const corners: Readonly<Record<string, History>> = {
  'an answer is lost after the write, and the stream rolled over before it is sent again': of({
    days: [day(0, { ...QUIET, bulk: [{ on: {}, do: 'lost-answer' }], rollovers: [2] })],
  }),
  'half an answer comes, and the stream is rolled over before it is sent again': of({
    days: [day(0, { ...QUIET, bulk: [{ on: {}, do: 'cut' }], rollovers: [2] })],
  }),
  'killed after the write, rolled over, started again': of({
    days: [day(0, { ...QUIET, kill: { signal: 'SIGKILL', at: 'written', number: 1 } }, ROLLED)],
  }),
  'killed after the write, started again, rolled over between comparing and sending': of({
    undatedEvery: 40,
    quirks: { endInclusive: true },
    days: [
      day(
        0,
        { ...QUIET, kill: { signal: 'SIGKILL', at: 'written', number: 1 } },
        { ...QUIET, pauseMs: 0, rollovers: [1] },
      ),
    ],
  }),
  'the same in batches, rolled over before the second': of({
    quirks: { endInclusive: true },
    days: [
      day(
        0,
        { ...QUIET, bulk: [BATCHES], kill: { signal: 'SIGKILL', at: 'written', number: 4 } },
        { ...QUIET, pauseMs: 0, bulk: [BATCHES], rollovers: [2] },
      ),
    ],
  }),
  'a rollover between days, events at the edges of spans': of({
    rowsPerDay: 1500,
    days: [day(0), day(1, ROLLED), day(2, ROLLED)],
  }),
  'the same, and Mimecast takes the end as inside': of({
    rowsPerDay: 1500,
    quirks: { endInclusive: true },
    days: [day(0), day(1, ROLLED), day(2, ROLLED)],
  }),
  'events without a time, a rollover, the same day again': of({
    undatedEvery: 40,
    days: [day(0), day(0, { ...ROLLED, freshRun: true })],
  }),
  'what is held can be scanned no more, after a rollover': of({
    days: [day(0), day(0, { ...ROLLED, freshRun: true, asks: [{ audit: true, request: 1, times: 1000, do: 503 }] })],
  }),
  'Elastic answers nothing but bulk requests, after a rollover': of({
    days: [day(0), day(0, { ...ROLLED, freshRun: true, asks: [{ request: 1, times: 1000, do: 503 }] })],
  }),
  'two runs at once': of({ days: [day(0, { ...QUIET, twin: true }), day(1, { ...QUIET, twin: true })] }),
  'ten days without a run': of({ rowsPerDay: 90, days: [day(0), day(11)] }),
  'twelve hours are read each day': of({ window: '12h', rowsPerDay: 90, days: [day(0), day(1), day(2)] }),
};

function of(special: Pick<History, 'days'> & Partial<History>): History {
  const usual = {
    seed: 5,
    timeZone: 'UTC',
    window: '24h',
    rowsPerDay: 260,
    undatedEvery: 0,
    quirks: {},
    pageSize: 500,
  };
  return { ...usual, ...special };
}

function day(number: number, ...attempts: readonly Attempt[]): Day {
  return { now: Date.UTC(2026, 10, 20 + number) + 6 * HOUR_MS, attempts, again: false };
}
