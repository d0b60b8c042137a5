import { canonicalJson } from './canonical.ts';
import { type AuditEvent, contentKeyOf, keyOf, parseItemLine } from './event.ts';
import { parseFaithfully } from './json.ts';

/** What Elastic has of one event: enough to tell whether it is the same. */
export interface Held {
  /** `_id` of the document. */
  readonly key: string;
  /** `event.hash`, hex. */
  readonly hash: string;
  /** `@timestamp`, ms UTC. */
  readonly time: number;
  readonly category: string | undefined;
}

/** The same id, other content. */
export interface Altered extends Held {
  /** `event.hash` of what was read now. */
  readonly readHash: string;
}

/** What comes of holding the events that were read against those that are held. */
export interface Comparison {
  /** For each event in the order that they were read from the evidence: 1 if Elastic lacks it. */
  readonly missing: Bits;
  readonly known: number;
  /** The first of them. */
  readonly altered: readonly Altered[];
  /** How many those are in all. */
  readonly alteredCount: number;
  /** Held, not read, and proven to be gone: the first of them. */
  readonly vanished: readonly Held[];
  /** How many those are in all. */
  readonly vanishedCount: number;
}

export interface CompareOptions {
  /** True if the absence of a held event in what was read proves that it is gone. */
  proves(held: Held): boolean;
  /** How many altered, and how many vanished events are kept one by one. */
  readonly most: number;
}

/** Events that are looked up by their ids in one go. */
const LOOKED_UP = 1000;

/** A bit for each event: a million of them are 125 kB. */
export interface Bits {
  set(index: number): void;
  has(index: number): boolean;
  readonly count: number;
}

export function createBits(): Bits {
  let bytes = new Uint8Array(1024);
  let count = 0;
  return {
    set(index) {
      const place = index >>> 3;
      if (place >= bytes.length) {
        const larger = new Uint8Array(Math.max(place + 1, bytes.length * 2));
        larger.set(bytes);
        bytes = larger;
      }
      const bit = 1 << (index & 7);
      if (((bytes[place] ?? 0) & bit) !== 0) return;
      bytes[place] = (bytes[place] ?? 0) | bit;
      count += 1;
    },
    has: (index) => ((bytes[index >>> 3] ?? 0) & (1 << (index & 7))) !== 0,
    get count() {
      return count;
    },
  };
}

/**
 * Holds what was read against what is held. Both come in order of time, so that only the events of one moment are in memory
 * at once, beside what differs. The same content is the same event under whatever key; the same key with other content is an
 * event that was altered.
 * @param read as the evidence gives them: by time, those without one last. Those count as missing, since nothing says where
 *   to look for them.
 * @param held in order of time, of the spans that were read.
 */
export async function compare(
  read: AsyncIterable<AuditEvent>,
  held: AsyncIterable<Held>,
  { proves, most }: CompareOptions,
): Promise<Comparison> {
  const missing = createBits();
  const altered: Altered[] = [];
  const vanished = new Map<string, Held>();
  let vanishedCount = 0;
  let known = 0;
  let alteredCount = 0;
  let index = -1;
  const here = peekable(held);

  let moment = Number.NEGATIVE_INFINITY;
  let atMoment = new Map<string, Held>();
  let byHash = new Map<string, string>();
  const miss = (one: Held) => {
    if (!proves(one) || vanished.has(one.key)) return;
    vanishedCount += 1;
    if (vanished.size < most) vanished.set(one.key, one);
  };
  const leave = () => {
    for (const one of atMoment.values()) miss(one);
    atMoment = new Map();
    byHash = new Map();
  };

  for await (const event of read) {
    index += 1;
    const { time } = event;
    if (time === undefined) {
      missing.set(index);
      continue;
    }
    if (time !== moment) {
      leave();
      moment = time;
      for (let next = await here.peek(); next && next.time <= time; next = await here.peek()) {
        await here.take();
        if (next.time < time) miss(next);
        else {
          atMoment.set(next.key, next);
          byHash.set(next.hash, next.key);
        }
      }
    }
    const same = atMoment.get(byHash.get(event.hash) ?? event.key) ?? atMoment.get(event.key);
    if (!same) missing.set(index);
    else {
      atMoment.delete(same.key);
      if (same.hash === event.hash) known += 1;
      else {
        alteredCount += 1;
        if (altered.length < most) altered.push({ ...same, readHash: event.hash });
      }
    }
  }
  leave();
  for (let next = await here.take(); next; next = await here.take()) miss(next);
  return { missing, known, altered, alteredCount, vanished: [...vanished.values()], vanishedCount };
}

/**
 * Finds among the vanished those that were only moved to another time: the same id, read elsewhere. They are altered, and not
 * missing. @returns a comparison in which they are.
 */
