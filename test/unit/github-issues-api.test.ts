import { describe, expect, it } from 'vitest';
import { createApi, type GitHubApi, type Question } from '../../src/github/api.ts';
import { createHttp } from '../../src/runner/http.ts';
import { type GitHub, type Refusal, startGitHub, TOKEN } from '../simulator/github.ts';
import { type FakeClock, fakeClock, keptLog, withServer } from './mimecast-parts.ts';

const NOW = Date.UTC(2026, 10, 25, 5, 20);
const LIST: Question = { method: 'GET', path: '/repos/example/audit/issues', what: 'to list the issues' };
const OPEN: Question = {
  method: 'POST',
  path: '/repos/example/audit/issues',
  body: { title: 'x' },
  what: 'to open an issue',
};

function apiAt(base: string, clock: FakeClock): GitHubApi {
  const http = createHttp({ timeoutMs: 5000, maxBytes: 1_000_000, clock, proxyFor: () => undefined });
  return createApi({ base, token: TOKEN, http, clock, log: keptLog(), signal: new AbortController().signal });
}

async function scene(body: (api: GitHubApi, github: GitHub, clock: FakeClock) => Promise<void>): Promise<void> {
  const clock = fakeClock(NOW);
  const github = await startGitHub(() => clock.now());
  try {
    await body(apiAt(github.url, clock), github, clock);
  } finally {
    await github.stop();
  }
}

const refuse = (github: GitHub, { method }: Question, refusal: Refusal, times = 1) => {
  for (let count = 0; count < times; count += 1) github.refusals.push({ method, path: '/issues', refusal });
};

describe('createApi', () => {
  it('sends token and version in headers, JSON in the body', () =>
    scene(async (api, github) => {
      await api.ask(OPEN);
      const [asked] = github.requests;
      expect(asked?.headers).toMatchObject({
        authorization: `Bearer ${TOKEN}`,
        accept: 'application/vnd.github+json',
        'x-github-api-version': '2022-11-28',
        'content-type': 'application/json',
      });
      expect(asked?.body).toEqual({ title: 'x' });
    }));

  it.each<[string, Refusal, number]>([
    ['retry-after', { status: 429, headers: { 'retry-after': '30' } }, 30_000],
    ['retry-after of a secondary limit', { status: 403, headers: { 'retry-after': '60' } }, 60_000],
    ['x-ratelimit-reset', { status: 403, headers: limitUntil(NOW / 1000 + 40) }, 41_000],
    ['no time at all', { status: 403, message: 'You have exceeded a secondary rate limit. Please wait.' }, 60_000],
  ])('waits as a rate limit with %s says, also for a POST', (_name, refusal, wait) =>
    scene(async (api, github, clock) => {
      refuse(github, OPEN, refusal);
      await api.ask(OPEN);
      expect(Math.max(...clock.slept)).toBe(wait);
      expect(github.issues).toHaveLength(1);
    }),
  );

  it('does not wait for a limit that is far away', () =>
    scene(async (api, github, clock) => {
      refuse(github, LIST, { status: 403, headers: limitUntil(NOW / 1000 + 3000) });
      await expect(api.ask(LIST)).rejects.toThrow(
        "GitHub's rate limit is used up until 06:10 UTC (HTTP 403): the next run goes on with the issues.",
      );
      expect([clock.slept, github.requests.length]).toEqual([[], 1]);
    }));

  it('gives up after three limits', () =>
    scene(async (api, github) => {
      refuse(github, LIST, { status: 429 }, 9);
      await expect(api.ask(LIST)).rejects.toMatchObject({ status: 429, final: true });
      expect(github.requests).toHaveLength(3);
    }));

  it.each<Refusal>([{ status: 502 }, { status: 0, drop: 'before' }])('tries %j again, but never a POST', (refusal) =>
    scene(async (api, github) => {
      refuse(github, LIST, refusal, 2);
      expect(await api.ask(LIST)).toEqual([]);
      refuse(github, OPEN, refusal);
      await expect(api.ask(OPEN)).rejects.toMatchObject({ final: true });
      expect([github.requests.length, github.issues.length]).toEqual([4, 0]);
    }),
  );

  it('leaves a second between two requests that write', () =>
    scene(async (api, _github, clock) => {
      await api.ask(OPEN);
      await api.ask(LIST);
      await api.ask(OPEN);
      expect(clock.slept).toEqual([1000]);
    }));

  it('sends a bounded number of requests', () =>
    scene(async (api, github) => {
      for (let count = 0; count < 500; count += 1) await api.ask(LIST);
      await expect(api.ask(LIST)).rejects.toThrow('which is its limit: the next run goes on.');
      expect(github.requests).toHaveLength(500);
    }));

  it('reads a list to its end, and says where it stops before', () =>
    scene(async (api, github) => {
      for (let count = 0; count < 200; count += 1) github.open({});
      for (const links of [true, false]) {
        github.quirks.links = links;
        const { items, whole } = await api.list(LIST.path, LIST.what, 5);
        expect([items.length, whole]).toEqual([200, true]);
        expect((await api.list(LIST.path, LIST.what, 1)).whole).toBe(false);
      }
    }));

  it('follows no link to another address', () =>
    scene(async (api, github) => {
      for (let count = 0; count < 101; count += 1) github.open({});
      github.quirks.linkHost = 'https://evil.example';
      await expect(api.list(LIST.path, LIST.what, 5)).rejects.toThrow('at another address, which is not followed');
      expect(github.requests).toHaveLength(1);
    }));

  it('follows no redirect', () =>
    withServer(
      (_request, response) =>
        response.writeHead(301, { location: 'https://evil.example/x', 'content-length': 0 }).end(),
      async (base) => {
        await expect(apiAt(base, fakeClock(NOW)).ask(LIST)).rejects.toThrow(
          /a redirect to evil\.example, which is not/,
        );
      },
    ));

  it.each([
    ['<html>canary-body</html>', 'but not with JSON'],
    ['{"message":"canary-body"}', 'something that is no list'],
  ])('takes no %s for a list', (body, why) =>
    withServer(
      (_request, response) => response.writeHead(200, { 'content-length': Buffer.byteLength(body) }).end(body),
      async (base) => {
        const error = await apiAt(base, fakeClock(NOW)).list(LIST.path, LIST.what, 5).catch(String);
        expect(error).toContain(why);
        expect(error).not.toContain('canary');
      },
    ),
  );

  it.each<[Refusal, string]>([
    [{ status: 403, message: 'Repository was archived so is read-only.' }, 'the repository is archived'],
    [{ status: 404, message: 'canary-body' }, 'permissions: issues: write'],
    [{ status: 410, message: 'canary-body' }, 'issues are switched off in this repository'],
    [{ status: 422, message: 'canary-body' }, 'GitHub did not take the request to open an issue (HTTP 422).'],
  ])('says what %j means, and quotes nothing', (refusal, sentence) =>
    scene(async (api, github) => {
      refuse(github, OPEN, refusal);
      const error = await api.ask(OPEN).catch(String);
      expect(error).toContain(sentence);
      expect(error).not.toContain('canary');
    }),
  );
});

function limitUntil(seconds: number): Record<string, string> {
  return { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(seconds) };
}
