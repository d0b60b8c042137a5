import { messageOf, ProviderError, StorageError } from '../errors.ts';
import { isUnderstood, parseEventTime } from '../event.ts';
import type { Page } from '../page.ts';
import type { Clock } from '../runner/clock.ts';
import type { Http } from '../runner/http.ts';
import type { Log } from '../runner/log.ts';
import { formatMoment, LOOKBACK_DAYS, type Span } from '../span.ts';
import { isObject } from './answer.ts';
import { type AuditAnswer, createApi, UnreadableAnswer } from './api.ts';
import { type Credentials, createAuth } from './auth.ts';
import { createPace } from './pace.ts';

export interface SourceOptions {
  readonly baseUrl: string;
  readonly credentials: Credentials;
  /** Category codes to ask for. */
  readonly categories: readonly string[] | 'all';
  readonly query: string | undefined;
  readonly http: Http;
  readonly clock: Clock;
  readonly log: Log;
  readonly signal: AbortSignal;
  /** Told of every access token, before it is used. */
  mask(secret: string): void;
  /** Rows of a page that are asked for. Default 100: what the documentation allows at most. */
  readonly pageSize?: number;
  /** Where reading of one span stops at the latest. Default 100 000. */
  readonly maxPages?: number;
}

/** How the reading of one span ended. */
export interface ReadOutcome {
  /** True only if the last page was reached with no fault on the way. */
  readonly complete: boolean;
  /** One sentence, if not complete. */
  readonly reason: string | undefined;
  /** Set if Mimecast refuses or keeps failing, or no page can be kept any more: no other span should be tried. */
  readonly error: ProviderError | StorageError | undefined;
  readonly pages: number;
  /** Items of `data` on all pages, repeated ones included. */
  readonly rows: number;
  /** Everything that was sent for it, attempts that failed and tokens included. */
  readonly requests: number;
  /** Our clock minus Mimecast's at the last answer that told it, ms. */
  readonly clockSkewMs: number | undefined;
}

/** Where audit events come from. */
export interface Source {
  /**
   * Reads all pages of a span and hands each to `keep` before the next is asked for. Never throws for Mimecast's faults.
   * Pages may hold events just outside the span, and an event twice: who counts them must look.
   * @throws what `keep` throws, but for a StorageError, which ends the reading.
   */
  read(span: Span, keep: (page: Page) => Promise<void>): Promise<ReadOutcome>;
}

const DEFAULT_PAGE_SIZE = 100;
const DEFAULT_MAX_PAGES = 100_000;
/** A page of so many rows more than were asked for is no page. */
const ROWS_FACTOR = 10;
const MOST_ROWS = 5000;
/**
 * Pages without events that are followed, in a row, while each names a next one. Then that is taken for the end: whether
 * Mimecast names a next page behind the last one is not documented, and there would be no end otherwise.
 */
export const MOST_EMPTY_PAGES = 5;
const PROGRESS_EVERY_MS = 10_000;

export function createSource(options: SourceOptions): Source {
  const { clock, log, signal, pageSize = DEFAULT_PAGE_SIZE, maxPages = DEFAULT_MAX_PAGES } = options;
  let requests = 0;
  const http: Http = async (request, stop) => {
    stop.throwIfAborted();
    requests += 1;
    return options.http(request, stop);
  };
  const wire = { baseUrl: options.baseUrl.replace(/\/+$/, ''), http, clock, log };
  const auth = createAuth({ ...wire, credentials: options.credentials, mask: options.mask });
  const mostRows = Math.max(MOST_ROWS, ROWS_FACTOR * pageSize);
  const api = createApi({
    ...wire,
    generation: options.credentials.kind,
    auth,
    pace: createPace(clock, log),
    signal,
    mostRows,
  });
  let orderWarned = false;

  return {
    async read(span, keep) {
      const firstRequest = requests;
      const question = questionOf(span, options);
      const seen = new Set<string>();
      const progress = createProgress(clock, log);
      const order = createOrderCheck();
      let token: string | undefined;
      let pages = 0;
      let rows = 0;
      let empty = 0;
      let clockSkewMs: number | undefined;
      let fault: string | undefined;
      const end = (reason: string | undefined, error?: ProviderError | StorageError): ReadOutcome => ({
        complete: reason === undefined,
        reason,
        error,
        pages,
        rows,
        requests: requests - firstRequest,
        clockSkewMs,
      });

      for (;;) {
        const label = `Mimecast page ${pages + 1}`;
        let answer: AuditAnswer;
        try {
          answer = await api.ask(bodyOf(question, pageSize, token), label);
        } catch (error) {
          if (signal.aborted) return end(messageOf(signal.reason));
          if (error instanceof UnreadableAnswer) return end(error.message);
          if (error instanceof ProviderError) return end(error.message, error);
          throw error;
        }
        pages += 1;
        rows += answer.events.length;
        clockSkewMs = answer.clockSkewMs ?? clockSkewMs;
        try {
          await keep({ span, bytes: answer.body, events: answer.events, received: answer.received });
        } catch (error) {
          if (error instanceof StorageError) return end(error.message, error);
          throw error;
        }

        if (answer.failure !== undefined) {
          fault ??= `${label}: Mimecast gave events and a fault together (${answer.failure}), so some may be missing.`;
        }
        const strange = answer.events.filter((item) => !isUnderstood(item)).length;
        if (strange > 0) {
          fault ??= `${label}: nothing could be understood of ${strange} of ${answer.events.length} rows, so they are kept and do not count as read.`;
        }
        if (!order.follows(answer.events) && !orderWarned) {
          orderWarned = true;
          log.warn(`${label}: the events are not in the order newest first. All pages are read all the same.`);
        }
        progress(pages, rows, order.oldest());
        if (!answer.paged) {
          const here = answer.events.length;
          if (here > 0 && here < pageSize)
            log.info(`${label}: no pagination in the answer, so this is taken as the last page`);
          else
            fault ??= `${label}: ${here} events and no pagination in the answer, so whether more follow can't be known; run again later.`;
        }
        empty = answer.events.length === 0 ? empty + 1 : 0;
        // The token that gave an empty page, given again, leads nowhere else.
        const isEnd = empty > MOST_EMPTY_PAGES || (empty > 0 && token !== undefined && answer.next === token);
        if (isEnd && answer.next !== undefined) {
          log.info(`${label}: a token for a next page, but no events on ${empty} pages: this is taken as the end`);
        }
        // The header has whole seconds.
        if (timeAt(answer) + 1000 < span.to * 1000) {
          fault ??= `${label}: by Mimecast's clock the span isn't over yet (this machine's is ${Math.round((answer.clockSkewMs ?? 0) / 1000)} s ahead), so events may still come. Set the clock.`;
        }

        const next = isEnd ? undefined : answer.next;
        if (next === undefined) return end(fault ?? fallenOut(span, answer, label));
        if (seen.has(next))
          return end(
            fault ?? `${label}: Mimecast gave a page token for the second time, so the rest can't be reached.`,
          );
        if (pages >= maxPages)
          return end(
            fault ?? `Reading stopped after ${maxPages} pages, the limit for one span; ask for a shorter one.`,
          );
        seen.add(next);
        token = next;
      }
    },
  };
}

