import { createServer, type RequestListener } from 'node:http';
import { createServer as createNetServer } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { SettingsError } from '../../src/errors.ts';
import { createHttp, type HttpAnswer, proxyFromEnvironment, type TransferError } from '../../src/runner/http.ts';
import { bodyOf, close, fakeClock, listen, withServer } from './mimecast-parts.ts';

const CLOCK = fakeClock();
const live = () => new AbortController().signal;

interface Limits {
  timeoutMs?: number;
  maxBytes?: number;
  signal?: AbortSignal;
  proxy?: string;
}

function send(baseUrl: string, limits: Limits = {}): Promise<HttpAnswer> {
  const { timeoutMs = 5_000, maxBytes = 100_000, signal = live(), proxy } = limits;
  const http = createHttp({ timeoutMs, maxBytes, clock: CLOCK, proxyFor: () => proxy });
  const headers = { Authorization: 'Bearer canary-header' };
  return http({ method: 'POST', url: `${baseUrl}/a/path?secret=canary-query`, headers, body: 'canary-body' }, signal);
}

const ask = (listener: RequestListener, limits?: Limits) => withServer(listener, (baseUrl) => send(baseUrl, limits));

async function faultOf(answer: Promise<unknown>): Promise<TransferError> {
  const error = await answer.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toMatchObject({ name: 'TransferError' });
  const fault = error as TransferError;
  expect(fault.message).toMatch(/^POST [\w.:]+\/a\/path/);
  expect(`${fault.message} ${fault.stack}`).not.toContain('canary');
  return fault;
}

/** Answers with bytes as they are, then ends the connection. */
async function askRaw(raw: Buffer | string, limits?: Limits): Promise<HttpAnswer> {
  const server = createNetServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', () => socket.end(raw));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  try {
    return await send(`http://127.0.0.1:${(server.address() as { port: number }).port}`, limits);
  } finally {
    await new Promise<void>((done) => server.close(() => done()));
  }
}

/** With a checksum at its end that is wrong by one bit. */
function badly(packed: Buffer): Buffer {
  const copy = Buffer.from(packed);
  copy[copy.length - 8] = (copy.at(-8) ?? 0) ^ 1;
  return copy;
}

function gzipAnswer(packed: Buffer): Buffer {
  return Buffer.concat([
    Buffer.from(`HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: ${packed.length}\r\n\r\n`),
    packed,
  ]);
}

describe('createHttp', () => {
  it('sends what it is given and hands out status, headers, body and time', async () => {
    const answer = await ask(async (request, response) => {
      const got = `${request.method} ${request.url} ${request.headers.authorization} ${request.headers['accept-encoding']} ${await bodyOf(request)}`;
      response.writeHead(418, { 'X-One': 'a' }).end(got);
    });
    expect(answer.status).toBe(418);
    expect(answer.header('x-one')).toBe('a');
    expect(answer.header('x-two')).toBeUndefined();
    expect(answer.received).toBe(CLOCK.now());
    expect(answer.body.toString()).toBe('POST /a/path?secret=canary-query Bearer canary-header gzip canary-body');
  });

  it('undoes gzip, and leaves a byte order mark where it is', async () => {
    const body = Buffer.from('\uFEFF{"text":"Grüße"}');
    const answer = await ask((_request, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(body)),
    );
    expect(answer.body.equals(body)).toBe(true);
  });

  it('uses one connection for several requests', async () => {
    const ports = new Set<number | undefined>();
    await withServer(
      (request, response) => {
        ports.add(request.socket.remotePort);
        response.end('{}');
      },
      async (baseUrl) => {
        const http = createHttp({ timeoutMs: 5_000, maxBytes: 100, clock: CLOCK, proxyFor: () => undefined });
        for (let i = 0; i < 5; i += 1) await http({ method: 'GET', url: baseUrl, headers: {} }, live());
      },
    );
    expect(ports.size).toBe(1);
  });

  it.each([301, 302, 303, 307, 308])('does not follow HTTP %i', async (status) => {
    let requests = 0;
    const fault = await faultOf(
      ask((_request, response) => {
        requests += 1;
        response.writeHead(status, { location: 'https://elsewhere.example.com/x?canary' }).end('moved');
      }),
    );
    expect(fault.kind).toBe('redirect');
    expect(fault.message).toContain('elsewhere.example.com');
    expect(requests).toBe(1);
  });
});

