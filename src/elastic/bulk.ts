import { BUSY, ElasticError } from '../errors.ts';
import type { Clock } from '../runner/clock.ts';
import type { Log } from '../runner/log.ts';
import { backoff } from '../runner/retry.ts';
import { type Batch, batchesOf, type Document, pick } from './batch.ts';
import type { ElasticClient } from './client.ts';
import { type Fate, fateOf, type Rejection } from './fate.ts';

export interface BulkOutcome {
  readonly created: number;
  /** Were there already, under the same `_id`. */
  readonly known: number;
  readonly rejected: number;
  /** Documents taken from the source. */
  readonly read: number;
  /** All of the source was sent and answered: created + known + rejected = read. */
  readonly complete: boolean;
  /** Why not. */
  readonly error: ElasticError | undefined;
  readonly requests: number;
  /** Length of all bodies before gzip. */
  readonly bytes: number;
}

export interface BulkOptions {
  readonly client: Pick<ElasticClient, 'bulk'>;
  /** Data stream, `logs-mimecast.audit-default`. */
  readonly stream: string;
  readonly log: Log;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  onRejected(rejection: Rejection): Promise<void> | void;
  /** Told of each document whose `_id` was there already. */
  onKnown?(id: string): void;
  /** Told of each document that is new. */
  onCreated?(id: string): void;
  /**
   * Which of these ids are there. Asked before a batch is sent that `create` may not refuse though it is there: again, when its
   * first sending may have been carried out; and after a rollover.
   * @param since when the first sending failed, ms UTC.
   */
  heldAmong?(ids: readonly string[], since?: number): Promise<ReadonlySet<string>>;
  /** True if the stream may write to another index than when it was known that nothing of what is sent is there. */
  rolledOver?(): Promise<boolean>;
  /** Size of a batch. Default 5 MB. */
  readonly batchBytes?: number;
  /** Requests at a time. Default 2. */
  readonly inFlight?: number;
  /** How long one batch may go on failing in a way that passes, ms. Default 2 minutes. */
  readonly retryBudgetMs?: number;
  /** Evenly spread in [0, 1). Default: Math.random. */
  readonly random?: () => number;
}

/** What a request that got no answer may still be doing is done by then. */
const CARRIED_OUT_MS = 1500;

/**
 * Creates each document under its `_id`, and reads what became of each. Sending a document again is harmless: it is then
 * answered 409 and counted as known. That is also what happens when an answer is lost after the write.
 * Never throws for the server's faults: the outcome tells them, and is complete only if every document was answered.
 * Holds at most `inFlight` + 1 batches in memory.
 */
