import { hash } from 'node:crypto';
import { BUSY, ElasticError } from '../errors.ts';
import { fieldsOf, readItems } from './answer.ts';
import type { ElasticClient } from './client.ts';
import { fateOf } from './fate.ts';

/** One document that a search found. */
export interface Hit {
  readonly id: string;
  /** `@timestamp`, ms UTC. */
  readonly time: number;
  /** Values of `docvalue_fields`, by field. */
  readonly fields: Readonly<Record<string, unknown>>;
  readonly source: Readonly<Record<string, unknown>>;
}

export interface Scan {
  readonly stream: string;
  readonly query: object;
  /** What is asked of each document: `docvalue_fields`, or `_source`. */
  readonly wanted: { readonly docvalue_fields?: readonly string[]; readonly _source: boolean | readonly string[] };
  readonly signal: AbortSignal;
  /** Sends one request, again if it may pass, until the signal aborts. Default: once. */
  readonly send?: <T>(operation: () => Promise<T>, signal: AbortSignal) => Promise<T>;
}

/** Documents of one search. */
const PAGE = 5000;
/** From one page to the next, the consumer's work included. */
const KEEP_ALIVE = '5m';
const CLOSE_MS = 5000;
/** Without them an answer is larger than its documents. */
const FILTER =
  'filter_path=pit_id,timed_out,_shards.failed,hits.hits._id,hits.hits.sort,hits.hits.fields,hits.hits._source';

/**
 * All documents of a data stream that a query finds, in order of `@timestamp`, as they stood at one point in time: nothing
 * that is written meanwhile, and no rollover, can make one appear twice or not at all. A stream that does not exist yet has
 * none. A search that could not look everywhere is an error, never a shorter list.
 * @throws ElasticError; the signal's reason if it aborts.
 */
export async function* scan(client: ElasticClient, options: Scan): AsyncGenerator<Hit> {
  const { stream, query, wanted, send = (operation) => operation() } = options;
  // Stops what was asked for ahead when nobody wants it any more.
  const left = new AbortController();
  const signal = AbortSignal.any([options.signal, left.signal]);
  let pit = await send(() => open(client, stream, signal), signal);
  if (pit === undefined) return;

  const pageAfter = async (after: readonly unknown[] | undefined): Promise<Page> => {
    const body = {
      size: PAGE,
      query,
      ...wanted,
      pit: { id: pit, keep_alive: KEEP_ALIVE },
      // Many events share a second: the document's place in its shard tells them apart.
      sort: [{ '@timestamp': 'asc' }, { _shard_doc: 'asc' }],
      track_total_hits: false,
      ...(after === undefined ? {} : { search_after: after }),
    };
    const path = `_search?allow_partial_search_results=false&${FILTER}`;
    const page = await send(async () => pageIn(await askPit(client, stream, path, body, signal), stream), signal);
    pit = page.pit ?? pit;
    return page;
  };

  try {
    let page = await pageAfter(undefined);
    for (;;) {
      // The next page is on its way while this one is used.
      const next = page.hits.length < PAGE ? undefined : pageAfter(page.hits.at(-1)?.sort);
      next?.catch(() => {
        // Thrown below, unless nobody wants it any more.
      });
      for (const { found } of page.hits) yield found;
      if (next === undefined) return;
      page = await next;
    }
  } finally {
    left.abort(new Error(`${stream}: the search is over.`));
    const closed = client.ask('DELETE', '_pit', { id: pit }, AbortSignal.timeout(CLOSE_MS)).catch(() => {
      // It ends by itself when its time is over.
    });
    if (!options.signal.aborted) await closed;
  }
}

/** `_id`, `@timestamp` (ms UTC) of those documents among `ids` that a stream has, in whichever backing index. */
export async function timesOf(
  client: ElasticClient,
  { stream, ids, signal }: { readonly stream: string; readonly ids: readonly string[]; readonly signal: AbortSignal },
): Promise<Map<string, number>> {
  const times = new Map<string, number>();
  const query = { ids: { values: ids } };
  for await (const { id, time } of scan(client, { stream, query, wanted: { _source: false }, signal }))
    times.set(id, time);
  return times;
}

/** A document to be created once, under its fixed `_id`. */
export interface Created {
  readonly id: string;
  readonly document: object;
}

/** The fixed `_id` of what these parts name. */
export function idOf(...parts: readonly string[]): string {
  return hash('sha256', parts.join('|'), 'base64url');
}

/**
 * Creates a few documents in one request and waits until they can be searched.
 * @returns for each of them, in their order, whether it was created or was there before.
 * @throws ElasticError if one of them is not in the stream afterwards.
 */
