import { setTimeout } from 'node:timers/promises';
import { rootCertificates } from 'node:tls';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Client } from '@elastic/elasticsearch';
import type { ElasticTarget } from '../elastic-target.ts';
import { readItems } from './answer.ts';
import { boundedConnection, boundedSerializer } from './connection.ts';
import { explain } from './explain.ts';

/** What the server said of one document. Reasons are left out on purpose: they quote the document's values. */
export interface BulkItem {
  /** `_id` as the server names it: another than was sent if the failure store took the document. */
  readonly id: string;
  readonly status: number;
  readonly result: string | undefined;
  readonly failureStore: string | undefined;
  /** The error's type, such as `document_parsing_exception`. */
  readonly type: string | undefined;
  /** The field that the error is about, if it names one. */
  readonly field: string | undefined;
}

export interface ElasticClient {
  /**
   * Sends one bulk request, gzipped, once.
   * @param ndjson Action and document lines, the last one ended too.
   * @returns an item for each action, in their order.
   * @throws ElasticError if there is no answer to read items from; the signal's reason if it aborts.
   */
  bulk(stream: string, ndjson: Buffer, signal: AbortSignal): Promise<BulkItem[]>;
  /**
   * Sends one request, once.
   * @param path without a slash at its beginning, with its query if it has one.
   * @param body sent as JSON; a text is sent as it is, as NDJSON; undefined for none.
   * @returns the answer's body, parsed.
   * @throws ElasticError for any other answer than success; the signal's reason if it aborts.
   */
  ask(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body: unknown, signal: AbortSignal): Promise<unknown>;
  close(): Promise<void>;
}

export interface ElasticOptions {
  /** The proxy for a URL, or undefined for a direct connection. */
  proxyFor(url: string): string | undefined;
  /** Time limit of one request, ms. */
  readonly timeoutMs: number;
}

/** All that is asked back of a bulk answer: without it, reading answers costs more than sending. */
const FILTER = ['took', 'errors']
  .concat(['status', '_id', 'result', 'failure_store', 'error.type', 'error.reason'].map((name) => `items.*.${name}`))
  .join(',');

/** Time for connections to end, ms. */
const CLOSE_MS = 1000;

const pack = promisify(gzip);

/**
 * A client for Elasticsearch 8.x, 9.x and Serverless. The package is loaded here and not before, since a run without
 * Elastic has no use for it.
 */
export async function createElastic(target: ElasticTarget, options: ElasticOptions): Promise<ElasticClient> {
  const { Client: Elastic, HttpConnection, Serializer, Transport } = await import('@elastic/elasticsearch');

  // Version 9 of the client names its own media type, which an 8.x server refuses; all servers take the plain ones.
  class PlainTransport extends Transport {
    constructor(given: ConstructorParameters<typeof Transport>[0]) {
      const { vendoredHeaders: _, ...plain } = given;
      super({ ...plain, openTelemetry: { enabled: false } });
    }
  }

  const proxy = options.proxyFor(target.url);
  const client = new Elastic({
    node: target.url,
    auth: target.auth.kind === 'api-key' ? { apiKey: target.auth.encoded } : { ...target.auth },
    Transport: PlainTransport,
    // The default connection can't work with proxies.
    Connection: boundedConnection(HttpConnection),
    Serializer: boundedSerializer(Serializer),
    ...(proxy === undefined ? {} : { proxy }),
    ...(target.ca === undefined ? {} : { tls: { ca: [...rootCertificates, target.ca] } }),
    // Shorter than load balancers keep an idle connection, so that none is found closed.
    agent: { keepAlive: true, keepAliveMsecs: 1000, maxSockets: 8, maxFreeSockets: 8 },
    // One place decides about repeating, and it isn't this one.
    maxRetries: 0,
    enableMetaHeader: false,
    redaction: { type: 'remove' },
  });

  /** One request, once; `place` is what an error's sentence names. */
  async function send(
    params: Parameters<Client['transport']['request']>[0],
    headers: Readonly<Record<string, string>>,
    place: string,
    signal: AbortSignal,
  ): Promise<unknown> {
    const limit = AbortSignal.timeout(options.timeoutMs);
    try {
      const given = { headers, signal: AbortSignal.any([signal, limit]), meta: true as const };
      return (await client.transport.request(params, given)).body;
    } catch (error) {
      signal.throwIfAborted();
      throw explain(error, { stream: place, url: target.url, timedOut: limit.aborted, timeoutMs: options.timeoutMs });
    }
  }

  return {
    async bulk(stream, ndjson, signal) {
      const body = await pack(ndjson, { level: 1, chunkSize: 64 * 1024 });
      const answer = await send(
        {
          method: 'POST',
          path: `/${stream}/_bulk`,
          bulkBody: body,
          querystring: { require_data_stream: true, include_source_on_error: false, filter_path: FILTER },
        },
        { 'content-encoding': 'gzip' },
        stream,
        signal,
      );
      return readItems(answer, stream);
    },
    ask(method, path, body, signal) {
      const [place = '', query] = path.split('?');
      const content =
        typeof body === 'string' ? { bulkBody: body } : body === undefined ? {} : { body: body as object };
      return send({ method, path: `/${place}`, ...content, querystring: query ?? '' }, {}, place, signal);
    },
    // It waits for open requests; nothing waits for them any more when this is called.
    close: () => Promise.race([client.close(), setTimeout(CLOSE_MS, undefined, { ref: false })]),
  };
}
