import { type AuditEvent, isProviderAccess } from '../event.ts';
import { secrets } from '../runner/secrets.ts';
import type { Act, ActKind } from '../session.ts';
import { accountOf, type Parts, targetsOf } from './parts.ts';
import { personKey } from './person.ts';
import { readWording } from './wording.ts';

/** One provider access, and who made it. */
export interface Access {
  /** Undefined if the event has no time that can be read: it belongs to no session. */
  readonly act: Act | undefined;
  /**
   * `user` without blanks around it, or the account that the text names if there is no user, or another of the provider's;
   * undefined if neither says it.
   */
  readonly person: string | undefined;
}

/** Longest text that is kept or shown, in characters. */
const LONGEST_SHOWN = 200;
/** Mimecast's ids are about 200 characters; one that is far longer is no pointer. The key is always kept. */
const LONGEST_ID = 1000;
/** Longest address that mail allows (RFC 5321), with some room. */
const LONGEST_PERSON = 400;
const MOST_ADDRESSES = 20;

/**
 * By `auditType` (mimecast-api.md section 6; README of the corpus). Types that cover both looking and changing are told
 * apart by their text, below.
 */
const KINDS: ReadonlyMap<string, ActKind> = new Map([
  ['Mimecast Support Login', 'signed-in'],
  ['Mimecast Support Logout', 'signed-out'],
  ['User Logged On', 'signed-in'],
  ['Logon Authentication Failed', 'signed-in'],
  ['Logon Requires Challenge', 'signed-in'],
  ['Threat Intel Feed Download', 'exported'],
  ['Page Data Exports', 'exported'],
  ['Archive Mailbox Export Download', 'exported'],
  ['Remediation Incident Adjustment', 'changed'],
  ['Archive Mailbox Restore', 'changed'],
  ['Connectors Management', 'changed'],
  ['Domain Adjustments', 'changed'],
  ['Profile Group (unlink) Log Entry', 'changed'],
]);

/** Types that are looking only if the text begins so. */
const SEEN: ReadonlyMap<string, readonly string[]> = new Map([
  ['Case Action', ['Viewed Case']],
  ['Review Set Action', ['Viewed Review Set']],
  ['Search Action', ['Executed Search', 'Inspected Review Set Messages']],
  ['Message Action', ['Viewed Message']],
]);

/** `New Policy`, `Existing Policy Changed`, `API Application Updated`: Mimecast's types say it in one of these words. */
const CHANGED = /^New | (?:Changed|Created|Updated|Deleted|Removed)$/;

/** Enrolling a device is filed as a log-on, and is none. */
const ENROLMENT = /^(?:Success?fully enrolled|Failed to enroll the) user for user device enrollment/;

/** Mail leaves its mailbox. */
const CONTENT: ReadonlySet<string> = new Set(['Archive Mailbox Export Download', 'Archive Mailbox Restore']);

/**
 * An event as an act. Texts are cut to 200 characters and otherwise kept as they are: they come from outside.
 * @returns undefined if its time can't be read.
 */
export function actOf(event: AuditEvent): Act | undefined {
  return event.time === undefined ? undefined : toAct(event, event.time, readWording(event));
}

/**
 * An event as a provider access: by `isProviderAccess`, or because the account that its text names without doubt is of a
 * provider's domain, whatever stands in `user`. Where both are the staff's and not the same, the text's is the person: an
 * approval of the one must not cover what the other did.
 * @param domains in lower case.
 * @returns undefined if it is none.
 */
export function accessOf(event: AuditEvent, domains: readonly string[]): Access | undefined {
  const user = event.user?.trim() || undefined;
  const sure = isProviderAccess(event, domains);
  // Most events name no such domain anywhere, and need not be read for it.
  if (!sure && !namesOne(event.eventInfo, domains)) return undefined;
  const parts = readWording(event);
  const named = isOfProvider(parts, event, domains) ? accountOf(parts) : undefined;
  if (!sure && named === undefined) return undefined;
  return {
    act: event.time === undefined ? undefined : toAct(event, event.time, parts),
    person: kept(named !== undefined && !isSame(named, user) ? named : (user ?? accountOf(parts)), LONGEST_PERSON),
  };
}

