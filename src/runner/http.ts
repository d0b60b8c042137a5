import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { type Gunzip, gunzip } from 'node:zlib';
import fetch, { type Response } from 'node-fetch';
import { SettingsError } from '../errors.ts';
import type { Clock } from './clock.ts';
import { secrets } from './secrets.ts';

/** One request. `url` is absolute; header names are matched whatever their case. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PATCH';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** An answer that has arrived whole, whatever its status. */
export interface HttpAnswer {
  readonly status: number;
  /** A header's value; several of one name are joined by a comma. */
  header(name: string): string | undefined;
  /** The body after gzip was undone. */
  readonly body: Buffer;
  /** When the last byte had arrived, ms UTC. */
  readonly received: number;
}

/**
 * Sends one request and waits for its whole answer.
 * @throws TransferError if there is no whole answer; the signal's reason as soon as it aborts.
 */
export type Http = (request: HttpRequest, signal: AbortSignal) => Promise<HttpAnswer>;

/** `certificate`, `name` and `protocol` are faults of the connection that waiting does not mend. */
type TransferFault = 'network' | 'timeout' | 'cut' | 'too-large' | 'redirect' | 'certificate' | 'name' | 'protocol';

/** No whole answer came. The message is one sentence with host and path; it never holds the query, a header or a body. */
export class TransferError extends Error {
  override readonly name = 'TransferError';
  readonly kind: TransferFault;

  constructor(kind: TransferFault, message: string) {
    super(message);
    this.kind = kind;
  }
}

export interface HttpOptions {
  /** Time limit of one request, from the connection to the last byte of the body, ms. */
  readonly timeoutMs: number;
  /** Limit of a body, as sent and again after gzip was undone, bytes. */
  readonly maxBytes: number;
  readonly clock: Clock;
  /** The proxy for a URL, or undefined for a direct connection. */
  proxyFor(url: string): string | undefined;
}

/** node-fetch behind a time limit, a size limit, a proxy, and the check that each body is whole. Redirects are not followed. */
export function createHttp(options: HttpOptions): Http {
  const agentFor = createAgents(options.proxyFor);

  return async (request, signal) => {
    signal.throwIfAborted();
    const url = new URL(request.url);
    const proxy = options.proxyFor(request.url);
    const place = `${request.method} ${url.host}${url.pathname}${proxy === undefined ? '' : ` through the proxy ${new URL(proxy).host}`}`;
    const ending = new AbortController();
    let timedOut = false;
    const timer = setTimeout(() => {
      timedOut = true;
      ending.abort();
    }, options.timeoutMs);
    const stop = () => ending.abort();
    signal.addEventListener('abort', stop, { once: true });

    let stage: 'network' | 'cut' = 'network';
    try {
      const response = await fetch(request.url, {
        method: request.method,
        // `compress: false` below: node-fetch accepts a gzip body that was cut, so the body is taken as it comes.
        headers: { 'Accept-Encoding': 'gzip', ...request.headers },
        ...(request.body === undefined ? {} : { body: request.body }),
        agent: agentFor(request.url),
        compress: false,
        redirect: 'manual',
        signal: ending.signal,
      });
      // The abort in `finally` must not become an unhandled error of a body that nobody reads.
      response.body?.on('error', () => {});
      stage = 'cut';
      if (response.status >= 300 && response.status < 400) throw redirected(response, place);
      const body = await unpack(response, await readRaw(response, options.maxBytes, place), options.maxBytes, place);
      return {
        status: response.status,
        header: (name) => response.headers.get(name) ?? undefined,
        body,
        received: options.clock.now(),
      };
    } catch (error) {
      signal.throwIfAborted();
      if (timedOut)
        throw new TransferError('timeout', `${place}: no whole answer within ${options.timeoutMs / 1000} s.`);
      if (error instanceof TransferError) throw error;
      const what = stage === 'network' ? 'no answer' : 'the answer was cut off';
      throw new TransferError(
        (stage === 'network' && lastingFault(error)) || stage,
        `${place}: ${what}${reasonOf(error)}.`,
      );
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
      ending.abort();
    }
  };
}

