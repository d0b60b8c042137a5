import type { Doubts } from '../doubts.ts';
import type { JudgedSession } from '../session.ts';
import { needOf, openOf, personsOf, type Standing, standingOf } from './account-verdict.ts';
import { type Proof, proofOf, type Reasons } from './proof.ts';
import type { Report } from './report.ts';
import { formatCount } from './text.ts';

/** How many sessions of a report are what. */
export interface SessionCounts {
  readonly all: number;
  /** Broke a rule of the policy, and nobody has explained it. */
  readonly againstPolicy: number;
  /** Have an act without an approval, and nobody has explained it. */
  readonly unexplained: number;
  readonly notJudged: number;
  /** Were one of the first two until somebody gave a reason. */
  readonly explained: number;
  readonly expected: number;
  /** Too many to be in the report, and how many of those need a person. */
  readonly leftOut: number;
  readonly openLeftOut: number;
}

/** Counts the sessions of a report by what became of them. */
export function countSessions({ sessions, sessionsLeftOut, openLeftOut }: Report): SessionCounts {
  const of = (standing: Standing, verdict?: JudgedSession['verdict']) =>
    sessions.filter((one) => standingOf(one) === standing && (verdict === undefined || one.verdict === verdict)).length;
  return {
    all: sessions.length + sessionsLeftOut,
    againstPolicy: of('open', 'against-policy'),
    unexplained: of('open', 'unexplained'),
    notJudged: of('not-judged'),
    explained: of('explained'),
    expected: of('expected'),
    leftOut: sessionsLeftOut,
    openLeftOut,
  };
}

/** Sessions that need a person, in a few words for a heading; nothing if none does. */
export function accessesTitle(report: Report): string[] {
  const { againstPolicy, unexplained, notJudged } = countSessions(report);
  return [
    againstPolicy > 0 ? [`${formatCount(againstPolicy, 'access', 'accesses')} against the policy`] : [],
    unexplained > 0 ? [formatCount(unexplained, 'unexplained access', 'unexplained accesses')] : [],
    notJudged > 0 ? [`${formatCount(notJudged, 'access session')} not judged`] : [],
  ].flat();
}

/** What may be said of what a run did not see. */
function proofOfRun(report: Report): Proof {
  return proofOf(reasonsOf(report));
}

/** True if there may be more accesses than are told or counted, as those without a time and the sessions beyond a limit are. */
export function mayBeMore(report: Report): boolean {
  return !proofOf({ ...reasonsOf(report), untimed: 0, leftOut: 0 }).holds;
}

/** What a run found that speaks against a proof. */
export function doubtsOfRun({ doubts, comparison, accesses, sessions }: Report): Doubts {
  const doubtful = sessions.filter(({ session }) => session.doubtful).length;
  const changed = comparison?.state === 'done' ? comparison.altered + comparison.vanished : 0;
  const notCounted = doubts.notCounted || !accesses.whole;
  return { ...doubts, doubtful: Math.max(doubts.doubtful, doubtful), changed: doubts.changed + changed, notCounted };
}

function reasonsOf(report: Report): Reasons {
  const { window: period, read, unreachable, categories } = report;
  return {
    ...doubtsOfRun(report),
    ...{ period, categories, unread: [], lost: unreachable ? [unreachable] : [] },
    ...{ ended: read?.complete === true, narrowed: report.query !== undefined, leftOut: report.sessionsLeftOut },
  };
}

/**
 * What is known of the provider's accesses, in one to three sentences without text of events. Says that there was none only
 * where that follows from what was read.
 */
