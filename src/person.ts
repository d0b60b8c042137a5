/** Longest account that is compared: mail allows 254 characters (RFC 5321). */
const LONGEST = 400;

/**
 * What stands for a person where accounts are compared: without regard to case, to blanks around it, and to how an accent is
 * encoded (Unicode NFC). A character that only looks like one of ASCII, such as the Kelvin sign, stays another.
 */
export function personKey(person: string): string {
  const text = person.trim();
  // Bringing marks in order takes the square of their number.
  if (text.length > LONGEST) return text.toLowerCase();
  const distinct = text.replace(/[^ -~]/gu, (one) => (isAsciiLike(one) ? `\u0000${one.codePointAt(0)}` : one));
  return distinct.normalize('NFC').toLowerCase();
}

function isAsciiLike(one: string): boolean {
  return /[ -~]/.test(one.normalize('NFC') + one.toLowerCase());
}

/** True if both are named and are the same, or neither is. */
export function isSamePerson(one: string | undefined, other: string | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  return personKey(one) === personKey(other);
}
