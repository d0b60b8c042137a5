import { isIP } from 'node:net';
import { cut, showable } from '../runner/log.ts';
import type { Act, JudgedSession, UntimedAccess } from '../session.ts';
import type { Account } from './account.ts';
import { actsOf } from './account-verdict.ts';
import { isoOf } from './moment.ts';
import { formatTime } from './text.ts';

/** Without it Excel reads UTF-8 as the code page of its country. Everything else knows it and passes over it. */
const BYTE_ORDER_MARK = '\uFEFF';
/** Excel cuts a cell at 32,767 characters. */
const CELL_LIMIT = 32_000;

/**
 * What a spreadsheet takes for a formula (OWASP, CSV Injection: `=`, `+`, `-`, `@`, also in their full-width forms, tab and
 * line breaks), at the start of a cell or behind quotes and blanks that an import may strip; and the same behind a semicolon,
 * since Excel splits there in the countries where the comma is for decimals, whatever the quotes.
 */
const FORMULA = /(^|;)([\s"'`\u00A0]*)(?=[=+\-@＝＋－＠])/g;

/**
 * What a spreadsheet turns into another value: digits with the marks of numbers, dates and times (`3-12`, `00123`, `1E5`, `10:30`,
 * `5%`), a month with a number, and the words of logic.
 */
const VALUE =
  /^\s*(?:\d[\d.,:/\s-]*(?:e[+-]?\d+)?\s*(?:[ap]m|%)?|(?=.*\d)(?:\d{1,4}[\s./-]*)?(?:jan|feb|fév|m[aä]r|a[pv]r|ma[iy]|ju[iln]|aug|aoû|sep|o[ck]t|nov|d[eé][cz])\p{L}{0,7}\.?[\s./-]*\d{0,4}(?:[\s,./-]+\d{1,4})?|true|false)\s*$/iu;
/** No value is written longer. */
const VALUE_LIMIT = 100;
/** Columns in which everything is ours. */
const OURS: ReadonlySet<string> = new Set(['time', 'local_time', 'acknowledged_at', 'session_first', 'session_last']);

type Cell = string | number | boolean | undefined;

const COLUMNS: readonly (readonly [name: string, value: (row: Row) => Cell])[] = [
  ['session', ({ judged }) => judged?.session.id],
  ['verdict', ({ judged, untimed }) => judged?.verdict ?? (untimed && 'no-time')],
  ['time', ({ act }) => act && isoOf(act.time)],
  ['local_time', ({ act, timeZone }) => act && local(act.time, timeZone)],
  ['person', ({ judged, untimed }) => judged?.session.person ?? untimed?.who],
  ['kind', ({ act }) => act?.kind],
  ['type', ({ act, untimed }) => act?.auditType ?? untimed?.auditType],
  ['object', ({ act, untimed }) => act?.object ?? untimed?.what],
  ['content', ({ act }) => act?.content],
  ['doubtful', ({ act }) => act?.doubtful],
  ['outcome', ({ act }) => act?.outcome],
  ['address', ({ act, untimed }) => act?.address ?? untimed?.from],
  ['more_addresses', ({ act }) => list(act?.moreAddresses ?? [])],
  ['application', ({ act }) => act?.application],
  ['category', ({ act, untimed }) => act?.category ?? untimed?.category],
  ['tickets', ({ judged }) => list(judged?.approvedBy.map(({ approval }) => approval.ticket))],
  ['agreed_by', ({ judged }) => list(judged?.approvedBy.map(({ approval }) => approval.agreedBy))],
  ['unapproved_acts', ({ judged }) => judged?.unapproved],
  ['broken_rules', ({ judged }) => list(judged?.broken.map(({ rule }) => rule))],
  ['firsts', ({ judged }) => list(judged?.firsts)],
  ['acknowledged_by', ({ judged }) => judged?.acknowledged?.by],
  ['acknowledged_at', ({ judged }) => judged?.acknowledged && isoOf(judged.acknowledged.at)],
  ['acknowledged_reason', ({ judged }) => judged?.acknowledged?.reason],
  ['session_first', ({ judged }) => judged && isoOf(judged.session.first)],
  ['session_last', ({ judged }) => judged && isoOf(judged.session.last)],
  ['session_acts', ({ judged }) => judged && actsOf(judged)],
  ['event_key', ({ act, untimed }) => act?.key ?? untimed?.key],
  ['mimecast_id', ({ act, untimed }) => act?.id ?? untimed?.id],
];

interface Row {
  /** undefined for an access without a readable time, which is in no session. */
  readonly judged: JudgedSession | undefined;
  /** undefined in the one line of a session that lists no act. */
  readonly act: Act | undefined;
  readonly untimed?: UntimedAccess;
  readonly timeZone: string;
}

/**
 * The acts of an account as `access.csv`: RFC 4180, every cell in quotes, one line an act, those without a time last, lines end in CRLF. UTF-8 with a byte order mark.
 * A text from outside stays in its line and its cell, and is no formula: line breaks, control characters and direction
 * marks become visible escapes, an apostrophe goes before what a spreadsheet would calculate, or take for a number or a date. `access.json` has the exact texts.
 */
export function renderCsv({ sessions, untimed, timeZone }: Account): string {
  const lines = [line(COLUMNS.map(([name]) => name))];
  for (const judged of sessions) {
    const acts = judged.session.acts.length > 0 ? judged.session.acts : [undefined];
    for (const act of acts) lines.push(lineOf({ judged, act, timeZone }));
  }
  for (const one of untimed) {
    lines.push(lineOf({ judged: undefined, act: undefined, untimed: one, timeZone }));
  }
  return BYTE_ORDER_MARK + lines.join('');
}

function lineOf(row: Row): string {
  return line(
    COLUMNS.map(([name, value]) => {
      const cell = value(row);
      if (typeof cell !== 'string' || OURS.has(name) || cell.length > VALUE_LIMIT || isIP(cell) !== 0) return cell;
      return VALUE.test(cell) ? `'${cell}` : cell;
    }),
  );
}

function line(cells: readonly Cell[]): string {
  return `${cells.map((cell) => (cell === undefined ? '' : quoted(String(cell)))).join(',')}\r\n`;
}

function quoted(text: string): string {
  const harmless = cut(showable(text, CELL_LIMIT).replace(FORMULA, "$1'$2"), CELL_LIMIT);
  return `"${harmless.replaceAll('"', '""')}"`;
}

/** Several values in one cell, each once. */
function list(values: readonly string[] = []): string | undefined {
  return values.length === 0 ? undefined : [...new Set(values)].join('; ');
}

function local(time: number, timeZone: string): string | undefined {
  return isoOf(time) === undefined ? undefined : formatTime(time, timeZone);
}
