import { nearest } from '../nearest.ts';
import { type Mistakes, printable, type Refuse } from './mistakes.ts';
import type { YamlMap, YamlNode } from './yaml-tree.ts';

/** Reads values of a YAML file, and refuses what is not as it should be. `what` names the value in messages. */

const UNITS = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/**
 * A map with these keys and no others. A key that is missing, unknown or there twice is noted, and the rest is read all the same.
 * @returns its values by key.
 */
export function mapOf<Key extends string>(
  node: YamlNode,
  what: string,
  keys: { readonly required: readonly Key[]; readonly optional: readonly Key[] },
  { note, refuse }: Mistakes,
): Partial<Record<Key, YamlNode>> {
  const known: readonly string[] = [...keys.required, ...keys.optional];
  if (node.kind !== 'map') return refuse(node.at, `${what} must be a map with the keys ${known.join(', ')}`);
  const found = new Map<string, YamlNode>();
  for (const { key, at, value } of node.entries) {
    if (!known.includes(key)) note(at, unknownKey(key, what, known));
    else if (found.has(key)) note(at, `${what} has the key ${key} twice; leave one out`);
    found.set(key, value);
  }
  // A misspelt key is one mistake, and the key that it stands for is no second one.
  const meant = new Set(node.entries.map(({ key }) => nearest(key, known)));
  const missing = keys.required.filter((key) => !found.has(key) && !meant.has(key));
  if (missing.length > 0) {
    note(placeOf(node), `${what} needs the key${missing.length === 1 ? '' : 's'} ${missing.join(', ')}`);
  }
  return Object.fromEntries(found) as Partial<Record<Key, YamlNode>>;
}

/** A list of at least `least` and at most `most` items. */
export function listOf(
  node: YamlNode,
  what: string,
  { least, most }: { readonly least: number; readonly most: number },
  { refuse, text }: Mistakes,
  example: string,
): readonly YamlNode[] {
  if (isNothing(node)) return refuse(node.at, `${what} is empty${commentNote(node, text)}; ${example}`);
  if (node.kind !== 'list') return refuse(node.at, `${what} must be a list; ${example}`);
  if (node.items.length < least) refuse(node.at, `${what} is an empty list; it needs at least one item`);
  const first = node.items[most];
  if (first) refuse(first.at, `${what} has more than ${most} items, and no more are allowed`);
  return node.items;
}

/**
 * A text of at most `most` characters.
 * @param right in words, what it must look like: said if `form` does not match.
 * @param isExact it is compared letter by letter, so that what nobody sees may not stand in it.
 */
export function textOf(
  node: YamlNode,
  what: string,
  { most, form, right, isExact = false }: TextRules,
  { refuse, text }: Mistakes,
): string {
  if (isNothing(node)) return refuse(node.at, `${what} is empty${commentNote(node, text)}; it must be ${right}`);
  if (node.kind !== 'scalar' || typeof node.value !== 'string') {
    return refuse(node.at, `${what} must be ${right}${node.kind === 'scalar' ? '; put it in quotes' : ''}`);
  }
  if (isExact) refuseUnseen(node.value, node.at, what, text, refuse);
  if (Array.from(node.value).length > most) refuse(node.at, `${what} has more than ${most} characters`);
  if (!form.test(node.value)) refuse(node.at, `${what} is "${printable(node.value)}" and must be ${right}`);
  return node.value;
}

/** What a text has to be. */
export interface TextRules {
  readonly most: number;
  readonly form: RegExp;
  readonly right: string;
  readonly isExact?: boolean;
}

/** Blanks other than the plain one, and what has no width: a text that holds one never equals the text that a person sees. */
const UNSEEN = /[\p{Cf}\p{Zl}\p{Zp}\p{Variation_Selector}\u115f\u1160\u2800\u3164\uffa0]|(?! )\p{Zs}/u;
/** Quotes of a word processor, which YAML takes for letters. */
const CURLY = /[\u2018-\u201f\u00ab\u00bb\u2039\u203a\uff02\uff07]/;

function refuseUnseen(value: string, at: number, what: string, text: string, refuse: Refuse): void {
  const [unseen] = UNSEEN.exec(value) ?? [];
  const [curly] = CURLY.exec(value) ?? [];
  const character = unseen ?? curly;
  if (character === undefined) return;
  const code = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  // In a text with escapes the character itself may stand nowhere.
  const place = text.indexOf(character, at);
  const kind = unseen === undefined ? 'a curly quote' : 'an invisible character or an unusual blank';
  const advice =
    unseen === undefined ? 'only " and \' are quotes in YAML' : 'type the value again instead of pasting it';
  refuse(place < 0 ? at : place, `${what} holds ${kind} (${code}); ${advice}`);
}

/** One of `words`, exactly. */
export function wordOf<Word extends string>(
  node: YamlNode,
  what: string,
  words: readonly Word[],
  { refuse, text }: Mistakes,
): Word {
  const word = node.kind === 'scalar' ? words.find((one) => one === node.value) : undefined;
  if (word !== undefined) return word;
  const written = node.kind === 'scalar' && node.value !== null ? node.source : undefined;
  const near = written === undefined ? undefined : nearest(written, words);
  const meant = near === undefined ? '' : `; was ${near} meant?`;
  const is = written === undefined ? '' : `is "${printable(written)}" and `;
  const empty = isNothing(node) ? `is empty${commentNote(node, text)}; it ` : '';
  return refuse(node.at, `${what} ${is}${empty}must be one of ${words.join(', ')}${meant}`);
}

/** A whole number from 1 to `most`. */
export function countOf(node: YamlNode, what: string, most: number, { refuse }: Mistakes): number {
  const value = node.kind === 'scalar' ? node.value : undefined;
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= most) return value;
  return refuse(node.at, `${what} must be a whole number from 1 to ${most}`);
}

/** A length of time as in the Action's inputs, `90s`, `5m`, `2h`, `1d`. @returns ms. */
export function durationOf(node: YamlNode, what: string, mistakes: Mistakes): number {
  const form = /^[1-9]\d{0,6}[smhd]$/;
  const right = 'a whole number and s, m, h or d, such as 2h';
  const text = textOf(node, what, { most: 10, form, right }, mistakes);
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

/** True if nothing stands there. */
function isNothing(node: YamlNode): boolean {
  return node.kind === 'scalar' && node.value === null;
}

/** In YAML a # behind a blank begins a comment, which people don't expect of a ticket's number. */
function commentNote(node: YamlNode, text: string): string {
  return /^[ \t]*#/.test(text.slice(node.at, node.at + 200))
    ? ', as what follows # is a comment unless it is in quotes'
    : '';
}
