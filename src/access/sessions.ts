import { hash } from 'node:crypto';
import type { AuditEvent } from '../event.ts';
import { personKey } from '../person.ts';
import type { Act, ActKind, Session } from '../session.ts';
import type { Span } from '../span.ts';
import { accessOf } from './acts.ts';

export interface SessionOptions {
  readonly tenant: string;
  /** Acts of a person that are further apart than this, in ms, are of two sessions. */
  readonly gapMs: number;
  /** The provider's domains, in lower case. */
  readonly domains: readonly string[];
  /** What was read, or is held, to its end: a session that begins near the edge of it may have begun earlier. */
  readonly known?: readonly Span[];
}

/** What no session holds. All 0 unless somebody makes very many accesses, or accesses without a time. */
interface LeftOut {
  /** Beyond the first 50 000 that are told apart; at most as many as this. */
  readonly sessions: number;
  /** Provider accesses whose time can't be read. */
  readonly withoutTime: number;
}

export interface Sessions {
  /**
   * Takes an event of any kind, in any order; what is no provider access, and what was there before, is left aside.
   * @param asked it came as an answer to a question for provider accesses alone.
   */
  add(event: AuditEvent, asked?: boolean): void;
  /** What was found so far: sessions by first act, oldest first. */
  finish(): { sessions: Session[]; leftOut: LeftOut };
}

/**
 * Sessions that are told apart, more than there are held accesses that a run reads back, so that those of the day always have
 * room; and acts that are kept of one session and of all of them.
 */
const MOST_TOLD_APART = 50_000;
const MOST_ACTS = 1000;
const MOST_ACTS_OF_ALL = 100_000;
/** Keys by which an event is known that comes twice. */
const MOST_HASHES = 200_000;

interface Kept {
  readonly act: Act;
  readonly person: string | undefined;
}

/** A session while it grows. */
interface Cluster {
  first: number;
  last: number;
  /** In order; of very many those that weigh most, and always the very first. */
  acts: Kept[];
  readonly counts: Record<ActKind, number>;
  contentActs: number;
  doubtful: boolean;
}

/**
 * Groups provider accesses into sessions, in bounded memory whatever comes. A person is the account in any case; accesses that
 * name nobody are sessions of their own. An event that comes twice counts once; of one that was altered each version counts.
 */
export function createSessions({ tenant, gapMs, domains, known = [] }: SessionOptions): Sessions {
  const persons = new Map<string, Cluster[]>();
  const hashes = new Set<string>();
  let clusters = 0;
  let keptActs = 0;
  let actsLeftOut = 0;
  let withoutTime = 0;

  function add(event: AuditEvent, asked = false): void {
    const access = accessOf(event, domains, asked);
    if (!access || hashes.has(event.hash)) return;
    if (hashes.size < MOST_HASHES) hashes.add(event.hash);
    if (!access.act) {
      withoutTime += 1;
      return;
    }
    const key = access.person === undefined ? '' : personKey(access.person);
    const list = persons.get(key) ?? [];
    const time = access.act.time;
    const at = lastBefore(list, time);
    const earlier = list[at];
    const later = list[at + 1];
    const joinsEarlier = earlier !== undefined && time - earlier.last <= gapMs;
    const joinsLater = later !== undefined && later.first - time <= gapMs;
    if (!joinsEarlier && !joinsLater && clusters >= MOST_TOLD_APART) {
      actsLeftOut += 1;
      return;
    }
    let cluster = joinsEarlier ? earlier : joinsLater ? later : undefined;
    if (!cluster) {
      cluster = { first: time, last: time, acts: [], counts: noCounts(), contentActs: 0, doubtful: false };
      list.splice(at + 1, 0, cluster);
      persons.set(key, list);
      clusters += 1;
    }
    take(cluster, access.act, access.person);
    if (joinsEarlier && joinsLater) {
      merge(earlier, later);
      list.splice(at + 1, 1);
      clusters -= 1;
    }
  }

  function take(cluster: Cluster, act: Act, person: string | undefined): void {
    cluster.first = Math.min(cluster.first, act.time);
    cluster.last = Math.max(cluster.last, act.time);
    cluster.counts[act.kind] += 1;
    if (act.content) cluster.contentActs += 1;
    cluster.doubtful ||= act.doubtful;
    const { acts } = cluster;
    let at = acts.length;
    while (at > 0 && inOrder(act, acts[at - 1]?.act) < 0) at -= 1;
    const room = acts.length < MOST_ACTS && (keptActs < MOST_ACTS_OF_ALL || acts.length === 0);
    // The usual one of very many.
    if (at === acts.length && !room && weightOf(act) === 0) return;
    acts.splice(at, 0, { act, person });
    if (room) keptActs += 1;
    else acts.splice(leastOf(acts), 1);
  }

  function merge(into: Cluster, from: Cluster): void {
    into.first = Math.min(into.first, from.first);
    into.last = Math.max(into.last, from.last);
    for (const kind of Object.keys(from.counts) as ActKind[]) into.counts[kind] += from.counts[kind];
    into.contentActs += from.contentActs;
    into.doubtful ||= from.doubtful;
    const all = [...into.acts, ...from.acts].sort((a, b) => inOrder(a.act, b.act));
    const before = all.length;
    while (all.length > MOST_ACTS) all.splice(leastOf(all), 1);
    into.acts = all;
    keptActs -= before - all.length;
  }

  function finish(): { sessions: Session[]; leftOut: LeftOut } {
    const all = [...persons.values()].flat().sort((a, b) => inOrder(a.acts[0]?.act, b.acts[0]?.act));
    const sessions = all.map((cluster) => sessionOf(cluster, tenant, gapMs, known));
    return { sessions, leftOut: { sessions: actsLeftOut, withoutTime } };
  }

  return { add, finish };
}

