import { expect, it } from 'vitest';
import { ask } from '../elasticsearch/request.ts';
import { rowsOf } from '../simulator/data.ts';
import type { Run } from '../simulator/runner.ts';
import { createWorld, elasticNode, hasElasticsearch, type World } from './world.ts';

const at = (time: string) => `2026-11-24T${time}+0000`;
const LOG_ON = {
  auditType: 'Mimecast Support Login',
  user: 'tmarrowby@mimecast.local',
  eventTime: at('10:00:00'),
  eventInfo: 'Mimecast Support Login by tmarrowby@mimecast.local',
  category: 'mimecast_access_logs',
};
const OPENED = {
  ...LOG_ON,
  auditType: 'Archive Message Content View',
  eventTime: at('10:00:05'),
  category: 'archive_service_logs',
};
const NO_MIMECAST = { command: 'report', 'mimecast-client-id': '', 'mimecast-client-secret': '', 'mimecast-url': '' };
const DAY = { start: '2026-11-24', end: '2026-11-24' };

async function report(world: World, inputs: Record<string, string> = {}): Promise<Run> {
  return world.run({ ...NO_MIMECAST, ...DAY, ...inputs });
}

it.runIf(hasElasticsearch)('two tenants in one namespace each have their documents (case D01)', async () => {
  const rows = [
    { ...LOG_ON, id: 'a' },
    { ...OPENED, id: 'b' },
  ];
  const world = await createWorld({ elastic: true, data: rowsOf(rows) });
  for (const tenant of ['default', 'acme']) {
    const run = await world.run({ tenant });
    expect(run.code, run.shown).toBe(0);
    expect(run.outputs).toMatchObject({ indexed: '2', known: '0', complete: 'true' });
    expect((await report(world, { tenant })).outputs).toMatchObject({ 'provider-accesses': '2', sessions: '1' });
  }
  const again = await world.run({ tenant: 'default' }, { env: { GITHUB_RUN_ID: '900' } });
  expect(again.outputs).toMatchObject({ indexed: '0', known: '2' });
  expect(await world.stored()).toHaveLength(4);
});

it.runIf(hasElasticsearch)('two different events never meet in one document (case D15)', async () => {
  const bare = { ...LOG_ON, eventTime: at('11:00:00') };
  const canonical = JSON.stringify(Object.fromEntries(Object.entries(bare).sort(([a], [b]) => (a < b ? -1 : 1))));
  const rows = [
    { ...LOG_ON, id: 'x\ud800' },
    { ...OPENED, id: 'x\ud801' },
    bare,
    { ...OPENED, eventTime: at('11:00:05'), id: canonical },
    { ...LOG_ON, eventTime: at('12:00:00'), id: 5 },
    { ...OPENED, eventTime: at('12:00:05'), id: '5' },
  ];
  const world = await createWorld({ elastic: true, data: rowsOf(rows) });
  const run = await world.run();
  expect(run.code, run.shown).toBe(0);
  expect(run.outputs).toMatchObject({ events: '6', indexed: '6', rejected: '0', complete: 'true' });
  expect(await world.stored()).toHaveLength(6);
  expect(run.outputs).toMatchObject({ 'provider-accesses': '6', sessions: '3' });
  expect((await report(world)).outputs).toMatchObject({ 'provider-accesses': '6', sessions: '3' });

  // A number whose text changes is altered, and no new event.
  rows[4] = { ...rows[4], eventInfo: 'another text' } as (typeof rows)[4];
  const changed = await createWorld({ elastic: true, data: rowsOf(rows) });
  const second = await changed.run(
    { namespace: world.inputs.namespace ?? '', 'elastic-api-key': world.inputs['elastic-api-key'] ?? '' },
    { env: { GITHUB_RUN_ID: '901' } },
  );
  expect(second.outputs).toMatchObject({ indexed: '0', known: '6' });
  expect(second.summary).toContain('altered-event');
  expect(second.summary).not.toContain('vanished-event');
});

it.runIf(hasElasticsearch)('versions of one id in one reading are all stored, and told of (case D15)', async () => {
  const rows = [
    { ...LOG_ON, id: 'same' },
    { ...OPENED, id: 'same' },
    { event: { ...OPENED, id: 'same', eventTime: 'soon' }, at: Date.UTC(2026, 10, 24, 13) / 1000 },
  ];
  const world = await createWorld({ elastic: true, data: rowsOf(rows) });
  for (const [id, indexed] of [
    ['1', '3'],
    ['2', '0'],
  ] as const) {
    if (id === '2') await ask(elasticNode(), 'POST', `${world.stream}/_rollover`);
    const run = await world.run({}, { env: { GITHUB_RUN_ID: id } });
    expect(run.code).toBe(1);
    expect(run.shown).toContain('3 events share their id');
    expect(run.outputs).toMatchObject({ indexed, rejected: '0', 'provider-accesses': '3' });
    expect(run.summary).toMatch(/altered-event.*undated-event|undated-event.*altered-event/s);
  }
  expect(await world.stored()).toHaveLength(3);
  // The one without a time is of no day, and stands in the account of each.
  expect((await report(world)).outputs).toMatchObject({ 'provider-accesses': '3', sessions: '1' });
});
