import { ProviderError } from '../errors.ts';
import type { Clock } from '../runner/clock.ts';
import type { HttpAnswer } from '../runner/http.ts';
import type { Log } from '../runner/log.ts';
import { isTooLong } from '../runner/retry.ts';
import { formatMoment } from '../span.ts';

/** One governor for all requests to Mimecast: every request for a page asks it before, and shows it the answer. */
export interface Pace {
  /**
   * Waits until Mimecast will take another request.
   * @throws ProviderError at once if that is after the deadline; the signal's reason if it aborts.
   */
  wait(signal: AbortSignal): Promise<void>;
  /** Learns from an answer, whatever its status. */
  learn(answer: HttpAnswer): void;
}

/** A wait longer than this makes no sense, whatever its unit, ms. */
const LONGEST_WAIT_MS = 31 * 86_400_000;
/** Numbers from here on are no waits but moments: seconds, and milliseconds, since 1970. */
const EPOCH_S = 1e9;
const EPOCH_MS = 1e12;
/** Waits shorter than this are not worth a line in the log, ms. */
const QUIET_WAIT_MS = 5_000;

export function createPace(clock: Clock, log: Log): Pace {
  let notBefore = 0;
  return {
    async wait(signal) {
      // Again after each sleep: another answer may have moved the time meanwhile.
      for (let ms = notBefore - clock.now(); ms > 0; ms = notBefore - clock.now()) {
        if (isTooLong(ms, { clock, signal })) throw new ProviderError(`Mimecast: ${waitSentence(notBefore)}`);
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

/** Why a run ends that could only wait. @param until ms UTC. */
export function waitSentence(until: number): string {
  const moment = formatMoment(Math.ceil(until / 1000));
  return `the rate limit is used up until ${moment}, and this run must be done reading before: run again after that.`;
}

/**
 * How long an answer asks to wait, ms: `X-RateLimit-Reset` (milliseconds, docs: rate-limiting) or, where there is none,
 * `Retry-After` (seconds or a date). A moment in either is understood too, since services differ. Undefined if it says
 * nothing, or nothing that makes sense.
 */
export function askedWait(answer: HttpAnswer): number | undefined {
  return resetOf(answer) || retryAfter(answer);
}

/** The moment of the `Date` header, ms UTC. */
export function dateOf(answer: HttpAnswer): number | undefined {
  return parseHttpDate(answer.header('date'));
}

function resetOf(answer: HttpAnswer): number | undefined {
  return waitOf(numberOf(rateHeader(answer, 'Reset')), 1, answer);
}

function retryAfter(answer: HttpAnswer): number | undefined {
  const text = answer.header('retry-after')?.trim();
  const seconds = numberOf(text);
  if (seconds !== undefined) return waitOf(seconds, 1000, answer);
  const date = parseHttpDate(text);
  // Against the server's own clock if it told it, since ours may differ.
  return date === undefined ? undefined : sensible(Math.max(0, date - serverTime(answer)));
}

/** @param unit of a wait, ms. */
function waitOf(value: number | undefined, unit: number, answer: HttpAnswer): number | undefined {
  if (value === undefined) return undefined;
  if (value < EPOCH_S) return sensible(value * unit);
  return sensible(Math.max(0, (value < EPOCH_MS ? value * 1000 : value) - serverTime(answer)));
}

/** Mimecast's time, or ours where it does not tell it, ms UTC. */
function serverTime(answer: HttpAnswer): number {
  return dateOf(answer) ?? answer.received;
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
