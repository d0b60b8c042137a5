import type { Clock } from './clock.ts';
import { endOf } from './deadline.ts';
import type { Log } from './log.ts';

export interface RetryOptions {
  /** What is being tried, for the log: `Mimecast page 3`. */
  readonly label: string;
  /** How often at most, the first time included. */
  readonly attempts: number;
  /** Longest wait before the second attempt, ms; it doubles from attempt to attempt. */
  readonly baseMs: number;
  /** Where the doubling ends, ms. A wait that the server asks for may be longer. */
  readonly capMs: number;
  readonly clock: Clock;
  readonly log: Log;
  readonly signal: AbortSignal;
  /** Evenly spread in [0, 1). Default: Math.random. */
  readonly random?: () => number;
}

/** Whether something that was thrown may pass. `waitMs` is the least to wait, `why` a few words for the log. */
export type RetryVerdict =
  | { readonly retry: false }
  | { readonly retry: true; readonly waitMs?: number; readonly why: string };

/**
 * Runs `operation` until it succeeds, at most `attempts` times, with full jitter: each wait is anything from 0 to the
 * doubled limit, so that clients that failed together don't come back together
 * (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/).
 * A wait that the server asks for and that is longer than the time left is not begun.
 * @throws what `operation` threw last; the signal's reason if it aborts between attempts.
 */
export async function retry<T>(
  operation: () => Promise<T>,
  classify: (thrown: unknown) => RetryVerdict,
  options: RetryOptions,
): Promise<T> {
  const { label, attempts, clock, log, signal } = options;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await operation();
    } catch (error) {
      signal.throwIfAborted();
      const verdict = classify(error);
      if (!verdict.retry || attempt >= attempts) throw error;
      if (isTooLong(verdict.waitMs, options)) throw error;
      const wait = Math.max(verdict.waitMs ?? 0, backoff(attempt, options));
      log.info(`${label}: ${verdict.why}, attempt ${attempt + 1} of ${attempts} in ${(wait / 1000).toFixed(1)} s`);
      await clock.sleep(wait, signal);
    }
  }
}

/** True if a wait, in ms, ends after the deadline that the signal stands for. */
export function isTooLong(
  waitMs: number | undefined,
  { clock, signal }: Pick<RetryOptions, 'clock' | 'signal'>,
): boolean {
  const end = endOf(signal);
  return waitMs !== undefined && end !== undefined && clock.now() + waitMs >= end;
}

/** Wait before attempt `attempt` + 1, ms: anything from 0 to the limit that doubles from `baseMs` up to `capMs`. */
export function backoff(
  attempt: number,
  { baseMs, capMs, random = Math.random }: Pick<RetryOptions, 'baseMs' | 'capMs' | 'random'>,
): number {
  return Math.round(random() * Math.min(capMs, baseMs * 2 ** (attempt - 1)));
}
