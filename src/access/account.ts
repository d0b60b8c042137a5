/** Who a text names: an address, or an account's name where it is no address. */
export interface Person {
  readonly email?: string;
  readonly account?: string;
  readonly name?: string;
}

/** An account's name as it stands in a text, and where it ends. */
interface Token {
  readonly text: string;
  readonly end: number;
}

/** Longest address that mail allows (RFC 5321) with some room, and its longest local part. Longer is no account. */
const LONGEST = 400;
const LONGEST_QUOTED = 100;

/**
 * Reads the account that begins at `from`: no blank, comma or angle bracket, save in a quoted local part.
 * @returns undefined if nothing that can be an account begins there.
 */
export function readAccount(text: string, from: number): Token | undefined {
  let at = from;
  const limit = Math.min(text.length, from + LONGEST);
  if (text[at] === '"') {
    const end = Math.min(text.length, from + LONGEST_QUOTED);
    at += 1;
    while (at < end && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
    if (text[at] !== '"' || text[at + 1] !== '@') return undefined;
    at += 1;
  }
  while (at < limit && !endsAccount(text.charCodeAt(at))) at += 1;
  if (at === from || at - from >= LONGEST) return undefined;
  return { text: text.slice(from, at), end: at };
}

/** Blanks and controls, comma, angle brackets. */
function endsAccount(code: number): boolean {
  return code <= 32 || code === 44 || code === 60 || code === 62 || code === 0xa0;
}

/** True if the account is an address: something on both sides of its last `@`. */
export function isEmail(account: string): boolean {
  const at = account.lastIndexOf('@');
  return at > 0 && at < account.length - 1;
}

/** True if both are the same account. Mimecast writes the same address in either case. */
export function sameAccount(one: string, other: string | undefined): boolean {
  if (other === undefined) return false;
  // A text gets at most three times as long in lower case. A long one isn't turned for each short one that it is held against.
  if (Math.max(one.length, other.length) > 3 * Math.min(one.length, other.length)) return false;
  return one === other || one.toLowerCase() === other.toLowerCase();
}

/** Puts a person together. A name that is empty or only the address again is left out. */
export function person(account: string, name?: string): Person {
  const shown = name?.trim();
  const named = shown && !sameAccount(shown, account) ? { name: shown } : {};
  return isEmail(account) ? { email: account, ...named } : { account, ...named };
}
