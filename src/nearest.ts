/** Longest word that is looked at: what is far longer is no slip of the pen, and comparing takes the product of both lengths. */
const LONGEST = 100;

/**
 * The word that was meant: at most so many letters away (fewer for short words, where that is most of them), with `_` for `-`
 * and in any case. @returns undefined if none is near.
 */
export function nearest<Word extends string>(written: string, words: readonly Word[], most = 2): Word | undefined {
  if (written.length > LONGEST) return undefined;
  const one = plain(written);
  return words
    .map((word) => ({ word, letters: distance(one, plain(word)) }))
    .filter(({ word, letters }) => letters <= most && letters * 2 < word.length)
    .sort((a, b) => a.letters - b.letters)[0]?.word;
}

function plain(word: string): string {
  return word.toLowerCase().replaceAll('_', '-');
}

/** Levenshtein distance: how many letters must be put in, taken out or changed. */
function distance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const change = (previous[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      current.push(Math.min(change, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}
