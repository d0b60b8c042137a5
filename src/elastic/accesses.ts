import { ElasticError } from '../errors.ts';
import { ACCESS_CATEGORY, type AuditEvent, MORE_DOMAINS } from '../event.ts';
import { fieldsOf } from './answer.ts';
import type { ElasticClient } from './client.ts';
import { CHECKED_FIELDS, eventOf } from './forged.ts';
import { scan } from './request.ts';

export interface AccessesOptions {
  /** `logs-mimecast.audit-<namespace>`. */
  readonly stream: string;
  readonly tenant: string;
  /** Domains of the provider's own staff, in lower case. */
  readonly domains: readonly string[];
  /** ms UTC; `from` is included, `to` is not. */
  readonly from: number;
  readonly to: number;
  readonly signal: AbortSignal;
}

/** How the types begin that Mimecast gives to what its staff alone does. */
const STAFF_TYPE = 'Mimecast Support';
const DAY_MS = 86_400_000;
/** How long after its time an event can be fetched: Mimecast gives out 60 days. */
const FETCHED_MS = 61 * DAY_MS;

/**
 * What may be the provider's among the events that a stream holds of a tenant, in order of time, each once though two backing
 * indices may have it. More than that comes: whose an event is, is for the caller to judge, with the settings of today.
 * @param unlike is told of each document that is not what a run has written: its id, its hash and its content don't fit together.
 * @throws ElasticError; the signal's reason if it aborts.
 */
export async function* accessesIn(
  client: ElasticClient,
  options: AccessesOptions,
  unlike: (id: string) => void = () => {},
): AsyncGenerator<AuditEvent> {
  yield* eventsOf(client, options, queryOf(options), unlike);
}

/**
 * The same of events that stand at no time of their own: their time can't be read, so that the end of what was asked for stands
 * in for it; or it is one that Mimecast gives out nothing of, and they were fetched when others of the span were.
 * @param options `now` in ms UTC.
 * @throws ElasticError; the signal's reason if it aborts.
 */
export async function* strayAccessesIn(
  client: ElasticClient,
  options: AccessesOptions & { readonly now: number },
  unlike: (id: string) => void = () => {},
): AsyncGenerator<AuditEvent> {
  const { from, to, now } = options;
  const ms = { format: 'epoch_millis' };
  const fetched = { range: { 'event.created': { gte: from, lt: to + FETCHED_MS, ...ms } } };
  const early = { range: { '@timestamp': { lt: from - FETCHED_MS, ...ms } } };
  const late = { range: { '@timestamp': { gte: Math.max(now, to) + DAY_MS, ...ms } } };
  const stray = { bool: { filter: [fetched], should: [early, late], minimum_should_match: 1 } };
  const untimed = { bool: { filter: [rangeOf(options), { exists: { field: 'error.message' } }] } };
  const filter = [ownerOf(options), candidate(options), anyOf([untimed, stray])];
  yield* eventsOf(client, options, { bool: { filter } }, unlike);
}

async function* eventsOf(
  client: ElasticClient,
  { stream, tenant, signal }: AccessesOptions,
  query: object,
  unlike: (id: string) => void,
): AsyncGenerator<AuditEvent> {
  const wanted = { _source: CHECKED_FIELDS };
  // Copies of one event have one time.
  let moment = Number.NaN;
  let seen = new Set<string>();
  for await (const { id, time, source } of scan(client, { stream, query, wanted, signal })) {
    if (time !== moment) {
      moment = time;
      seen = new Set();
    }
    if (seen.has(id)) continue;
    const event = eventOf({ id, time, source }, tenant);
    // A document that is not what it says proves nothing; another copy may.
    if (event === undefined || event === 'forged') {
      unlike(id);
      continue;
    }
    seen.add(id);
    yield event;
  }
}

/**
 * How many events that may be the provider's a stream holds; copies count.
 * @throws ElasticError; the signal's reason if it aborts.
 */
export async function countAccesses(client: ElasticClient, options: AccessesOptions): Promise<number> {
  return count(client, options, queryOf(options));
}

/**
 * How many events of any kind and with a time of their own a stream holds; copies count.
 * @throws ElasticError; the signal's reason if it aborts.
 */
export async function countEvents(
  client: ElasticClient,
  options: Omit<AccessesOptions, 'domains'> & { readonly categories: readonly string[] | 'all' },
): Promise<number> {
  const { categories } = options;
  const ofThese = categories === 'all' ? [] : [{ terms: { 'mimecast.category': categories } }];
  // The `@timestamp` of what has an error only stands in for a time that can't be read.
  const must_not = [{ exists: { field: 'error.message' } }];
  return count(client, options, { bool: { filter: [ownerOf(options), rangeOf(options), ...ofThese], must_not } });
}

async function count(
  client: ElasticClient,
  { stream, signal }: Pick<AccessesOptions, 'stream' | 'signal'>,
  query: object,
): Promise<number> {
  try {
    const answer = fieldsOf(await client.ask('POST', `${stream}/_count`, { query }, signal));
    if (typeof answer.count === 'number' && fieldsOf(answer._shards).failed === 0) return answer.count;
  } catch (error) {
    if (error instanceof ElasticError && error.status === 404) return 0;
    throw error;
  }
  throw new ElasticError(`${stream}: Elasticsearch could not count all of it. Start the run again later.`, {
    status: 503,
    code: 'partial',
  });
}

function ownerOf({ tenant }: Pick<AccessesOptions, 'tenant'>): object {
  return { term: { 'organization.id': tenant } };
}

function rangeOf({ from, to }: Pick<AccessesOptions, 'from' | 'to'>): object {
  return { range: { '@timestamp': { gte: from, lt: to, format: 'epoch_millis' } } };
}

function queryOf(options: AccessesOptions): object {
  return {
    bool: {
      filter: [ownerOf(options), rangeOf(options), candidate(options)],
      // Its `@timestamp` only stands in for a time that can't be read.
      must_not: [{ exists: { field: 'error.message' } }],
    },
  };
}

/** What may be the provider's, by facts of the event; documents of older versions have only the judgement of their day. */
function candidate({ domains }: AccessesOptions): object {
  return anyOf([
    { term: { 'mimecast.category': { value: ACCESS_CATEGORY, case_insensitive: true } } },
    { prefix: { 'mimecast.audit_type': { value: STAFF_TYPE, case_insensitive: true } } },
    { terms: { 'user.domain': domains } },
    { terms: { 'mimecast.domains': [...domains, MORE_DOMAINS] } },
    { term: { 'labels.provider_access': 'true' } },
  ]);
}

function anyOf(should: readonly object[]): object {
  return { bool: { should, minimum_should_match: 1 } };
}
