import type { BulkItem, ElasticClient } from '../../src/elastic/client.ts';
import { ElasticError } from '../../src/errors.ts';

type Source = Readonly<Record<string, unknown>>;

interface Stored {
  readonly id: string;
  readonly source: Source;
}

/** Data streams in memory, as far as plays ask for: create, search, count. What is lost is taken out by hand. */
export interface PlayedElastic {
  readonly client: ElasticClient;
  /** Documents by stream. */
  readonly streams: Map<string, Stored[]>;
  /** Streams that have more than one backing index. */
  readonly rolledOver: Set<string>;
}

export function playedElastic(): PlayedElastic {
  const streams = new Map<string, Stored[]>();
  const rolledOver = new Set<string>();

  function create(stream: string, ndjson: string): BulkItem[] {
    const lines = ndjson.trimEnd().split('\n');
    const docs = streams.get(stream) ?? [];
    streams.set(stream, docs);
    const items: BulkItem[] = [];
    for (let at = 0; at + 1 < lines.length; at += 2) {
      const id = JSON.parse(lines[at] ?? '').create._id as string;
      const known = docs.some((doc) => doc.id === id);
      if (!known) docs.push({ id, source: JSON.parse(lines[at + 1] ?? '') as Source });
      const none = { result: undefined, failureStore: undefined, type: undefined, field: undefined };
      items.push({ id, status: known ? 409 : 201, ...none });
    }
    return items;
  }

  function found(stream: string, query: unknown): Stored[] {
    const docs = streams.get(stream);
    if (!docs) throw new ElasticError('no such stream', { status: 404, code: 'index_not_found_exception' });
    return docs.filter((doc) => matches(doc, query as Clause));
  }

  async function ask(method: string, path: string, body: unknown): Promise<unknown> {
    const [target = ''] = path.split('?');
    const [stream = '', ...rest] = target.split('/');
    const operation = rest.join('/');
    if (stream === '_security') return { index: granted(body) };
    if (stream === '_data_stream') {
      if (!streams.has(operation)) throw new ElasticError('no such stream', { status: 404 });
      return { data_streams: [{ indices: rolledOver.has(operation) ? [{}, {}] : [{}] }] };
    }
    if (stream === '_pit') return {};
    const asked = (typeof body === 'object' ? body : {}) as { query?: unknown; pit?: { id: string } };
    if (stream === '_search') return hitsOf(found(asked.pit?.id ?? '', asked.query));
    if (operation === '_pit') return found(stream, { match_all: {} }) && { id: stream };
    if (operation === '_count') return { count: found(stream, asked.query).length, _shards: { failed: 0 } };
    if (operation === '_search') return hitsOf(found(stream, asked.query));
    if (operation === '_bulk' && typeof body === 'string') {
      return { items: create(stream, body).map(({ id, status }) => ({ create: { _id: id, status } })) };
    }
    throw new Error(`The plays know no ${method} ${path}`);
  }

  return {
    client: { bulk: async (stream, ndjson) => create(stream, ndjson.toString()), ask, close: async () => {} },
    streams,
    rolledOver,
  };
}

interface Clause {
  readonly bool?: { filter?: Clause[]; must?: Clause[]; should?: Clause[]; must_not?: Clause[] };
  readonly term?: Readonly<Record<string, unknown>>;
  readonly prefix?: Readonly<Record<string, unknown>>;
  readonly terms?: Readonly<Record<string, readonly unknown[]>>;
  readonly range?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly exists?: { field: string };
  readonly ids?: { values: readonly string[] };
  readonly match_all?: object;
}

function matches(doc: Stored, clause: Clause): boolean {
  const { bool, term, prefix, terms, range, exists, ids } = clause;
  if (clause.match_all) return true;
  if (ids) return ids.values.includes(doc.id);
  if (exists) return valuesOf(doc.source, exists.field).length > 0;
  if (bool) {
    const { filter = [], must = [], should = [], must_not: none = [] } = bool;
    return (
      [...filter, ...must].every((one) => matches(doc, one)) &&
      (should.length === 0 || should.some((one) => matches(doc, one))) &&
      !none.some((one) => matches(doc, one))
    );
  }
  if (term)
    return Object.entries(term).every(([field, asked]) => has(doc, field, asked, (one, whole) => one === whole));
  if (prefix)
    return Object.entries(prefix).every(([field, asked]) =>
      has(doc, field, asked, (one, start) => one.startsWith(start)),
    );
  if (terms)
    return Object.entries(terms).every(([field, asked]) =>
      asked.some((one) => has(doc, field, one, (a, b) => a === b)),
    );
  if (range) return Object.entries(range).every(([field, limits]) => valuesOf(doc.source, field).some(inside(limits)));
  throw new Error(`The plays know no query ${JSON.stringify(clause)}`);
}

function has(
  { source }: Stored,
  field: string,
  asked: unknown,
  fits: (value: string, asked: string) => boolean,
): boolean {
  const { value, case_insensitive: any } =
    typeof asked === 'object' && asked !== null
      ? (asked as { value: unknown; case_insensitive?: boolean })
      : { value: asked };
  const fold = (one: unknown) => (any === true ? String(one).toLowerCase() : String(one));
  return valuesOf(source, field).some((one) => fits(fold(one), fold(value)));
}

function inside(limits: Readonly<Record<string, unknown>>): (value: unknown) => boolean {
  const { gte, gt, lte, lt } = limits;
  const ms = (value: unknown) => (typeof value === 'number' ? value : Date.parse(String(value)));
  return (value) =>
    (gte === undefined || ms(value) >= ms(gte)) &&
    (gt === undefined || ms(value) > ms(gt)) &&
    (lte === undefined || ms(value) <= ms(lte)) &&
    (lt === undefined || ms(value) < ms(lt));
}

function valuesOf(source: unknown, field: string): unknown[] {
  let value = source;
  for (const name of field.split('.')) value = (value as Record<string, unknown> | undefined)?.[name];
  return value === undefined || value === null ? [] : [value].flat();
}

function hitsOf(docs: readonly Stored[]): object {
  const timed = docs.map(({ id, source }, index) => {
    const time = Date.parse(String(source['@timestamp']));
    const names = ['event.hash', 'mimecast.category', 'organization.id'];
    const fields = Object.fromEntries(names.map((name) => [name, valuesOf(source, name)]));
    return { _id: id, _source: source, fields, sort: [time, index] as [number, number] };
  });
  timed.sort((a, b) => a.sort[0] - b.sort[0] || a.sort[1] - b.sort[1]);
  return { timed_out: false, _shards: { failed: 0 }, hits: { hits: timed } };
}

function granted(body: unknown): object {
  const asked = (body as { index: { names: string[]; privileges: string[] }[] }).index;
  return Object.fromEntries(
    asked.flatMap(({ names, privileges }) =>
      names.map((name) => [name, Object.fromEntries(privileges.map((one) => [one, true]))]),
    ),
  );
}
