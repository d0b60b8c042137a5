import { expect, it } from 'vitest';
import { API_1, createWorld } from './world.ts';

it('API 1.0: every request is signed, and the same events come', async () => {
  const world = await createWorld();
  const run = await world.run(API_1);

  expect(run.code).toBe(0);
  expect(run.outputs).toMatchObject({ events: '260', complete: 'true' });
  expect(world.mimecast.requests.map(({ path }) => path)).not.toContain('/oauth/token');
});

it('API 1.0: a wrong application key is refused by the signature, and the run says what to do', async () => {
  const world = await createWorld();
  const run = await world.run({ ...API_1, 'mimecast-app-key': 'another-key-0000' });

  expect(run.code).toBe(1);
  expect(run.outputs.complete).toBe('false');
  expect(run.annotations.filter(({ kind }) => kind === 'error')).toHaveLength(1);
  expect(run.shown).toContain('err_xdk_invalid_signature');
});