export async function createFew(
  client: ElasticClient,
  stream: string,
  documents: readonly Created[],
  signal: AbortSignal,
): Promise<('created' | 'known')[]> {
  const lines = documents.map(
    ({ id, document }) => `${JSON.stringify({ create: { _id: id } })}\n${JSON.stringify(document)}\n`,
  );
  const path = `${stream}/_bulk?require_data_stream=true&include_source_on_error=false&refresh=wait_for`;
  const items = readItems(await client.ask('POST', path, lines.join(''), signal), stream);
  return documents.map(({ id }, index) => {
    const item = items[index];
    const fate = item === undefined ? undefined : fateOf(item, id);
    if (fate?.kind === 'created' || fate?.kind === 'known') return fate.kind;
    throw refusal(stream, fate, item?.status);
  });
}

function refusal(
  stream: string,
  fate: ReturnType<typeof fateOf> | undefined,
  status: number | undefined,
): ElasticError {
  switch (fate?.kind) {
    case 'rejected': {
      const { type, field } = fate.rejection;
      const about = field === undefined ? type : `${type}, field ${field}`;
      return new ElasticError(
        `${stream}: a document was refused (${about}). Put the index template of docs/elasticsearch.md.`,
        {
          status,
          code: type,
        },
      );
    }
    case 'hopeless':
      return new ElasticError(`${stream}: ${fate.why}`, { status: fate.status });
    case 'again':
      return new ElasticError(`${stream}: Elasticsearch put off a document: ${fate.why}.`, { status, code: BUSY });
    default:
      return new ElasticError(
        `${stream}: the answer does not say for each document what became of it. Check what stands between this runner and Elasticsearch.`,
        { code: 'items' },
      );
  }
}

/** What every document of this program says of itself. @param stream `logs-<dataset>-<namespace>`. */
export function frameOf(
  stream: string,
  tenant: string,
  time: number,
): Record<string, unknown> & { readonly dataset: string } {
  const [, dataset = '', namespace = ''] = /^logs-(mimecast\.[a-z]+)-(.+)$/.exec(stream) ?? [];
  return {
    dataset,
    '@timestamp': new Date(time).toISOString(),
    ecs: { version: '9.4.0' },
    data_stream: { type: 'logs', dataset, namespace },
    organization: { id: tenant },
    observer: { vendor: 'Mimecast', product: 'Email Security', type: 'saas' },
  };
}

/** @returns the id of a point in time; undefined if there is no such stream. */
async function open(client: ElasticClient, stream: string, signal: AbortSignal): Promise<string | undefined> {
  try {
    const answer = await client.ask('POST', `${stream}/_pit?keep_alive=${KEEP_ALIVE}`, undefined, signal);
    const { id } = fieldsOf(answer);
    if (typeof id === 'string') return id;
  } catch (error) {
    if (error instanceof ElasticError && error.status === 404 && error.code === 'index_not_found_exception') return;
    throw error;
  }
  throw new ElasticError(`${stream}: Elasticsearch opened no point in time. It must be 8.19 or later, or Serverless.`, {
    code: 'pit',
  });
}

/** Asks something of a point in time; that it is gone has a sentence of its own. */
async function askPit(
  client: ElasticClient,
  stream: string,
  path: string,
  body: object,
  signal: AbortSignal,
): Promise<unknown> {
  try {
    return await client.ask('POST', path, body, signal);
  } catch (error) {
    if (!(error instanceof ElasticError) || error.status !== 404) throw error;
    const { status, code } = error;
    throw new ElasticError(
      `${stream}: Elasticsearch lost the point in time that it was asked to keep (HTTP 404). Start the run again.`,
      { status, code },
    );
  }
}

interface Page {
  readonly hits: readonly { readonly found: Hit; readonly sort: readonly unknown[] }[];
  /** The point in time may change its id. */
  readonly pit: string | undefined;
}

function pageIn(body: unknown, stream: string): Page {
  const answer = fieldsOf(body);
  const failed = fieldsOf(answer._shards).failed;
  // `filter_path` leaves out an empty list, but never whether the search was whole.
  if (answer.timed_out !== false || failed !== 0) {
    throw new ElasticError(`${stream}: Elasticsearch could not search all of it. Start the run again later.`, {
      status: 503,
      code: 'partial',
    });
  }
  const found = fieldsOf(answer.hits).hits;
  const hits = (Array.isArray(found) ? found : []).map((hit) => {
    const { _id: id, sort, fields, _source } = fieldsOf(hit);
    const time = Array.isArray(sort) ? sort[0] : undefined;
    if (typeof id !== 'string' || typeof time !== 'number') {
      throw new ElasticError(`${stream}: a document that was found has no id or no time.`, { code: 'hit' });
    }
    return { found: { id, time, fields: fieldsOf(fields), source: fieldsOf(_source) }, sort: sort as unknown[] };
  });
  return { hits, pit: typeof answer.pit_id === 'string' ? answer.pit_id : undefined };
}
