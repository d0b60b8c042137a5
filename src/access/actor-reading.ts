import { ACCESS_CATEGORY, type AuditEvent } from '../event.ts';
import { isSamePerson, personKey } from '../person.ts';
import { isEmail, readAccount } from './account.ts';
import { fold, isDisguised, isOdd, namesIn, namesOneOf, textOf } from './domains.ts';
import { accountOf } from './parts.ts';
import { readWording } from './wording.ts';

/** Who is the provider's, and what was asked for. */
export interface ActorRules {
  /** The provider's domains, in lower case. */
  readonly domains: readonly string[];
  /** The event came as an answer to a question for provider accesses alone: whatever it looks like, it is one. */
  readonly asked: boolean;
}

/** Who made a provider access. */
export interface ActorReading {
  /**
   * The account that `user` names, or the one that the text names if there is no user, or another of the provider's. If that is
   * in doubt, the words as they stand. Undefined if neither says it.
   */
  readonly person: string | undefined;
  /** It can't be told for sure that it was the provider, or who of its staff. */
  readonly doubtful: boolean;
  readonly parts: ReturnType<typeof readWording>;
}

/** What one text says about an account. */
interface Name {
  /** The account, if the text is one and nothing else. */
  readonly clear: string | undefined;
  /** It is an account of the provider's without doubt; or at least with some. */
  readonly isStaff: boolean;
  readonly ofProvider: boolean;
}

