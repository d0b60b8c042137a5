/** A document on its way: `_id`, and its source as one line of JSON. */
export interface Document {
  readonly id: string;
  readonly json: string;
}

/** Documents that are sent together. */
export interface Batch {
  readonly documents: readonly Document[];
  /** Length of its NDJSON, in UTF-16 units: near enough to bytes for cutting batches. */
  readonly size: number;
}

/** More would not make it faster (docs: Elastic Agent, performance presets). */
const MOST_DOCUMENTS = 5000;

/** Cuts a stream of documents into batches; `limit` is asked anew for each, since it may shrink on the way. */
export async function* batchesOf(documents: AsyncIterable<Document>, limit: () => number): AsyncGenerator<Batch> {
  let batch: Document[] = [];
  let size = 0;
  for await (const document of documents) {
    const more = actionOf(document).length + document.json.length + 2;
    if (batch.length > 0 && (size + more > limit() || batch.length >= MOST_DOCUMENTS)) {
      yield { documents: batch, size };
      batch = [];
      size = 0;
    }
    batch.push(document);
    size += more;
  }
  if (batch.length > 0) yield { documents: batch, size };
}

/** The body of a bulk request: an action and a source line for each document. */
export function ndjsonOf(documents: readonly Document[]): string {
  return documents.map((document) => `${actionOf(document)}\n${document.json}\n`).join('');
}

/** `create` is the only operation that a data stream takes, and it never overwrites. The id is base64url: no escapes. */
function actionOf({ id }: Document): string {
  return `{"create":{"_id":"${id}"}}`;
}
