import { createServer, type IncomingMessage, type ServerResponse, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';

/** What happens to a bulk request in place of, or beside, being passed on. */
type Deed =
  /** Answered by the proxy; the node never sees it. */
  | { readonly status: number; readonly body?: string; readonly headers?: Readonly<Record<string, string>> }
  /** The connection is reset; the node never sees it. */
  | 'reset'
  /** Passed on after this wait, ms. */
  | { readonly slow: number }
  /** The node works on it, and half of its answer comes back before the connection ends. */
  | 'cut'
  /** The node works on it; the headers and half of its answer come back, and then nothing more, with the connection open. */
  | 'stall'
  /** The node works on it, and its answer comes back a byte a tenth of a second, for ever. */
  | 'drip'
  /** The node works on it, and the connection is reset before any of its answer. */
  | 'lost-answer'
  /** Refused as nginx does if its body, as it comes over the wire, has more bytes than this. */
  | { readonly limitBytes: number };

/** Applies from the `request`-th bulk request on (1, the default, is the first), `times` times (default 1). */
export interface ProxyFault {
  readonly on: { readonly request?: number; readonly times?: number };
  readonly do: Deed;
}

export interface FaultyProxy {
  readonly url: string;
  /** What was asked and answered, in order of the answers; status 0 where there was none, or only half of one. */
  readonly requests: readonly { readonly method: string; readonly path: string; readonly status: number }[];
  stop(): Promise<void>;
}

const TOO_LARGE = `<html>\r\n<head><title>413 Request Entity Too Large</title></head>\r\n<body>\r\n<center><h1>413 Request Entity Too Large</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n`;

/** A loopback HTTP proxy before `target`, an `http:` URL. Everything passes; faults befall bulk requests as planned. */
export async function startProxy(target: string, plan: readonly ProxyFault[]): Promise<FaultyProxy> {
  const requests: FaultyProxy['requests'][number][] = [];
  let bulks = 0;

  async function serve(incoming: IncomingMessage, answer: ServerResponse): Promise<void> {
    const { method = 'GET', url: path = '/' } = incoming;
    const note = (status: number): number => requests.push({ method, path, status });
    const deed = path.includes('_bulk') ? planned(plan, ++bulks) : undefined;
    const body = await bytesOf(incoming);
    if (deed === 'reset') {
      note(0);
      incoming.socket.resetAndDestroy();
      return;
    }
    const own = deed === undefined ? undefined : ownAnswer(deed, body);
    if (own) {
      note(own.status);
      answer.writeHead(own.status, { 'content-type': 'text/html', ...own.headers }).end(own.body);
      return;
    }
    if (typeof deed === 'object' && 'slow' in deed) await setTimeout(deed.slow);
    const passed = await pass(target, incoming, body);
    if (deed === 'lost-answer') {
      note(0);
      incoming.socket.resetAndDestroy();
    } else if (deed === 'cut') {
      note(0);
      answer.writeHead(passed.status, { ...passed.headers, 'content-length': passed.body.length });
      answer.write(passed.body.subarray(0, passed.body.length >> 1), () => answer.destroy());
    } else if (deed === 'stall' || deed === 'drip') {
      note(0);
      answer.writeHead(passed.status, { ...passed.headers, 'content-length': 2 * passed.body.length + 1_000_000 });
      answer.write(passed.body.subarray(0, passed.body.length >> 1));
      const dripping = deed === 'drip' ? setInterval(() => answer.write(' '), 100) : undefined;
      answer.once('close', () => clearInterval(dripping));
    } else {
      note(passed.status);
      answer.writeHead(passed.status, passed.headers).end(passed.body);
    }
  }

  const server = createServer((incoming, answer) => {
    // A client that has gone away by itself is no fault of the proxy's; neither is a node that is down.
    serve(incoming, answer).catch(() => incoming.socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    stop: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}

function planned(plan: readonly ProxyFault[], bulk: number): Deed | undefined {
  return plan.find(({ on: { request: first = 1, times = 1 } }) => bulk >= first && bulk < first + times)?.do;
}

/** What the proxy answers itself, if it does. */
function ownAnswer(
  deed: Exclude<Deed, 'reset'>,
  body: Buffer,
): { status: number; body: string; headers: Readonly<Record<string, string>> } | undefined {
  if (typeof deed === 'string') return undefined;
  if ('status' in deed) return { status: deed.status, body: deed.body ?? '', headers: deed.headers ?? {} };
  if (!('limitBytes' in deed)) return undefined;
  return body.length > deed.limitBytes ? { status: 413, body: TOO_LARGE, headers: {} } : undefined;
}

async function bytesOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function pass(
  target: string,
  { method, url, headers }: IncomingMessage,
  body: Buffer,
): Promise<{ status: number; headers: IncomingMessage['headers']; body: Buffer }> {
  return new Promise((resolve, reject) => {
    const { host: _own, connection: _hop, 'transfer-encoding': _chunked, ...rest } = headers;
    const asked = send(`${target}${url}`, { method, headers: { ...rest, 'content-length': body.length } }, (answer) => {
      const { connection: _gone, 'transfer-encoding': _coding, ...kept } = answer.headers;
      bytesOf(answer).then((bytes) => resolve({ status: answer.statusCode ?? 0, headers: kept, body: bytes }), reject);
    });
    asked.once('error', reject);
    asked.end(body);
  });
}
