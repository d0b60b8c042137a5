import { matcherOf, type Source, unknown, valuesOf } from './query.ts';
import { fieldsOf, filterPath, sortValue, sourceOf } from './shape.ts';

/** A document in a backing index. */
export interface Stored {
  readonly id: string;
  readonly source: Source;
  /** From when on a search finds it, ms; sooner if somebody asks for a refresh. */
  visibleFrom: number;
  /** Of its backing index, and its own in that: the order of `_shard_doc`. */
  readonly place: number;
}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
  /** How long the answer has to wait for a refresh, ms. */
  readonly waitMs: number;
}

/** What becomes of one document instead of being created. */
export type ItemFault = 429 | 403 | 400 | 'failure-store';

export interface ModelOptions {
  /** ms UTC. */
  now(): number;
  /** From one refresh to the next. */
  readonly refreshMs: number;
  /** What the key of the client may do; names of privileges. Default: all that is asked. */
  readonly privileges?: readonly string[] | undefined;
  /** Asked for each document of a bulk request. */
  itemFault?(stream: string, id: string): ItemFault | undefined;
  /** Told of each document that was created. */
  onCreated?(stream: string, stored: Stored): void;
}

/** An Elasticsearch in memory, as far as this program asks anything of one. Anything else throws. */
export interface Model {
  /** Answers a request at once, in JSON. @throws Error for a request that it does not know. */
  request(method: string, path: string, body: unknown): Answer;
  /** A new write index; nothing if there is no such stream. */
  rollOver(stream: string): boolean;
  /** All documents of a stream, refreshed or not. */
  documents(stream: string): readonly Stored[];
  /** What somebody else does. @returns false if there is no such document. */
  remove(stream: string, id: string): boolean;
  put(stream: string, id: string, source: Source): void;
}

interface Stream {
  readonly indices: Map<string, Stored>[];
  created: number;
}

interface PointInTime {
  readonly documents: readonly Stored[];
  until: number;
}

const KEEP_ALIVE_MS = 5 * 60_000;
const PLACES = 2 ** 32;
const WINDOW = 10_000;
const PARAMETERS: ReadonlySet<string> = new Set(
  ['allow_partial_search_results', 'filter_path', 'include_source_on_error', 'keep_alive', 'refresh'].concat([
    'require_data_stream',
    'realtime',
  ]),
);
const SHARDS = { total: 1, successful: 1, skipped: 0, failed: 0 };

