import type { Clock } from './clock.ts';

const ends = new WeakMap<AbortSignal, number>();

/**
 * A signal that aborts after `ms` of the clock, with an Error of that sentence as its reason, or as soon as `earlier` does.
 * It never keeps the process alive.
 */
export function deadline(ms: number, sentence: string, earlier: AbortSignal, clock: Clock): AbortSignal {
  const controller = new AbortController();
  clock.sleep(ms, earlier, { background: true }).then(
    () => controller.abort(new Error(sentence)),
    () => {
      // `earlier` has aborted, and with it the signal that is returned.
    },
  );
  const signal = AbortSignal.any([controller.signal, earlier]);
  ends.set(signal, clock.now() + ms);
  return signal;
}

/** When a signal of `deadline` aborts at the latest, ms UTC; undefined for any other signal. */
export function endOf(signal: AbortSignal): number | undefined {
  return ends.get(signal);
}
