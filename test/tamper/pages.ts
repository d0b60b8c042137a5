import type { DataSet, Filter } from '../simulator/data.ts';
import { PAGE_ROWS } from './calendar.ts';

/** A list of which pages are played with: those of this span, while the provider's clock is in these hours. */
export interface Aim {
  /** s UTC: the list must end in `(from, to]`. */
  readonly from: number;
  readonly to: number;
  /** ms UTC, half-open. */
  readonly since: number;
  readonly until: number;
  /** From 0, newest first. */
  readonly page: number;
}

export interface PageTrick {
  readonly data: DataSet;
  /** Rows that were kept back, or that stood on a page that was played with. */
  readonly touched: Set<unknown>;
}

/** Page `page` is left out; its token leads to the page after it. */
export function skipped(below: DataSet, aim: Aim): PageTrick {
  return playing(below, aim, -PAGE_ROWS, (offset, start) => (offset >= start ? offset + PAGE_ROWS : offset), [0]);
}

/** Page `page` comes twice, then the others as ever. */
export function repeated(below: DataSet, aim: Aim): PageTrick {
  return playing(below, aim, PAGE_ROWS, (offset, start) => (offset > start ? offset - PAGE_ROWS : offset), [0]);
}

/** Page `page` comes twice, the second time in place of the next one. */
export function covered(below: DataSet, aim: Aim): PageTrick {
  return playing(below, aim, 0, (offset, start) => (offset === start + PAGE_ROWS ? start : offset), [1]);
}

/** Page `page` and the next one change places. */
export function swapped(below: DataSet, aim: Aim): PageTrick {
  const other = (offset: number, start: number) => {
    if (offset === start) return start + PAGE_ROWS;
    return offset === start + PAGE_ROWS ? start : offset;
  };
  return playing(below, aim, 0, other, [0, 1]);
}

/**
 * @param more Rows by which the list seems longer.
 * @param moved Offset that is shown in place of another; the second number is where page `page` begins.
 * @param touches Pages after `page` whose rows are noted.
 */
function playing(
  below: DataSet,
  { from, to, since, until, page }: Aim,
  more: number,
  moved: (offset: number, start: number) => number,
  touches: readonly number[],
): PageTrick {
  const touched = new Set<unknown>();
  const start = page * PAGE_ROWS;
  const isAimedAt = (end: number, filter: Filter | undefined): boolean => {
    const now = filter?.now ?? 0;
    return end > from + 1 && end <= to + 1 && now >= since && now < until;
  };
  const data: DataSet = {
    count: (low, high, filter) => below.count(low, high, filter) + (isAimedAt(high, filter) ? more : 0),
    slice: (low, high, offset, limit, filter) => {
      if (!isAimedAt(high, filter)) return below.slice(low, high, offset, limit, filter);
      for (const next of touches) {
        for (const row of below.slice(low, high, start + next * PAGE_ROWS, PAGE_ROWS, filter)) touched.add(row);
      }
      return below.slice(low, high, moved(offset, start), limit, filter);
    },
  };
  return { data, touched };
}
