import { readAddressField } from './address.ts';

/** The fields at the right end of a text: `Date`, `Time`, `IP`, `Application` and what may follow them. */
export interface Tail {
  /** Where the sentence before the fields ends. */
  readonly cut: number;
  readonly date?: string;
  readonly time?: string;
  readonly zone?: string;
  readonly addresses: readonly string[];
  readonly ipRaw?: string;
  readonly application?: string;
  readonly method?: string;
  readonly secondFactor?: string;
  readonly reason?: string;
  readonly alias?: string;
}

/** What the beginning of the text says about the fields at its end. */
interface TailRules {
  /** `Action Performed - …`: fields stand after blanks. Else they stand after commas. */
  readonly classic: boolean;
  /** The fields stand right after a name in angle brackets. */
  readonly afterName: boolean;
  /** This wording has neither address nor application. */
  readonly short: boolean;
  /** A field `Reason` may follow. */
  readonly reason: boolean;
  /** `Remote IP is …` may follow. */
  readonly remote: boolean;
  /** `LoggedIn using aliasAddress …` may follow. */
  readonly alias: boolean;
}

/** Where the fields begin, and where the first value after the zone begins. */
interface Run {
  readonly cut: number;
  readonly end: number;
  readonly date: string;
  readonly time: string;
  readonly zone: string | undefined;
  readonly whole: boolean;
}

/** An IP field longer than this is none: it bounds the work for each place where fields might begin. */
const LONGEST_IP = 600;
const ZONE = String.raw`[+-]\d\d:?\d\d|Z|[A-Za-z]{1,6}(?:[+-]\d{1,2}(?::?\d\d)?)?`;
// Anchored where they are tried (`y`), each step takes one kind of character: no backtracking over long text.
const CLASSIC = new RegExp(
  String.raw`Date:\s*(\d{4}-\d\d-\d\d)\s+Time:\s*(\d\d?:\d\d:\d\d)(?: *(${ZONE}))?(?=\s|$)`,
  'y',
);
const COMMA = new RegExp(
  String.raw`Date ?:\s*(\d{4}-\d\d-\d\d),\s*Time ?:\s*(\d\d?:\d\d:\d\d)(?: *(${ZONE}))?(?=,|\s*$)`,
  'y',
);
const CLASSIC_IP = /\s+IP:/y;
const COMMA_IP = /,\s*IP ?:/y;
const CLASSIC_APPLICATION = /\sApplication:/;
const COMMA_APPLICATION = /,\s{0,8}Application ?:/;
const NEXT = /,\s{0,8}(?:Method|2FA|Reason) ?:|, Remote IP is |, LoggedIn using aliasAddress /;

/**
 * Reads the fields at the end of a text: the last whole run of its labels in their order. Labels before it belong to a
 * name, a subject or a search, which outsiders may choose.
 * @returns undefined if there is no such run, or if two are possible and nothing tells which is right.
 */
export function readTail(text: string, rules: TailRules): Tail | undefined {
  const run = findRun(text, rules);
  if (!run) return undefined;
  const head = { cut: run.cut, date: run.date, time: run.time, ...(run.zone === undefined ? {} : { zone: run.zone }) };
  return { ...head, ...readValues(text, run.end, rules) };
}

/** Address after the last `, Remote IP is `, which ends the wordings without other fields. */
export function readRemote(text: string): Tail | undefined {
  const label = ', Remote IP is ';
  const cut = text.lastIndexOf(label);
  if (cut < 0 || text.length - cut > LONGEST_IP) return undefined;
  const field = readAddressField(text.slice(cut + label.length).trim());
  return { cut, addresses: field.addresses, ...(field.raw === undefined ? {} : { ipRaw: field.raw }) };
}

function findRun(text: string, rules: TailRules): Run | undefined {
  let last: Run | undefined;
  for (let at = text.lastIndexOf('Date'); at > 0; at = text.lastIndexOf('Date', at - 1)) {
    const run = readRun(text, at, rules);
    if (run) {
      // The last one is taken at once if it is whole, or if this wording can't have been followed by free text.
      if (!last && (run.whole || rules.short || rules.classic)) return run;
      // A part of a run with a whole one before it: either may be the true one.
      if (last && run.whole) return undefined;
      last ??= run;
    }
  }
  return last;
}

