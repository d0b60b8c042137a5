import type { Coverage, CoverageCounts } from '../coverage.ts';
import { fieldsOf } from './answer.ts';
import type { ElasticClient } from './client.ts';
import { createFew, frameOf, idOf, scan } from './request.ts';

/** Coverage, and what else is worth knowing of the run that recorded it. */
export interface CoverageRecord extends Coverage {
  readonly tenant: string;
  /** SHA-256 of the query that narrowed the read, hex. A record with one covers nothing. */
  readonly queryHash: string | undefined;
  /** Counts of the whole run, not of this span alone. */
  readonly events: number;
  readonly indexed: number;
  readonly known: number;
  readonly late: { readonly count: number; readonly maxSeconds: number };
  readonly pages: number;
  readonly requests: number;
  /** SHA-256 of the manifest that was recorded before, hex. */
  readonly previous: string | undefined;
  readonly artifact: { readonly id: string; readonly url: string | undefined } | undefined;
  readonly toolVersion: string;
  /** Of the run so far, ms. */
  readonly durationMs: number;
  readonly runId: string;
  readonly attempt: number;
}

/** Records in one request. */
const BATCH = 500;
const SOURCE = ['@timestamp', 'event.start', 'event.end', 'mimecast.coverage', 'mimecast.run'];

/**
 * What was recorded as covered of a tenant, as far as it reaches beyond a moment, in order of recording. What can't be read,
 * or was narrowed by a query, is left out: it counts as not covered, which does no harm.
 * @param options `since` in s UTC.
 * @throws ElasticError; the signal's reason if it aborts.
 */
export async function readCoverage(
  client: ElasticClient,
  options: { readonly stream: string; readonly tenant: string; readonly since: number; readonly signal: AbortSignal },
): Promise<Coverage[]> {
  const { stream, tenant, since, signal } = options;
  const query = {
    bool: {
      filter: [
        { term: { 'organization.id': tenant } },
        { range: { 'event.end': { gt: new Date(since * 1000).toISOString() } } },
      ],
    },
  };
  const records: Coverage[] = [];
  for await (const { time, source } of scan(client, { stream, query, wanted: { _source: SOURCE }, signal })) {
    const record = readRecord(source, time);
    if (record) records.push(record);
  }
  return records;
}

/**
 * Records spans as covered, and waits until later runs can see it. The same record twice is one document.
 * @throws ElasticError if one could not be written: it is not known then which of them were. Trying again does no harm.
 */
export async function writeCoverage(
  client: ElasticClient,
  options: { readonly stream: string; readonly records: readonly CoverageRecord[]; readonly signal: AbortSignal },
): Promise<void> {
  const { stream, records, signal } = options;
  for (let from = 0; from < records.length; from += BATCH) {
    const documents = records
      .slice(from, from + BATCH)
      .map((record) => ({ id: recordId(record), document: coverageDocument(stream, record) }));
    await createFew(client, stream, documents, signal);
  }
}

/** The ECS document of a record. */
export function coverageDocument(stream: string, record: CoverageRecord): object {
  const { span, tenant, recorded, late, artifact } = record;
  const { dataset, ...frame } = frameOf(stream, tenant, recorded);
  const nanoseconds = (span.to - span.from) * 1e9;
  return {
    ...frame,
    agent: { type: 'mimecast-audit-collector', version: record.toolVersion },
    event: {
      kind: 'metric',
      module: 'mimecast',
      dataset,
      start: new Date(span.from * 1000).toISOString(),
      end: new Date(span.to * 1000).toISOString(),
      ...(Number.isSafeInteger(nanoseconds) ? { duration: nanoseconds } : {}),
    },
    mimecast: {
      run: record.run,
      coverage: {
        categories: record.categories === 'all' ? ['all'] : record.categories,
        query_hash: record.queryHash,
        events: record.events,
        indexed: record.indexed,
        known: record.known,
        late: { count: late.count, max_seconds: late.maxSeconds },
        pages: record.pages,
        requests: record.requests,
        manifest: record.manifest,
        previous_manifest: record.previous,
        artifact: artifact && { id: artifact.id, url: artifact.url },
        duration_ms: Math.round(record.durationMs),
        run_id: record.runId,
        attempt: record.attempt,
        ...countsDocument(record.counts),
      },
    },
  };
}

function countsDocument(counts: CoverageCounts | undefined): object {
  if (counts === undefined) return {};
  const { events, accesses, domains, untimed, misdated, notUnderstood } = counts;
  return {
    span: { events, accesses },
    provider_domains: domains,
    ...{ untimed, misdated, not_understood: notUnderstood },
  };
}

function countsIn(coverage: Readonly<Record<string, unknown>>): CoverageCounts | undefined {
  const { events, accesses } = fieldsOf(coverage.span);
  const { provider_domains: domains, untimed, misdated, not_understood: notUnderstood } = coverage;
  if (![events, accesses, untimed, misdated, notUnderstood].every(Number.isSafeInteger)) return undefined;
  const counts = { events, accesses, untimed, misdated, notUnderstood } as Omit<CoverageCounts, 'domains'>;
  // One domain is a text where Elasticsearch was handed a text.
  return { ...counts, domains: [domains].flat().filter((one) => typeof one === 'string') };
}

/** Two runs over the same span make two records; a run that writes its record again makes one. */
function recordId({ tenant, span, categories, runId, attempt }: CoverageRecord): string {
  const set = categories === 'all' ? 'all' : categories.toSorted().join(',');
  return idOf(tenant, String(span.from), String(span.to), set, runId, String(attempt));
}

function readRecord(source: Readonly<Record<string, unknown>>, recorded: number): Coverage | undefined {
  const { start, end } = fieldsOf(source.event);
  const mimecast = fieldsOf(source.mimecast);
  const coverage = fieldsOf(mimecast.coverage);
  const { categories, manifest, query_hash: queryHash } = coverage;
  const span = { from: secondsOf(start), to: secondsOf(end) };
  if (!(span.from < span.to) || typeof manifest !== 'string' || queryHash !== undefined) return undefined;
  if (!Array.isArray(categories) || categories.length === 0 || !categories.every((one) => typeof one === 'string')) {
    return undefined;
  }
  return {
    span,
    categories: categories.includes('all') ? 'all' : categories,
    recorded,
    run: typeof mimecast.run === 'string' ? mimecast.run : undefined,
    manifest,
    counts: countsIn(coverage),
  };
}

/** s UTC; NaN if it is no whole second, which no comparison is true of. */
function secondsOf(text: unknown): number {
  const seconds = typeof text === 'string' ? Date.parse(text) / 1000 : Number.NaN;
  return Number.isInteger(seconds) ? seconds : Number.NaN;
}
