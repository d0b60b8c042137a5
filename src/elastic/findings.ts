import { ElasticError } from '../errors.ts';
import type { Finding } from '../finding.ts';
import type { RaisedFinding } from '../matter.ts';
import type { Span } from '../span.ts';
import { fieldsOf } from './answer.ts';
import type { ElasticClient } from './client.ts';
import { createFew, frameOf, idOf, scan, timesOf } from './request.ts';

export interface RaiseOptions {
  readonly stream: string;
  readonly tenant: string;
  readonly findings: readonly Finding[];
  /** The run that found them: a URL. */
  readonly run: string | undefined;
  /** SHA-256 of the manifest of its evidence, hex; undefined where there is none. */
  readonly manifest: string | undefined;
  /** ms UTC; the same when it is tried again, so that what a lost answer had written counts as raised. */
  readonly now: number;
  readonly signal: AbortSignal;
}

/** Findings in one request. */
const BATCH = 500;

/** The numbers that Elastic's own alerts have for these words. */
const SEVERITY = { low: 21, medium: 47, high: 73 } as const;

/**
 * Writes findings, each once however often it is found, and whether or not the stream has rolled over since.
 * @returns how many are new, and how many were raised before.
 * @throws ElasticError if one could not be written. Trying again does no harm.
 */
export async function raise(client: ElasticClient, options: RaiseOptions): Promise<{ raised: number; known: number }> {
  const { stream, tenant, now, signal } = options;
  const unique = new Map(options.findings.map((one) => [idOf(one.kind, tenant, one.subject), one]));
  const ids = [...unique.keys()];
  let raised = 0;
  for (let from = 0; from < ids.length; from += BATCH) {
    const some = ids.slice(from, from + BATCH);
    const before = await raisedBefore(client, stream, some, signal);
    const documents = some.flatMap((id) => {
      const finding = unique.get(id);
      return finding && !before?.has(id) ? [{ id, document: findingDocument(finding, options) }] : [];
    });
    const fates = documents.length === 0 ? [] : await createFew(client, stream, documents, signal);
    // What was not there a moment ago and is there now was written by this call's earlier attempt.
    raised += before === undefined ? fates.filter((fate) => fate === 'created').length : fates.length;
    for (const time of before?.values() ?? []) if (time === now) raised += 1;
  }
  return { raised, known: ids.length - raised };
}

/** How often an event was found to have vanished, and how often that was withdrawn. It is gone now if the first is more. */
export interface Vanishings {
  readonly vanished: number;
  readonly withdrawn: number;
}

/**
 * What findings say of the events of a span that vanished, or came back, by event key.
 * @throws ElasticError; the signal's reason if it aborts.
 */
export async function readVanishings(
  client: ElasticClient,
  options: { readonly stream: string; readonly tenant: string; readonly span: Span; readonly signal: AbortSignal },
): Promise<Map<string, Vanishings>> {
  const { stream, tenant, span, signal } = options;
  const [gte, lt] = [span.from, span.to].map((seconds) => new Date(seconds * 1000).toISOString());
  const vanished = [{ term: { 'rule.name': 'vanished-event' } }, { range: { 'event.start': { gte, lt } } }];
  const query = {
    bool: {
      filter: [{ term: { 'organization.id': tenant } }],
      // An event may come back at another time.
      should: [{ bool: { filter: vanished } }, { term: { 'rule.name': 'vanished-event-withdrawn' } }],
      minimum_should_match: 1,
    },
  };
  const wanted = { _source: ['rule.name', 'mimecast.finding.events'] };
  const found = new Map<string, Vanishings>();
  for await (const { source } of scan(client, { stream, query, wanted, signal })) {
    const { events } = fieldsOf(fieldsOf(source.mimecast).finding);
    const gone = fieldsOf(source.rule).name === 'vanished-event' ? 1 : 0;
    for (const key of [events].flat()) {
      if (typeof key !== 'string') continue;
      const { vanished, withdrawn } = found.get(key) ?? { vanished: 0, withdrawn: 0 };
      found.set(key, { vanished: vanished + gone, withdrawn: withdrawn + 1 - gone });
    }
  }
  return found;
}

/**
 * The findings of a tenant about events of a span, whenever they were raised, in the order in which they were.
 * @param options `from`, `to` ms UTC; `kinds`: those only. What has no time of its own counts when it was raised.
 * @throws ElasticError; the signal's reason if it aborts.
 */
