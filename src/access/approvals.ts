import { parseEventTime } from '../event.ts';
import type { Agreement, Approval, Permission, Policy, PolicyRule, ReasonCode } from '../session.ts';
import { addDays, isTimeZone, startOfDay } from '../zone.ts';
import { isNetwork } from './network.ts';
import { type Refuse, readYaml, type YamlNode } from './yaml-tree.ts';
import { countOf, durationOf, listOf, mapOf, textOf, wordOf } from './yaml-values.ts';

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
const NOTE = { form: /^(?:[^\p{Cc}\p{Cs}]|[\t\n\r])*$/u, right: 'text' };
const PERSON = {
  form: /^(?:"[^"\\\p{Cc}\p{Cs}]{1,64}"|[^\s"<>,;@\p{Cc}\p{Cs}]+)@[^\s"<>,;@\p{Cc}\p{Cs}]+$/u,
  right: 'an address, or a pattern such as *@mimecast.com in which * stands for anything but @',
};
const MOMENT = {
  form: /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:\d{2}))?$/,
  right:
    'a date such as 2026-11-24, or a date and time with its zone such as 2026-11-24T09:00:00Z or 2026-11-24T09:00+01:00',
};
const ZONE = { form: /^[A-Za-z][A-Za-z0-9_+/-]*$/, right: 'a name such as Europe/London or UTC' };
const CLOCK = { form: /^(?:[01]\d|2[0-3]):[0-5]\d$/, right: 'hours and minutes such as 09:00' };
const CLOCK_END = { form: /^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/, right: 'hours and minutes such as 18:00 or 24:00' };
const NETWORK = {
  form: /^[0-9A-Fa-f:.]+(?:\/\d{1,3})?$/,
  right: 'a network such as 198.51.100.0/24 or 2001:db8::/32, or one address',
};

/**
 * Reads the approvals file (docs/approvals.md).
 * @param text its content.
 * @param file its name, for messages.
 * @throws SettingsError for the input `approvals`: the first mistake in one sentence, with line and column.
 */
