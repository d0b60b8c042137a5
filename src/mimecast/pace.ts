import type { Clock } from '../runner/clock.ts';
import type { HttpAnswer } from '../runner/http.ts';
import type { Log } from '../runner/log.ts';

/** One governor for all requests to Mimecast: every request for a page asks it before, and shows it the answer. */
export interface Pace {
  /** Waits until Mimecast will take another request. Rejects with the signal's reason. */
  wait(signal: AbortSignal): Promise<void>;
  /** Learns from an answer, whatever its status. */
  learn(answer: HttpAnswer): void;
}

/** A wait longer than this is taken for another unit or an epoch, not for a wait, ms. */
const LONGEST_WAIT_MS = 3_600_000;
/** Waits shorter than this are not worth a line in the log, ms. */
const QUIET_WAIT_MS = 5_000;

export function createPace(clock: Clock, log: Log): Pace {
  let notBefore = 0;
  return {
    async wait(signal) {
      // Again after each sleep: another answer may have moved the time meanwhile.
      for (let ms = notBefore - clock.now(); ms > 0; ms = notBefore - clock.now()) {
        if (ms >= QUIET_WAIT_MS) log.info(`Mimecast's rate limit is used up, waiting ${(ms / 1000).toFixed(1)} s`);
        await clock.sleep(ms, signal);
      }
    },
    learn(answer) {
      const remaining = numberOf(rateHeader(answer, 'Remaining'));
      const ms = answer.status === 429 ? askedWait(answer) : remaining === 0 ? resetOf(answer) : undefined;
      if (ms !== undefined) notBefore = Math.max(notBefore, clock.now() + ms);
    },
  };
}

/**
 * How long an answer asks to wait, ms: `X-RateLimit-Reset` (milliseconds, docs: rate-limiting) or, where there is none,
 * `Retry-After` (seconds or a date). Undefined if it says nothing, or nothing that makes sense.
 */
export function askedWait(answer: HttpAnswer): number | undefined {
  return resetOf(answer) || retryAfter(answer);
}

/** The moment of the `Date` header, ms UTC. */
export function dateOf(answer: HttpAnswer): number | undefined {
  return parseHttpDate(answer.header('date'));
}

function resetOf(answer: HttpAnswer): number | undefined {
  return sensible(numberOf(rateHeader(answer, 'Reset')));
}

function retryAfter(answer: HttpAnswer): number | undefined {
  const text = answer.header('retry-after')?.trim();
  const seconds = numberOf(text);
  if (seconds !== undefined) return sensible(seconds * 1000);
  const date = parseHttpDate(text);
  // Against the server's own clock if it told it, since ours may differ.
  return date === undefined ? undefined : sensible(Math.max(0, date - (dateOf(answer) ?? answer.received)));
}

/** Both spellings have been seen: X-RateLimit-Reset (docs) and X-Rate-Limit-Reset (API 2.0). */
function rateHeader(answer: HttpAnswer, name: 'Remaining' | 'Reset'): string | undefined {
  return answer.header(`X-RateLimit-${name}`) ?? answer.header(`X-Rate-Limit-${name}`);
}

function numberOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\s*\d{1,15}(\.\d{1,3})?\s*$/.test(text) ? Number(text) : undefined;
}

function sensible(ms: number | undefined): number | undefined {
  return ms !== undefined && ms <= LONGEST_WAIT_MS ? ms : undefined;
}

/** `Tue, 24 Nov 2026 09:05:31 GMT`; Date.parse alone would take almost anything. */
function parseHttpDate(text: string | undefined): number | undefined {
  if (text === undefined || !/^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/.test(text))
    return undefined;
  const time = Date.parse(text);
  return Number.isNaN(time) ? undefined : time;
}
