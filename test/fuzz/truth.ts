import { parseEventTime } from '../../src/event.ts';

// What answers held, read without the program's own reading: what it says is held against this.

/** The provider's domains that every run of the fuzzer has. */
const DOMAINS = ['mimecast.local', 'mimecast.com'];
const ACCESS = 'mimecast_access_logs';

/** Items of `data` in the body of an answer; undefined if it is no such answer. */
export function itemsIn(body: Buffer): readonly Item[] | undefined {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    return undefined;
  }
  const json = parsed(text);
  const data = fieldsOf(json)?.data;
  return Array.isArray(data) ? data : undefined;
}

type Item = unknown;

/** True if nothing in the answer says that it failed. */
export function isWhole(body: Buffer): boolean {
  const json = fieldsOf(parsed(body.toString('utf8').replace(/^\ufeff/, '')));
  if (!json) return false;
  const isNone = (value: unknown) =>
    value === undefined ||
    value === null ||
    value === '' ||
    value === false ||
    (Array.isArray(value) && value.length === 0);
  const status = fieldsOf(json.meta)?.status;
  return (
    isNone(json.fail) &&
    isNone(json.error) &&
    isNone(json.errors) &&
    (status === undefined || Number(status instanceof Exact ? status.text : status) === 200)
  );
}

/** A number as it stands in the text. */
class Exact {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** JSON with each number as its value is, whatever a double makes of it; undefined if it is no JSON, or too deep to be looked at. */
function parsed(text: string): unknown {
  try {
    const reviver = (_key: string, value: unknown, context?: { source?: string }) =>
      typeof value === 'number' ? new Exact(exactly(context?.source ?? String(value))) : value;
    return JSON.parse(text, reviver as (key: string, value: unknown) => unknown);
  } catch {
    return undefined;
  }
}

/** The same text for the same number: `1.0`, `1` and `10e-1` are one. */
function exactly(source: string): string {
  const [, sign = '', whole = '0', fraction = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(source) ?? [];
  const digits = `${whole}${fraction}`.replace(/^0+/, '');
  const short = digits.replace(/0+$/, '');
  if (short === '') return '0';
  return `${sign}${short}e${Number(exponent) - fraction.length + (digits.length - short.length)}`;
}

/** How many items are there, each different one once. */
export function distinct(items: readonly Item[]): Set<string> {
  return new Set(items.map((item) => keyed(item)));
}

function keyed(value: unknown): string {
  return JSON.stringify(value, (_key, one: unknown) => {
    if (one instanceof Exact) return { '\u0001': one.text };
    if (typeof one !== 'object' || one === null || Array.isArray(one)) return one;
    return Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
  });
}

/**
 * True if an item is an act of the provider beyond doubt: by its category, its type, or an address in `user` that a person reads
 * as the provider's. `asked`: all that was asked for are accesses.
 */
export function isAct(item: Item, asked: boolean): boolean {
  const fields = fieldsOf(item);
  if (!fields) return false;
  if (asked) return true;
  const { category, auditType, user } = fields;
  if (typeof category === 'string' && category.trim().toLowerCase() === ACCESS) return true;
  if (typeof auditType === 'string' && auditType.trim() === 'Mimecast Support Login') return true;
  if (typeof user !== 'string') return false;
  const plain = user
    .normalize('NFKC')
    .replace(/[\p{Cf}\p{Cc}\p{Cs}]/gu, (sign) => (/[\t\r\n]/.test(sign) ? ' ' : ''))
    .toLowerCase();
  return DOMAINS.some((domain) =>
    new RegExp(`[^\\s@]@${domain.replace('.', '\\.')}(?!\\.?[\\p{L}\\p{N}_-])`, 'u').test(plain),
  );
}

/** True if the item lies in `[from, to)` (ms UTC), or nobody can say where it lies. */
export function mayLieIn(item: Item, from: number, to: number): boolean {
  const time = parseEventTime(fieldsOf(item)?.eventTime);
  return time === undefined || (time >= from && time < to);
}

/** True if it surely lies in `[from, to)`, ms UTC. */
export function liesIn(item: Item, from: number, to: number): boolean {
  return parseEventTime(fieldsOf(item)?.eventTime) !== undefined && mayLieIn(item, from, to);
}

function fieldsOf(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Exact)
    ? (value as Record<string, unknown>)
    : undefined;
}
