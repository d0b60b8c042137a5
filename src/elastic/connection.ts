import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { gunzip, inflate } from 'node:zlib';
import type { HttpConnection, Serializer } from '@elastic/elasticsearch';
import { JsonFault, parseJson, textOf } from '../json.ts';

/** Limit of an answer, as sent and again after it was unpacked, bytes: room for the longest list of whole events that is asked for. */
const LARGEST_BYTES = 256 * 1024 * 1024;

/** An answer came and can't be taken. The message is a part of a sentence about it, such as `is larger than 10 bytes`. */
export class UnreadableAnswer extends Error {
  override readonly name = 'UnreadableAnswer';
  /** True if the next try may go better. */
  readonly passing: boolean;

  constructor(message: string, passing: boolean) {
    super(message);
    this.passing = passing;
  }
}

type Params = Parameters<HttpConnection['request']>[0];
type Options = Parameters<HttpConnection['request']>[1];

/**
 * The client's connection, but for how a body is read: the client's own stops listening to the signal as soon as it has the
 * headers, unpacks without a limit, and reads bytes that are no UTF-8 as other text.
 * @param Connection the class of the package, which is loaded late.
 */
export function boundedConnection(Connection: typeof HttpConnection): typeof HttpConnection {
  return class extends Connection {
    /** `never`, since the class also has a kind of request whose answer is a stream, which is not asked for here. */
    override async request(params: Params, options: Options): Promise<never> {
      const answer = await super.request(params, { ...options, asStream: true });
      const raw = await bytesOf(answer.body, options.signal);
      const { 'content-encoding': coding, 'content-length': _, ...headers } = answer.headers;
      const body = textFrom(await unpack(raw, String(coding ?? '')));
      // What a proxy says instead is no JSON, whatever it calls it; its status says enough.
      if (answer.statusCode >= 300 && !isJson(body)) headers['content-type'] = 'text/plain';
      return { body, headers, statusCode: answer.statusCode } as never;
    }
  };
}

/** The client's serializer, with limits for what it reads. */
export function boundedSerializer(Base: typeof Serializer): typeof Serializer {
  return class extends Base {
    override deserialize<T>(json: string): T {
      return faultsAsAnswers(() => parseJson(json)) as T;
    }
  };
}

async function bytesOf(body: Readable, signal: AbortSignal | undefined): Promise<Buffer> {
  const stop = () => body.destroy(new Error('aborted'));
  if (signal?.aborted) stop();
  signal?.addEventListener('abort', stop, { once: true });
  try {
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of body) {
      size += (chunk as Buffer).length;
      if (size > LARGEST_BYTES) throw tooLarge();
      chunks.push(chunk as Buffer);
    }
    return Buffer.concat(chunks, size);
  } catch (error) {
    if (error instanceof UnreadableAnswer) throw error;
    throw new UnreadableAnswer('was cut off', true);
  } finally {
    signal?.removeEventListener('abort', stop);
    if (!body.readableEnded) body.destroy();
  }
}

async function unpack(raw: Buffer, coding: string): Promise<Buffer> {
  const unzip = /gzip/i.test(coding) ? gunzip : /deflate/i.test(coding) ? inflate : undefined;
  if (unzip === undefined || raw.length === 0) return raw;
  try {
    return await promisify(unzip)(raw, { maxOutputLength: LARGEST_BYTES });
  } catch (error) {
    const { code } = Object(error) as Record<string, unknown>;
    throw code === 'ERR_BUFFER_TOO_LARGE' ? tooLarge() : new UnreadableAnswer('can not be unpacked', true);
  }
}

function textFrom(bytes: Buffer): string {
  return faultsAsAnswers(() => textOf(bytes));
}

function isJson(text: string): boolean {
  try {
    parseJson(text);
    return true;
  } catch {
    return false;
  }
}

function faultsAsAnswers<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof JsonFault) throw new UnreadableAnswer(error.message, error.kind === 'syntax');
    throw error;
  }
}

function tooLarge(): UnreadableAnswer {
  return new UnreadableAnswer(`is larger than ${LARGEST_BYTES} bytes`, false);
}
