/** Something that the played provider does to one event, and what must come of it. */
export interface Planted {
  readonly key: string;
  /**
   * `finding`: findings of these kinds must name the event. `brought-in`: it was only withheld for a while, or shown in an odd
   * way, and must be stored at the end. `blind`: no data that was ever shown tells of it. `gone`: it was stored, and is no longer.
   */
  readonly outcome: 'finding' | 'brought-in' | 'blind' | 'gone';
  /** Kinds of findings that must be there, each a kind or several with `|` between; one that is named twice, twice. */
  readonly kinds?: readonly string[];
  /** Kinds that are true as well, and need not be there. */
  readonly may?: readonly string[];
}

/** A finding as it was stored. */
export interface Found {
  readonly kind: string;
  readonly keys: readonly string[];
}

/** What a history left behind. */
export interface Outcome {
  readonly found: readonly Found[];
  /** Documents of the audit stream by `_id`: how many there are. */
  readonly stored: ReadonlyMap<string, number>;
  /** Every event that was given out in any answer. */
  readonly served: ReadonlySet<string>;
  /** Runs that did not end with 0, each in a few words. */
  readonly red: readonly string[];
  readonly runs: number;
}

/** One line of the table. */
export interface Verdict {
  readonly planted: number;
  readonly caught: number;
  readonly missed: number;
  readonly blind: number;
  readonly falseAlarms: number;
  /** Given out and not stored. */
  readonly lost: number;
  /** Stored more than once. */
  readonly twice: number;
  /** What is wrong, one sentence each. */
  readonly faults: readonly string[];
}

/** Holds what was stored against what was planted. */
export function judge(planted: readonly Planted[], { found, stored, served, red }: Outcome): Verdict {
  const raised = tally(found.flatMap(({ kind, keys }) => keys.map((key) => `${kind} ${key}`)));
  const faults = red.map((text) => `a run was red: ${text}`);
  // A trick that was not played proves nothing, whatever the findings say.
  if (planted.length === 0) faults.push('nothing was planted');

  const toCatch = planted.filter(({ outcome }) => outcome !== 'blind');
  const missed = toCatch.filter((item) => {
    const lacking = lacks(item, raised, stored);
    if (lacking !== undefined) faults.push(lacking);
    return lacking !== undefined;
  });

  const right = tally(
    planted.flatMap(({ key, kinds = [], may = [] }) => all(kinds, may).map((kind) => `${kind} ${key}`)),
  );
  let falseAlarms = 0;
  const before = new Map<string, number>();
  for (const { kind, keys } of found) {
    const subject = `${kind} ${keys.join(' ')}`;
    const time = (before.get(subject) ?? 0) + 1;
    before.set(subject, time);
    if (keys.length > 0 && keys.every((key) => (right.get(`${kind} ${key}`) ?? 0) >= time)) continue;
    falseAlarms += 1;
    faults.push(`${time > 1 ? 'raised once more' : 'false alarm'}: ${kind} of ${keys.join(', ') || 'no event'}`);
  }

  const gone = new Set(planted.filter(({ outcome }) => outcome === 'gone').map(({ key }) => key));
  const lost = [...served].filter((key) => !stored.has(key) && !gone.has(key));
  const twice = [...stored].filter(([, count]) => count > 1);
  faults.push(...lost.map((key) => `lost: ${key}`), ...twice.map(([key, count]) => `stored ${count} times: ${key}`));
  return {
    ...{ planted: planted.length, caught: toCatch.length - missed.length, missed: missed.length },
    ...{ blind: planted.length - toCatch.length, falseAlarms, lost: lost.length, twice: twice.length, faults },
  };
}

function lacks(
  { key, outcome, kinds = [] }: Planted,
  raised: ReadonlyMap<string, number>,
  stored: ReadonlyMap<string, number>,
): string | undefined {
  const kind = [...tally(kinds)].find(
    ([wanted, times]) => !wanted.split('|').some((one) => (raised.get(`${one} ${key}`) ?? 0) >= times),
  )?.[0];
  if (kind !== undefined) return `missed: no ${kind} of ${key}`;
  return outcome === 'brought-in' && !stored.has(key) ? `missed: ${key} was not brought in` : undefined;
}

/** How often each text is there. */
function tally(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}

function all(kinds: readonly string[], may: readonly string[]): string[] {
  return [...kinds, ...may].flatMap((kind) => kind.split('|'));
}
