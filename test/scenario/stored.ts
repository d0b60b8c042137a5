import type { ElasticNode } from '../elasticsearch/node.ts';
import { ask } from '../elasticsearch/request.ts';

/** A document as the node holds it. */
export interface StoredDocument {
  readonly _id: string;
  readonly _source: Readonly<Record<string, unknown>>;
}

/** All documents of a stream, oldest first; none if the stream does not exist. */
export async function storedIn(node: ElasticNode, stream: string): Promise<readonly StoredDocument[]> {
  await ask(node, 'POST', `${stream}/_refresh?ignore_unavailable=true`);
  const all: StoredDocument[] = [];
  let after: unknown[] | undefined;
  for (;;) {
    const answer = (await ask(node, 'POST', `${stream}/_search?ignore_unavailable=true`, {
      size: 5000,
      sort: [{ '@timestamp': 'asc' }, { 'event.hash': { order: 'asc', unmapped_type: 'keyword' } }],
      ...(after ? { search_after: after } : {}),
    })) as unknown as { hits: { hits: (StoredDocument & { sort: unknown[] })[] } };
    const { hits } = answer.hits;
    all.push(...hits);
    if (hits.length < 5000) return all;
    after = hits.at(-1)?.sort;
  }
}
