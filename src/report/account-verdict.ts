import { ACCESS_CATEGORY } from '../event.ts';
import { personKey } from '../person.ts';
import type { JudgedSession } from '../session.ts';
import type { Account } from './account.ts';
import { formatWindowLength, within } from './account-words.ts';
import { inSpan } from './moment.ts';
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
  /** The period was read to its end and no query narrowed it, so that what is not in the account is not in Mimecast's log. */
  readonly proven: boolean;
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

/** How many need a person, listed or not. */
export function allOpenOf({ sessions, openLeftOut }: Pick<Account, 'sessions' | 'openLeftOut'>): number {
  return openOf(sessions) + openLeftOut;
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
  const proven = isProven(account);
  const serious = seriousFindings(account);
  const standing = new Set(sessions.map(standingOf));
  const attention = standing.has('open') || account.openLeftOut > 0 || serious > 0;
  const unsure = !proven || standing.has('not-judged') || account.sessionsLeftOut > 0;
  const more = [...contentOf(sessions), ...doubtfulOf(sessions), ...seriousOf(serious), ...wholeOf(account, proven)];
  return {
    state: attention ? 'attention' : unsure ? 'unsure' : 'calm',
    title: attention ? 'Needs a person' : titleOf(account, proven, standing),
    sentence: total(account) === 0 ? noneOf(account, proven) : someOf(account, proven),
    more,
    proven,
  };
}

function isProven({ completeness, categories, period }: Account): boolean {
  const { complete, narrowed } = completeness;
  const missing = within(period, [...completeness.holes, ...completeness.lost]);
  const asked = categories === 'all' || categories.includes(ACCESS_CATEGORY);
  return complete && !narrowed && missing.length === 0 && asked;
}

/** Findings of high severity. The verdicts of the sessions tell already what their own findings say, unless some are left out. */
function seriousFindings({ findings, sessionsLeftOut }: Account): number {
  const told = (kind: string) => sessionsLeftOut === 0 && TOLD_BY_SESSIONS.includes(kind);
  return findings.filter(({ kind, severity }) => severity === 'high' && !told(kind)).length;
}

function total({ sessions, sessionsLeftOut }: Account): number {
  return sessions.length + sessionsLeftOut;
}

function titleOf(account: Account, proven: boolean, standing: ReadonlySet<Standing>): string {
  if (total(account) === 0) return proven ? 'No access, proven' : 'Not proven';
  if (!proven) return 'Not all was read';
  if (standing.has('not-judged') || account.sessionsLeftOut > 0) return 'Not judged';
  return standing.has('explained') ? 'Explained' : 'As agreed';
}

function noneOf(account: Account, proven: boolean): string {
  const when = inSpan(account.period, account.timeZone);
  // Acts of somebody who is in already are filed under other categories.
  const did = account.categories === 'all' ? 'was in the account' : 'logged on to the account';
  return proven
    ? `Nobody of the provider's staff ${did} ${when}: proven, as Mimecast's log was read without a gap.`
    : `No access by the provider's staff was seen ${when}, which proves nothing: ${whyNot(account)}.`;
}

function someOf(account: Account, proven: boolean): string {
  const { sessions } = account;
  const { named, unnamed } = personsOf(sessions);
  const least = proven ? '' : 'At least ';
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
  return serious === 0 ? [] : [`${formatCount(serious, 'finding is', 'findings are')} of high severity.`];
}

function wholeOf(account: Account, proven: boolean): string[] {
  if (total(account) === 0) return [];
  return proven
    ? ["Mimecast's log of the period was read without a gap, so there were no others."]
    : [`There may be more: ${whyNot(account)}.`];
}

/** Why nothing is proven about what is not in the account: words that follow a colon. */
function whyNot({ completeness, categories, period }: Account): string {
  const { narrowed } = completeness;
  const [holes, lost] = [within(period, completeness.holes), within(period, completeness.lost)];
  if (lost.length > 0) return `${formatWindowLength([...lost, ...holes])} of the period were never read`;
  if (holes.length > 0) return `${formatWindowLength(holes)} of the period are not read yet`;
  if (narrowed) return 'a query narrowed what was read';
  if (categories !== 'all' && !categories.includes(ACCESS_CATEGORY)) {
    return `category ${ACCESS_CATEGORY} was not asked for`;
  }
  return 'the period was not read to its end';
}
