import { toDocument } from '../access/ecs.ts';
import { type Coverage, lastCoveringIn } from '../coverage.ts';
import type { Document } from '../elastic/batch.ts';
import { type BulkOptions, createAll } from '../elastic/bulk.ts';
import type { ElasticClient } from '../elastic/client.ts';
import { hashesAmong, originalsOf } from '../elastic/held.ts';
import { backingIndices, settle } from '../elastic/stream.ts';
import type { ElasticTarget } from '../elastic-target.ts';
import { messageOf } from '../errors.ts';
import type { AuditEvent } from '../event.ts';
import { openRejected } from '../evidence/rejected.ts';
import { alteredFinding, lateFinding, missingFinding, rejectedFinding } from '../finding.ts';
import { findingId } from '../matter.ts';
import { patiently } from '../patience.ts';
import { changedFields, heldAs } from '../reconcile.ts';
import { formatCount } from '../report/text.ts';
import type { Evidence, Run } from '../run.ts';
import type { Compared } from './compare.ts';
import { contextOf } from './context.ts';
import { preserveRejected } from './preserve.ts';

/** Ids of a kind that are remembered one by one. */
const MOST_NAMED = 1000;

/**
 * Creates a document for each event that Elastic lacks, under its fixed `_id`, so that sending it again can't make a second
 * one. Without a comparison each event is sent.
 */
export async function deliver(
  run: Run,
  evidence: Evidence,
  comparison: Compared | undefined | 'failed',
  signal: AbortSignal,
): Promise<void> {
  const { settings, parts, past, report } = run;
  if (settings.elastic === undefined) {
    report.elastic = { state: 'off' };
    parts.log.info('No Elastic setting is given: evidence only, nothing is delivered to Elastic.');
  } else if (settings.dryRun) {
    report.elastic = { state: 'dry-run' };
    parts.log.info('dry-run: nothing is written to Elastic.');
  } else if (past.blocked !== undefined || comparison === 'failed') {
    const problem =
      'What Elastic holds could not be asked, so nothing was sent: the evidence has it, and the next run sends it.';
    report.elastic = { ...untried(evidence, settings.elastic), problem };
    parts.log.info(problem);
  } else await send(run, evidence, comparison, settings.elastic, signal);
}

async function send(
  run: Run,
  evidence: Evidence,
  comparison: Compared | undefined,
  target: ElasticTarget,
  signal: AbortSignal,
): Promise<void> {
  const { settings, parts, past, report } = run;
  const { log, clock } = parts;
  // What is held with the same content, or under the same id with another, is there: only the rest is sent.
  const result = untried(evidence, target);
  const { stream, read } = result;
  const there = comparison ? read - comparison.missing.count : 0;
  result.known = there;
  report.elastic = result;

  const list = openRejected(`${settings.evidencePath}-rejected`);
  const conflicts = new Set<string>();
  const late = new Map<string, Late>();
  const passed = { late, displaced: 0 };
  const first = { seen: Date.parse(evidence.manifest.started), missed: new Set<string>() };
  let client: ElasticClient | undefined;
  try {
    signal.throwIfAborted();
    client = past.client ?? (await parts.elastic(target));
    const elastic = client;
    const started = clock.now();
    const outcome = await createAll(documents(run, evidence, comparison, passed), {
      ...{ client, stream, log, clock, signal },
      ...(comparison ? protection(run, comparison, elastic, stream, signal) : {}),
      onCreated: (key) => noteLate(key, late, run, first),
      onKnown: (key) => void (comparison && conflicts.add(key)),
      onRejected: async (rejection) => {
        run.rejectedKeys.add(rejection.id);
        if (run.rejectedKeys.size <= MOST_NAMED) report.findings.push(rejectedFinding(rejection));
        await list.add(rejection);
      },
    });
    const { created, known, rejected, complete, error, requests } = outcome;
    const { displaced } = passed;
    Object.assign(result, { created, known: there + known - displaced, rejected, complete, problem: error?.message });
    if (error) report.failures.push(error.message);
    if (displaced > 0) {
      result.complete = false;
      report.failures.push(displacedSentence(displaced));
    }
    const counts = `${created} created, ${result.known} known already, ${rejected} rejected of ${read}`;
    log.info(
      `${stream}: ${counts} in ${((clock.now() - started) / 1000).toFixed(1)} s, ${formatCount(requests, 'request')}`,
    );
    if (comparison && complete) await explainConflicts(run, evidence, client, stream, conflicts, signal);
  } catch (error) {
    result.complete = false;
    result.problem = messageOf(error);
    report.failures.push(result.problem);
  } finally {
    if (client !== past.client) await client?.close();
    result.rejectedFile = await list.close();
  }
  if (result.rejectedFile !== undefined) await preserveRejected(run, result.rejectedFile, signal);
}

/** Nothing of ours can take a document away, so the events stay outside until a person has. */
function displacedSentence(count: number): string {
  const [are, their] = count === 1 ? ['event is', 'its'] : ['events are', 'their'];
  return `${formatCount(count, are, are)} not in Elastic, since another document stands in ${their} place: delete the documents that the findings forged-document name.`;
}

function untried(evidence: Evidence, { namespace }: ElasticTarget) {
  return {
    ...{ state: 'used' as const, stream: `logs-mimecast.audit-${namespace}`, read: evidence.manifest.events.count },
    ...{ created: 0, known: 0, rejected: 0, complete: false },
    ...{ problem: undefined as string | undefined, rejectedFile: undefined as string | undefined },
  };
}

