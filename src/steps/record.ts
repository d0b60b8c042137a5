import { accessOf } from '../access/acts.ts';
import { append } from '../append.ts';
import { type CoverageCounts, coveredSpans, holesAfter, holesIn, lastManifest, union } from '../coverage.ts';
import { writeCoverage } from '../elastic/coverage.ts';
import { messageOf } from '../errors.ts';
import { holeLostFinding } from '../finding.ts';
import { patiently } from '../patience.ts';
import type { Comparison } from '../reconcile.ts';
import { filledSentences } from '../report/holes.ts';
import type { Report } from '../report/report.ts';
import type { Evidence, Run } from '../run.ts';
import { contains, formatSpan, LOOKBACK_DAYS, type Span, within } from '../span.ts';
import { cutAtDays } from '../zone.ts';

/**
 * Records what was read completely, preserved, and delivered: only that counts as covered, all else is a hole that a later run
 * fills. A run with a query has seen a part only, and covers nothing.
 */
export async function record(
  run: Run,
  evidence: Evidence,
  comparison: Comparison | undefined | 'failed',
  signal: AbortSignal,
): Promise<void> {
  const found = typeof comparison === 'object' ? comparison : undefined;
  // Beyond those that are named nothing is known of them, and a count that is too high would be a false alarm later.
  const known = found === undefined || found.altered.length === found.alteredCount;
  const altered = known ? new Set(found?.altered.map(({ key }) => key)) : undefined;
  await recordCovered(run, evidence, altered, signal);
  run.report.holes = openHoles(run);
  run.report.filled = filledHoles(run);
  const [healed] = filledSentences(run.report);
  if (healed !== undefined) run.parts.log.info(healed);
}

async function recordCovered(
  run: Run,
  evidence: Evidence,
  altered: ReadonlySet<string> | undefined,
  signal: AbortSignal,
): Promise<void> {
  const { settings, parts, past, report } = run;
  const { log } = parts;
  append(
    report.findings,
    report.lost.map((span) => holeLostFinding(span)),
  );
  if (!settings.elastic || !past.client || settings.dryRun) return;
  if (settings.query !== undefined) {
    log.info('A run with a query covers nothing.');
    return;
  }
  const spans = await coveredBy(run, evidence);
  if (spans.length === 0) {
    log.info('Nothing is recorded as covered.');
    return;
  }
  const { client } = past;
  const stream = `logs-mimecast.coverage-${settings.elastic.namespace}`;
  const used = report.elastic?.state === 'used' ? report.elastic : undefined;
  const late = report.comparison?.state === 'done' ? report.comparison.late : { count: 0, maxSeconds: 0 };
  const recorded = parts.clock.now();
  const shared = {
    ...{
      tenant: settings.tenant,
      categories: settings.categories,
      queryHash: undefined,
      recorded,
      run: settings.run?.url,
    },
    ...{ manifest: evidence.manifestHash, previous: lastManifest(past.coverage), artifact: report.evidence?.artifact },
    ...{ events: report.read?.unique ?? 0, indexed: used?.created ?? 0, known: used?.known ?? 0, late },
    ...{ pages: report.read?.pages ?? 0, requests: report.read?.requests ?? 0, toolVersion: parts.tool.version },
    ...{ durationMs: recorded - Date.parse(evidence.manifest.started) },
    ...{ runId: settings.run?.id ?? 'local', attempt: settings.run?.attempt ?? recorded },
  };
  try {
    const counts = altered && (await countsOf(run, evidence, spans, altered));
    const records = spans.map((span, index) => ({ ...shared, span, counts: counts?.[index] }));
    await patiently('Coverage', () => writeCoverage(client, { stream, records, signal }), parts, signal);
    append(report.covered, spans);
    for (const span of spans) log.info(`${formatSpan(span)} is recorded as covered`);
  } catch (error) {
    log.warn(`What was covered could not be recorded, so the next run reads it again: ${messageOf(error)}`);
  }
}

/**
 * What each span has, so that a later report can tell whether it is still held: never more than Elastic has by now. An event that was
 * altered may be held at another time, and counts for none.
 */
async function countsOf(
  { settings, report }: Run,
  evidence: Evidence,
  spans: readonly Span[],
  altered: ReadonlySet<string>,
): Promise<CoverageCounts[]> {
  const { providerDomains: domains, categories } = settings;
  const { untimed, misdated, notUnderstood } = report.doubts;
  const counts = spans.map(() => ({ events: 0, accesses: 0, domains, untimed, misdated, notUnderstood }));
  // Lines with one id and different content are one document. Usually there are none, and no key need be remembered.
  const seen = evidence.manifest.events.conflicting > 0 ? new Set<string>() : undefined;
  for await (const event of evidence.events()) {
    const { key, time, category } = event;
    if (time === undefined || altered.has(key) || seen?.has(key)) continue;
    if (categories !== 'all' && !(category !== undefined && categories.includes(category))) continue;
    seen?.add(key);
    const isAccess = accessOf(event, domains) !== undefined;
    for (const [index, span] of spans.entries()) {
      const count = counts[index];
      if (count === undefined || !contains(span, time)) continue;
      count.events += 1;
      if (isAccess) count.accesses += 1;
    }
  }
  return counts;
}

/** What no run has covered yet, and a later one can: with how many days are left for it. */
function openHoles({ settings, parts, past, plan, report }: Run): Report['holes'] {
  if (!past.coverage || settings.query !== undefined) return [];
  const covered = [...coveredSpans(past.coverage, settings.categories), ...report.covered];
  const now = parts.clock.now() / 1000;
  return union([...plan.holes, plan.asked])
    .flatMap((span) => holesIn(span, covered))
    .map((span) => ({ span, unrecoverableInDays: (span.from - now) / 86_400 + LOOKBACK_DAYS }))
    .filter(({ unrecoverableInDays }) => unrecoverableInDays > 0);
}

/** Of the holes that earlier runs had left, what is covered by now. Time that was never reached by any run is no hole. */
function filledHoles({ settings, past, plan, report }: Run): Span[] {
  if (!past.coverage) return [];
  const { categories, time } = settings;
  const before = coveredSpans(past.coverage, categories).at(-1)?.to ?? 0;
  // The last day of a window is what is due today, however long the window is.
  const due = time.kind === 'window' ? cutAtDays(time.timeZone, plan.asked).at(-1) : undefined;
  const until = Math.max(before, due?.from ?? 0);
  return holesAfter(past.coverage, categories, until).flatMap((hole) => within(hole, report.covered));
}

/** The spans that are complete in every way. A document that Elastic refused, or that is another one there, leaves its span open. */
async function coveredBy(run: Run, evidence: Evidence): Promise<Span[]> {
  const { report, readSpans, rejectedKeys, falseKeys } = run;
  const kept = report.evidence !== undefined && report.evidence.problem === undefined;
  const delivered = report.elastic?.state === 'used' && report.elastic.complete;
  if (!kept || !delivered) return [];
  const complete = readSpans.filter((one) => one.complete).map(({ span }) => span);
  const lacking = new Set([...rejectedKeys, ...falseKeys]);
  if (lacking.size === 0) return complete;
  const open = new Set<Span>();
  for await (const { key, time } of evidence.events()) {
    if (!lacking.has(key)) continue;
    for (const span of complete) if (time === undefined || contains(span, time)) open.add(span);
  }
  return complete.filter((span) => !open.has(span));
}