/** Collects the body as it was sent, and makes sure that its end was seen. */
async function readRaw(response: Response, maxBytes: number, place: string): Promise<Buffer> {
  const announced = response.headers.get('content-length');
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    size += bytes.length;
    if (size > maxBytes) throw tooLarge(place, maxBytes);
    chunks.push(bytes);
  }
  if (announced !== null) {
    if (Number(announced) !== size) {
      throw new TransferError('cut', `${place}: the answer was cut off, ${size} of ${Number(announced)} bytes came.`);
    }
  } else if (!/(?:^|[\s,])chunked\s*$/i.test(response.headers.get('transfer-encoding') ?? '')) {
    // The end of the connection alone proves nothing. The end of gzip does, and an error's body need not be whole.
    if (response.ok && response.status !== 204 && codingOf(response) !== 'gzip') {
      throw new TransferError(
        'cut',
        `${place}: the answer doesn't say where it ends, so it can't be known to be whole.`,
      );
    }
  }
  return Buffer.concat(chunks, size);
}

/**
 * Undoes gzip: one member or several (RFC 1952, 2.2), each of which proves its own length and checksum at its end. Behind the
 * last one only zero bytes may stand, with which some servers fill up.
 */
async function unpack(response: Response, raw: Buffer, maxBytes: number, place: string): Promise<Buffer> {
  const coding = codingOf(response);
  if (coding === 'identity' || raw.length === 0) return raw;
  if (coding !== 'gzip')
    throw new TransferError('cut', `${place}: the answer is packed in a way that was not asked for.`);
  let unpacked: Unpacked;
  try {
    unpacked = await unzip(raw, maxBytes);
  } catch (error) {
    if (codeOf(error) === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(place, maxBytes);
    throw new TransferError('cut', `${place}: the gzip answer is cut off or damaged${reasonOf(error)}.`);
  }
  if (raw.subarray(unpacked.packed).some((byte) => byte !== 0)) {
    throw new TransferError('cut', `${place}: the gzip answer doesn't end where its content does.`);
  }
  return unpacked.body;
}

interface Unpacked {
  readonly body: Buffer;
  /** Bytes of the members; what stands behind them was not looked at. */
  readonly packed: number;
}

function unzip(raw: Buffer, maxBytes: number): Promise<Unpacked> {
  const { promise, resolve, reject } = Promise.withResolvers<Unpacked>();
  gunzip(raw, { maxOutputLength: maxBytes, info: true }, (error, result) => {
    if (error) reject(error);
    else {
      // With `info` a pair is given back, which the types of Node don't say.
      const { buffer, engine } = result as unknown as { buffer: Buffer; engine: Gunzip };
      resolve({ body: buffer, packed: engine.bytesWritten });
    }
  });
  return promise;
}

function codingOf(response: Response): 'identity' | 'gzip' | 'other' {
  const coding = response.headers.get('content-encoding')?.trim().toLowerCase() ?? '';
  if (coding === '' || coding === 'identity') return 'identity';
  return coding === 'gzip' || coding === 'x-gzip' ? 'gzip' : 'other';
}

function tooLarge(place: string, maxBytes: number): TransferError {
  return new TransferError('too-large', `${place}: the answer is larger than ${maxBytes} bytes.`);
}

function redirected(response: Response, place: string): TransferError {
  const location = response.headers.get('location') ?? '';
  const host = URL.canParse(location) ? new URL(location).hostname : '';
  const target = /^[a-z0-9.-]{1,100}$/.test(host) && secrets.redact(host) === host ? ` to ${host}` : '';
  return new TransferError(
    'redirect',
    `${place}: HTTP ${response.status}, a redirect${target}, which is not followed since it could carry credentials away.`,
  );
}

/** The system's code of an error, and nothing else of it: messages of node-fetch hold the whole URL. */
function reasonOf(error: unknown): string {
  const code = codeOf(error);
  return code === undefined ? '' : ` (${code})`;
}

/** The faults that another attempt meets again, by Node's codes (docs: errors, tls, dns). */
function lastingFault(error: unknown): 'certificate' | 'name' | 'protocol' | undefined {
  const code = codeOf(error) ?? '';
  if (code === 'ENOTFOUND') return 'name';
  if (/CERT|SIGNATURE|^UNABLE_TO|^CRL_/.test(code)) return 'certificate';
  return code === 'EPROTO' || /^(?:HPE_|ERR_SSL_|ERR_TLS_)/.test(code) ? 'protocol' : undefined;
}

function codeOf(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]{1,60}$/.test(code) ? code : undefined;
}

