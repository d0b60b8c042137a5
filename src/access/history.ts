import { isIPv4, isIPv6 } from 'node:net';
import type { AuditEvent } from '../event.ts';
import { personKey } from '../person.ts';
import type { JudgedSession, Session } from '../session.ts';
import { accessOf } from './acts.ts';

/** What provider accesses of the past had: who, from where, and of which kinds. */
export interface History {
  /**
   * Takes an event of any kind, in any order; what is no provider access is left aside.
   * @param isHeld an earlier run delivered it.
   * @param asked it came as an answer to a question for provider accesses alone.
   */
  add(event: AuditEvent, isHeld: boolean, asked?: boolean): void;
  /** What no access before the session had. Nothing while too little of the past is held to say so. */
  firstsOf(session: Session): JudgedSession['firsts'];
}

/** How much of the past must be held before anything can be called the first: else all is. */
const LEARNING_MS = 7 * 86_400_000;
/** Values of a kind that are remembered; of more than that each other one is called the first. */
const MOST = 50_000;

/** An empty history. @param domains the provider's, in lower case. */
export function createHistory(domains: readonly string[]): History {
  const persons = createEarliest();
  const networks = createEarliest();
  const acts = createEarliest();
  let heldSince = Number.POSITIVE_INFINITY;
  return {
    add(event, isHeld, asked = false) {
      const access = accessOf(event, domains, asked);
      const act = access?.act;
      if (!act) return;
      if (isHeld) heldSince = Math.min(heldSince, act.time);
      persons.note(personKey(access.person ?? ''), act.time);
      for (const address of [act.address, ...(act.moreAddresses ?? [])]) {
        if (address !== undefined) networks.note(networkOf(address), act.time);
      }
      if (act.auditType !== undefined) acts.note(act.auditType, act.time);
    },
    firstsOf({ person, first, acts: done, addresses }) {
      if (heldSince + LEARNING_MS > first) return [];
      const firsts: ('person' | 'network' | 'act')[] = [];
      if (persons.isFirst(personKey(person ?? ''), first)) firsts.push('person');
      if (addresses.some((address) => networks.isFirst(networkOf(address), first))) firsts.push('network');
      if (done.some(({ auditType }) => auditType !== undefined && acts.isFirst(auditType, first))) firsts.push('act');
      return firsts;
    },
  };
}

/** When each value was seen first, ms UTC. */
function createEarliest() {
  const times = new Map<string, number>();
  return {
    note(value: string, time: number): void {
      const before = times.get(value);
      if (before === undefined ? times.size < MOST : time < before) times.set(value, time);
    },
    /** True if nothing had it before that moment. */
    isFirst: (value: string, moment: number): boolean => (times.get(value) ?? moment) >= moment,
  };
}

/** The network of an address: /24 of IPv4, /48 of IPv6, which is what one site usually has; what is no address stands for itself. */
export function networkOf(address: string): string {
  if (isIPv4(address)) return `${address.slice(0, address.lastIndexOf('.'))}.0/24`;
  if (!isIPv6(address)) return address;
  const [head = '', tail = ''] = address.split('::', 2);
  const groups = head === '' ? [] : head.split(':');
  const missing = address.includes('::') ? 8 - groups.length - (tail === '' ? 0 : tail.split(':').length) : 0;
  const all = [...groups, ...Array<string>(Math.max(0, missing)).fill('0'), ...(tail === '' ? [] : tail.split(':'))];
  return `${all.slice(0, 3).join(':')}::/48`;
}
