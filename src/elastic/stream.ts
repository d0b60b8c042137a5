import { ElasticError } from '../errors.ts';
import type { Clock } from '../runner/clock.ts';
import { fieldsOf } from './answer.ts';
import type { ElasticClient } from './client.ts';

export interface SettleOptions {
  readonly stream: string;
  /** When the last request whose documents are to be found may have been carried out, ms UTC. */
  readonly since: number;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/**
 * How long after it was written a document can be searched at the latest, by itself: Elasticsearch refreshes every second,
 * Serverless every five.
 */
const SETTLED_MS = 6000;
/** Ids that are asked for in each index, so that each of its shards is asked. */
const PROBES = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b'];

/**
 * Waits until a search finds everything that was written to a stream before: asks for a refresh, which a key may that may read;
 * where that is not to be had, lets the time pass in which Elasticsearch does it by itself.
 * @throws the signal's reason if it aborts.
 */
export async function settle(client: ElasticClient, { stream, since, clock, signal }: SettleOptions): Promise<void> {
  if (await refresh(client, stream, signal)) return;
  await clock.sleep(Math.max(0, since + SETTLED_MS - clock.now()), signal);
}

/** @returns true if all that was written can be searched now. */
async function refresh(client: ElasticClient, stream: string, signal: AbortSignal): Promise<boolean> {
  const indices = await backingIndices(client, stream, signal);
  if (indices === undefined) return false;
  if (indices.length === 0) return true;
  const docs = indices.flatMap((index) => PROBES.map((id) => ({ _index: index, _id: id, _source: false })));
  const path = '_mget?realtime=false&refresh=true&filter_path=docs._index,docs.error.type';
  const answer = await asked(client, 'POST', path, { docs }, signal);
  const found = answer === undefined ? undefined : fieldsOf(answer).docs;
  return Array.isArray(found) && found.length === docs.length && found.every((doc) => !('error' in fieldsOf(doc)));
}

/**
 * The backing indices of a stream in the order in which they were made; none of a stream that does not exist. New documents go
 * to the last one, and only there does Elasticsearch keep each id once.
 * @returns undefined if that can't be known: no privilege `view_index_metadata`, or no answer.
 * @throws the signal's reason if it aborts.
 */
export async function backingIndices(
  client: ElasticClient,
  stream: string,
  signal: AbortSignal,
): Promise<readonly string[] | undefined> {
  const answer = await asked(client, 'GET', `_data_stream/${stream}`, undefined, signal);
  if (answer === 'none') return [];
  const [found] = [fieldsOf(answer).data_streams].flat();
  const { indices } = fieldsOf(found);
  const names = Array.isArray(indices) ? indices.map((one) => fieldsOf(one).index_name) : [];
  return names.length > 0 && names.every((name) => typeof name === 'string') ? names : undefined;
}

/** @returns `'none'` if there is no such thing, undefined if there is no answer. */
async function asked(
  client: ElasticClient,
  method: 'GET' | 'POST',
  path: string,
  body: object | undefined,
  signal: AbortSignal,
): Promise<unknown> {
  try {
    return await client.ask(method, path, body, signal);
  } catch (error) {
    if (!(error instanceof ElasticError)) throw error;
    return error.status === 404 ? 'none' : undefined;
  }
}
