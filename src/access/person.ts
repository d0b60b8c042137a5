/** Longest account that is compared: mail allows 254 characters (RFC 5321). */
const LONGEST = 400;

/**
 * What stands for a person where accounts are compared: without regard to case, to blanks around it, and to how an accent is
 * encoded (Unicode NFC).
 */
export function personKey(person: string): string {
  const text = person.trim();
  // Bringing marks in order takes the square of their number.
  return text.length > LONGEST ? text.toLowerCase() : text.normalize('NFC').toLowerCase();
}

/**
 * True if the person is the one of the pattern: an address in which `*` stands for anything but `@`. A person whom no event
 * names is matched by no pattern. Linear in both lengths, but for what finding a text in a text takes.
 */
export function matchesPerson(pattern: string, person: string | undefined): boolean {
  if (person === undefined) return false;
  const patterns = personKey(pattern).split('@');
  const texts = personKey(person).split('@');
  return patterns.length === texts.length && patterns.every((piece, i) => matchesPiece(piece, texts[i] ?? ''));
}

/** One side of the `@`. Between the first and the last literal the leftmost place of each is always good enough. */
function matchesPiece(pattern: string, text: string): boolean {
  const literals = pattern.split('*');
  const [head = '', ...rest] = literals;
  const tail = rest.pop();
  if (tail === undefined) return text === head;
  if (text.length < head.length + tail.length || !text.startsWith(head) || !text.endsWith(tail)) return false;
  const end = text.length - tail.length;
  let from = head.length;
  for (const literal of rest) {
    const at = text.indexOf(literal, from);
    if (at < 0 || at + literal.length > end) return false;
    from = at + literal.length;
  }
  return from <= end;
}
