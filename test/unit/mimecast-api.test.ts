import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { harmless } from '../../src/mimecast/answer.ts';
import type { Credentials } from '../../src/mimecast/auth.ts';
import { askedWait, createPace } from '../../src/mimecast/pace.ts';
import { deadline } from '../../src/runner/deadline.ts';
import type { HttpAnswer } from '../../src/runner/http.ts';
import { fakeClock, keptLog, readScripted, type Step } from './mimecast-parts.ts';

const EVENT = { id: 'one', eventTime: '2026-03-03T09:00:00+0000' };
const GOOD: Step = { json: { meta: { status: 200, pagination: { pageSize: 1 } }, data: [EVENT], fail: [] } };
const HMAC: Credentials = {
  kind: 'hmac',
  accessKey: 'made-up',
  secretKey: 'bWFkZSB1cA==',
  appId: 'made-up',
  appKey: 'made-up',
};

function gateway(code: string, status?: number): Step {
  return { ...(status === undefined ? {} : { status }), json: { fail: [{ code, message: 'canary-message' }] } };
}

function failing(...errors: readonly object[]): Step {
  return { json: { meta: { status: 200 }, data: [], fail: [{ key: { startDateTime: 'canary' }, errors }] } };
}

const GOOD_WITH_MORE: Step = { json: { meta: { pagination: { next: 'more' } }, data: [EVENT] } };
const always = (step: Step): Step => ({ ...step, on: 'always' });

describe('refusals that only a person can mend', () => {
  it.each<[string, Step, RegExp, Credentials?]>([
    ['403', { status: 403, text: '' }, /HTTP 403: .*role with Account \| Logs \| Read/],
    ['418', { status: 418, text: '' }, /HTTP 418: the access key has expired. Make new keys/, HMAC],
    [
      'expired binding in a 200',
      failing({ code: 'err_xdk_binding_expired', message: 'canary' }),
      /err_xdk_binding_expired\): the access key has expired/,
      HMAC,
    ],
    [
      'wrong signature',
      { status: 401, ...failing({ code: 'err_xdk_invalid_signature' }) },
      /err_xdk_invalid_signature\): Mimecast refused the signature.*mimecast-app-key.*clock of this machine/,
      HMAC,
    ],
    [
      'unknown err_xdk',
      failing({ code: 'err_xdk_other', retryable: true }),
      /err_xdk_other\): Mimecast refused the keys/,
      HMAC,
    ],
    [
      'err_developer_key',
      { status: 400, ...failing({ code: 'err_developer_key' }) },
      /refused the keys. Check mimecast-access-key/,
      HMAC,
    ],
    ['app_forbidden', gateway('app_forbidden', 403), /app_forbidden\): .*product "Audit Events"/],
    ['wrong region', failing({ code: 'err_audit_log_incorrect_region' }), /Set mimecast-region/],
    ['404', { status: 404, text: 'no' }, /HTTP 404: this is not the audit API/],
    [
      'redirect',
      { status: 302, headers: { location: 'https://login.example.com/' }, text: '' },
      /redirect to login.example.com.*Check mimecast-region or mimecast-url/,
    ],
    ['400 without a body', { status: 400, text: '' }, /HTTP 400: Mimecast did not take the request/],
    [
      'validation',
      failing(
        { code: 'err_validation_null', field: 'startDateTime' },
        { code: 'err_validation_null', field: 'endDateTime' },
      ),
      /HTTP 200 \(err_validation_null \(startDateTime\), err_validation_null \(endDateTime\)\)/,
    ],
    [
      'error object',
      { json: { error: { message: 'No such\n::set-output thing' } } },
      /HTTP 200 \("No such set-output thing"\)/,
    ],
    ['only some retryable', failing({ code: 'a', retryable: true }, { code: 'b', retryable: false }), /\(a, b\)/],
    ['fail that is no list', { json: { data: [], fail: { code: 'odd' } } }, /\(odd\)/],
    ['fail without a code', { json: { data: [], fail: [{}] } }, /a fault without a code/],
    ['status only in meta', { json: { meta: { isLastToken: false, status: 403 }, data: [] } }, /HTTP 403/],
  ])('%s', async (_name, step, sentence, credentials) => {
    const { outcome, audits, pages } = await readScripted([always(step)], credentials ? { credentials } : {});
    expect(outcome).toMatchObject({ complete: false, pages: 0, rows: 0 });
    expect(outcome.error?.message).toMatch(/^Mimecast page 1: /);
    expect(outcome.error?.message).toMatch(sentence);
    expect(outcome.error?.message).not.toMatch(/canary|made-up/);
    expect(outcome.reason).toBe(outcome.error?.message);
    expect(audits).toHaveLength(1);
    expect(pages).toEqual([]);
  });

  it('401 with API 2.0: one new token, then the end', async () => {
    const { outcome, asked, audits } = await readScripted([always(gateway('token_expired', 401))]);
    expect(audits).toHaveLength(2);
    expect(asked).toHaveLength(4);
    expect(outcome.requests).toBe(4);
    expect(outcome.error).toMatchObject({ status: 401, code: 'token_expired' });
    expect(outcome.error?.message).toMatch(/refused a new access token as well/);
  });

  it('says by how much the clock of this machine is wrong', async () => {
    const headers = { Date: 'Wed, 04 Mar 2026 12:40:11 GMT' };
    const { outcome } = await readScripted([{ status: 401, headers, text: '' }], { credentials: HMAC });
    expect(outcome.error?.message).toMatch(/the clock of this machine: it differs by 600 s\./);
  });
});

