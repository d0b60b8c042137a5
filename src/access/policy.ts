import { needsOf } from '../needs.ts';
import { isSamePerson } from '../person.ts';
import type { Act, Approval, BrokenRule, Permission, Policy, PolicyRule, Session } from '../session.ts';
import { addDays, dateAt, offsetAt, startOfDay } from '../zone.ts';
import { isInNetworks } from './network.ts';
import { mayBePerson } from './person.ts';

/** A session with the approvals that cover each of its acts. */
export interface Matched {
  readonly session: Session;
  /** Approvals that cover the act: of this person, at its time, for what it is. */
  readonly covering: ReadonlyMap<Act, readonly Approval[]>;
  /** False if the session has more acts than are kept. */
  readonly whole: boolean;
}

const HOUR_MS = 3_600_000;
/** A session that touches more days than this has broken every rule long before. */
const MOST_DAYS = 400;

/**
 * The rules of the policy that a session breaks and that no approval waives: of each act that breaks a rule, one of the
 * approvals that cover it must name that rule.
 * @param sameDay sessions of this person, with or without this one; those of other days and persons are left aside.
 */
export function brokenRules(matched: Matched, policy: Policy, sameDay: readonly Session[]): BrokenRule[] {
  const { session } = matched;
  const broken: BrokenRule[] = [];
  const add = (rule: PolicyRule, sentence: string): void => {
    broken.push({ rule, sentence: `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.` });
  };
  const left = (rule: PolicyRule, breaks: (act: Act) => boolean): Act[] =>
    session.acts.filter((act) => breaks(act) && !isWaived(matched, act, rule));
  // A rule for all of the session is waived only if it is for all of it.
  const isWaivedWhole = (rule: PolicyRule): boolean => matched.whole && left(rule, () => true).length === 0;

  const { hours, networks, never, longestSession, perDay, ticket } = policy;
  if (hours) {
    const outside = left('hours', ({ time }) => !isInHours(hours, time)).length;
    if (outside > 0) add('hours', `${actsOf(outside)} of the session ${are(outside)} outside the working hours`);
  }
  if (networks) {
    const foreign = left('networks', (act) => !isFrom(networks, act));
    const without = foreign.filter(({ address }) => address === undefined).length;
    const note = without === 0 ? '' : `, ${without} of them without any address`;
    if (foreign.length > 0) {
      add(
        'networks',
        `${actsOf(foreign.length)} of the session ${are(foreign.length)} from outside the networks${note}`,
      );
    }
  }
  if (never.some((pattern) => mayBePerson(pattern, session.person)) && !isWaivedWhole('never')) {
    add('never', 'this person may never come in');
  }
  const length = session.last - session.first;
  if (longestSession !== undefined && length > longestSession && !isWaivedWhole('length')) {
    add('length', `the session is ${lengthOf(length)} long, and ${lengthOf(longestSession)} are allowed`);
  }
  const day = perDay && tooMuchOfADay(session, perDay, sameDay);
  if (day !== undefined && !isWaivedWhole('per-day')) add('per-day', day);
  const missing = session.acts.filter(
    (act) => needsOf(act).some((need) => ticket.includes(need)) && (matched.covering.get(act)?.length ?? 0) === 0,
  ).length;
  if (missing > 0) add('ticket', `${actsOf(missing)} of the session always need${missing === 1 ? 's' : ''} a ticket`);
  return broken;
}

/** True if that moment (ms UTC) lies in the working hours; exact to the second. */
export function isInHours(hours: NonNullable<Policy['hours']>, time: number): boolean {
  const moment = Math.floor(time / 1000);
  const local = moment + offsetAt(hours.timeZone, moment);
  const day = Math.floor(local / 86_400);
  const second = local - day * 86_400;
  const [from, to] = [hours.from * 60, hours.to * 60];
  const isDay = (one: number): boolean => hours.days.includes(weekday(one));
  if (from < to) return isDay(day) && second >= from && second < to;
  return (isDay(day) && second >= from) || (isDay(day - 1) && second < to);
}

/** True if these permissions include what an act needs. */
export function allows(may: readonly Permission[], need: Permission): boolean {
  // Nothing that is approved can be done without signing in.
  if (need === 'sign-in') return true;
  return may.includes(need) || (need === 'see' && may.includes('content'));
}

/** A length for people, in its two largest units: `2 h 10 min`. @param ms milliseconds. */
export function lengthOf(ms: number): string {
  const seconds = Math.round(ms / 1000);
  const units = [
    [Math.floor(seconds / 3600), 'h'],
    [Math.floor(seconds / 60) % 60, 'min'],
    [seconds % 60, 's'],
  ] as const;
  const shown = units.filter(([count]) => count > 0).slice(0, ms < HOUR_MS ? 2 : 3);
  return shown.map(([count, unit]) => `${count} ${unit}`).join(' ') || '0 s';
}

/** @returns why this session is too much for a day that it touches; the ones before it on that day are not blamed. */
function tooMuchOfADay(
  session: Session,
  perDay: NonNullable<Policy['perDay']>,
  sameDay: readonly Session[],
): string | undefined {
  const { timeZone } = perDay;
  const before = sameDay.filter((other) => isSamePerson(other.person, session.person) && isBefore(other, session));
  let date = dateAt(timeZone, Math.floor(session.first / 1000));
  for (let days = 0; days < MOST_DAYS; days += 1) {
    const from = startOfDay(timeZone, date) * 1000;
    if (from > session.last && days > 0) return undefined;
    const to = startOfDay(timeZone, addDays(date, 1)) * 1000;
    const touching = before.filter(({ first, last }) => first < to && last >= from);
    const count = touching.length + 1;
    if (perDay.sessions !== undefined && count > perDay.sessions) {
      return `it is session ${count} of this person on ${date} (${timeZone}), and ${perDay.sessions} ${are(perDay.sessions)} allowed`;
    }
    const sum = [...touching, session].reduce(
      (total, { first, last }) => total + Math.max(0, Math.min(last, to) - Math.max(first, from)),
      0,
    );
    if (perDay.length !== undefined && sum > perDay.length) {
      return `with it the sessions of this person on ${date} (${timeZone}) are ${lengthOf(sum)} long, and ${lengthOf(perDay.length)} are allowed`;
    }
    date = addDays(date, 1);
  }
  return undefined;
}

function isWaived({ covering }: Matched, act: Act, rule: PolicyRule): boolean {
  return covering.get(act)?.some(({ waives }) => waives.includes(rule)) ?? false;
}

/** An act without an address comes from an unknown network, and so does one with more addresses than are kept. */
function isFrom(networks: readonly string[], { address, moreAddresses = [], addressesLeftOut = 0 }: Act): boolean {
  return addressesLeftOut === 0 && [address, ...moreAddresses].every((one) => isInNetworks(networks, one));
}

function isBefore(a: Session, b: Session): boolean {
  return a.id !== b.id && (a.first < b.first || (a.first === b.first && a.id < b.id));
}

/** 1 is Monday; day 0, 1 January 1970, was a Thursday. */
function weekday(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

function actsOf(count: number): string {
  return count === 1 ? '1 act' : `${count} acts`;
}

function are(count: number): string {
  return count === 1 ? 'is' : 'are';
}