/** What keeps from being stored twice what this run created unawares, or another one while this one is at work. */
function protection(
  { parts: { clock }, past }: Run,
  { indices }: Compared,
  client: ElasticClient,
  stream: string,
  signal: AbortSignal,
): Pick<BulkOptions, 'heldAmong' | 'rolledOver'> {
  return {
    heldAmong: async (keys, since = past.asked) => {
      await settle(client, { stream, since, clock, signal });
      return new Set((await hashesAmong(client, { stream, keys, signal })).keys());
    },
    rolledOver: async () => {
      const now = await backingIndices(client, stream, signal);
      // In the only index that a stream has ever had, no id can be created twice.
      return now === undefined || (now.length > 1 && !indices?.includes(now.at(-1) ?? ''));
    },
  };
}

/**
 * A key that was nowhere, and was there all the same: another run was at work at the same time. Its event is the same, or
 * another version; that a key is taken says nothing of what stands there.
 * @throws ElasticError; Error if nothing is found under such a key.
 */
async function explainConflicts(
  { parts, report }: Run,
  evidence: Evidence,
  client: ElasticClient,
  stream: string,
  conflicts: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<void> {
  if (conflicts.size === 0) return;
  const { clock } = parts;
  const ask = <T>(operation: () => Promise<T>) => patiently(stream, operation, parts, signal);
  await settle(client, { stream, since: clock.now(), clock, signal });
  const held = await ask(() => hashesAmong(client, { stream, keys: [...conflicts], signal }));
  const lost = [...conflicts].filter((key) => !held.has(key)).length;
  if (lost > 0) {
    throw new Error(
      `${stream}: Elasticsearch says that ${formatCount(lost, 'document was', 'documents were')} there before, and does not find ${lost === 1 ? 'it' : 'them'}. Start the run again.`,
    );
  }
  let some: AuditEvent[] = [];
  const tell = async () => {
    const before = await ask(() => originalsOf(client, { stream, keys: some.map(({ key }) => key), signal }));
    for (const event of some) {
      const original = before.get(event.key);
      const changed = original === undefined ? undefined : changedFields(original, event.canonical);
      report.findings.push(alteredFinding({ ...heldAs(event, original), readHash: event.hash }, changed));
    }
    some = [];
  };
  let altered = 0;
  for await (const event of evidence.events()) {
    const hashes = held.get(event.key);
    if (hashes === undefined || hashes.includes(event.hash)) continue;
    altered += 1;
    if (altered <= MOST_NAMED && some.push(event) >= 200) await tell();
  }
  if (some.length > 0) await tell();
  if (altered === 0) return;
  if (report.comparison?.state === 'done') report.comparison.altered += altered;
  report.notes.push(
    `${formatCount(altered)} of the altered events were found while they were delivered, as another run was at work: ` +
      'access.html was made before, and does not tell of them.',
  );
}

async function* documents(
  run: Run,
  evidence: Evidence,
  comparison: Compared | undefined,
  passed: { readonly late: Map<string, Late>; displaced: number },
): AsyncGenerator<Document> {
  const context = contextOf(run, evidence);
  const lastCovering = lastCoveringIn(run.past.coverage ?? []);
  let index = -1;
  for await (const event of evidence.events()) {
    index += 1;
    if (comparison && !comparison.missing.has(index)) {
      if (run.falseKeys.has(event.key)) passed.displaced += 1;
      continue;
    }
    const { key, time, category } = event;
    const covering = time === undefined ? undefined : lastCovering(time, category);
    const removed = comparison?.removed.has(key) ?? false;
    if (comparison && (removed || covering)) {
      passed.late.set(key, { time, category, covering, removed, held: covering && comparison.short.get(covering) });
    }
    yield toDocument(event, context);
  }
}

/** An event that is sent though its moment was covered before, or its document was there before. */
interface Late {
  readonly time: number | undefined;
  readonly category: string | undefined;
  /** The last record over it. */
  readonly covering: Coverage | undefined;
  /** Its document was there when this run compared. */
  readonly removed: boolean;
  /** How many events of that record's span are held, if it had counted more. */
  readonly held: number | undefined;
}

/** Once Elastic has taken it, it is proven that it was not there, though the covering run had read its moment. */
function noteLate(
  key: string,
  sent: Map<string, Late>,
  { settings, report: { comparison, findings, matters } }: Run,
  { seen, missed }: { readonly seen: number; readonly missed: Set<string> },
): void {
  const late = sent.get(key);
  if (!late || comparison?.state !== 'done') return;
  sent.delete(key);
  // What an earlier run called forged has been taken out of its place, as that run asked for.
  const forged = findingId({ kind: 'forged-document', subject: key });
  if (matters.some(({ members }) => members.includes(forged))) return;
  const { time, category, covering, removed, held } = late;
  const recorded = covering?.counts?.events;
  if (removed || (held !== undefined && recorded !== undefined)) {
    const found = removed || !covering ? undefined : { run: covering.run, recorded: recorded ?? 0, held: held ?? 0 };
    missed.add(key);
    if (missed.size <= MOST_NAMED) findings.push(missingFinding({ key, time, category }, settings.run?.url, found));
    return;
  }
  if (time === undefined || !covering) return;
  const lateMs = seen - time;
  comparison.late.count += 1;
  comparison.late.maxSeconds = Math.max(comparison.late.maxSeconds, Math.round(lateMs / 1000));
  if (lateMs <= settings.lateAfterMs || comparison.late.count > MOST_NAMED) return;
  findings.push(lateFinding({ key, time, category }, lateMs, covering.run));
}
