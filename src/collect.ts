import { messageOf } from './errors.ts';
import { makePlan, type Plan } from './plan.ts';
import { emptyReport, type Report } from './report/report.ts';
import type { Parts, Run } from './run.ts';
import { deadline } from './runner/deadline.ts';
import type { Settings } from './settings.ts';
import { formatSpan } from './span.ts';
import { deliver } from './steps/deliver.ts';
import { preserve } from './steps/preserve.ts';
import { read } from './steps/read.ts';
import { review } from './steps/review.ts';

/** Shares of the deadline by which each step must be done, so that what comes after it still has time. */
const READ_BY = 0.8;
const PRESERVED_BY = 0.9;

/**
 * One run: read a span completely, keep it as evidence, deliver each event once, and say what happened.
 * Never throws for the other sides' faults: each becomes a sentence in the report, and what comes later still runs if it
 * is safe without.
 * @throws SettingsError if the span that was asked for can't be one; nothing was sent by then.
 */
export async function collect(settings: Settings, parts: Parts): Promise<Report> {
  const { log, cancelled } = parts;
  const by = (share: number, what: string) => untilShare(settings, share, what, cancelled);
  const signals = { read: by(READ_BY, 'reading'), preserve: by(PRESERVED_BY, 'the upload'), deliver: by(1, 'the run') };

  const report = emptyReport(settings);
  const plan = await log.group('Plan', async () => planSpans(settings, parts, report));
  const run: Run = { settings, parts, plan, report };
  try {
    const evidence = await log.group('Read Mimecast', () => read(run, signals.read));
    await log.group('Review', () => review(run, evidence));
    await log.group('Preserve', () => preserve(run, evidence, signals.preserve));
    await log.group('Deliver to Elastic', () => deliver(run, evidence, signals.deliver));
  } catch (error) {
    report.failures.push(messageOf(error));
  }
  report.cancelled = cancelled.aborted;
  return report;
}

function planSpans(settings: Settings, { log, clock }: Parts, report: Report): Plan {
  const plan = makePlan(settings.time, clock.now());
  report.window = plan.asked;
  report.unreachable = plan.unreachable;
  report.notes.push(...plan.notes);
  log.info(`Tenant ${settings.tenant}, ${formatSpan(plan.asked)} (UTC), time zone ${settings.time.timeZone}`);
  for (const note of plan.notes) log.info(note);
  if (plan.unreachable) {
    log.warn(
      `${formatSpan(plan.unreachable)} is more than 60 days ago: Mimecast no longer gives it out, so it is not read.`,
    );
  }
  return plan;
}

/** Aborts when that share of the deadline has passed, or the job is cancelled. */
function untilShare({ deadlineMs }: Settings, share: number, what: string, cancelled: AbortSignal): AbortSignal {
  const ms = deadlineMs * share;
  const advice = 'Give more with the input deadline, or ask for a shorter span.';
  return deadline(ms, `The time for ${what} (${Math.round(ms / 1000)} s) was used up. ${advice}`, cancelled);
}
