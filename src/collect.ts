import { messageOf } from './errors.ts';
import { makePlan, type Plan } from './plan.ts';
import { emptyReport, type Report } from './report/report.ts';
import type { Parts, Past, Run } from './run.ts';
import { deadline } from './runner/deadline.ts';
import type { Settings } from './settings.ts';
import { formatSpan } from './span.ts';
import { account } from './steps/account.ts';
import { acknowledge, acknowledgeLate } from './steps/acknowledge.ts';
import { agree } from './steps/agree.ts';
import { compareHeld } from './steps/compare.ts';
import { consult } from './steps/consult.ts';
import { deliver } from './steps/deliver.ts';
import { document } from './steps/document.ts';
import { askOffered } from './steps/offered.ts';
import { preserve } from './steps/preserve.ts';
import { raise } from './steps/raise.ts';
import { read } from './steps/read.ts';
import { record } from './steps/record.ts';
import { review } from './steps/review.ts';

/** Shares of the deadline by which each step must be done, so that what comes after it still has time. */
const CONSULTED_BY = 0.1;
const READ_BY = 0.7;
const COMPARED_BY = 0.8;
const PRESERVED_BY = 0.9;

/**
 * One run: read what is due completely, hold it against what Elastic has, judge what the provider's staff did, keep all of it as
 * evidence, add what is missing in Elastic, record what is covered, and report what differs. Nothing goes to Elastic before the
 * evidence is kept.
 * Never throws for the other sides' faults: each becomes a sentence in the report, and what comes later still runs if it
 * is safe without.
 * @throws SettingsError if the span that was asked for can't be one, or the approvals file has a mistake; nothing was sent by then.
 */
export async function collect(settings: Settings, parts: Parts): Promise<Report> {
  const { log, clock, cancelled } = parts;
  const by = (share: number, what: string) => untilShare(settings, share, what, parts);
  const signals = {
    consult: by(CONSULTED_BY, 'asking Elastic'),
    read: by(READ_BY, 'reading'),
    compare: by(COMPARED_BY, 'comparing and reviewing'),
    preserve: by(PRESERVED_BY, 'the upload'),
    rest: by(1, 'the run'),
  };

  const report = emptyReport(settings);
  report.agreement = await agree(settings, parts);
  // Once without the past, so that a mistake in the settings is named before the first request.
  makePlan(settings.time, clock.now(), undefined);
  const past = await log.group('Consult Elastic', () => consult(settings, parts, report, signals.consult));
  const plan = await log.group('Plan', () => planPieces(settings, parts, past, report, signals.read));
  const { agreement } = report;
  const run: Run = {
    settings,
    parts,
    past,
    plan,
    agreement,
    report,
    readSpans: [],
    rejectedKeys: new Set(),
    counted: new Set(),
    falseKeys: new Set(),
  };
  try {
    await askOffered(settings, parts, signals.read);
    const closed = await log.group('Read Mimecast', () => read(run, signals.read));
    const comparison = await log.group('Compare', () => compareHeld(run, closed, signals.compare));
    const reviewed = await log.group('Review', () => review(run, closed, comparison, signals.compare));
    await log.group('Issues', () => acknowledge(run, reviewed.again, signals.compare));
    const evidence = await log.group('Account', () => account(run, closed, reviewed));
    await log.group('Preserve', () => preserve(run, evidence, signals.preserve));
    if (settings.documents) await log.group('Documents', () => document(run, evidence, signals.rest));
    await log.group('Deliver to Elastic', () => deliver(run, evidence, comparison, signals.rest));
    await log.group('Record', () => record(run, evidence, comparison, signals.rest));
    await log.group('Findings', () => raise(run, evidence, signals.rest));
    await acknowledgeLate(run, signals.rest);
  } catch (error) {
    report.failures.push(messageOf(error));
  }
  await past.client?.close();
  report.cancelled = cancelled.aborted;
  return report;
}

async function planPieces(
  settings: Settings,
  parts: Parts,
  { coverage }: Past,
  report: Report,
  signal: AbortSignal,
): Promise<Plan> {
  const { log, clock } = parts;
  const { categories, query } = settings;
  const { created, note } = await parts.created(settings, signal);
  // What a query leaves out is no hole, so such a run looks for none.
  const past = coverage && query === undefined ? { coverage, categories } : undefined;
  const plan = makePlan(settings.time, clock.now(), past, created);
  const { asked, unreachable, lost, firstRun } = plan;
  const notes = note === undefined ? plan.notes : [note, ...plan.notes];
  Object.assign(report, { window: asked, unreachable, lost: [...lost], firstRun, pieces: plan.pieces });
  report.notes.push(...notes);
  log.info(`Tenant ${settings.tenant}, ${formatSpan(asked)} (UTC), time zone ${settings.time.timeZone}`);
  for (const note of notes) log.info(note);
  for (const { span, why } of plan.pieces) log.info(`To read: ${formatSpan(span)} (${why})`);
  if (unreachable) {
    log.warn(
      `${formatSpan(unreachable)} is more than 60 days ago: Mimecast no longer gives it out, so it is not read.`,
    );
  }
  return plan;
}

/** Aborts when that share of the deadline has passed, or the job is cancelled. */
function untilShare({ deadlineMs }: Settings, share: number, what: string, { cancelled, clock }: Parts): AbortSignal {
  const ms = deadlineMs * share;
  const advice = 'Give more with the input deadline, or ask for a shorter span.';
  return deadline(ms, `The time for ${what} (${Math.round(ms / 1000)} s) was used up. ${advice}`, cancelled, clock);
}