/** One keep-alive agent for each way to go. node-fetch reads no proxy variables; Node's agents do if told (Node 24.5). */
function createAgents(proxyFor: (url: string) => string | undefined): (url: string) => HttpAgent {
  const agents = new Map<string, HttpAgent>();
  return (url) => {
    const proxy = proxyFor(url);
    const secure = new URL(url).protocol === 'https:';
    const key = `${secure} ${proxy ?? ''}`;
    const known = agents.get(key);
    if (known) return known;
    const agent = secure
      ? new HttpsAgent({ keepAlive: true, ...(proxy === undefined ? {} : { proxyEnv: { HTTPS_PROXY: proxy } }) })
      : new HttpAgent({ keepAlive: true, ...(proxy === undefined ? {} : { proxyEnv: { HTTP_PROXY: proxy } }) });
    agents.set(key, agent);
    return agent;
  };
}

/**
 * Which proxy a URL goes through, by HTTPS_PROXY, HTTP_PROXY and NO_PROXY in either case (lower case first, as curl does).
 * Loopback is never proxied; an entry of NO_PROXY is `*`, a host or a parent domain of it (`.example.com`, `*.example.com`), each with or without a port.
 * @throws SettingsError if a variable that is set is not an http or https address.
 */
export function proxyFromEnvironment(
  env: Readonly<Record<string, string | undefined>>,
): (url: string) => string | undefined {
  const read = (name: string) => env[name.toLowerCase()] || env[name] || '';
  const forHttps = proxyAddress('HTTPS_PROXY', read('HTTPS_PROXY'));
  const forHttp = proxyAddress('HTTP_PROXY', read('HTTP_PROXY'));
  const exceptions = read('NO_PROXY')
    .split(/[\s,]+/)
    .map((entry) => entry.toLowerCase().replace(/^\*?\./, ''))
    .filter((entry) => entry !== '');

  return (text) => {
    const url = new URL(text);
    const proxy = url.protocol === 'https:' ? forHttps : forHttp;
    if (proxy === undefined || isLoopback(url.hostname)) return undefined;
    const port = url.port || (url.protocol === 'https:' ? '443' : '80');
    const names = [url.hostname, `${url.hostname}:${port}`];
    const direct = exceptions.some(
      (entry) => entry === '*' || names.some((name) => name === entry || name.endsWith(`.${entry}`)),
    );
    return direct ? undefined : proxy;
  };
}

/** The value is not shown: it may hold a password. */
function proxyAddress(name: string, value: string): string | undefined {
  const text = value.trim();
  if (text === '') return undefined;
  const full = text.includes('://') ? text : `http://${text}`;
  const url = URL.canParse(full) ? new URL(full) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.hostname === '') {
    throw new SettingsError(
      name,
      `${name} is not the address of a proxy: http://host:port or https://host:port is allowed.`,
    );
  }
  return url.href;
}

function isLoopback(hostname: string): boolean {
  return /^(localhost|.+\.localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
}
