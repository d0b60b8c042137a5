import { needsOf } from '../needs.ts';
import { personKey } from '../person.ts';
import type { Acknowledgement, Act, Agreement, Approval, JudgedSession, Session } from '../session.ts';
import type { Span } from '../span.ts';
import type { History } from './history.ts';
import { nearMiss } from './near.ts';
import { matchesPerson } from './person.ts';
import { allows, brokenRules } from './policy.ts';
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
 * not ended at that second, and allows all that the act needs. Acts that are too many to be kept, and those of which it is in
 * doubt who did them, count as covered by none. A failed sign-in needs an approval as a good one does.
 */
export function judge(session: Session, agreement: Agreement | undefined, context: JudgeContext): JudgedSession {
  const ofPerson = agreement?.approvals.filter(({ person }) => matchesPerson(person, session.person)) ?? [];
  return judgeBy(ofPerson, session, agreement, context);
}

/** @param ofPerson the approvals of the session's person. */
function judgeBy(
  ofPerson: readonly Approval[],
  session: Session,
  agreement: Agreement | undefined,
  { sameDay, firsts = [], acknowledged }: JudgeContext,
): JudgedSession {
  const base = { session, firsts, acknowledged };
  if (!agreement) return { ...base, verdict: 'not-judged', approvedBy: [], unapproved: 0, broken: [] };
  const candidates = ofPerson.filter(({ from, to }) => from <= session.last && to > session.first);
  const covering = new Map<Act, readonly Approval[]>();
  const counts = new Map<Approval, number>();
  const uncovered: Act[] = [];
  for (const act of session.acts) {
    const approvals = act.doubtful ? [] : candidates.filter((approval) => covers(approval, act));
    covering.set(act, approvals);
    for (const approval of approvals) counts.set(approval, (counts.get(approval) ?? 0) + 1);
    if (approvals.length === 0) uncovered.push(act);
  }
  const notKept = notKeptOf(session);
  const unapproved = uncovered.length + notKept;
  const broken = brokenRules({ session, covering, whole: notKept === 0 }, agreement.policy, sameDay);
  const near = nearMiss(session, uncovered, agreement.approvals);
  return {
    ...base,
    verdict: broken.length > 0 ? 'against-policy' : unapproved > 0 ? 'unexplained' : 'expected',
    approvedBy: [...counts].map(([approval, acts]) => ({ approval, acts })),
    unapproved,
    uncovered: uncovered.slice(0, MOST_KEYS).map(({ key }) => key),
    ...(near === undefined ? {} : { near }),
    broken,
  };
}

/** How many acts of a session are counted, but too many to be kept. */
export function notKeptOf({ acts, counts }: Session): number {
  return sumOf(counts) - acts.length;
}

const DAY_MS = 86_400_000;

/**
 * Judges sessions among all that are known, every one of them.
 * @param all each person's in order of their first acts.
 * @returns them by first act.
 */
export function judgeAll(
  told: readonly Session[],
  all: readonly Session[],
  history: History,
  agreement: Agreement | undefined,
): JudgedSession[] {
  const byPerson = new Map<string, Session[]>();
  for (const session of all) {
    const person = personKey(session.person ?? '');
    const list = byPerson.get(person);
    if (list) list.push(session);
    else byPerson.set(person, [session]);
  }
  const find = createFinder(agreement?.approvals ?? []);
  return told
    .toSorted((a, b) => a.first - b.first)
    .map((session) => {
      const sameDay = agreement?.policy.perDay
        ? around(session, byPerson.get(personKey(session.person ?? '')) ?? [])
        : [];
      const context = { sameDay, firsts: history.firstsOf(session) };
      return judgeBy(find(session.person), session, agreement, context);
    });
}

/** The sessions of a person's that lie within two days of one of them. */
function around({ first, last }: Session, sessions: readonly Session[]): Session[] {
  let low = 0;
  let high = sessions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    // Those of one person follow each other without overlap.
    if ((sessions[middle]?.last ?? 0) <= first - 2 * DAY_MS) low = middle + 1;
    else high = middle;
  }
  const near: Session[] = [];
  for (let at = low; at < sessions.length; at += 1) {
    const one = sessions[at];
    if (!one || one.first >= last + 2 * DAY_MS) break;
    near.push(one);
  }
  return near;
}

/** Finds the approvals of a person; each pattern is held against each person once. */
function createFinder(approvals: readonly Approval[]): (person: string | undefined) => readonly Approval[] {
  const byPattern = new Map<string, Approval[]>();
  for (const approval of approvals) {
    const list = byPattern.get(approval.person);
    if (list) list.push(approval);
    else byPattern.set(approval.person, [approval]);
  }
  const found = new Map<string | undefined, readonly Approval[]>();
  return (person) => {
    const key = person === undefined ? undefined : personKey(person);
    let list = found.get(key);
    if (!list) {
      list = [...byPattern].flatMap(([pattern, ofPattern]) => (matchesPerson(pattern, person) ? ofPattern : []));
      found.set(key, list);
    }
    return list;
  };
}

const NEED: readonly JudgedSession['verdict'][] = ['against-policy', 'unexplained', 'not-judged', 'expected'];

/**
 * At most so many sessions, by first act; of more than that those that most need a person: by verdict, then those in which mail
 * was seen or taken out, or something was changed.
 */
export function byNeed(judged: readonly JudgedSession[], most: number): JudgedSession[] {
  if (judged.length <= most) return [...judged];
  const needs = judged.toSorted(
    (a, b) => NEED.indexOf(a.verdict) - NEED.indexOf(b.verdict) || weightOf(b.session) - weightOf(a.session),
  );
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

/** Approvals that have ended; they count for their time all the same. @param now ms UTC. */
export function expiredApprovals(agreement: Agreement, now: number): Approval[] {
  return agreement.approvals.filter(({ to }) => to <= now);
}

/** True if the approval allows the act; the person is compared before. */
function covers({ from, to, may }: Approval, act: Act): boolean {
  return act.time >= from && act.time < to && needsOf(act).every((need) => allows(may, need));
}
