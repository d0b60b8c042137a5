import { type Asked, readDate } from './asked.ts';
import type { DataSet } from './data.ts';
import { failure } from './door.ts';
import type { Answer } from './faults.ts';
import { decode, encode, mix, secureId } from './ids.ts';
import type { Quirks } from './quirks.ts';

const CODE = 'CUSA99A999';

export interface PagingOptions {
  readonly data: DataSet;
  readonly quirks: Quirks;
  readonly maxPageSize: number;
  /** ms UTC. */
  readonly now: () => number;
}

/** Answers get-audit-events: filter, order, offset tokens and the end of the list, as the quirks say. */
export function pagingOf({ data, quirks, maxPageSize, now }: PagingOptions): (asked: Asked) => Answer {
  /** The filter that a `secureid` was given out for. */
  const filters = new Map<string, Readonly<Record<string, unknown>>>();
  let lists = 0;

  function token(secureid: string, size: number, start: number, isPrevious: boolean): string {
    const place = { recordstartid: quirks.repeatToken && !isPrevious ? size : start };
    return encode({ pagesizeid: size, secureid, pageNumber: 0, isPrevious, pageToken: null, version: 1, ...place });
  }

  return (asked) => {
    const place = asked.pageToken === undefined ? undefined : readToken(asked.pageToken);
    if (asked.pageToken !== undefined && !place) {
      // Which code a bad token gets is in no source.
      return failure(400, 'err_validation_page_token', 'Invalid page token', ['pageToken']);
    }
    const wish = place?.size ?? asked.pageSize ?? 25;
    if (!Number.isInteger(wish) || wish < 1 || (wish > maxPageSize && !quirks.clampPageSize)) {
      return failure(400, 'err_validation_page_size', 'Invalid page size', ['pageSize']);
    }
    const size = Math.min(wish, maxPageSize);
    const first = place ? filters.get(place.secureid) : undefined;
    const item = asked.item ?? (place && !quirks.dataWithTokenRequired ? first : undefined) ?? {};
    if (quirks.sameDataRequired && place && JSON.stringify(first) !== JSON.stringify(item)) {
      return failure(400, 'err_validation_page_token', 'Token of another request', ['pageToken']);
    }
    const missing = ['startDateTime', 'endDateTime'].filter((name) => item[name] === undefined || item[name] === null);
    if (missing.length > 0) {
      return failure(200, 'err_validation_null', 'Mandatory field is null', missing, item);
    }
    const start = readDate(item.startDateTime, quirks);
    const end = readDate(item.endDateTime, quirks);
    if (start === undefined || end === undefined) {
      const wrong = [start === undefined ? 'startDateTime' : 'endDateTime'];
      return failure(400, 'err_validation_date', 'Invalid date', wrong, item);
    }

    const second = Math.floor(now() / 1000);
    // What is older than the lookback, and what has not happened yet, isn't there; neither is an error.
    const from = Math.max(quirks.startExclusive ? start + 1 : start, second - quirks.lookbackDays * 86_400);
    const to = Math.min(quirks.endInclusive ? end + 1 : end, second + 1);
    const categories = Array.isArray(item.categories) ? item.categories.map(String) : [];
    const filter = {
      now: now(),
      categories: categories.length > 0 ? categories : undefined,
      query: typeof item.query === 'string' ? item.query : undefined,
    };
    const total = from < to ? data.count(from, to, filter) : 0;
    const offset = place?.start ?? 0;
    const length = Math.max(0, Math.min(size, total - offset));
    const rows =
      quirks.order === 'newest-first'
        ? data.slice(from, to, offset, length, filter)
        : data.slice(from, to, total - offset - length, length, filter).reverse();

    lists += place ? 0 : 1;
    const secureid = place?.secureid ?? secureId(CODE, [1, 2, 3, 4].map((salt) => mix(lists, size, salt)) as Four);
    if (!place) filters.set(secureid, item);
    const more = {
      absent: offset + length < total,
      'short-page': length > 0,
      'empty-page': true,
    }[quirks.endOfData];
    const pagination = {
      pageSize: rows.length,
      ...(quirks.totalCount ? { totalCount: total } : {}),
      ...(more ? { next: token(secureid, size, offset + size, false) } : {}),
      ...(offset > 0 ? { previous: token(secureid, size, Math.max(0, offset - size), true) } : {}),
    };
    const shown = rows.length > 0 || quirks.paginationWhenEmpty ? { pagination } : {};
    return { status: 200, body: { meta: { status: 200, ...shown }, data: rows, fail: [] } };
  };
}

/** Number of the page that is asked for, from 1; 0 if its token can't be read. */
export function pageNumber({ pageToken }: Asked): number {
  if (pageToken === undefined) return 1;
  const place = readToken(pageToken);
  return place ? Math.floor(place.start / place.size) + 1 : 0;
}

type Four = [number, number, number, number];

function readToken(text: string): { size: number; start: number; secureid: string } | undefined {
  const content = decode(text);
  const { pagesizeid: size, recordstartid: start, secureid } = content ?? {};
  if (typeof size !== 'number' || typeof start !== 'number' || typeof secureid !== 'string' || size < 1)
    return undefined;
  return { size, start, secureid };
}
