import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createHttp } from '../../src/runner/http.ts';
import { type Asked, fakeClock, OAUTH, readScripted, SPAN, type Step, type Told } from './mimecast-parts.ts';

interface Run {
  readonly name: string;
  readonly mimecast: readonly Step[];
}

function stepsOf(file: string, name: string): readonly Step[] {
  const text = readFileSync(new URL(`../fixtures/cases/${file}.json`, import.meta.url), 'utf8');
  const run = (JSON.parse(text).runs as Run[]).find((each) => each.name === name);
  if (run === undefined) throw new Error(`${file} has no run "${name}"`);
  return run.mimecast;
}

const idsOf = (told: Told) =>
  new Set(told.pages.flatMap(({ events }) => events.map((event) => (event as { id: string }).id)));
const dataOf = ({ body }: Asked) => JSON.parse(body).data as unknown[];
const pagingOf = ({ body }: Asked) => JSON.parse(body).meta.pagination as unknown;

function page(next: string | undefined, ...times: readonly string[]): Step {
  const data = times.map((time) => ({ id: `id of ${time}`, eventTime: `2026-03-03T${time}+0000` }));
  return {
    json: {
      meta: { status: 200, pagination: { pageSize: times.length, ...(next === undefined ? {} : { next }) } },
      data,
      fail: [],
    },
  };
}

const EMPTY: readonly Step[] = ['1', '2', '3', '4', '5', '6'].map((number) => page(`behind empty page ${number}`));

describe('B07 tokens', () => {
  it('empty text is no token', async () => {
    const told = await readScripted(stepsOf('b07-tokens', 'empty text'));
    expect(told.audits).toHaveLength(1);
    expect(told.outcome).toMatchObject({ complete: true, rows: 2, pages: 1, reason: undefined });
  });

  it('the same token again means incomplete', async () => {
    const told = await readScripted(stepsOf('b07-tokens', 'same token again'));
    expect(told.audits.length).toBeLessThanOrEqual(3);
    expect(idsOf(told).size).toBe(4);
    expect(told.outcome).toMatchObject({ complete: false, error: undefined });
    expect(told.outcome.reason).toMatch(/page token for the second time/);
  });

  it('next on an empty page is followed five times, and then is the end', async () => {
    const steps = stepsOf('b07-tokens', 'next on an empty page');
    const told = await readScripted([...steps, ...EMPTY]);
    expect(told.audits).toHaveLength(7);
    expect(told.outcome).toMatchObject({ complete: true, rows: 2, pages: 7 });
  });

  it.each([1, 5])('what is behind %i empty pages is read (D16)', async (empty) => {
    const steps = [page('a', '09:00:00'), ...EMPTY.slice(0, empty), page('b', '08:00:00')];
    const more = EMPTY.slice(0, empty).map((_, number) => page(`behind more ${number}`));
    const told = await readScripted([...steps, ...more, page(undefined, '07:00:00')]);
    expect(told.outcome).toMatchObject({ complete: true, rows: 3, pages: 3 + 2 * empty });
  });

  it('an empty page that names itself is the end', async () => {
    const told = await readScripted([page('a', '09:00:00'), page('a')]);
    expect(told.outcome).toMatchObject({ complete: true, rows: 1, pages: 2 });
  });

  it('a fault behind an empty page means incomplete', async () => {
    const told = await readScripted([page('a', '09:00:00'), page('b'), { status: 403, text: '' }]);
    expect(told.outcome).toMatchObject({ complete: false, rows: 1, pages: 2 });
  });

  it('a last page that names the page before does not go round for ever', async () => {
    const told = await readScripted(stepsOf('b07-tokens', 'last page names the page before'));
    expect(idsOf(told).size).toBe(4);
    expect(told.outcome).toMatchObject({ complete: false, pages: 3 });
  });
});

describe('B08 not JSON', () => {
  it('a 502 page passes', async () => {
    const told = await readScripted(stepsOf('b08-not-json', '502 page'));
    expect(told.outcome).toMatchObject({ complete: true, rows: 1 });
  });

  it('a 200 page is an error that shows where it comes from, harmlessly', async () => {
    const told = await readScripted(stepsOf('b08-not-json', '200 page'));
    expect(told.outcome).toMatchObject({ complete: false, rows: 0 });
    expect(told.outcome.error?.message).toContain(
      'not JSON (content type text/html, it starts with "html body Please sign in /body /html")',
    );
  });

  it('a byte order mark is passed over, and kept in the evidence', async () => {
    const told = await readScripted(stepsOf('b08-not-json', 'byte order mark'));
    expect(told.outcome).toMatchObject({ complete: true, rows: 1 });
    expect(told.pages[0]?.bytes.subarray(0, 3).toString('hex')).toBe('efbbbf');
  });
});