export async function findMoved(comparison: Comparison, read: AsyncIterable<AuditEvent>): Promise<Comparison> {
  const vanished = new Map(comparison.vanished.map((held) => [held.key, held]));
  if (vanished.size === 0) return comparison;
  const missing = createBits();
  const altered = [...comparison.altered];
  let index = -1;
  for await (const event of read) {
    index += 1;
    if (!comparison.missing.has(index)) continue;
    const held = vanished.get(event.key);
    if (!held) {
      missing.set(index);
      continue;
    }
    vanished.delete(event.key);
    altered.push({ ...held, readHash: event.hash });
  }
  const moved = comparison.vanished.length - vanished.size;
  return {
    ...comparison,
    missing,
    altered,
    vanished: [...vanished.values()],
    alteredCount: comparison.alteredCount + moved,
    vanishedCount: comparison.vanishedCount - moved,
  };
}

export interface LookUp {
  readonly tenant: string;
  /** The content hashes that are held under these keys, wherever they stand: more than one only if a rollover made copies. */
  hashesAmong(keys: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>>;
  /** The held events by key, as canonical JSON, of those keys that are held. */
  originals(keys: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** How many altered events are kept one by one. */
  readonly most: number;
}

/**
 * Looks for all missing events under each key that they may have, wherever they stand: one that has no time, was moved to a
 * time that was not read, or lies outside of the spans that it was read for is not found by a comparison in order of time.
 * What is missing after this is nowhere.
 */
export async function findElsewhere(
  comparison: Comparison,
  read: AsyncIterable<AuditEvent>,
  { tenant, hashesAmong, originals, most }: LookUp,
): Promise<Comparison> {
  if (comparison.missing.count === 0) return comparison;
  const missing = createBits();
  const altered = [...comparison.altered];
  let { known, alteredCount } = comparison;
  let some: { readonly event: AuditEvent; readonly index: number }[] = [];

  async function settle(): Promise<void> {
    const named = some.map((one) => ({ ...one, names: namesOf(one.event, tenant) }));
    const held = await hashesAmong([...new Set(named.flatMap(({ names }) => names))]);
    const changed: AuditEvent[] = [];
    for (const { event, index, names } of named) {
      if (names.some((name) => held.get(name)?.includes(event.hash))) known += 1;
      else if (held.has(event.key)) changed.push(event);
      else missing.set(index);
    }
    alteredCount += changed.length;
    const told = changed.slice(0, Math.max(0, most - altered.length));
    const before = told.length === 0 ? new Map<string, string>() : await originals(told.map(({ key }) => key));
    for (const event of told) altered.push({ ...heldAs(event, before.get(event.key)), readHash: event.hash });
    some = [];
  }

  let index = -1;
  for await (const event of read) {
    index += 1;
    if (comparison.missing.has(index) && some.push({ event, index }) >= LOOKED_UP) await settle();
  }
  if (some.length > 0) await settle();
  return { ...comparison, missing, known, altered, alteredCount };
}

/** Each key that an event's document may have: another read may have shown other versions with its id, or none. */
export function namesOf(event: AuditEvent, tenant: string): string[] {
  return [event.key, keyOf(event, tenant), contentKeyOf(event, tenant)];
}

/** An event as it is held, from its original. */
export function heldAs(event: AuditEvent, original: string | undefined): Held {
  const before = original === undefined ? undefined : parseItemLine(original);
  return {
    key: event.key,
    hash: before?.hash ?? '',
    time: before?.time ?? event.time ?? 0,
    category: before?.category,
  };
}

/** Names of the fields that differ between two events, each given as canonical JSON. Never their values. */
export function changedFields(before: string, after: string): string[] {
  const [one, other] = [before, after].map((text) => parseFaithfully(text));
  const [a, b] = [one, other].map(
    (value) => (typeof value === 'object' && value !== null ? value : {}) as Readonly<Record<string, unknown>>,
  );
  const names = new Set([...Object.keys(a ?? {}), ...Object.keys(b ?? {})]);
  return [...names].filter((name) => canonicalJson(a?.[name] ?? null) !== canonicalJson(b?.[name] ?? null)).sort();
}

/** An iterator whose next item can be looked at before it is taken. */
function peekable<T>(items: AsyncIterable<T>): { peek(): Promise<T | undefined>; take(): Promise<T | undefined> } {
  const iterator = items[Symbol.asyncIterator]();
  let next: Promise<T | undefined> | undefined;
  const fetch = async () => {
    const step = await iterator.next();
    return step.done ? undefined : step.value;
  };
  return {
    peek() {
      next ??= fetch();
      return next;
    },
    take() {
      const taken = next ?? fetch();
      next = undefined;
      return taken;
    },
  };
}
