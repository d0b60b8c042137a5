import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:net';
import { gzipSync } from 'node:zlib';
import { systemClock } from '../../src/runner/clock.ts';
import { createHttp, TransferError } from '../../src/runner/http.ts';
import type { Dice } from '../torture/dice.ts';
import { Fault, type Outcome, sentenceOf } from './fault.ts';
import { mutatedBytes } from './mutate.ts';
import type { Target } from './target.ts';

// Answers as bytes on the wire: lengths, chunks, gzip, and ends that are not what they say.

interface WireInput {
  /** All that the server sends, Base64. */
  readonly sent: string;
  /** What a whole answer holds, Base64. */
  readonly body: string;
  /** The server leaves the connection open. */
  readonly stays: boolean;
}

const TIMEOUT_MS = 400;
const MOST = 200_000;

function make(dice: Dice): WireInput {
  const body = Buffer.from('{"meta":{"status":200},"data":[{"id":"ev-1"}]}'.repeat(dice.int(1, 30)));
  const isPacked = dice.chance(0.6);
  let packed: Buffer = isPacked ? gzipSync(body) : body;
  if (isPacked && dice.chance(0.2)) packed = Buffer.concat([gzipSync(body.subarray(0, 9)), gzipSync(body.subarray(9))]);
  if (isPacked && dice.chance(0.05)) packed = gzipSync(Buffer.alloc(3_000_000));
  if (dice.chance(0.5)) packed = mutatedBytes(packed, dice);
  const length = dice.pick([
    packed.length,
    packed.length,
    packed.length,
    packed.length + 1,
    packed.length - 1,
    -1,
    'x',
    undefined,
    '1e3',
  ]);
  const chunked = dice.chance(0.3);
  const coding = isPacked ? dice.pick(['gzip', 'gzip', 'gzip', 'x-gzip', 'GZIP', 'br', 'gzip, gzip', '']) : '';
  const head = [
    dice.chance(0.95)
      ? 'HTTP/1.1 200 OK'
      : dice.pick([
          'HTTP/1.1 999 X',
          'HTTP/9.9 200 OK',
          'nonsense',
          'HTTP/1.1 302 Found\r\nlocation: https://evil.example/x',
          'HTTP/1.1 200 ',
        ]),
    'content-type: application/json',
    ...(coding === '' ? [] : [`content-encoding: ${coding}`]),
    ...(chunked ? ['transfer-encoding: chunked'] : length === undefined ? [] : [`content-length: ${length}`]),
    ...(dice.chance(0.05) ? ['x-odd: \u0001', `x-long: ${'a'.repeat(20_000)}`] : []),
    'connection: close',
  ];
  const end = dice.pick(['0\r\n\r\n', '0\r\n\r\n', '', '0\r\n', 'x\r\n']);
  const content = chunked
    ? Buffer.concat([Buffer.from(`${packed.length.toString(16)}\r\n`), packed, Buffer.from(`\r\n${end}`)])
    : packed;
  const sent = Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`, 'latin1'), content]);
  return { sent: sent.toString('base64'), body: body.toString('base64'), stays: dice.chance(0.03) };
}

let server: Promise<{ server: Server; url: string }> | undefined;
let answer: WireInput | undefined;

/** One server for all inputs of this process; it does not keep the process alive. */
function serve(): Promise<{ server: Server; url: string }> {
  server ??= new Promise((done) => {
    const made = createServer((socket) => {
      socket.on('error', () => {});
      socket.once('data', () => {
        const { sent = '', stays = false } = answer ?? {};
        if (stays) socket.write(Buffer.from(sent, 'base64'));
        else socket.end(Buffer.from(sent, 'base64'));
      });
    });
    made.listen(0, '127.0.0.1', () => {
      made.unref();
      done({ server: made, url: `http://127.0.0.1:${(made.address() as AddressInfo).port}/api` });
    });
  });
  return server;
}

const http = createHttp({ timeoutMs: TIMEOUT_MS, maxBytes: MOST, clock: systemClock, proxyFor: () => undefined });

async function play(input: WireInput): Promise<Outcome> {
  const { url } = await serve();
  answer = input;
  try {
    const { body, status } = await http({ method: 'GET', url, headers: {} }, new AbortController().signal);
    // An error's body need not be whole, and what was changed before it was packed is another answer.
    const sent = Buffer.from(input.sent, 'base64');
    const isPlain = !/content-encoding/i.test(sent.toString('latin1'));
    const isGiven = body.equals(Buffer.from(input.body, 'base64'));
    if (
      status === 200 &&
      !isPlain &&
      body.length > 0 &&
      !isGiven &&
      sent.includes('content-encoding: gzip\r\n') &&
      Buffer.from(input.body, 'base64').subarray(0, body.length).equals(body)
    ) {
      throw new Fault('missing', 'a part of an answer counts as the whole');
    }
    return 'complete';
  } catch (error) {
    return sentenceOf(error, 'a request', [TransferError]);
  }
}

export function wireTarget(): Target {
  return { name: 'wire', weight: 100, make, play: (input) => play(input as WireInput) };
}
