import type { Finding } from '../finding.ts';
import { personKey } from '../person.ts';
import { isSerious } from '../serious.ts';
import type { JudgedSession } from '../session.ts';
import type { Account } from './account.ts';
import { inSpan } from './moment.ts';
import { type Proof, proofOf, type Reasons } from './proof.ts';
import { formatCount } from './text.ts';

/** What an account comes to, for somebody who sees it the first time. Nothing in it is text from outside. */
export interface AccountVerdict {
  /** `attention`: a person must look. `unsure`: nothing is wrong, but something is not known. `calm`: neither. */
  readonly state: 'attention' | 'unsure' | 'calm';
  /** Two or three words. */
  readonly title: string;
  /** All of it in one sentence. */
  readonly sentence: string;
  /** What else must be known, a sentence each. */
  readonly more: readonly string[];
  /** What is not in the account is not in Mimecast's log: see src/report/proof.ts. */
  readonly proven: boolean;
  /** Nothing is missing, as far as is known. */
  readonly holds: boolean;
  /** What speaks against a proof, as words that follow a colon. */
  readonly against: readonly string[];
}

/** Where a session belongs, most important first. */
export const STANDINGS = ['open', 'not-judged', 'explained', 'expected'] as const;
export type Standing = (typeof STANDINGS)[number];

/** Where a session belongs: an unexplained one, or one against the policy, is open until somebody has explained it. */
export function standingOf({ verdict, acknowledged }: JudgedSession): Standing {
  if (verdict === 'expected' || verdict === 'not-judged') return verdict;
  return acknowledged === undefined ? 'open' : 'explained';
}

/** How many sessions need a person. */
export function openOf(sessions: readonly JudgedSession[]): number {
  return sessions.filter((session) => standingOf(session) === 'open').length;
}

/** What of an account waits for an explanation: open sessions, listed or not, and what no approval can cover as it has no time. */
export function openOfAccount({ sessions, openLeftOut, approvals, completeness }: Account): number {
  return openOf(sessions) + openLeftOut + (approvals === undefined ? 0 : completeness.doubts.untimed);
}

/** How many serious findings of an account wait for an answer. */
export function unansweredOfAccount({ findings }: Account): number {
  return findings.filter((finding) => isSerious(finding) && finding.answered === undefined).length;
}

/** All acts of a session, also those that its list has no place for. */
export function actsOf({ session }: JudgedSession): number {
  return Math.max(
    session.acts.length,
    Object.values(session.counts).reduce((sum, count) => sum + count, 0),
  );
}

/** Different persons who are named, without regard to case, and whether some session names nobody. */
export function personsOf(sessions: readonly JudgedSession[]): { named: number; unnamed: boolean } {
  const persons = new Set(
    sessions.map(({ session }) => (session.person === undefined ? undefined : personKey(session.person))),
  );
  const unnamed = persons.delete(undefined);
  return { named: persons.size, unnamed };
}

const TOLD_BY_SESSIONS: readonly string[] = ['unexplained-access', 'against-policy', 'access-outside-hours'];

/** Judges an account. */
export function verdictOfAccount(account: Account): AccountVerdict {
  const { sessions } = account;
  const proof = proofOfAccount(account);
  const serious = seriousFindings(account);
  const standing = new Set(sessions.map(standingOf));
  const attention = standing.has('open') || account.openLeftOut > 0 || serious > 0 || untimedOf(account) > 0;
  const unsure = !proof.holds || standing.has('not-judged') || account.sessionsLeftOut > 0;
  const more = [
    ...contentOf(sessions),
    ...doubtfulOf(sessions),
    ...seriousOf(serious),
    ...untimedWords(account),
    ...wholeOf(account, proof),
  ];
  return {
    state: attention ? 'attention' : unsure ? 'unsure' : 'calm',
    title: attention ? 'Needs a person' : titleOf(account, proof, standing),
    sentence: isEmpty(account) ? noneOf(account, proof) : someOf(account),
    more,
    proven: proof.proven,
    holds: proof.holds,
    against: proof.against,
  };
}

