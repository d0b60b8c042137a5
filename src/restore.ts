import { messageOf } from './errors.ts';
import type { Manifest } from './evidence/manifest.ts';
import { type OpenedEvidence, openAll } from './evidence/opened.ts';
import { type ComparisonResult, type ElasticResult, emptyReport, type Report } from './report/report.ts';
import { formatCount } from './report/text.ts';
import type { Evidence, Parts, Past, ReadSpan, Run } from './run.ts';
import { deadline } from './runner/deadline.ts';
import type { Settings } from './settings.ts';
import type { Span } from './span.ts';
import { acknowledge } from './steps/acknowledge.ts';
import { agree } from './steps/agree.ts';
import { compareHeld } from './steps/compare.ts';
import { consult } from './steps/consult.ts';
import { deliver } from './steps/deliver.ts';
import { foldEvidence } from './steps/fold.ts';
import { tellMisplaced } from './steps/misplaced.ts';
import { raise } from './steps/raise.ts';
import { record } from './steps/record.ts';
import { review } from './steps/review.ts';

type Used = Extract<ElasticResult, { state: 'used' }>;

/**
 * The same as collecting, with evidence in the place of Mimecast: brings back what Elastic lost, also after Mimecast forgot it.
 * Every hash of the evidence is checked first; if one piece is damaged, nothing is restored.
 * Never throws for what is wrong outside: it becomes a sentence in the report.
 * @throws SettingsError if the approvals file can't be read.
 */
export async function restore(settings: Settings, parts: Parts): Promise<Report> {
  const { log, clock, cancelled } = parts;
  const report = emptyReport(settings);
  const agreement = await agree(settings, parts);
  report.agreement = agreement;
  const stop = deadline(
    settings.deadlineMs,
    'The time for the run was used up. Give more with the input deadline.',
    cancelled,
    clock,
  );
  let past: Past | undefined;
  try {
    const opened = await log.group('Check the evidence', async () => {
      const all = await openAll(settings.evidence, `${settings.evidencePath}-restore`, {
        signal: stop,
        now: parts.clock.now(),
        note: log.info,
      });
      for (const { source, manifest } of all)
        log.info(`${source}: ${formatCount(manifest.events.count, 'event')}, whole and unchanged`);
      return all;
    });
    report.tenant = [...new Set(opened.map(({ manifest }) => manifest.tenant))].join(', ');
    past = await log.group('Consult Elastic', () => consult(settings, parts, report, stop));
    await describe(opened, report);
    const of = { settings, parts, agreement, report, rejectedKeys: new Set<string>(), counted: new Set<string>() };
    const deliveries: Used[] = [];
    const comparisons: ComparisonResult[] = [];
    try {
      for (const evidence of opened) {
        await log.group(`Restore ${evidence.source}`, () => restoreOne(evidence, of, past as Past, stop));
        if (report.elastic?.state === 'used') deliveries.push(report.elastic);
        if (report.comparison) comparisons.push(report.comparison);
        await evidence.close();
      }
    } finally {
      const given = opened.reduce((all, { manifest }) => all + manifest.events.count, 0);
      addUp(report, { given, pieces: opened.length, rejected: of.rejectedKeys.size }, deliveries, comparisons);
    }
    // What people said of the sessions counts here as well; issues are for the run that reads.
    const read = { settings: { ...settings, issues: undefined }, parts, past, agreement, report };
    await log.group('Issues', () => acknowledge(read, [], stop));
  } catch (error) {
    report.failures.push(messageOf(error));
  }
  await past?.client?.close();
  report.cancelled = cancelled.aborted;
  return report;
}

