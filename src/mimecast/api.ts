import { ProviderError } from '../errors.ts';
import { plain } from '../json.ts';
import type { HttpAnswer } from '../runner/http.ts';
import { describeFailures, type Failure, failuresOf, isObject, type Reading, readBody } from './answer.ts';
import type { Auth, Credentials } from './auth.ts';
import { exchange, PassingFault, statusText, throwIfPassing, throwIfWebPage, type Wire } from './exchange.ts';
import { dateOf, type Pace } from './pace.ts';

/** One answer of get-audit-events that was accepted as whole and well formed. */
export interface AuditAnswer {
  /** The body as it came, after gzip was undone. */
  readonly body: Buffer;
  /** When it had arrived, ms UTC. */
  readonly received: number;
  /** The items of `data`. */
  readonly events: readonly unknown[];
  /** The token of the next page; undefined if there is none (missing, null or empty text). */
  readonly next: string | undefined;
  /** False if the answer has no `pagination`. */
  readonly paged: boolean;
  /** What `fail` says, harmless to show, if it came together with events; else undefined. */
  readonly failure: string | undefined;
  /** Our clock minus the `Date` header, ms; undefined without one. */
  readonly clockSkewMs: number | undefined;
}

export interface ApiOptions extends Wire {
  readonly generation: Credentials['kind'];
  readonly auth: Auth;
  readonly pace: Pace;
  readonly signal: AbortSignal;
  /** How many items a page may have at most. Default: no limit but that of all JSON. */
  readonly mostRows?: number;
}

/** An answer that can't be taken as it is, which says nothing of other answers. */
export class UnreadableAnswer extends ProviderError {}

export interface Api {
  /**
   * Asks for one page with `body` (JSON text). `label` says in log and errors which one.
   * @throws ProviderError with a sentence for the user; the signal's reason if it aborts.
   */
  ask(body: string, label: string): Promise<AuditAnswer>;
}

/** Same path and bodies for both generations. */
const AUDIT_PATH = '/api/audit/get-audit-events';

export function createApi(options: ApiOptions): Api {
  const { auth, pace, http, log, signal, generation } = options;
  const url = options.baseUrl + AUDIT_PATH;

  return {
    ask(body, label) {
      let renewed = false;
      const attempt = async (): Promise<AuditAnswer> => {
        // Signed after the wait: a signature holds its date, and a token has its end.
        await pace.wait(signal);
        const signed = await auth.headers(AUDIT_PATH, signal);
        const headers = { Accept: 'application/json', 'Content-Type': 'application/json', ...signed };
        const answer = await http({ method: 'POST', url, headers, body }, signal);
        pace.learn(answer);
        const reading = readBody(answer, options.mostRows);
        if (!renewed && isUnauthorised(answer, reading) && auth.renew()) {
          renewed = true;
          log.info(`${label}: Mimecast refused the access token, once more with a new one`);
          return attempt();
        }
        return accept(answer, reading, label, generation);
      };
      return exchange(label, attempt, options, signal);
    },
  };
}

function isUnauthorised(answer: HttpAnswer, { json }: Reading): boolean {
  return statusOf(answer, json) === 401 || failuresOf(json).some(({ code }) => code === 'token_expired');
}

/** Takes an answer or throws what it says. The order matters: what only a person can mend comes before what may pass. */
function accept(answer: HttpAnswer, reading: Reading, label: string, generation: Credentials['kind']): AuditAnswer {
  const { json } = reading;
  const failures = failuresOf(json);
  const status = statusOf(answer, json);
  const details = { status, code: failures[0]?.code };

  const data = json?.data;
  const hasEvents = Array.isArray(data) && data.length > 0;
  const fine = status >= 200 && status < 300 && (failures.length === 0 || hasEvents);

  throwIfWebPage(label, status, answer);
  const advice = fine ? undefined : adviceOn(status, failures, generation, skewOf(answer));
  if (advice !== undefined) throw new ProviderError(`${label}: ${statusText(status, failures)}: ${advice}`, details);
  throwIfPassing(label, status, answer, failures);
  if (!fine) {
    const sentence = `${label}: ${statusText(status, failures)}: Mimecast did not take the request.`;
    if (failures.length > 0 && failures.every(({ retryable }) => retryable)) {
      throw new PassingFault(sentence, { why: describeFailures(failures), ...details });
    }
    throw new ProviderError(sentence, details);
  }
  if (json === undefined && reading.own) {
    const sentence = `${label}: HTTP ${status}, but ${reading.problem}, so it is not taken, and what follows it can't be reached.`;
    throw new UnreadableAnswer(sentence, details);
  }
  if (json === undefined) {
    const sentence = `${label}: HTTP ${status}, but ${reading.problem}. Check mimecast-region or mimecast-url, and what stands between here and Mimecast.`;
    throw reading.passing
      ? new PassingFault(sentence, { why: reading.problem, ...details })
      : new ProviderError(sentence, details);
  }
  if (!Array.isArray(data)) {
    throw new ProviderError(
      `${label}: HTTP ${status}, but the answer has no list of events in "data", so its shape is not the one that Mimecast documents.`,
      details,
    );
  }
  return {
    body: answer.body,
    received: answer.received,
    events: data,
    ...pagingOf(json, label, status),
    failure: failures.length > 0 ? describeFailures(failures) : undefined,
    clockSkewMs: skewOf(answer),
  };
}

