import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readAsked, readBody } from './asked.ts';
import { bucketOf, type Limit, type Take } from './bucket.ts';
import { CATEGORIES, categoriesAnswer } from './categories.ts';
import type { DataSet } from './data.ts';
import { defaultHmac, defaultOauth, doorOf, flat, type Hmac, type Oauth } from './door.ts';
import { type Answer, type Fault, faultPlan, type Path, send, spoil } from './faults.ts';
import { hostile } from './hostile.ts';
import { pageNumber, pagingOf } from './paging.ts';
import { type Quirks, usual } from './quirks.ts';

export interface MimecastOptions {
  /** ms UTC: age of rows, life of tokens, header `Date`. Default: this machine's time. */
  readonly clock?: () => number;
  readonly data: DataSet;
  /** Credentials of API 2.0. Where neither generation is named, both are open, with `defaultOauth` and `defaultHmac`. */
  readonly oauth?: Oauth;
  /** Credentials of API 1.0. */
  readonly hmac?: Hmac;
  /** Life of a token of API 2.0, s. */
  readonly tokenSeconds?: number;
  /** A bucket for each path, refilled in real time. Default: no limit. */
  readonly limit?: Limit;
  readonly quirks?: Partial<Quirks>;
  readonly faults?: readonly Fault[];
  /** Most rows of a page. Default 500, what a capture shows; API Concepts names 100. */
  readonly maxPageSize?: number;
  /** Codes that get-categories lists, asked at each request. Default: those that are known from public samples. */
  readonly categories?: () => readonly string[];
  /** Port on 127.0.0.1. Default 0: any free one. */
  readonly port?: number;
  /** Called before each answer is sent, with its record: the moment to kill a run or to change data. */
  readonly onRequest?: (request: MimecastRequest) => void;
}

/** A request as it came, without its secrets. */
interface MimecastRequest {
  readonly path: string;
  /** Number of the page asked for, from 1; 0 where there are no pages. */
  page: number;
  /** Status of the answer; 0 if there was none. */
  status: number;
  /** The parsed body of a call; of `/oauth/token` only its `grant_type`. */
  body?: unknown;
}

export interface Mimecast {
  readonly url: string;
  /** All requests since the start, in the order they came. */
  readonly requests: MimecastRequest[];
  readonly data: DataSet;
  stop(): Promise<void>;
}

const PATHS: Readonly<Record<string, Path>> = {
  '/api/audit/get-audit-events': 'audit',
  '/api/audit/get-categories': 'categories',
  '/oauth/token': 'token',
};

/**
 * Starts a Mimecast of both generations on loopback. It behaves as public sources describe the real one, strictly where
 * they agree (HMAC, tokens, order, lookback) and by switch where they don't (`quirks`).
 */
export async function startMimecast(options: MimecastOptions): Promise<Mimecast> {
  const quirks: Quirks = { ...usual, ...options.quirks };
  const now = options.clock ?? Date.now;
  const requests: MimecastRequest[] = [];
  const inserted: NonNullable<Quirks['lateInsert']>['rows'][number][] = [];
  const data = quirks.lateInsert ? hostile(options.data, { added: inserted }) : options.data;
  const open = options.oauth || options.hmac ? options : { oauth: defaultOauth, hmac: defaultHmac };
  const door = doorOf({ oauth: open.oauth, hmac: open.hmac }, options.tokenSeconds ?? 1799, quirks, now);
  const page = pagingOf({ data, quirks, maxPageSize: options.maxPageSize ?? 500, now });
  const deedOf = faultPlan(options.faults ?? []);
  const buckets = new Map<Path, () => Take>();
  const stopped = new AbortController();
  let answers = 0;

  function take(path: Path): Take {
    if (!options.limit) return { allowed: true, limit: 10_000, remaining: 9_999, reset: 10 };
    const bucket = buckets.get(path) ?? bucketOf(options.limit, () => performance.now());
    buckets.set(path, bucket);
    return bucket();
  }

  /** The answer of a path to a caller whose bucket isn't empty. */
  function answerTo(path: Path, request: IncomingMessage, text: string, record: MimecastRequest): Answer {
    if (path === 'token') return door.token(text);
    const refusal = door.refuse(request.headers, record.path);
    if (refusal) return refusal;
    if (record.body === undefined) return { status: 400, body: '' };
    if (path === 'categories')
      return categoriesAnswer(options.categories?.() ?? CATEGORIES, quirks.categoryShape, record.body);
    const answer = page(readAsked(record.body));
    answers += 1;
    if (answers === quirks.lateInsert?.afterAnswers) inserted.push(...quirks.lateInsert.rows);
    return answer;
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://localhost').pathname;
    const text = await readText(request);
    const record: MimecastRequest = { path: url, page: 0, status: 0 };
    requests.push(record);
    const path = PATHS[url];
    const deed = path && deedOf(path);
    if (deed === 'expire-token') door.expire();
    const taken = path && take(path);
    const answer = spoil(right(request, text, record, taken), deed);
    if (deed !== 'reset' && deed !== 'hang') record.status = answer.status;
    options.onRequest?.(record);
    await send(response, { ...answer, headers: { ...commonHeaders(taken), ...answer.headers } }, deed, {
      gzip: quirks.gzip && /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? '')),
      chunked: quirks.chunked,
      signal: stopped.signal,
    });
  }

  function right(request: IncomingMessage, text: string, record: MimecastRequest, taken: Take | undefined): Answer {
    const path = PATHS[record.path];
    if (!path) {
      const message = 'Resource or method requested does not exist in any product assigned to the application.';
      return flat(404, 'app_forbidden', message);
    }
    if (request.method !== 'POST') return flat(405, 'method_not_allowed', 'Method not allowed');
    record.body = path === 'token' ? { grant_type: new URLSearchParams(text).get('grant_type') } : readBody(text);
    if (path === 'audit') record.page = pageNumber(readAsked(record.body));
    if (taken?.allowed === false) return flat(429, 'too_many_requests', 'Quota exceeded');
    return answerTo(path, request, text, record);
  }

  function commonHeaders(taken: Take | undefined): Record<string, string> {
    const name = quirks.rateHeaders;
    const rate =
      name === 'none' || !taken
        ? {}
        : {
            [`${name}-Limit`]: String(taken.limit),
            [`${name}-Remaining`]: String(taken.remaining),
            [`${name}-Reset`]: String(taken.reset),
          };
    return { Date: new Date(now() + quirks.dateSkew).toUTCString(), 'x-request-id': randomUUID(), ...rate };
  }

  const server = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy());
  });
  // Longer than any test waits: no connection ends in the moment that a client uses it again.
  server.keepAliveTimeout = 600_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    data,
    stop: async () => {
      stopped.abort();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function readText(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}
