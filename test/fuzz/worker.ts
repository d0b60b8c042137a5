import { setImmediate } from 'node:timers/promises';
import { Fault, type Outcome } from './fault.ts';
import type { PlantName } from './plants.ts';
import { shrink } from './shrink.ts';
import type { Target } from './target.ts';
import { inputAt, targetsWith } from './targets.ts';

// Plays inputs in a process of its own, which the other side ends if one takes too long or too much memory.

/** What a worker is told, once. */
export type Task = {
  readonly plant: PlantName | undefined;
  /** Names of targets that are drawn; undefined: all. */
  readonly only: readonly string[] | undefined;
  readonly smaller: boolean;
} & (
  | { readonly seed: number; readonly from: number; readonly step: number; readonly most: number }
  | { readonly target: string; readonly input: unknown }
);

/** What it tells. */
export type Told =
  /** It begins with this input. */
  | { readonly at: number }
  | { readonly done: true; readonly tally: Tally }
  | { readonly tally: Tally }
  | { readonly found: Found };

/** Inputs by target and outcome. */
export type Tally = Readonly<Record<string, number>>;

export interface Found {
  readonly kind: Fault['kind'];
  readonly message: string;
  readonly target: string;
  readonly index: number;
  readonly input: unknown;
}

const TELL_EVERY_MS = 500;
const SHRINK = { tries: 250, ms: 4000 };

const stray: unknown[] = [];
process.on('unhandledRejection', (reason) => void stray.push(reason));
process.on('uncaughtException', (error) => void stray.push(error));
process.once('message', (task: Task) => void perform(task));
process.once('disconnect', () => process.exit(0));

function tell(told: Told): Promise<void> {
  return new Promise((done) => process.send?.(told, undefined, {}, () => done()));
}

async function perform(task: Task): Promise<void> {
  const targets = targetsWith(task.plant, task.only);
  if ('input' in task) {
    const target = targets.find(({ name }) => name === task.target) as Target;
    const ended = await playOnce(target, task.input);
    if (ended instanceof Fault)
      await tell({ found: { ...factsOf(ended), target: task.target, index: 0, input: task.input } });
    await tell({ done: true, tally: {} });
    return;
  }
  let tally: Record<string, number> = {};
  const told = new Set<string>();
  let due = Date.now() + TELL_EVERY_MS;
  const { seed, from, step, most } = task;
  for (let index = from; index < most; index += step) {
    process.send?.({ at: index } satisfies Told);
    const { target, input } = await inputAt(targets, seed, index);
    const ended = await playOnce(target, input);
    const name = `${target.name} ${ended instanceof Fault ? `none of: ${ended.kind}` : ended}`;
    tally[name] = (tally[name] ?? 0) + 1;
    if (ended instanceof Fault && !told.has(`${target.name} ${ended.message}`)) {
      told.add(`${target.name} ${ended.message}`);
      const smaller = !task.smaller ? input : await shrink(input, (one) => isSame(target, one, ended, index), SHRINK);
      await tell({ found: { ...factsOf(ended), target: target.name, index, input: smaller } });
    }
    if (Date.now() < due) continue;
    due = Date.now() + TELL_EVERY_MS;
    await tell({ tally });
    tally = {};
  }
  await tell({ done: true, tally });
}

function factsOf({ kind, message }: Fault): Pick<Found, 'kind' | 'message'> {
  return { kind, message };
}

async function isSame(target: Target, input: unknown, fault: Fault, index: number): Promise<boolean> {
  process.send?.({ at: index } satisfies Told);
  const ended = await playOnce(target, input);
  return ended instanceof Fault && ended.kind === fault.kind && ended.message === fault.message;
}

/** @returns how it ended, also if that is a fault. */
async function playOnce(target: Target, input: unknown): Promise<Outcome | Fault> {
  stray.length = 0;
  let ended: Outcome | Fault;
  try {
    ended = await target.play(input);
  } catch (error) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    ended = error instanceof Fault ? error : new Fault('uncaught', `${target.name}: ${text.slice(0, 600)}`);
  }
  // What nobody waits for is only known a turn later.
  await setImmediate();
  const [first] = stray;
  return first === undefined
    ? ended
    : new Fault('uncaught', `a promise or event that nobody takes: ${String(first).slice(0, 200)}`);
}
