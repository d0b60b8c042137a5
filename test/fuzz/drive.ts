import { type ChildProcess, fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { FAULTS } from './fault.ts';
import type { PlantName } from './plants.ts';
import { shrink } from './shrink.ts';
import { inputAt, targetsWith } from './targets.ts';
import type { Found, Task, Told } from './worker.ts';

export interface Drive {
  readonly seed: number;
  /** Inputs at most, and ms after which no more are begun. */
  readonly inputs: number;
  readonly ms: number;
  /** Processes at once. */
  readonly workers: number;
  /** ms that one input may take, far beyond the deadline that every run has. */
  readonly limitMs: number;
  readonly plant?: PlantName | undefined;
  /** Names of targets that are drawn; default: all. */
  readonly only?: readonly string[] | undefined;
  /** Whether inputs that lead to a fault are made smaller. Default true. */
  readonly smaller?: boolean;
  /** Ends all as soon as this is true of a fault. */
  readonly enough?: (found: Found) => boolean;
  /** Told every few seconds. */
  readonly onProgress?: (inputs: number) => void;
}

export interface Driven {
  /** By target, then outcome: how many inputs. */
  readonly tally: ReadonlyMap<string, ReadonlyMap<string, number>>;
  readonly inputs: number;
  /** Each fault once, with the smallest input that was found for it. */
  readonly found: readonly Found[];
}

const HEAP_MB = 600;
const RSS_LIMIT = 1500 * 1024 * 1024;
const LOOK_EVERY_MS = 200;
/** Of an input that hangs or takes all memory each try costs a process. */
const SLOW_SHRINK = { tries: 8, ms: 20_000 };

/** Plays inputs 0, 1, 2 and so on of a seed in processes of its own. */
export async function drive(options: Drive): Promise<Driven> {
  const { seed, workers, plant, only, smaller: isShrunk = true } = options;
  const tally = new Map<string, Map<string, number>>();
  const found = new Map<string, Found>();
  let until = Date.now() + options.ms;
  let inputs = 0;

  const count = (name: string, times: number): void => {
    const [target = '', ...outcome] = name.split(' ');
    const row = tally.get(target) ?? new Map<string, number>();
    tally.set(target, row);
    row.set(outcome.join(' '), (row.get(outcome.join(' ')) ?? 0) + times);
    inputs += times;
  };
  const note = (one: Found): void => {
    if (options.enough?.(one)) until = 0;
    const name = `${one.target} ${one.message}`;
    const before = found.get(name);
    if (!before || sizeOf(one) < sizeOf(before)) found.set(name, one);
  };

  /** Inputs `from`, `from + workers` and so on, in one process after the other. */
  async function lane(first: number): Promise<void> {
    for (let from = first; from < options.inputs && Date.now() < until; ) {
      const task: Task = { plant, only, smaller: isShrunk, seed, from, step: workers, most: options.inputs };
      const ended = await perform(task, { ...options, until: () => until }, (told) => {
        if ('tally' in told) for (const [name, times] of Object.entries(told.tally)) count(name, times);
        if ('found' in told) note(told.found);
      });
      if (ended.kind === undefined) return;
      const { target, input } = await inputAt(targetsWith(plant, only), seed, ended.at);
      const message = `${target.name}: ${ended.why}`;
      count(`${target.name} none of: ${ended.kind}`, 1);
      const again = async (one: unknown) =>
        (
          await perform(
            { plant, only: undefined, smaller: false, target: target.name, input: one },
            { ...options, until: () => Number.POSITIVE_INFINITY },
            () => {},
          )
        ).kind === ended.kind;
      const smaller =
        found.has(`${target.name} ${message}`) || !isShrunk ? input : await shrink(input, again, SLOW_SHRINK);
      note({ kind: ended.kind, message, target: target.name, index: ended.at, input: smaller });
      from = ended.at + workers;
    }
  }

  const progress = setInterval(() => options.onProgress?.(inputs), 10_000);
  await Promise.all(Array.from({ length: workers }, (_, index) => lane(index)));
  clearInterval(progress);
  const order = ({ kind }: Found) => FAULTS.indexOf(kind);
  return { tally, inputs, found: [...found.values()].sort((a, b) => order(a) - order(b)) };
}

/** Plays one input again. @returns the fault; undefined if there is none. */
export async function replay(
  target: string,
  input: unknown,
  { limitMs, plant }: Pick<Drive, 'limitMs' | 'plant'>,
): Promise<Pick<Found, 'kind' | 'message'> | undefined> {
  let fault: Found | undefined;
  const ended = await perform(
    { plant, only: undefined, smaller: false, target, input },
    { limitMs, until: () => Number.POSITIVE_INFINITY },
    (told) => {
      if ('found' in told) fault = told.found;
    },
  );
  return fault ?? (ended.kind === undefined ? undefined : { kind: ended.kind, message: ended.why });
}

function sizeOf({ input }: Found): number {
  return JSON.stringify(input).length;
}

/** How a process ended: by itself, or with an input that it did not survive. */
type End =
  | { readonly kind: undefined }
  | { readonly kind: 'hang' | 'memory' | 'uncaught'; readonly at: number; readonly why: string };

function perform(
  task: Task,
  { limitMs, until }: { limitMs: number; until: () => number },
  onTold: (told: Told) => void,
): Promise<End> {
  const child = fork(new URL('worker.ts', import.meta.url), [], {
    execArgv: [`--max-old-space-size=${HEAP_MB}`, '--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  return new Promise((done) => {
    let at = 'from' in task ? task.from : 0;
    let since = Date.now();
    let errors = '';
    let end: End | undefined;
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      errors = (errors + text).slice(0, 2000);
    });
    const stop = (how: End): void => {
      end ??= how;
      child.kill('SIGKILL');
    };
    const watch = setInterval(() => {
      if (Date.now() - since > limitMs) stop({ kind: 'hang', at, why: `more than ${limitMs / 1000} s` });
      else if (residentOf(child) > RSS_LIMIT) stop({ kind: 'memory', at, why: 'too much memory' });
      else if (Date.now() > until()) stop({ kind: undefined });
    }, LOOK_EVERY_MS);
    child.on('message', (told: Told) => {
      since = Date.now();
      if ('at' in told) at = told.at;
      else onTold(told);
      if ('done' in told) stop({ kind: undefined });
    });
    child.once('exit', (code, signal) => {
      clearInterval(watch);
      const isMemory = signal === 'SIGABRT' || code === 134 || errors.includes('heap');
      done(
        end ?? {
          kind: isMemory ? 'memory' : 'uncaught',
          at,
          why: isMemory ? 'too much memory' : `the process ended with ${code ?? signal}`,
        },
      );
    });
    child.send(task);
  });
}

/** Bytes that a process has in memory; 0 where that can't be told. */
function residentOf({ pid }: ChildProcess): number {
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * 4096;
  } catch {
    return 0;
  }
}
