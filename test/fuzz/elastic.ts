import { readItems } from '../../src/elastic/answer.ts';
import type { ElasticClient } from '../../src/elastic/client.ts';
import { ElasticError } from '../../src/errors.ts';

/** A document as it is held, under its stream. */
export interface Stored {
  readonly stream: string;
  readonly id: string;
  readonly source: Record<string, unknown>;
}

/** Told of each answer before it is given; may give another one. `label`: what was asked, `_search` or `_bulk` with its stream. */
type Meddle = (label: string, answer: unknown) => unknown;

/** An Elasticsearch that holds documents and answers what the program asks, in one backing index. Enough for the fuzzer; what it can't evaluate is an error. */
export function playedElastic(
  held: readonly Stored[],
  meddle: Meddle,
): ElasticClient & { documents(): readonly Stored[] } {
  const documents: Stored[] = [...held];
  const known = new Set(held.map(({ stream, id }) => `${stream} ${id}`));

  function create(stream: string, ndjson: string): unknown {
    const lines = ndjson.split('\n').filter((line) => line !== '');
    const items = [];
    for (let line = 0; line + 1 < lines.length; line += 2) {
      const id = String(fieldAt(JSON.parse(lines[line] ?? ''), 'create._id'));
      const isNew = !known.has(`${stream} ${id}`);
      known.add(`${stream} ${id}`);
      if (isNew) documents.push({ stream, id, source: JSON.parse(lines[line + 1] ?? '') });
      const error = { error: { type: 'version_conflict_engine_exception' } };
      items.push({ create: isNew ? { _id: id, status: 201, result: 'created' } : { _id: id, status: 409, ...error } });
    }
    return { took: 1, errors: false, items };
  }

  function answer(method: string, path: string, body: unknown): unknown {
    const [place = ''] = path.split('?');
    const [stream = '', verb = ''] = place.startsWith('_') ? ['', place] : place.split('/');
    const inStream = (name: string) => documents.filter((one) => one.stream === name);
    if (verb === '_security/user/_has_privileges') return privilegesFor(body);
    if (verb.startsWith('_data_stream')) {
      const name = verb.split('/')[1] ?? '';
      if (inStream(name).length === 0) throw missing(name);
      return { data_streams: [{ name, indices: [{ index_name: `.ds-${name}-000001` }] }] };
    }
    if (verb === '_pit' && method === 'DELETE') return { succeeded: true };
    if (stream !== '' && inStream(stream).length === 0 && verb !== '_bulk') throw missing(stream);
    if (verb === '_pit') return { id: stream };
    if (verb === '_bulk') return create(stream, String(body));
    const asked = Object(body) as Record<string, unknown>;
    const found = inStream(stream || String(fieldAt(asked, 'pit.id'))).filter((one) => fits(one, asked.query));
    if (verb === '_count') return { count: found.length, _shards: { failed: 0 } };
    if (verb === '_search') return search(asked, found);
    throw new ElasticError(`The played Elasticsearch does not know ${method} ${place}.`, { status: 400 });
  }

  return {
    documents: () => documents,
    async bulk(stream, ndjson, signal) {
      signal.throwIfAborted();
      return readItems(meddle(`_bulk ${stream}`, answer('POST', `${stream}/_bulk`, ndjson)), stream);
    },
    async ask(method, path, body, signal) {
      signal.throwIfAborted();
      return meddle(path, answer(method, path, body));
    },
    close: async () => {},
  };
}

function missing(stream: string): ElasticError {
  return new ElasticError(`There is no ${stream}.`, { status: 404, code: 'index_not_found_exception' });
}

function privilegesFor(body: unknown): unknown {
  const [asked] = fieldAt(body, 'index') as { names: string[]; privileges: string[] }[];
  const all = Object.fromEntries((asked?.privileges ?? []).map((name) => [name, true]));
  return { index: Object.fromEntries((asked?.names ?? []).map((name) => [name, all])) };
}

