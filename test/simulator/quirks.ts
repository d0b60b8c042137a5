import type { CategoryShape } from './categories.ts';
import type { Placed } from './data.ts';

/**
 * What is not known of Mimecast, or differs between captures: one switch each. The defaults are what most sources show;
 * see the comments of each switch for the other side.
 */
export interface Quirks {
  /**
   * Where `next` ends. `absent`: not on the last page (documentation). `short-page`: also on the last page, then an empty
   * page without it. `empty-page`: on every page, also on empty ones.
   */
  readonly endOfData: 'absent' | 'short-page' | 'empty-page';
  /** Rows of the second `endDateTime` are served. */
  readonly endInclusive: boolean;
  /** Rows of the second `startDateTime` are not served. */
  readonly startExclusive: boolean;
  /** Dates with `Z` or a colon in the offset are refused. */
  readonly strictDates: boolean;
  /** A page token without `data[0]` is refused. If false, the filter of the token's first request goes on. */
  readonly dataWithTokenRequired: boolean;
  /** A page token with another `data[0]` than that of its first request is refused. */
  readonly sameDataRequired: boolean;
  /** A page size over the limit is cut down to it; if false, it is refused. */
  readonly clampPageSize: boolean;
  readonly order: 'newest-first' | 'oldest-first';
  /** Spelling of the rate limit headers. */
  readonly rateHeaders: 'X-RateLimit' | 'X-Rate-Limit' | 'none';
  /** `pagination.totalCount` is shown. */
  readonly totalCount: boolean;
  /** `pagination` stands also in an answer without rows. */
  readonly paginationWhenEmpty: boolean;
  /** `next` is always the token of page two. */
  readonly repeatToken: boolean;
  /** Answers are compressed where the client takes it. */
  readonly gzip: boolean;
  /** Answers come in chunks, without `content-length`. */
  readonly chunked: boolean;
  /** Rows that are put in once so many audit answers have been given: a list that moves while it is paged. */
  readonly lateInsert: { readonly afterAnswers: number; readonly rows: readonly Placed[] } | undefined;
  /** ms by which the header `Date` is ahead of the clock. */
  readonly dateSkew: number;
  /** API 1.0: the binding of user and keys is over; every call gets 418. */
  readonly bindingExpired: boolean;
  /** API 2.0: wrong credentials get a `fail` in an answer 200 of the token endpoint. */
  readonly tokenFailIn200: boolean;
  /** How get-categories gives its list; see `CategoryShape`. */
  readonly categoryShape: CategoryShape;
  /** Days that the API looks back; older rows are not there, without an error. */
  readonly lookbackDays: number;
}

export const usual: Quirks = {
  endOfData: 'absent',
  endInclusive: false,
  startExclusive: false,
  strictDates: false,
  dataWithTokenRequired: true,
  sameDataRequired: false,
  clampPageSize: true,
  order: 'newest-first',
  rateHeaders: 'X-RateLimit',
  totalCount: false,
  paginationWhenEmpty: true,
  repeatToken: false,
  gzip: true,
  chunked: false,
  lateInsert: undefined,
  dateSkew: 0,
  bindingExpired: false,
  tokenFailIn200: false,
  categoryShape: 'wrapped',
  lookbackDays: 60,
};
