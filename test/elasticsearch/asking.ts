import { onTestFinished } from 'vitest';
import { createElastic, type ElasticClient } from '../../src/elastic/client.ts';
import type { Log } from '../../src/runner/log.ts';
import { freshNamespace, sharedNode } from './delivery.ts';
import { createKey } from './key.ts';
import { ask } from './request.ts';

/** A client with the users' key, or one of other privileges, for a namespace of the test's own. */
export interface Asking {
  readonly client: ElasticClient;
  readonly namespace: string;
  readonly audit: string;
  readonly coverage: string;
  readonly finding: string;
  readonly signal: AbortSignal;
  /** What was logged. */
  readonly lines: string[];
  readonly log: Log;
}

export async function asking(
  given: { privileges?: readonly string[]; url?: string; namespace?: string } = {},
): Promise<Asking> {
  const node = sharedNode();
  const { namespace = freshNamespace(), url = node.url } = given;
  const encoded = await createKey(node, namespace, given.privileges);
  const client = await createElastic(
    { url, auth: { kind: 'api-key', encoded }, ca: undefined, namespace },
    { proxyFor: () => undefined, timeoutMs: 20_000 },
  );
  onTestFinished(() => client.close());
  const lines: string[] = [];
  const note = (text: string): number => lines.push(text);
  return {
    client,
    namespace,
    audit: `logs-mimecast.audit-${namespace}`,
    coverage: `logs-mimecast.coverage-${namespace}`,
    finding: `logs-mimecast.finding-${namespace}`,
    signal: new AbortController().signal,
    lines,
    log: { info: note, warn: note, debug: note, group: (_title, body) => body() },
  };
}

/** Documents of a stream as its superuser sees them: `_id` and `_source`. */
export async function storedIn(stream: string): Promise<{ id: string; source: Record<string, unknown> }[]> {
  await ask(sharedNode(), 'POST', `${stream}/_refresh`);
  const answer = await ask(sharedNode(), 'POST', `${stream}/_search`, { size: 10_000 });
  const { hits } = answer.hits as { hits: { _id: string; _source: Record<string, unknown> }[] };
  return hits.map(({ _id, _source }) => ({ id: _id, source: _source }));
}
