import type { AuditEvent } from '../event.ts';
import type { ActKind } from '../session.ts';
import type { Parts } from './parts.ts';

/** What was done, by type and text together. */
export interface Deed {
  /** The gravest of all that they say. */
  readonly kind: ActKind;
  /** The other things that they say, if each needs a permission of its own. */
  readonly also: readonly ActKind[];
  /** The content of mail was seen, or mail left the account. */
  readonly content: boolean;
}

/**
 * By `auditType` (mimecast-api.md section 6; README of the corpus). Types that cover both looking and changing are told
 * apart by their text, below.
 */
const KINDS: ReadonlyMap<string, ActKind> = new Map([
  ['Mimecast Support Login', 'signed-in'],
  ['Mimecast Support Logout', 'signed-out'],
  ['User Logged On', 'signed-in'],
  ['Logon Authentication Failed', 'sign-in-failed'],
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

/** Coming and going. */
const SIGNS: ReadonlySet<ActKind> = new Set(['signed-in', 'sign-in-failed', 'signed-out']);

/** Enrolling a device is filed as a log-on, and is none. */
const ENROLMENT = /^(?:Success?fully enrolled|Failed to enroll the) user for user device enrollment/;

/** Mail leaves its mailbox. */
const CONTENT: ReadonlySet<string> = new Set(['Archive Mailbox Export Download', 'Archive Mailbox Restore']);

/** What the words of a text say, wherever they stand. */
const WORDS: readonly (readonly [ActKind, RegExp])[] = [
  ['exported', /\b(?:export(?:s|ed|ing)?|download(?:s|ed|ing)?)\b/i],
  [
    'changed',
    /\b(?:(?:un)?(?:delet|chang|creat|updat|remov|restor|releas|modifi|disabl|enabl|unlink|link|renam|purg|mov|edit|add|reset|import|upload|forward|revok|assign|grant)(?:ed|d|ted|ked|ing)|restore|password reset)\b/i,
  ],
  ['seen', /\b(?:viewed|viewing|executed search|inspected|previewed|opened|searched)\b/i],
];
const MAIL_SEEN = /\bViewed Message\b/i;
const CONTENT_VIEWED = /\bViewed Content\s?:\s?(\w*)/gi;
const MAIL_TAKEN =
  /\bmailbox(?:es)? (?:exports?|restored?|downloads?)\b|\b(?:export|restor|download)(?:ed|ing)? (?:of )?(?:the )?(?:mailbox|message|e-?mail)/i;

/** The gravest first. What can't be told what it is needs what a change needs, and may be worse. */
const GRAVITY: readonly ActKind[] = [
  'exported',
  'unknown',
  'changed',
  'seen',
  'signed-in',
  'sign-in-failed',
  'signed-out',
];

/**
 * What an event was: the graver of what its type and its text say. A wording that is known and that fits the type is taken at
 * its word, since names and subjects in it are chosen by others; any other is searched for every word that says more.
 * Linear time.
 */
export function deedOf({ auditType, eventInfo = '' }: AuditEvent, parts: Parts & { readonly known: boolean }): Deed {
  const text = eventInfo.trimStart();
  const typed = signedIn(kindOf(auditType, text), parts);
  const isPlain = parts.known && !SIGNS.has(typed) && fits(auditType, text);
  const worded = isPlain ? [] : WORDS.flatMap(([kind, words]) => (words.test(text) ? [kind] : []));
  const kinds = GRAVITY.filter((kind) => kind === typed || worded.includes(kind));
  const kind = kinds[0] ?? 'unknown';
  // To change and to do what nobody knows need the same, and everything needs to have signed in.
  const also = kinds.slice(1).filter((one) => ['changed', 'unknown'].includes(one) && kind === 'exported');
  return { kind, also: also.slice(0, 1), content: hasContent(auditType, text, kind, parts, isPlain) };
}

/** Whether somebody came in, where the type or the text says so; what contradicts itself counts as a sign-in. */
function signedIn(kind: ActKind, { known, outcome }: Parts & { readonly known: boolean }): ActKind {
  if (kind === 'signed-in' && known && outcome === 'failure') return 'sign-in-failed';
  return kind === 'sign-in-failed' && outcome === 'success' ? 'signed-in' : kind;
}

/** True if the text is what the type makes one expect, so that its words are no other act. */
function fits(auditType: string | undefined, text: string): boolean {
  if (auditType === undefined) return false;
  // A message that was viewed says so and nothing else.
  return auditType === 'Message Action' || SEEN.has(auditType) ? isLook(auditType, text) : !MAIL_SEEN.test(text);
}

function isLook(auditType: string, text: string): boolean {
  return SEEN.get(auditType)?.some((words) => text.startsWith(words)) ?? false;
}

function kindOf(auditType: string | undefined, text: string): ActKind {
  if (auditType === undefined) return 'unknown';
  if (SEEN.has(auditType)) return isLook(auditType, text) ? 'seen' : 'unknown';
  if (auditType === 'Folder Log Entry') return text.startsWith('Action Performed - Deleted ') ? 'changed' : 'unknown';
  const kind = KINDS.get(auditType);
  if (kind !== undefined && kind !== 'signed-out' && SIGNS.has(kind) && ENROLMENT.test(text)) return 'unknown';
  return kind ?? (CHANGED.test(auditType) ? 'changed' : 'unknown');
}

/** A viewed message counts as seen with its content unless the text says that it was not; that excuses nothing else. */
function hasContent(
  auditType: string | undefined,
  text: string,
  kind: ActKind,
  parts: Parts,
  isPlain: boolean,
): boolean {
  if (auditType !== undefined && CONTENT.has(auditType)) return true;
  const viewed = parts.objects?.message?.contentViewed;
  if (isPlain) return viewed ?? (auditType === 'Message Action' && kind === 'seen');
  if (MAIL_TAKEN.test(text)) return true;
  const said = [...text.matchAll(CONTENT_VIEWED)].map((match) => match[1]?.toLowerCase() === 'false');
  if (said.includes(false)) return true;
  return MAIL_SEEN.test(text) && (said.length === 0 || kind !== 'seen');
}
