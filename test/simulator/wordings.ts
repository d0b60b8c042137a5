import { mix } from './ids.ts';

/** An event as the API gives it, without its id. */
export interface Wording {
  readonly auditType: string;
  readonly user: string;
  readonly eventInfo: string;
  readonly category: string;
}

type Write = (seed: number, index: number, time: number) => Wording;

/** A kind of event: its category, known before it is written, and its writer. */
export interface Kind {
  readonly category: string;
  readonly write: Write;
}

/** Minutes by which the customer's local time, which most texts speak, is ahead of UTC. */
const LOCAL = 60;

const PEOPLE = [
  'Ada Larch',
  'Bea Wold',
  'Cato Finch',
  'Dina Marsh',
  'Emil Storr',
  'Fay Quill',
  'Hal Darrow',
  'Uma Quayle',
];
const APPLICATIONS = ['Administration Console', 'mimecast-moa', 'MfO', 'MPP', 'POP-POP2'];
const METHODS = ['Cloud', 'Office 365', 'SP-initiated SAML', 'Two Step Auth, 2FA: TOTP'];
const REASONS = ['Wrong password', 'Account Locked', 'Account disabled'];
const STAFF = ['tmarrowby@mimecast.local', 'oquillfeather@mimecast.local'];

/*
 * The two families of text of public samples: "Action Performed - ..." with blanks and a numeric offset, and the comma
 * family with commas and a zone label or +0000. Persons, domains and addresses are made up.
 */

const ordinary = {
  logon: kind('authentication_logs', 'User Logged On', (seed, index, time) => {
    const { email, name } = person(seed, index);
    const how = `Application: ${pick(APPLICATIONS, seed, index, 3)}, Method: ${pick(METHODS, seed, index, 4)}`;
    const info = `Successful authentication for ${email} <${name}>, ${comma(time)}, IP: ${address(seed, index)}, ${how}`;
    return [email, info];
  }),
  failed: kind('authentication_logs', 'Logon Authentication Failed', (seed, index, time) => {
    const { email, name } = person(seed, index);
    const why = `Application: ${pick(APPLICATIONS, seed, index, 3)}, Reason: ${pick(REASONS, seed, index, 4)}`;
    return [email, `Failed authentication for ${email} <${name}>, ${comma(time)}, IP: ${address(seed, index)}, ${why}`];
  }),
  challenge: kind('authentication_logs', 'Logon Requires Challenge', (seed, index, time) => {
    const { email, name } = person(seed, index);
    const how = 'Application: Administration Console, Method: Office 365, 2FA: TOTP';
    const who = `Intermediate authentication for ${email} <${name}>`;
    return [email, `${who}, ${comma(time)}, IP: ${address(seed, index)}, ${how}`];
  }),
  feed: kind('reporting_logs', 'Threat Intel Feed Download', (seed, index, time) => {
    const file = `malware_customer_csv_${String(time).padEnd(17, '0')}.zip`;
    const info = `Threat intel multiple feeds download  - ${file}, ${utc(time)}, IP: ${address(seed, index)}`;
    return ['feed-reader@harbourlight.example', `${info}, Application: Feed reader`];
  }),
  sync: kind('account_logs', 'Completed Directory Sync', () => ['', 'No changes found.']),
  folder: kind('profile_group_logs', 'Folder Log Entry', (seed, index, time) => {
    const { email, name } = person(seed, index);
    const what = `Action Performed - Deleted Old group ${index} by ${email}<${name}>`;
    return [email, `${what} ${classic(time)} IP: ${address(seed, index)} Application: Administration Console`];
  }),
  viewed: kind('case_review_logs', 'Case Action', (seed, index, time) => {
    const { email } = person(seed, index);
    const where = `IP: ${address(seed, index)}, Application: mimecast-case-review`;
    return [email, `Viewed Case - Case: Matter ${index % 9}, ${utc(time)}, ${where}`];
  }),
} satisfies Record<string, Kind>;

const PATTERN: readonly (keyof typeof ordinary)[] = [
  ...['logon', 'logon', 'logon', 'failed', 'logon', 'logon', 'challenge', 'logon', 'logon', 'feed'],
  ...['logon', 'logon', 'logon', 'sync', 'logon', 'failed', 'logon', 'folder', 'logon', 'viewed'],
] as (keyof typeof ordinary)[];