describe('B09 waits and a token that dies', () => {
  it.each([
    ['milliseconds', 1_800, 10_000],
    ['epoch in Retry-After', 1_800, 60_000],
    ['date in Retry-After', 1_000, 10_000],
  ])('%s', async (name, least, most) => {
    const told = await readScripted(stepsOf('b09-waits-and-401', name));
    expect(told.outcome).toMatchObject({ complete: true, rows: 1 });
    const waited = told.clock.slept.reduce((sum, ms) => sum + ms, 0);
    expect(waited).toBeGreaterThanOrEqual(least);
    expect(waited).toBeLessThanOrEqual(most);
  });

  it('401 on page two, once: a new token, and page one is not read twice', async () => {
    const first = { on: 'POST /oauth/token', json: { access_token: 'made-up-token-1', expires_in: 1799 } };
    const told = await readScripted([first, ...stepsOf('b09-waits-and-401', '401 on page two, once')]);
    expect(told.outcome).toMatchObject({ complete: true, rows: 4, pages: 2, requests: 5 });
    expect(told.asked.filter(({ path }) => path === '/oauth/token')).toHaveLength(2);
    expect(told.audits.map(({ headers }) => headers.authorization)).toEqual([
      'Bearer made-up-token-1',
      'Bearer made-up-token-1',
      'Bearer made-up-token-2',
    ]);
    expect(told.audits[2]?.body).toBe(told.audits[1]?.body);
    expect(told.masked).toEqual(['made-up-token-1', 'made-up-token-2']);
  });
});

describe('B10 fail and meta', () => {
  it('fail in a 200 is an error that names code and field', async () => {
    const told = await readScripted(stepsOf('b10-fail-and-meta', 'fail in 200'));
    expect(told.outcome.complete).toBe(false);
    expect(told.outcome.error).toMatchObject({ status: 200, code: 'err_validation_null' });
    expect(told.outcome.error?.message).toMatch(/err_validation_null.*endDateTime/);
  });

  it('no pagination with events is the last page', async () => {
    const told = await readScripted(stepsOf('b10-fail-and-meta', 'no pagination'));
    expect(told.outcome).toMatchObject({ complete: true, rows: 1 });
    expect(told.log.lines.join()).toContain('no pagination');
  });

  it('fail with events: they are kept, the span is not complete', async () => {
    const told = await readScripted(stepsOf('b10-fail-and-meta', 'fail with data'));
    expect(told.pages).toHaveLength(1);
    expect(told.outcome).toMatchObject({ complete: false, rows: 1, error: undefined });
    expect(told.outcome.reason).toContain('err_synthetic');
  });

  it('a token endpoint that says fail: no audit request is made', async () => {
    const told = await readScripted(stepsOf('b10-fail-and-meta', 'token endpoint says 200 with fail'));
    expect(told.audits).toHaveLength(0);
    expect(told.outcome.error?.message).toContain('InvalidClientIdentifier');
  });
});

describe('what is asked', () => {
  it('covers the span whatever the edges mean, and is the same on every page', async () => {
    const steps = [page('two', '09:00:00'), page('three', '08:00:00'), page(undefined, '07:00:00')];
    const told = await readScripted(steps, { query: 'a text', pageSize: 7 });
    expect(told.outcome).toMatchObject({ complete: true, pages: 3, rows: 3, requests: 4 });
    const item = {
      startDateTime: '2026-03-02T23:59:59+0000',
      endDateTime: '2026-03-04T00:00:00+0000',
      query: 'a text',
      categories: ['mimecast_access_logs'],
    };
    expect(told.audits.map(dataOf)).toEqual([[item], [item], [item]]);
    expect(told.audits.map(pagingOf)).toEqual([
      { pageSize: 7 },
      { pageSize: 7, pageToken: 'two' },
      { pageSize: 7, pageToken: 'three' },
    ]);
  });

  it('leaves categories out for all, and asks for 100 rows by default', async () => {
    const told = await readScripted([page(undefined)], { categories: 'all' });
    expect(dataOf(told.audits[0] as Asked)).toEqual([
      { startDateTime: '2026-03-02T23:59:59+0000', endDateTime: '2026-03-04T00:00:00+0000' },
    ]);
    expect(pagingOf(told.audits[0] as Asked)).toEqual({ pageSize: 100 });
    expect(told.outcome).toMatchObject({ complete: true, rows: 0, pages: 1 });
  });

  it('takes a base URL with a slash at its end', async () => {
    const urls: string[] = [];
    const http = async ({ url }: { url: string }) => {
      urls.push(url);
      throw new Error('enough seen');
    };
    await expect(readScripted([], { baseUrl: 'https://api.example.com/', http })).rejects.toThrow('enough seen');
    expect(urls).toEqual(['https://api.example.com/oauth/token']);
  });
});

