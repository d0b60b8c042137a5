import { randomInt } from 'node:crypto';

/** A seed that nobody has seen, for a harness that was given none. It is printed, so that what it found can be played again. */
function drawnSeed(): number {
  return randomInt(1, 1_000_000);
}

/** The seed that was given, or a drawn one. @throws Error if it is no whole number. */
export function seedOf(given: string | undefined): number {
  if (given === undefined) return drawnSeed();
  const seed = Number(given);
  if (!Number.isSafeInteger(seed) || seed < 0) throw new Error(`--seed must be a whole number, not ${given}.`);
  return seed;
}