export async function createAll(documents: AsyncIterable<Document>, options: BulkOptions): Promise<BulkOutcome> {
  const { client, stream, log, clock, signal, onRejected, batchBytes = 5_000_000, inFlight = 2 } = options;
  const { retryBudgetMs = 120_000, random = Math.random } = options;
  const tally = { created: 0, known: 0, rejected: 0, read: 0, requests: 0, bytes: 0 };
  let limit = batchBytes;
  let failure: unknown;

  async function reject(rejection: Rejection): Promise<void> {
    tally.rejected += 1;
    await onRejected(rejection);
  }

  /** One request. @returns the places of the documents that have to be sent again, since their failure may pass. */
  async function send(batch: Batch): Promise<{ again: number[]; why: string }> {
    tally.requests += 1;
    tally.bytes += batch.ndjson.length;
    const items = await client.bulk(stream, batch.ndjson, signal);
    if (items.length !== batch.ids.length) throw unclear(stream);
    const again: number[] = [];
    let why = '';
    let hopeless: Extract<Fate, { kind: 'hopeless' }> | undefined;
    for (const [index, item] of items.entries()) {
      const fate = fateOf(item, batch.ids[index] ?? '');
      if (fate.kind === 'known') options.onKnown?.(batch.ids[index] ?? '');
      if (fate.kind === 'created') options.onCreated?.(batch.ids[index] ?? '');
      if (fate.kind === 'created' || fate.kind === 'known') tally[fate.kind] += 1;
      else if (fate.kind === 'rejected') await reject(fate.rejection);
      else if (fate.kind === 'hopeless') hopeless = fate;
      else if (fate.kind === 'unclear') throw unclear(stream);
      else {
        again.push(index);
        why = fate.why;
      }
    }
    if (hopeless) throw new ElasticError(`${stream}: ${hopeless.why}`, { status: hopeless.status });
    return { again, why };
  }

  /** Sends a batch until each of its documents is answered for good. */
  async function deliver(batch: Batch): Promise<void> {
    let pending = batch;
    let failingSince: number | undefined;
    let unsure: number | undefined;
    for (let attempt = 1; ; attempt += 1) {
      let error: ElasticError;
      let sending = false;
      try {
        if (unsure !== undefined) pending = await lacking(pending, 'created', unsure);
        else if (await options.rolledOver?.()) pending = await lacking(pending, 'known');
        unsure = undefined;
        if (pending.ids.length === 0) return;
        sending = true;
        const { again, why } = await send(pending);
        if (again.length === 0) return;
        if (again.length < pending.ids.length) failingSince = undefined;
        pending = pick(pending, again);
        error = new ElasticError(`${stream}: Elasticsearch put off ${again.length} documents: ${why}.`, { code: BUSY });
      } catch (thrown) {
        if (!(thrown instanceof ElasticError)) throw thrown;
        if (thrown.status === 413) return deliverHalves(pending);
        if (!thrown.passes) throw thrown;
        error = thrown;
        if (sending) unsure = clock.now();
      }
      // The run has failed in another batch: what is left of this one is for the next run.
      if (failure !== undefined) throw error;
      const now = clock.now();
      failingSince ??= now;
      const least = unsure !== undefined && options.heldAmong ? CARRIED_OUT_MS : 0;
      const wait = Math.max(least, backoff(attempt, { baseMs: 1000, capMs: 30_000, random }));
      if (now + wait - failingSince > retryBudgetMs) throw error;
      log.info(`${error.message} Attempt ${attempt + 1} in ${(wait / 1000).toFixed(1)} s`);
      await clock.sleep(wait, signal).catch((reason) => {
        throw new ElasticError(`${error.message} ${reason instanceof Error ? reason.message : ''}`.trim(), error);
      });
    }
  }

  /** What of a batch is not there. @param as what becomes of the rest: its first sending created it, or somebody else. */
  async function lacking(batch: Batch, as: 'created' | 'known', since?: number): Promise<Batch> {
    if (!options.heldAmong || batch.ids.length === 0) return batch;
    const there = await options.heldAmong(batch.ids, since);
    for (const id of there) (as === 'created' ? options.onCreated : options.onKnown)?.(id);
    tally[as] += there.size;
    return pick(
      batch,
      [...batch.ids.keys()].filter((place) => !there.has(batch.ids[place] ?? '')),
    );
  }

  /** A proxy in front of the server has a limit of its own: halve until it fits, and remember what fits. */
  async function deliverHalves(batch: Batch): Promise<void> {
    const [first, second] = batch.ids;
    if (first === undefined) return;
    if (second === undefined) {
      await reject({ id: first, status: 413, type: 'too_large_for_the_server', field: undefined, kept: 'nowhere' });
      return;
    }
    limit = Math.max(1, Math.min(limit, Math.floor(batch.ndjson.length / 2)));
    log.info(`${stream}: a request was too large (HTTP 413), so it is halved; later ones are at most ${limit} bytes`);
    const places = [...batch.ids.keys()];
    const middle = Math.ceil(places.length / 2);
    await deliver(pick(batch, places.slice(0, middle)));
    await deliver(pick(batch, places.slice(middle)));
  }

  const running = new Set<Promise<void>>();
  try {
    for await (const batch of batchesOf(counted(documents, tally), () => limit)) {
      while (running.size >= inFlight) await Promise.race(running);
      if (failure) break;
      signal.throwIfAborted();
      const task = deliver(batch)
        .catch((error) => {
          failure ??= error;
        })
        .finally(() => running.delete(task));
      running.add(task);
    }
  } catch (error) {
    failure ??= error;
  }
  await Promise.all(running);

  const { created, known, rejected, read } = tally;
  const complete = failure === undefined && created + known + rejected === read;
  if (failure === undefined && !complete) {
    throw new Error(
      `${stream}: ${created} created + ${known} known + ${rejected} rejected is not ${read} read. Please report this.`,
    );
  }
  return { ...tally, complete, error: failure === undefined ? undefined : asElasticError(failure, stream) };
}

function unclear(stream: string): ElasticError {
  return new ElasticError(
    `${stream}: the answer does not say for each document, in their order, what became of it. Check what stands between this runner and Elasticsearch.`,
    { code: 'items' },
  );
}

async function* counted(documents: AsyncIterable<Document>, tally: { read: number }): AsyncGenerator<Document> {
  for await (const document of documents) {
    tally.read += 1;
    yield document;
  }
}

function asElasticError(thrown: unknown, stream: string): ElasticError {
  if (thrown instanceof ElasticError) return thrown;
  return new ElasticError(`${stream}: ${thrown instanceof Error ? thrown.message : String(thrown)}`, { cause: thrown });
}
