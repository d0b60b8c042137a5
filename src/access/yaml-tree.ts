import { Composer, type CST, type Document, isAlias, isMap, isScalar, isSeq, Parser, type YAMLError } from 'yaml';
import type { Mistakes, Refuse } from './mistakes.ts';

/** A YAML value as plain data, with the place in the text where it begins. */
export type YamlNode = YamlMap | YamlList | YamlScalar;
export interface YamlMap {
  readonly kind: 'map';
  readonly at: number;
  readonly entries: readonly { readonly key: string; readonly at: number; readonly value: YamlNode }[];
}
interface YamlList {
  readonly kind: 'list';
  readonly at: number;
  readonly items: readonly YamlNode[];
}
interface YamlScalar {
  readonly kind: 'scalar';
  readonly at: number;
  /** As the core schema of YAML 1.2 reads it. */
  readonly value: unknown;
  /** As it is written, without quotes. */
  readonly source: string;
}

const LARGEST_BYTES = 1_000_000;
/** The format needs five; the library goes down by recursion. */
const DEEPEST = 20;

/** What the library's codes mean; anything else is said in general (https://eemeli.org/yaml/#errors). */
const FAULTS: Readonly<Record<string, string>> = {
  TAB_AS_INDENT: 'tabs are not allowed as indentation; use blanks',
  MISSING_CHAR: 'a quote, bracket, comma or colon is missing before this place',
  BAD_INDENT: 'the indentation differs from that of the keys above; line it up with them',
  BLOCK_AS_IMPLICIT_KEY: 'a colon and a blank may not stand in a value; put the value in quotes',
  MULTILINE_IMPLICIT_KEY: 'a key must be on one line and end with a colon',
  BAD_SCALAR_START: 'a value may not begin with this character; put it in quotes',
  BAD_DQ_ESCAPE: 'this is no escape that YAML knows; put the value in single quotes',
  MULTIPLE_ANCHORS: 'anchors are not needed here; leave them out',
  TAG_RESOLVE_FAILED: 'tags are not allowed; leave out the ! or put the value in quotes',
};

/** Where one code has several meanings, the library's own words tell which. */
const MEANINGS: readonly (readonly [code: string, words: RegExp, sentence: string])[] = [
  ['MISSING_CHAR', /without - indicator/, FAULTS.BAD_INDENT ?? ''],
  ['MISSING_CHAR', /closing .?quote/, 'a quote is opened and never closed'],
  ['BAD_INDENT', /^Flow /, 'a bracket is opened and not closed'],
];

/**
 * Reads one YAML document, with positions. Aliases and tags are refused, since they can make a small file large or a text
 * something else. Duplicate keys are left for the reader of the map.
 * @returns undefined if it can't be read; the mistakes are noted.
 */
export function readYaml(mistakes: Mistakes): YamlNode | undefined {
  return mistakes.attempt(() => treeOf(mistakes));
}

function treeOf({ text, lines, refuse, note }: Mistakes): YamlNode | undefined {
  if (Buffer.byteLength(text) > LARGEST_BYTES) refuse(0, 'the file is too large; at most 1 MB is allowed');
  const tokens = [...new Parser(lines.addNewLine).parse(text)];
  const deep = tooDeep(tokens);
  if (deep !== undefined) refuse(deep, `the values are nested too deeply; at most ${DEEPEST} levels are allowed`);
  const second = tokens.filter(({ type }) => type === 'document')[1];
  if (second) refuse(second.offset, 'a second document begins here; one file is one document');
  const directive = tokens.find(({ type }) => type === 'directive');
  if (directive) refuse(directive.offset, 'directives such as %YAML are not allowed; leave the line out');
  // Looking for duplicates there takes the square of the number of keys.
  const composer = new Composer({ version: '1.2', schema: 'core', uniqueKeys: false });
  const [document] = [...composer.compose(tokens, true, text.length)] as Document.Parsed[];
  const errors = [...(document?.errors ?? []), ...(document?.warnings ?? [])].sort((a, b) => a.pos[0] - b.pos[0]);
  // What follows on the same line is most often the same mistake.
  const noted = new Set<number>();
  const multiline = new Set(errors.filter(({ code }) => code === 'MULTILINE_IMPLICIT_KEY').map(({ pos }) => pos[0]));
  for (const error of errors) {
    const { line } = lines.linePos(error.pos[0]);
    if (!noted.has(line)) note(error.pos[0], meaningOf(error, multiline));
    noted.add(line);
  }
  if (errors.length > 0) return undefined;
  const root = document?.contents;
  if (!root)
    return refuse(0, 'the file is empty; it needs the key approvals, a list, and approvals: [] if nothing was agreed');
  return toNode(root, refuse);
}

/** @param multiline where keys go on in the next line. */
function meaningOf({ code, message, pos }: YAMLError, multiline: ReadonlySet<number>): string {
  const told = MEANINGS.find(([one, words]) => one === code && words.test(message));
  if (told) return told[2];
  // Both at once: the value goes on in the next line, which looks like a key.
  if (code === 'BLOCK_AS_IMPLICIT_KEY' && multiline.has(pos[0]))
    return 'the line below is indented too far; line it up with this one';
  return FAULTS[code] ?? 'this is no valid YAML; check quotes, brackets and indentation';
}

/** Offset of the first value that is nested too deeply. Without recursion, since the depth is what is in doubt. */
function tooDeep(tokens: readonly CST.Token[]): number | undefined {
  const open: { token: CST.Token; depth: number }[] = tokens.map((token) => ({ token, depth: 0 }));
  for (let one = open.pop(); one; one = open.pop()) {
    const { token, depth } = one;
    if (depth > DEEPEST) return token.offset;
    if (token.type === 'document' && token.value) open.push({ token: token.value, depth });
    if (!('items' in token)) continue;
    for (const { key, value } of token.items) {
      if (key) open.push({ token: key, depth: depth + 1 });
      if (value) open.push({ token: value, depth: depth + 1 });
    }
  }
  return undefined;
}

function toNode(node: unknown, refuse: Refuse, fallback = 0): YamlNode {
  if (isAlias(node))
    return refuse(
      node.range?.[0] ?? fallback,
      'a value that begins with * must be in quotes; YAML aliases are not allowed',
    );
  if (isMap(node)) {
    const at = node.range?.[0] ?? fallback;
    refuseTag(node, at, refuse);
    const entries = node.items.map(({ key, value }) => {
      const name = toNode(key, refuse, at);
      if (name.kind !== 'scalar') return refuse(name.at, 'a key must be a word, not a list or a map');
      return { key: name.source, at: name.at, value: toNode(value, refuse, name.at) };
    });
    return { kind: 'map', at, entries };
  }
  if (isSeq(node)) {
    const at = node.range?.[0] ?? fallback;
    refuseTag(node, at, refuse);
    return { kind: 'list', at, items: node.items.map((item) => toNode(item, refuse, at)) };
  }
  if (!isScalar(node)) return { kind: 'scalar', at: fallback, value: null, source: '' };
  const at = node.range?.[0] ?? fallback;
  refuseTag(node, at, refuse);
  return { kind: 'scalar', at, value: node.value, source: node.source ?? '' };
}

function refuseTag(node: { tag?: string | undefined }, at: number, refuse: Refuse): void {
  if (node.tag !== undefined) refuse(at, 'tags (!) are not allowed; leave the tag out');
}
