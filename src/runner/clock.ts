import { setTimeout } from 'node:timers/promises';

/** The time, and waiting; passed in so that tests can hold it. */
export interface Clock {
  /** ms since 1970, UTC. */
  now(): number;
  /** Waits `ms`. Rejects with the signal's reason as soon as it aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: async (ms, signal) => {
    signal?.throwIfAborted();
    try {
      await setTimeout(ms, undefined, signal ? { signal } : {});
    } catch (error) {
      signal?.throwIfAborted();
      throw error;
    }
  },
};
