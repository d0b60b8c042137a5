import type { Span } from '../../src/span.ts';
import type { ElasticNode } from '../elasticsearch/node.ts';
import { ask, request } from '../elasticsearch/request.ts';

/** More documents than a history makes, and what one search gives at most. */
const MOST = 10_000;

/** The data streams of one history. */
export interface Streams {
  readonly audit: string;
  readonly coverage: string;
  readonly finding: string;
}

/** A coverage document. */
export interface CoverageRecord {
  readonly id: string;
  readonly span: Span;
}

interface Hit {
  readonly _id: string;
  readonly _source?: Readonly<Record<string, unknown>>;
}

export function streamsOf(namespace: string): Streams {
  const of = (dataset: string): string => `logs-mimecast.${dataset}-${namespace}`;
  return { audit: of('audit'), coverage: of('coverage'), finding: of('finding') };
}

/** How many documents each id has, in all backing indices together. */
export async function heldIds(node: ElasticNode, { audit }: Streams): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const { _id } of await hitsOf(node, audit, false)) counts.set(_id, (counts.get(_id) ?? 0) + 1);
  return counts;
}

/** @throws Error for a document that does not say what it covers. */
export async function coverageRecords(node: ElasticNode, { coverage }: Streams): Promise<CoverageRecord[]> {
  return (await hitsOf(node, coverage, true)).map(({ _id, _source }) => {
    const { start, end } = (_source?.event ?? {}) as { start?: string; end?: string };
    const span = { from: Date.parse(start ?? '') / 1000, to: Date.parse(end ?? '') / 1000 };
    if (!(span.from < span.to)) throw new Error(`Coverage document ${_id} has the span ${start} to ${end}`);
    return { id: _id, span };
  });
}

/** How many findings there are of each kind. */
export async function findingKinds(node: ElasticNode, { finding }: Streams): Promise<Map<string, number>> {
  const kinds = new Map<string, number>();
  for (const { _source } of await hitsOf(node, finding, true)) {
    const kind = String((_source?.rule as { name?: unknown } | undefined)?.name);
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  }
  return kinds;
}

/** Removes the streams: a node takes a limited number of shards. */
export async function remove(node: ElasticNode, streams: Streams): Promise<void> {
  for (const stream of Object.values(streams)) await request(node, 'DELETE', `_data_stream/${stream}`);
}

async function hitsOf(node: ElasticNode, stream: string, source: boolean): Promise<readonly Hit[]> {
  await ask(node, 'POST', `${stream}/_refresh?ignore_unavailable=true`);
  const answer = (await ask(node, 'POST', `${stream}/_search?ignore_unavailable=true`, {
    size: MOST,
    _source: source,
    track_total_hits: true,
  })) as unknown as { hits: { total: { value: number }; hits: Hit[] } };
  const { total, hits } = answer.hits;
  if (total.value !== hits.length) throw new Error(`${stream}: ${total.value} documents, of which ${hits.length} came`);
  return hits;
}
