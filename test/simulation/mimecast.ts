import type { HttpAnswer, HttpRequest } from '../../src/runner/http.ts';
import { TransferError } from '../../src/runner/http.ts';
import { readAsked, readBody } from '../simulator/asked.ts';
import { type DataSet, type Placed, rowsOf } from '../simulator/data.ts';
import { defaultOauth, doorOf } from '../simulator/door.ts';
import { type Answer, spoil } from '../simulator/faults.ts';
import { pagingOf } from '../simulator/paging.ts';
import { type Quirks, usual } from '../simulator/quirks.ts';
import { eventTime } from '../simulator/wordings.ts';
import type { Call, Deed, History, Planned } from './history.ts';
import { rowsOfHistory } from './history.ts';

/** A Mimecast without a network. */
export interface Mimecast {
  /** Answers a request, as the deed says. */
  answer(request: HttpRequest, deed: Deed | undefined): HttpAnswer;
  /** What an answer that a run gets holds; undefined if it is no page of events. */
  readonly data: DataSet;
}

const JSON_TYPE = 'application/json;charset=UTF-8';
const LOGIN = '<!DOCTYPE html><html><head><title>Sign in</title></head><body>Please sign in</body></html>';

const known = new WeakMap<History, Placed[]>();

/** All versions of all events, and when the source shows them. */
export function placedOf(history: History): readonly Placed[] {
  const before = known.get(history);
  if (before) return before;
  const placed = placeAll(history);
  known.set(history, placed);
  return placed;
}

/** An event of the provider's, whose maker would rather not be known. */
function disguised<T extends object>(row: T, disguise: Planned['disguise']): T {
  const { user, category } = row as { user?: unknown; category?: unknown };
  if (disguise === undefined || typeof user !== 'string' || !/@mimecast\./i.test(user)) return row;
  switch (disguise) {
    case 'capitals':
      return { ...row, user: user.toUpperCase() };
    case 'dot':
      return { ...row, user: `${user}.` };
    case 'name':
      return { ...row, user: `Support <${user}>` };
    case 'category':
      return { ...row, category: String(category).toUpperCase() };
  }
}

function placeAll(history: History): Placed[] {
  const day = rowsOfHistory(history);
  return history.events.flatMap((planned): Placed[] => {
    const { at, visibleFrom = at * 1000, hiddenFrom, alteredFrom, undated } = planned;
    const { eventTime: _time, ...rest } = day.row(planned.row);
    const dressed = disguised(rest, planned.disguise);
    const row = undated ? { ...dressed, eventTime: 'yesterday' } : { ...dressed, eventTime: eventTime(at) };
    const until = hiddenFrom ?? alteredFrom;
    const first: Placed = { event: row, at, visibleFrom, ...(until === undefined ? {} : { visibleUntil: until }) };
    if (alteredFrom === undefined || hiddenFrom !== undefined) return [first];
    return [first, { event: { ...row, eventInfo: `${row.eventInfo} (changed)` }, at, visibleFrom: alteredFrom }];
  });
}

export function createMimecast(history: History, now: () => number): Mimecast {
  const quirks: Quirks = { ...usual, ...history.quirks };
  const data = rowsOf(placedOf(history));
  const door = doorOf({ oauth: defaultOauth, hmac: undefined }, 1799, quirks, now);
  const page = pagingOf({ data, quirks, maxPageSize: history.pageSize, now });

  function right({ url, headers, body = '' }: HttpRequest): Answer {
    const { pathname } = new URL(url);
    if (pathname === '/oauth/token') return door.token(body);
    const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
    return door.refuse(lower, pathname) ?? page(readAsked(readBody(body)));
  }

  return {
    data,
    answer(request, deed) {
      if (deed === 'expire-token') door.expire();
      if (deed === 'cut') throw new TransferError('cut', 'The answer was cut off.');
      const given = spoiled(right(request), deed);
      const text = typeof given.body === 'string' ? given.body : JSON.stringify(given.body);
      const names = new Map([
        ['content-type', JSON_TYPE],
        ['date', new Date(now() + quirks.dateSkew).toUTCString()],
      ]);
      for (const [name, value] of Object.entries(given.headers ?? {})) names.set(name.toLowerCase(), value);
      return {
        status: given.status,
        header: (name) => names.get(name.toLowerCase()),
        body: Buffer.from(text),
        received: now(),
      };
    },
  };
}

function spoiled(answer: Answer, deed: Deed | undefined): Answer {
  if (typeof deed === 'object' && 'status' in deed) {
    return { status: deed.status, headers: { 'X-RateLimit-Reset': '900' }, body: '' };
  }
  if (deed === 'html') return { status: 200, headers: { 'content-type': 'text/html' }, body: LOGIN };
  if (deed === 'fail-in-200' || deed === 'fail-with-data') return spoil(answer, deed);
  return answer;
}

/** Which kind of call a request is. */
export function callOf({ url }: HttpRequest): Call {
  return url.endsWith('/oauth/token') ? 'token' : 'page';
}
