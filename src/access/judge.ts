import type { Acknowledgement, Act, Agreement, Approval, JudgedSession, Permission, Session } from '../session.ts';
import type { Span } from '../span.ts';
import type { History } from './history.ts';
import { matchesPerson, personKey } from './person.ts';
import { brokenRules, needsOf } from './policy.ts';
import { sumOf } from './sessions.ts';

/** What is known around a session. */
export interface JudgeContext {
  /** Sessions of the same person, with or without this one; more of them than those of the day do no harm. */
  readonly sameDay: readonly Session[];
  /** What the held past has not seen before. */
  readonly firsts?: JudgedSession['firsts'];
  readonly acknowledged?: Acknowledgement | undefined;
}

const MOST_KEYS = 100;

/**
 * Holds a session against the approvals and the policy. An act is covered if one approval is of that person, has begun and
 * not ended at that second, and allows all that the act needs. Acts that are too many to be kept are not judged, and count as
 * covered by none. A failed sign-in needs an approval as a good one does.
 */
export function judge(
  session: Session,
  agreement: Agreement | undefined,
  { sameDay, firsts = [], acknowledged }: JudgeContext,
): JudgedSession {
  const base = { session, firsts, acknowledged };
  if (!agreement) return { ...base, verdict: 'not-judged', approvedBy: [], unapproved: 0, broken: [] };
  const candidates = agreement.approvals.filter(
    ({ from, to, person }) => from <= session.last && to > session.first && matchesPerson(person, session.person),
  );
  const covering = new Map<Act, readonly Approval[]>();
  const counts = new Map<Approval, number>();
  const uncovered: string[] = [];
  for (const act of session.acts) {
    const approvals = candidates.filter((approval) => covers(approval, act));
    covering.set(act, approvals);
    for (const approval of approvals) counts.set(approval, (counts.get(approval) ?? 0) + 1);
    if (approvals.length === 0) uncovered.push(act.key);
  }
  const notKept = sumOf(session.counts) - session.acts.length;
  const unapproved = uncovered.length + notKept;
  const broken = brokenRules({ session, covering, whole: notKept === 0 }, agreement.policy, sameDay);
  return {
    ...base,
    verdict: broken.length > 0 ? 'against-policy' : unapproved > 0 ? 'unexplained' : 'expected',
    approvedBy: [...counts].map(([approval, acts]) => ({ approval, acts })),
    unapproved,
    uncovered: uncovered.slice(0, MOST_KEYS),
    broken,
  };
}

/** Sessions that are judged in one run: each is held against every approval. */
const MOST_JUDGED = 5000;
const DAY_MS = 86_400_000;

/**
 * Judges sessions among all that are known. Of very many those are judged in which something was changed, or mail was seen or
 * taken out, and then the latest.
 * @returns them by first act, and how many were not judged.
 */
export function judgeAll(
  told: readonly Session[],
  all: readonly Session[],
  history: History,
  agreement: Agreement | undefined,
): { judged: JudgedSession[]; notJudged: number } {
  const byPerson = new Map<string, Session[]>();
  for (const session of all) {
    const person = personKey(session.person ?? '');
    const list = byPerson.get(person);
    if (list) list.push(session);
    else byPerson.set(person, [session]);
  }
  const chosen =
    told.length <= MOST_JUDGED
      ? told
      : told.toSorted((a, b) => weightOf(b) - weightOf(a) || b.first - a.first).slice(0, MOST_JUDGED);
  const judged = chosen
    .toSorted((a, b) => a.first - b.first)
    .map((session) => {
      const near = (byPerson.get(personKey(session.person ?? '')) ?? []).filter(
        ({ first, last }) => first < session.last + 2 * DAY_MS && last > session.first - 2 * DAY_MS,
      );
      return judge(session, agreement, { sameDay: near, firsts: history.firstsOf(session) });
    });
  return { judged, notJudged: told.length - chosen.length };
}

const NEED: readonly JudgedSession['verdict'][] = ['against-policy', 'unexplained', 'not-judged', 'expected'];

/** At most so many sessions, by first act; of more than that those that most need a person. */
export function byNeed(judged: readonly JudgedSession[], most: number): JudgedSession[] {
  const needs = judged.toSorted((a, b) => NEED.indexOf(a.verdict) - NEED.indexOf(b.verdict));
  return needs.slice(0, most).sort((a, b) => a.session.first - b.session.first);
}

function weightOf({ contentActs, counts }: Session): number {
  if (contentActs > 0 || counts.exported > 0) return 2;
  return counts.changed + counts.unknown > 0 ? 1 : 0;
}

/**
 * Approvals that no access used. Only those whose whole time lies in the period are named: of the others it can't be said.
 * @param judged all sessions of the period.
 */
export function unusedApprovals(agreement: Agreement, judged: readonly JudgedSession[], period: Span): Approval[] {
  const used = new Set(judged.flatMap(({ approvedBy }) => approvedBy.map(({ approval }) => approval)));
  return agreement.approvals.filter(
    (approval) => approval.from >= period.from * 1000 && approval.to <= period.to * 1000 && !used.has(approval),
  );
}

/** Approvals that have ended, for tidying. @param now ms UTC. */
export function expiredApprovals(agreement: Agreement, now: number): Approval[] {
  return agreement.approvals.filter(({ to }) => to <= now);
}

/** True if the approval allows the act; the person is compared before. */
function covers({ from, to, may }: Approval, act: Act): boolean {
  return act.time >= from && act.time < to && needsOf(act).every((need) => allows(may, need));
}

function allows(may: readonly Permission[], need: Permission): boolean {
  // Nothing that is approved can be done without signing in.
  if (need === 'sign-in') return true;
  return may.includes(need) || (need === 'see' && may.includes('content'));
}
