import { hash } from 'node:crypto';
import { append } from '../append.ts';
import { lastManifest } from '../coverage.ts';
import type { ManifestSpan } from '../evidence/manifest.ts';
import type { Evidence } from '../evidence/spool.ts';
import { clockSkewFinding } from '../finding.ts';
import type { ReadOutcome } from '../mimecast/reader.ts';
import { formatCount } from '../report/text.ts';
import type { Run } from '../run.ts';
import { formatMoment, formatSpan } from '../span.ts';
import { tellMisplaced } from './misplaced.ts';

/** A clock that is wrong by more than this makes every time in doubt. */
const SKEW_MS = 120_000;

/**
 * Reads the planned pieces; pages stream to the spool. A span that could not be read to its end is marked so, and what came
 * of it is kept.
 * @throws Error if the disk fails.
 */
export async function read(run: Run, signal: AbortSignal): Promise<Evidence> {
  const { settings, parts, past, plan, report, readSpans } = run;
  const { log, clock } = parts;
  const source = parts.source(settings, signal);
  const spool = await parts.spool(settings.evidencePath);
  const started = clock.now();
  // A clock that is set back must not make evidence that contradicts itself.
  let [first, last] = [started, started];

  const spans: ManifestSpan[] = [];
  const outcomes: ReadOutcome[] = [];
  for (const { span } of plan.pieces) {
    const outcome = await source.read(span, (page) => {
      first = Math.min(first, page.received);
      last = Math.max(last, page.received);
      return spool.keep(page);
    });
    const { complete, reason, requests, rows, pages } = outcome;
    outcomes.push(outcome);
    readSpans.push({ span, complete });
    spans.push({ from: formatMoment(span.from), to: formatMoment(span.to), complete, reason, requests });
    const verdict = complete ? 'complete' : `NOT complete: ${reason}`;
    log.info(`${formatSpan(span)}: ${formatCount(rows, 'row')} on ${formatCount(pages, 'page')}, ${verdict}`);
    if (outcome.error) break;
  }

  const evidence = await spool.close({
    tool: parts.tool,
    tenant: settings.tenant,
    run: settings.run,
    categories: settings.categories,
    queryHash: settings.query === undefined ? undefined : hash('sha256', settings.query),
    started: new Date(first).toISOString(),
    closed: new Date(Math.max(last, clock.now())).toISOString(),
    spans,
    previous: lastManifest(past.coverage),
  });
  const { events, pages } = evidence.manifest;
  report.read = {
    complete: outcomes.length === plan.pieces.length && outcomes.every(({ complete }) => complete),
    reasons: outcomes.flatMap(({ reason }) => reason ?? []),
    events: events.in_span,
    outside: events.outside,
    undated: events.undated,
    duplicates: events.duplicates,
    unique: events.count,
    pages: pages.length,
    requests: outcomes.reduce((sum, { requests }) => sum + requests, 0),
  };
  append(
    report.failures,
    outcomes.flatMap(({ error, reason }) => error?.message ?? reason ?? []),
  );
  const skewMs = outcomes.find(({ clockSkewMs }) => Math.abs(clockSkewMs ?? 0) > SKEW_MS)?.clockSkewMs;
  if (skewMs !== undefined) report.findings.push(clockSkewFinding(skewMs, clock.now()));
  if (events.conflicting > 0) {
    report.failures.push(
      `${events.conflicting} events share their id with another one of different content. All of them are in the evidence, and each goes to Elastic as a document of its own: compare them in events.ndjson.`,
    );
  }
  await tellMisplaced(run, evidence);
  log.info(`${formatCount(events.count, 'event')} kept in ${((clock.now() - started) / 1000).toFixed(1)} s`);
  return evidence;
}
