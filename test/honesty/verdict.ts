import { isAboutAccess } from '../../src/finding.ts';

/** Acts of the provider's staff that people must learn of, or something that was done to their events. */
export interface Planted {
  /** Keys of the events. */
  readonly keys: readonly string[];
  /**
   * Kinds of findings, each a kind or several with `|` between: each must name one of the keys, and together they must name
   * all of them. None: nothing may be found.
   */
  readonly kinds: readonly string[];
  /** Kinds that are true as well, and need not be there. */
  readonly may?: readonly string[];
  /** What the account of some run must say of each of the acts. */
  readonly verdict?: string | undefined;
  /** It must be the account of the last run that says so. */
  readonly atLast?: boolean;
  /** Why no data tells of it; then nothing is wanted, and nothing may be found. */
  readonly blind?: string;
}

/** A finding as it was stored. */
export interface Found {
  readonly kind: string;
  readonly keys: readonly string[];
  /** What is said to be new, for `first-seen`. */
  readonly first?: string | undefined;
}

/** A session in the account of a run. */
export interface Told {
  readonly verdict: string;
  readonly keys: readonly string[];
}

/** What a history left behind. */
export interface Outcome {
  readonly found: readonly Found[];
  /** What the account of each run tells, in order. */
  readonly told: readonly (readonly Told[])[];
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
  /** Why data can't show it, each once. */
  readonly reasons: readonly string[];
  /** What is wrong, one sentence each. */
  readonly faults: readonly string[];
}

const SHOWN = 3;

/** Holds what people were told against what was planted. */
export function judge(planted: readonly Planted[], { found, told, red }: Outcome): Verdict {
  const faults = red.map((text) => `a run was red: ${text}`);
  const counted = planted.filter((item) => !isTolerated(item));
  // A trick that was not played, or whose accounts nobody could read, proves nothing.
  if (counted.length === 0) faults.push('nothing was planted');
  if (told.every((sessions) => sessions.length === 0)) faults.push('no account tells of any session');

  const toCatch = planted.filter(({ blind }) => blind === undefined);
  const wanted = counted.filter(({ blind }) => blind === undefined);
  const missed = wanted.filter((item) => {
    const lacking = lacks(item, found, told);
    if (lacking !== undefined) faults.push(`missed: ${lacking}`);
    return lacking !== undefined;
  });

  const wrong = [...wrongFindings(toCatch, found), ...wrongVerdicts(toCatch, told)];
  faults.push(...wrong.map((text) => `false alarm: ${text}`));
  return {
    ...{ planted: counted.length, caught: wanted.length - missed.length, missed: missed.length },
    ...{ blind: counted.length - wanted.length, falseAlarms: wrong.length },
    reasons: [...new Set(planted.flatMap(({ blind }) => blind ?? []))],
    faults,
  };
}

/** What nobody planted, and may be told all the same since it is true. */
function isTolerated({ kinds, may, verdict, blind }: Planted): boolean {
  return kinds.length === 0 && may !== undefined && verdict === undefined && blind === undefined;
}

function lacks(
  { keys, kinds, verdict, atLast = false }: Planted,
  found: readonly Found[],
  told: readonly (readonly Told[])[],
): string | undefined {
  const wanted = found.filter(({ kind }) => isOf(kinds, kind));
  for (const kind of kinds) {
    const named = found
      .filter((one) => isOf([kind], one.kind))
      .some((one) => one.keys.some((key) => keys.includes(key)));
    if (!named) return `no ${kind} of ${listOf(keys)}`;
  }
  const unnamed = kinds.length === 0 ? undefined : keys.find((key) => !wanted.some((one) => one.keys.includes(key)));
  if (unnamed !== undefined) return `${kinds.join(', ')} does not name ${unnamed}`;
  if (verdict === undefined) return undefined;
  const sessions = (atLast ? told.slice(-1) : told).flat();
  const untold = keys.find((key) => !sessions.some((one) => one.verdict === verdict && one.keys.includes(key)));
  return untold === undefined ? undefined : `no account${atLast ? ' at last' : ''} calls ${untold} ${verdict}`;
}

function wrongFindings(planted: readonly Planted[], found: readonly Found[]): string[] {
  const before = new Set<string>();
  return found.flatMap(({ kind, keys, first = '' }) => {
    const name = `${kind} of ${listOf(keys)}`;
    const same = JSON.stringify([kind, keys, first]);
    const right = planted.filter(
      (item) => isOf([...item.kinds, ...(item.may ?? [])], kind) && item.keys.some((key) => keys.includes(key)),
    );
    if (right.length === 0) return [name];
    // This one names the acts that nothing covers, and no others.
    const meant = planted.flatMap((item) => item.keys);
    const tooMuch = kind === 'unexplained-access' ? keys.find((key) => !meant.includes(key)) : undefined;
    if (tooMuch !== undefined) return [`${name}: ${tooMuch} was agreed to`];
    const again = before.has(same);
    before.add(same);
    return again ? [`${name}, raised once more`] : [];
  });
}

/** Sessions that some account accuses though nothing of them was planted. */
function wrongVerdicts(planted: readonly Planted[], told: readonly (readonly Told[])[]): string[] {
  // What is found in an approved session is no accusation.
  const bad = new Set(planted.filter(isAccused).flatMap(({ keys }) => keys));
  const wrong = told.flat().filter(({ verdict, keys }) => verdict !== 'expected' && !keys.some((key) => bad.has(key)));
  return [...new Set(wrong.map(({ verdict, keys }) => `an account calls ${listOf(keys)} ${verdict}`))];
}

/** The first of these keys, for people. */
function listOf(keys: readonly string[]): string {
  const more = keys.length > SHOWN ? ` and ${keys.length - SHOWN} more` : '';
  return `${keys.slice(0, SHOWN).join(', ') || 'no event'}${more}`;
}

function isAccused({ kinds, verdict }: Planted): boolean {
  return verdict === undefined ? kinds.some((kind) => kind.split('|').some(isAboutAccess)) : verdict !== 'expected';
}

function isOf(kinds: readonly string[], kind: string): boolean {
  return kinds.some((one) => one.split('|').includes(kind));
}