export async function* readFindings(
  client: ElasticClient,
  options: {
    readonly stream: string;
    readonly tenant: string;
    readonly from: number;
    readonly to: number;
    readonly kinds?: readonly Finding['kind'][];
    readonly signal: AbortSignal;
  },
): AsyncGenerator<Finding> {
  const { stream, tenant, from, to, kinds, signal } = options;
  const inSpan = (field: string) => ({ range: { [field]: { gte: from, lt: to, format: 'epoch_millis' } } });
  const query = {
    bool: {
      filter: [
        { term: { 'organization.id': tenant } },
        ...(kinds === undefined ? [] : [{ terms: { 'rule.name': kinds } }]),
      ],
      should: [
        inSpan('event.start'),
        { bool: { must_not: [{ exists: { field: 'event.start' } }], filter: [inSpan('@timestamp')] } },
      ],
      minimum_should_match: 1,
    },
  };
  for await (const { source } of scan(client, { stream, query, wanted: { _source: true }, signal })) {
    const finding = findingIn(source);
    if (finding) yield finding;
  }
}

/**
 * The findings of a tenant of these kinds, each with when it was raised, however long ago, in that order.
 * @throws ElasticError; the signal's reason if it aborts.
 */
export async function* readRaised(
  client: ElasticClient,
  options: {
    readonly stream: string;
    readonly tenant: string;
    readonly kinds: readonly Finding['kind'][];
    readonly signal: AbortSignal;
  },
): AsyncGenerator<RaisedFinding> {
  const { stream, tenant, kinds, signal } = options;
  const query = { bool: { filter: [{ term: { 'organization.id': tenant } }, { terms: { 'rule.name': kinds } }] } };
  for await (const { source, time } of scan(client, { stream, query, wanted: { _source: true }, signal })) {
    const finding = findingIn(source);
    if (finding) yield { finding, raised: time };
  }
}

/** undefined for a document of somebody else's. */
function findingIn(source: Readonly<Record<string, unknown>>): Finding | undefined {
  const {
    kind,
    subject,
    severity,
    events,
    manifest: _manifest,
    ...details
  } = fieldsOf(fieldsOf(source.mimecast).finding);
  const { start } = fieldsOf(source.event);
  if (typeof kind !== 'string' || typeof subject !== 'string' || typeof source.message !== 'string') return undefined;
  if (severity !== 'low' && severity !== 'medium' && severity !== 'high') return undefined;
  return {
    // The stream is written by this program, of this or another version.
    kind: kind as Finding['kind'],
    ...{ subject, severity, sentence: source.message },
    events: [events].flat().filter((key) => typeof key === 'string'),
    time: typeof start === 'string' ? Date.parse(start) : undefined,
    details: details as Finding['details'],
  };
}

/** The ECS document of a finding. Its `@timestamp` is when it was raised, so that rules that look at the last hours see it. */
export function findingDocument(
  finding: Finding,
  { stream, tenant, run, manifest, now }: Omit<RaiseOptions, 'findings' | 'signal'>,
): object {
  const { kind, subject, severity, sentence, events, time, details } = finding;
  const { dataset, ...frame } = frameOf(stream, tenant, now);
  return {
    ...frame,
    agent: { type: 'mimecast-audit-collector' },
    message: sentence,
    rule: { name: kind },
    event: {
      kind: 'alert',
      module: 'mimecast',
      dataset,
      severity: SEVERITY[severity],
      start: time === undefined ? undefined : isoOf(time),
    },
    mimecast: {
      run,
      finding: { kind, subject, severity, events: events.length === 0 ? undefined : events, manifest, ...details },
    },
  };
}

/** Those that are there, and when they were raised; undefined if the key may not look. */
async function raisedBefore(
  client: ElasticClient,
  stream: string,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<Map<string, number> | undefined> {
  try {
    return await timesOf(client, { stream, ids, signal });
  } catch (error) {
    if (error instanceof ElasticError && error.status === 403) return undefined;
    throw error;
  }
}

/** ISO 8601 as Elasticsearch reads it; undefined for a time that has no such form. */
function isoOf(time: number): string | undefined {
  const date = new Date(time);
  const text = Number.isNaN(date.getTime()) ? '' : date.toISOString();
  return text.length === 24 ? text : undefined;
}
