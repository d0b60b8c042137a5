import { printable, type Refuse, type YamlMap, type YamlNode } from './yaml-tree.ts';

/** Reads values of a YAML file, and refuses what is not as it should be. `what` names the value in messages. */

const UNITS = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/**
 * A map with these keys and no others.
 * @returns its values by key; a key of `optional` may be missing.
 */
export function mapOf<Required extends string, Optional extends string>(
  node: YamlNode,
  what: string,
  keys: { readonly required: readonly Required[]; readonly optional: readonly Optional[] },
  refuse: Refuse,
): Record<Required, YamlNode> & Partial<Record<Optional, YamlNode>> {
  const known: readonly string[] = [...keys.required, ...keys.optional];
  if (node.kind !== 'map') return refuse(node.at, `${what} must be a map with the keys ${known.join(', ')}`);
  const found = new Map<string, YamlNode>();
  for (const { key, at, value } of node.entries) {
    if (!known.includes(key)) refuse(at, unknownKey(key, what, known));
    if (found.has(key)) refuse(at, `${what} has the key ${key} twice; leave one out`);
    found.set(key, value);
  }
  const missing = keys.required.find((key) => !found.has(key));
  if (missing !== undefined) refuse(placeOf(node), `${what} needs the key ${missing}`);
  return Object.fromEntries(found) as Record<Required, YamlNode> & Partial<Record<Optional, YamlNode>>;
}

/** A list of at least `least` and at most `most` items. */
export function listOf(
  node: YamlNode,
  what: string,
  { least, most }: { readonly least: number; readonly most: number },
  refuse: Refuse,
): readonly YamlNode[] {
  if (node.kind !== 'list') return refuse(node.at, `${what} must be a list, such as [a, b]${emptyNote(node)}`);
  if (node.items.length < least) refuse(node.at, `${what} is an empty list; it needs at least one item`);
  const first = node.items[most];
  if (first) refuse(first.at, `${what} has more than ${most} items, and no more are allowed`);
  return node.items;
}

/** A text of at most `most` characters. @param right in words, what it must look like: said if `form` does not match. */
export function textOf(
  node: YamlNode,
  what: string,
  { most, form, right }: { readonly most: number; readonly form: RegExp; readonly right: string },
  refuse: Refuse,
): string {
  if (node.kind !== 'scalar' || typeof node.value !== 'string') {
    const quotes = node.kind === 'scalar' && node.value !== null ? '; put it in quotes' : '';
    return refuse(node.at, `${what} must be ${right}${quotes}${emptyNote(node)}`);
  }
  if (Array.from(node.value).length > most) refuse(node.at, `${what} has more than ${most} characters`);
  if (!form.test(node.value)) refuse(node.at, `${what} is "${printable(node.value)}" and must be ${right}`);
  return node.value;
}

/** One of `words`, exactly. */
export function wordOf<Word extends string>(
  node: YamlNode,
  what: string,
  words: readonly Word[],
  refuse: Refuse,
): Word {
  const word = node.kind === 'scalar' ? words.find((one) => one === node.value) : undefined;
  if (word !== undefined) return word;
  const written = node.kind === 'scalar' && node.value !== null ? node.source : undefined;
  const near = written === undefined ? undefined : nearest(written, words);
  const meant = near === undefined ? '' : `; was ${near} meant?`;
  const is = written === undefined ? '' : `is "${printable(written)}" and `;
  return refuse(node.at, `${what} ${is}must be one of ${words.join(', ')}${emptyNote(node)}${meant}`);
}

/** A whole number from 1 to `most`. */
export function countOf(node: YamlNode, what: string, most: number, refuse: Refuse): number {
  const value = node.kind === 'scalar' ? node.value : undefined;
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= most) return value;
  return refuse(node.at, `${what} must be a whole number from 1 to ${most}${emptyNote(node)}`);
}

/** A length of time as in the Action's inputs, `90s`, `5m`, `2h`, `1d`. @returns ms. */
export function durationOf(node: YamlNode, what: string, refuse: Refuse): number {
  const form = /^[1-9]\d{0,6}[smhd]$/;
  const right = 'a whole number and s, m, h or d, such as 2h';
  const text = textOf(node, what, { most: 10, form, right }, refuse);
  return Number(text.slice(0, -1)) * UNITS[text.slice(-1) as keyof typeof UNITS];
}

function unknownKey(key: string, what: string, known: readonly string[]): string {
  const near = nearest(key, known);
  const meant = near === undefined ? `allowed are ${known.join(', ')}` : `was ${near} meant?`;
  return `${what} has the unknown key "${printable(key)}"; ${meant}`;
}

/** Where a key could be put in: the first key, or the map's own place if it is empty. */
function placeOf(map: YamlMap): number {
  return map.entries[0]?.at ?? map.at;
}

function emptyNote(node: YamlNode): string {
  return node.kind === 'scalar' && node.value === null ? ', and is empty' : '';
}

/** The word that is at most two letters away (fewer for short words), with `_` for `-` and any case. */
function nearest(written: string, words: readonly string[]): string | undefined {
  if (written.length > 60) return undefined;
  const one = written.toLowerCase().replaceAll('_', '-');
  return words
    .map((word) => ({ word, letters: distance(one, word.toLowerCase().replaceAll('_', '-')) }))
    .filter(({ word, letters }) => letters <= 2 && letters * 2 < word.length)
    .sort((a, b) => a.letters - b.letters)[0]?.word;
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
