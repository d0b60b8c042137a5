import type { RequestListener } from 'node:http';
import { describe, expect, it } from 'vitest';
import { type RunCreated, runCreated } from '../../src/github/run-created.ts';
import { createHttp } from '../../src/runner/http.ts';
import { fakeClock, withServer } from './mimecast-parts.ts';

const RERUN = { GITHUB_RUN_ID: '42', GITHUB_RUN_ATTEMPT: '2', GITHUB_REPOSITORY: 'example/audit' };
const live = () => new AbortController().signal;
const http = createHttp({ timeoutMs: 2000, maxBytes: 10_000, clock: fakeClock(), proxyFor: () => undefined });

/** Asks a GitHub that answers so. */
function ask(
  listener: RequestListener,
  { env = RERUN, token = 'canary-token', path = '' }: { env?: NodeJS.ProcessEnv; token?: string; path?: string } = {},
): Promise<RunCreated> {
  return withServer(listener, (baseUrl) => runCreated({ ...env, GITHUB_API_URL: baseUrl + path }, token, http, live()));
}

const answer =
  (status: number, body: string): RequestListener =>
  (_request, response) =>
    response.writeHead(status, { 'Content-Length': Buffer.byteLength(body) }).end(body);

describe('runCreated', () => {
  it.each(['', '/', '/api/v3'])('asks for the run, with the token in a header (API at %j)', async (path) => {
    const asked: unknown[] = [];
    const result = await ask(
      (request, response) => {
        const { method, url, headers } = request;
        asked.push([method, url, headers.authorization, headers.accept]);
        const body = { created_at: '2026-06-11T05:40:00Z', run_started_at: '2026-06-14T09:00:00Z' };
        answer(200, JSON.stringify(body))(request, response);
      },
      { path },
    );
    expect(result).toEqual({ created: Date.UTC(2026, 5, 11, 5, 40), note: undefined });
    const url = `${path === '/' ? '' : path}/repos/example/audit/actions/runs/42`;
    expect(asked).toEqual([['GET', url, 'Bearer canary-token', 'application/vnd.github+json']]);
  });

  it.each([
    { ...RERUN, GITHUB_RUN_ATTEMPT: '1' },
    { ...RERUN, GITHUB_RUN_ID: undefined },
  ])('asks nothing for a first attempt, or outside of GitHub (%#)', async (env) => {
    let requests = 0;
    const result = await ask(
      (request, response) => {
        requests += 1;
        answer(200, '{}')(request, response);
      },
      { env },
    );
    expect([result, requests]).toEqual([{ created: undefined, note: undefined }, 0]);
  });

  it.each([
    [403, '{"message":"canary-body"}', 'HTTP 403: the job needs permissions: actions: read'],
    [404, '{"message":"Not Found"}', 'HTTP 404: the job needs permissions: actions: read'],
    [502, '<html>canary-body</html>', 'GitHub answered HTTP 502'],
    [200, '<html>canary-body</html>', 'holds no created_at'],
    [200, 'null', 'holds no created_at'],
    [200, '{"created_at":1781156400}', 'holds no created_at'],
    [200, '{"created_at":"June"}', 'holds no created_at'],
    [200, '{"created_at":"2026-99-99T00:00:00Z"}', 'holds no created_at'],
  ])('makes HTTP %d with %s a note', async (status, body, why) => {
    const { created, note } = await ask(answer(status, body));
    expect(created).toBeUndefined();
    expect(note).toMatch(/^This is a re-run, and .* is filled as a hole\.$/);
    expect(note).toContain(why);
    expect(note).not.toContain('canary');
  });

  it('makes a lost connection a note, and a cancelled job too', async () => {
    const lost = await ask((request) => request.socket.destroy());
    expect(lost.created).toBeUndefined();
    expect(lost.note).toMatch(/GET 127\.0\.0\.1:\d+\/repos\/example\/audit\/actions\/runs\/42: no answer/);
    const cancelled = AbortSignal.abort(new Error('The job was cancelled.'));
    const env = { ...RERUN, GITHUB_API_URL: 'http://127.0.0.1:9' };
    expect((await runCreated(env, 'canary-token', http, cancelled)).note).toContain(
      ': The job was cancelled. It reads',
    );
  });

  it.each([
    [{ GITHUB_API_URL: 'https://api.example.com' }, undefined, 'no github-token is given'],
    [{ GITHUB_API_URL: 'http://api.example.com' }, 'canary-token', 'GITHUB_API_URL is not an https address'],
    [{ GITHUB_API_URL: 'file:///api' }, 'canary-token', 'GITHUB_API_URL is not an https address'],
    [{}, 'canary-token', 'GITHUB_API_URL is not an https address'],
    [
      { GITHUB_API_URL: 'https://api.example.com', GITHUB_REPOSITORY: '../../x' },
      'canary-token',
      'GITHUB_REPOSITORY is not set',
    ],
  ])('never sends the token astray: %j', async (env, token, why) => {
    const refused = () => Promise.reject(new Error('a request was sent'));
    const { created, note } = await runCreated({ ...RERUN, ...env }, token, refused, live());
    expect(created).toBeUndefined();
    expect(note).toContain(why);
  });
});
