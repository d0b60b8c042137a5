import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type RetryOptions, type RetryVerdict, retry } from '../../src/runner/retry.ts';
import { fakeClock, keptLog } from './mimecast-parts.ts';

const AGAIN: RetryVerdict = { retry: true, why: 'HTTP 503' };

function setUp(options: Partial<RetryOptions> = {}) {
  const clock = fakeClock();
  const log = keptLog();
  const signal = new AbortController().signal;
  const all: RetryOptions = {
    label: 'Mimecast page 3',
    attempts: 6,
    baseMs: 1_000,
    capMs: 30_000,
    clock,
    log,
    signal,
    ...options,
  };
  return { clock, log, options: all };
}

/** An operation that fails so often before it succeeds. */
function failing(times: number) {
  let calls = 0;
  return Object.assign(
    async () => {
      calls += 1;
      if (calls <= times) throw new Error(`fault ${calls}`);
      return calls;
    },
    { calls: () => calls },
  );
}

describe('retry', () => {
  it('gives back the first success, with a line in the log for each attempt before it', async () => {
    const { clock, log, options } = setUp({ random: () => 0.7 });
    await expect(retry(failing(2), () => AGAIN, options)).resolves.toBe(3);
    expect(clock.slept).toEqual([700, 1_400]);
    expect(log.lines).toEqual([
      'Mimecast page 3: HTTP 503, attempt 2 of 6 in 0.7 s',
      'Mimecast page 3: HTTP 503, attempt 3 of 6 in 1.4 s',
    ]);
  });

  it('throws the last fault after the last attempt', async () => {
    const { clock, options } = setUp({ random: () => 1 });
    const operation = failing(99);
    await expect(retry(operation, () => AGAIN, options)).rejects.toThrow('fault 6');
    expect(operation.calls()).toBe(6);
    expect(clock.slept).toEqual([1_000, 2_000, 4_000, 8_000, 16_000]);
  });

  it('throws at once what will not pass', async () => {
    const { clock, log, options } = setUp();
    const operation = failing(99);
    await expect(retry(operation, () => ({ retry: false }), options)).rejects.toThrow('fault 1');
    expect(operation.calls()).toBe(1);
    expect([...clock.slept, ...log.lines]).toEqual([]);
  });

  it('never waits less than asked, nor more than the cap or what was asked', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        fc.integer({ min: 0, max: 90_000 }),
        async (random, waitMs) => {
          const { clock, options } = setUp({ random: () => random, attempts: 9 });
          await retry(failing(8), () => ({ ...AGAIN, waitMs }), options);
          expect(clock.slept).toHaveLength(8);
          for (const ms of clock.slept) {
            expect(ms).toBeGreaterThanOrEqual(waitMs);
            expect(ms).toBeLessThanOrEqual(Math.max(30_000, waitMs));
          }
        },
      ),
      { numRuns: 30 },
    );
  });

  it('stops with the reason of the signal, while waiting or when the operation failed because of it', async () => {
    const stop = new AbortController();
    const reason = new Error('The deadline was reached.');
    const { options } = setUp({ signal: stop.signal });
    const operation = async () => {
      stop.abort(reason);
      throw new Error('aborted somewhere below');
    };
    await expect(retry(operation, () => AGAIN, options)).rejects.toBe(reason);

    const later = new AbortController();
    const waiting = setUp({
      signal: later.signal,
      clock: {
        now: () => 0,
        sleep: async (_ms, signal) => {
          later.abort(reason);
          signal?.throwIfAborted();
        },
      },
    });
    const once = failing(99);
    await expect(retry(once, () => AGAIN, waiting.options)).rejects.toBe(reason);
    expect(once.calls()).toBe(1);
  });
});
