import { decodeUtf8, EncodingError } from './utf8.ts';

/** What a text of JSON from outside may hold at most. It is counted before anything is built from it. */
export interface JsonLimits {
  /** Arrays and objects inside each other. */
  readonly depth: number;
  /** Values altogether. */
  readonly values: number;
  /** Items of a list that stands right in the outermost object, as `data` does in a page. */
  readonly rows: number;
}

/** Far above an answer that means something, and small enough for the memory of a runner. */
export const JSON_LIMITS: JsonLimits = { depth: 10_000, values: 2_000_000, rows: Number.POSITIVE_INFINITY };

/** `syntax`: no JSON, or not whole. The others are JSON that is not taken. */
type Fault = 'syntax' | 'encoding' | 'depth' | 'values' | 'rows' | 'twice';

/** Why a text was not taken. The message is a part of a sentence about it, such as `is not UTF-8`, and shows nothing of it. */
export class JsonFault extends Error {
  override readonly name = 'JsonFault';
  readonly kind: Fault;

  constructor(kind: Fault, message: string) {
    super(message);
    this.kind = kind;
  }
}

/** Reads bytes as UTF-8, without a byte order mark. @throws JsonFault if they are none: a replaced byte is a changed text. */
export function textOf(bytes: Uint8Array): string {
  try {
    return decodeUtf8(bytes);
  } catch (error) {
    throw error instanceof EncodingError ? new JsonFault('encoding', 'is not UTF-8') : error;
  }
}

/** Reads JSON, numbers as doubles, within limits. @throws JsonFault */
export function parseJson(text: string, limits: JsonLimits = JSON_LIMITS): unknown {
  survey(text, limits);
  return parsed(text);
}

/**
 * Reads JSON without changing what it says, within limits: a number that a double doesn't hold as it is written
 * (`9007199254740993`, `1.0`, `1e400`) stays as its text, see `isWrittenNumber`.
 * @throws JsonFault; also for an object with one key twice, of which JSON.parse would drop a value in silence.
 */
export function parseFaithfully(text: string, limits: JsonLimits = JSON_LIMITS): unknown {
  const { members, exact } = survey(text, limits);
  const value = parsed(text);
  if (membersOf(value) !== members) throw new JsonFault('twice', 'has an object with the same key twice');
  return exact ? value : withWrittenNumbers(text);
}

/** A number that is kept as it was written; `JSON.stringify` gives its text back. */
interface WrittenNumber {
  readonly rawJSON: string;
}

// Of the language since ES2026, and not yet in the types.
const { rawJSON, isRawJSON } = JSON as typeof JSON & {
  rawJSON(text: string): WrittenNumber;
  isRawJSON(value: unknown): value is WrittenNumber;
};

/** True for a number that `parseFaithfully` kept as its text. */
export const isWrittenNumber: (value: unknown) => value is WrittenNumber = isRawJSON;

/** The double of a number, also of one that is kept as its text; anything else as it is. */
export function plain(value: unknown): unknown {
  return isWrittenNumber(value) ? Number(value.rawJSON) : value;
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const MINUS = 0x2d;
const COLON = 0x3a;
const OPEN_LIST = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/**
 * Counts what JSON.parse would build, in one pass and without building it. What is no JSON is left to JSON.parse: up to the
 * place where that stops, the counts are right.
 */
function survey(text: string, limits: JsonLimits): { members: number; exact: boolean } {
  let depth = 0;
  let values = 0;
  let members = 0;
  let rows = 0;
  let inList = false;
  let exact = true;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = closing(text, at);
    else if (code === OPEN_LIST || code === OPEN_OBJECT) {
      depth += 1;
      values += 1;
      if (depth === 2) {
        inList = code === OPEN_LIST;
        rows = 1;
      }
      if (depth > limits.depth) throw new JsonFault('depth', `is nested more than ${limits.depth} levels deep`);
    } else if (code === CLOSE_LIST || code === CLOSE_OBJECT) depth -= 1;
    else if (code === COLON) members += 1;
    else if (code === COMMA) {
      values += 1;
      if (depth === 2 && inList) rows += 1;
      if (rows > limits.rows) throw new JsonFault('rows', `has a list of more than ${limits.rows} items`);
    } else if (isNumeric(code)) {
      const end = numberEnd(text, at);
      if (exact && !isExact(text.slice(at, end))) exact = false;
      at = end - 1;
    }
    if (values > limits.values) throw new JsonFault('values', `holds more than ${limits.values} values`);
  }
  return { members, exact };
}

/** Where the text that begins at a quote ends: the place of its last quote. */
function closing(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let before = end;
    while (text.charCodeAt(before - 1) === BACKSLASH) before -= 1;
    if ((end - before) % 2 === 0) return end;
  }
  return text.length;
}

function isNumeric(code: number): boolean {
  return code === MINUS || (code >= 0x30 && code <= 0x39);
}

/** Digits, signs, `.`, `e` and `E`. */
function numberEnd(text: string, start: number): number {
  let end = start + 1;
  for (let code = text.charCodeAt(end); isNumeric(code) || '.eE+'.includes(text.charAt(end)); ) {
    end += 1;
    if (end >= text.length) break;
    code = text.charCodeAt(end);
  }
  return end;
}

/** True if a double holds the number, and is written as it stands here. */
function isExact(source: string): boolean {
  return source.length <= 25 && String(Number(source)) === source;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new JsonFault('syntax', 'is not whole JSON');
  }
}

/** Members of all objects in a value. */
function membersOf(root: unknown): number {
  let members = 0;
  const todo = [root];
  while (todo.length > 0) {
    const value = todo.pop();
    if (typeof value !== 'object' || value === null) continue;
    const inside: readonly unknown[] = Array.isArray(value) ? value : Object.values(value);
    if (!Array.isArray(value)) members += inside.length;
    for (const one of inside) if (typeof one === 'object' && one !== null) todo.push(one);
  }
  return members;
}

/** Builds a value from text that is JSON for certain, each number that is not exact as its text. Without recursion. */
function withWrittenNumbers(text: string): unknown {
  const open: { readonly into: unknown[] | Record<string, unknown>; key: string | undefined }[] = [];
  let root: unknown;
  const put = (value: unknown): void => {
    const top = open.at(-1);
    if (!top) root = value;
    else if (Array.isArray(top.into)) top.into.push(value);
    else {
      // Not by `=`, which would take `__proto__` for the prototype.
      const member = { value, configurable: true, enumerable: true, writable: true };
      Object.defineProperty(top.into, top.key ?? '', member);
      top.key = undefined;
    }
  };
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      const end = closing(text, at);
      const string = JSON.parse(text.slice(at, end + 1)) as string;
      const top = open.at(-1);
      if (top && !Array.isArray(top.into) && top.key === undefined) top.key = string;
      else put(string);
      at = end;
    } else if (code === OPEN_LIST || code === OPEN_OBJECT) {
      const into = code === OPEN_LIST ? [] : {};
      put(into);
      open.push({ into, key: undefined });
    } else if (code === CLOSE_LIST || code === CLOSE_OBJECT) open.pop();
    else if (isNumeric(code)) {
      const end = numberEnd(text, at);
      const source = text.slice(at, end);
      put(isExact(source) ? Number(source) : rawJSON(source));
      at = end - 1;
    } else {
      const word = WORDS.find(([name]) => text.startsWith(name, at));
      if (word) {
        put(word[1]);
        at += word[0].length - 1;
      }
    }
  }
  return root;
}

const WORDS: readonly (readonly [string, boolean | null])[] = [
  ['true', true],
  ['false', false],
  ['null', null],
];
