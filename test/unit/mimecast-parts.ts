import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Credentials } from '../../src/mimecast/auth.ts';
import { createSource, type ReadOutcome, type SourceOptions } from '../../src/mimecast/reader.ts';
import type { Page } from '../../src/page.ts';
import type { Clock } from '../../src/runner/clock.ts';
import { createHttp } from '../../src/runner/http.ts';
import type { Log } from '../../src/runner/log.ts';
import type { Span } from '../../src/span.ts';

/** A clock that stands still but for sleeping, which takes no real time. */
export interface FakeClock extends Clock {
  readonly slept: number[];
  advance(ms: number): void;
}

export function fakeClock(start = Date.UTC(2026, 10, 24, 12, 50, 11)): FakeClock {
  let now = start;
  const slept: number[] = [];
  return {
    slept,
    now: () => now,
    advance: (ms) => {
      now += ms;
    },
    sleep: async (ms, signal, options) => {
      signal?.throwIfAborted();
      // A deadline, which does not come.
      if (options?.background) return new Promise(() => {});
      slept.push(ms);
      now += ms;
    },
  };
}

export interface KeptLog extends Log {
  readonly lines: string[];
  readonly warnings: string[];
}

export function keptLog(): KeptLog {
  const lines: string[] = [];
  const warnings: string[] = [];
  return {
    lines,
    warnings,
    info: (text) => void lines.push(text),
    warn: (text) => void warnings.push(text),
    debug: () => {},
    group: (_title, body) => body(),
  };
}

export async function listen(server: Server): Promise<string> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

export async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise<void>((done) => server.close(() => done()));
}

/** Runs `body` against a loopback server that is gone afterwards. */
export async function withServer<T>(listener: RequestListener, body: (baseUrl: string) => Promise<T>): Promise<T> {
  const server = createServer(listener);
  try {
    return await body(await listen(server));
  } finally {
    await close(server);
  }
}

export async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

/** One scripted answer: the first unused step that fits a request is taken, `on: always` and `on: pageToken` are never used up. */
export interface Step {
  readonly on?: string;
  readonly token?: string;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly text?: string;
  readonly prefix_bytes?: string;
}

export interface Asked {
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export const OAUTH: Credentials = { kind: 'oauth', clientId: 'made-up-client', clientSecret: 'made-up-client-secret' };
export const SPAN: Span = { from: Date.UTC(2026, 2, 3) / 1000, to: Date.UTC(2026, 2, 4) / 1000 };

export interface Told {
  readonly outcome: ReadOutcome;
  readonly pages: Page[];
  readonly asked: Asked[];
  readonly audits: Asked[];
  readonly log: KeptLog;
  readonly clock: FakeClock;
  readonly masked: string[];
}

/** Reads a span from a Mimecast that answers as scripted, with a clock that takes no time. */
export async function readScripted(steps: readonly Step[], options: Partial<SourceOptions> = {}): Promise<Told> {
  const left = [...steps];
  const asked: Asked[] = [];
  const pages: Page[] = [];
  const masked: string[] = [];
  // The day after the span: eight months later Mimecast would have forgotten it.
  const clock = fakeClock(Date.UTC(2026, 2, 4, 12, 50, 11));
  const log = keptLog();
  const outcome = await withServer(
    async (request, response) => {
      const body = await bodyOf(request);
      const path = request.url ?? '';
      asked.push({ path, headers: request.headers, body });
      const step = take(left, path, body);
      const prefix = Buffer.from((step.prefix_bytes ?? '').replaceAll(' ', ''), 'hex');
      const text = step.text ?? JSON.stringify(step.json);
      const soon = new Date(clock.now() + 2_000).toUTCString();
      const headers = Object.entries(step.headers ?? {}).map(([name, value]) => [
        name.toLowerCase(),
        value.startsWith('<HTTP date') ? soon : value,
      ]);
      const date = new Date(clock.now()).toUTCString();
      response.writeHead(step.status ?? 200, {
        'content-type': 'application/json',
        date,
        ...Object.fromEntries(headers),
      });
      response.end(Buffer.concat([prefix, Buffer.from(text)]));
    },
    async (baseUrl) => {
      const source = createSource({
        baseUrl,
        credentials: OAUTH,
        categories: ['mimecast_access_logs'],
        query: undefined,
        http: createHttp({ timeoutMs: 10_000, maxBytes: 1_000_000, clock, proxyFor: () => undefined }),
        clock,
        log,
        signal: new AbortController().signal,
        mask: (secret) => void masked.push(secret),
        ...options,
      });
      return source.read(SPAN, async (page) => void pages.push(page));
    },
  );
  const audits = asked.filter(({ path }) => path === '/api/audit/get-audit-events');
  return { outcome, pages, asked, audits, log, clock, masked };
}

function take(left: Step[], path: string, body: string): Step {
  const isToken = path === '/oauth/token';
  const pageToken = isToken ? undefined : (JSON.parse(body).meta.pagination.pageToken as string | undefined);
  const index = left.findIndex((step) => {
    if ((step.on === 'POST /oauth/token') !== isToken) return false;
    if (step.on === 'no pageToken') return pageToken === undefined;
    return step.token === undefined || step.token === pageToken;
  });
  const step = left[index];
  if (step === undefined) {
    if (!isToken) return { status: 400, json: { fail: [{ code: 'not_scripted' }] } };
    return { json: { access_token: 'made-up-token-1', token_type: 'Bearer', expires_in: 1799, scope: '' } };
  }
  if (step.on !== 'always' && step.on !== 'pageToken') left.splice(index, 1);
  return step;
}
