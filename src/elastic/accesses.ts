import { ElasticError } from '../errors.ts';
import { type AuditEvent, parseEventLine } from '../event.ts';
import { fieldsOf } from './answer.ts';
import type { ElasticClient } from './client.ts';
import { scan } from './request.ts';

export interface AccessesOptions {
  /** `logs-mimecast.audit-<namespace>`. */
  readonly stream: string;
  readonly tenant: string;
  /** ms UTC; `from` is included, `to` is not. */
  readonly from: number;
  readonly to: number;
  readonly signal: AbortSignal;
}

/**
 * The provider accesses that a stream holds of a tenant, in order of time, each once though two backing indices may have it.
 * What counts as one is what the run that delivered it called so: it labelled the document.
 * @throws ElasticError; the signal's reason if it aborts.
 */
export async function* accessesIn(client: ElasticClient, options: AccessesOptions): AsyncGenerator<AuditEvent> {
  const { stream, signal } = options;
  const wanted = { _source: ['event.original'] };
  // Copies of one event have one time.
  let moment = Number.NaN;
  let seen = new Set<string>();
  for await (const { id, time, source } of scan(client, { stream, query: queryOf(options), wanted, signal })) {
    if (time !== moment) {
      moment = time;
      seen = new Set();
    }
    if (seen.has(id)) continue;
    seen.add(id);
    const event = eventIn(fieldsOf(source.event).original, id, options.tenant);
    if (event) yield event;
  }
}

/**
 * How many provider accesses a stream holds; copies count.
 * @throws ElasticError; the signal's reason if it aborts.
 */
export async function countAccesses(client: ElasticClient, options: AccessesOptions): Promise<number> {
  return count(client, options, queryOf(options));
}

/**
 * How many events of any kind a stream holds; copies count.
 * @throws ElasticError; the signal's reason if it aborts.
 */
export async function countEvents(client: ElasticClient, options: AccessesOptions): Promise<number> {
  return count(client, options, { bool: { filter: filtersOf(options) } });
}

async function count(client: ElasticClient, { stream, signal }: AccessesOptions, query: object): Promise<number> {
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

function filtersOf({ tenant, from, to }: AccessesOptions): object[] {
  return [
    { term: { 'organization.id': tenant } },
    { range: { '@timestamp': { gte: from, lt: to, format: 'epoch_millis' } } },
  ];
}

function queryOf(options: AccessesOptions): object {
  return {
    bool: {
      filter: [{ term: { 'labels.provider_access': 'true' } }, ...filtersOf(options)],
      // Its `@timestamp` only stands in for a time that can't be read.
      must_not: [{ exists: { field: 'error.message' } }],
    },
  };
}

/** undefined for a document of somebody else's. @param id of the document: versions that share Mimecast's id have one each. */
function eventIn(original: unknown, id: string, tenant: string): AuditEvent | undefined {
  if (typeof original !== 'string') return undefined;
  try {
    return { ...parseEventLine(original, tenant), key: id };
  } catch {
    return undefined;
  }
}