function search(asked: Record<string, unknown>, found: readonly Stored[]): unknown {
  const timeOf = ({ source }: Stored) => Date.parse(String(source['@timestamp']));
  const placed = found.map((one, place) => ({ one, sort: [timeOf(one), place] as const }));
  placed.sort((a, b) => a.sort[0] - b.sort[0] || a.sort[1] - b.sort[1]);
  const [time, place] = (asked.search_after as [number, number] | undefined) ?? [Number.NEGATIVE_INFINITY, 0];
  const rest = placed.filter(({ sort }) => sort[0] > time || (sort[0] === time && sort[1] > place));
  const columns = (asked.docvalue_fields as string[] | undefined) ?? [];
  const hits = rest.slice(0, Number(asked.size ?? 10)).map(({ one, sort }) => ({
    _id: one.id,
    sort,
    ...(asked._source === false ? {} : { _source: one.source }),
    ...(columns.length === 0
      ? {}
      : { fields: Object.fromEntries(columns.map((name) => [name, [fieldAt(one.source, name)].flat()])) }),
  }));
  return { pit_id: fieldAt(asked, 'pit.id'), timed_out: false, _shards: { failed: 0 }, hits: { hits } };
}

/** Evaluates the few kinds of query that the program asks. @throws ElasticError for another. */
function fits(document: Stored, query: unknown): boolean {
  if (query === undefined) return true;
  const [[kind, given] = ['', undefined]] = Object.entries(Object(query) as Record<string, unknown>);
  const clause = Object(given) as Record<string, unknown>;
  const [[name, wanted] = ['', undefined]] = Object.entries(clause);
  const values = [fieldAt(document.source, name)].flat().filter((value) => value !== undefined && value !== null);
  switch (kind) {
    case 'match_all':
      return true;
    case 'bool': {
      const all = [clause.filter ?? [], clause.must ?? []].flat(2);
      const some = [clause.should ?? []].flat();
      const none = [clause.must_not ?? []].flat();
      const least = Number(clause.minimum_should_match ?? (some.length > 0 && all.length === 0 ? 1 : 0));
      return (
        all.every((one) => fits(document, one)) &&
        !none.some((one) => fits(document, one)) &&
        some.filter((one) => fits(document, one)).length >= least
      );
    }
    case 'exists':
      return fieldAt(document.source, String(clause.field)) !== undefined;
    case 'ids':
      return (clause.values as string[]).includes(document.id);
    case 'term':
    case 'prefix': {
      const { value: asked = wanted, case_insensitive: any } = Object(wanted) as Record<string, unknown>;
      const fold = (value: unknown) => (any === true ? String(value).toLowerCase() : String(value));
      const [start, isWhole] = [fold(asked), kind === 'term'];
      return values.some((value) => (isWhole ? fold(value) === start : fold(value).startsWith(start)));
    }
    case 'terms':
      return values.some((value) => (wanted as unknown[]).includes(value));
    case 'range': {
      const limits = wanted as Record<string, unknown>;
      const number = (value: unknown) => (typeof value === 'string' ? Date.parse(value) : Number(value));
      return values.some((value) => {
        const at = number(value);
        return !(
          (limits.gte !== undefined && at < number(limits.gte)) ||
          (limits.gt !== undefined && at <= number(limits.gt)) ||
          (limits.lt !== undefined && at >= number(limits.lt)) ||
          (limits.lte !== undefined && at > number(limits.lte))
        );
      });
    }
    default:
      throw new ElasticError(`The played Elasticsearch does not know the query ${kind}.`, { status: 400 });
  }
}

/** The value of a dotted path. */
export function fieldAt(value: unknown, path: string): unknown {
  let here = value;
  for (const name of path.split('.')) {
    if (typeof here !== 'object' || here === null) return undefined;
    here = (here as Record<string, unknown>)[name];
  }
  return here;
}
