import { holesIn, union } from '../coverage.ts';
import { cut } from '../runner/log.ts';
import { formatMoment, LOOKBACK_DAYS, type Span } from '../span.ts';
import { accessesSentence, accessesTitle, countSessions, untimedOf } from './access-sentence.ts';
import { comparisonSentences } from './comparison.ts';
import { aboutLog, countFindings, findingsSentences } from './findings.ts';
import { filledSentences, heals, holesAdvice, holesSentences, isUrgent } from './holes.ts';
import type { ElasticResult, Report } from './report.ts';
import { formatCount, formatLength, formatWindow } from './text.ts';
import { answerAdvice, unansweredOf } from './unanswered.ts';

/** What a run comes to. */
interface Verdict {
  /** Nothing failed: what the run could do, it did. */
  readonly ok: boolean;
  /** Everything that was asked for was read, preserved, and delivered where that was asked for too. */
  readonly complete: boolean;
  /** Findings that this run raised. They change neither `ok` nor `complete`: the input fail-on decides. */
  readonly findings: number;
  /** Nothing waits for a person: no finding, no hole, and every access is as agreed or explained. */
  readonly calm: boolean;
  /** A few words, for a heading. */
  readonly title: string;
  /** What happened, a sentence or two each: accesses? findings? complete? delivered? compared? why not? Without text of events. */
  readonly parts: readonly string[];
  /** Tenant, title and parts as one line. */
  readonly sentence: string;
  /** What is not safe yet, a sentence each, and last what to do. */
  readonly unsafe: readonly string[];
}

interface Is {
  readonly read: boolean;
  readonly kept: boolean;
  readonly delivered: boolean;
  readonly ok: boolean;
}

type Used = Extract<ElasticResult, { state: 'used' }>;

const CAUSE_LIMIT = 500;

/** Judges a run by the rules of design section 8. */
export function verdictOf(report: Report): Verdict {
  const read = report.read?.complete === true;
  const kept = report.evidence !== undefined && report.evidence.problem === undefined;
  const delivered = isDelivered(report.elastic);
  const unbroken = read && kept && delivered && report.failures.length === 0;
  const ok = unbroken && !report.cancelled;
  const title = titleOf(report, { read, kept, delivered, ok });
  const accesses = accessesSentence(report);
  // That nobody was there follows from what was read; that somebody was is what a person must learn first.
  const first = report.sessions.length + report.sessionsLeftOut > 0;
  const parts = [
    ...(first ? [accesses] : []),
    ...causeOf(report),
    ...findingsSentences(report),
    outcomeOf(report),
    ...filledSentences(report),
    evidenceOf(report),
    deliveryOf(report),
    ...comparisonSentences(report),
    ...firstOf(report),
    ...(first ? [] : [accesses]),
  ];
  const complete = unbroken && report.unreachable === undefined;
  return {
    ok,
    complete,
    findings: report.findingsRaised,
    calm: complete && isCalm(report),
    title,
    parts,
    sentence: `Mimecast audit of ${report.tenant}: ${title}. ${parts.join(' ')}`,
    unsafe: unsafeOf(report),
  };
}

function isCalm(report: Report): boolean {
  const { againstPolicy, unexplained, notJudged, leftOut } = countSessions(report);
  const unseen = report.sessions.length === 0 ? report.accesses.count : untimedOf(report);
  const waiting = againstPolicy + unexplained + notJudged + leftOut + unseen;
  return waiting === 0 && report.findingsRaised === 0 && report.holes.length === 0 && unansweredOf(report).count === 0;
}

function isDelivered(elastic: ElasticResult | undefined): boolean {
  if (elastic === undefined) return false;
  if (elastic.state !== 'used') return true;
  return elastic.complete && elastic.problem === undefined && elastic.rejected === 0 && missingOf(elastic) === 0;
}

/** Documents that are in none of the three counts. Not 0 in a run that calls itself complete is a fault of the count. */
function missingOf({ read, created, known, rejected }: Used): number {
  return read - created - known - rejected;
}

function titleOf(report: Report, is: Is): string {
  const { holes } = report;
  const accesses = accessesTitle(report);
  const open = is.ok && holes.length > 0 ? [`${formatCount(holes.length, 'hole')} still open`] : [];
  return [stateOf(report, is), ...accesses, ...newsOf(report, accesses.length > 0), ...waitingOf(report), ...open].join(
    ', ',
  );
}

/** What earlier runs raised, and nobody has answered. */
function waitingOf(report: Report): string[] {
  const { earlier } = unansweredOf(report);
  return earlier === 0 ? [] : [`${formatCount(earlier, 'finding')} of earlier runs unanswered`];
}