async function restoreOne(
  evidence: Evidence,
  of: Pick<Run, 'settings' | 'parts' | 'agreement' | 'report' | 'rejectedKeys' | 'counted'>,
  past: Past,
  signal: AbortSignal,
): Promise<void> {
  const { settings, report } = of;
  const readSpans = spansOf(evidence.manifest);
  const asked = around(readSpans.map(({ span }) => span));
  const plan = {
    ...{ pieces: readSpans.map(({ span }) => ({ span, why: 'asked' as const })), asked, unreachable: undefined },
    ...{ notes: [], holes: [], lost: [], firstRun: false },
  };
  // What was held may be gone: that is why one restores. So nothing counts as vanished or late.
  const blank = { ...past, coverage: past.coverage && [], vanishings: new Map() };
  const tenant = evidence.manifest.tenant;
  const scope = { ...settings, tenant, categories: evidence.manifest.categories };
  const run: Run = { ...of, settings: scope, past: blank, plan, readSpans, falseKeys: new Set() };
  const found = report.findings.length;

  await tellMisplaced(run, evidence);
  const comparison = await compareHeld(run, evidence, signal);
  await review(run, evidence, comparison, signal);
  await deliver(run, evidence, comparison, signal);
  await record(run, evidence, comparison, signal);
  await raise(run, evidence, signal, found);
}

function spansOf({ spans }: Manifest): ReadSpan[] {
  return spans.map(({ from, to, complete }) => ({
    span: { from: Date.parse(from) / 1000, to: Date.parse(to) / 1000 },
    complete,
  }));
}

function around(spans: readonly Span[]): Span {
  return spans.reduce((all, { from, to }) => ({ from: Math.min(all.from, from), to: Math.max(all.to, to) }));
}

/** What the report says of reading comes from the manifests, and from the events, each once. */
async function describe(opened: readonly OpenedEvidence[], report: Report): Promise<void> {
  const manifests = opened.map(({ manifest }) => manifest);
  const asked = manifests.flatMap(spansOf).map(({ span }) => span);
  const folded = await foldEvidence(opened, asked);
  const sum = (of: (manifest: Manifest) => number) => manifests.reduce((all, one) => all + of(one), 0);
  report.window = around(asked);
  const given = opened.map(({ source, manifestHash }) => ({ source, manifestHash }));
  const [{ source, manifestHash } = { source: '', manifestHash: '' }] = given;
  report.evidence = { folder: source, manifestHash, artifact: undefined, problem: undefined, given };
  report.read = {
    ...folded,
    complete: manifests.every(({ complete }) => complete),
    reasons: manifests.flatMap(({ spans }) => spans.flatMap(({ reason }) => reason ?? [])),
    duplicates: sum(({ events }) => events.duplicates + events.count) - folded.unique,
    pages: sum(({ pages }) => pages.length),
    requests: 0,
  };
}

/**
 * What became of all pieces together. An event that several hold is created once, and known to the others by that: only what
 * none of them created was there before.
 */
function addUp(
  report: Report,
  { given, pieces, rejected }: { readonly given: number; readonly pieces: number; readonly rejected: number },
  deliveries: readonly Used[],
  comparisons: readonly ComparisonResult[],
): void {
  const [first] = deliveries;
  if (!first || !report.read) return;
  const read = report.read.unique;
  const created = deliveries.reduce((all, one) => all + one.created, 0);
  // Of all that was given: of what several hold it may be too much, never too little.
  const open = deliveries.reduce((all, one) => all - one.created - one.known - one.rejected, given);
  const known = Math.max(0, read - created - rejected - open);
  report.elastic = {
    ...first,
    ...{ read, created, known, rejected },
    complete: deliveries.length === pieces && deliveries.every(({ complete }) => complete),
    problem: deliveries.find(({ problem }) => problem !== undefined)?.problem,
    rejectedFile: deliveries.find(({ rejectedFile }) => rejectedFile !== undefined)?.rejectedFile,
  };
  const none = comparisons.find(({ state }) => state === 'none');
  const done = comparisons.filter((one) => one.state === 'done');
  const altered = new Set(report.findings.flatMap(({ kind, subject }) => (kind === 'altered-event' ? [subject] : [])));
  const most = done.reduce((all, one) => Math.max(all, one.altered), 0);
  report.comparison = none ?? {
    ...{ state: 'done', held: known, late: { count: 0, maxSeconds: 0 }, vanished: 0, withdrawn: 0 },
    altered: Math.max(altered.size, most),
  };
}