export function createModel(options: ModelOptions): Model {
  const streams = new Map<string, Stream>();
  const points = new Map<string, PointInTime>();
  let opened = 0;

  const may = (privilege: string): boolean => options.privileges?.includes(privilege) ?? true;

  /** The next refresh. */
  function refreshed(): number {
    return (Math.floor(options.now() / options.refreshMs) + 1) * options.refreshMs;
  }

  function everything(stream: Stream): Stored[] {
    return stream.indices.flatMap((index) => [...index.values()]);
  }

  function visible(stream: Stream): Stored[] {
    const now = options.now();
    return everything(stream).filter(({ visibleFrom }) => visibleFrom <= now);
  }

  function create(name: string, id: string, source: Source): { status: number; item: object } {
    const fault = options.itemFault?.(name, id);
    const refused = (status: number, type: string) => ({
      status,
      item: { _id: id, status, error: { type, reason: type } },
    });
    if (fault === 429) return refused(429, 'es_rejected_execution_exception');
    if (fault === 403) return refused(403, 'cluster_block_exception');
    if (fault === 'failure-store') {
      return { status: 201, item: { _id: `failed-${id}`, status: 201, result: 'created', failure_store: 'used' } };
    }
    const times = valuesOf(source, '@timestamp');
    if (fault === 400 || times.length !== 1 || Number.isNaN(Date.parse(String(times[0])))) {
      return refused(400, 'document_parsing_exception');
    }
    let stream = streams.get(name);
    if (!stream) {
      stream = { indices: [new Map()], created: 0 };
      streams.set(name, stream);
    }
    const index = stream.indices.at(-1);
    if (!index) throw new Error('a stream without an index');
    if (index.has(id)) return refused(409, 'version_conflict_engine_exception');
    stream.created += 1;
    const place = (stream.indices.length - 1) * PLACES + stream.created;
    const stored = { id, source, visibleFrom: refreshed(), place };
    index.set(id, stored);
    options.onCreated?.(name, stored);
    return { status: 201, item: { _id: id, status: 201, result: 'created' } };
  }

  function bulk(name: string, ndjson: unknown, query: URLSearchParams): Answer {
    const lines = String(ndjson).split('\n');
    if (lines.pop() !== '') return refusal(400, 'illegal_argument_exception');
    if (!may('create_doc')) return refusal(403, 'security_exception');
    const items: object[] = [];
    let errors = false;
    for (let at = 0; at < lines.length; at += 2) {
      const action = JSON.parse(lines[at] ?? '') as { create?: { _id?: unknown } };
      const id = action.create?._id;
      if (typeof id !== 'string' || Object.keys(action).length !== 1) throw unknown('action', action);
      const { status, item } = create(name, id, JSON.parse(lines[at + 1] ?? '') as Source);
      if (status >= 300) errors = true;
      items.push({ create: item });
    }
    const waits = query.get('refresh') === 'wait_for';
    return { status: 200, body: { took: 1, errors, items }, waitMs: waits ? refreshed() - options.now() : 0 };
  }

  function search(documents: readonly Stored[], body: unknown, pit: string | undefined): Answer {
    const { size = 10, query, sort, search_after: after, ...wanted } = body as Record<string, unknown>;
    const { _source, docvalue_fields: columns, track_total_hits: counted, pit: _pit, ...more } = wanted;
    if (Object.keys(more).length > 0) throw unknown('search', more);
    if (typeof size !== 'number' || size > WINDOW) return refusal(400, 'illegal_argument_exception');
    const matches = query === undefined ? () => true : matcherOf(query);
    const keys = [sort ?? []].flat().map(keyOf);
    const found = documents
      .filter(({ id, source }) => matches(id, source))
      .map((stored) => ({ stored, sort: keys.map((key) => key(stored)) }))
      .sort((a, b) => compare(a.sort, b.sort) || a.stored.place - b.stored.place);
    const from = after === undefined ? 0 : found.findIndex((one) => compare(one.sort, after as unknown[]) > 0);
    const page = from < 0 ? [] : found.slice(from, from + size);
    const hits = page.map(({ stored: { id, source }, sort: place }) => {
      const [shown, fields] = [sourceOf(source, _source), fieldsOf(source, columns)];
      return {
        _id: id,
        ...(shown === undefined ? {} : { _source: shown }),
        ...(fields === undefined ? {} : { fields }),
        ...(keys.length === 0 ? {} : { sort: place }),
      };
    });
    const total = counted === false ? {} : { total: { value: found.length, relation: 'eq' } };
    const answer = { took: 1, timed_out: false, _shards: SHARDS, hits: { ...total, hits } };
    return fine(pit === undefined ? answer : { pit_id: pit, ...answer });
  }

  function searchPoint(body: unknown): Answer {
    const { id } = (body as { pit: { id: string } }).pit;
    const point = points.get(id);
    if (!point || point.until < options.now()) return refusal(404, 'search_context_missing_exception');
    point.until = options.now() + KEEP_ALIVE_MS;
    return search(point.documents, body, id);
  }

  function privileges(body: unknown): Answer {
    const [{ names, privileges: asked }, ...more] = (body as { index: { names: string[]; privileges: string[] }[] })
      .index as [{ names: string[]; privileges: string[] }];
    if (more.length > 0) throw unknown('privileges', body);
    const each = Object.fromEntries(asked.map((privilege) => [privilege, may(privilege)]));
    return fine({ index: Object.fromEntries(names.map((name) => [name, each])) });
  }

  /** Documents by index and id. Asked so as not to be in real time, it first makes all findable that each index has. */
  function get(body: unknown, query: URLSearchParams): Answer {
    const { docs, ...more } = body as { docs: { _index: string; _id: string; _source: false }[] };
    if (Object.keys(more).length > 0 || query.get('realtime') !== 'false') throw unknown('mget', body);
    const found = docs.map(({ _index, _id, _source, ...rest }) => {
      if (_source !== false || Object.keys(rest).length > 0) throw unknown('mget', rest);
      const failed = (type: string) => ({ _index, _id, error: { type, reason: type, root_cause: [{ type }] } });
      const index = indexNamed(_index);
      if (!index) return failed('index_not_found_exception');
      if (query.get('refresh') === 'true') refresh(index);
      const stored = index.get(_id);
      return { _index, _id, found: stored !== undefined && stored.visibleFrom <= options.now() };
    });
    return fine({ docs: found });
  }

  function indexNamed(name: string): Map<string, Stored> | undefined {
    for (const [stream, { indices }] of streams) {
      const place = indices.findIndex((_index, number) => indexName(stream, number) === name);
      if (place >= 0) return indices[place];
    }
    return undefined;
  }

  function refresh(index: Map<string, Stored>): void {
    for (const stored of index.values()) stored.visibleFrom = Math.min(stored.visibleFrom, options.now());
  }

  function answer(method: string, place: string, query: URLSearchParams, body: unknown): Answer {
    if (place === '_security/user/_has_privileges' && method === 'POST') return privileges(body);
    if (place === '_pit' && method === 'DELETE') {
      const freed = points.delete((body as { id: string }).id);
      return { status: freed ? 200 : 404, body: { succeeded: true, num_freed: freed ? 1 : 0 }, waitMs: 0 };
    }
    if (place === '_mget' && method === 'POST')
      return may('read') ? get(body, query) : refusal(403, 'security_exception');
    if (place === '_search' && method === 'POST')
      return may('read') ? searchPoint(body) : refusal(403, 'security_exception');
    const [first = '', second] = place.split('/');
    if (first === '_data_stream' && second !== undefined && method === 'GET') {
      if (!may('view_index_metadata')) return refusal(403, 'security_exception');
      const stream = streams.get(second);
      if (!stream) return refusal(404, 'index_not_found_exception');
      const indices = stream.indices.map((_index, number) => ({ index_name: indexName(second, number) }));
      return fine({ data_streams: [{ name: second, indices, generation: indices.length }] });
    }
    if (first.startsWith('_') || method !== 'POST') throw unknown('request', `${method} ${place}`);
    if (second === '_bulk') return bulk(first, body, query);
    if (!may('read')) return refusal(403, 'security_exception');
    const stream = streams.get(first);
    if (!stream) return refusal(404, 'index_not_found_exception');
    switch (second) {
      case '_pit': {
        opened += 1;
        const id = `pit-${opened}`;
        points.set(id, { documents: visible(stream), until: options.now() + KEEP_ALIVE_MS });
        return fine({ id, _shards: SHARDS });
      }
      case '_search':
        return search(visible(stream), body ?? {}, undefined);
      case '_count': {
        const { query: wanted, ...more } = body as Record<string, unknown>;
        if (Object.keys(more).length > 0) throw unknown('count', more);
        const matches = matcherOf(wanted);
        const count = visible(stream).filter(({ id, source }) => matches(id, source)).length;
        return fine({ count, _shards: SHARDS });
      }
      default:
        throw unknown('request', `${method} ${place}`);
    }
  }

  return {
    request(method, path, body) {
      const [place = '', text = ''] = path.split('?');
      const query = new URLSearchParams(text);
      for (const name of query.keys()) if (!PARAMETERS.has(name)) throw unknown('parameter', name);
      const given = answer(method, place, query, body);
      if (given.status >= 300) return given;
      return { ...given, body: filterPath(given.body, query.get('filter_path') ?? undefined) };
    },
    rollOver(name) {
      const stream = streams.get(name);
      stream?.indices.push(new Map());
      return stream !== undefined;
    },
    documents: (name) => everything(streams.get(name) ?? { indices: [], created: 0 }),
    remove: (name, id) => streams.get(name)?.indices.some((index) => index.delete(id)) ?? false,
    put(name, id, source) {
      create(name, id, source);
    },
  };
}

/** The name of a stream's backing index, counted from 0. */
export function indexName(stream: string, number: number): string {
  return `.ds-${stream}-${number + 1}`;
}

function fine(body: unknown): Answer {
  return { status: 200, body, waitMs: 0 };
}

function refusal(status: number, type: string): Answer {
  return { status, body: { error: { type, root_cause: [{ type }] }, status }, waitMs: 0 };
}

/** One key of a sort that goes up. */
function keyOf(item: unknown): (stored: Stored) => number | string {
  const [[field, order] = ['', undefined], ...more] = Object.entries(item as Record<string, unknown>);
  const {
    order: way = order,
    unmapped_type: _type,
    ...rest
  } = typeof order === 'object' ? (order as Record<string, unknown>) : {};
  if (way !== 'asc' || more.length > 0 || Object.keys(rest).length > 0) throw unknown('sort', item);
  return field === '_shard_doc' ? ({ place }) => place : ({ source }) => sortValue(field, source);
}

function compare(a: readonly unknown[], b: readonly unknown[]): number {
  for (const [place, one] of a.entries()) {
    const other = b[place];
    if (one === other) continue;
    return (one as number | string) < (other as number | string) ? -1 : 1;
  }
  return 0;
}
