import type { ServerResponse } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';

export type Path = 'audit' | 'token' | 'categories';

/** What goes wrong. Deeds that change an answer change the right one: the request is checked and answered first. */
export type Deed =
  /** This answer in place of the right one. A `body` that is no text is sent as JSON. */
  | { readonly status: number; readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> }
  /** The right answer after so many ms. */
  | { readonly slow: number }
  /** The right answer after a second. */
  | 'slow'
  /** The connection is reset. */
  | 'reset'
  /** No answer, ever. */
  | 'hang'
  /** Half of the bytes that `content-length` promised. */
  | 'cut-length'
  /** Half of the chunks, without the closing one. */
  | 'cut-chunked'
  /** The headers and half of the body, and then nothing more, with the connection open. */
  | 'stall'
  /** A gzip stream without its end in an answer that is otherwise whole. */
  | 'cut-gzip'
  /** 200 and a log-in page. */
  | 'html'
  /** 200 and nothing. */
  | 'empty'
  /** The right answer behind a byte order mark. */
  | 'bom'
  /** 200, no rows, `fail`. */
  | 'fail-in-200'
  /** 200, the right rows, and `fail`. */
  | 'fail-with-data'
  /** All tokens of API 2.0 end before this request. */
  | 'expire-token';

export interface Fault {
  readonly on: {
    /** Default: any path. */
    readonly path?: Path;
    /** The first request that it meets, counted from 1 among the requests to that path (or to any). Default 1. */
    readonly request?: number;
    /** How many requests in a row. Default 1; `Infinity` for all that follow. */
    readonly times?: number;
  };
  readonly do: Deed;
}

/** Counts requests and says which deed meets each: the first fault of the plan that fits. */
export function faultPlan(faults: readonly Fault[]): (path: Path) => Deed | undefined {
  const counts = { audit: 0, token: 0, categories: 0 };
  let all = 0;
  return (path) => {
    counts[path] += 1;
    all += 1;
    return faults.find(({ on: { path: wanted, request = 1, times = 1 } }) => {
      const number = wanted === undefined ? all : counts[path];
      return (wanted === undefined || wanted === path) && number >= request && number < request + times;
    })?.do;
  };
}

/** An answer before it is sent. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Sent as JSON, unless it is a text. */
  readonly body: unknown;
}

/** Makes the wrong answer of a deed out of the right one. */
export function spoil(answer: Answer, deed: Deed | undefined): Answer {
  if (typeof deed === 'object' && 'status' in deed) {
    return { status: deed.status, body: deed.body ?? '', headers: { ...answer.headers, ...deed.headers } };
  }
  const fail = [
    {
      errors: [
        {
          code: 'err_xdk_operation_forbidden_for_address',
          message: '0003 Forbidden To Perform Operation For Address',
          retryable: false,
        },
      ],
    },
  ];
  switch (deed) {
    case 'html':
      return {
        status: 200,
        headers: { ...answer.headers, 'content-type': 'text/html' },
        body: '<!DOCTYPE html><html><head><title>Sign in</title></head><body>Please sign in</body></html>',
      };
    case 'empty':
      return { ...answer, body: '' };
    case 'bom':
      return { ...answer, body: `\uFEFF${textOf(answer.body)}` };
    case 'fail-in-200':
      return { status: 200, headers: answer.headers, body: { meta: { status: 200 }, data: [], fail } };
    case 'fail-with-data':
      return { ...answer, body: { ...(answer.body as object), fail } };
    default:
      return answer;
  }
}

export interface Sending {
  readonly gzip: boolean;
  readonly chunked: boolean;
  /** Aborts when the simulator stops. */
  readonly signal: AbortSignal;
}

/** Sends an answer, whole or cut as the deed says. Resolves when the last byte is given to the socket. */
export async function send(
  response: ServerResponse,
  answer: Answer,
  deed: Deed | undefined,
  { gzip, chunked, signal }: Sending,
): Promise<void> {
  if (deed === 'hang') return;
  if (deed === 'reset') {
    response.socket?.resetAndDestroy();
    return;
  }
  if (deed === 'slow' || (typeof deed === 'object' && 'slow' in deed)) {
    await setTimeout(deed === 'slow' ? 1000 : deed.slow, undefined, { signal }).catch(() => undefined);
  }
  const plain = Buffer.from(textOf(answer.body));
  const packed = deed === 'cut-gzip' || (gzip && plain.length > 0);
  const whole = packed ? gzipSync(plain, { level: 1 }) : plain;
  const bytes = deed === 'cut-gzip' ? whole.subarray(0, Math.max(1, whole.length - 20)) : whole;
  response.statusCode = answer.status;
  response.setHeader('content-type', 'application/json;charset=UTF-8');
  if (packed) response.setHeader('content-encoding', 'gzip');
  for (const [name, value] of Object.entries(answer.headers ?? {})) response.setHeader(name, value);
  if (deed !== 'cut-chunked' && (deed === 'cut-length' || !chunked)) response.setHeader('content-length', bytes.length);
  if (deed === 'cut-length' || deed === 'cut-chunked') {
    // The half that is sent has to arrive before the connection ends, or the client sees a reset and no cut.
    await new Promise((resolve) => response.write(bytes.subarray(0, Math.ceil(bytes.length / 2)), resolve));
    await setTimeout(20, undefined, { signal }).catch(() => undefined);
    response.socket?.end();
    return;
  }
  if (chunked || deed === 'stall') response.write(bytes.subarray(0, Math.ceil(bytes.length / 2)));
  if (deed === 'stall') return;
  response.end(chunked ? bytes.subarray(Math.ceil(bytes.length / 2)) : bytes);
}

function textOf(body: unknown): string {
  return typeof body === 'string' ? body : JSON.stringify(body);
}
