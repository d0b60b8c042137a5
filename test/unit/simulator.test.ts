import { createHash, createHmac, randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { get, request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { readBody, readDate } from '../simulator/asked.ts';
import { bucketOf } from '../simulator/bucket.ts';
import { hear, readEnvironmentFile } from '../simulator/commands.ts';
import { type DataSet, type Row, rowsOf, seededDay } from '../simulator/data.ts';
import { defaultHmac, defaultOauth } from '../simulator/door.ts';
import { hostile } from '../simulator/hostile.ts';
import { auditLogId, decode, encode, eventId } from '../simulator/ids.ts';
import { type Mimecast, type MimecastOptions, startMimecast } from '../simulator/mimecast.ts';
import { startResults } from '../simulator/results.ts';
import { runAction } from '../simulator/runner.ts';
import { eventTime } from '../simulator/wordings.ts';

const FROM = Date.UTC(2026, 10, 24) / 1000;
const TO = FROM + 86_400;
const NOW = (TO + 3600) * 1000;
const AUDIT = '/api/audit/get-audit-events';

interface Body {
  readonly meta: { readonly pagination?: { pageSize: number; next?: string; previous?: string; totalCount?: number } };
  readonly data: Row[];
  readonly fail: { code?: string; errors?: { code: string; field?: string }[] }[];
}

const opened: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0)) await close();
});

async function start(options: Partial<MimecastOptions> = {}): Promise<Mimecast> {
  const source = await startMimecast({ clock: () => NOW, data: day(1000), ...options });
  opened.push(source.stop);
  return source;
}

function day(events: number, more: { seed?: number; accessEvery?: number } = {}) {
  return seededDay({ from: FROM, to: TO, events, ...more });
}