export function parseAgreement(text: string, file: string): Agreement {
  const { root, refuse } = readYaml(text, file);
  const keys = { required: ['approvals'], optional: ['time-zone', 'policy'] } as const;
  const map = mapOf(root, 'the file', keys, refuse);
  const zone = map['time-zone'] ? zoneOf(map['time-zone'], 'time-zone', refuse) : 'UTC';
  const list = listOf(map.approvals, 'approvals', { least: 0, most: MOST_APPROVALS }, refuse);
  return {
    approvals: list.map((node) => approvalOf(node, zone, refuse)),
    policy: map.policy ? policyOf(map.policy, zone, refuse) : { ...NO_POLICY },
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

function approvalOf(node: YamlNode, zone: string, refuse: Refuse): Approval {
  const keys = {
    required: ['ticket', 'person', 'from', 'to', 'may', 'reason', 'agreed-by'],
    optional: ['note', 'waives'],
  } as const;
  const map = mapOf(node, 'an approval', keys, refuse);
  const from = momentOf(map.from, 'from', zone, refuse).begin;
  const to = momentOf(map.to, 'to', zone, refuse).end;
  if (!(to > from)) refuse(map.to.at, 'to is not after from; a date stands for the whole day');
  const may = listOf(map.may, 'may', { least: 1, most: MOST_ITEMS }, refuse);
  const waives = map.waives ? listOf(map.waives, 'waives', { least: 0, most: MOST_ITEMS }, refuse) : [];
  return {
    ticket: ticketOf(map.ticket, refuse),
    person: textOf(map.person, 'person', { most: 320, ...PERSON }, refuse),
    from,
    to,
    may: unique(may.map((one) => wordOf(one, 'an item of may', PERMISSIONS, refuse))),
    waives: unique(waives.map((one) => wordOf(one, 'an item of waives', WAIVABLE, refuse))),
    reason: wordOf(map.reason, 'reason', REASONS, refuse),
    agreedBy: textOf(map['agreed-by'], 'agreed-by', { most: 200, ...LINE }, refuse),
    note: map.note && textOf(map.note, 'note', { most: 2000, ...NOTE }, refuse),
  };
}

function policyOf(node: YamlNode, zone: string, refuse: Refuse): Policy {
  const optional = ['working-hours', 'networks', 'never', 'longest-session', 'per-day', 'ticket-required'] as const;
  const map = mapOf(node, 'policy', { required: [], optional }, refuse);
  const list = (one: YamlNode | undefined, what: string, least: number): readonly YamlNode[] | undefined =>
    one && listOf(one, what, { least, most: MOST_ITEMS }, refuse);
  const tickets = list(map['ticket-required'], 'ticket-required', 0) ?? [];
  const never = list(map.never, 'never', 0) ?? [];
  return {
    hours: map['working-hours'] && hoursOf(map['working-hours'], zone, refuse),
    networks: list(map.networks, 'networks', 1)?.map((one) => networkOf(one, refuse)),
    never: never.map((one) => textOf(one, 'an item of never', { most: 320, ...PERSON }, refuse)),
    longestSession: map['longest-session'] && durationOf(map['longest-session'], 'longest-session', refuse),
    perDay: map['per-day'] && perDayOf(map['per-day'], zone, refuse),
    ticket: unique(tickets.map((one) => wordOf(one, 'an item of ticket-required', PERMISSIONS, refuse))),
  };
}

function hoursOf(node: YamlNode, zone: string, refuse: Refuse): NonNullable<Policy['hours']> {
  const keys = { required: ['days', 'from', 'to'], optional: ['time-zone'] } as const;
  const map = mapOf(node, 'working-hours', keys, refuse);
  const days = listOf(map.days, 'days', { least: 1, most: MOST_ITEMS }, refuse);
  const from = minutesOf(textOf(map.from, 'from', { most: 5, ...CLOCK }, refuse));
  const to = minutesOf(textOf(map.to, 'to', { most: 5, ...CLOCK_END }, refuse));
  if (from === to) refuse(map.to.at, 'to is the same as from; write 00:00 and 24:00 for the whole day');
  return {
    days: unique(days.map((one) => DAYS.indexOf(wordOf(one, 'an item of days', DAYS, refuse)) + 1)),
    from,
    to,
    timeZone: map['time-zone'] ? zoneOf(map['time-zone'], 'time-zone', refuse) : zone,
  };
}

function perDayOf(node: YamlNode, zone: string, refuse: Refuse): NonNullable<Policy['perDay']> {
  const keys = { required: [], optional: ['sessions', 'length', 'time-zone'] } as const;
  const map = mapOf(node, 'per-day', keys, refuse);
  if (!map.sessions && !map.length) refuse(node.at, 'per-day needs the key sessions, or length, or both');
  return {
    sessions: map.sessions && countOf(map.sessions, 'sessions', MOST_SESSIONS, refuse),
    length: map.length && durationOf(map.length, 'length', refuse),
    timeZone: map['time-zone'] ? zoneOf(map['time-zone'], 'time-zone', refuse) : zone,
  };
}

/** A number is a ticket too, as it is written. */
function ticketOf(node: YamlNode, refuse: Refuse): string {
  const { kind } = node;
  if (kind === 'scalar' && typeof node.value === 'number' && Number.isInteger(node.value) && node.value >= 0) {
    if (node.source.length <= 100) return node.source;
  }
  return textOf(node, 'ticket', { most: 100, ...LINE }, refuse);
}

/**
 * A date or a date and time. A date is the whole day in the file's time zone.
 * @returns where it begins, and, for the end of a time that includes it, where it ends; ms UTC.
 */
function momentOf(node: YamlNode, what: string, zone: string, refuse: Refuse): { begin: number; end: number } {
  if (node.kind === 'scalar' && typeof node.value === 'string') {
    const bare = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2})?$/.test(node.value);
    if (bare) refuse(node.at, `${what} has no time zone; add Z for UTC, or an offset such as +01:00`);
  }
  const text = textOf(node, what, { most: 25, ...MOMENT }, refuse);
  const date = text.slice(0, 10);
  const rest = /(?<clock>\d{2}:\d{2})(?<seconds>:\d{2})?(?<zone>Z|[+-]\d{2}:\d{2})$/.exec(text.slice(10))?.groups;
  const written = rest ? `${date}T${rest.clock}${rest.seconds ?? ':00'}${rest.zone}` : `${date}T00:00:00Z`;
  const moment = parseEventTime(written);
  if (moment === undefined) return refuse(node.at, `${what} is "${text}", which is no date or time that exists`);
  if (rest) return { begin: moment, end: moment };
  return { begin: startOfDay(zone, date) * 1000, end: startOfDay(zone, addDays(date, 1)) * 1000 };
}

function zoneOf(node: YamlNode, what: string, refuse: Refuse): string {
  const name = textOf(node, what, { most: 100, ...ZONE }, refuse);
  if (!isTimeZone(name)) refuse(node.at, `${what} is "${name}", which is no time zone; write ${ZONE.right}`);
  return name;
}

function networkOf(node: YamlNode, refuse: Refuse): string {
  const network = textOf(node, 'an item of networks', { most: 50, ...NETWORK }, refuse);
  if (!isNetwork(network)) refuse(node.at, `an item of networks is "${network}" and must be ${NETWORK.right}`);
  return network;
}

function minutesOf(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
}

function unique<Item>(items: readonly Item[]): readonly Item[] {
  return [...new Set(items)];
}