function readRun(text: string, at: number, rules: TailRules): Run | undefined {
  const pattern = rules.classic ? CLASSIC : COMMA;
  pattern.lastIndex = at;
  const match = pattern.exec(text);
  if (!match?.[1] || !match[2]) return undefined;
  let cut = at;
  while (cut > 0 && text.charCodeAt(cut - 1) <= 32) cut -= 1;
  if (rules.classic ? cut === at : text[cut - 1] !== ',') return undefined;
  if (!rules.classic) cut -= 1;
  while (cut > 0 && text.charCodeAt(cut - 1) <= 32) cut -= 1;
  if (rules.afterName && text[cut - 1] !== '>') return undefined;
  const end = at + match[0].length;
  return { cut, end, date: match[1], time: match[2], zone: match[3], whole: isWhole(text, end, rules.classic) };
}

/** True if an address and an application follow. */
function isWhole(text: string, end: number, classic: boolean): boolean {
  const label = classic ? CLASSIC_IP : COMMA_IP;
  label.lastIndex = end;
  if (!label.test(text)) return false;
  const window = text.slice(end, end + LONGEST_IP);
  return (classic ? CLASSIC_APPLICATION : COMMA_APPLICATION).test(window);
}

type Values = Omit<Tail, 'cut' | 'date' | 'time' | 'zone'>;

function readValues(text: string, end: number, rules: TailRules): Values {
  const pattern = rules.classic ? CLASSIC_APPLICATION : COMMA_APPLICATION;
  const rest = text.slice(end);
  const found = pattern.exec(rest.slice(0, LONGEST_IP));
  const label = rules.classic ? CLASSIC_IP : COMMA_IP;
  label.lastIndex = 0;
  const ip = label.exec(rest);
  const next = found ? found.index : rules.classic ? rest.length : (NEXT.exec(rest)?.index ?? rest.length);
  const field =
    ip && next - ip[0].length <= LONGEST_IP ? readAddressField(rest.slice(ip[0].length, next).trim()) : undefined;
  const after = found ? rest.slice(found.index + found[0].length) : rules.classic ? '' : rest.slice(next);
  const values: Draft = { addresses: field?.addresses ?? [] };
  if (field?.raw !== undefined) values.ipRaw = field.raw;
  // Without a label `Application` what stands there is read only as the labels after it.
  const free = rules.classic ? after : takeLabels(after, values, rules);
  if (found) put(values, 'application', free);
  return values;
}

type Draft = { -readonly [Key in keyof Values]: Values[Key] };
type Name = 'application' | 'method' | 'secondFactor' | 'reason' | 'alias';

/** Takes what follows the application off the right end. @returns what is left: the application. */
function takeLabels(after: string, values: Draft, rules: TailRules): string {
  let rest = after;
  if (rules.remote) {
    const remote = readRemote(rest);
    if (remote) {
      values.addresses = [...new Set([...values.addresses, ...remote.addresses])];
      rest = rest.slice(0, remote.cut);
    }
  }
  // Reason is free and last: its first label counts. The others are Mimecast's words: their last label counts, since an
  // application's name may hold one.
  if (rules.reason) rest = take(rest, values, 'reason', rest.search(/, ?Reason ?:/));
  if (rules.alias)
    rest = take(rest, values, 'alias', rest.lastIndexOf(', LoggedIn using aliasAddress '), ' aliasAddress ');
  rest = take(rest, values, 'secondFactor', rest.lastIndexOf(', 2FA:'));
  return take(rest, values, 'method', rest.lastIndexOf(', Method:'));
}

function take(rest: string, values: Draft, name: Name, at: number, mark = ':'): string {
  if (at < 0) return rest;
  put(values, name, rest.slice(rest.indexOf(mark, at) + mark.length));
  return rest.slice(0, at);
}

/** An empty value and the word `null` mean that there is none. */
function put(values: Draft, name: Name, value: string): void {
  const trimmed = value.trim();
  if (trimmed !== '' && trimmed !== 'null') values[name] = trimmed;
}
