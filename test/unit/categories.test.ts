import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ProviderError } from '../../src/errors.ts';
import type { Credentials } from '../../src/mimecast/auth.ts';
import { askCategories } from '../../src/mimecast/categories.ts';
import { createHttp } from '../../src/runner/http.ts';
import { CATEGORIES, CATEGORY_SHAPES } from '../simulator/categories.ts';
import { rowsOf } from '../simulator/data.ts';
import { defaultHmac, defaultOauth } from '../simulator/door.ts';
import { type Mimecast, type MimecastOptions, startMimecast } from '../simulator/mimecast.ts';
import { type FakeClock, fakeClock, type KeptLog, keptLog, withServer } from './mimecast-parts.ts';

const OAUTH: Credentials = { kind: 'oauth', ...defaultOauth };
const HMAC: Credentials = { kind: 'hmac', ...defaultHmac };

interface Asked {
  readonly mimecast: Mimecast;
  readonly codes: readonly string[];
  readonly clock: FakeClock;
  readonly log: KeptLog;
  readonly masked: readonly string[];
}

async function askAt(url: string, credentials: Credentials, masked: string[], clock = fakeClock(), log = keptLog()) {
  return askCategories({
    ...{ baseUrl: `${url}/`, credentials, clock, log, signal: new AbortController().signal },
    http: createHttp({ timeoutMs: 10_000, maxBytes: 1_000_000, clock, proxyFor: () => undefined }),
    mask: (secret) => masked.push(secret),
  });
}

async function ask(options: Partial<MimecastOptions> = {}, credentials: Credentials = OAUTH): Promise<Asked> {
  const clock = fakeClock();
  const log = keptLog();
  const masked: string[] = [];
  const mimecast = await startMimecast({ data: rowsOf([]), clock: () => clock.now(), ...options });
  onTestFinished(() => mimecast.stop());
  return { mimecast, codes: await askAt(mimecast.url, credentials, masked, clock, log), clock, log, masked };
}

async function refusal(options: Partial<MimecastOptions>, credentials: Credentials = OAUTH): Promise<string> {
  const error = await ask(options, credentials).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ProviderError);
  return (error as ProviderError).message;
}

/** An answer of this body, whatever is asked. */
async function answered(body: unknown): Promise<unknown> {
  return withServer(
    (_request, response) => response.end(JSON.stringify(body)),
    (url) => askAt(url, HMAC, []).catch((thrown: unknown) => (thrown as Error).message),
  );
}

describe('asking', () => {
  it.each([
    ['2.0', OAUTH],
    ['1.0', HMAC],
  ])('both generations give the list, sorted: API %s', async (_name, credentials) => {
    const { codes, mimecast } = await ask({}, credentials);
    expect(codes).toEqual([...CATEGORIES].sort());
    expect(mimecast.requests.filter(({ path }) => path !== '/oauth/token')).toEqual([
      { path: '/api/audit/get-categories', page: 0, status: 200, body: {} },
    ]);
  });

  it.each(CATEGORY_SHAPES)('the list is whole in each form that it may have: %s', async (categoryShape) => {
    expect((await ask({ quirks: { categoryShape } })).codes).toEqual([...CATEGORIES].sort());
  });

  it('any codes come back, each once', async () => {
    const code = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => text.trim() !== '');
    let now: readonly string[] = [];
    const mimecast = await startMimecast({ data: rowsOf([]), categories: () => now, clock: () => fakeClock().now() });
    onTestFinished(() => mimecast.stop());
    await fc.assert(
      fc.asyncProperty(fc.array(code, { minLength: 1, maxLength: 20 }), async (codes) => {
        now = [...codes, ...codes];
        expect(await askAt(mimecast.url, HMAC, [])).toEqual([...new Set(codes.map((one) => one.trim()))].sort());
      }),
      { numRuns: 30 },
    );
  });

  it('the access token is masked, and asked for again when it ended', async () => {
    const { masked, log } = await ask({ faults: [{ on: { path: 'categories' }, do: 'expire-token' }] });
    expect(masked).toEqual([expect.stringMatching(/^canary-token/), expect.stringMatching(/^canary-token/)]);
    expect(log.lines.join()).toContain('Mimecast categories: Mimecast refused the access token');
  });

  it('what may pass is tried again', async () => {
    const { codes, clock } = await ask({ faults: [{ on: { path: 'categories' }, do: { status: 503 } }] });
    expect(codes).toHaveLength(CATEGORIES.length);
    expect(clock.slept).toHaveLength(1);
  });
});

describe('what is no list', () => {
  it.each<[string, Partial<MimecastOptions>, RegExp, Credentials?]>([
    [
      'no permission',
      { faults: [{ on: { path: 'categories' }, do: { status: 403, body: '' } }] },
      /HTTP 403: .*Give it a role with Account \| Logs \| Read/,
    ],
    [
      'another product',
      { faults: [{ on: { path: 'categories' }, do: { status: 403, body: { fail: [{ code: 'app_forbidden' }] } } }] },
      /product "Audit Events"/,
    ],
    [
      'a refusal in a 200',
      { faults: [{ on: { path: 'categories' }, do: 'fail-in-200' }] },
      /may not read audit events/,
    ],
    ['keys that ended', { quirks: { bindingExpired: true } }, /HTTP 418 .*Make new keys/, HMAC],
    [
      'a part of a list',
      { faults: [{ on: { path: 'categories' }, do: 'fail-with-data' }] },
      /a list and a fault together/,
    ],
    ['an empty list', { categories: () => [] }, /names no category at all/],
    [
      'far too many',
      { categories: () => Array.from({ length: 1001 }, (_, index) => `c${index}`) },
      /more than 1000 codes/,
    ],
    ['an item without a code', { categories: () => ['account_logs', ' '] }, /an item of the list has no code/],
  ])('%s', async (_name, options, sentence, credentials) => {
    const message = await refusal(options, credentials);
    expect(message).toMatch(/^Mimecast categories: /);
    expect(message).toMatch(sentence);
  });

  it('a list that goes on for ever', async () => {
    const body = { meta: { pagination: { next: 'again' } }, data: [{ categories: [{ code: 'a' }] }] };
    expect(await answered(body)).toMatch(/no end/);
  });

  it.each([[{ data: {} }], [{ data: [null] }], [{ data: [7] }], [{ data: [{ categories: {} }] }], [{ data: [[]] }]])(
    'another shape: %j',
    async (body) => {
      expect(await answered(body)).toMatch(/^Mimecast categories: .*shape/);
    },
  );

  it('no text of an answer stands in a sentence', async () => {
    const hostile = '::set-output name=a::b <img src=x>';
    const message = await answered({ data: [{ name: hostile, code: 7 }] });
    expect(message).not.toContain('img');
  });
});
