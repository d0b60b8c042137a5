import { expect, it } from 'vitest';
import { rowsOf } from '../simulator/data.ts';
import { createWorld, steady } from './world.ts';

it('a quiet day is complete, and says that nobody came instead of staying silent', async () => {
  const world = await createWorld({ data: rowsOf([]) });
  const run = await world.run();

  expect(run.code).toBe(0);
  expect(run.outputs).toMatchObject({
    'window-start': '2026-11-24T00:00:00Z',
    'window-end': '2026-11-25T00:00:00Z',
    events: '0',
    'provider-accesses': '0',
    complete: 'true',
  });
  expect(world.results?.artifacts).toHaveLength(1);
  expect(world.mimecast.requests.map(({ path, status }) => `${path} ${status}`)).toEqual([
    '/oauth/token 200',
    '/api/audit/get-audit-events 200',
  ]);
  expect(steady(run.shown, run)).toMatchSnapshot('log');
  expect(steady(run.summary, run)).toMatchSnapshot('summary');
});
