import { parseEventTime } from '../event.ts';
import type { Agreement, Approval, Permission, Policy, PolicyRule, ReasonCode } from '../session.ts';
import { addDays, isTimeZone, startOfDay } from '../zone.ts';
import { createMistakes, type Mistakes } from './mistakes.ts';
import { isNetwork } from './network.ts';
import { readYaml, type YamlNode } from './yaml-tree.ts';
import { countOf, durationOf, listOf, mapOf, type TextRules, textOf, wordOf } from './yaml-values.ts';

const MOST_APPROVALS = 10_000;
const MOST_ITEMS = 1000;
const MOST_SESSIONS = 10_000;

const PERMISSIONS = ['sign-in', 'see', 'content', 'change', 'export'] as const satisfies readonly Permission[];
const WAIVABLE = ['hours', 'networks', 'never', 'length', 'per-day'] as const satisfies readonly PolicyRule[];
const REASONS = [
  'CUSTOMER_INITIATED_SUPPORT',
  'PROVIDER_INITIATED_SERVICE',
  'PROVIDER_INITIATED_REVIEW',
  'PROVIDER_RESPONSE_TO_PRODUCTION_ALERT',
  'THIRD_PARTY_DATA_REQUEST',
] as const satisfies readonly ReasonCode[];
const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

// The same patterns stand in docs/approvals.schema.json; a test holds both together.
const LINE = { form: /^(?=.*\S)[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}]+$/u, right: 'text on one line' };
const TICKET = { most: 100, ...LINE, isExact: true };
const NOTE = { most: 2000, form: /^(?:[^\p{Cc}\p{Cs}]|[\t\n\r])*$/u, right: 'text' };
const PERSON = {
  most: 320,
  form: /^(?:"[^"\\\p{Cc}\p{Cs}]{1,64}"|[^\s"<>,;@\p{Cc}\p{Cs}]+)@[^\s"<>,;@\p{Cc}\p{Cs}]+$/u,
  right: 'an address, or a pattern such as *@mimecast.com in which * stands for anything but @',
  isExact: true,
};
const MOMENT: TextRules = {
  most: 25,
  form: /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:\d{2}))?$/,
  right:
    'a date such as 2026-11-24, or a date and time with its zone such as 2026-11-24T09:00:00Z or 2026-11-24T09:00+01:00',
};
const ZONE = { most: 100, form: /^[A-Za-z][A-Za-z0-9_+/-]*$/, right: 'a name such as Europe/London or UTC' };
const CLOCK = { most: 5, form: /^(?:[01]\d|2[0-3]):[0-5]\d$/, right: 'hours and minutes such as 09:00' };
const CLOCK_END = {
  most: 5,
  form: /^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/,
  right: 'hours and minutes such as 18:00 or 24:00',
};
const NETWORK = {
  most: 50,
  form: /^[0-9A-Fa-f:.]+(?:\/\d{1,3})?$/,
  right: 'a network such as 198.51.100.0/24 or 2001:db8::/32, or one address',
};

const NO_AGREEMENT =
  'write approvals: [] if nothing was agreed, else an item for each approval that begins with - ticket:';
const AN_ITEM = 'write it as [a, b], or an item a line that begins with -';

/** Reads the value of a key, if it is there and is as it should be. */
type ReadKey<Key extends string> = <Value>(key: Key, read: (node: YamlNode) => Value) => Value | undefined;

/**
 * Reads the approvals file (docs/approvals.md).
 * @param text its content.
 * @param file its path, for messages.
 * @throws SettingsError for the input `approvals`: all mistakes, with line and column.
 */
export function parseAgreement(text: string, file: string): Agreement {
  const mistakes = createMistakes(text, file);
  const root = readYaml(mistakes);
  const agreement = root && mistakes.attempt(() => agreementOf(root, mistakes));
  mistakes.throwIfAny();
  if (!agreement) throw new Error('An approvals file without a mistake gave no approvals.');
  return agreement;
}

function agreementOf(root: YamlNode, mistakes: Mistakes): Agreement {
  const keys = { required: ['approvals'], optional: ['time-zone', 'policy'] } as const;
  const read = readerOf(mapOf(root, 'the file', keys, mistakes), mistakes);
  const zone = read('time-zone', (node) => zoneOf(node, 'time-zone', mistakes)) ?? 'UTC';
  const limits = { least: 0, most: MOST_APPROVALS };
  const list = read('approvals', (node) => listOf(node, 'approvals', limits, mistakes, NO_AGREEMENT)) ?? [];
  return {
    approvals: each(list, (node) => approvalOf(node, zone, mistakes), mistakes),
    policy: read('policy', (node) => policyOf(node, zone, mistakes)) ?? { ...NO_POLICY },
  };
}