/** What most needs a person: mail that was read or left the account, then changes and what can't be told. */
function weightOf({ kind, content, doubtful }: Act): number {
  if (content || kind === 'exported') return 2;
  return doubtful || kind === 'changed' || kind === 'unknown' ? 1 : 0;
}

/** Index of the act that is let go first: the last of those that weigh least, never the very first, which names the session. */
function leastOf(acts: readonly Kept[]): number {
  let least = acts.length - 1;
  let weight = Number.POSITIVE_INFINITY;
  for (let at = acts.length - 1; at > 0 && weight > 0; at -= 1) {
    const kept = acts[at];
    if (kept === undefined || weightOf(kept.act) >= weight) continue;
    least = at;
    weight = weightOf(kept.act);
  }
  return least;
}

/** How many acts a session has, kept or not. */
export function sumOf(counts: Readonly<Record<ActKind, number>>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

function sessionOf(cluster: Cluster, tenant: string, gapMs: number, known: readonly Span[]): Session {
  const { first, last, acts, counts, contentActs, doubtful } = cluster;
  const addresses = new Set<string>();
  const applications = new Set<string>();
  for (const { act } of acts) {
    for (const address of [act.address, ...(act.moreAddresses ?? [])]) if (address) addresses.add(address);
    if (act.application) applications.add(act.application);
  }
  return {
    id: hash('sha256', JSON.stringify([tenant, acts[0]?.act.key]), 'base64url').slice(0, 22),
    person: acts.find(({ person }) => person !== undefined)?.person,
    first,
    last,
    acts: acts.map(({ act }) => act),
    counts: { ...counts },
    contentActs,
    doubtful,
    addresses: [...addresses],
    applications: [...applications],
    wholeBeginning: isKnown(first - gapMs, first, known),
  };
}

/** True if every moment from `from` to `to` (ms UTC, both included) lies in a span, or in several that touch. */
function isKnown(from: number, to: number, known: readonly Span[]): boolean {
  let reached = from;
  for (const span of known.toSorted((a, b) => a.from - b.from)) {
    if (span.from * 1000 > reached) return false;
    reached = Math.max(reached, span.to * 1000);
    if (reached > to) return true;
  }
  return false;
}

/** By time, then Mimecast's id as the evidence has it, then key: the same in every run. */
function inOrder(a: Act | undefined, b: Act | undefined): number {
  if (!a || !b) return 0;
  if (a.time !== b.time) return a.time - b.time;
  const [one, other] = a.id === b.id ? [a.key, b.key] : [a.id ?? '', b.id ?? ''];
  return one < other ? -1 : one > other ? 1 : 0;
}

/** Index of the last cluster that begins at or before `time`, or -1. */
function lastBefore(list: readonly Cluster[], time: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle]?.first ?? 0) <= time) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function noCounts(): Record<ActKind, number> {
  return { 'signed-in': 0, 'sign-in-failed': 0, 'signed-out': 0, seen: 0, changed: 0, exported: 0, unknown: 0 };
}
