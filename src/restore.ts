import { messageOf } from './errors.ts';
import type { Manifest } from './evidence/manifest.ts';
import { openAll } from './evidence/opened.ts';
import { emptyReport, type Report } from './report/report.ts';
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
import { tellMisplaced } from './steps/misplaced.ts';
import { raise } from './steps/raise.ts';
import { record } from './steps/record.ts';
import { review } from './steps/review.ts';

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
    past = await log.group('Consult Elastic', () => consult(settings, parts, report, stop));
    for (const evidence of opened) {
      await log.group(`Restore ${evidence.source}`, () =>
        restoreOne(evidence, { settings, parts, agreement, report }, past as Past, stop),
      );
      await evidence.close();
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
  { settings, parts, agreement, report }: Pick<Run, 'settings' | 'parts' | 'agreement' | 'report'>,
  past: Past,
  signal: AbortSignal,
): Promise<void> {
  const readSpans = spansOf(evidence.manifest);
  const asked = readSpans
    .map(({ span }) => span)
    .reduce((all, { from, to }) => ({ from: Math.min(all.from, from), to: Math.max(all.to, to) }));
  const plan = {
    ...{ pieces: readSpans.map(({ span }) => ({ span, why: 'asked' as const })), asked, unreachable: undefined },
    ...{ notes: [], holes: [], lost: [], firstRun: false },
  };
  const before = report.elastic?.state === 'used' ? report.elastic : undefined;
  describe(evidence, asked, report);
  // What was held may be gone: that is why one restores. So nothing counts as vanished or late.
  const blank = { ...past, coverage: past.coverage && [], vanishings: new Map() };
  const tenant = evidence.manifest.tenant;
  const scope = { ...settings, tenant, categories: evidence.manifest.categories };
  const run: Run = { settings: scope, parts, past: blank, plan, agreement, report, readSpans, rejectedKeys: new Set() };

  await tellMisplaced(run, evidence);
  const comparison = await compareHeld(run, evidence, signal);
  await review(run, evidence, comparison, signal);
  await deliver(run, evidence, comparison, signal);
  await record(run, evidence, comparison, signal);
  await raise(run, evidence, signal);
  if (before && report.elastic?.state === 'used') {
    report.elastic.created += before.created;
    report.elastic.known += before.known;
    report.elastic.rejected += before.rejected;
    report.elastic.read += before.read;
    report.elastic.complete &&= before.complete;
    report.elastic.problem ??= before.problem;
  }
}

function spansOf({ spans }: Manifest): ReadSpan[] {
  return spans.map(({ from, to, complete }) => ({
    span: { from: Date.parse(from) / 1000, to: Date.parse(to) / 1000 },
    complete,
  }));
}

/** What the report says of reading comes from the manifests, added up. */
function describe({ folder, manifest, manifestHash }: Evidence, asked: Span, report: Report): void {
  const { events, pages, spans } = manifest;
  const { window, read } = report;
  report.window = window ? { from: Math.min(window.from, asked.from), to: Math.max(window.to, asked.to) } : asked;
  report.evidence = { folder, manifestHash, artifact: undefined, problem: undefined };
  report.read = {
    complete: (read?.complete ?? true) && manifest.complete,
    reasons: [...(read?.reasons ?? []), ...spans.flatMap(({ reason }) => reason ?? [])],
    events: (read?.events ?? 0) + events.in_span,
    outside: (read?.outside ?? 0) + events.outside,
    undated: (read?.undated ?? 0) + events.undated,
    duplicates: (read?.duplicates ?? 0) + events.duplicates,
    unique: (read?.unique ?? 0) + events.count,
    pages: (read?.pages ?? 0) + pages.length,
    requests: read?.requests ?? 0,
  };
}
