import type { HttpAnswer } from '../runner/http.ts';

/** A body as JSON object, or a sentence part that says why it isn't one. `passing`: the next try may go better. */
export type Reading =
  | { readonly json: Readonly<Record<string, unknown>>; readonly problem: undefined }
  | { readonly json: undefined; readonly problem: string; readonly passing: boolean };

/** One fault that an answer tells of. */
export interface Failure {
  readonly code: string | undefined;
  /** Its code and field (or, without a code, the start of its message), harmless to show. */
  readonly text: string;
  readonly retryable: boolean;
}

/** Reads a body as a JSON object. A byte order mark is passed over; the content type is only told, never trusted. */
export function readBody(answer: HttpAnswer): Reading {
  const text = answer.body.toString('utf8').replace(/^\uFEFF/, '');
  const start = text.trimStart();
  if (start === '') return { json: undefined, problem: 'the answer is empty', passing: true };
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    const type = answer.header('content-type');
    const kind = `content type ${type === undefined ? 'missing' : harmless(type, 40)}`;
    // What begins like JSON may hold events or a page token, so none of it is shown.
    if (/^[[{"]/.test(start)) {
      const size = `${answer.body.length} bytes`;
      const problem = `the answer's JSON is damaged or breaks off (${kind}, ${size})`;
      return { json: undefined, problem, passing: start.startsWith('{') };
    }
    const about = `${kind}, it starts with "${harmless(start, 60)}"`;
    const what = start.startsWith('<') ? 'a web page, not JSON' : 'not JSON';
    return { json: undefined, problem: `the answer is ${what} (${about})`, passing: false };
  }
  if (isObject(json)) return { json, problem: undefined };
  return { json: undefined, problem: 'the answer is JSON, but not an object', passing: false };
}

/**
 * All faults that an answer tells of, in the shapes that Mimecast has: `fail` of a function (a list of `errors` for each
 * item of the request), `fail` of the gateway (flat), and `error` (as text or object). `fail` may come with status 200.
 */
export function failuresOf(json: Readonly<Record<string, unknown>> | undefined): readonly Failure[] {
  if (json === undefined) return [];
  return [...listOf(json.fail), ...listOf(json.error), ...listOf(json.errors)].flatMap((item) => {
    const errors = isObject(item) ? listOf(item.errors) : [];
    return errors.length > 0 ? errors.map(toFailure) : [toFailure(item)];
  });
}

/** The faults in words: `err_validation_null (endDateTime), app_forbidden`. */
export function describeFailures(failures: readonly Failure[]): string {
  const texts = [...new Set(failures.map((failure) => failure.text))];
  return texts.length <= 5 ? texts.join(', ') : `${texts.slice(0, 5).join(', ')} and ${texts.length - 5} more`;
}

/** Text from outside, cut short and only with letters, digits and a few marks, so that it can stand in a sentence. */
export function harmless(text: string, length: number): string {
  const clean = text
    .slice(0, length * 4)
    .replace(/[^A-Za-z0-9 ._,;=+/()-]+/g, ' ')
    .replace(/ +/g, ' ')
    .trim();
  return clean.length > length ? `${clean.slice(0, length)}...` : clean;
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function toFailure(item: unknown): Failure {
  const fields = isObject(item) ? item : { message: item };
  const { code, field, message, retryable } = fields as {
    code?: unknown;
    field?: unknown;
    message?: unknown;
    retryable?: unknown;
  };
  const name = typeof code === 'string' || typeof code === 'number' ? harmless(String(code), 80) : '';
  const where = typeof field === 'string' ? harmless(field, 40) : '';
  const words = typeof message === 'string' ? harmless(message, 60) : '';
  const text = name !== '' ? name : words === '' ? 'a fault without a code' : `"${words}"`;
  return { code: name || undefined, text: where === '' ? text : `${text} (${where})`, retryable: retryable === true };
}

function listOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null || value === '' || value === false) return [];
  return Array.isArray(value) ? value : [value];
}