export function accessesSentence(report: Report): string {
  const { count, whole } = report.accesses;
  if (report.sessions.length + report.sessionsLeftOut > 0) return sessionsSentence(report);
  if (!report.read || (!report.read.complete && report.read.unique === 0)) {
    return 'Whether the provider was in the account is not known.';
  }
  if (count > 0) {
    const least = mayBeMore(report) ? 'At least ' : '';
    // Where none has a time, that says how many there are.
    const all = untimedOf(report) < count ? [`${formatCount(count, 'provider access', 'provider accesses')}.`] : [];
    return `${least}${[...all, ...untimed(report)].join(' ')}`;
  }
  if (!report.read.complete || !whole) {
    return 'No provider access so far, which proves nothing as not all was read or looked at.';
  }
  const { proven, holds, against } = proofOfRun(report);
  if (proven) return 'No provider access in this period: proven, the read was complete.';
  if (holds) {
    return 'No log-on by the provider in this period: the read was complete. With categories: all, acts that Mimecast files elsewhere are looked at too.';
  }
  if (report.unreachable && proofOf({ ...reasonsOf(report), lost: [] }).holds) {
    return 'No provider access in the part that Mimecast still gives out; nothing is known of the rest.';
  }
  return `No provider access among them, which proves nothing: ${against.join('; ')}.`;
}

/** Accesses whose time can't be read: they belong to no session, so nobody judges them. */
export function untimedOf({ doubts }: Report): number {
  return doubts.untimed;
}

/** What of a run waits for an explanation: open sessions, listed or not, and what no approval can cover as it has no time. */
export function openOfRun({ sessions, openLeftOut, agreement, doubts }: Report): number {
  return openOf(sessions) + openLeftOut + (agreement === undefined ? 0 : doubts.untimed);
}

function sessionsSentence(report: Report): string {
  const { sessions } = report;
  const counts = countSessions(report);
  const { named, unnamed } = personsOf(sessions);
  const least = mayBeMore(report) ? 'At least ' : '';
  const some = counts.leftOut > 0 ? 'at least ' : '';
  if (sessions.length === 0) {
    return `${least}${formatCount(counts.all, 'access session')}, left out of this report${needOf(counts.openLeftOut)}.`;
  }
  const persons = named === 0 ? 'somebody unnamed' : `${some}${formatCount(named, 'person')}`;
  const also = named > 0 && unnamed ? ' and somebody unnamed' : '';
  const who = `${least}${formatCount(counts.all, 'access session')} by ${persons}${also}`;
  const judged = judgements(counts);
  const what = judged.length > 0 ? `: ${judged.join(', ')}.` : '; without an approvals file none is judged.';
  return [`${who}${what}`, ...content(sessions), ...doubtful(sessions), ...untimed(report)].join(' ');
}

/** In the words of the page's badges. Nothing if no session is judged and none is left out. */
function judgements(counts: SessionCounts): string[] {
  const { againstPolicy, unexplained, notJudged, explained, expected, leftOut, openLeftOut } = counts;
  if (notJudged === counts.all) return [];
  return [
    againstPolicy > 0 ? [`${formatCount(againstPolicy)} against the policy`] : [],
    unexplained > 0 ? [`${formatCount(unexplained)} unexplained`] : [],
    notJudged > 0 ? [`${formatCount(notJudged)} not judged`] : [],
    explained > 0 ? [`${formatCount(explained)} explained afterwards`] : [],
    expected > 0 ? [`${formatCount(expected)} as agreed`] : [],
    leftOut > 0 ? [`${formatCount(leftOut)} left out${needOf(openLeftOut)}`] : [],
  ].flat();
}

function content(sessions: readonly JudgedSession[]): string[] {
  const acts = sessions.reduce((sum, { session }) => sum + session.contentActs, 0);
  return acts === 0 ? [] : [`The content of mail was seen or exported in ${formatCount(acts, 'act')}.`];
}

function doubtful(sessions: readonly JudgedSession[]): string[] {
  const count = sessions.filter(({ session }) => session.doubtful).length;
  if (count === 0) return [];
  return [`${formatCount(count, 'session is', 'sessions are')} doubtful: the log doesn't say for sure who it was.`];
}

function untimed(report: Report): string[] {
  const count = untimedOf(report);
  if (count === 0) return [];
  const one = 'provider access has no readable time, so it belongs to no session and is not judged.';
  return [
    formatCount(
      count,
      one,
      'provider accesses have no readable time, so they belong to no session and are not judged.',
    ),
  ];
}
