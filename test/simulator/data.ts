import { parseEventTime } from '../../src/event.ts';
import { auditLogId, eventId, mix, type Packing } from './ids.ts';
import { cycle, eventTime, type Wording } from './wordings.ts';

/** An event as the API gives it. */
export interface Row extends Wording {
  readonly id: string;
  readonly eventTime: string;
}

/** What an asker wants of a span. */
export interface Filter {
  /** Category codes; absent means all. */
  readonly categories?: readonly string[] | undefined;
  /** Text that must stand in the event's text, type or user, in any case. */
  readonly query?: string | undefined;
  /** The source's clock, ms UTC: decides which late or vanished rows are there. Absent means the end of time. */
  readonly now?: number | undefined;
}

/** All audit events of an account, newest first; ties by descending `auditlogid`. Spans are half-open, s UTC. */
export interface DataSet<T = unknown> {
  /** How many rows lie in `[from, to)`. */
  count(from: number, to: number, filter?: Filter): number;
  /** Up to `limit` rows of `[from, to)`, the first `offset` newest ones skipped. */
  slice(from: number, to: number, offset: number, limit: number, filter?: Filter): T[];
}

export interface SeedOptions {
  readonly seed?: number;
  /** First second, UTC. */
  readonly from: number;
  /** End, exclusive, s UTC. */
  readonly to: number;
  /** How many rows. */
  readonly events: number;
  /** Every so many rows end with a session of the provider's staff; 0: none. Default 200. */
  readonly accessEvery?: number;
  /** Rows of such a session, the first a log-on in `mimecast_access_logs`. Default 5. */
  readonly session?: number;
  /** Account code. */
  readonly code?: string;
  /** How ids are packed: most of the time that a row takes. Default `deflated`, as the real ones. */
  readonly packing?: Packing;
}

/**
 * A span full of made-up events: the same for the same seed, and never in memory. Row `i` (0 is the oldest) is computed
 * from seed and `i`; its time never falls with `i`, its kind depends on `i` modulo a cycle, so counting by time and
 * category needs no scan. Only a `query` does.
 */
