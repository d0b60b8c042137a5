import { append } from '../append.ts';
import { parseJson, textOf } from '../json.ts';
import type { Clock } from '../runner/clock.ts';
import { type Http, type HttpAnswer, TransferError } from '../runner/http.ts';
import type { Log } from '../runner/log.ts';
import { type RetryVerdict, retry } from '../runner/retry.ts';
import { secrets } from '../runner/secrets.ts';
import { isWebPage } from '../runner/web-page.ts';
import { isLoopback } from '../settings/words.ts';
import { fieldsOf } from './answer.ts';

/**
 * GitHub, or the way to it, failed. The message is one sentence: what happened, with status, and what to do. It never holds a
 * body, a header or the token.
 */
export class GitHubError extends Error {
  override readonly name = 'GitHubError';
  readonly status: number | undefined;
  /** True if no other request of this run would fare better. */
  readonly final: boolean;

  constructor(message: string, details: { readonly status?: number | undefined; readonly final: boolean }) {
    super(message);
    this.status = details.status;
    this.final = details.final;
  }
}

export interface ApiOptions {
  /** As `apiBaseOf` gives it. */
  readonly base: string;
  readonly token: string;
  readonly http: Http;
  readonly clock: Clock;
  readonly log: Log;
  readonly signal: AbortSignal;
  /** What the token needs to have, for advice. Default `write`. */
  readonly need?: 'read' | 'write';
}

/** One request. */
export interface Question {
  readonly method: 'GET' | 'POST' | 'PATCH';
  /** Below the API's address, with its query: `/repos/owner/name/issues`. */
  readonly path: string;
  readonly body?: object;
  /** True for a POST that only asks. */
  readonly reads?: boolean;
  /** For log and errors, after "GitHub refused": `to open an issue`. */
  readonly what: string;
}

export interface GitHubApi {
  /** @returns the JSON of a 2xx answer. @throws GitHubError; the signal's reason if it aborts. */
  ask(question: Question): Promise<unknown>;
  /**
   * Asks in GraphQL.
   * @returns `data` of the answer; nothing in it where GraphQL refuses, or is not there. @throws as `ask` does.
   */
  query(text: string, variables: object, what: string): Promise<Readonly<Record<string, unknown>>>;
  /**
   * The items of a list, page after page.
   * @returns `whole` is false if there are more than `mostPages` pages of 100. @throws as `ask` does.
   */
  list(path: string, what: string, mostPages: number): Promise<{ readonly items: unknown[]; readonly whole: boolean }>;
}

const PAGE = 100;
/** Stands for the address of GraphQL. */
const GRAPHQL = '/graphql';
/** The token of a job may send 1000 requests an hour in a repository, and other steps want some (docs: rate limits for the REST API). */
const MOST_REQUESTS = 500;
const ATTEMPTS = 3;
/** What GitHub asks for between two requests that write (docs: best practices for using the REST API). */
const BETWEEN_WRITES_MS = 1000;
/** Where a secondary limit names no time (docs: rate limits for the REST API). */
const UNNAMED_WAIT_MS = 60_000;
/** Longer than this is not waited for: the issues can be mended by the next run. */
const LONGEST_WAIT_MS = 120_000;

/** GITHUB_API_URL without a `/` at its end; undefined if it isn't https, or http to this machine. */
export function apiBaseOf(env: NodeJS.ProcessEnv): string | undefined {
  const api = URL.parse(env.GITHUB_API_URL ?? '');
  if (!api || !(api.protocol === 'https:' || (api.protocol === 'http:' && isLoopback(api.hostname)))) return undefined;
  return `${api.origin}${api.pathname.replace(/\/$/, '')}`;
}

/** What each request to GitHub's REST API carries (docs: getting started with the REST API). */
export function headersFor(token: string): Record<string, string> {
  return {
    Accept: 'application/vnd.github+json',
    Authorization: `Bearer ${token}`,
    'X-GitHub-Api-Version': '2022-11-28',
    'User-Agent': 'mimecast-audit-collector',
  };
}

/**
 * GitHub's REST API for one run: one request after the other, at most 500. What may pass is tried again, but never a POST
 * whose outcome is not known: it could make the same thing twice. Redirects are errors, so the token goes nowhere else.
 */