describe('pages', () => {
  it('are handed over one by one, as they came, before the next is asked for', async () => {
    const told = await readScripted([page('two', '09:00:00'), page(undefined, '08:00:00')]);
    expect(told.pages.map(({ bytes }) => JSON.parse(bytes.toString()).data)).toEqual(
      told.pages.map(({ events }) => events),
    );
    expect(told.pages.map(({ span }) => span)).toEqual([SPAN, SPAN]);
    expect(told.pages[0]?.received).toBe(told.clock.now());
  });

  it('with the same ids and another token go on up to the limit', async () => {
    const steps = ['a', 'b', 'c', 'd'].map((token) => page(token, '09:00:00'));
    const told = await readScripted(steps, { maxPages: 3 });
    expect(told.audits).toHaveLength(3);
    expect(told.outcome).toMatchObject({ complete: false, pages: 3, error: undefined });
    expect(told.outcome.reason).toMatch(/stopped after 3 pages/);
  });

  it('are all read and kept, each once, however many there are', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 12 }),
        fc.constantFrom('absent', 'empty', 'on an empty page'),
        async (count, ending) => {
          const steps = Array.from({ length: count }, (_, i) => {
            const last = i === count - 1;
            const next = !last ? `token ${i}` : { absent: undefined, empty: '', 'on an empty page': 'the end' }[ending];
            return page(next, `09:${String(59 - i).padStart(2, '0')}:00`);
          });
          const told = await readScripted(ending === 'on an empty page' ? [...steps, ...EMPTY] : steps);
          expect(told.outcome).toMatchObject({ complete: true, rows: count, reason: undefined });
          expect(idsOf(told).size).toBe(count);
        },
      ),
      { numRuns: 15 },
    );
  });

  it('that were read before a refusal stay', async () => {
    const told = await readScripted([page('two', '09:00:00'), { status: 403, text: '' }]);
    expect(told.pages).toHaveLength(1);
    expect(told.outcome).toMatchObject({ complete: false, pages: 1, rows: 1 });
    expect(told.outcome.error?.message).toMatch(/^Mimecast page 2: HTTP 403/);
  });

  it('a fault with events on one page makes the span incomplete though the last page is reached', async () => {
    const fault = { ...(page('two', '09:00:00').json as object), fail: [{ errors: [{ code: 'err_part' }] }] };
    const told = await readScripted([{ json: fault }, page(undefined, '08:00:00')]);
    expect(told.outcome).toMatchObject({ complete: false, pages: 2, rows: 2, error: undefined });
    expect(told.outcome.reason).toMatch(/^Mimecast page 1: .*err_part/);
  });

  // The one empty result that is known from a real account has `pagination`; without it, it was a failure.
  it('neither events nor pagination: nothing is proven', async () => {
    const told = await readScripted([{ json: { meta: { status: 200 }, data: [], fail: [] } }]);
    expect(told.outcome).toMatchObject({ complete: false, rows: 0, error: undefined });
    expect(told.outcome.reason).toContain('no pagination');
  });

  it('a full page without pagination: more may follow', async () => {
    const full = page(undefined, ...Array.from({ length: 3 }, () => '09:00:00')) as { json: { data: unknown[] } };
    const json = { meta: { status: 200 }, data: full.json.data };
    expect((await readScripted([{ json }], { pageSize: 3 })).outcome.complete).toBe(false);
    expect((await readScripted([{ json }], { pageSize: 4 })).outcome.complete).toBe(true);
  });

  it('a span that is not over by the clock of Mimecast is not complete', async () => {
    const date = { Date: new Date((SPAN.to - 60) * 1000).toUTCString() };
    const told = await readScripted([{ ...page(undefined, '09:00:00'), headers: date }]);
    expect(told.outcome).toMatchObject({ complete: false, error: undefined });
    expect(told.outcome.reason).toContain('Set the clock');
  });

  it('a span whose beginning left the 60 days while it was read is not complete', async () => {
    const date = (past: number) => ({ Date: new Date((SPAN.from + 60 * 86_400 + past) * 1000).toUTCString() });
    const kept = await readScripted([{ ...page(undefined, '09:00:00'), headers: date(0) }]);
    expect(kept.outcome.complete).toBe(true);
    const lost = await readScripted([{ ...page(undefined, '09:00:00'), headers: date(2) }]);
    expect(lost.outcome).toMatchObject({ complete: false, error: undefined });
  });
});

