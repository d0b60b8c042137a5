import { createHash, randomUUID } from 'node:crypto';
import { inject } from 'vitest';
import type { Document } from '../../src/elastic/batch.ts';
import { type BulkOptions, type BulkOutcome, createAll } from '../../src/elastic/bulk.ts';
import { createElastic } from '../../src/elastic/client.ts';
import type { Rejection } from '../../src/elastic/fate.ts';
import type { ElasticTarget } from '../../src/elastic-target.ts';
import type { Clock } from '../../src/runner/clock.ts';
import type { ElasticNode } from './node.ts';
import { ask } from './request.ts';

/** True if this run of the tests has a real Elasticsearch. */
export const hasNode = inject('elasticsearch') !== undefined;

/** The node that all tests share. @throws Error where there is none: guard the test with `hasNode`. */
export function sharedNode(): ElasticNode {
  const node = inject('elasticsearch');
  if (!node) throw new Error('This run has no Elasticsearch');
  return node;
}

/** A namespace of the test's own, since data streams are not deleted. */
export function freshNamespace(): string {
  return `t${randomUUID().replaceAll('-', '')}`;
}

export function streamOf(namespace: string): string {
  return `logs-mimecast.audit-${namespace}`;
}

/** `count` documents, the same each time; about 0.5 KB each, of which gzip can't save much. */
export function someDocuments(count: number): Document[] {
  return Array.from({ length: count }, (_, index) => {
    const [id = '', ...parts] = Array.from({ length: 6 }, (_part, part) =>
      createHash('sha256').update(`${index}/${part}`).digest('base64url'),
    );
    const time = new Date(Date.UTC(2026, 10, 24) + index * 1000).toISOString();
    return { id, json: JSON.stringify({ '@timestamp': time, event: { hash: id, original: parts.join('') } }) };
  });
}

export interface Delivery {
  readonly outcome: BulkOutcome;
  readonly rejections: readonly Rejection[];
  /** What was logged. */
  readonly lines: readonly string[];
}

type DeliveryOptions = Partial<Pick<ElasticTarget, 'ca' | 'auth'>> &
  Partial<Omit<BulkOptions, 'client' | 'stream'>> & { readonly key?: string; readonly timeoutMs?: number };

/** Sends documents as a run does, only that waits between attempts pass at once. */
export async function deliver(
  documents: readonly Document[],
  url: string,
  namespace: string,
  { key = '', ca, auth = { kind: 'api-key', encoded: key }, timeoutMs = 20_000, ...options }: DeliveryOptions,
): Promise<Delivery> {
  const rejections: Rejection[] = [];
  const lines: string[] = [];
  const note = (text: string): number => lines.push(text);
  const client = await createElastic({ url, auth, ca, namespace }, { proxyFor: () => undefined, timeoutMs });
  try {
    const outcome = await createAll(asRead(documents), {
      client,
      stream: streamOf(namespace),
      log: { info: note, warn: note, debug: note, group: (_title, body) => body() },
      clock: hastyClock(),
      signal: new AbortController().signal,
      onRejected: (rejection) => {
        rejections.push(rejection);
      },
      ...options,
    });
    return { outcome, rejections, lines };
  } finally {
    await client.close();
  }
}

/** How many documents a stream holds by its own count, and how many different ids they have. */
export async function countStored(node: ElasticNode, namespace: string): Promise<{ documents: number; ids: number }> {
  const stream = streamOf(namespace);
  await ask(node, 'POST', `${stream}/_refresh`);
  const { count } = await ask(node, 'GET', `${stream}/_count`);
  const found = (await ask(node, 'POST', `${stream}/_search`, { size: 10_000, _source: false })) as {
    hits: { hits: { _id: string }[] };
  };
  return { documents: Number(count), ids: new Set(found.hits.hits.map(({ _id }) => _id)).size };
}

async function* asRead(documents: readonly Document[]): AsyncGenerator<Document> {
  yield* documents;
}

/** A sleep takes no time, yet the clock shows it. */
function hastyClock(): Clock {
  let slept = 0;
  return {
    now: () => Date.now() + slept,
    sleep: async (ms, signal) => {
      signal?.throwIfAborted();
      slept += ms;
    },
  };
}
