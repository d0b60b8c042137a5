import { ACCESS_CATEGORY, type AuditEvent, contentKeyOf, keyOf, parseEventLine } from '../event.ts';
import { fieldsOf } from './answer.ts';
import type { ElasticClient } from './client.ts';
import { scan } from './request.ts';

/** What a document says of itself; all of it is a claim of whoever wrote it. */
export interface Claimed {
  readonly id: string;
  /** `@timestamp`, ms UTC. */
  readonly time: number;
  readonly source: Readonly<Record<string, unknown>>;
}

/** The fields that are needed to check a document. */
export const CHECKED_FIELDS = ['event.original', 'event.hash', 'error.message', 'mimecast.access.asked'] as const;

/**
 * The event of a document, understood anew from its original.
 * @returns `'forged'` if that has another id, content hash or time than the document says, or is none; undefined for a document
 *   without a hash, which this program does not write.
 */
export function eventOf({ id, time, source }: Claimed, tenant: string): AuditEvent | 'forged' | undefined {
  const { original, hash } = fieldsOf(source.event);
  if (typeof hash !== 'string') return undefined;
  const event = parsed(original, tenant);
  // Versions that share an id are stored under their content.
  const isOurs = event !== undefined && (keyOf(event, tenant) === id || contentKeyOf(event, tenant) === id);
  if (!isOurs || event.hash !== hash) return 'forged';
  // The `@timestamp` of an event whose time can't be read, or held, only stands in for it.
  const standsIn = fieldsOf(source.error).message !== undefined;
  if (event.time !== undefined && event.time !== time && !standsIn) return 'forged';
  const asked = fieldsOf(fieldsOf(source.mimecast).access).asked === true;
  return { ...event, key: id, ...(asked ? { asked } : {}) };
}

/**
 * Looks at every document of a tenant in a span and finds those that are not what they say, or hide that the provider's staff
 * made them.
 * @param options `from`, `to`: ms UTC.
 * @throws ElasticError; the signal's reason if it aborts.
 */
export async function* forgedIn(
  client: ElasticClient,
  options: {
    readonly stream: string;
    readonly tenant: string;
    readonly from: number;
    readonly to: number;
    readonly signal: AbortSignal;
  },
): AsyncGenerator<{ readonly key: string; readonly time: number }> {
  const { stream, tenant, from, to, signal } = options;
  const query = {
    bool: {
      filter: [
        { term: { 'organization.id': tenant } },
        { range: { '@timestamp': { gte: from, lt: to, format: 'epoch_millis' } } },
      ],
    },
  };
  const wanted = { _source: [...CHECKED_FIELDS, 'labels.provider_access'] };
  for await (const { id, time, source } of scan(client, { stream, query, wanted, signal })) {
    const event = eventOf({ id, time, source }, tenant);
    if (event === undefined) continue;
    const hidden = event !== 'forged' && event.category === ACCESS_CATEGORY && !isLabelled(source);
    if (event === 'forged' || hidden) yield { key: id, time };
  }
}

function isLabelled(source: Readonly<Record<string, unknown>>): boolean {
  return String(fieldsOf(source.labels).provider_access) === 'true';
}

function parsed(original: unknown, tenant: string): AuditEvent | undefined {
  if (typeof original !== 'string') return undefined;
  try {
    return parseEventLine(original, tenant);
  } catch {
    return undefined;
  }
}
