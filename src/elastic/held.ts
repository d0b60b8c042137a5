import { ElasticError } from '../errors.ts';
import type { Held } from '../reconcile.ts';
import type { Clock } from '../runner/clock.ts';
import type { Log } from '../runner/log.ts';
import { retry } from '../runner/retry.ts';
import type { Span } from '../span.ts';
import { fieldsOf } from './answer.ts';
import type { ElasticClient } from './client.ts';
import { CHECKED_FIELDS, eventOf } from './forged.ts';
import { scan } from './request.ts';

export interface HeldOptions {
  readonly stream: string;
  readonly span: Span;
  readonly tenant: string;
  readonly categories: readonly string[] | 'all';
  readonly log: Log;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** Whole events in one answer. */
const ORIGINALS = 200;
/** Ids in one question for ids. */
const IDS = 1000;
/** Copies of one event that are looked at: one for each backing index that has it. */
const COPIES = 5;

/**
 * What a stream holds of a tenant's events in a span, in order of time: one scan, whatever the number of events, that looks
 * into every backing index. Events without a readable time are left out, since their `@timestamp` only stands in for it.
 * @throws ElasticError after a few attempts; the signal's reason if it aborts.
 */
export async function* heldIn(
  client: ElasticClient,
  { stream, span, tenant, categories, log, clock, signal }: HeldOptions,
): AsyncGenerator<Held> {
  const send = <T>(operation: () => Promise<T>, until: AbortSignal): Promise<T> =>
    retry(operation, mayPass, { label: stream, attempts: 5, baseMs: 1000, capMs: 30_000, clock, log, signal: until });
  const query = {
    bool: {
      filter: [
        { range: { '@timestamp': { gte: span.from * 1000, lt: span.to * 1000, format: 'epoch_millis' } } },
        { term: { 'organization.id': tenant } },
        ...(categories === 'all' ? [] : [{ terms: { 'mimecast.category': categories } }]),
      ],
      must_not: [{ exists: { field: 'error.message' } }],
    },
  };
  // Doc values come from columns, which is many times faster than reading whole documents.
  const wanted = { docvalue_fields: ['event.hash', 'mimecast.category'], _source: false };
  for await (const { id, time, fields } of scan(client, { stream, query, wanted, signal, send })) {
    const hash = first(fields['event.hash']);
    // A document of somebody else's.
    if (hash !== undefined) yield { key: id, hash, time, category: first(fields['mimecast.category']) };
  }
}

/**
 * The events themselves, `event.original`, of those keys that a stream holds. Where two backing indices hold one, the copy that
 * was fetched first.
 * @throws ElasticError; the signal's reason if it aborts.
 */
export async function originalsOf(
  client: ElasticClient,
  { stream, keys, signal }: { readonly stream: string; readonly keys: readonly string[]; readonly signal: AbortSignal },
): Promise<Map<string, string>> {
  const originals = new Map<string, string>();
  for (let from = 0; from < keys.length; from += ORIGINALS) {
    const some = keys.slice(from, from + ORIGINALS);
    const body = {
      size: some.length * COPIES,
      query: { ids: { values: some } },
      _source: ['event.original'],
      sort: [{ 'event.created': { order: 'asc', unmapped_type: 'date' } }],
      track_total_hits: false,
    };
    const path = `${stream}/_search?allow_partial_search_results=false&filter_path=hits.hits._id,hits.hits._source`;
    for (const hit of await hitsOf(client, path, body, signal)) {
      const { _id: id, _source } = fieldsOf(hit);
      const { original } = fieldsOf(fieldsOf(_source).event);
      if (typeof id === 'string' && typeof original === 'string' && !originals.has(id)) originals.set(id, original);
    }
  }
  return originals;
}

/** What a document says of how its event came. */
export interface Receipt {
  /** The run that received it: a URL. */
  readonly run: string | undefined;
  /** When, ms UTC; NaN if it does not say. */
  readonly received: number;
}

/**
 * What documents say of how their events came, by key; of copies the one that came first.
 * @returns `'forged'` for a document that is not what it says; keys that the stream does not hold are left out.
 * @throws ElasticError; the signal's reason if it aborts.
 */
export async function receiptsOf(
  client: ElasticClient,
  {
    stream,
    tenant,
    keys,
    signal,
  }: {
    readonly stream: string;
    readonly tenant: string;
    readonly keys: readonly string[];
    readonly signal: AbortSignal;
  },
): Promise<Map<string, Receipt | 'forged'>> {
  const receipts = new Map<string, Receipt | 'forged'>();
  for (let from = 0; from < keys.length; from += ORIGINALS) {
    const some = keys.slice(from, from + ORIGINALS);
    const body = {
      size: some.length * COPIES,
      query: { ids: { values: some } },
      _source: ['@timestamp', 'event.created', 'mimecast.run', ...CHECKED_FIELDS],
      sort: [{ 'event.created': { order: 'asc', unmapped_type: 'date' } }],
      track_total_hits: false,
    };
    const path = `${stream}/_search?allow_partial_search_results=false&filter_path=hits.hits._id,hits.hits._source`;
    for (const hit of await hitsOf(client, path, body, signal)) {
      const { _id: id, _source } = fieldsOf(hit);
      if (typeof id !== 'string') continue;
      const before = receipts.get(id);
      if (before !== undefined && before !== 'forged') continue;
      const source = fieldsOf(_source);
      const event = eventOf({ id, time: Date.parse(String(source['@timestamp'])), source }, tenant);
      const { run } = fieldsOf(source.mimecast);
      const received = Date.parse(String(fieldsOf(source.event).created));
      const isTrue = event !== undefined && event !== 'forged';
      receipts.set(id, isTrue ? { run: typeof run === 'string' ? run : undefined, received } : 'forged');
    }
  }
  return receipts;
}

/**
 * The content hashes that a stream holds under these keys, in any of its backing indices; keys that it does not hold are left
 * out.
 * @param onOwner is told whom the document of a key says to belong to; undefined: nobody.
 * @throws ElasticError; the signal's reason if it aborts.
 */
export async function hashesAmong(
  client: ElasticClient,
  { stream, keys, signal }: { readonly stream: string; readonly keys: readonly string[]; readonly signal: AbortSignal },
  onOwner: (key: string, owner: string | undefined) => void = () => {},
): Promise<Map<string, string[]>> {
  const held = new Map<string, string[]>();
  for (let from = 0; from < keys.length; from += IDS) {
    const some = keys.slice(from, from + IDS);
    const body = {
      size: some.length * COPIES,
      query: { ids: { values: some } },
      docvalue_fields: ['event.hash', 'organization.id'],
      _source: false,
      track_total_hits: false,
    };
    const path = `${stream}/_search?allow_partial_search_results=false&filter_path=hits.hits._id,hits.hits.fields`;
    for (const hit of await hitsOf(client, path, body, signal)) {
      const { _id: id, fields } = fieldsOf(hit);
      const hash = first(fieldsOf(fields)['event.hash']);
      if (typeof id !== 'string') continue;
      held.set(id, [...(held.get(id) ?? []), ...(hash === undefined ? [] : [hash])]);
      onOwner(id, first(fieldsOf(fields)['organization.id']));
    }
  }
  return held;
}

/** Hits of a search; none of a stream that does not exist yet. */
async function hitsOf(
  client: ElasticClient,
  path: string,
  body: object,
  signal: AbortSignal,
): Promise<readonly unknown[]> {
  try {
    const { hits } = fieldsOf(fieldsOf(await client.ask('POST', path, body, signal)).hits);
    return Array.isArray(hits) ? hits : [];
  } catch (error) {
    if (error instanceof ElasticError && error.status === 404) return [];
    throw error;
  }
}

/** The one value of a field; of none or several, none or the first. */
function first(value: unknown): string | undefined {
  const one: unknown = Array.isArray(value) ? value[0] : value;
  return typeof one === 'string' && one !== '' ? one : undefined;
}

function mayPass(error: unknown): { retry: false } | { retry: true; why: string } {
  return error instanceof ElasticError && error.passes ? { retry: true, why: error.message } : { retry: false };
}
