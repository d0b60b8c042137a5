import { mix } from '../simulator/ids.ts';
import { createDice } from '../torture/dice.ts';
import { parserTargets } from './parsers.ts';
import { type PlantName, planted } from './plants.ts';
import { runTargets } from './runs.ts';
import { SUBJECT } from './subject.ts';
import type { Target } from './target.ts';
import { wireTarget } from './wire.ts';

/** What is fuzzed, all or those of some names; with a plant, the same with one fault of our own in it. */
export function targetsWith(plant: PlantName | undefined, only?: readonly string[]): readonly Target[] {
  const { subject = SUBJECT, parts } = plant === undefined ? {} : planted(plant);
  const all = [...parserTargets(subject), wireTarget(), ...runTargets(parts)];
  return only === undefined ? all : all.filter(({ name }) => only.includes(name));
}

/** Input number `index` of a seed, always the same. */
export async function inputAt(
  targets: readonly Target[],
  seed: number,
  index: number,
): Promise<{ target: Target; input: unknown }> {
  const dice = createDice(mix(seed, index, 91));
  const all = targets.reduce((sum, { weight }) => sum + weight, 0);
  let place = dice.int(0, all - 1);
  const target = targets.find(({ weight }) => {
    place -= weight;
    return place < 0;
  }) as Target;
  return { target, input: await target.make(dice) };
}