const NO_POLICY: Policy = {
  hours: undefined,
  networks: undefined,
  never: [],
  longestSession: undefined,
  perDay: undefined,
  ticket: [],
};

/** @returns undefined if something in it is wrong; the mistakes are noted. */
function approvalOf(node: YamlNode, zone: string, mistakes: Mistakes): Approval | undefined {
  const keys = {
    required: ['ticket', 'person', 'from', 'to', 'may', 'reason', 'agreed-by'],
    optional: ['note', 'waives'],
  } as const;
  const map = mapOf(node, 'an approval', keys, mistakes);
  const read = readerOf(map, mistakes);
  const ticket = read('ticket', (one) => ticketOf(one, mistakes));
  const person = read('person', (one) => textOf(one, 'person', PERSON, mistakes));
  const from = read('from', (one) => momentOf(one, 'from', zone, mistakes).begin);
  const to = read('to', (one) => momentOf(one, 'to', zone, mistakes).end);
  if (from !== undefined && to !== undefined && !(to > from)) {
    mistakes.note(map.to?.at ?? node.at, 'to is not after from; a date stands for the whole day');
  }
  const may = read('may', (one) => wordsOf(one, 'may', PERMISSIONS, 1, mistakes));
  const reason = read('reason', (one) => wordOf(one, 'reason', REASONS, mistakes));
  const agreedBy = read('agreed-by', (one) => textOf(one, 'agreed-by', { most: 200, ...LINE }, mistakes));
  const note = read('note', (one) => textOf(one, 'note', NOTE, mistakes));
  const waives = read('waives', (one) => wordsOf(one, 'waives', WAIVABLE, 0, mistakes)) ?? [];
  if (ticket === undefined || person === undefined || from === undefined || to === undefined) return undefined;
  if (may === undefined || reason === undefined || agreedBy === undefined) return undefined;
  return { ticket, person, from, to, may, waives, reason, agreedBy, note };
}

function policyOf(node: YamlNode, zone: string, mistakes: Mistakes): Policy {
  const optional = ['working-hours', 'networks', 'never', 'longest-session', 'per-day', 'ticket-required'] as const;
  const read = readerOf(mapOf(node, 'policy', { required: [], optional }, mistakes), mistakes);
  const list = (one: YamlNode, what: string, least: number) =>
    listOf(one, what, { least, most: MOST_ITEMS }, mistakes, AN_ITEM);
  return {
    hours: read('working-hours', (one) => hoursOf(one, zone, mistakes)),
    networks: read('networks', (one) => each(list(one, 'networks', 1), (item) => networkOf(item, mistakes), mistakes)),
    never:
      read('never', (one) =>
        each(list(one, 'never', 0), (item) => textOf(item, 'an item of never', PERSON, mistakes), mistakes),
      ) ?? [],
    longestSession: read('longest-session', (one) => durationOf(one, 'longest-session', mistakes)),
    perDay: read('per-day', (one) => perDayOf(one, zone, mistakes)),
    ticket: read('ticket-required', (one) => wordsOf(one, 'ticket-required', PERMISSIONS, 0, mistakes)) ?? [],
  };
}

function hoursOf(node: YamlNode, zone: string, mistakes: Mistakes): NonNullable<Policy['hours']> | undefined {
  const keys = { required: ['days', 'from', 'to'], optional: ['time-zone'] } as const;
  const map = mapOf(node, 'working-hours', keys, mistakes);
  const read = readerOf(map, mistakes);
  const days = read('days', (one) => wordsOf(one, 'days', DAYS, 1, mistakes));
  const from = read('from', (one) => minutesOf(textOf(one, 'from', CLOCK, mistakes)));
  const to = read('to', (one) => minutesOf(textOf(one, 'to', CLOCK_END, mistakes)));
  const timeZone = read('time-zone', (one) => zoneOf(one, 'time-zone', mistakes)) ?? zone;
  if (days === undefined || from === undefined || to === undefined) return undefined;
  if (from === to) {
    mistakes.note(map.to?.at ?? node.at, 'to is the same as from; write 00:00 and 24:00 for the whole day');
  }
  return { days: days.map((day) => DAYS.indexOf(day) + 1), from, to, timeZone };
}