async function token({ url }: Mimecast): Promise<string> {
  const response = await fetch(`${url}/oauth/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: defaultOauth.clientId,
      client_secret: defaultOauth.clientSecret,
    }),
  });
  return ((await response.json()) as { access_token: string }).access_token;
}

function signed(
  path = AUDIT,
  change: Record<string, string> = {},
  appKey = defaultHmac.appKey,
): Record<string, string> {
  const date = 'Tue, 24 Nov 2026 12:50:11 UTC';
  const id = randomUUID();
  const signature = createHmac('sha1', Buffer.from(defaultHmac.secretKey, 'base64'))
    .update(`${date}:${id}:${path}:${appKey}`)
    .digest('base64');
  return {
    authorization: `MC ${defaultHmac.accessKey}:${signature}`,
    'x-mc-date': date,
    'x-mc-req-id': id,
    'x-mc-app-id': defaultHmac.appId,
    'content-type': 'application/json',
    ...change,
  };
}

async function post(source: Mimecast, headers: Record<string, string>, body: unknown, path = AUDIT): Promise<Response> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return fetch(`${source.url}${path}`, { method: 'POST', headers, body: text });
}

function asking(item: object = {}, pagination: object = {}): unknown {
  return {
    meta: { pagination },
    data: [{ startDateTime: eventTime(FROM), endDateTime: eventTime(TO), ...item }],
  };
}

/** Reads all pages as a careful client does; stops at 50 of them. */
async function readAll(source: Mimecast, item: object = {}, pageSize = 100): Promise<{ rows: Row[]; pages: Body[] }> {
  const headers = { authorization: `Bearer ${await token(source)}` };
  const pages: Body[] = [];
  let pageToken: string | undefined;
  do {
    const response = await post(source, headers, asking(item, { pageSize, ...(pageToken ? { pageToken } : {}) }));
    const page = (await response.json()) as Body;
    pages.push(page);
    pageToken = page.data.length > 0 ? page.meta.pagination?.next : undefined;
  } while (pageToken && pages.length < 50);
  return { rows: pages.flatMap((page) => page.data), pages };
}

async function codeOf(response: Response): Promise<string | undefined> {
  const { fail } = (await response.json()) as Body;
  return fail[0]?.code ?? fail[0]?.errors?.[0]?.code;
}

describe('ids', () => {
  it('are coded as the real ones: zlib at level 9, keys in order, slashes escaped', () => {
    const id = eventId('CUSA99A999', 711_000_911, 3);
    const bytes = Buffer.from(id, 'base64url');
    expect(bytes.subarray(0, 2).toString('hex')).toBe('78da');
    expect(Object.keys(decode(id) ?? {})).toEqual(['secureid', 'auditlogid', 'customercode', 'version']);
    expect(Buffer.from(String(decode(id)?.secureid), 'base64')).toHaveLength(48);
    expect(Buffer.from(String(decode(eventId('CUSA199A999', 1, 3))?.secureid), 'base64')).toHaveLength(80);
    expect(id).toBe(eventId('CUSA99A999', 711_000_911, 3));
    expect(auditLogId(id)).toBe(711_000_911);
    expect(auditLogId('opaque')).toBeUndefined();
    const stored = eventId('CUSA99A999', 711_000_911, 3, 'stored');
    expect(stored).not.toBe(id);
    expect(decode(stored)).toEqual(decode(id));
  });

  it('reads and writes a token that was made elsewhere', () => {
    const text =
      'eNoljksOgjAUAO_y1l0oAYXuUGKionyiJrJD-sBGoNhSUIx3V3E5yWQyL2jSAhUfkDOg1mRCQGGm5YjgDMfl9dJvtkFth1EUmNlMb9jOiZtF0M-' +
      'Le1U-nr7n5m63suyDuU6QGb3XicUpPifMPwMZ83tdXVAC_ca5CiV2XGgFNE9LhX_jIG5YA611WRLoUCouvjglIDETkqk2le3vyHh_AJPGO_g';
    const content = decode(text);
    expect(Object.keys(content ?? {})).toEqual([
      ...['pagesizeid', 'secureid', 'pageNumber', 'isPrevious', 'pageToken', 'version', 'recordstartid'],
    ]);
    expect(decode(encode(content as unknown as Parameters<typeof encode>[0]))).toEqual(content);
  });
});

describe('a seeded day', () => {
  it('is the same for the same seed, newest first, with ties by descending id', () => {
    const rows = day(5000).slice(FROM, TO, 0, 5000);
    expect(rows).toEqual(day(5000).slice(FROM, TO, 0, 5000));
    expect(rows).not.toEqual(day(5000, { seed: 2 }).slice(FROM, TO, 0, 5000));
    expect(new Set(rows.map(({ id }) => id)).size).toBe(5000);
    const times = rows.map((row) => row.eventTime);
    expect(times).toEqual(times.toSorted().toReversed());
    expect(new Set(times).size).toBeLessThan(5000);
    const numbers = rows.map(({ id }) => auditLogId(id) ?? 0);
    expect(numbers).toEqual(numbers.toSorted((a, b) => b - a));
  });

  it('counts and slices as a list of the same rows would, for any span and categories', () => {
    const set = day(700, { accessEvery: 50 });
    const all = Array.from({ length: 700 }, (_, index) => set.row(index)).reverse();
    const list = rowsOf(all.map((event) => ({ event })));
    const span = fc.tuple(fc.integer({ min: -10, max: 86_410 }), fc.integer({ min: 0, max: 86_410 }));
    const names = [...new Set(all.map(({ category }) => category)), 'unknown_logs'];
    const filter = fc.record({
      categories: fc.option(fc.subarray(names, { minLength: 1 }), { nil: undefined }),
      query: fc.constantFrom(undefined, 'ADA', 'logged into'),
    });
    fc.assert(
      fc.property(span, filter, fc.nat(300), fc.nat(100), ([start, length], wanted, offset, limit) => {
        const [from, to] = [FROM + start, FROM + start + length];
        expect(set.count(from, to, wanted)).toBe(list.count(from, to, wanted));
        expect(set.slice(from, to, offset, limit, wanted)).toEqual(list.slice(from, to, offset, limit, wanted));
      }),
      { numRuns: 60 },
    );
  });

  it('has sessions of the provider in the real wording', () => {
    const set = day(400);
    const access = set.slice(FROM, TO, 0, 10, { categories: ['mimecast_access_logs'] });
    expect(access).toHaveLength(2);
    expect(access[0]?.eventInfo).toMatch(
      /^Action Performed - (\S+@mimecast\.local) logged into this account\. by \1<\1> Date: \d{4}-\d\d-\d\d Time: \d\d:\d\d:\d\d \+0100 IP: 198\.51\.100\.\d+ Application: Administration Console$/,
    );
    expect(set.slice(FROM, TO, 0, 400).filter(({ user }) => user.endsWith('@mimecast.local'))).toHaveLength(10);
    expect(day(400, { accessEvery: 0 }).count(FROM, TO, { categories: ['mimecast_access_logs'] })).toBe(0);
  });

  it('serves the middle of ten million rows without holding them', () => {
    const set = day(10_000_000);
    set.slice(FROM, TO, 0, 500);
    const before = process.memoryUsage().heapUsed;
    for (const offset of [1, 4_999_999, 9_999_000]) {
      expect(set.slice(FROM, TO, offset, 500)).toHaveLength(500);
      expect(set.slice(FROM, TO, Math.floor(offset / 200), 3, { categories: ['mimecast_access_logs'] })).toHaveLength(
        3,
      );
    }
    expect(set.count(FROM, TO)).toBe(10_000_000);
    expect(set.count(FROM, TO, { categories: ['mimecast_access_logs'] })).toBe(50_000);
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(40_000_000);
  });
});

describe('a hostile source', () => {
  it('merges, takes out and changes rows as a list of the outcome would, for any page', () => {
    const set = day(300, { accessEvery: 40 });
    const rows = Array.from({ length: 300 }, (_, index) => set.row(index));
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.nat(299), { maxLength: 8 }),
        fc.array(fc.integer({ min: 0, max: 86_399 }), { maxLength: 8 }),
        fc.nat(310),
        fc.nat(40),
        (gone, seconds, offset, limit) => {
          const added = seconds.map((second, index) => ({
            event: { id: eventId('CUSA99A999', 900_000_000 + index, 9), eventTime: eventTime(FROM + second) },
          }));
          const vanished = gone.map((index) => ({ id: rows[index]?.id ?? '', at: at(rows[index]) }));
          const changed = hostile(set, { added, vanished });
          const left = rows.filter((_, index) => !gone.includes(index)).map((event) => ({ event }));
          const wanted = rowsOf([...added, ...left]);
          expect(changed.count(FROM, TO)).toBe(wanted.count(FROM, TO));
          expect(changed.slice(FROM, TO, offset, limit)).toEqual(wanted.slice(FROM, TO, offset, limit));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('shows late rows, hides vanished and alters others from a moment of its clock on', () => {
    const set = day(20);
    const [old, other] = [set.row(3), set.row(4)];
    const late = { event: { ...old, id: 'late' }, visibleFrom: 1000 };
    const changed = hostile(set, {
      added: [late],
      vanished: [{ id: old.id, at: at(old), from: 2000 }],
      altered: [{ id: other.id, event: { ...other, eventInfo: 'altered' }, from: 3000 }],
    });
    const ids = (now: number) => changed.slice(FROM, TO, 0, 99, { now }).map((event) => (event as Row).id);
    expect(ids(999)).not.toContain('late');
    expect(ids(1000)).toContain('late');
    expect(ids(1999)).toContain(old.id);
    expect(ids(2000)).not.toContain(old.id);
    expect(changed.slice(FROM, TO, 0, 99, { now: 3000 })).toContainEqual({ ...other, eventInfo: 'altered' });
    expect(changed.slice(FROM, TO, 0, 99, { now: 2999 })).toContainEqual(other);
  });
});

describe('who may come in', () => {
  it('takes a right signature of API 1.0 and refuses every wrong part of it', async () => {
    const source = await start();
    expect((await post(source, signed(), asking())).status).toBe(200);
    const wrong: Record<string, string>[] = [
      signed('/api/audit/get-categories'),
      signed(AUDIT, {}, 'other-app-key'),
      signed(AUDIT, { 'x-mc-date': 'Tue, 24 Nov 2026 12:50:12 UTC' }),
      signed(AUDIT, { 'x-mc-req-id': randomUUID() }),
      signed(AUDIT, { authorization: `MC other:${signed().authorization?.split(':')[1]}` }),
    ];
    for (const headers of wrong) {
      const response = await post(source, headers, asking());
      expect(response.status).toBe(401);
      expect(await codeOf(response)).toBe('err_xdk_invalid_signature');
    }
    expect(await codeOf(await post(source, signed(AUDIT, { 'x-mc-app-id': 'x' }), asking()))).toBe('err_developer_key');
  });

  it('refuses an expired binding with 418', async () => {
    const response = await post(await start({ quirks: { bindingExpired: true } }), signed(), asking());
    expect(response.status).toBe(418);
    expect(await codeOf(response)).toBe('err_xdk_binding_expired');
  });

  it('gives tokens of API 2.0 that end, and refuses in the flat shape', async () => {
    let now = NOW;
    const source = await start({ clock: () => now, oauth: defaultOauth });
    const headers = { authorization: `Bearer ${await token(source)}` };
    expect((await post(source, headers, asking())).status).toBe(200);
    now += 1799_000;
    const late = await post(source, headers, asking());
    expect([late.status, await codeOf(late)]).toEqual([401, 'token_expired']);
    expect(await codeOf(await post(source, { authorization: 'Bearer x' }, asking()))).toBe('token_verification_failed');
    expect((await post(source, {}, asking())).status).toBe(401);
    expect((await post(source, signed(), asking())).status).toBe(401);
    const refused = await post(source, {}, 'grant_type=client_credentials&client_id=a&client_secret=b', '/oauth/token');
    expect([refused.status, await codeOf(refused)]).toEqual([401, 'invalid_client']);
    expect(JSON.stringify(source.requests)).not.toContain('client_secret');
    expect(source.requests.map(({ status }) => status)).toEqual([200, 200, 401, 401, 401, 401, 401]);
  });

  it('lists categories', async () => {
    const path = '/api/audit/get-categories';
    const response = await post(await start(), signed(path), {}, path);
    expect(JSON.stringify(await response.json())).toContain('"code":"mimecast_access_logs"');
  });
});

describe('paging', () => {
  it('gives each row once, newest first, with offset tokens and rows as page size', async () => {
    const source = await start({ data: day(230) });
    const { rows, pages } = await readAll(source);
    expect(rows).toEqual(day(230).slice(FROM, TO, 0, 230));
    expect(pages.map(({ meta }) => meta.pagination?.pageSize)).toEqual([100, 100, 30]);
    expect(decode(pages[0]?.meta.pagination?.next ?? '')).toMatchObject({ pagesizeid: 100, recordstartid: 100 });
    expect(pages[0]?.meta.pagination?.previous).toBeUndefined();
    expect(decode(pages[1]?.meta.pagination?.previous ?? '')).toMatchObject({ isPrevious: true, recordstartid: 0 });
    expect(source.requests.filter(({ page }) => page > 0).map(({ page }) => page)).toEqual([1, 2, 3]);
  });

  it.each([
    ['absent', 200, [100, 100], false],
    ['short-page', 230, [100, 100, 30, 0], false],
    ['short-page', 200, [100, 100, 0], false],
    ['empty-page', 230, [100, 100, 30, 0], true],
    ['absent', 0, [0], false],
    ['empty-page', 0, [0], true],
  ] as const)('ends %s with %i rows', async (endOfData, events, sizes, last) => {
    const { pages } = await readAll(await start({ data: day(Math.max(1, events)), quirks: { endOfData } }), {
      ...(events === 0 ? { categories: ['unknown_logs'] } : {}),
    });
    expect(pages.map(({ data }) => data.length)).toEqual(sizes);
    expect(pages.at(-1)?.meta.pagination?.next !== undefined).toBe(last);
  });

  it('repeats a token, leaves out pagination and turns the order by switch', async () => {
    const repeated = await readAll(await start({ data: day(230), quirks: { repeatToken: true } }));
    expect(repeated.pages).toHaveLength(50);
    expect(new Set(repeated.pages.map(({ meta }) => meta.pagination?.next)).size).toBe(1);
    const bare = await readAll(await start({ quirks: { paginationWhenEmpty: false } }), { categories: ['none'] });
    expect(bare.pages[0]?.meta.pagination).toBeUndefined();
    const turned = await readAll(await start({ data: day(230), quirks: { order: 'oldest-first', totalCount: true } }));
    expect(turned.rows).toEqual(day(230).slice(FROM, TO, 0, 230).reverse());
    expect(turned.pages[0]?.meta.pagination?.totalCount).toBe(230);
  });

  it('moves rows to the next page if one comes in while paging', async () => {
    const late = { event: { id: 'late', eventTime: eventTime(TO - 1) } };
    const source = await start({ data: day(230), quirks: { lateInsert: { afterAnswers: 1, rows: [late] } } });
    const { rows } = await readAll(source);
    expect(rows).toHaveLength(231);
    expect(rows[100]?.id).toBe(rows[99]?.id);
  });

  it('holds to both edges as the switches say', async () => {
    const data = rowsOf([FROM, FROM + 1, TO - 1, TO].map((time) => ({ id: `at ${time}`, eventTime: eventTime(time) })));
    const seconds = async (quirks: MimecastOptions['quirks']) => {
      const { rows } = await readAll(await start({ data, ...(quirks ? { quirks } : {}) }));
      return rows.map((row) => at(row) - FROM);
    };
    expect(await seconds({})).toEqual([86_399, 1, 0]);
    expect(await seconds({ endInclusive: true })).toEqual([86_400, 86_399, 1, 0]);
    expect(await seconds({ startExclusive: true, endInclusive: true })).toEqual([86_400, 86_399, 1]);
  });

  it('has nothing older than 60 days and nothing of the future, without an error', async () => {
    const old = await readAll(await start({ clock: () => (TO + 61 * 86_400) * 1000 }));
    expect(old.pages).toEqual([{ meta: { status: 200, pagination: { pageSize: 0 } }, data: [], fail: [] }]);
    const half = await readAll(await start({ clock: () => (FROM + 43_200) * 1000 }), {}, 500);
    expect(half.rows).toHaveLength(day(1000).count(FROM, FROM + 43_201));
  });

  it('checks dates, page size and token', async () => {
    const source = await start({ maxPageSize: 50, quirks: { clampPageSize: false, strictDates: true } });
    const missing = (await (await post(source, signed(), { data: [{}] })).json()) as Body;
    expect(missing.fail[0]?.errors?.map(({ code, field }) => [code, field])).toEqual([
      ['err_validation_null', 'startDateTime'],
      ['err_validation_null', 'endDateTime'],
    ]);
    expect((await post(source, signed(), asking({}, { pageSize: 51 }))).status).toBe(400);
    expect((await post(source, signed(), asking({}, { pageToken: 'eNoljk' }))).status).toBe(400);
    expect((await post(source, signed(), asking({ endDateTime: '2026-11-25T00:00:00Z' }))).status).toBe(400);
    expect((await post(source, signed(), 'no json')).status).toBe(400);
    expect(readDate('2026-11-25T00:00:00+01:00', { strictDates: false })).toBe(TO - 3600);
    expect(readDate('2026-11-25T00:00:00+01:00', { strictDates: true })).toBeUndefined();
    const clamped = (await (
      await post(await start({ maxPageSize: 50 }), signed(), asking({}, { pageSize: 99 }))
    ).json()) as Body;
    expect(clamped.data).toHaveLength(50);
    const plain = (await (await post(await start(), signed(), asking())).json()) as Body;
    expect(plain.data).toHaveLength(25);
  });

  it('refuses a token without its data, or goes on with the first filter, by switch', async () => {
    for (const dataWithTokenRequired of [true, false]) {
      const source = await start({ quirks: { dataWithTokenRequired } });
      const wish = asking({ categories: ['reporting_logs'] }, { pageSize: 10 });
      const first = (await (await post(source, signed(), wish)).json()) as Body;
      const pageToken = first.meta.pagination?.next;
      const second = (await (await post(source, signed(), { meta: { pagination: { pageToken } } })).json()) as Body;
      expect(second.fail.length).toBe(dataWithTokenRequired ? 1 : 0);
      expect(second.data.map(({ category }) => category)).toEqual(
        dataWithTokenRequired ? [] : Array.from({ length: 10 }, () => 'reporting_logs'),
      );
    }
  });

  it('reads what odd clients send: Python notation, meta inside data, a size as text', async () => {
    const source = await start();
    const dates = `'startDateTime': '${eventTime(FROM)}', 'endDateTime': '${eventTime(TO)}'`;
    const python = `{'data': [{${dates}, 'query': None, 'meta': {'pagination': {'pageSize': '7', 'x': True}}}]}`;
    const body = (await (await post(source, signed(), python)).json()) as Body;
    expect(body.data).toHaveLength(7);
    expect(readBody(`{'it\\'s "None"': None}`)).toEqual({ 'it\'s "None"': null });
  });

  it('filters by query', async () => {
    const { rows } = await readAll(await start(), { query: 'ada larch' }, 500);
    expect(rows.length).toBeGreaterThan(10);
    expect(rows.length).toBeLessThan(500);
    expect(rows.every((row) => row.eventInfo.includes('Ada Larch'))).toBe(true);
  });

  it('pages in the middle of a million rows', async () => {
    const source = await start({ data: day(1_000_000) });
    const next = encode({
      ...{ pagesizeid: 500, secureid: 'x', pageNumber: 0, isPrevious: false, pageToken: null, version: 1 },
      recordstartid: 500_000,
    });
    const body = (await (await post(source, signed(), asking({}, { pageToken: next }))).json()) as Body;
    expect(body.data).toEqual(day(1_000_000).slice(FROM, TO, 500_000, 500));
  });
});

