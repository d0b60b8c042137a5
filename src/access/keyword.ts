/** The longest term that Lucene indexes, in bytes of UTF-8; a document with a longer one is refused (elastic.md 4.1). */
const LONGEST_TERM = 32_766;

/** A UTF-16 unit is at most three bytes of UTF-8, so a text of this many units always fits. */
const SURELY_FITS = Math.floor(LONGEST_TERM / 3);

/**
 * Makes a text fit for an indexed keyword: cut at a character's border to at most 32 766 bytes of UTF-8, half surrogate
 * pairs replaced by U+FFFD, since they can't be written as UTF-8.
 * @param cuts gets `field` once if the text had to be cut.
 */
export function keyword(text: string, field: string, cuts: string[]): string {
  if (text.length <= SURELY_FITS) return text.isWellFormed() ? text : text.toWellFormed();
  // One unit is at least one byte, so what lies beyond this can't fit.
  const bytes = Buffer.from(text.slice(0, LONGEST_TERM + 1).toWellFormed());
  if (bytes.length <= LONGEST_TERM) return bytes.toString();
  if (!cuts.includes(field)) cuts.push(field);
  let end = Math.min(LONGEST_TERM, bytes.length);
  // 10xxxxxx continues a character.
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return bytes.toString('utf8', 0, end);
}

/** Makes a text fit for the keyword `field`, as `keyword` does; undefined stays undefined. */
export type Cut = <T extends string | undefined>(text: T, field: string) => T;