export function createApi(options: ApiOptions): GitHubApi {
  const { base, token, http, clock, log, signal, need = 'write' } = options;
  let sent = 0;
  let lastWrite = Number.NEGATIVE_INFINITY;

  async function once({ method, path, body, reads, what }: Question): Promise<HttpAnswer> {
    const writes = method !== 'GET' && reads !== true;
    if (writes) {
      const wait = lastWrite + BETWEEN_WRITES_MS - clock.now();
      if (wait > 0) await clock.sleep(wait, signal);
    }
    if (sent >= MOST_REQUESTS) {
      throw new GitHubError(
        `This run has sent ${MOST_REQUESTS} requests to GitHub, which is its limit: the next run goes on.`,
        { final: true },
      );
    }
    sent += 1;
    const json = body === undefined ? {} : { body: JSON.stringify(body, withoutSecrets) };
    const type = body === undefined ? {} : { 'Content-Type': 'application/json' };
    try {
      const answer = await http(
        {
          method,
          url: path === GRAPHQL ? graphqlOf(base) : base + path,
          headers: { ...headersFor(token), ...type },
          ...json,
        },
        signal,
      );
      if (answer.status >= 200 && answer.status < 300) return answer;
      throw faultOf(answer, what, clock.now(), need);
    } catch (error) {
      if (!(error instanceof TransferError)) throw error;
      throw new PassingError(error.message, {
        final: true,
        refused: false,
        waitMs: 0,
        lasts: !['network', 'timeout', 'cut'].includes(error.kind),
      });
    } finally {
      if (writes) lastWrite = clock.now();
    }
  }

  const send = (question: Question) =>
    retry(
      () => once(question),
      (error) => verdictOn(error, question),
      { label: `GitHub, ${question.what}`, attempts: ATTEMPTS, baseMs: 1000, capMs: 8000, clock, log, signal },
    );

  return {
    async query(text, variables, what) {
      const body = { query: text, variables };
      try {
        const answer = await send({ method: 'POST', path: GRAPHQL, body, reads: true, what });
        return fieldsOf(fieldsOf(jsonOf(answer, what)).data);
      } catch (error) {
        if (isRefusal(error)) return {};
        throw error;
      }
    },
    ask: async (question) => jsonOf(await send(question), question.what),
    async list(path, what, mostPages) {
      const items: unknown[] = [];
      const join = path.includes('?') ? '&' : '?';
      let next: string | undefined = `${path}${join}per_page=${PAGE}`;
      for (let page = 1; next !== undefined; page += 1) {
        if (page > mostPages) return { items, whole: false };
        const answer: HttpAnswer = await send({ method: 'GET', path: next, what });
        const found = jsonOf(answer, what);
        if (!Array.isArray(found)) {
          throw new GitHubError(`GitHub answered, when asked ${what}, with something that is no list.`, {
            final: true,
          });
        }
        append(items, found);
        // A full page without the header is not believed to be the last one: one more request makes sure.
        const counted = found.length < PAGE ? undefined : `${path}${join}per_page=${PAGE}&page=${page + 1}`;
        next = nextIn(answer.header('link'), base, what) ?? counted;
      }
      return { items, whole: true };
    },
  };
}

/** What an issue quotes comes from outside, may be read by the world, and passes no mask of the runner's. */
function withoutSecrets(_key: string, value: unknown): unknown {
  return typeof value === 'string' ? secrets.hide(value) : value;
}

/** A refusal or failure that may pass. */
class PassingError extends GitHubError {
  /** True if GitHub certainly did nothing. */
  readonly refused: boolean;
  readonly waitMs: number;
  /** True if it won't pass in this run. */
  readonly lasts: boolean;

  constructor(
    message: string,
    details: {
      readonly status?: number;
      readonly final: boolean;
      readonly refused: boolean;
      readonly waitMs: number;
      readonly lasts: boolean;
    },
  ) {
    super(message, details);
    this.refused = details.refused;
    this.waitMs = details.waitMs;
    this.lasts = details.lasts;
  }
}

/** True if GitHub does not let the token see something, or says that it isn't there. A rate limit is no such refusal. */
export function isRefusal(error: unknown): error is GitHubError {
  return error instanceof GitHubError && !(error instanceof PassingError) && [403, 404].includes(error.status ?? 0);
}

/** GitHub Enterprise Server has GraphQL beside the REST API and not below it (docs: forming calls with GraphQL). */
function graphqlOf(base: string): string {
  return base.endsWith('/api/v3') ? `${base.slice(0, -'/v3'.length)}/graphql` : `${base}/graphql`;
}

function verdictOn(error: unknown, { method, reads }: Question): RetryVerdict {
  if (!(error instanceof PassingError) || error.lasts) return { retry: false };
  if (method === 'POST' && reads !== true && !error.refused) return { retry: false };
  const why = error.status === undefined ? 'no whole answer' : `HTTP ${error.status}`;
  return { retry: true, waitMs: error.waitMs, why };
}

