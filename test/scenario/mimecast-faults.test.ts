import { expect, it } from 'vitest';
import type { Deed } from '../simulator/faults.ts';
import { createWorld } from './world.ts';

const PASSING: [string, Deed][] = [
  ['429 with a wait in ms', { status: 429, headers: { 'X-RateLimit-Reset': '200' } }],
  [
    '503 with an HTML body',
    { status: 503, body: '<html>502 Bad Gateway</html>', headers: { 'content-type': 'text/html' } },
  ],
  ['a reset connection', 'reset'],
  ['a body shorter than its length', 'cut-length'],
  ['chunks without their end', 'cut-chunked'],
  ['gzip without its end', 'cut-gzip'],
  ['a byte order mark', 'bom'],
];

it.each(PASSING)('%s on page two costs nothing', async (_name, deed) => {
  const world = await createWorld({ mimecast: { faults: [{ on: { path: 'audit', request: 2 }, do: deed }] } });
  const run = await world.run();
  expect(run.shown).not.toContain('Unexpected');
  expect(run.code).toBe(0);
  expect(run.outputs).toMatchObject({ events: '260', complete: 'true' });
});

it('shows nothing of an answer that breaks off: it may hold the text of events', async () => {
  const body = '{"data":[{"eventInfo":"Subject: merger with Example Corp';
  const world = await createWorld({
    mimecast: { faults: [{ on: { path: 'audit', times: Number.POSITIVE_INFINITY }, do: { status: 200, body } }] },
  });
  const run = await world.run({ deadline: '4s' });
  expect(run.code).toBe(1);
  expect(run.outputs.complete).toBe('false');
  expect(run.log + run.summary).not.toContain('merger');
  expect(run.log).toContain('JSON is damaged or breaks off');
});

it.each(['html', 'fail-in-200', 'fail-with-data'] as const)('%s is never taken for "no more events"', async (deed) => {
  const world = await createWorld({
    mimecast: { faults: [{ on: { path: 'audit', request: 2, times: Number.POSITIVE_INFINITY }, do: deed }] },
  });
  const run = await world.run();
  expect(run.code).toBe(1);
  expect(run.outputs.complete).toBe('false');
  expect(run.annotations.filter(({ kind }) => kind === 'error')).toHaveLength(1);
  expect(run.log).not.toContain('Please sign in<');
});
