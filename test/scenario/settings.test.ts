import { expect, it } from 'vitest';
import { createWorld } from './world.ts';

it.each([
  ['start', { start: '2026-02-31' }, '2026-02-31'],
  ['mimecast-client-secret', { 'mimecast-client-secret': '' }, 'mimecast-client-secret'],
  ['time-zone', { 'time-zone': 'Europe/Atlantis' }, 'Europe/Atlantis'],
  ['elastic-api-key', { 'elastic-url': 'https://elastic.example', 'elastic-api-key': 'a b' }, 'elastic-api-key'],
])('a wrong %s is named before the first request', async (input, inputs, shown) => {
  const world = await createWorld();
  const run = await world.run(inputs);

  expect(run.code).toBe(1);
  const errors = run.annotations.filter(({ kind }) => kind === 'error');
  expect(errors).toHaveLength(1);
  expect(errors[0]?.message).toContain(input);
  expect(errors[0]?.message).toContain(shown);
  expect(run.log).not.toMatch(/^\s+at /m);
  expect(world.mimecast.requests).toEqual([]);
  expect(run.outputs).toMatchObject({ complete: 'false', events: '0' });
});

it('a misspelt input gets a warning with the nearest name', async () => {
  const world = await createWorld();
  const run = await world.run({ catgories: 'all' });
  expect(run.shown).toContain('catgories');
  expect(run.shown).toContain('categories');
});
