import { randomInt } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { FOUND } from '../simulation/found.ts';
import { type History, historyOf, type Planned } from '../simulation/history.ts';
import { play } from '../simulation/play.ts';
import { SABOTAGES } from '../simulation/sabotage.ts';
import { shrink } from '../simulation/shrink.ts';

/** More of them: `npm run simulate`. */
const HISTORIES = 100;
const MOST_TRIED = 1000;

/** The first history of some that goes wrong. */
async function firstWrong(from: number, sabotage: (typeof SABOTAGES)[string]) {
  for (let seed = from; seed < from + MOST_TRIED; seed += 1) {
    const [violation] = (await play(historyOf(seed), { sabotage })).violations;
    if (violation) return { seed, violation };
  }
  return undefined;
}

describe('whole histories in simulated time', () => {
  it('nothing goes wrong, with seeds that nobody has seen', { timeout: 600_000 }, async () => {
    const from = randomInt(1, 1_000_000_000);
    for (let seed = from; seed < from + HISTORIES; seed += 1) {
      const { violations } = await play(historyOf(seed));
      expect(violations, `npm run simulate -- --histories 1 --seed ${seed}`).toEqual([]);
    }
  });

  it.each(Object.keys(FOUND))('what went wrong once: %s', async (name) => {
    const history = FOUND[name];
    expect((await play(history as NonNullable<typeof history>)).violations).toEqual([]);
  });

  it('the same seed gives the same history, and the same course of it', async () => {
    const [one, other] = [await play(historyOf(7)), await play(historyOf(7))];
    expect(historyOf(7)).toEqual(historyOf(7));
    const course = ({ table }: typeof one) => table.map(({ run, began, ended, came }) => [run, began, ended, came]);
    expect(course(one)).toEqual(course(other));
  });
});

const MIDNIGHT = Date.UTC(2026, 10, 24);
const HOUR_MS = 3_600_000;
const NOON = MIDNIGHT / 1000 - 12 * 3600;
const QUIET: History = {
  ...{ seed: 1, timeZone: 'UTC', window: '24h', pageSize: 30, quirks: {}, refreshMs: 1000, accessEvery: 0 },
  ...{ from: NOON - 86_400, to: NOON + 86_400, rows: 10 },
  events: [3, 4, 5].map((row) => ({ row, at: NOON + row })),
  runs: [],
};
const runAt = (hour: number, ...faults: History['runs'][number]['faults']) => ({
  ...{ at: MIDNIGHT + hour * HOUR_MS, command: 'collect' as const, rerun: false, chance: 1, faults },
});

describe('what is said of documents that are there, and that are not', () => {
  /** What each run said, without the quiet ones at the end. */
  async function said(history: History): Promise<string[]> {
    const { violations, table } = await play(history);
    expect(violations).toEqual([]);
    return table.slice(0, history.runs.length).map(({ lines }) => lines.join('\n'));
  }

  it('one that somebody removed is missing, and did not come late', async () => {
    const runs = [runAt(1), runAt(2, { on: 'look', nth: 1, do: 'remove' })];
    const [, second] = await said({ ...QUIET, runs });
    expect(second).toMatch(/Elastic held 2 of the 3 events that the run \S+\/101\/attempts\/1 recorded for a span/);
    expect(second).not.toMatch(/came late/);
  });

  it('one that was not there, and of which no count tells, came late or was removed', async () => {
    const [event, ...others] = QUIET.events;
    const late = { ...(event as Planned), visibleFrom: MIDNIGHT + 30 * HOUR_MS };
    const runs = [runAt(1), runAt(31)];
    const [, second] = await said({ ...QUIET, events: [late, ...others], runs });
    expect(second).toMatch(
      /was not in Elastic, though the run \S+ had read its span before: it came late, up to .*, or/,
    );
  });

  it('a document proves by itself that its event was received, and by whom: no run has covered it', async () => {
    const [event, ...others] = QUIET.events;
    const hidden = { ...(event as Planned), hiddenFrom: MIDNIGHT + 2 * HOUR_MS };
    const runs = [runAt(1, { on: 'write', nth: 1, do: 'kill-before' }), runAt(3)];
    const [, second] = await said({ ...QUIET, events: [hidden, ...others], runs });
    expect(second).toMatch(/By its document in Elastic, the run \S+\/101\/attempts\/1 received the event of/);
  });
});

describe('faults of our own are found', () => {
  it.each(Object.entries(SABOTAGES))('%s', { timeout: 600_000 }, async (_name, sabotage) => {
    expect(await firstWrong(70_000, sabotage)).toBeDefined();
  });

  it('and a history that shows one is made short', { timeout: 600_000 }, async () => {
    const sabotage = SABOTAGES['coverage is recorded before the events are answered'];
    const found = await firstWrong(70_000, sabotage as NonNullable<typeof sabotage>);
    const short = await shrink(historyOf(found?.seed ?? 0), async (smaller) => {
      const { violations } = await play(smaller, { sabotage });
      return violations.some(({ kind }) => kind === found?.violation.kind);
    });
    expect(short.events).toHaveLength(1);
    expect(short.runs.flatMap(({ faults }) => faults).length).toBeLessThanOrEqual(1);
  });
});