/** What an answer that is no success means. GitHub's own words are read to tell its refusals apart, and never shown. */
function faultOf(answer: HttpAnswer, what: string, now: number, need: 'read' | 'write'): GitHubError {
  const { status } = answer;
  const words = wordsOf(answer);
  const wait = limitWait(answer, words, now);
  if (wait !== undefined) {
    const until = new Date(now + wait).toISOString().slice(11, 16);
    return new PassingError(
      `GitHub's rate limit is used up until ${until} UTC (HTTP ${status}): the next run goes on with the issues.`,
      { status, final: true, refused: true, waitMs: wait, lasts: wait > LONGEST_WAIT_MS },
    );
  }
  if (isWebPage(answer)) {
    return new PassingError(
      `A web page answered in the place of GitHub's API when asked ${what} (HTTP ${status}): something on the way blocks this runner; the next run tries again.`,
      { status, final: true, refused: false, waitMs: 0, lasts: false },
    );
  }
  if (status >= 500) {
    return new PassingError(`GitHub answered HTTP ${status} when asked ${what}: the next run tries again.`, {
      status,
      final: true,
      refused: false,
      waitMs: 0,
      lasts: false,
    });
  }
  if (status === 401) {
    return new GitHubError('GitHub does not accept the token of the input github-token (HTTP 401).', {
      status,
      final: true,
    });
  }
  if (status === 403 && words.includes('archived')) {
    return new GitHubError(`GitHub refused ${what} (HTTP 403): the repository is archived.`, { status, final: true });
  }
  if (status === 403 && words.includes('locked')) {
    return new GitHubError(`GitHub refused ${what} (HTTP 403): the issue is locked.`, { status, final: false });
  }
  if (status === 403) return new GitHubError(permissionSentence(what, status, need), { status, final: true });
  if (status === 404) return new GitHubError(permissionSentence(what, status, need), { status, final: false });
  if (status === 410) {
    return new GitHubError(
      `GitHub refused ${what} (HTTP 410): issues are switched off in this repository, switch them on in its settings or set open-issues to false.`,
      { status, final: false },
    );
  }
  return new GitHubError(`GitHub did not take the request ${what} (HTTP ${status}).`, { status, final: false });
}

function permissionSentence(what: string, status: number, need: 'read' | 'write'): string {
  return `GitHub refused ${what} (HTTP ${status}): github-token lacks the right, add the line "issues: ${need}" below "permissions:" of the job (permissions: issues: ${need}).`;
}

/** How long to stay away, ms, if the answer is about a rate limit (docs: rate limits for the REST API). */
function limitWait(answer: HttpAnswer, words: string, now: number): number | undefined {
  if (answer.status !== 403 && answer.status !== 429) return undefined;
  const after = answer.header('retry-after') ?? '';
  if (/^\d{1,9}$/.test(after)) return Number(after) * 1000;
  const reset = answer.header('x-ratelimit-reset') ?? '';
  if (answer.header('x-ratelimit-remaining') === '0' && /^\d{1,11}$/.test(reset)) {
    return Math.max(1000, Number(reset) * 1000 - now + 1000);
  }
  return answer.status === 429 || words.includes('rate limit') ? UNNAMED_WAIT_MS : undefined;
}

/** `message` of a refusal in lower case, to be compared only. */
function wordsOf(answer: HttpAnswer): string {
  try {
    const json = parseJson(textOf(answer.body));
    const message = typeof json === 'object' && json !== null && 'message' in json ? json.message : undefined;
    return typeof message === 'string' ? message.toLowerCase() : '';
  } catch {
    return '';
  }
}

function jsonOf(answer: HttpAnswer, what: string): unknown {
  try {
    return parseJson(textOf(answer.body));
  } catch {
    throw new GitHubError(`GitHub answered HTTP ${answer.status} when asked ${what}, but not with JSON.`, {
      status: answer.status,
      final: true,
    });
  }
}

/** Path and query of the next page; the token must not follow a link to another host. */
function nextIn(link: string | undefined, base: string, what: string): string | undefined {
  const target = (link ?? '')
    .split(',')
    .find((part) => /;\s*rel="?next"?\s*(?:;|$)/.test(part))
    ?.match(/<([^<>]*)>/)?.[1];
  if (target === undefined) return undefined;
  const url = URL.parse(target, base);
  const root = new URL(base);
  const rest = url === null ? '' : url.pathname + url.search;
  const below = root.pathname === '/' ? '' : root.pathname;
  if (url?.origin !== root.origin || !rest.startsWith(`${below}/`)) {
    throw new GitHubError(`GitHub's next page, when asked ${what}, is at another address, which is not followed.`, {
      final: true,
    });
  }
  return rest.slice(below.length);
}