export function seededDay(options: SeedOptions): DataSet<Row> & { row(index: number): Row } {
  const { seed = 1, from, to, events, accessEvery = 200, session = 5, code = 'CUSA99A999', packing } = options;
  const kinds = cycle(accessEvery, Math.min(session, accessEvery));
  const base = 700_000_000 + Math.floor((from - Date.UTC(2026, 0) / 1000) / 86_400) * 10_000_000;
  const places = new Map<string, readonly number[]>();
  let scanned: { key: string; rows: number[] } | undefined;

  function time(index: number): number {
    // One row in sixteen shares its second with the row before: ties are where paging goes wrong.
    const place = index % 16 === 1 ? index - 1 : index;
    return from + Math.floor(((place + mix(seed, place, 5) / 2 ** 32) * (to - from)) / events);
  }

  /** The first row that is not older than `second`. */
  function first(second: number): number {
    let low = 0;
    let high = events;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (time(middle) < second) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  function write(index: number): Wording {
    const kind = kinds[index % kinds.length];
    if (!kind || index < 0 || index >= events) throw new RangeError(`no row ${index} in a day of ${events}`);
    return kind.write(seed, index, time(index));
  }

  function row(index: number): Row {
    const auditlogid = base + index * 3 + (mix(seed, index, 6) % 3);
    return { id: eventId(code, auditlogid, seed, packing), eventTime: eventTime(time(index)), ...write(index) };
  }

  /** Places in the cycle whose category is asked for. */
  function wanted(categories: readonly string[] | undefined): readonly number[] {
    const key = JSON.stringify(categories ?? null);
    const known = places.get(key);
    if (known) return known;
    const found = kinds.flatMap((kind, place) => (!categories || categories.includes(kind.category) ? [place] : []));
    places.set(key, found);
    return found;
  }

  /** How many wanted rows are older than row `index`. */
  function rank(index: number, list: readonly number[]): number {
    const rest = index % kinds.length;
    return Math.floor(index / kinds.length) * list.length + list.filter((place) => place < rest).length;
  }

  function nth(number: number, list: readonly number[]): number {
    return Math.floor(number / list.length) * kinds.length + (list[number % list.length] ?? 0);
  }

  /** Numbers of the wanted rows of a span, `[low, high)` in the order of `nth`; with a query the rows themselves. */
  function find(start: number, end: number, filter: Filter | undefined) {
    const list = wanted(filter?.categories);
    const low = rank(first(start), list);
    const high = Math.max(low, rank(first(end), list));
    if (!filter?.query) return { list, low, high, rows: undefined };
    const key = JSON.stringify([low, high, filter.categories, filter.query]);
    if (scanned?.key !== key) {
      const rows: number[] = [];
      for (let number = low; number < high; number += 1) {
        if (matches(write(nth(number, list)), filter)) rows.push(nth(number, list));
      }
      scanned = { key, rows };
    }
    return { list, low: 0, high: scanned.rows.length, rows: scanned.rows };
  }

  return {
    row,
    count: (start, end, filter) => {
      const { low, high } = find(start, end, filter);
      return high - low;
    },
    slice: (start, end, offset, limit, filter) => {
      const { list, low, high, rows } = find(start, end, filter);
      const top = high - 1 - offset;
      const length = Math.max(0, Math.min(limit, top - low + 1));
      return Array.from({ length }, (_, step) => row(rows ? (rows[top - step] ?? 0) : nth(top - step, list)));
    },
  };
}

/** A handmade event and when the source shows it. */
export interface Placed {
  /** Whatever stands in `data`: nothing in it has to be right. */
  readonly event: unknown;
  /** Its true time, s UTC. Default: its `eventTime`. */
  readonly at?: number;
  /** Shown from this moment of the source's clock on, ms UTC: a late or back-dated row. */
  readonly visibleFrom?: number;
  /** No longer shown from this moment on: a vanished row. With a second row of the same id: an altered one. */
  readonly visibleUntil?: number;
}

/**
 * A data set of handmade events: bare ones as the API gives them, or `Placed` ones. Ties keep the order of descending
 * `auditlogid`, or of the list where an id is of another make.
 * @throws RangeError for an event without a readable `eventTime` and without `at`.
 */
export function rowsOf(list: readonly (Placed | Readonly<Record<string, unknown>>)[]): DataSet {
  const rows = list.map(place).sort(newestFirst);
  function find(from: number, to: number, filter: Filter | undefined): unknown[] {
    return rows.filter((row) => row.at >= from && row.at < to && isShown(row, filter)).map((row) => row.event);
  }
  return {
    count: (from, to, filter) => find(from, to, filter).length,
    slice: (from, to, offset, limit, filter) => find(from, to, filter).slice(offset, offset + limit),
  };
}

export type Located = Required<Pick<Placed, 'event' | 'at'>> & Placed & { readonly order: number | undefined };

export function place(item: Placed | Readonly<Record<string, unknown>>): Located {
  const placed: Placed = 'event' in item ? (item as Placed) : { event: item };
  const time = parseEventTime(field(placed.event, 'eventTime'));
  const at = placed.at ?? (time === undefined ? undefined : Math.floor(time / 1000));
  if (at === undefined) throw new RangeError('a handmade event without a readable eventTime needs `at`, in s UTC');
  return { ...placed, at, order: auditLogId(field(placed.event, 'id')) };
}

export function newestFirst(a: Located, b: Located): number {
  if (a.at !== b.at) return b.at - a.at;
  return a.order === undefined || b.order === undefined ? 0 : b.order - a.order;
}

export function isShown(row: Located, filter: Filter | undefined): boolean {
  const now = filter?.now ?? Number.MAX_SAFE_INTEGER;
  return (
    now >= (row.visibleFrom ?? 0) && now < (row.visibleUntil ?? Number.POSITIVE_INFINITY) && matches(row.event, filter)
  );
}

/** True if an event is of an asked category and holds the asked text. */
export function matches(event: unknown, filter: Filter | undefined): boolean {
  if (filter?.categories && !filter.categories.includes(String(field(event, 'category')))) return false;
  if (!filter?.query) return true;
  const text = ['eventInfo', 'auditType', 'user'].map((name) => String(field(event, name) ?? '')).join('\n');
  return text.toLowerCase().includes(filter.query.toLowerCase());
}

export function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}