describe('a web page in the place of an answer', () => {
  const PAGE =
    '<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN"><HTML><HEAD><TITLE>ERROR</TITLE></HEAD></HTML>';
  const blocked: Step = { status: 403, headers: { server: 'CloudFront', 'content-type': 'text/html' }, text: PAGE };

  it('is of something on the way, and a later try may pass', async () => {
    const passed = await readScripted([blocked, GOOD]);
    expect(passed.outcome).toMatchObject({ complete: true, rows: 1 });
    expect(passed.log.lines.filter((line) => /HTTP 403 with a web page, attempt/.test(line))).toHaveLength(1);
  });

  it('says nothing about roles and keys', async () => {
    const { outcome, audits } = await readScripted([always(blocked)]);
    expect(audits).toHaveLength(6);
    expect(outcome.reason).toMatch(
      /HTTP 403 with a web page from CloudFront: something between this runner and Mimecast/,
    );
    expect(outcome.reason).not.toMatch(/role|client id|keys/);
  });

  it('nor about the client where a token was asked for', async () => {
    const { outcome } = await readScripted(Array.from({ length: 6 }, () => ({ ...blocked, on: 'POST /oauth/token' })));
    expect(outcome.reason).toMatch(/something between this runner and Mimecast/);
    expect(outcome.reason).not.toMatch(/client id and secret/);
  });
});

describe('faults that may pass', () => {
  it.each<[string, Step, RegExp]>([
    ['408', { status: 408, text: '' }, /HTTP 408, attempt/],
    ['500', { status: 500, json: { fail: [{ code: 'err_internal' }] } }, /HTTP 500, attempt/],
    [
      '502 page',
      { status: 502, headers: { 'content-type': 'text/html' }, text: '<html>Bad Gateway' },
      /HTTP 502, attempt/,
    ],
    ['retryable fail in a 200', failing({ code: 'err_busy', retryable: true }), /err_busy, attempt/],
    [
      'retryable fail in a 409',
      { status: 409, ...failing({ code: 'err_conflict', retryable: true }) },
      /err_conflict, attempt/,
    ],
    ['empty body', { text: '' }, /the answer is empty, attempt/],
    ['JSON that breaks off', { text: '{"meta":{"status":200},"data":[{"id":' }, /breaks off .*attempt/],
    [
      'fewer bytes than announced',
      { headers: { 'content-length': '40', connection: 'close' }, text: '{"data":[]}' },
      /cut off, attempt/,
    ],
  ])('%s: the same page again, six times at most', async (_name, step, line) => {
    const passed = await readScripted([step, step, GOOD]);
    expect(passed.outcome).toMatchObject({ complete: true, rows: 1, pages: 1, requests: 4 });
    expect(passed.log.lines.filter((text) => line.test(text))).toHaveLength(2);
    expect(new Set(passed.audits.map(({ body }) => body)).size).toBe(1);

    const failed = await readScripted([always(step)]);
    expect(failed.audits).toHaveLength(6);
    expect(failed.outcome.complete).toBe(false);
    expect(failed.outcome.error?.message).toMatch(/^Mimecast page 1: .*It failed 6 times/);
    expect(failed.clock.slept).toHaveLength(5);
  });
});

