import { describe, expect, it } from 'vitest';
import { readCoverage } from '../../src/elastic/coverage.ts';
import { validateEcs } from '../ecs-validator.ts';
import { asking, storedIn } from '../elasticsearch/asking.ts';
import { sharedNode } from '../elasticsearch/delivery.ts';
import { request } from '../elasticsearch/request.ts';
import { CATEGORIES } from '../simulator/categories.ts';
import { rowsOf } from '../simulator/data.ts';
import { API_1, createWorld, hasElasticsearch, type World, type WorldOptions } from './world.ts';

const COMMAND = { command: 'categories' };

/** A world whose Mimecast lists what `codes` holds at the moment. */
async function worldOf(options: WorldOptions = {}): Promise<World & { readonly codes: string[] }> {
  const codes = [...CATEGORIES];
  const mimecast = { categories: () => codes, ...options.mimecast };
  return Object.assign(await createWorld({ data: rowsOf([]), ...options, mimecast }), { codes });
}

describe('command: categories without Elastic', () => {
  it.each([
    ['2.0', {}],
    ['1.0', API_1],
  ])('lists, and says that changes can not be noticed: API %s', async (_name, keys) => {
    const world = await worldOf();
    const run = await world.run({ ...COMMAND, ...keys, categories: 'mimecast_access_logs' });
    expect(run.code, run.shown).toBe(0);
    expect(run.outputs).toMatchObject({ findings: '0', events: '0', complete: 'false' });
    expect(run.summary).toContain('changes can not be noticed');
    for (const code of CATEGORIES) expect(run.summary).toContain(`<code>${code.replaceAll('_', '&#95;')}</code>`);
    expect(run.summary.match(/\| yes \| yes \|/g)).toHaveLength(1);
    expect(world.results?.artifacts).toHaveLength(0);
  });

  it('an application that may not: a sentence that says what to do, and no secret', async () => {
    const world = await worldOf({
      mimecast: { faults: [{ on: { path: 'categories', times: 9 }, do: { status: 403, body: '' } }] },
    });
    const run = await world.run(COMMAND);
    expect(run.code).toBe(1);
    expect(run.annotations).toEqual([
      { kind: 'error', message: expect.stringContaining('Give it a role with Account | Logs | Read') },
    ]);
    expect(run.summary).toContain('HTTP 403');
    expect(run.shown).not.toContain('canary-');
  });

  it('with fail-on: never the step stays green', async () => {
    const world = await worldOf({
      mimecast: { faults: [{ on: { path: 'categories', times: 9 }, do: { status: 403, body: '' } }] },
    });
    const run = await world.run({ ...COMMAND, 'fail-on': 'never' });
    expect(run.code).toBe(0);
    expect(run.annotations.map(({ kind }) => kind)).toEqual(['warning']);
  });
});

describe.runIf(hasElasticsearch)('command: categories with Elastic', () => {
  it('remembers, and tells each change once: also a second disappearance', async () => {
    const world = await worldOf({ elastic: true });
    const finding = world.stream.replace('.audit-', '.finding-');
    const coverage = world.stream.replace('.audit-', '.coverage-');
    // A run a day: each compares with the list of the day before.
    const on = (day: number, inputs = {}) => world.run({ ...COMMAND, ...inputs }, { now: `2026-11-${day}T06:17:00Z` });
    const first = await on(20);
    expect(first.code, first.shown).toBe(0);
    expect(first.outputs.findings).toBe('0');
    expect(first.summary).toContain('first list');

    const gone = world.codes.splice(world.codes.indexOf('policy_logs'), 1, 'widget_logs');
    const second = await on(21);
    expect(second.code, second.shown).toBe(0);
    expect(second.outputs.findings).toBe('2');
    expect(second.summary).toMatch(/no longer offers the category policy&#95;logs/);
    expect(second.annotations.map(({ kind }) => kind)).toEqual(['warning']);

    expect((await on(22, { 'fail-on': 'finding' })).code).toBe(0);
    world.codes.push(...gone);
    expect((await on(23, { 'fail-on': 'finding' })).code).toBe(1);
    world.codes.pop();
    expect((await on(24)).outputs.findings).toBe('1');

    const findings = await storedIn(finding);
    const told = findings.map(({ source }) => (source.mimecast as { finding: Record<string, unknown> }).finding);
    expect(told.map(({ category, change }) => `${category} ${change}`).sort()).toEqual([
      'policy_logs appeared',
      'policy_logs disappeared',
      'policy_logs disappeared',
      'widget_logs appeared',
    ]);
    for (const { source } of [...findings, ...(await storedIn(coverage))]) expect(validateEcs(source)).toEqual([]);
  });

  it('covers nothing: later runs read and record as if it were not there', async () => {
    const world = await createWorld({ elastic: true });
    expect((await world.run(COMMAND)).code).toBe(0);
    const namespace = world.stream.replace('logs-mimecast.audit-', '');
    const at = await asking({ namespace });
    const asked = { stream: at.coverage, tenant: 'default', since: 0, signal: at.signal };
    expect(await storedIn(at.coverage)).toHaveLength(1);
    expect(await readCoverage(at.client, asked)).toEqual([]);
    const run = await world.run();
    expect(run.outputs).toMatchObject({ indexed: '260', complete: 'true', holes: '0' });
    const records = await readCoverage(at.client, asked);
    expect(records.length).toBeGreaterThan(0);
    // The daily run's records are no listing either.
    expect((await world.run(COMMAND)).outputs.findings).toBe('0');
  });

  it('tenants in one stream are compared each with its own', async () => {
    const world = await worldOf({ elastic: true });
    await world.run({ ...COMMAND, tenant: 'one' });
    world.codes.pop();
    expect((await world.run({ ...COMMAND, tenant: 'two' })).outputs.findings).toBe('0');
    expect((await world.run({ ...COMMAND, tenant: 'one' })).outputs.findings).toBe('1');
  });

  it('a dry run writes nothing', async () => {
    const world = await worldOf({ elastic: true });
    expect((await world.run({ ...COMMAND, 'dry-run': 'true' })).code).toBe(0);
    const streams = world.stream.replace('.audit-', '.*-');
    const { body } = await request(sharedNode(), 'GET', `${streams}/_count`);
    expect(body.count).toBe(0);
  });
});
