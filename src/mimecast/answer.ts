import { JSON_LIMITS, JsonFault, parseFaithfully, plain, textOf } from '../json.ts';
import type { HttpAnswer } from '../runner/http.ts';
import { secrets } from '../runner/secrets.ts';

/**
 * A body as JSON object, or a sentence part that says why it isn't one. `passing`: the next try may go better. `own`: this
 * answer is whole and can't be taken as it is, which says nothing of other answers.
 */
export type Reading =
  | { readonly json: Readonly<Record<string, unknown>>; readonly problem: undefined }
  | { readonly json: undefined; readonly problem: string; readonly passing: boolean; readonly own: boolean };

/** One fault that an answer tells of. */
export interface Failure {
  readonly code: string | undefined;
  /** Its code and field (or, without a code, the start of its message), harmless to show. */
  readonly text: string;
  readonly retryable: boolean;
}

/**
 * Reads a body as a JSON object that changes nothing of what it says. A byte order mark is passed over; the content type is
 * only told, never trusted.
 * @param rows how many items a list in it may have at most.
 */
export function readBody(answer: HttpAnswer, rows: number = JSON_LIMITS.rows): Reading {
  try {
    const json = parseFaithfully(textOf(answer.body), { ...JSON_LIMITS, rows });
    if (isObject(json)) return { json, problem: undefined };
    return lasting('the answer is JSON, but not an object');
  } catch (error) {
    if (!(error instanceof JsonFault)) throw error;
    return readFailed(answer, error);
  }
}

function readFailed(answer: HttpAnswer, fault: JsonFault): Reading {
  const start = answer.body
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trimStart();
  if (start === '') return { json: undefined, problem: 'the answer is empty', passing: true, own: false };
  const looksLikeJson = /^[[{"]/.test(start);
  if (looksLikeJson && fault.kind !== 'syntax') {
    return { json: undefined, problem: `the answer ${fault.message}`, passing: false, own: true };
  }
  const type = answer.header('content-type');
  const kind = `content type ${type === undefined ? 'missing' : harmless(type, 40)}`;
  // What begins like JSON may hold events or a page token, so none of it is shown.
  if (looksLikeJson) {
    const problem = `the answer's JSON is damaged or breaks off (${kind}, ${answer.body.length} bytes)`;
    return { json: undefined, problem, passing: start.startsWith('{'), own: false };
  }
  const what = start.startsWith('<') ? 'a web page, not JSON' : 'not JSON';
  return lasting(`the answer is ${what} (${kind}, it starts with "${harmless(start, 60)}")`);
}

function lasting(problem: string): Reading {
  return { json: undefined, problem, passing: false, own: false };
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

/** Text from outside that is looked at, UTF-16 units. */
const LOOKED_AT = 4096;

/**
 * Text from outside, without secrets that it may echo, cut short and only with letters, digits and a few marks, so that it
 * can stand in a sentence.
 */
export function harmless(text: string, length: number): string {
  // Secrets first: a part of one, or one with other marks in it, is masked by nobody later.
  const clean = secrets
    .redact(text.slice(0, LOOKED_AT))
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
  const { field, message, retryable } = fields as {
    field?: unknown;
    message?: unknown;
    retryable?: unknown;
  };
  const code = plain(fields.code);
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
