import { randomInt } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { FOUND } from '../simulation/found.ts';
import { historyOf } from '../simulation/history.ts';
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