describe('the rate limit', () => {
  it('is a bucket that is refilled step by step', () => {
    let now = 0;
    const take = bucketOf({ bucket: 2, refillMs: 100 }, () => now);
    expect(take()).toEqual({ allowed: true, limit: 2, remaining: 1, reset: 100 });
    now = 30;
    expect(take()).toEqual({ allowed: true, limit: 2, remaining: 0, reset: 70 });
    expect(take()).toEqual({ allowed: false, limit: 2, remaining: 0, reset: 70 });
    now = 100;
    expect(take()).toEqual({ allowed: true, limit: 2, remaining: 0, reset: 100 });
    now = 10_000;
    expect(take().remaining).toBe(1);
  });

  it('answers 429 with headers in milliseconds, in either spelling', async () => {
    for (const rateHeaders of ['X-RateLimit', 'X-Rate-Limit'] as const) {
      const source = await start({ limit: { bucket: 1, refillMs: 60_000 }, quirks: { rateHeaders } });
      expect((await post(source, signed(), asking())).headers.get(`${rateHeaders}-Remaining`)).toBe('0');
      const refused = await post(source, signed(), asking());
      expect(refused.status).toBe(429);
      expect(Number(refused.headers.get(`${rateHeaders}-Reset`))).toBeGreaterThan(1000);
      expect(source.requests.map(({ status, page }) => [status, page])).toEqual([
        [200, 1],
        [429, 1],
      ]);
    }
  });
});

