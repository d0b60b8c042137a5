import type { Dice } from '../torture/dice.ts';
import type { Outcome } from './fault.ts';

/** Something that takes what comes from outside. An input is plain JSON, so that it can be kept, played again and made smaller. */
export interface Target {
  readonly name: string;
  /** How often it is drawn, against the others. */
  readonly weight: number;
  make(dice: Dice): unknown;
  /** @throws Fault if something comes of it that never must. */
  play(input: unknown): Promise<Outcome> | Outcome;
}
