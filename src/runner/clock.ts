import { setTimeout } from 'node:timers/promises';

/** The time, and waiting; passed in so that tests can hold it. */
export interface Clock {
  /** ms since 1970, UTC. */
  now(): number;
  /**
   * Waits `ms`. Rejects with the signal's reason as soon as it aborts. In the background it does not keep the process alive.
   */
  sleep(ms: number, signal?: AbortSignal, options?: { readonly background: boolean }): Promise<void>;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: async (ms, signal, options) => {
    signal?.throwIfAborted();
    try {
      await setTimeout(ms, undefined, { ref: !options?.background, ...(signal ? { signal } : {}) });
    } catch (error) {
      signal?.throwIfAborted();
      throw error;
    }
  },
};
