/** What must never come of an input. */
export const FAULTS = ['stack', 'hang', 'memory', 'uncaught', 'proven', 'missing', 'secret', 'replaced'] as const;
export type FaultKind = (typeof FAULTS)[number];

/** How an input ended if nothing is wrong with it. */
export type Outcome = 'complete' | 'incomplete' | 'sentence';

/** Something that an input must not lead to. The message is the same for the same fault, so that it is told once. */
export class Fault extends Error {
  override readonly name = 'Fault';
  readonly kind: FaultKind;

  constructor(kind: FaultKind, message: string) {
    super(message);
    this.kind = kind;
  }
}

/** Words of the engine, and pieces of a stack: no sentence for a person has them. */
const ENGINE =
  /\n\s+at |\bat [\w.<>]+ \(|\.[mt]s:\d+:\d+|Cannot (?:read|set|convert|destructure|mix)|is not (?:a function|iterable|defined|a constructor|valid JSON)|Maximum call stack|Invalid (?:array|string|count|time|typed) ?\w*|Unexpected (?:token|end of JSON|non-whitespace)|[A-Z][a-z]+Error\b|undefined|\[object |\bNaN\b|ERR_[A-Z_]+: |Please report this/;

/** @throws Fault if a sentence has words that are not for people. */
export function checkSentence(text: string, where: string): void {
  const found = ENGINE.exec(text)?.[0];
  if (found !== undefined) throw new Fault('stack', `${where} says ${JSON.stringify(found.trim())}: ${steady(text)}`);
  if (text.trim() === '') throw new Fault('stack', `${where} says nothing`);
}

/** What was thrown, as the outcome of an input. @param allowed classes whose message is a sentence. @throws Fault */
export function sentenceOf(
  thrown: unknown,
  where: string,
  allowed: readonly (abstract new (...given: never[]) => Error)[] = [Error],
): 'sentence' {
  if (thrown instanceof Fault) throw thrown;
  if (!(thrown instanceof Error)) throw new Fault('stack', `${where} threw ${typeof thrown}`);
  // Subclasses of Error that the engine throws are nobody's sentence.
  const isEngines = [TypeError, RangeError, SyntaxError, ReferenceError, URIError].some(
    (type) => thrown instanceof type,
  );
  if (isEngines || !allowed.some((type) => thrown instanceof type)) {
    throw new Fault('stack', `${where} threw ${thrown.name}: ${steady(thrown.message)} ${placeOf(thrown)}`);
  }
  checkSentence(thrown.message, where);
  return 'sentence';
}

/** The same for the same fault: no numbers, no folders, nothing quoted. */
function steady(text: string): string {
  return text
    .replaceAll(/\/\S+/g, 'PATH')
    .replaceAll(/"[^"]*"/g, '"…"')
    .replaceAll(/\d+/g, 'N')
    .slice(0, 160);
}

/** Where in src/ it was thrown. */
function placeOf({ stack = '' }: Error): string {
  const [, place] = /\/(src\/[\w./-]+\.ts):\d+/.exec(stack) ?? [];
  return place === undefined ? '' : `(${place})`;
}

/** U+FFFD, as UTF-8 and as JSON may escape it. */
const REPLACEMENT = /\ufffd|\\ufffd/i;

export function hasReplacement(text: string): boolean {
  return REPLACEMENT.test(text);
}

/** True if what came in may show as U+FFFD: it has one, or half a surrogate pair, which UTF-8 has no form for. */
export function mayReplace(bytes: Buffer): boolean {
  const text = bytes.toString('latin1');
  return text.includes('\u00ef\u00bf\u00bd') || /\\ufffd|\\ud[89a-f]/i.test(text);
}
