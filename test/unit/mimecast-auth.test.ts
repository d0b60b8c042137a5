import { describe, expect, it } from 'vitest';
import { ProviderError } from '../../src/errors.ts';
import { type AuthOptions, type Credentials, createAuth } from '../../src/mimecast/auth.ts';
import { baseUrlOf, regionNames } from '../../src/mimecast/regions.ts';
import { createHttp } from '../../src/runner/http.ts';
import { bodyOf, fakeClock, keptLog, OAUTH, type Step, withServer } from './mimecast-parts.ts';

const PATH = '/api/audit/get-audit-events';
const live = new AbortController().signal;

const HMAC: Credentials = {
  kind: 'hmac',
  accessKey: 'made-up-access-key',
  secretKey: 'YSBtYWRlIHVwIHNlY3JldCBrZXk=',
  appId: 'made-up-app-id',
  appKey: 'made-up-app-key',
};

function parts(baseUrl: string, credentials: Credentials) {
  const clock = fakeClock();
  const masked: string[] = [];
  const log = keptLog();
  const options: AuthOptions = {
    baseUrl,
    credentials,
    http: createHttp({ timeoutMs: 5_000, maxBytes: 10_000, clock, proxyFor: () => undefined }),
    clock,
    log,
    mask: (secret) => void masked.push(secret),
    requestId: () => '00000000-0000-4000-8000-000000000001',
  };
  return { clock, masked, log, auth: createAuth(options) };
}

/** OAuth against a token endpoint that gives these answers one after the other, the last one for ever. */
async function withTokens<T>(
  answers: readonly Step[],
  body: (told: ReturnType<typeof parts> & { forms: string[] }) => Promise<T>,
) {
  const forms: string[] = [];
  return withServer(
    async (request, response) => {
      forms.push(`${request.method} ${request.url} ${request.headers['content-type']} ${await bodyOf(request)}`);
      const { status = 200, headers = {}, json, text } = answers[Math.min(forms.length, answers.length) - 1] ?? {};
      response.writeHead(status, headers).end(text ?? JSON.stringify(json));
    },
    (baseUrl) => body({ ...parts(baseUrl, OAUTH), forms }),
  );
}

const token = (value: string, expires: unknown = 1799): Step => ({
  json: { access_token: value, expires_in: expires },
});

describe('API 1.0', () => {
  it('signs date, request id, path and application key', async () => {
    const { auth, masked } = parts('http://127.0.0.1:1', HMAC);
    // Made by hand: printf '%s' '<date>:<id>:<path>:made-up-app-key' | openssl dgst -sha1 -hmac 'a made up secret key' -binary | base64
    expect(await auth.headers(PATH, live)).toEqual({
      Authorization: 'MC made-up-access-key:rnfk4xFVH5gh5DucU7KfH8eKZUc=',
      'x-mc-date': 'Tue, 24 Nov 2026 12:50:11 UTC',
      'x-mc-req-id': '00000000-0000-4000-8000-000000000001',
      'x-mc-app-id': 'made-up-app-id',
    });
    // A signature opens nothing without the access key, and a mask for each request would slow the runner's log.
    expect(masked).toEqual([]);
    expect(auth.renew()).toBe(false);
  });

  it('never sends the application key or the secret key, and signs each request anew', async () => {
    const { auth, clock } = parts('http://127.0.0.1:1', HMAC);
    const first = await auth.headers(PATH, live);
    clock.advance(1_000);
    const second = await auth.headers(PATH, live);
    expect(JSON.stringify([first, second])).not.toMatch(/made-up-app-key|YSBtYWRl/);
    expect(second.Authorization).not.toBe(first.Authorization);
    expect((await auth.headers('/other', live)).Authorization).not.toBe(second.Authorization);
  });
});

