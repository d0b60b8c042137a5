import { describe, expect, it } from 'vitest';
import { drive } from '../fuzz/drive.ts';
import type { FaultKind } from '../fuzz/fault.ts';
import { PLANT_NAMES, type PlantName } from '../fuzz/plants.ts';
import { seedOf } from '../seed.ts';

/** The first is the same in each run of the tests, the other one nobody has seen: what it finds is a fault all the same. */
const SEEDS = [20_261_128, seedOf(undefined)];
/** Far beyond the seconds that a run is given, as the machine may be busy. */
const LIMIT_MS = 30_000;

describe('changed answers, evidence and approvals', () => {
  it.each(SEEDS)('lead to a complete run, an incomplete one with its reason, or a sentence: seed %i', async (seed) => {
    const { found, inputs } = await drive({
      seed,
      inputs: 1000,
      ms: 50_000,
      workers: 2,
      limitMs: LIMIT_MS,
      smaller: false,
    });
    const told = found.map(
      ({ target, kind, message, index }) =>
        `${target} ${kind} ${message} (npm run fuzz -- --seed ${seed} --at ${index})`,
    );
    expect(told).toEqual([]);
    expect(inputs).toBeGreaterThan(100);
  });
});

describe('the fuzzer', () => {
  /** Where a plant must be found, and as what. */
  const PLACES: Readonly<Record<PlantName, readonly [target: string, kind: FaultKind]>> = {
    ...{ 'drops-an-act': ['event', 'proven'], 'drops-an-event': ['collect', 'missing'], stack: ['body', 'stack'] },
    ...{ hang: ['event', 'hang'], memory: ['event', 'memory'], rejection: ['body', 'uncaught'] },
    ...{ secret: ['collect', 'secret'], replaced: ['body', 'replaced'] },
  };

  it.each(PLANT_NAMES)('is not blind to a fault of our own: %s', async (plant) => {
    const [target, kind] = PLACES[plant];
    const limitMs = plant === 'hang' ? 2000 : LIMIT_MS;
    const enough = (one: { kind: FaultKind }) => one.kind === kind;
    const { found } = await drive({
      ...{ seed: 7, inputs: 3000, ms: 50_000, workers: 2, limitMs, plant, only: [target], smaller: false, enough },
    });
    expect(found.map((one) => one.kind)).toContain(kind);
  });
});