describe('faults', () => {
  /** Sends one call by node:http, which shows what came even if the answer was cut. */
  function raw(source: Mimecast): Promise<{ bytes: Buffer; complete: boolean; length: string | undefined }> {
    return new Promise((resolve, reject) => {
      const headers = { ...signed(), 'accept-encoding': 'gzip' };
      const call = httpRequest(`${source.url}${AUDIT}`, { method: 'POST', headers, agent: false }, (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('error', () => undefined);
        response.on('close', () => {
          const { complete } = response;
          resolve({ bytes: Buffer.concat(parts), complete, length: response.headers['content-length'] });
        });
      });
      call.on('error', reject).end(JSON.stringify(asking()));
    });
  }

  it('meet the request of the plan and no other', async () => {
    const source = await start({
      faults: [
        {
          on: { path: 'audit', request: 2, times: 2 },
          do: { status: 503, body: 'down', headers: { 'retry-after': '1' } },
        },
        { on: { path: 'audit', request: 4 }, do: 'fail-in-200' },
        { on: { path: 'audit', request: 5 }, do: 'fail-with-data' },
      ],
    });
    const statuses: unknown[] = [];
    for (let call = 0; call < 6; call += 1) {
      const response = await post(source, signed(), asking());
      const text = await response.text();
      const body = text.startsWith('{') ? (JSON.parse(text) as Body) : undefined;
      statuses.push([response.status, body?.data.length, body?.fail.length]);
    }
    expect(statuses).toEqual([
      [200, 25, 0],
      [503, undefined, undefined],
      [503, undefined, undefined],
      [200, 0, 1],
      [200, 25, 1],
      [200, 25, 0],
    ]);
  });

  it('cut answers so that only the one check sees it', async () => {
    const cut = async (deed: 'cut-length' | 'cut-chunked' | 'cut-gzip') =>
      raw(await start({ faults: [{ on: {}, do: deed }], quirks: { gzip: false } }));
    const length = await cut('cut-length');
    expect(length.complete).toBe(false);
    expect(length.bytes.length).toBeLessThan(Number(length.length));
    expect(length.bytes.length).toBeGreaterThan(0);
    const chunked = await cut('cut-chunked');
    expect([chunked.complete, chunked.length]).toEqual([false, undefined]);
    expect(chunked.bytes.length).toBeGreaterThan(0);
    const gzip = await cut('cut-gzip');
    expect([gzip.complete, gzip.bytes.length]).toEqual([true, Number(gzip.length)]);
    expect(gzip.bytes.subarray(0, 2).toString('hex')).toBe('1f8b');
  });

  it('reset, hang, and give pages, nothing, or a mark in front', async () => {
    const deeds = ['reset', 'html', 'empty', 'bom', { slow: 5 }, 'hang'] as const;
    const source = await start({ faults: deeds.map((deed, index) => ({ on: { request: index + 1 }, do: deed })) });
    await expect(post(source, signed(), asking())).rejects.toThrow();
    const html = await post(source, signed(), asking());
    expect([html.status, html.headers.get('content-type')]).toEqual([200, 'text/html']);
    expect(await html.text()).toContain('<html>');
    expect(await (await post(source, signed(), asking())).text()).toBe('');
    const marked = Buffer.from(await (await post(source, signed(), asking())).arrayBuffer());
    expect(marked.subarray(0, 4).toString('hex')).toBe('efbbbf7b');
    expect((await post(source, signed(), asking())).status).toBe(200);
    const patience = AbortSignal.timeout(60);
    const hung = fetch(`${source.url}${AUDIT}`, { method: 'POST', headers: signed(), body: '{}', signal: patience });
    await expect(hung).rejects.toThrow();
    expect(source.requests.map(({ status }) => status)).toEqual([0, 200, 200, 200, 200, 0]);
  });

  it('end all tokens before a request', async () => {
    const source = await start({ faults: [{ on: { path: 'audit', request: 2 }, do: 'expire-token' }] });
    const headers = { authorization: `Bearer ${await token(source)}` };
    expect((await post(source, headers, asking())).status).toBe(200);
    expect(await codeOf(await post(source, headers, asking()))).toBe('token_expired');
    expect((await post(source, { authorization: `Bearer ${await token(source)}` }, asking())).status).toBe(200);
  });

  it('show chunks, plain length, gzip and a skewed date by switch', async () => {
    const headersOf = async (quirks: NonNullable<MimecastOptions['quirks']>) => {
      const source = await start({ quirks });
      const headers = { ...signed(), 'accept-encoding': 'gzip' };
      const call = new Promise<NodeJS.Dict<string | string[]>>((resolve, reject) => {
        const request = httpRequest(`${source.url}${AUDIT}`, { method: 'POST', headers }, (response) => {
          response.resume().on('end', () => resolve(response.headers));
        });
        request.on('error', reject).end(JSON.stringify(asking()));
      });
      return call;
    };
    expect(await headersOf({ dateSkew: 60_000 })).toMatchObject({
      'content-encoding': 'gzip',
      'content-length': expect.stringMatching(/^\d+$/) as string,
      date: new Date(NOW + 60_000).toUTCString(),
    });
    const chunked = await headersOf({ chunked: true, gzip: false });
    expect(chunked).toMatchObject({ 'transfer-encoding': 'chunked' });
    expect(chunked).not.toHaveProperty('content-encoding');
  });
});