/** @param told the title says already what findings about accesses say. */
function newsOf(report: Report, told: boolean): string[] {
  const { findingsRaised } = report;
  const [all, other] = [countFindings(report), aboutLog(report).length];
  if (findingsRaised === 0 || (told && other === 0 && all > 0)) return [];
  // Which of them are new is known only if all are.
  if (told && other < all && findingsRaised >= all) return [formatCount(other, 'other new finding')];
  return [formatCount(findingsRaised, 'new finding')];
}

function stateOf(report: Report, is: Is): string {
  if (report.cancelled) return 'cancelled';
  if (!report.read) return 'NOT read';
  if (!is.read) return 'NOT completely read';
  if (!is.delivered) {
    const used = report.elastic?.state === 'used' ? report.elastic : undefined;
    return used?.rejected && missingOf(used) === 0 ? 'some documents rejected' : 'NOT delivered to Elastic';
  }
  if (!is.kept) return 'evidence NOT uploaded';
  if (!is.ok) return 'failed';
  if (report.unreachable) return 'complete as far as Mimecast reaches back';
  if (report.elastic?.state === 'off') return 'complete, evidence only';
  return report.elastic?.state === 'dry-run' ? 'complete, dry run' : 'complete';
}

function outcomeOf(report: Report): string {
  const { read } = report;
  const reachable = reachableOf(report);
  const window = reachable ? formatWindow(reachable, report.timeZone) : 'the period';
  const period = [window, ...besides(report)].join(' plus ');
  if (!read) return `Reading ${period} from Mimecast came to no result.`;
  if (read.complete)
    return `Completely read: ${period} has ${read.events === 0 ? 'no event' : formatCount(read.events, 'event')}.`;
  return `${read.events === 0 ? 'Nothing' : `Only ${formatCount(read.events, 'event')}`} of ${period} came in.`;
}

/** What was to be read beside the window. */
function besides({ pieces }: Report): string[] {
  const filled = union(pieces.filter(({ why }) => why === 'hole').map(({ span }) => span));
  const again = union(pieces.filter(({ why }) => why === 'overlap').map(({ span }) => span));
  const length = (spans: readonly Span[]) => formatLength(spans.reduce((sum, { from, to }) => sum + to - from, 0));
  const parts = [
    again.length > 0 ? `${length(again)} of overlap` : [],
    filled.length > 0 ? `${formatCount(filled.length, 'hole')} (${length(filled)})` : [],
  ].flat();
  return parts.length > 0 ? [parts.join(' and ')] : [];
}

/** The window without what Mimecast no longer gives out. */
function reachableOf({ window, unreachable }: Report): Span | undefined {
  return window && { from: Math.max(window.from, unreachable?.to ?? window.from), to: window.to };
}

/** The notes of the plan tell the first date that can be asked for. */
function firstOf({ firstRun }: Report): string[] {
  if (!firstRun) return [];
  return [
    'First recorded run of this tenant, so there are no holes to fill yet: a run by hand with start and end reads what came before, up to 60 days back.',
  ];
}

function evidenceOf({ evidence }: Report): string {
  if (!evidence) return 'Evidence: none.';
  if (evidence.given)
    return `Evidence: ${formatCount(evidence.given.length, 'piece', 'pieces')} given, whole and unchanged.`;
  if (evidence.artifact) return 'Evidence: uploaded as an artifact.';
  return evidence.problem === undefined ? 'Evidence: in a folder on this machine.' : 'Evidence: NOT uploaded.';
}

function deliveryOf({ elastic }: Report): string {
  if (!elastic) return 'The run ended before delivery to Elastic.';
  if (elastic.state === 'off') return 'Evidence only: no Elastic setting is given, so nothing was delivered.';
  if (elastic.state === 'dry-run') return 'Dry run: nothing was written to Elastic.';
  if (elastic.read === 0 && elastic.complete) return 'There was nothing to deliver to Elastic.';
  const counts = `${formatCount(elastic.created)} new, ${formatCount(elastic.known)} there before`;
  const missing = missingOf(elastic);
  const whole = formatCount(elastic.read, 'event');
  const all = isDelivered(elastic) ? `all ${whole}` : `${formatCount(elastic.created + elastic.known)} of ${whole}`;
  const rejected = elastic.rejected > 0 ? `, ${formatCount(elastic.rejected)} REJECTED` : '';
  const rest = missing !== 0 ? `, ${formatCount(missing)} NOT delivered` : '';
  return `In Elastic: ${all} (${counts}${rejected}${rest}).`;
}

function causeOf({ failures, cancelled }: Report): string[] {
  const [first] = failures;
  // The title says so already.
  if (first === undefined || (cancelled && first.includes('cancelled'))) return [];
  return [`Cause: ${cut(first, CAUSE_LIMIT)}`];
}

