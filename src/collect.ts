import { hash } from 'node:crypto';
import { describe, toDocument } from './access/ecs.ts';
import type { Document } from './elastic/batch.ts';
import { createAll } from './elastic/bulk.ts';
import type { ElasticClient, ElasticTarget } from './elastic/client.ts';
import { messageOf } from './errors.ts';
import { isProviderAccess } from './event.ts';
import { type ArtifactResult, artifactName } from './evidence/artifact.ts';
import type { ManifestHeader } from './evidence/manifest.ts';
import { openRejected } from './evidence/rejected.ts';
import type { Evidence, Spool } from './evidence/spool.ts';
import type { ReadOutcome, Source } from './mimecast/reader.ts';
import { makePlan, type Plan } from './plan.ts';
import { emptyReport, type Report } from './report/report.ts';
import type { Clock } from './runner/clock.ts';
import { deadline } from './runner/deadline.ts';
import type { Log } from './runner/log.ts';
import type { Settings } from './settings.ts';
import { formatMoment, formatSpan } from './span.ts';

/** What a run works with: the real parts come from main.ts, tests bring their own. */
export interface Parts {
  readonly log: Log;
  readonly clock: Clock;
  /** Aborts when the job is cancelled. */
  readonly cancelled: AbortSignal;
  readonly tool: { readonly name: string; readonly version: string };
  source(settings: Settings, signal: AbortSignal): Source;
  spool(folder: string): Promise<Spool>;
  upload(
    name: string,
    files: readonly string[],
    root: string,
    settings: Settings,
  ): Promise<ArtifactResult | 'no-service'>;
  elastic(target: ElasticTarget): Promise<ElasticClient>;
}

/** Share of the deadline that reading may use; the rest is for keeping and delivering what was read. */
const READING_SHARE = 0.8;
/** Provider accesses that the report lists; all of them are in the evidence. */
const LISTED_ACCESSES = 500;

/**
 * One run: read a span completely, keep it as evidence, deliver each event once, and say what happened.
 * Never throws for the other sides' faults: each becomes a sentence in the report, and what comes later still runs if it
 * is safe without.
 * @throws SettingsError if the span that was asked for can't be one; nothing was sent by then.
 */
export async function collect(settings: Settings, parts: Parts): Promise<Report> {
  const report = emptyReport(settings);
  const plan = await parts.log.group('Plan', async () => planSpans(settings, parts, report));
  const stop = deadline(settings.deadlineMs, sentenceOf('the run', settings.deadlineMs), parts.cancelled);

  try {
    const evidence = await parts.log.group('Read Mimecast', () => read(plan, settings, parts, report));
    await parts.log.group('Review', () => review(evidence, parts, report));
    await parts.log.group('Preserve', () => preserve(evidence, plan, settings, parts, report));
    await parts.log.group('Deliver to Elastic', () => deliver(evidence, plan, settings, parts, report, stop));
  } catch (error) {
    report.failures.push(messageOf(error));
  }
  report.cancelled = parts.cancelled.aborted;
  return report;
}

function planSpans(settings: Settings, parts: Parts, report: Report): Plan {
  const plan = makePlan(settings.time, parts.clock.now());
  report.window = plan.asked;
  report.unreachable = plan.unreachable;
  report.notes.push(...plan.notes);
  parts.log.info(`Tenant ${settings.tenant}, ${formatSpan(plan.asked)} (UTC), time zone ${settings.time.timeZone}`);
  for (const note of plan.notes) parts.log.info(note);
  if (plan.unreachable) {
    parts.log.warn(
      `${formatSpan(plan.unreachable)} is more than 60 days ago: Mimecast no longer gives it out, so it is not read.`,
    );
  }
  return plan;
}

/** Pages stream to the spool; a span that could not be read to its end is marked so, and what came of it is kept. */
async function read(plan: Plan, settings: Settings, parts: Parts, report: Report): Promise<Evidence> {
  const { log, clock } = parts;
  const readingMs = settings.deadlineMs * READING_SHARE;
  const signal = deadline(readingMs, sentenceOf('reading', readingMs), parts.cancelled);
  const source = parts.source(settings, signal);
  const spool = await parts.spool(settings.evidencePath);
  const started = clock.now();

  const spans: ManifestHeader['spans'][number][] = [];
  const outcomes: ReadOutcome[] = [];
  for (const span of plan.spans) {
    const outcome = await source.read(span, (page) => spool.keep(page));
    outcomes.push(outcome);
    spans.push({ ...isoSpan(span), complete: outcome.complete, reason: outcome.reason, requests: outcome.requests });
    log.info(
      `${formatSpan(span)}: ${outcome.rows} rows on ${outcome.pages} pages, ${outcome.complete ? 'complete' : `NOT complete: ${outcome.reason}`}`,
    );
    if (outcome.error) break;
  }

  const evidence = await spool.close({
    tool: parts.tool,
    tenant: settings.tenant,
    run: settings.run,
    categories: settings.categories,
    queryHash: settings.query === undefined ? undefined : hash('sha256', settings.query),
    started: new Date(started).toISOString(),
    closed: new Date(clock.now()).toISOString(),
    spans,
  });
  const { events } = evidence.manifest;
  report.read = {
    complete: outcomes.length === plan.spans.length && outcomes.every((outcome) => outcome.complete),
    reasons: outcomes.flatMap((outcome) => outcome.reason ?? []),
    events: events.in_span,
    outside: events.outside,
    undated: events.undated,
    duplicates: events.duplicates,
    unique: events.count,
    pages: evidence.manifest.pages.length,
    requests: outcomes.reduce((sum, outcome) => sum + outcome.requests, 0),
  };
  report.failures.push(...outcomes.flatMap((outcome) => outcome.error?.message ?? outcome.reason ?? []));
  log.info(`${events.count} events kept in ${((clock.now() - started) / 1000).toFixed(1)} s`);
  return evidence;
}