/** The one thing that says most about what was acted on; undefined if the event names nothing. */
export function objectOf(parts: Parts): string | undefined {
  const objects = parts.objects;
  const targets = targetsOf(parts)
    .map(({ email }) => email)
    .join(', ');
  return (
    objects?.message?.subject ??
    objects?.reviewSet ??
    objects?.case ??
    objects?.policy?.name ??
    objects?.file?.name ??
    objects?.report?.name ??
    objects?.connector?.name ??
    objects?.task?.name ??
    objects?.incident?.id ??
    objects?.apiApplication?.name ??
    objects?.domain ??
    objects?.folder ??
    (targets === '' ? undefined : targets)
  );
}

/** A text of at most `most` characters, cut at a character's border with `…` at its end. */
export function shown<T extends string | undefined>(given: T, most: number = LONGEST_SHOWN): T {
  if (given === undefined) return given;
  // A secret that is cut is no longer found by whoever masks it.
  const text = secrets.hide(given) as T & string;
  if (text.length <= most) return text;
  const characters = Array.from(text.slice(0, 2 * most));
  if (characters.length <= most && text.length <= 2 * most) return text;
  return `${characters.slice(0, most - 1).join('')}…` as T;
}

/** The address, or the first of several; what stands in the address field if it is no address. */
export function addressOf(parts: Parts): string | undefined {
  return addressesOf(parts)[0] ?? parts.ipRaw;
}

function namesOne(text: string | undefined, domains: readonly string[]): boolean {
  if (text === undefined || !text.includes('@')) return false;
  const lower = text.toLowerCase();
  return domains.some((domain) => lower.includes(`@${domain}`));
}

/** True if `user` is that account, also where it has the address in angle brackets, behind a name. */
function isSame(named: string, user: string | undefined): boolean {
  if (user === undefined) return false;
  const address = user.slice(user.lastIndexOf('<') + 1);
  let end = address.length;
  while (end > 0 && '>. '.includes(address.charAt(end - 1))) end -= 1;
  return personKey(address.slice(0, end)) === personKey(named);
}

function isOfProvider(parts: Parts, event: AuditEvent, domains: readonly string[]): boolean {
  const email = parts.actor?.email;
  return email !== undefined && isProviderAccess({ ...event, user: email }, domains);
}

function toAct(event: AuditEvent, time: number, parts: Parts): Act {
  const kind = kindOf(event.auditType, event.eventInfo);
  const [, ...more] = addressesOf(parts).slice(0, MOST_ADDRESSES);
  return {
    key: event.key,
    id: event.id !== undefined && event.id.length > LONGEST_ID ? undefined : event.id,
    time,
    kind,
    category: kept(event.category),
    auditType: kept(event.auditType),
    object: kept(objectOf(parts)),
    outcome: parts.outcome,
    address: kept(addressOf(parts)),
    ...(more.length === 0 ? {} : { moreAddresses: more }),
    application: kept(parts.application),
    content: hasContent(event.auditType, kind, parts),
  };
}

function kindOf(auditType: string | undefined, eventInfo: string | undefined): ActKind {
  if (auditType === undefined) return 'unknown';
  const text = eventInfo?.slice(0, 200).trimStart() ?? '';
  const looks = SEEN.get(auditType);
  if (looks) return looks.some((words) => text.startsWith(words)) ? 'seen' : 'unknown';
  if (auditType === 'Folder Log Entry') return text.startsWith('Action Performed - Deleted ') ? 'changed' : 'unknown';
  const kind = KINDS.get(auditType);
  if (kind === 'signed-in' && ENROLMENT.test(text)) return 'unknown';
  return kind ?? (CHANGED.test(auditType) ? 'changed' : 'unknown');
}

/** A viewed message counts as seen with its content unless the text says that it was not. */
function hasContent(auditType: string | undefined, kind: ActKind, parts: Parts): boolean {
  const viewed = parts.objects?.message?.contentViewed;
  if (viewed !== undefined) return viewed;
  return auditType !== undefined && (CONTENT.has(auditType) || (auditType === 'Message Action' && kind === 'seen'));
}

function addressesOf(parts: Parts): readonly string[] {
  return typeof parts.ip === 'string' ? [parts.ip] : (parts.ip ?? []);
}

/** A copy of its own: a piece of a long text would keep all of that text in memory. */
function kept(text: string | undefined, most?: number): string | undefined {
  return text === undefined ? undefined : Buffer.from(shown(text, most), 'utf16le').toString('utf16le');
}
