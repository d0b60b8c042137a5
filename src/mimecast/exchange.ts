import { ProviderError } from '../errors.ts';
import type { Clock } from '../runner/clock.ts';
import { type Http, type HttpAnswer, TransferError } from '../runner/http.ts';
import type { Log } from '../runner/log.ts';
import { isTooLong, type RetryVerdict, retry } from '../runner/retry.ts';
import { isWebPage } from '../runner/web-page.ts';
import { describeFailures, type Failure, harmless } from './answer.ts';
import { askedWait, waitSentence } from './pace.ts';

/** What every request to Mimecast goes out with. */
export interface Wire {
  /** No slash at its end. */
  readonly baseUrl: string;
  readonly http: Http;
  readonly clock: Clock;
  readonly log: Log;
}

const ATTEMPTS = 6;
const BASE_MS = 1_000;
const CAP_MS = 30_000;

/** A fault that may pass: worth another attempt. Never leaves `exchange`. */
export class PassingFault extends ProviderError {
  /** A few words for the log. */
  readonly why: string;
  /** The least to wait, as the server asked, ms. */
  readonly waitMs: number | undefined;

  constructor(
    message: string,
    details: { why: string; waitMs?: number | undefined; status?: number | undefined; code?: string | undefined },
  ) {
    super(message, details);
    this.why = details.why;
    this.waitMs = details.waitMs;
  }
}

/**
 * Makes one exchange with Mimecast, again and again while its fault may pass, six times at most.
 * @throws ProviderError with a sentence for the user; the signal's reason if it aborts.
 */
export async function exchange<T>(
  label: string,
  attempt: () => Promise<T>,
  wire: Wire,
  signal: AbortSignal,
): Promise<T> {
  const { clock, log } = wire;
  let tries = 0;
  const counted = () => {
    tries += 1;
    return attempt();
  };
  try {
    return await retry(counted, classify, {
      label,
      attempts: ATTEMPTS,
      baseMs: BASE_MS,
      capMs: CAP_MS,
      clock,
      log,
      signal,
    });
  } catch (error) {
    if (error instanceof PassingFault) {
      const { status, code, waitMs } = error;
      const advice = isTooLong(waitMs, { clock, signal })
        ? `Mimecast: ${waitSentence(clock.now() + (waitMs ?? 0))}`
        : `It failed ${tries} times; run again later.`;
      throw new ProviderError(`${error.message} ${advice}`, { status, code });
    }
    if (error instanceof TransferError) throw new ProviderError(`${label}: ${error.message} ${adviceOn(error, tries)}`);
    throw error;
  }
}

/** Throws if the status says that the fault is Mimecast's and may pass: 408, 429, 5xx. */
export function throwIfPassing(label: string, status: number, answer: HttpAnswer, failures: readonly Failure[]): void {
  if (status !== 408 && status !== 429 && status < 500) return;
  const what = `${statusText(status, failures)}`;
  const why = status === 429 ? 'the rate limit is used up' : 'a fault on the side of Mimecast';
  throw new PassingFault(`${label}: ${what}, ${why}.`, {
    why: `HTTP ${status}`,
    waitMs: askedWait(answer),
    status,
    code: failures[0]?.code,
  });
}

/**
 * Throws if a web page came with a refusal: Mimecast's API answers with JSON, so something on the way to it has answered,
 * which says nothing about the keys, and may pass.
 */
export function throwIfWebPage(label: string, status: number, answer: HttpAnswer): void {
  // Of 404 and 405 the address is to blame; 408, 429 and 5xx are tried again in any case.
  if (![400, 401, 403, 418].includes(status) || !isWebPage(answer)) return;
  const server = harmless(answer.header('server') ?? '', 40);
  throw new PassingFault(
    `${label}: HTTP ${status} with a web page${server === '' ? '' : ` from ${server}`}: something between this runner and Mimecast blocks the request, such as a firewall or a content delivery network. If it stays so, ask whether the addresses of the runner are blocked, or use a self-hosted runner.`,
    { why: `HTTP ${status} with a web page`, waitMs: askedWait(answer), status },
  );
}

/** `HTTP 403 (app_forbidden)`. */
export function statusText(status: number, failures: readonly Failure[]): string {
  return failures.length === 0 ? `HTTP ${status}` : `HTTP ${status} (${describeFailures(failures)})`;
}

const PASSING_KINDS: Readonly<Record<TransferError['kind'], string | undefined>> = {
  network: 'no answer',
  timeout: 'no whole answer in time',
  cut: 'the answer was cut off',
  'too-large': undefined,
  redirect: undefined,
  certificate: undefined,
  name: undefined,
  protocol: undefined,
};

function classify(thrown: unknown): RetryVerdict {
  if (thrown instanceof PassingFault) {
    return { retry: true, why: thrown.why, ...(thrown.waitMs === undefined ? {} : { waitMs: thrown.waitMs }) };
  }
  const why = thrown instanceof TransferError ? PASSING_KINDS[thrown.kind] : undefined;
  return why === undefined ? { retry: false } : { retry: true, why };
}

function adviceOn(error: TransferError, tries: number): string {
  if (error.kind === 'certificate') {
    return 'Its certificate is not trusted: if a proxy inspects TLS here, give the certificate of its authority with the environment variable NODE_EXTRA_CA_CERTS; else check mimecast-region or mimecast-url, and the clock of this machine.';
  }
  if (error.kind === 'name')
    return 'There is no such host: check mimecast-region or mimecast-url, and DNS on this runner.';
  if (error.kind === 'protocol')
    return 'What answers does not speak HTTP as it should: check mimecast-url, and any proxy.';
  if (error.kind === 'redirect') return 'Check mimecast-region or mimecast-url.';
  if (error.kind === 'too-large') return 'This is not an answer that Mimecast gives: check mimecast-url.';
  return `It failed ${tries} times: check the network and mimecast-region or mimecast-url, or run again later.`;
}