/** Longer is no name; an address alone may have 254 characters (RFC 5321). */
const LONGEST_NAME = 1000;
const WRAPPERS: readonly (readonly [string, string])[] = [
  ['"', '"'],
  ["'", "'"],
  ['<', '>'],
  ['(', ')'],
  ['[', ']'],
];
const PLAIN = /^[\p{L}\p{N}\p{M}._+$~^{}-][\p{L}\p{N}\p{M}._+$~^{}'-]*@[\p{L}\p{N}\p{M}-]+(?:\.[\p{L}\p{N}\p{M}-]+)+$/u;
const SUPPORT = 'mimecastsupport';

/**
 * Reads who made an event. It is the provider's if its category or type says so, if `user` or the actor of its text names one
 * of the provider's domains in any spelling, or if its text is in no known form and names one: where that is in doubt it is
 * the provider's, and doubtful.
 * @returns undefined if it is not the provider's.
 */
export function readActorOf(event: AuditEvent, rules: ActorRules): ActorReading | undefined {
  const { domains } = rules;
  const asked = rules.asked || event.asked === true;
  const text = event.user?.trim() || undefined;
  const user = nameOf(text, domains);
  const odd = isOdd(event);
  const ofLog = isAccessCategory(event.category) || codeOf(event.auditType).startsWith(SUPPORT);
  const wholly = odd && [ACCESS_CATEGORY, SUPPORT].some((code) => codeOf(event.canonical).includes(codeOf(code)));
  // Most events name no such domain anywhere, and need not be read for it.
  const where = textOf(event);
  const inText = namesOneOf(where, domains);
  if (!ofLog && !asked && !wholly && !user.ofProvider && !inText) return undefined;

  const parts = readWording(event);
  const account = accountOf(parts);
  const actor = nameOf(account, domains);
  const isUnread = inText && (odd || !parts.known || (account === undefined && !text?.includes('@')));
  const stranger = isUnread ? strangerIn(where ?? '', domains, [user.clear, actor.clear]) : undefined;
  const isSure = ofLog || user.isStaff || actor.isStaff;
  if (!isSure && !asked && !wholly && !user.ofProvider && !actor.ofProvider && stranger === undefined) return undefined;

  const differ =
    account !== undefined && text !== undefined && !isSamePerson(actor.clear ?? account, user.clear ?? text);
  const isTextual = actor.ofProvider && differ;
  const doubtful =
    stranger !== undefined ||
    (!isSure && (!asked || (event.category !== undefined && event.category.trim() !== ''))) ||
    [user, actor].some(({ ofProvider, isStaff }) => ofProvider && !isStaff) ||
    (text?.includes('@') === true && user.clear === undefined) ||
    (text !== undefined && isDisguised(text)) ||
    (isTextual && user.clear !== undefined);
  const named = isTextual ? (actor.clear ?? account) : (user.clear ?? text ?? actor.clear ?? account);
  // Whom a customer's name stands for is not told by that name.
  const person = !ofLog && !user.ofProvider && !actor.ofProvider && stranger !== undefined ? stranger : named;
  return { person, doubtful, parts };
}

/** True if the categories that were asked for are those of provider accesses alone. */
export function isAboutAccesses(categories: readonly string[] | 'all'): boolean {
  return categories !== 'all' && categories.length > 0 && categories.every(isAccessCategory);
}

/** True for the category of provider accesses, however it is spelt. */
function isAccessCategory(category: string | undefined): boolean {
  return category === ACCESS_CATEGORY || codeOf(category) === codeOf(ACCESS_CATEGORY);
}

function codeOf(text: string | undefined): string {
  return text === undefined ? '' : fold(text).replace(/[\s_-]/g, '');
}

function nameOf(text: string | undefined, domains: readonly string[]): Name {
  const clear = text === undefined ? undefined : clearAddress(text);
  // One that is an address without doubt may be of a longer domain, which is another's.
  const isStaff = clear !== undefined && domains.includes(clear.slice(clear.lastIndexOf('@') + 1).toLowerCase());
  return { clear, isStaff, ofProvider: isStaff || (clear === undefined && namesOneOf(text, domains)) };
}

/** Somebody of the provider whom a text names, and who is none of those. */
function strangerIn(
  text: string,
  domains: readonly string[],
  known: readonly (string | undefined)[],
): string | undefined {
  const keys = known.map((one) => one && personKey(one));
  for (const { local, domain } of namesIn(text)) {
    if (domains.includes(domain) && !keys.includes(personKey(`${local}@${domain}`))) return `${local}@${domain}`;
  }
  return undefined;
}

/**
 * The one address that a text names: alone, in quotes or brackets, behind a name, or before a comment.
 * @returns it as it is written; undefined if the text is anything else, or has a character that hides or stands for another.
 */
function clearAddress(text: string): string | undefined {
  if (text.length > LONGEST_NAME || isDisguised(text.trim())) return undefined;
  const bare = unwrapped(text);
  if (PLAIN.test(bare)) return bare;
  const quoted = bare.startsWith('"') ? readAccount(bare, 0) : undefined;
  if (quoted?.end === bare.length && isEmail(bare) && PLAIN.test(`x${bare.slice(bare.lastIndexOf('@'))}`)) return bare;
  const behind = /^([^<>]*)<([^<>]*)>$/.exec(bare);
  if (behind?.[1] !== undefined && behind[2] !== undefined) {
    const [name, address] = [unwrapped(behind[1]), unwrapped(behind[2])];
    if (PLAIN.test(address) && isOnlyName(name, address)) return address;
  }
  const before = /^([^\s<>()]+)\s*[<(]([^<>()]*)[>)]$/.exec(bare);
  if (before?.[1] !== undefined && before[2] !== undefined) {
    const [address, name] = [unwrapped(before[1]), unwrapped(before[2])];
    if (PLAIN.test(address) && isOnlyName(name, address)) return address;
  }
  return undefined;
}

/** True if the text beside an address names nobody else. */
function isOnlyName(name: string, address: string): boolean {
  return isSamePerson(name, address) || (!name.includes('@') && namesIn(name).next().done === true);
}

/** Without blanks, quotes and brackets around it, `mailto:` before it, and a dot, comma or semicolon behind it. */
function unwrapped(text: string): string {
  let bare = text.trim();
  for (let before = ''; before !== bare; ) {
    before = bare;
    let end = bare.length;
    while (end > 0 && '.,; '.includes(bare.charAt(end - 1))) end -= 1;
    bare = bare.slice(0, end).trim();
    if (/^mailto:/i.test(bare)) bare = bare.slice(7).trim();
    for (const [open, close] of WRAPPERS) {
      const inside = bare.slice(1, -1);
      if (bare.length > 2 && bare.startsWith(open) && bare.endsWith(close) && !inside.includes(open)) {
        bare = inside.trim();
      }
    }
  }
  return bare;
}