/**
 * `data[0]`, the same for every page of a span. The start is one second early and the end is the first second after the
 * span, so that the span is covered whether Mimecast takes its edges as inside or outside.
 */
function questionOf(span: Span, { categories, query }: SourceOptions): Readonly<Record<string, unknown>> {
  return {
    startDateTime: requestTime(span.from - 1),
    endDateTime: requestTime(span.to),
    ...(query === undefined ? {} : { query }),
    ...(categories === 'all' ? {} : { categories }),
  };
}

function bodyOf(question: Readonly<Record<string, unknown>>, pageSize: number, pageToken: string | undefined): string {
  return JSON.stringify({
    meta: { pagination: { pageSize, ...(pageToken === undefined ? {} : { pageToken }) } },
    data: [question],
  });
}

/** `2026-11-24T00:00:00+0000`: four digits of offset, no colon (docs: get-audit-events). */
function requestTime(seconds: number): string {
  return formatMoment(seconds).replace('Z', '+0000');
}

/** Mimecast's own time when it answered, ms UTC: ours, less what its `Date` header says that we are ahead. */
function timeAt({ received, clockSkewMs = 0 }: AuditAnswer): number {
  return received - clockSkewMs;
}

/** Newest first, so the last page tells: by then the oldest part may have left the days that Mimecast gives out. */
function fallenOut(span: Span, answer: AuditAnswer, label: string): string | undefined {
  const oldest = timeAt(answer) / 1000 - LOOKBACK_DAYS * 86_400;
  if (oldest <= span.from) return undefined;
  return `${label}: reading took so long that the beginning of the span left the ${LOOKBACK_DAYS} days that Mimecast gives out; read it again in shorter spans.`;
}

/** A line in the log at most every 10 s. */
function createProgress(clock: Clock, log: Log): (pages: number, rows: number, oldest: number | undefined) => void {
  const started = clock.now();
  let told = started;
  return (pages, rows, oldest) => {
    const now = clock.now();
    if (now - told < PROGRESS_EVERY_MS) return;
    told = now;
    const back = oldest === undefined ? '' : `, back to ${formatMoment(Math.floor(oldest / 1000))}`;
    const rate = Math.round(rows / ((now - started) / 1000));
    log.info(`Reading Mimecast: ${pages} pages, ${rows} rows${back}, ${rate} rows/s`);
  };
}

/**
 * Watches whether the events of a read come newest first. Rows may repeat at the edge of a page when new ones push them
 * down, so a page is compared with the newest of the page before, not with its oldest.
 */
function createOrderCheck(): { follows(events: readonly unknown[]): boolean; oldest(): number | undefined } {
  let oldest: number | undefined;
  let newestBefore = Number.POSITIVE_INFINITY;
  return {
    follows(events) {
      const times = events.flatMap((event) => parseEventTime(isObject(event) ? event.eventTime : undefined) ?? []);
      let previous = newestBefore;
      let inOrder = true;
      for (const time of times) {
        if (time > previous) inOrder = false;
        previous = time;
        oldest = Math.min(oldest ?? time, time);
      }
      newestBefore = times[0] ?? newestBefore;
      return inOrder;
    },
    oldest: () => oldest,
  };
}
