import { accessOf } from '../access/acts.ts';
import { type Coverage, coveredSpans, holesIn } from '../coverage.ts';
import type { Gone } from '../doubts.ts';
import { countEvents } from '../elastic/accesses.ts';
import type { ElasticClient } from '../elastic/client.ts';
import { heldIn } from '../elastic/held.ts';
import { backingIndices } from '../elastic/stream.ts';
import type { AuditEvent } from '../event.ts';
import { patiently } from '../patience.ts';
import type { Parts } from '../run.ts';
import type { Settings } from '../settings.ts';
import { contains, type Span } from '../span.ts';

/** What is held of the provider's accesses, and from when to when that was asked. */
export interface HeldAccesses {
  add(event: AuditEvent): void;
  /** How many lie in a span. */
  countIn(span: Span): number;
}

/** Counts the accesses that are read back. @param domains the provider's, in lower case. */
export function countHeldAccesses(domains: readonly string[]): HeldAccesses {
  const times: number[] = [];
  return {
    add(event) {
      if (event.time !== undefined && accessOf(event, domains)) times.push(event.time);
    },
    countIn: (span) => times.filter((time) => contains(span, time)).length,
  };
}

export interface StillHeldOptions {
  readonly client: ElasticClient;
  readonly settings: Settings;
  readonly parts: Parts;
  readonly period: Span;
  /** What Elastic says to have been read. */
  readonly coverage: readonly Coverage[];
  readonly accesses: HeldAccesses;
  /** From when to when `accesses` has all, ms UTC. */
  readonly asked: { readonly from: number; readonly to: number };
  readonly signal: AbortSignal;
}

/**
 * Holds what was recorded as delivered against what Elastic holds now, span by span. Nothing that a run wrote is ever deleted by
 * one, so each record sets a least number, and of several over the same span the largest counts; more than that is no wonder.
 * @throws ElasticError; the signal's reason if it aborts.
 */
export async function goneFrom(options: StillHeldOptions): Promise<Gone[]> {
  const { client, settings, period, coverage, accesses, asked, signal } = options;
  const { namespace, providerDomains } = settings;
  const stream = `logs-mimecast.audit-${namespace}`;
  const indices = await backingIndices(client, stream, signal);
  const gone: Gone[] = [];
  for (const record of largest(coverage, period, providerDomains)) {
    const { span, events, least } = record;
    const held = await heldOf(options, indices, record);
    if (held < events) gone.push({ span, of: 'events', recorded: events, held });
    if (span.from * 1000 < asked.from || span.to * 1000 > asked.to) continue;
    const seen = accesses.countIn(span);
    if (seen < least) gone.push({ span, of: 'accesses', recorded: least, held: seen });
  }
  return gone;
}

/**
 * How many events of a record's span a stream holds, each once as far as that matters: it is less than the record has only if
 * some are not there. @param indices the stream's backing indices, undefined if they are not known.
 * @throws ElasticError; the signal's reason if it aborts.
 */
export async function heldOf(
  options: Pick<StillHeldOptions, 'client' | 'settings' | 'parts' | 'signal'>,
  indices: readonly string[] | undefined,
  { span, categories, events }: Pick<Recorded, 'span' | 'categories' | 'events'>,
): Promise<number> {
  const { client, settings, parts, signal } = options;
  const { tenant, namespace } = settings;
  const stream = `logs-mimecast.audit-${namespace}`;
  const ask = <T>(operation: () => Promise<T>) => patiently('Held events', operation, parts, signal);
  const held = { stream, tenant, from: span.from * 1000, to: span.to * 1000, categories, signal };
  const count = await ask(() => countEvents(client, held));
  // After a rollover some may be there twice, and hide that others are not.
  const rolledOver = indices === undefined || indices.length > 1;
  return count >= events && rolledOver ? ask(() => distinctIn(options, stream, span, categories)) : count;
}

/** The covered parts of a period whose records have no counts to compare. */
export function uncountedIn(
  period: Span,
  coverage: readonly Coverage[],
  categories: readonly string[] | 'all',
  shown: readonly Span[],
): Span[] {
  const counted = coveredSpans(
    coverage.filter(({ counts }) => counts !== undefined),
    categories,
  );
  const open = holesIn(period, coveredSpans(coverage, categories));
  return holesIn(period, [...counted, ...shown, ...open]);
}

async function distinctIn(
  {
    client,
    settings: { tenant },
    parts: { log, clock },
    signal,
  }: Pick<StillHeldOptions, 'client' | 'settings' | 'parts' | 'signal'>,
  stream: string,
  span: Span,
  categories: readonly string[] | 'all',
): Promise<number> {
  // Copies of one event have one time.
  let moment = Number.NaN;
  let keys = new Set<string>();
  let count = 0;
  for await (const { key, time } of heldIn(client, { stream, span, tenant, categories, log, clock, signal })) {
    if (time !== moment) {
      moment = time;
      keys = new Set();
    }
    if (keys.has(key)) continue;
    keys.add(key);
    count += 1;
  }
  return count;
}

interface Recorded {
  readonly span: Span;
  readonly categories: readonly string[] | 'all';
  events: number;
  /** Accesses; 0 where a record counted by domains that are the provider's no longer. */
  least: number;
}

function largest(coverage: readonly Coverage[], period: Span, domains: readonly string[]): Recorded[] {
  const found = new Map<string, Recorded>();
  for (const { span, categories, counts } of coverage) {
    if (counts === undefined || span.to <= period.from || span.from >= period.to) continue;
    const key = JSON.stringify([span.from, span.to, categories === 'all' ? categories : categories.toSorted()]);
    const one = found.get(key) ?? { span, categories, events: 0, least: 0 };
    one.events = Math.max(one.events, counts.events);
    if (counts.domains.every((domain) => domains.includes(domain))) one.least = Math.max(one.least, counts.accesses);
    found.set(key, one);
  }
  return [...found.values()].sort((a, b) => a.span.from - b.span.from);
}
