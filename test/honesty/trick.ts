import { type Plot, type Stage, shortPlot } from './plot.ts';
import type { Planted } from './verdict.ts';

export interface Trick {
  /** What the provider's staff do. */
  readonly name: string;
  play(seed: number): Plot;
}

/** A trick that is played in a short history. */
export function trick(
  name: string,
  plant: (stage: Stage) => readonly Planted[],
  options?: Parameters<typeof shortPlot>[2],
): Trick {
  return { name, play: (seed) => shortPlot(seed, plant, options) };
}