describe('the results service', () => {
  it('takes an upload of the real client, in the process of a run', async () => {
    const results = await startResults();
    opened.push(results.stop);
    const folder = await temporary();
    await writeFile(join(folder, 'a.json'), '{"a":1}');
    const client = import.meta.resolve('@actions/artifact');
    const bundle = join(folder, 'index.mjs');
    await writeFile(
      bundle,
      `import { DefaultArtifactClient } from ${JSON.stringify(client)};
       const { id, digest } = await new DefaultArtifactClient().uploadArtifact('kept', [process.env.FILE], process.env.ROOT);
       console.log('result', id, digest);`,
    );
    const run = await runAction({
      bundle,
      inputs: {},
      env: { ...results.env, FILE: join(folder, 'a.json'), ROOT: folder },
    });
    opened.push(run.cleanup);
    const [artifact] = results.artifacts;
    expect(artifact?.name).toBe('kept');
    expect(artifact?.bytes.subarray(0, 2).toString()).toBe('PK');
    expect(artifact?.sha256).toBe(
      createHash('sha256')
        .update(artifact?.bytes ?? '')
        .digest('hex'),
    );
    expect(run.log).toContain(`result 1 ${artifact?.sha256}`);
    expect(run.shown).not.toContain('canary-blob-signature');
    expect(run.code).toBe(0);
  });

  it('refuses as planned', async () => {
    const results = await startResults({ fail: 'conflict-once' });
    opened.push(results.stop);
    const create = async (bearer: string | undefined): Promise<number> => {
      const path = 'twirp/github.actions.results.api.v1.ArtifactService/CreateArtifact';
      const headers = { authorization: `Bearer ${bearer}` };
      return (await fetch(`${results.url}/${path}`, { method: 'POST', headers, body: '{"name":"a"}' })).status;
    };
    expect(await create('x')).toBe(401);
    expect(await create(results.env.ACTIONS_RUNTIME_TOKEN)).toBe(409);
    expect(await create(results.env.ACTIONS_RUNTIME_TOKEN)).toBe(200);
  });
});

