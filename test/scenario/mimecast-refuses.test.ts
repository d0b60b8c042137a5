import { expect, it } from 'vitest';
import { API_1, createWorld, steady } from './world.ts';

it('a wrong client secret ends the run before any page, with a sentence that says what to do', async () => {
  const world = await createWorld();
  const run = await world.run({ 'mimecast-client-secret': 'not-the-secret-at-all' });

  expect(run.code).toBe(1);
  expect(run.outputs).toMatchObject({ complete: 'false', events: '0', indexed: '0' });
  expect(world.mimecast.requests.map(({ path }) => path)).toEqual(['/oauth/token']);
  expect(run.annotations.filter(({ kind }) => kind === 'error')).toHaveLength(1);
  expect(steady(run.summary, run)).toMatchSnapshot('summary');
});

it('a token that ends between pages is renewed once, and no page is read twice', async () => {
  const world = await createWorld({
    mimecast: { faults: [{ on: { path: 'audit', request: 2 }, do: 'expire-token' }] },
  });
  const run = await world.run();

  expect(run.code).toBe(0);
  expect(run.outputs).toMatchObject({ events: '260', complete: 'true' });
  const calls = world.mimecast.requests.map(({ path, page, status }) => `${path.split('/').pop()} ${page} ${status}`);
  expect(calls.filter((call) => call.startsWith('token'))).toHaveLength(2);
  expect(calls.filter((call) => call === 'get-audit-events 1 200')).toHaveLength(1);
});

it('a refusal in the middle keeps what was read, as evidence that is marked incomplete', async () => {
  const world = await createWorld({
    mimecast: {
      faults: [{ on: { path: 'audit', request: 2, times: Number.POSITIVE_INFINITY }, do: { status: 403, body: '' } }],
    },
  });
  const run = await world.run();

  expect(run.code).toBe(1);
  expect(run.outputs).toMatchObject({ complete: 'false', events: '100' });
  expect(world.results?.artifacts).toHaveLength(1);
  expect(run.summary).not.toMatch(/proven/i);
});

it('an expired binding of API 1.0 (418) says so', async () => {
  const fail = [{ errors: [{ code: 'err_xdk_binding_expired', message: 'synthetic', retryable: false }] }];
  const world = await createWorld({
    mimecast: { faults: [{ on: { path: 'audit' }, do: { status: 418, body: { fail } } }] },
  });
  const run = await world.run(API_1);
  expect(run.code).toBe(1);
  expect(run.shown).toContain('err_xdk_binding_expired');
});
