import type { Clock } from '../../src/runner/clock.ts';
import type { Log } from '../../src/runner/log.ts';
import { createDice } from '../torture/dice.ts';
import type { Call, Deed, RunPlan } from './history.ts';
import type { Timeline } from './timeline.ts';

/** How a call comes out: what it gives, or what it throws. */
export type Outcome<T> = { readonly value: T; readonly afterMs?: number } | { readonly error: unknown };

/** What a played part does when its call arrives. `deed` is what it has to do wrong. */
interface Served<T> {
  readonly call: Call;
  readonly signal?: AbortSignal | undefined;
  /** When the caller gives up by itself, ms, and with what. */
  readonly limitMs: number;
  timedOut(): unknown;
  /** The connection breaks. */
  lost(): unknown;
  /** Carries the call out. */
  serve(deed: Deed | undefined): Outcome<T>;
}

/** One start of the program: all that its parts do goes through here, until it is killed. */
export interface Process {
  readonly number: number;
  readonly plan: RunPlan;
  readonly clock: Clock;
  readonly log: Log;
  readonly cancelled: AbortSignal;
  /** What it said, a line each. */
  readonly lines: readonly string[];
  readonly alive: boolean;
  readonly killed: boolean;
  /** Requests that have left and not arrived. */
  readonly underway: number;
  /** Makes a call that takes time, and at which anything may go wrong. */
  call<T>(served: Served<T>): Promise<T>;
  /** From now on nothing that it does has any effect. */
  kill(): void;
  /** The program is through: what it still waits for has no effect. */
  end(): void;
  /** Lets whatever a killed process left waiting fail, so that its files are closed. */
  bury(): void;
}

export interface Surroundings {
  readonly timeline: Timeline;
  /** By how much the machine's clock is wrong, ms. */
  readonly skew: { ms: number };
  readonly number: number;
  readonly plan: RunPlan;
  /** Does what a deed does to the world: rollover, another run. */
  around(deed: Deed, process: Process): void;
  /** Told of each deed that befell a call. */
  count(what: string): void;
}

/** A cancelled job is killed after this, ms. */
const CANCEL_MS = 10_000;

export function createProcess(around: Surroundings): Process {
  const { timeline, skew, plan, count } = around;
  const dice = createDice(plan.chance);
  const counts = new Map<Call, number>();
  const waiting = new Set<(reason: unknown) => void>();
  const cancelling = new AbortController();
  const lines: string[] = [];
  let underway = 0;
  let wasKilled = false;
  let state: 'alive' | 'killed' | 'ended' | 'buried' = 'alive';

  const note = (text: string): void => void lines.push(text);
  const never = <T>(): Promise<T> =>
    state === 'buried'
      ? Promise.reject(new Error('This run was killed.'))
      : new Promise<T>((_resolve, reject) => waiting.add(reject));

  /** A promise that settles only while the process lives. */
  function open<T>(
    signal: AbortSignal | undefined,
    begin: (settle: { ok(value: T): void; fail(reason: unknown): void }) => void,
  ): Promise<T> {
    if (state !== 'alive') return never();
    signal?.throwIfAborted();
    return new Promise<T>((resolve, reject) => {
      let open = true;
      waiting.add(reject);
      const close = (then: () => void): void => {
        if (!open || state !== 'alive') return;
        open = false;
        waiting.delete(reject);
        signal?.removeEventListener('abort', abort);
        then();
      };
      const abort = (): void => close(() => reject(signal?.reason));
      signal?.addEventListener('abort', abort, { once: true });
      begin({ ok: (value) => close(() => resolve(value)), fail: (reason) => close(() => reject(reason)) });
    });
  }

  const process: Process = {
    number: around.number,
    plan,
    clock: {
      now: () => timeline.now() + skew.ms,
      sleep: async (ms, signal) => open<void>(signal, ({ ok }) => timeline.after(ms, () => ok())),
    },
    log: { info: note, warn: (text) => note(`Warning: ${text}`), debug: () => {}, group: (_title, body) => body() },
    cancelled: cancelling.signal,
    lines,
    get alive() {
      return state === 'alive';
    },
    get killed() {
      return wasKilled;
    },
    get underway() {
      return underway;
    },
    async call<T>(served: Served<T>): Promise<T> {
      const { call, signal } = served;
      const nth = (counts.get(call) ?? 0) + 1;
      counts.set(call, nth);
      const [there, back] = [dice.int(1, 120), dice.int(1, 120)];
      const deeds = state === 'alive' ? plan.faults.filter((fault) => fault.on === call && fault.nth === nth) : [];
      for (const { do: deed } of deeds) count(`${call} ${nameOf(deed)}`);
      const deed = deeds.find(({ do: one }) => !isAround(one))?.do;
      for (const { do: one } of deeds) if (isAround(one)) around.around(one, process);
      if (deeds.some(({ do: one }) => one === 'cancel')) cancel();
      return open<T>(signal, ({ ok, fail }) => {
        if (deed === 'kill-before') {
          process.kill();
          return;
        }
        timeline.after(served.limitMs, () => fail(served.timedOut()));
        const slow = typeof deed === 'object' && 'slow' in deed ? deed.slow : 0;
        underway += 1;
        timeline.after(there + slow, () => {
          underway -= 1;
          // A request that has left arrives, whatever has become of its sender meanwhile.
          if (deed === 'silent-before') return;
          if (deed === 'lost-before') {
            timeline.after(back, () => fail(served.lost()));
            return;
          }
          const outcome = served.serve(deed);
          if (deed === 'kill-after') process.kill();
          if (deed === 'silent-after') return;
          const late = 'value' in outcome ? (outcome.afterMs ?? 0) : 0;
          timeline.after(back + late, () => {
            if (deed === 'lost-after') fail(served.lost());
            else if ('value' in outcome) ok(outcome.value);
            else fail(outcome.error);
          });
        });
      });
    },
    kill() {
      if (state !== 'alive') return;
      state = 'killed';
      wasKilled = true;
    },
    end() {
      if (state === 'alive') state = 'ended';
    },
    bury() {
      state = 'buried';
      for (const reject of waiting) reject(new Error('This run was killed.'));
      waiting.clear();
    },
  };

  function cancel(): void {
    cancelling.abort(new Error('The job was cancelled.'));
    timeline.after(CANCEL_MS, () => process.kill());
  }

  return process;
}

/** What happens beside the call, which then goes on as if nothing were. */
function isAround(deed: Deed): boolean {
  if (deed === 'roll-over' || deed === 'cancel' || deed === 'remove' || deed === 'put') return true;
  return typeof deed === 'object' && ('jump' in deed || 'twin' in deed);
}

/** A deed by its kind. */
export function nameOf(deed: Deed): string {
  if (typeof deed === 'string') return deed;
  if ('status' in deed) return `HTTP ${deed.status}`;
  if ('items' in deed) return `items ${deed.items}`;
  if ('slow' in deed) return 'slow';
  return 'jump' in deed ? 'clock jump' : `another run (${deed.twin.command})`;
}