/** A 200 says nothing of success: its own `meta.status` may say that the function failed. */
function statusOf(answer: HttpAnswer, json: Readonly<Record<string, unknown>> | undefined): number {
  const inner = isObject(json?.meta) ? plain(json.meta.status) : undefined;
  const own = typeof inner === 'string' && /^\d{3}$/.test(inner) ? Number(inner) : inner;
  const failed = typeof own === 'number' && Number.isInteger(own) && own >= 400 && own < 600;
  return answer.status < 300 && failed ? own : answer.status;
}

function pagingOf(
  json: Readonly<Record<string, unknown>>,
  label: string,
  status: number,
): Pick<AuditAnswer, 'next' | 'paged'> {
  const pagination = isObject(json.meta) ? json.meta.pagination : undefined;
  if (pagination === undefined || pagination === null) return { next: undefined, paged: false };
  const next = isObject(pagination) ? (pagination.next ?? undefined) : null;
  if (next !== undefined && typeof next !== 'string') {
    throw new ProviderError(
      `${label}: HTTP ${status}, but the token of the next page is not text, so it can't be followed.`,
      { status },
    );
  }
  return { next: next || undefined, paged: true };
}

function skewOf(answer: HttpAnswer): number | undefined {
  const date = dateOf(answer);
  return date === undefined ? undefined : answer.received - date;
}

/** What to do about a refusal that no further attempt will change; undefined if it is none. */
function adviceOn(
  status: number,
  failures: readonly Failure[],
  generation: Credentials['kind'],
  skewMs: number | undefined,
): string | undefined {
  const has = (test: (code: string) => boolean) => failures.some(({ code }) => code !== undefined && test(code));
  const oauth = generation === 'oauth';
  const keys = oauth
    ? 'mimecast-client-id and mimecast-client-secret'
    : 'mimecast-access-key, mimecast-secret-key, mimecast-app-id, mimecast-app-key';

  if (status === 418 || has((code) => code === 'err_xdk_binding_expired')) {
    return 'the access key has expired. Make new keys in the Mimecast console and set mimecast-access-key and mimecast-secret-key.';
  }
  if (has((code) => code === 'app_forbidden')) {
    return 'the API application may not read audit events. Make one with the product "Audit Events".';
  }
  if (has((code) => code === 'err_audit_log_incorrect_region'))
    return 'the account is in another region. Set mimecast-region.';
  if (status === 403 || has((code) => code.startsWith('err_xdk_') && code.includes('forbidden'))) {
    return 'the API application may not read audit events. Give it a role with Account | Logs | Read.';
  }
  if (status === 401 || has((code) => code === 'token_expired')) {
    if (oauth)
      return `Mimecast refused a new access token as well. Check that the API application is enabled, ${keys} and mimecast-region.`;
    const clock =
      skewMs !== undefined && Math.abs(skewMs) > 60_000 ? `: it differs by ${Math.round(skewMs / 1000)} s` : '';
    return `Mimecast refused the signature. Check ${keys}, mimecast-region, and the clock of this machine${clock}.`;
  }
  const passing = status === 408 || status === 429 || status >= 500;
  if (!passing && has((code) => code.startsWith('err_xdk_') || code === 'err_developer_key'))
    return `Mimecast refused the keys. Check ${keys}.`;
  if (status === 404 || status === 405) return 'this is not the audit API. Check mimecast-region or mimecast-url.';
  return undefined;
}
