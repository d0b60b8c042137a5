import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { rowsOf } from '../simulator/data.ts';
import type { Run } from '../simulator/runner.ts';
import { createWorld, hasElasticsearch } from './world.ts';

const DAY = { start: '2026-10-15', end: '2026-10-15', 'time-zone': 'UTC' };
const NO_MIMECAST = { command: 'report', 'mimecast-client-id': '', 'mimecast-client-secret': '', 'mimecast-url': '' };
const APPROVALS = `approvals:
  - ticket: CASE-1
    person: tmarrowby@mimecast.local
    from: 2026-10-15T09:00:00Z
    to: 2026-10-15T10:00:00Z
    may: [see, change]
    reason: CUSTOMER_INITIATED_SUPPORT
    agreed-by: A. Customer
`;

async function day(): Promise<ReturnType<typeof rowsOf>> {
  const text = await readFile(new URL('../fixtures/events/day.ndjson', import.meta.url), 'utf8');
  return rowsOf(
    text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>),
  );
}

async function accountIn(run: Run): Promise<Record<string, unknown> & { sessions: Record<string, unknown>[] }> {
  expect(run.outputs['report-path'], run.shown).toMatch(/access\.html$/);
  return JSON.parse(await readFile(join(run.outputs['report-path'] ?? '', '../access.json'), 'utf8'));
}

it.runIf(hasElasticsearch)('report tells the same of a past day from Elastic and from evidence', async () => {
  const world = await createWorld({ elastic: true, data: await day() });
  const collected = await world.run(DAY);
  expect(collected.code, collected.shown).toBe(0);
  // The page of the very first run says what that run has read, and nothing of months before it.
  const { calendar, trend } = await accountIn(collected);
  expect(calendar).toContainEqual({ date: '2026-10-15', coverage: 'covered', sessions: 3 });
  expect(trend).toMatchObject([{ month: '2026-10', sessions: 3 }]);
  const approvals = join(collected.folder, 'approvals.yml');
  await writeFile(approvals, APPROVALS);
  const asked = world.mimecast.requests.length;

  const held = await world.run({ ...NO_MIMECAST, ...DAY, approvals });
  expect(held.code, held.shown).toBe(0);
  expect(held.outputs).toMatchObject({ sessions: '3', unexplained: '2', 'provider-accesses': '16', complete: 'true' });
  const none = { 'elastic-url': '', 'elastic-api-key': '', namespace: '' };
  const evidence = collected.outputs['evidence-path'] ?? '';
  const kept = await world.run({ ...NO_MIMECAST, ...DAY, ...none, approvals, 'evidence-path': evidence });
  expect(kept.code, kept.shown).toBe(0);
  expect(kept.outputs).toMatchObject({ sessions: '3', unexplained: '2', 'provider-accesses': '16', complete: 'true' });
  expect(world.mimecast.requests).toHaveLength(asked);

  const [one, other] = [await accountIn(held), await accountIn(kept)];
  expect(one.sessions.map(({ verdict }) => verdict)).toEqual(['unexplained', 'expected', 'unexplained']);
  expect(one.sessions).toEqual(other.sessions);
  // What an earlier run found about a session is found anew, with the approvals of today.
  expect(one.findings).toEqual(other.findings);
  expect(held.annotations.map(({ kind }) => kind)).toEqual(['warning']);
  // What Elastic says is a claim: only the evidence proves it.
  expect(one.verdict).toMatchObject({ proven: false, against: [expect.stringContaining('only Elastic says')] });
  expect(other.verdict).toMatchObject({ proven: true });
  expect(held.summary).toContain('Thursday 15 October 2026');
  const names = world.results?.artifacts.map(({ name }) => name.split('-').slice(0, 3).join('-'));
  expect(names).toEqual(['mimecast-audit-default', 'mimecast-report-default', 'mimecast-report-default']);
});

it.runIf(hasElasticsearch)(
  'report proves nothing of a time that no run has read, and asks for a person with fail-on',
  async () => {
    const world = await createWorld({ elastic: true, data: await day() });
    const collected = await world.run(DAY);
    const approvals = join(collected.folder, 'approvals.yml');
    await writeFile(approvals, APPROVALS);
    const month = { start: '2026-10-01', end: '2026-10-31', 'time-zone': 'UTC' };
    const run = await world.run({ ...NO_MIMECAST, ...month, approvals, 'fail-on': 'unanswered' });
    expect(run.code).toBe(1);
    expect(run.outputs).toMatchObject({ sessions: '3', unexplained: '2', complete: 'false' });
    expect(run.summary).toContain('no run has read 30 days of the period yet');
    expect((await accountIn(run)).verdict).toMatchObject({ proven: false });
  },
);

it('report refuses evidence of another tenant, or that was changed, and makes nothing of it', async () => {
  const world = await createWorld({ data: await day() });
  const collected = await world.run(DAY);
  const path = collected.outputs['evidence-path'] ?? '';
  const given = { ...NO_MIMECAST, ...DAY, 'evidence-path': path };
  const foreign = await world.run({ ...given, tenant: 'lighthouse' });
  expect(foreign.code).toBe(1);
  expect(foreign.shown).toContain('is evidence of another tenant');
  await writeFile(join(path, 'access.csv'), '');
  const damaged = await world.run(given);
  expect(damaged.code).toBe(1);
  expect(damaged.shown).toContain('access.csv was cut');
  expect([foreign, damaged].map(({ outputs }) => outputs['report-path'])).toEqual(['', '']);
});

it.runIf(hasElasticsearch)(
  'report goes back further than Mimecast does, and says that nothing of it was read',
  async () => {
    const world = await createWorld({ elastic: true, data: await day() });
    const run = await world.run({ ...NO_MIMECAST, start: '2025-01-01', end: '2025-01-31' });
    expect(run.code, run.shown).toBe(0);
    expect(run.outputs).toMatchObject({ sessions: '0', complete: 'false' });
    expect(run.summary).toContain('Not proven');
  },
);
