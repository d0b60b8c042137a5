import { readItems } from '../../../src/elastic/answer.ts';
import type { ElasticClient } from '../../../src/elastic/client.ts';
import { explain } from '../../../src/elastic/explain.ts';
import type { Call, Deed } from '../history.ts';
import type { Outcome, Process } from '../process.ts';
import type { Answer, ItemFault, Model } from './model.ts';

export interface ClientOptions {
  readonly process: Pick<Process, 'call'>;
  readonly model: Model;
  /** What befalls the documents of the request that is being carried out. */
  setItemFault(fault: ((id: string) => ItemFault | undefined) | undefined): void;
}

const URL = 'https://elastic.example.com';
const TIMEOUT_MS = 60_000;
const BUSY = { error: { type: 'es_rejected_execution_exception' } };

/** The client of a run, with the Elasticsearch in memory behind it, and all that can go wrong on the way. */
export function createClient({ process, model, setItemFault }: ClientOptions): ElasticClient {
  function send(call: Call, method: string, path: string, body: unknown, signal: AbortSignal): Promise<unknown> {
    const [place = ''] = path.split('?');
    const why = (thrown: unknown, timedOut = false) =>
      explain(thrown, { stream: place, url: URL, timedOut, timeoutMs: TIMEOUT_MS });
    return process.call<unknown>({
      ...{ call, signal, limitMs: TIMEOUT_MS },
      timedOut: () => why(undefined, true),
      lost: () => why({ name: 'ConnectionError', code: 'ECONNRESET' }),
      serve(deed): Outcome<unknown> {
        const refused = (status: number, content: unknown) => ({ error: why({ statusCode: status, body: content }) });
        if (typeof deed === 'object' && 'status' in deed) return refused(deed.status, BUSY);
        if (deed === 'forgotten' && place === '_search') {
          return refused(404, { error: { type: 'search_context_missing_exception' } });
        }
        if (typeof deed === 'object' && 'items' in deed) setItemFault(eachOf(deed));
        const sent = deed === 'half' && typeof body === 'string' ? firstHalf(body) : body;
        const answer = model.request(method, path, sent);
        setItemFault(undefined);
        if (deed === 'half') return { error: why({ name: 'ConnectionError', code: 'ECONNRESET' }) };
        if (answer.status >= 300) return refused(answer.status, answer.body);
        return { value: shown(answer, place, deed), afterMs: answer.waitMs };
      },
    });
  }

  return {
    async bulk(stream, ndjson, signal) {
      // As the real client: it packs first, so that there is a moment in between.
      const text = ndjson.toString('utf8');
      await Promise.resolve();
      const path = `${stream}/_bulk?require_data_stream=true&include_source_on_error=false&filter_path=${FILTER}`;
      return readItems(await send('deliver', 'POST', path, text, signal), stream);
    },
    ask: (method, path, body, signal) =>
      // What the real one sends has been through JSON.
      send(path.includes('/_bulk') ? 'write' : 'look', method, path, overTheWire(body), signal),
    close: async () => {},
  };
}

const FILTER = ['took', 'errors']
  .concat(['status', '_id', 'result', 'failure_store', 'error.type', 'error.reason'].map((name) => `items.*.${name}`))
  .join(',');

function overTheWire(body: unknown): unknown {
  return typeof body === 'object' ? JSON.parse(JSON.stringify(body)) : body;
}

/** A search that could not look everywhere says so. */
function shown({ body }: Answer, place: string, deed: Deed | undefined): unknown {
  const answer = overTheWire(body) as Record<string, unknown>;
  if (deed === 'partial' && place === '_mget') {
    const docs = (answer.docs as object[]).map((doc) => ({
      ...doc,
      error: { type: 'no_shard_available_action_exception' },
    }));
    return { ...answer, docs };
  }
  if (deed !== 'partial' || !/_search$|_count$/.test(place)) return answer;
  return { ...answer, timed_out: true, _shards: { total: 1, successful: 0, skipped: 0, failed: 1 } };
}

function eachOf({ items, every }: { readonly items: ItemFault; readonly every: number }) {
  let number = 0;
  return (): ItemFault | undefined => {
    number += 1;
    return number % every === 0 ? items : undefined;
  };
}

/** The first half of the documents, at least none: what had arrived when the connection broke. */
function firstHalf(ndjson: string): string {
  const lines = ndjson.split('\n').slice(0, -1);
  const documents = Math.floor(lines.length / 4);
  return lines
    .slice(0, documents * 2)
    .map((line) => `${line}\n`)
    .join('');
}