describe('answers that are not what Mimecast documents', () => {
  it.each<[string, Step, RegExp]>([
    ['a list', { text: '[]' }, /JSON, but not an object/],
    ['a number', { text: '7' }, /JSON, but not an object/],
    [
      'plain text',
      { headers: { 'content-type': 'text/plain' }, text: 'hello ::error::x' },
      /not JSON \(content type text\/plain, it starts with "hello error x"\)/,
    ],
    ['no data', { json: { meta: { status: 200 } } }, /no list of events in "data"/],
    ['data as object', { json: { data: { id: 1 } } }, /no list of events in "data"/],
    [
      'token as number',
      { json: { meta: { pagination: { next: 5 } }, data: [EVENT] } },
      /token of the next page is not text/,
    ],
    [
      'pagination as text',
      { json: { meta: { pagination: 'x' }, data: [EVENT] } },
      /token of the next page is not text/,
    ],
  ])('%s: an error at once', async (_name, step, sentence) => {
    const { outcome, audits } = await readScripted([always(step)]);
    expect(outcome.complete).toBe(false);
    expect(outcome.error?.message).toMatch(sentence);
    expect(audits).toHaveLength(1);
  });

  it.each<[string, Step]>([
    ['another content type', { ...GOOD, headers: { 'content-type': 'text/plain' } }],
    [
      'null for next, fail and previous',
      { json: { meta: { pagination: { next: null, previous: null } }, data: [EVENT], fail: null } },
    ],
    ['null for pagination', { json: { meta: { pagination: null }, data: [EVENT] } }],
    ['no meta', { json: { data: [EVENT] } }],
  ])('are taken where their meaning is clear: %s', async (_name, step) => {
    expect((await readScripted([step])).outcome).toMatchObject({ complete: true, rows: 1, error: undefined });
  });

  it('are kept and do not count as read where nothing is understood of a row', async () => {
    const { outcome, pages } = await readScripted([{ json: { meta: { pagination: {} }, data: [null, EVENT] } }]);
    expect(outcome).toMatchObject({ complete: false, rows: 2, error: undefined });
    expect(outcome.reason).toContain('nothing could be understood of 1 of 2 rows');
    expect(pages).toHaveLength(1);
  });
});

describe('harmless', () => {
  it('lets only a short line of letters, digits and a few marks through', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (text) => {
        expect(harmless(text, 20)).toMatch(/^[A-Za-z0-9 ._,;=+/()-]{0,23}$/);
      }),
    );
  });
});

function answer(status: number, headers: Readonly<Record<string, string>>): HttpAnswer {
  const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  return {
    status,
    header: (name) => lower[name.toLowerCase()],
    body: Buffer.alloc(0),
    received: Date.UTC(2026, 10, 24, 9),
  };
}

