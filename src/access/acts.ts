import type { AuditEvent } from '../event.ts';
import { secrets } from '../runner/secrets.ts';
import type { Act } from '../session.ts';
import { readActorOf } from './actor-reading.ts';
import { deedOf } from './deed.ts';
import { type Parts, targetsOf } from './parts.ts';
import { readWording } from './wording.ts';

/** One provider access, and who made it. */
export interface Access {
  /** Undefined if the event has no time that can be read: it belongs to no session. */
  readonly act: Act | undefined;
  /** The account that `user` or the text names, as it is written; undefined if neither says it. */
  readonly person: string | undefined;
  /** It can't be told for sure that it was the provider, or who of its staff. */
  readonly doubtful: boolean;
}

/** Longest text that is kept or shown, in characters. */
const LONGEST_SHOWN = 200;
/** Mimecast's ids are about 200 characters; one that is far longer is no pointer. The key is always kept. */
const LONGEST_ID = 1000;
/** Longest address that mail allows (RFC 5321), with some room. */
const LONGEST_PERSON = 400;
/** Further addresses of one event; one that names more is judged against its person. */
const MOST_ADDRESSES = 40;

/**
 * An event as an act. Texts are cut to 200 characters and otherwise kept as they are: they come from outside.
 * @returns undefined if its time can't be read.
 */
export function actOf(event: AuditEvent): Act | undefined {
  return event.time === undefined ? undefined : toAct(event, event.time, readWording(event), false);
}

/**
 * An event as a provider access (see `readActorOf`). Where `user` and the text name two of the staff, the text's is the person:
 * an approval of the one must not cover what the other did.
 * @param domains in lower case.
 * @param asked it came as an answer to a question for provider accesses alone.
 * @returns undefined if it is none.
 */
export function accessOf(event: AuditEvent, domains: readonly string[], asked = false): Access | undefined {
  const reading = readActorOf(event, { domains, asked });
  if (!reading) return undefined;
  const { person, doubtful, parts } = reading;
  return {
    act: event.time === undefined ? undefined : toAct(event, event.time, parts, doubtful),
    person: kept(person, LONGEST_PERSON),
    doubtful,
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

function toAct(event: AuditEvent, time: number, parts: ReturnType<typeof readWording>, doubtful: boolean): Act {
  const { kind, also, content } = deedOf(event, parts);
  const [, ...more] = addressesOf(parts);
  return {
    key: event.key,
    hash: event.hash,
    id: event.id !== undefined && event.id.length > LONGEST_ID ? undefined : event.id,
    time,
    kind,
    ...(also.length === 0 ? {} : { also }),
    category: kept(event.category),
    auditType: kept(event.auditType),
    object: kept(objectOf(parts)),
    outcome: parts.outcome,
    address: kept(addressOf(parts)),
    ...(more.length === 0 ? {} : { moreAddresses: more.slice(0, MOST_ADDRESSES) }),
    ...(more.length > MOST_ADDRESSES ? { addressesLeftOut: more.length - MOST_ADDRESSES } : {}),
    application: kept(parts.application),
    content,
    doubtful,
  };
}

function addressesOf(parts: Parts): readonly string[] {
  return typeof parts.ip === 'string' ? [parts.ip] : (parts.ip ?? []);
}

/** A copy of its own: a piece of a long text would keep all of that text in memory. */
function kept(text: string | undefined, most?: number): string | undefined {
  return text === undefined ? undefined : Buffer.from(shown(text, most), 'utf16le').toString('utf16le');
}