describe('the runner', () => {
  const script = `
    import { appendFileSync } from 'node:fs';
    const out = process.env.GITHUB_OUTPUT;
    appendFileSync(out, 'plain=1\\nlong<<END\\nfirst\\nsecond=<<\\nEND\\n');
    appendFileSync(process.env.GITHUB_STEP_SUMMARY, '# done');
    const names = Object.keys(process.env).filter((name) => /^INPUT_|PROXY|proxy|^SIMULATED/.test(name)).sort();
    console.log(JSON.stringify(names.map((name) => [name, process.env[name]])));
    console.log('before hush');
    console.log('::add-mask::hush');
    console.error('::warning title=a::be hush%0Anow');
    console.log(Date(), new Date().toISOString(), new Date(0).toISOString(), new Date() instanceof Date);
    const began = Date.now();
    setTimeout(() => { console.log('later', Date.now() - began >= 30); process.exitCode = 3; }, 40);
  `;

  it('gives inputs, files and a clock, and reads what comes back', async () => {
    const folder = await temporary();
    await writeFile(join(folder, 'index.mjs'), script);
    const action = join(folder, 'action.yml');
    await writeFile(action, 'inputs:\n  time-zone:\n    default: UTC\n  start:\n  two words:\n    default: 7\n');
    vi.stubEnv('HTTPS_PROXY', 'http://192.0.2.1:1');
    const run = await runAction({
      bundle: join(folder, 'index.mjs'),
      action,
      inputs: { start: '2026-11-01' },
      now: '2027-01-02T03:04:05Z',
    });
    vi.unstubAllEnvs();
    opened.push(run.cleanup);
    expect([run.code, run.signal, run.timedOut]).toEqual([3, null, false]);
    expect(JSON.parse(run.log.split('\n')[0] ?? '')).toEqual([
      ['INPUT_START', '2026-11-01'],
      ['INPUT_TIME-ZONE', 'UTC'],
      ['INPUT_TWO_WORDS', '7'],
    ]);
    expect(run.log).toMatch(/Jan 02 2027 .* 2027-01-02T03:04:\d\d\.\d{3}Z 1970-01-01T00:00:00.000Z true\n/);
    expect(run.log).toContain('later true');
    expect(run.outputs).toEqual({ plain: '1', long: 'first\nsecond=<<' });
    expect(run.summary).toBe('# done');
    expect(run.masks).toEqual(['hush']);
    expect(run.annotations).toEqual([{ kind: 'warning', message: 'be hush\nnow' }]);
    expect(run.shown).toContain('before hush');
    expect(run.shown).not.toContain('add-mask');
  });

  it('cancels at a text of the log and ends what runs too long', async () => {
    const folder = await temporary();
    const bundle = join(folder, 'index.mjs');
    await writeFile(
      bundle,
      `process.on('SIGTERM', () => { console.log('cancelled'); process.exit(1); });
       console.log('reading'); setInterval(() => {}, 1000);`,
    );
    const cancelled = await runAction({ bundle, inputs: {}, signalAfter: { match: /reading/, signal: 'SIGTERM' } });
    opened.push(cancelled.cleanup);
    expect([cancelled.code, cancelled.timedOut]).toEqual([1, false]);
    expect(cancelled.log).toContain('cancelled');
    const endless = await runAction({ bundle, inputs: {}, timeoutMs: 300 });
    opened.push(endless.cleanup);
    expect([endless.code, endless.signal, endless.timedOut]).toEqual([null, 'SIGKILL', true]);
  });

  it('hears commands as the real one does', () => {
    const heard = hear(
      [
        'a ::error::no command',
        '  ::error file=a.ts,line=1::yes',
        'text ##[warning]older',
        '::stop-commands::t0k',
        '::add-mask::not heard',
        '::t0k::',
        '::add-mask::one%0Atwo',
        '::debug::quiet two',
        '::group::two lines',
        '::unknown::text',
      ].join('\n'),
    );
    expect(heard.annotations).toEqual([
      { kind: 'error', message: 'yes' },
      { kind: 'warning', message: 'older' },
    ]);
    expect(heard.masks).toEqual(['one', 'two']);
    expect(heard.shown.split('\n')).toEqual([
      'a ::error::no command',
      '##[error]yes',
      '##[warning]older',
      '::add-mask::not heard',
      '##[group]*** lines',
      '::unknown::text',
    ]);
    expect(() => readEnvironmentFile('a<<END\nb\n')).toThrow(/delimiter/);
    expect(() => readEnvironmentFile('nonsense\n')).toThrow(/format/);
  });
});

it('ends cleanly with a connection still open', async () => {
  const source: Mimecast = await startMimecast({ data: day(1) as DataSet });
  const open = new Promise((resolve) => {
    get(source.url, { agent: false }, (response) => response.resume().on('close', resolve)).on('error', resolve);
  });
  await open;
  await source.stop();
  await expect(fetch(source.url)).rejects.toThrow();
});

async function temporary(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'simulator-test-'));
  opened.push(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

function at(row: Row | undefined): number {
  return Date.parse(row?.eventTime.replace('+0000', 'Z') ?? '') / 1000;
}