describe('order', () => {
  it.each<[string, Step[], number]>([
    ['newest first', [page('a', '09:00:00', '09:00:00', '08:00:00'), page(undefined, '07:00:00')], 0],
    [
      'rows pushed to the next page',
      [page('a', '09:00:00', '08:00:00', '07:00:00'), page(undefined, '08:00:00', '07:00:00', '06:00:00')],
      0,
    ],
    ['oldest first', [page('a', '07:00:00', '08:00:00'), page(undefined, '09:00:00', '10:00:00')], 1],
    ['a newer page later', [page('a', '07:00:00'), page(undefined, '09:00:00')], 1],
  ])('%s', async (_name, steps, warnings) => {
    const told = await readScripted(steps);
    expect(told.outcome.complete).toBe(true);
    expect(told.log.warnings).toHaveLength(warnings);
  });
});

describe('on the way', () => {
  it('says how far it is at most every 10 s', async () => {
    const clock = fakeClock();
    const steps = Array.from({ length: 7 }, (_, i) => page(i === 6 ? undefined : `token ${i}`, `0${9 - i}:00:00`));
    const inner = createHttp({ timeoutMs: 5_000, maxBytes: 10_000, clock, proxyFor: () => undefined });
    const told = await readScripted(steps, {
      clock,
      http: (request, signal) => {
        clock.advance(4_000);
        return inner(request, signal);
      },
    });
    expect(told.log.lines).toEqual([
      'Reading Mimecast: 2 pages, 2 rows, back to 2026-03-03T08:00:00Z, 0 rows/s',
      'Reading Mimecast: 5 pages, 5 rows, back to 2026-03-03T05:00:00Z, 0 rows/s',
    ]);
  });

  it('measures the difference of the clocks', async () => {
    const date = { Date: 'Wed, 04 Mar 2026 12:50:01 GMT' };
    const told = await readScripted([{ ...page(undefined, '09:00:00'), headers: date }]);
    expect(told.outcome.clockSkewMs).toBe(10_000);
  });

  it('stops at the signal, with its sentence, whatever it is doing', async () => {
    const reason = 'The deadline of 50 min was reached.';
    const before = await readScripted([], { signal: AbortSignal.abort(new Error(reason)) });
    expect(before.outcome).toMatchObject({ complete: false, reason, error: undefined, requests: 0 });

    const stop = new AbortController();
    const clock = fakeClock();
    const waiting = await readScripted(
      [page('two', '09:00:00'), { status: 429, headers: { 'X-RateLimit-Reset': '1800' }, text: '' }],
      {
        signal: stop.signal,
        clock: {
          now: clock.now,
          sleep: async (_ms, signal) => {
            stop.abort(new Error(reason));
            signal?.throwIfAborted();
          },
        },
      },
    );
    expect(waiting.outcome).toMatchObject({ complete: false, reason, error: undefined, pages: 1, rows: 1 });
    expect(waiting.audits).toHaveLength(2);
  });

  it('throws on what keep throws', async () => {
    const { createSource } = await import('../../src/mimecast/reader.ts');
    const clock = fakeClock();
    const body = (json: unknown) => Buffer.from(JSON.stringify(json));
    const source = createSource({
      baseUrl: 'https://api.example.com',
      credentials: OAUTH,
      categories: 'all',
      query: undefined,
      http: async ({ url }) => ({
        status: 200,
        header: () => undefined,
        body: url.endsWith('/oauth/token') ? body({ access_token: 'made-up' }) : body(page('two', '09:00:00').json),
        received: clock.now(),
      }),
      clock,
      log: { info: () => {}, warn: () => {}, debug: () => {}, group: (_title, run) => run() },
      signal: new AbortController().signal,
      mask: () => {},
    });
    const full = new Error('The disk is full.');
    await expect(source.read(SPAN, () => Promise.reject(full))).rejects.toBe(full);
  });
});