function unsafeOf(report: Report): string[] {
  const { read, evidence, elastic, unreachable, failures } = report;
  const again: string[] = [];
  if (!read?.complete) {
    const partly = evidence && (read?.unique ?? 0) > 0;
    again.push(
      report.covered.length > 0
        ? 'Only what is recorded as covered is safe; what came in of the rest proves nothing.'
        : `The period is not covered: ${partly ? 'what came in of it proves nothing about the rest' : 'nothing of it is proven'}.`,
    );
  }
  if (!evidence) again.push('No evidence of this run was closed.');
  else if (evidence.problem !== undefined) {
    again.push(`The only copy of the evidence is in ${evidence.folder} on the runner, and a hosted runner deletes it.`);
  }
  again.push(...undelivered(report));
  const broken = again.length > 0;
  if (!broken && failures.length > 0) {
    again.push('A step failed all the same, so the run does not count as complete.');
  }

  const once: string[] = [];
  if (!broken && isUnrecorded(report)) {
    once.push(
      `Not all that was read is recorded as covered, so it counts as a hole, which ${heals(report) ? 'the next run fills by itself (catch-up)' : 'a run by hand with start and end closes'}; events that are in Elastic already are recognised, not doubled.`,
    );
  }
  once.push(...(broken && heals(report) ? holesSentences(report) : holesAdvice(report)));
  if (evidence?.onTrust) {
    once.push(
      `The only copy of the evidence is in ${evidence.folder}, and it is as safe as that folder: evidence-kept says that it outlives this run.`,
    );
  }
  if (elastic?.state === 'dry-run')
    once.push('Elastic has nothing of this run: run again without dry-run to deliver it.');
  if (unreachable) {
    once.push(
      `${formatWindow(unreachable, report.timeZone)} is more than 60 days ago and Mimecast no longer gives it out: look for it in the artifacts of earlier runs and in Elastic.`,
    );
  }
  once.push(...answerAdvice(report));
  return [...again, ...once, ...(again.length > 0 ? [rerunOf(report, broken)] : [])];
}

function undelivered({ evidence, elastic, failures }: Report): string[] {
  if (!elastic) return failures.length > 0 ? ['Nothing of this run is in Elastic.'] : [];
  if (elastic.state !== 'used') return [];
  const sentences: string[] = [];
  const safe = evidence && evidence.problem === undefined;
  const missing = missingOf(elastic);
  if (missing > 0) {
    sentences.push(
      `Elastic has not confirmed ${formatCount(missing, 'event')}${safe ? '; the evidence has them, so nothing is lost' : ''}.`,
    );
  } else if (missing < 0) {
    sentences.push(
      'More documents were answered than sent, so the counts can not be trusted; each is in Elastic at most once.',
    );
  } else if (!elastic.complete || elastic.problem !== undefined) {
    sentences.push('Elastic answered for every event, but the delivery did not end as it should.');
  }
  if (elastic.rejected > 0) {
    const where =
      elastic.rejectedFile === undefined ? 'in the log' : `in their own artifact, or else in ${elastic.rejectedFile}`;
    sentences.push(
      `Elastic refused ${formatCount(elastic.rejected, 'document')}${safe ? '; the evidence has the events' : ''}: the reasons, ${where}, name the mapping or the pipeline to correct.`,
    );
  }
  return sentences;
}

/** True if all went well and yet the window is not recorded as covered, though it should be. */
function isUnrecorded(report: Report): boolean {
  const span = reachableOf(report);
  if (report.elastic?.state !== 'used' || report.query !== undefined || !span) return false;
  return holesIn(span, report.covered).length > 0;
}

/**
 * How the rest gets read.
 * @param broken something is missing. Else a step failed that only the same period brings about once more.
 */
function rerunOf(report: Report, broken: boolean): string {
  const span = reachableOf(report);
  if (broken && heals(report) && span) {
    const oldest = report.holes.reduce((least, hole) => Math.min(least, hole.span.from), span.from);
    const by = `if it starts before ${formatMoment(oldest + LOOKBACK_DAYS * 86_400)}, as Mimecast gives out 60 days only`;
    const known = 'events that are in Elastic already are recognised, not doubled.';
    if (isUrgent(report)) {
      const start = report.cancelled ? 'Do' : 'Once the cause is gone, do';
      return `${start} not wait for the schedule: run the workflow without start and end, which fills the rest by itself (catch-up), ${by}; ${known}`;
    }
    const start = report.cancelled ? 'There' : 'Once the cause is gone there';
    return `${start} is nothing to do: the next run fills the rest by itself (catch-up), ${by}; ${known}`;
  }
  const start = report.cancelled ? 'Run' : 'Once the cause is gone, run';
  if (!span) return `${start} the workflow again.`;
  const by = report.unreachable ? 'soon' : `before ${formatMoment(span.from + LOOKBACK_DAYS * 86_400)}`;
  return `${start} the workflow by hand with start ${formatMoment(span.from)} and end ${formatMoment(span.to)}, ${by}, as Mimecast gives out 60 days only; events that are in Elastic already are recognised, not doubled.`;
}