describe('API 2.0', () => {
  it('asks for a token once, masks it before use, and sends it', async () => {
    await withTokens([token('made-up-token')], async ({ auth, masked, forms }) => {
      const [first, second] = await Promise.all([auth.headers(PATH, live), auth.headers(PATH, live)]);
      expect(first).toEqual({ Authorization: 'Bearer made-up-token' });
      expect(second).toEqual(first);
      expect(masked).toEqual(['made-up-token']);
      expect(forms).toEqual([
        'POST /oauth/token application/x-www-form-urlencoded client_id=made-up-client&client_secret=made-up-client-secret&grant_type=client_credentials',
      ]);
    });
  });

  it.each([
    [1799, 1_739],
    ['1799', 1_739],
    [undefined, 1_739],
    ['soon', 1_739],
    [-1, 1_739],
    [40, 20],
  ])('with expires_in %s renews after %i s, 60 s early', async (expires, seconds) => {
    await withTokens([token('one', expires), token('two', expires)], async ({ auth, clock }) => {
      await auth.headers(PATH, live);
      clock.advance(seconds * 1000 - 1);
      expect(await auth.headers(PATH, live)).toEqual({ Authorization: 'Bearer one' });
      clock.advance(1);
      expect(await auth.headers(PATH, live)).toEqual({ Authorization: 'Bearer two' });
    });
  });

  it('gets a new token after renew', async () => {
    await withTokens([token('one'), token('two')], async ({ auth }) => {
      await auth.headers(PATH, live);
      expect(auth.renew()).toBe(true);
      expect(await auth.headers(PATH, live)).toEqual({ Authorization: 'Bearer two' });
    });
  });

  it('tries again where the fault may pass', async () => {
    const answers = [
      { status: 503, text: '' },
      { status: 429, headers: { 'X-RateLimit-Reset': '40000' }, text: '' },
      token('late'),
    ];
    await withTokens(answers, async ({ auth, log, clock }) => {
      expect(await auth.headers(PATH, live)).toEqual({ Authorization: 'Bearer late' });
      expect(log.lines.map((line) => line.replace(/[\d.]+ s/, 'n s'))).toEqual([
        'Mimecast access token: HTTP 503, attempt 2 of 6 in n s',
        'Mimecast access token: HTTP 429, attempt 3 of 6 in n s',
      ]);
      expect(clock.slept[1]).toBe(40_000);
    });
  });

  it.each<[string, Step, RegExp, number]>([
    [
      '401',
      { status: 401, json: { fail: [{ code: 'InvalidClientIdentifier', message: 'x' }] } },
      /HTTP 401 \(InvalidClientIdentifier\).*Check mimecast-client-id/,
      1,
    ],
    ['OAuth error', { status: 400, json: { error: 'invalid_client', error_description: 'x' } }, /invalid_client/, 1],
    [
      'fail in a 200',
      { json: { fail: [{ code: 'InvalidClientIdentifier' }], access_token: 'x' } },
      /HTTP 200 \(InvalidClientIdentifier\)/,
      1,
    ],
    ['no token', { json: { token_type: 'Bearer' } }, /no usable access_token/, 1],
    ['a token that breaks the header', { json: { access_token: 'canary\r\nX: y' } }, /no usable access_token/, 1],
    [
      'a web page',
      { text: '<html><body>Sign in' },
      /a web page, not JSON \(content type missing.*html body Sign in/,
      1,
    ],
    ['another place', { status: 404, text: '' }, /HTTP 404. Check mimecast-region/, 1],
    ['empty for ever', { text: '' }, /the answer is empty.*It failed 6 times/, 6],
    ['500 for ever', { status: 500, text: '' }, /HTTP 500.*It failed 6 times/, 6],
  ])('fails with a sentence: %s', async (_name, answer, sentence, requests) => {
    await withTokens([answer], async ({ auth, forms, log }) => {
      const error = await auth.headers(PATH, live).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(ProviderError);
      expect((error as Error).message).toMatch(sentence);
      expect(`${(error as Error).message} ${log.lines.join()}`).not.toMatch(/canary|made-up/);
      expect(forms).toHaveLength(requests);
    });
  });
});

describe('regions', () => {
  it('have their own hosts in each generation', () => {
    expect(baseUrlOf('oauth', 'UK')).toBe('https://uk-api.services.mimecast.com');
    expect(baseUrlOf('oauth', 'global')).toBe('https://api.services.mimecast.com');
    expect(baseUrlOf('hmac', 'uspcom')).toBe('https://uspcom-api.mimecast-pscom-us.com');
    expect(baseUrlOf('oauth', 'eu')).toBeUndefined();
    expect(baseUrlOf('hmac', 'global')).toBeUndefined();
    expect(baseUrlOf('hmac', 'toString')).toBeUndefined();
    for (const generation of ['oauth', 'hmac'] as const) {
      for (const name of regionNames(generation))
        expect(baseUrlOf(generation, name)).toMatch(/^https:\/\/[a-z.-]+[a-z]$/);
    }
  });
});