describe('a body that is not whole', () => {
  const packed = gzipSync(Buffer.from(JSON.stringify({ data: Array.from({ length: 50 }, (_, i) => `event ${i}`) })));

  it.each([
    ['content-length is short of bytes', 'HTTP/1.1 200 OK\r\nContent-Length: 40\r\n\r\n{"data":[]}'],
    ['no last chunk', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nb\r\n{"data":[]}\r\n'],
    ['a chunk breaks off', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n{"data":[]}'],
    ['nothing says where it ends', 'HTTP/1.1 200 OK\r\n\r\n{"data":[]}'],
    ['packed as not asked for', 'HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nContent-Length: 2\r\n\r\n{}'],
    ['gzip cut in the data', gzipAnswer(packed.subarray(0, packed.length - 30))],
    ['gzip without its last 8 bytes', gzipAnswer(packed.subarray(0, packed.length - 8))],
    ['gzip without its last byte', gzipAnswer(packed.subarray(0, packed.length - 1))],
    ['bytes after the end of gzip', gzipAnswer(Buffer.concat([packed, Buffer.from('garbage')]))],
    ['something between zeros after the end of gzip', gzipAnswer(Buffer.concat([packed, Buffer.from([0, 0, 7, 0])]))],
    ['a member after zeros after the end of gzip', gzipAnswer(Buffer.concat([packed, Buffer.alloc(4), packed]))],
    ['a checksum that is not of its member', gzipAnswer(Buffer.concat([badly(packed), packed]))],
    ['not gzip at all', gzipAnswer(Buffer.from('{"data":[]}'))],
  ])('is refused: %s', async (_name, raw) => {
    expect((await faultOf(askRaw(raw))).kind).toBe('cut');
  });

  it('is read in any number of gzip members, with zeros behind, and refused wherever one of them is cut', async () => {
    const text = JSON.stringify({ data: ['one', 'two', 'three'] });
    for (const at of [0, 1, 7, text.length]) {
      const members = [gzipSync(text.slice(0, at)), gzipSync(''), gzipSync(text.slice(at))];
      const body = Buffer.concat(members);
      for (const zeros of [0, 1, 512]) {
        const answer = await askRaw(gzipAnswer(Buffer.concat([body, Buffer.alloc(zeros)])));
        expect(answer.body.toString()).toBe(text);
      }
      const edges = [members[0]?.length ?? 0, body.length - (members[2]?.length ?? 0)];
      for (let length = 1; length < body.length; length++) {
        // A cut between two members is none of gzip: there the length of the answer tells, as everywhere.
        if (edges.includes(length)) continue;
        expect((await faultOf(askRaw(gzipAnswer(body.subarray(0, length))))).kind).toBe('cut');
      }
    }
  });

  it('is refused wherever a gzip body is cut', async () => {
    for (let length = 1; length < packed.length; length += 7) {
      expect((await faultOf(askRaw(gzipAnswer(packed.subarray(0, length))))).kind).toBe('cut');
    }
  });

  it('is not seen where there is none', async () => {
    expect((await askRaw(gzipAnswer(packed))).body.toString()).toContain('event 49');
    const unframed = Buffer.concat([Buffer.from('HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n'), packed]);
    expect((await askRaw(unframed)).body.toString()).toContain('event 49');
    expect((await askRaw('HTTP/1.1 503 Busy\r\n\r\nbusy')).status).toBe(503);
    expect((await askRaw('HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 0\r\n\r\n')).body).toHaveLength(
      0,
    );
  });
});

describe('limits', () => {
  it('end a request whose answer never starts, or never ends', async () => {
    expect((await faultOf(ask(() => {}, { timeoutMs: 50 }))).kind).toBe('timeout');
    const halfway = await faultOf(ask((_request, response) => void response.write('{"data":['), { timeoutMs: 50 }));
    expect(halfway.kind).toBe('timeout');
  });

  it('refuse a large body, also one that is only large when unpacked', async () => {
    const limits = { maxBytes: 1_000 };
    expect((await faultOf(ask((_request, response) => void response.end(Buffer.alloc(1_001)), limits))).kind).toBe(
      'too-large',
    );
    const bomb = gzipSync(Buffer.alloc(500_000));
    expect(bomb.length).toBeLessThan(1_000);
    expect((await faultOf(askRaw(gzipAnswer(bomb), limits))).kind).toBe('too-large');
    expect((await ask((_request, response) => void response.end(Buffer.alloc(1_000)), limits)).body).toHaveLength(
      1_000,
    );
  });

  it('give way to the signal: before, while waiting, and while the body comes', async () => {
    const reason = new Error('The job was cancelled.');
    await expect(ask(() => {}, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    for (const start of [false, true]) {
      const stop = new AbortController();
      const answer = ask(
        (_request, response) => {
          if (start) response.write('{');
          setTimeout(() => stop.abort(reason), 20);
        },
        { signal: stop.signal },
      );
      await expect(answer).rejects.toBe(reason);
    }
  });

  it('name the fault of a connection that is refused', async () => {
    const server = createServer();
    const baseUrl = await listen(server);
    await close(server);
    const fault = await faultOf(send(baseUrl));
    expect(fault.kind).toBe('network');
    expect(fault.message).toContain('ECONNREFUSED');
  });
});

describe('a proxy', () => {
  it('gets a tunnel for https, and its refusal is an error that holds no password', async () => {
    const tunnels: string[] = [];
    const proxy = createServer((_request, response) => response.end('not a tunnel'));
    proxy.on('connect', (request, socket) => {
      tunnels.push(`${request.url} ${request.headers['proxy-authorization']}`);
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
    });
    const address = (await listen(proxy)).replace('://', '://me:canary@');
    const fault = await faultOf(send('https://api.example.com', { proxy: address }));
    await close(proxy);
    expect(tunnels).toEqual([`api.example.com:443 Basic ${Buffer.from('me:canary').toString('base64')}`]);
    expect(fault.kind).toBe('network');
    expect(fault.message).toContain('through the proxy 127.0.0.1:');
  });

  it('gets plain http requests whole', async () => {
    const answer = await withServer(
      (request, response) => response.end(`for ${request.url}`),
      (proxy) => send('http://api.example.com', { proxy }),
    );
    expect(answer.body.toString()).toBe('for http://api.example.com/a/path?secret=canary-query');
  });
});

describe('proxyFromEnvironment', () => {
  it('takes the variable of the scheme, lower case first', () => {
    const proxyFor = proxyFromEnvironment({
      HTTPS_PROXY: 'http://upper.example.com:1',
      https_proxy: 'lower.example.com:2',
      HTTP_PROXY: 'http://plain.example.com:3',
    });
    expect(proxyFor('https://api.example.com/x')).toBe('http://lower.example.com:2/');
    expect(proxyFor('http://api.example.com/x')).toBe('http://plain.example.com:3/');
    expect(proxyFromEnvironment({})('https://api.example.com')).toBeUndefined();
    expect(proxyFromEnvironment({ HTTPS_PROXY: '' })('https://api.example.com')).toBeUndefined();
  });

  it.each([
    'https://localhost/',
    'https://a.localhost:9/',
    'http://127.0.0.1:9200/',
    'https://127.8.9.1/',
    'https://[::1]:9200/',
  ])('never for loopback: %s', (url) => {
    expect(
      proxyFromEnvironment({ HTTPS_PROXY: 'http://p.example.com', HTTP_PROXY: 'http://p.example.com' })(url),
    ).toBeUndefined();
  });

  it.each([
    ['api.example.com', 'https://api.example.com/', true],
    ['EXAMPLE.com', 'https://api.example.com/', true],
    ['.example.com', 'https://api.example.com/', true],
    ['*.example.com', 'https://api.example.com/', true],
    ['other.test, example.com', 'https://api.example.com/', true],
    ['example.com:443', 'https://api.example.com/', true],
    ['example.com:9243', 'https://api.example.com:9243/', true],
    ['*', 'https://api.example.com/', true],
    ['example.com:9243', 'https://api.example.com/', false],
    ['ample.com', 'https://api.example.com/', false],
    ['example.com.evil.test', 'https://api.example.com/', false],
    ['', 'https://api.example.com/', false],
    ['example.com', 'https://127.evil.test/', false],
  ])('NO_PROXY=%s and %s: direct is %s', (exceptions, url, direct) => {
    const proxyFor = proxyFromEnvironment({ HTTPS_PROXY: 'http://p.example.com', NO_PROXY: exceptions });
    expect(proxyFor(url) === undefined).toBe(direct);
  });

  it.each(['socks5://p.example.com:1080', 'http://', 'http://canary:x@:1'])(
    'refuses %s without showing it',
    (address) => {
      expect(() => proxyFromEnvironment({ HTTPS_PROXY: address })).toThrow(SettingsError);
      expect(() => proxyFromEnvironment({ HTTPS_PROXY: address })).not.toThrow(/canary/);
    },
  );
});