/** What may be said of what is not in an account. */
function proofOfAccount(account: Account): Proof {
  return proofOf(reasonsOf(account));
}

/** True if there may be more accesses than are told or counted, as those without a time and the sessions beyond a limit are. */
export function mayBeMoreThan(account: Account): boolean {
  return !proofOf({ ...reasonsOf(account), untimed: 0, leftOut: 0 }).holds;
}

function reasonsOf({ completeness, categories, period, sessionsLeftOut }: Account): Reasons {
  const { complete, narrowed, holes, lost, doubts } = completeness;
  return {
    ...doubts,
    ...{ period, categories, narrowed, lost, unread: holes, ended: complete, leftOut: sessionsLeftOut },
  };
}

/** Provider accesses without a readable time: they are in no session, and each needs a person. */
function untimedOf({ completeness }: Account): number {
  return completeness.doubts.untimed;
}

/** Findings that need a person: serious ones, and those of high severity, that nobody has answered. */
function seriousFindings(account: Account): number {
  return untoldFindings(account).filter(
    (one) => (one.severity === 'high' || isSerious(one)) && one.answered === undefined,
  ).length;
}

/** Findings beside the sessions, whose verdicts tell already what their own findings say, unless some are left out. */
export function untoldFindings({ findings, sessionsLeftOut }: Account): Finding[] {
  return findings.filter(({ kind }) => sessionsLeftOut > 0 || !TOLD_BY_SESSIONS.includes(kind));
}

function total({ sessions, sessionsLeftOut }: Account): number {
  return sessions.length + sessionsLeftOut;
}

function isEmpty(account: Account): boolean {
  return total(account) + untimedOf(account) === 0;
}

function titleOf(account: Account, proof: Proof, standing: ReadonlySet<Standing>): string {
  if (isEmpty(account)) return noneTitle(proof);
  if (!proof.holds) return proof.unread ? 'Not all was read' : 'Not proven';
  if (standing.has('not-judged')) return 'Not judged';
  return standing.has('explained') ? 'Explained' : 'As agreed';
}

function noneTitle({ proven, holds, claimed, logonsOnly }: Proof): string {
  if (proven) return 'No access, proven';
  if (!holds) return 'Not proven';
  // Acts of somebody who is in already are filed under other categories.
  return `${logonsOnly ? 'No log-on' : 'No access'}${claimed ? ', as Elastic has it' : ''}`;
}

function noneOf(account: Account, proof: Proof): string {
  const when = inSpan(account.period, account.timeZone);
  if (!proof.holds) {
    return `No access by the provider's staff was seen ${when}, which proves nothing: ${proof.against[0]}.`;
  }
  const nobody = `Nobody of the provider's staff ${proof.logonsOnly ? 'logged on to' : 'was in'} the account ${when}`;
  if (proof.claimed) return `As Elastic has it, n${nobody.slice(1)}.`;
  return `${nobody}${proof.proven ? ': proven,' : ','} as Mimecast's log was read without a gap.`;
}

function someOf(account: Account): string {
  const { sessions } = account;
  if (total(account) === 0) {
    const count = formatCount(untimedOf(account), 'access', 'accesses');
    return `${count} by the provider without a time that can be read.`;
  }
  const { named, unnamed } = personsOf(sessions);
  const least = mayBeMoreThan(account) ? 'At least ' : '';
  const some = account.sessionsLeftOut > 0 ? 'at least ' : '';
  const count = formatCount(total(account), 'access session');
  const persons = named === 0 ? 'somebody unnamed' : `${some}${formatCount(named, 'person')}`;
  const also = named > 0 && unnamed ? ' and somebody unnamed' : '';
  return `${least}${count} by ${persons}${also} of the provider: ${judgements(account).join(', ')}.`;
}