/** Finds the provider accesses among what was read. */
async function review(evidence: Evidence, parts: Parts, report: Report): Promise<void> {
  for await (const event of evidence.events()) {
    if (!isProviderAccess(event)) continue;
    report.accesses.count += 1;
    if (report.accesses.rows.length < LISTED_ACCESSES)
      report.accesses.rows.push({ time: event.time, ...describe(event) });
  }
  parts.log.info(`${report.accesses.count} provider accesses among ${evidence.manifest.events.count} events`);
}

/** Evidence first: once it is uploaded, nothing is lost whatever happens to Elastic. */
async function preserve(
  evidence: Evidence,
  plan: Plan,
  settings: Settings,
  parts: Parts,
  report: Report,
): Promise<void> {
  const { log } = parts;
  report.evidence = {
    folder: evidence.folder,
    manifestHash: evidence.manifestHash,
    artifact: undefined,
    problem: undefined,
  };
  log.info(`Evidence in ${evidence.folder}, manifest ${evidence.manifestHash}`);
  if (parts.cancelled.aborted) {
    report.evidence.problem = 'The job was cancelled, so the evidence was not uploaded.';
    return;
  }
  const name =
    settings.artifactName ??
    artifactName({ tenant: settings.tenant, ...plan.asked, runId: settings.run?.id, attempt: settings.run?.attempt });
  try {
    const result = await parts.upload(name, evidence.files, evidence.folder, settings);
    if (result === 'no-service') {
      log.info('No artifact service here: the evidence stays in its folder. Copy it to a safe place.');
    } else {
      report.evidence.artifact = result;
      log.info(`Uploaded as artifact ${result.name}, id ${result.id}`);
    }
  } catch (error) {
    report.evidence.problem = messageOf(error);
    report.failures.push(messageOf(error));
    log.warn(messageOf(error));
  }
}

/** Creates each event's document under its fixed `_id`, so that sending it again can't make a second one. */
async function deliver(
  evidence: Evidence,
  plan: Plan,
  settings: Settings,
  parts: Parts,
  report: Report,
  signal: AbortSignal,
): Promise<void> {
  const { log, clock } = parts;
  if (settings.elastic === undefined) {
    report.elastic = { state: 'off' };
    log.info('No Elastic setting is given: evidence only, nothing is delivered to Elastic.');
    return;
  }
  if (settings.dryRun) {
    report.elastic = { state: 'dry-run' };
    log.info('dry-run: nothing is written to Elastic.');
    return;
  }

  const stream = `logs-mimecast.audit-${settings.elastic.namespace}`;
  const rejected = openRejected(`${settings.evidencePath}-rejected`);
  const used = {
    state: 'used' as const,
    stream,
    created: 0,
    known: 0,
    rejected: 0,
    read: evidence.manifest.events.count,
  };
  report.elastic = { ...used, complete: false, problem: undefined, rejectedFile: undefined };
  let client: ElasticClient | undefined;
  try {
    signal.throwIfAborted();
    client = await parts.elastic(settings.elastic);
    const started = clock.now();
    const outcome = await createAll(documents(evidence, plan, settings, parts), {
      client,
      stream,
      log,
      clock,
      signal,
      onRejected: (rejection) => rejected.add(rejection),
    });
    const { created, known, rejected: refused, complete, error } = outcome;
    report.elastic = { ...report.elastic, created, known, rejected: refused, complete, problem: error?.message };
    if (error) report.failures.push(error.message);
    log.info(
      `${stream}: ${created} created, ${known} known already, ${refused} rejected of ${used.read} in ${((clock.now() - started) / 1000).toFixed(1)} s, ${outcome.requests} requests`,
    );
  } catch (error) {
    report.elastic = { ...report.elastic, problem: messageOf(error) };
    report.failures.push(messageOf(error));
  } finally {
    await client?.close();
    const file = await rejected.close();
    if (file !== undefined) await preserveRejected(file, plan, settings, parts, report);
  }
}

/** The refused documents' ids and reasons become an artifact of their own, since the evidence is closed by now. */
async function preserveRejected(
  file: string,
  plan: Plan,
  settings: Settings,
  parts: Parts,
  report: Report,
): Promise<void> {
  if (report.elastic?.state === 'used') report.elastic = { ...report.elastic, rejectedFile: file };
  const name = artifactName({
    tenant: `${settings.tenant}-rejected`,
    ...plan.asked,
    runId: settings.run?.id,
    attempt: settings.run?.attempt,
  });
  try {
    await parts.upload(name, [file], `${settings.evidencePath}-rejected`, settings);
  } catch (error) {
    parts.log.warn(messageOf(error));
  }
}

async function* documents(evidence: Evidence, plan: Plan, settings: Settings, parts: Parts): AsyncGenerator<Document> {
  const context = {
    tenant: settings.tenant,
    namespace: settings.elastic?.namespace ?? 'default',
    created: Date.parse(evidence.manifest.started),
    // Inside the span, since its end belongs to the next one.
    fallbackTime: plan.asked.to * 1000 - 1,
    tool: parts.tool,
    run: settings.run?.url,
  };
  for await (const event of evidence.events()) yield toDocument(event, context);
}

function isoSpan(span: { from: number; to: number }): { from: string; to: string } {
  return { from: formatMoment(span.from), to: formatMoment(span.to) };
}

function sentenceOf(what: string, ms: number): string {
  return `The time for ${what} (${Math.round(ms / 1000)} s) was used up. Give more with the input deadline, or ask for a shorter span.`;
}
