import { mix } from '../simulator/ids.ts';

/** Chance that is the same for the same seed, so that a history can be played again. */
export interface Dice {
  /** A whole number in [low, high]. */
  int(low: number, high: number): number;
  /** True with this probability. */
  chance(probability: number): boolean;
  /** @throws RangeError for an empty list. */
  pick<T>(list: readonly T[]): T;
  /** Chance of its own: what is drawn from it moves nothing that is drawn from this one later. */
  fork(): Dice;
}

export function createDice(seed: number): Dice {
  let drawn = 0;
  const next = (): number => mix(seed, drawn++, 77) / 2 ** 32;
  const int = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  return {
    int,
    chance: (probability) => next() < probability,
    pick(list) {
      if (list.length === 0) throw new RangeError('nothing to pick from');
      return list[int(0, list.length - 1)] as (typeof list)[number];
    },
    fork: () => createDice(int(0, 2 ** 31)),
  };
}