/** What became of the sessions, worst first: a few words each. */
function judgements({ sessions, sessionsLeftOut, openLeftOut }: Account): string[] {
  const of = (standing: Standing) => sessions.filter((session) => standingOf(session) === standing);
  const open = of('open');
  const against = open.filter(({ verdict }) => verdict === 'against-policy');
  const unexplained = open.filter(({ verdict }) => verdict === 'unexplained');
  const partly = unexplained.filter((session) => session.unapproved < actsOf(session));
  const without = unexplained.length - partly.length;
  const [notJudged, explained, expected] = [of('not-judged'), of('explained'), of('expected')];
  const all = sessionsLeftOut === 0 && sessions.length;
  const each = all === 1 ? 'it' : 'each of them';
  return [
    without > 0 ? [`${formatCount(without)} ${without === 1 ? 'has' : 'have'} no approval`] : [],
    partly.length > 0
      ? [`${formatCount(partly.length)} ${partly.length === 1 ? 'has' : 'have'} acts without an approval`]
      : [],
    against.length > 0 ? [`${formatCount(against.length)} ${against.length === 1 ? 'breaks' : 'break'} a rule`] : [],
    notJudged.length > 0 ? ['not judged, as no approvals file is given'] : [],
    explained.length > 0 ? [`${isOrAre(explained.length)} explained afterwards`] : [],
    expected.length > 0
      ? [expected.length === all ? `an approval covers ${each}` : `${isOrAre(expected.length)} as agreed`]
      : [],
    sessionsLeftOut > 0 ? [`${isOrAre(sessionsLeftOut)} left out of this account${needOf(openLeftOut)}`] : [],
  ].flat();
}

/** That some of those left out need a person, to follow their number; nothing if none does. */
export function needOf(openLeftOut: number): string {
  if (openLeftOut === 0) return '';
  return `, of which ${formatCount(openLeftOut)} ${openLeftOut === 1 ? 'needs' : 'need'} a person`;
}

function isOrAre(count: number): string {
  return `${formatCount(count)} ${count === 1 ? 'is' : 'are'}`;
}

function contentOf(sessions: readonly JudgedSession[]): string[] {
  const acts = sessions.reduce((sum, { session }) => sum + session.contentActs, 0);
  return acts === 0 ? [] : [`The content of mail was seen or exported in ${formatCount(acts, 'act')}.`];
}

function doubtfulOf(sessions: readonly JudgedSession[]): string[] {
  const count = sessions.filter(({ session }) => session.doubtful).length;
  return count === 0
    ? []
    : [`${formatCount(count, 'session is', 'sessions are')} doubtful: the log doesn't say for sure who it was.`];
}

function seriousOf(serious: number): string[] {
  return serious === 0 ? [] : [`${formatCount(serious, 'finding is', 'findings are')} unanswered.`];
}

function untimedWords(account: Account): string[] {
  const count = untimedOf(account);
  if (count === 0) return [];
  const have = formatCount(count, 'access has no', 'accesses have no');
  const they = count === 1 ? 'it belongs' : 'they belong';
  return [`${have} readable time, so ${they} to no session, and no approval can cover ${count === 1 ? 'it' : 'them'}.`];
}

/** What is not in the account: there is none, or why there may be some. */
function wholeOf(account: Account, proof: Proof): string[] {
  const { proven, holds, claimed, logonsOnly, against } = proof;
  const empty = isEmpty(account);
  if (proven) return empty ? [] : ["Mimecast's log of the period was read without a gap, so there were no others."];
  if (!holds) {
    const [, ...further] = against;
    const rest = further.map((why) => `Also: ${why}.`);
    return empty ? rest : [`There may be more: ${against.join('; ')}.`];
  }
  return [
    ...(claimed
      ? ['This rests on what Elastic tells. The evidence of the period, given with evidence-path, can prove it.']
      : []),
    ...(logonsOnly
      ? ['It is about log-ons: with categories: all, acts that Mimecast files elsewhere are looked at too.']
      : []),
  ];
}
