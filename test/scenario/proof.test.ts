import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, inject, it } from 'vitest';
import { ask } from '../elasticsearch/request.ts';
import { rowsOf } from '../simulator/data.ts';
import type { Run } from '../simulator/runner.ts';
import { createWorld, DAY, hasElasticsearch, type World } from './world.ts';

const SPAN = { start: '2026-11-24', end: '2026-11-24', 'time-zone': 'UTC' };
const REPORT = {
  ...{ command: 'report', 'mimecast-client-id': '', 'mimecast-client-secret': '', 'mimecast-url': '' },
  ...SPAN,
};
const NO_ELASTIC = { 'elastic-url': '', 'elastic-api-key': '', namespace: '' };
const NOON = DAY.from + 43_200;
/** Words that give an all-clear: none may stand where somebody was there, or may have been. */
const ALL_CLEAR =
  /: proven|No access, proven|<strong>Proven|no others|No access, as Elastic has it|Nobody of the provider/;

function look(id: string, change: object = {}) {
  return {
    ...{ id, auditType: 'Case Action', user: 'tmarrowby@mimecast.local', eventTime: '2026-11-24T10:01:00+0000' },
    ...{ eventInfo: 'Viewed Case - Name: Q3', category: 'case_review_logs', ...change },
  };
}

const ordinary = look('ev-9', { user: 'clerk@harbourlight.example', eventTime: '2026-11-24T11:00:00+0000' });

function at(event: object) {
  return { event, at: NOON };
}

async function fileOf(run: Run, name: string): Promise<string> {
  expect(run.outputs['report-path'], run.shown).toMatch(/access\.html$/);
  return readFile(join(run.outputs['report-path'] ?? '', '..', name), 'utf8');
}

async function accountIn(run: Run): Promise<Record<string, unknown> & { verdict: Record<string, unknown> }> {
  return JSON.parse(await fileOf(run, 'access.json'));
}

async function expectNothingProven(run: Run): Promise<void> {
  const { verdict } = await accountIn(run);
  expect(verdict, run.shown).toMatchObject({ proven: false });
  for (const text of [run.summary, run.shown, await fileOf(run, 'access.html'), JSON.stringify(verdict)]) {
    expect(text).not.toMatch(ALL_CLEAR);
  }
}

/** Takes away the backing index that holds all of the stream so far. */
async function loseIndex(stream: string): Promise<void> {
  const node = inject('elasticsearch');
  if (!node) throw new Error('This test needs Elasticsearch');
  const answer = (await ask(node, 'POST', `${stream}/_rollover`)) as { old_index: string };
  await ask(node, 'DELETE', answer.old_index);
}

async function collected(world: World): Promise<Run> {
  const run = await world.run(SPAN);
  expect(run.code, run.shown).toBe(0);
  return run;
}

it.runIf(hasElasticsearch)(
  'a report proves nothing of what was delivered and is no longer held, and evidence beside proves it (D02)',
  async () => {
    const world = await createWorld({ elastic: true, data: rowsOf([look('ev-1'), look('ev-2'), ordinary]) });
    const run = await collected(world);
    await loseIndex(world.stream);
    const gone = await world.run(REPORT);
    await expectNothingProven(gone);
    expect(gone.outputs).toMatchObject({ sessions: '0', complete: 'false' });
    expect(gone.summary).toContain('Elastic holds 0 of 2 provider accesses');
    const { completeness } = (await accountIn(gone)) as unknown as { completeness: { doubts: { gone: object[] } } };
    expect(completeness.doubts.gone).toMatchObject([
      { of: 'events', recorded: 3, held: 0 },
      { of: 'accesses', recorded: 2, held: 0 },
    ]);
    const proved = await world.run({ ...REPORT, 'evidence-path': run.outputs['evidence-path'] ?? '' });
    expect((await accountIn(proved)).verdict).toMatchObject({ proven: true });
    expect(proved.outputs).toMatchObject({ sessions: '1', 'provider-accesses': '2', complete: 'true' });
  },
);

it.runIf(hasElasticsearch)('what Elastic alone tells is called so, and evidence proves it (D19)', async () => {
  const world = await createWorld({ elastic: true, data: rowsOf([ordinary]) });
  const run = await collected(world);
  expect(run.summary).toContain('proven, the read was complete');
  const claimed = await world.run(REPORT);
  const { verdict } = await accountIn(claimed);
  expect(verdict).toMatchObject({ title: 'No access, as Elastic has it', proven: false });
  expect(claimed.summary).toContain('evidence-path, can prove it');
  expect(claimed.outputs).toMatchObject({ complete: 'true' });
  const proved = await world.run({ ...REPORT, 'evidence-path': run.outputs['evidence-path'] ?? '' });
  expect((await accountIn(proved)).verdict).toMatchObject({ title: 'No access, proven', proven: true });
});

it.runIf(hasElasticsearch)('an access without a readable time stands in the account of every mode (D03)', async () => {
  for (const eventTime of [undefined, 'yesterday']) {
    const world = await createWorld({ elastic: true, data: rowsOf([at(look('ev-1', { eventTime })), ordinary]) });
    const approvals = join((await world.run({ 'dry-run': 'true' })).folder, 'approvals.yml');
    await writeFile(approvals, 'approvals: []\n');
    const run = await world.run({ ...SPAN, approvals });
    const evidence = run.outputs['evidence-path'] ?? '';
    const held = await world.run({ ...REPORT, approvals });
    const kept = await world.run({ ...REPORT, ...NO_ELASTIC, approvals, 'evidence-path': evidence });
    for (const one of [run, held, kept]) {
      await expectNothingProven(one);
      expect(one.outputs, one.shown).toMatchObject({ 'provider-accesses': '1', unexplained: '1' });
      expect(await accountIn(one)).toMatchObject({ untimed: [{ id: 'ev-1' }], verdict: { title: 'Needs a person' } });
      expect(await fileOf(one, 'access.csv')).toContain('ev-1');
    }
  }
});

it('a content view that is dated outside of the window is told, counted and judged, with evidence only (D08)', async () => {
  for (const date of ['2099-01-01', '1999-01-01', '2026-11-20', '2026-11-26']) {
    const view = look('ev-1', {
      ...{ auditType: 'Message Action', eventTime: `${date}T10:01:00+0000`, category: 'case_review_logs' },
      eventInfo: 'Viewed Message - Source: Review Set - Case - Q3, Content Viewed: True',
    });
    const world = await createWorld({ data: rowsOf([at(view), ordinary]) });
    const approvals = join((await world.run({ 'dry-run': 'true' })).folder, 'approvals.yml');
    await writeFile(approvals, 'approvals: []\n');
    const run = await world.run({ ...SPAN, approvals, 'fail-on': 'unanswered' });
    expect(run.code, date).toBe(1);
    expect(run.outputs).toMatchObject({ 'provider-accesses': '1', sessions: '1', unexplained: '1' });
    await expectNothingProven(run);
    const evidence = run.outputs['evidence-path'] ?? '';
    const report = await world.run({ ...REPORT, approvals, 'evidence-path': evidence });
    expect(report.outputs, date).toMatchObject({ 'provider-accesses': '1', sessions: '1', unexplained: '1' });
    await expectNothingProven(report);
  }
});
