import {
  type DataSet,
  type Filter,
  field,
  isShown,
  type Located,
  matches,
  newestFirst,
  type Placed,
  place,
} from './data.ts';

/** What a source does to rows after it has shown them. Read anew at each request, so a test may push to it. */
export interface Changes {
  /** Rows that are put in; with `visibleFrom`, late or back-dated ones. They stand before older rows of their second. */
  readonly added?: readonly (Placed | Readonly<Record<string, unknown>>)[];
  /** Ids of rows that are taken out, from a moment of the source's clock on (ms UTC). `at`: the row's second. */
  readonly vanished?: readonly { readonly id: string; readonly at: number; readonly from?: number }[];
  /** Ids of rows that get other content (time and category stay), from a moment of the source's clock on (ms UTC). */
  readonly altered?: readonly { readonly id: string; readonly event: unknown; readonly from?: number }[];
}

/** A data set with changes on top of it. The rows below stay where they are: also millions of them. */
export function hostile(below: DataSet, changes: Changes): DataSet {
  const located = new Map<unknown, Located>();

  function added(from: number, to: number, filter: Filter | undefined): Located[] {
    const rows = (changes.added ?? []).map((item) => {
      const row = located.get(item) ?? place(item);
      located.set(item, row);
      return row;
    });
    return rows.filter((row) => row.at >= from && row.at < to && isShown(row, filter)).sort(newestFirst);
  }

  /** Offsets, in the rows below, of those that are taken out. */
  function removed(from: number, to: number, filter: Filter | undefined): number[] {
    const gone = (changes.vanished ?? []).filter((row) => row.at >= from && row.at < to && isDue(row.from, filter));
    return gone
      .flatMap(({ id, at }) => {
        const second = below.slice(at, at + 1, 0, below.count(at, at + 1, filter), filter);
        const index = second.findIndex((event) => field(event, 'id') === id);
        return index < 0 ? [] : [below.count(at + 1, to, filter) + index];
      })
      .sort((a, b) => a - b);
  }

  function alter(event: unknown, filter: Filter | undefined): unknown {
    const change = changes.altered?.find(({ id, from }) => id === field(event, 'id') && isDue(from, filter));
    return change && matches(change.event, { categories: filter?.categories }) ? change.event : event;
  }

  return {
    count: (from, to, filter) =>
      below.count(from, to, filter) - removed(from, to, filter).length + added(from, to, filter).length,
    slice: (from, to, offset, limit, filter) => {
      const extra = added(from, to, filter);
      const gone = removed(from, to, filter);
      /** Rows below that stay and are newer than each extra one. */
      const before = extra.map((row) => {
        const newer = below.count(Math.min(to, row.at + 1), to, filter);
        return newer - gone.filter((index) => index < newer).length;
      });
      const start = Math.max(0, offset - extra.length);
      const fetched = below.slice(from, to, start, offset - start + limit + gone.length, filter);
      const merged = fetched.flatMap((event, step) => {
        const index = start + step;
        if (gone.includes(index)) return [];
        const kept = index - gone.filter((other) => other < index).length;
        return [{ event: alter(event, filter), index: kept + before.filter((count) => count <= kept).length }];
      });
      merged.push(...extra.map((row, step) => ({ event: row.event, index: (before[step] ?? 0) + step })));
      return merged
        .filter(({ index }) => index >= offset && index < offset + limit)
        .sort((a, b) => a.index - b.index)
        .map(({ event }) => event);
    },
  };
}

function isDue(from: number | undefined, filter: Filter | undefined): boolean {
  return (filter?.now ?? Number.MAX_SAFE_INTEGER) >= (from ?? 0);
}
