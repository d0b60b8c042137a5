import { personKey } from '../person.ts';
import { fold, namesIn } from './domains.ts';

/**
 * True if the person is the one of the pattern: an address in which `*` stands for anything but `@`. A person whom no event
 * names is matched by no pattern. Linear in both lengths, but for what finding a text in a text takes.
 */
export function matchesPerson(pattern: string, person: string | undefined): boolean {
  return person !== undefined && matches(personKey(pattern), personKey(person));
}

/** The same for what is forbidden: here any account that the name may mean is enough. */
export function mayBePerson(pattern: string, person: string | undefined): boolean {
  if (person === undefined) return false;
  if (matchesPerson(pattern, person)) return true;
  const folded = fold(pattern);
  for (const { local, domain } of namesIn(person)) if (matches(folded, `${local}@${domain}`)) return true;
  return false;
}

function matches(pattern: string, person: string): boolean {
  const patterns = pattern.split('@');
  const texts = person.split('@');
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