const access: readonly Kind[] = [
  kind('mimecast_access_logs', 'Mimecast Support Login', (seed, index, time) => {
    const { email, from } = staff(seed, index);
    const what = `Action Performed - ${email} logged into this account. by ${email}<${email}>`;
    return [email, `${what} ${classic(time)} IP: ${from} Application: Administration Console`];
  }),
  kind('case_review_logs', 'Search Action', (seed, index, time) => {
    const { email, from } = staff(seed, index);
    const criteria = '{"text":"invoice","mailbox":"ada.larch@harbourlight.example"}';
    const what = `Executed Search - Source: Search, Search Criteria: ${criteria}`;
    return [email, `${what}, ${utc(time)}, IP: ${from}, Application: mimecast-case-review`];
  }),
  kind('case_review_logs', 'Message Action', (seed, index, time) => {
    const { email, from } = staff(seed, index);
    const mail = 'From: <Ada Larch> ada.larch@harbourlight.example, To: <Bea Wold> bea.wold@harbourlight.example';
    const what = `Viewed Message - Source: Search, ${mail}, Subject: Invoice ${index}, Processed: ${stamp(time)}`;
    return [email, `${what}, Viewed Content: True, ${utc(time)}, IP: ${from}, Application: mimecast-case-review`];
  }),
  kind('reporting_logs', 'Custom Report Definition Created', (seed, index, time) => {
    const { email, from } = staff(seed, index);
    const what = `Action Performed - Custom Report Definition Created with name "Check ${index}" and description "x"`;
    const who = `by ${email}<${email}> ${classic(time)} IP: ${from}`;
    return [email, `${what} ${who} Application: Administration Console`];
  }),
];

/**
 * The order of kinds that a seeded day repeats. Its last `session` rows are one session of the provider's staff: a log-on
 * (the only one in `mimecast_access_logs`) and what they did then, filed under ordinary categories.
 * @param length Rows of the cycle; 0 means the shortest one without any access.
 */
export function cycle(length: number, session: number): readonly Kind[] {
  if (length === 0) return PATTERN.map((name) => ordinary[name]);
  return Array.from({ length }, (_, place) => {
    const act = place - (length - session);
    if (act >= 0) return act === 0 ? at(access, 0) : at(access, 1 + ((act - 1) % (access.length - 1)));
    return ordinary[at(PATTERN, place % PATTERN.length)];
  });
}

function kind(
  category: string,
  auditType: string,
  text: (seed: number, index: number, time: number) => [string, string],
): Kind {
  return {
    category,
    write: (seed, index, time) => {
      const [user, eventInfo] = text(seed, index, time);
      return { auditType, user, eventInfo, category };
    },
  };
}

function person(seed: number, index: number): { email: string; name: string } {
  const name = pick(PEOPLE, seed, index, 1);
  return { name, email: `${name.toLowerCase().replace(' ', '.')}@harbourlight.example` };
}

/** The same person for all acts of a session: neighbours in the cycle share `index >> 6` nearly always. */
function staff(seed: number, index: number): { email: string; from: string } {
  const turn = mix(seed, index >> 6, 7) % STAFF.length;
  return { email: at(STAFF, turn), from: `198.51.100.${23 + turn}` };
}

function address(seed: number, index: number): string {
  return `192.0.2.${1 + (mix(seed, index, 2) % 250)}`;
}

function pick(list: readonly string[], seed: number, index: number, salt: number): string {
  return at(list, mix(seed, index, salt) % list.length);
}

function at<T>(list: readonly T[], index: number): T {
  const value = list[index];
  if (value === undefined) throw new RangeError(`no item ${index} in a list of ${list.length}`);
  return value;
}

/** `yyyy-MM-dd'T'HH:mm:ss+0000`, as `eventTime` is written. `time` in s UTC. */
export function eventTime(time: number): string {
  return `${new Date(time * 1000).toISOString().slice(0, 19)}+0000`;
}

function stamp(time: number): string {
  return eventTime(time).replace('T', ' ');
}

function comma(time: number): string {
  const local = eventTime(time + LOCAL * 60);
  return `Date: ${local.slice(0, 10)}, Time: ${local.slice(11, 19)} BST`;
}

function utc(time: number): string {
  const text = eventTime(time);
  return `Date: ${text.slice(0, 10)}, Time: ${text.slice(11)}`;
}

function classic(time: number): string {
  const local = eventTime(time + LOCAL * 60);
  return `Date: ${local.slice(0, 10)} Time: ${local.slice(11, 19)} +0100`;
}