describe('how long to wait', () => {
  it.each<[Record<string, string>, number | undefined]>([
    [{ 'X-RateLimit-Reset': '1800' }, 1_800],
    [{ 'X-Rate-Limit-Reset': '1800' }, 1_800],
    [{ 'X-RateLimit-Reset': '1800', 'Retry-After': '1772496000' }, 1_800],
    [{ 'X-RateLimit-Reset': '1772496000000', 'Retry-After': '7' }, 7_000],
    [{ 'Retry-After': '3600' }, 3_600_000],
    [{ 'Retry-After': '3601' }, 3_601_000],
    [{ 'Retry-After': '86400' }, 86_400_000],
    [{ 'Retry-After': '9999999' }, undefined],
    // Moments: 2026-11-24T15:00:00Z as seconds and milliseconds, one that is over, and one that makes no sense.
    [{ 'Retry-After': '1795532400' }, 21_600_000],
    [{ 'X-RateLimit-Reset': '1795532400' }, 21_600_000],
    [{ 'X-Rate-Limit-Reset': '1795532400000' }, 21_600_000],
    [{ 'X-RateLimit-Reset': '1795532400000', Date: 'Tue, 24 Nov 2026 14:59:00 GMT' }, 60_000],
    [{ 'Retry-After': '1772496000' }, 0],
    [{ 'Retry-After': '99999999999' }, undefined],
    [{ 'Retry-After': '-5' }, undefined],
    [{ 'Retry-After': 'soon' }, undefined],
    [{ 'Retry-After': '2026-11-24' }, undefined],
    [{ 'Retry-After': 'Tue, 24 Nov 2026 09:00:02 GMT' }, 2_000],
    [{ 'Retry-After': 'Tue, 24 Nov 2026 08:00:00 GMT' }, 0],
    [{ 'Retry-After': 'Tue, 24 Nov 2026 10:30:00 GMT' }, 5_400_000],
    [{ 'Retry-After': 'Tue, 24 Nov 2026 10:30:00 GMT', Date: 'Tue, 24 Nov 2026 10:29:55 GMT' }, 5_000],
    [{}, undefined],
  ])('%j says %s ms', (headers, ms) => {
    expect(askedWait(answer(429, headers))).toBe(ms);
  });

  it.each<[string, Step]>([
    ['hours', { status: 429, headers: { 'Retry-After': '10800' }, text: '' }],
    ['a moment', { status: 429, headers: { 'X-RateLimit-Reset': '1772639411000' }, text: '' }],
    [
      'no rest of the quota',
      { ...GOOD_WITH_MORE, headers: { 'X-RateLimit-Remaining': '0', 'X-RateLimit-Reset': '10800000' } },
    ],
  ])('beyond the deadline the run ends at once, and names the time: %s', async (_name, step) => {
    const clock = fakeClock(Date.UTC(2026, 2, 4, 12, 50, 11));
    const standing = { now: clock.now, sleep: () => new Promise<void>(() => {}) };
    const signal = deadline(3_600_000, 'Over.', new AbortController().signal, standing);
    const { outcome, audits } = await readScripted([step, always(GOOD)], { signal });
    expect(audits).toHaveLength(1);
    expect(outcome.complete).toBe(false);
    expect(outcome.reason).toContain('the rate limit is used up until 2026-03-04T15:50:1');
    expect(outcome.reason).not.toContain('times');
  });

  it('the governor holds the next request back, after a 429 or when nothing remains', async () => {
    const clock = fakeClock();
    const log = keptLog();
    const pace = createPace(clock, log);
    const signal = new AbortController().signal;
    await pace.wait(signal);
    pace.learn(answer(200, { 'X-RateLimit-Remaining': '3', 'X-RateLimit-Reset': '900' }));
    await pace.wait(signal);
    expect(clock.slept).toEqual([]);
    pace.learn(answer(200, { 'X-Rate-Limit-Remaining': '0', 'X-Rate-Limit-Reset': '900' }));
    await pace.wait(signal);
    await pace.wait(signal);
    expect(clock.slept).toEqual([900]);
    expect(log.lines).toEqual([]);
    pace.learn(answer(429, { 'Retry-After': '20' }));
    pace.learn(answer(429, { 'X-RateLimit-Reset': '10' }));
    await pace.wait(signal);
    expect(clock.slept).toEqual([900, 20_000]);
    expect(log.lines).toEqual(["Mimecast's rate limit is used up, waiting 20.0 s"]);
    pace.learn(answer(429, { 'Retry-After': '20' }));
    await expect(pace.wait(AbortSignal.abort(new Error('Stop.')))).rejects.toThrow('Stop.');
  });
});