function perDayOf(node: YamlNode, zone: string, mistakes: Mistakes): NonNullable<Policy['perDay']> {
  const keys = { required: [], optional: ['sessions', 'length', 'time-zone'] } as const;
  const map = mapOf<'sessions' | 'length' | 'time-zone'>(node, 'per-day', keys, mistakes);
  if (!map.sessions && !map.length) mistakes.note(node.at, 'per-day needs the key sessions, or length, or both');
  const read = readerOf(map, mistakes);
  return {
    sessions: read('sessions', (one) => countOf(one, 'sessions', MOST_SESSIONS, mistakes)),
    length: read('length', (one) => durationOf(one, 'length', mistakes)),
    timeZone: read('time-zone', (one) => zoneOf(one, 'time-zone', mistakes)) ?? zone,
  };
}

function readerOf<Key extends string>(map: Partial<Record<Key, YamlNode>>, { attempt }: Mistakes): ReadKey<Key> {
  return (key, read) => {
    const node = map[key];
    return node && attempt(() => read(node));
  };
}

/** The items that are as they should be; the mistakes of the others are noted. */
function each<Value>(
  nodes: readonly YamlNode[],
  read: (node: YamlNode) => Value | undefined,
  { attempt }: Mistakes,
): Value[] {
  return nodes.flatMap((node) => attempt(() => read(node)) ?? []);
}

/** A list of words, each once. */
function wordsOf<Word extends string>(
  node: YamlNode,
  what: string,
  words: readonly Word[],
  least: number,
  mistakes: Mistakes,
): readonly Word[] {
  const items = listOf(
    node,
    what,
    { least, most: MOST_ITEMS },
    mistakes,
    `write it as [${words.slice(0, 2).join(', ')}]`,
  );
  return [...new Set(each(items, (one) => wordOf(one, `an item of ${what}`, words, mistakes), mistakes))];
}

/** A number is a ticket too, as it is written. */
function ticketOf(node: YamlNode, mistakes: Mistakes): string {
  const { kind } = node;
  if (kind === 'scalar' && typeof node.value === 'number' && Number.isInteger(node.value) && node.value >= 0) {
    if (node.source.length <= 100) return node.source;
  }
  return textOf(node, 'ticket', TICKET, mistakes);
}

/**
 * A date or a date and time. A date is the whole day in the file's time zone.
 * @returns where it begins, and, for the end of a time that includes it, where it ends; ms UTC.
 */
function momentOf(node: YamlNode, what: string, zone: string, mistakes: Mistakes): { begin: number; end: number } {
  const { refuse } = mistakes;
  if (node.kind === 'scalar' && typeof node.value === 'string') {
    const bare = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2})?$/.test(node.value);
    if (bare) refuse(node.at, `${what} has no time zone; add Z for UTC, or an offset such as +01:00`);
  }
  const text = textOf(node, what, MOMENT, mistakes);
  const date = text.slice(0, 10);
  const rest = /(?<clock>\d{2}:\d{2})(?<seconds>:\d{2})?(?<zone>Z|[+-]\d{2}:\d{2})$/.exec(text.slice(10))?.groups;
  const written = rest ? `${date}T${rest.clock}${rest.seconds ?? ':00'}${rest.zone}` : `${date}T00:00:00Z`;
  const moment = parseEventTime(written);
  if (moment === undefined) return refuse(node.at, `${what} is "${text}", which is no date or time that exists`);
  if (rest) return { begin: moment, end: moment };
  return { begin: startOfDay(zone, date) * 1000, end: startOfDay(zone, addDays(date, 1)) * 1000 };
}

function zoneOf(node: YamlNode, what: string, mistakes: Mistakes): string {
  const name = textOf(node, what, ZONE, mistakes);
  if (!isTimeZone(name)) mistakes.refuse(node.at, `${what} is "${name}", which is no time zone; write ${ZONE.right}`);
  return name;
}

function networkOf(node: YamlNode, mistakes: Mistakes): string {
  const network = textOf(node, 'an item of networks', NETWORK, mistakes);
  if (!isNetwork(network)) mistakes.refuse(node.at, `an item of networks is "${network}" and must be ${NETWORK.right}`);
  return network;
}

function minutesOf(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
}
