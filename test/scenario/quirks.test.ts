import { expect, it } from 'vitest';
import { rowsOf } from '../simulator/data.ts';
import { eventId } from '../simulator/ids.ts';
import type { Quirks } from '../simulator/quirks.ts';
import { createWorld } from './world.ts';

const SETTINGS: Partial<Quirks>[] = [
  { endOfData: 'absent' },
  { endOfData: 'short-page' },
  { endOfData: 'empty-page' },
  { endInclusive: true },
  { endInclusive: false },
  { startExclusive: true },
  { strictDates: true },
  { dataWithTokenRequired: true },
];

function event(second: string, number: number) {
  return {
    id: eventId('CUSA99A999', number, number),
    auditType: 'User Logged On',
    user: 'k.adeyemi@example.com',
    eventTime: `${second}+0000`,
    eventInfo: 'Synthetic',
    category: 'authentication_logs',
  };
}

const EDGES = [
  '2026-11-23T23:59:59',
  '2026-11-24T00:00:00',
  '2026-11-24T00:00:01',
  '2026-11-24T23:59:59',
  '2026-11-25T00:00:00',
];

it.each(SETTINGS)('the edges of the day are right under %j', async (quirks) => {
  const world = await createWorld({ data: rowsOf(EDGES.map(event)), mimecast: { quirks } });
  const run = await world.run();
  expect(run.code).toBe(0);
  expect(run.outputs).toMatchObject({ events: '3', complete: 'true' });
});
