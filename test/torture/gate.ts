import { createServer, type IncomingMessage, type ServerResponse, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What becomes of a request: it goes on, is answered here with a status, or its connection is reset. */
type Passage = 'pass' | 'reset' | number;

export interface GateHooks {
  /** Told of each request as soon as all of it is here, and waited for. */
  before(request: { readonly method: string; readonly path: string }): Promise<Passage>;
  /** Told when the answer has come, and waited for before the client gets any of it. */
  after(request: { readonly method: string; readonly path: string }): Promise<void>;
}

export interface Gate {
  readonly url: string;
  /** Resolves when no request is under way any more, also none whose client has gone. */
  idle(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * A loopback HTTP server before `target`, an `http:` URL, that asks before it passes a request on. A request that has arrived
 * whole is passed on even if its client has died since, as the network would.
 */
export async function startGate(target: string, { before, after }: GateHooks): Promise<Gate> {
  const running = new Set<Promise<void>>();

  async function serve(incoming: IncomingMessage, answer: ServerResponse): Promise<void> {
    const { method = 'GET', url: path = '/' } = incoming;
    const body = await bytesOf(incoming);
    const passage = await before({ method, path });
    if (passage === 'reset') {
      incoming.socket.resetAndDestroy();
      return;
    }
    if (passage !== 'pass') {
      answer
        .writeHead(passage, { 'content-type': 'application/json' })
        .end(`{"error":{"type":"busy"},"status":${passage}}`);
      return;
    }
    const { status, headers, bytes, whole } = await forward(target, incoming, body);
    await after({ method, path });
    answer.writeHead(status, headers);
    if (whole) answer.end(bytes);
    else answer.write(bytes, () => answer.destroy());
  }

  const server = createServer((incoming, answer) => {
    const task: Promise<void> = serve(incoming, answer)
      // The other side has reset the connection, or the client has gone.
      .catch(() => void incoming.socket.resetAndDestroy())
      .finally(() => running.delete(task));
    running.add(task);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async idle() {
      while (running.size > 0) await Promise.all(running);
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Forwarded {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly bytes: Buffer;
  /** False if the answer was cut off. */
  readonly whole: boolean;
}

function forward(target: string, { method, url, headers }: IncomingMessage, body: Buffer): Promise<Forwarded> {
  return new Promise((resolve, reject) => {
    const { host: _own, connection: _hop, 'transfer-encoding': _chunked, ...rest } = headers;
    const asked = send(`${target}${url}`, { method, headers: { ...rest, 'content-length': body.length } }, (answer) => {
      const { connection: _gone, 'transfer-encoding': _coding, ...kept } = answer.headers;
      const chunks: Buffer[] = [];
      const end = (whole: boolean) => () =>
        resolve({ status: answer.statusCode ?? 0, headers: kept, bytes: Buffer.concat(chunks), whole });
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.once('end', end(true)).once('error', end(false));
    });
    asked.once('error', reject);
    asked.end(body);
  });
}

async function bytesOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
