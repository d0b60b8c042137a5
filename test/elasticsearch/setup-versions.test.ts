import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toDocument } from '../../src/access/ecs.ts';
import type { SetupReport } from '../../src/change.ts';
import { assetsOf } from '../../src/elastic/assets/assets.ts';
import { createElastic } from '../../src/elastic/client.ts';
import { coverageDocument } from '../../src/elastic/coverage.ts';
import { findingDocument } from '../../src/elastic/findings.ts';
import { PROVIDER_DOMAINS } from '../../src/event.ts';
import { clockSkewFinding, holeLostFinding } from '../../src/finding.ts';
import { systemClock } from '../../src/runner/clock.ts';
import { setUp } from '../../src/setup.ts';
import { validateEcs } from '../ecs-validator.ts';
import { parseEvent } from '../event.ts';
import { seededDay } from '../simulator/data.ts';
import { type Given, settingsOf } from '../unit/given.ts';
import { countStored, deliver, freshNamespace, hasNode, someDocuments, streamOf } from './delivery.ts';
import { type ElasticNode, startNode } from './node.ts';
import { ask, request } from './request.ts';

/** The first start of a version downloads it. */
const FIRST_START_MS = 300_000;
const TOOL = { name: 'mimecast-audit-collector', version: '0.1.0' };

const fixture = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const lines = (path: string): unknown[] =>
  fixture(path)
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);

// A node of their own, since these tests change what is there for all namespaces.
describe.skipIf(!hasNode).each(['9', '8'] as const)('a set-up on the real node, version %s', (version) => {
  let node: ElasticNode & { stop(): Promise<void> };

  beforeAll(async () => {
    const started = await startNode({ version });
    if ('missing' in started) throw new Error(started.missing);
    node = started;
  }, FIRST_START_MS);

  afterAll(() => node?.stop());

  interface Played {
    readonly report: SetupReport;
    readonly lines: readonly string[];
    readonly masks: readonly string[];
  }

  /** Runs a set-up as the superuser, or with a key. */
  async function play(given: Given = {}, key?: string, tool = TOOL): Promise<Played> {
    const said: string[] = [];
    const masks: string[] = [];
    const note = (text: string): number => said.push(text);
    const auth: Given = key
      ? { 'elastic-api-key': key }
      : { 'elastic-username': node.username, 'elastic-password': node.password };
    const settings = settingsOf({ command: 'setup', 'elastic-url': node.url, ...auth, ...given });
    const report = await setUp(settings, {
      log: { info: note, warn: note, debug: note, group: (_title, body) => body() },
      clock: systemClock,
      cancelled: new AbortController().signal,
      tool,
      elastic: (target) => createElastic(target, { proxyFor: () => undefined, timeoutMs: 30_000 }),
      mask: (secret) => masks.push(secret),
    });
    return { report, lines: said, masks };
  }

  const put = (path: string, body: unknown) => ask(node, 'PUT', path, body);
  const actionsOf = ({ report }: Played) => report.changes.map(({ action }) => action);
  const changeOf = ({ report }: Played, name: string) => report.changes.find((change) => change.name === name);
  /** The node has no processor of our pipeline, so there is a `skipped` for it. */
  const all = (action: string): string[] => ['skipped', ...Array<string>(9).fill(action)];

  it('run twice changes nothing the second time', async () => {
    const dry = await play({ 'dry-run': 'true' });
    expect(dry.report).toMatchObject({ failures: [] });
    expect(actionsOf(dry)).toEqual(all('created'));
    expect(await request(node, 'GET', '_index_template/logs-mimecast.audit')).toMatchObject({ status: 404 });

    const first = await play();
    expect(first.report).toMatchObject({ failures: [], warnings: [expect.stringContaining('pipeline')] });
    expect(actionsOf(first)).toEqual(all('created'));
    const again = await play();
    expect(again.report.failures).toEqual([]);
    expect(actionsOf(again)).toEqual(all('unchanged'));

    // Streams of all three are there: still nothing to do.
    for (const dataset of ['audit', 'coverage', 'finding']) {
      const line = '{"create":{"_id":"1"}}\n{"@timestamp":"2026-11-24T00:00:00Z"}\n';
      await ask(node, 'POST', `logs-mimecast.${dataset}-default/_bulk`, line);
    }
    const last = await play();
    expect(last.report.failures).toEqual([]);
    expect(actionsOf(last)).toEqual([...all('unchanged'), 'unchanged', 'unchanged', 'unchanged']);
  });

  it('needs no more than the key of the docs, and even less', async () => {
    const { role_descriptors: roles } = JSON.parse(fixture('docs/elasticsearch/setup-key.json')) as {
      role_descriptors: { setup: { cluster: string[]; indices: unknown } };
    };
    const keyOf = async (setup: object) =>
      String((await ask(node, 'POST', '_security/api_key', { name: 'setup', role_descriptors: { setup } })).encoded);
    const played = await play({ 'event-retention': '500d' }, await keyOf(roles.setup));
    expect(played.report.failures).toEqual([]);
    expect(actionsOf(played).filter((action) => action === 'updated')).toHaveLength(3);

    // Without monitor it only shows when the pipeline is put that the node has no processor for it.
    const cluster = roles.setup.cluster.filter((name) => name !== 'monitor');
    const blind = await play({}, await keyOf({ cluster, indices: [] }));
    expect(blind.report.failures).toEqual([]);
    expect(blind.report.changes[0]).toMatchObject({ action: 'skipped', note: expect.stringContaining('HTTP 400') });
    expect(blind.report.warnings).toContainEqual(expect.stringContaining('view_index_metadata, manage'));
    expect(changeOf(blind, 'data stream logs-mimecast.audit-default')).toMatchObject({ action: 'skipped' });

    const weak = await play({}, await keyOf({ cluster: ['manage_index_templates'] }));
    expect(weak.report.changes).toEqual([]);
    expect(weak.report.failures).toEqual([expect.stringContaining('lacks manage_ingest_pipelines on the cluster')]);
  });

  it('makes a key that works with the role of the docs (D50)', async () => {
    const role = JSON.parse(fixture('docs/elasticsearch/setup-role.json')) as object;
    await ask(node, 'PUT', '_security/role/docs-setup', role);
    const password = 'made-up-password-1';
    await ask(node, 'PUT', '_security/user/docs-setup', { password, roles: ['docs-setup'] });
    const login = { 'elastic-api-key': '', 'elastic-username': 'docs-setup', 'elastic-password': password };
    const { report } = await play({ ...login, 'create-key': 'true', namespace: 'default' });
    expect(report.failures).toEqual([]);
    const headers = { authorization: `ApiKey ${report.key}`, 'content-type': 'application/json' };
    const privileges = ['create_doc', 'auto_configure', 'read', 'view_index_metadata'];
    const index = [{ names: ['logs-mimecast.audit-default'], privileges }];
    const url = new URL('_security/user/_has_privileges', node.url.endsWith('/') ? node.url : `${node.url}/`);
    const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ index }) });
    expect(await answer.json()).toMatchObject({ has_all_requested: true });
  });

  it('makes streams in which every document is stored and every field of it found', async () => {
    const namespace = freshNamespace();
    const { report } = await play({ namespace, 'create-key': 'true' });
    expect(report.failures).toEqual([]);
    const context = {
      ...{ tenant: 'harbour', namespace, created: Date.UTC(2026, 10, 25), fallbackTime: Date.UTC(2026, 10, 25) },
      ...{ tool: TOOL, providerDomains: PROVIDER_DOMAINS, run: 'https://github.example/runs/1' },
    };
    const events = [
      ...lines('test/fixtures/events/wordings.ndjson').map((one) => (one as { event: unknown }).event),
      ...lines('test/fixtures/events/day.ndjson'),
      ...[null, 7, { id: 'long', eventInfo: 'é'.repeat(40_000), user: `${'a'.repeat(40_000)}@example.com` }],
      {
        id: 'hostile',
        eventTime: '2026-11-24T00:00:00+0000',
        ...Object.fromEntries(Array.from({ length: 3000 }, (_, n) => [`f${n}`, { x: n }])),
      },
    ];
    const documents = new Map(events.map((raw) => [JSON.stringify(raw), toDocument(parseEvent(raw), context)]));
    const key = report.key ?? '';
    const unique = [...new Map([...documents.values()].map((one) => [one.id, one])).values()];
    const { outcome, rejections } = await deliver(unique, node.url, namespace, { key });
    expect(rejections).toEqual([]);
    expect(outcome).toMatchObject({ created: unique.length, known: 0, rejected: 0, complete: true });

    const coverage = coverageDocument(`logs-mimecast.coverage-${namespace}`, {
      ...{ span: { from: 1, to: 2 }, categories: ['a'], recorded: 3, run: 'r', manifest: 'm', tenant: 't' },
      ...{ queryHash: 'q', events: 1, indexed: 1, known: 1, late: { count: 1, maxSeconds: 1 }, pages: 1, requests: 1 },
      ...{
        previous: 'p',
        artifact: { id: '1', url: 'u' },
        toolVersion: '1.2.3',
        durationMs: 1,
        runId: '1',
        attempt: 1,
      },
    });
    const raised = { stream: `logs-mimecast.finding-${namespace}`, tenant: 't', run: 'r', manifest: 'm', now: 1 };
    const findings = [
      findingDocument(clockSkewFinding(1, 1), raised),
      findingDocument(holeLostFinding({ from: 1, to: 2 }), raised),
      // A kind that a newer version brings.
      findingDocument({ ...clockSkewFinding(1, 1), details: { new_word: 'w', new_list: ['a'], new_count: 3 } }, raised),
    ];
    for (const [dataset, few] of [
      ['coverage', [coverage]],
      ['finding', findings],
    ] as const) {
      const body = few.map((one, at) => `{"create":{"_id":"${at}"}}\n${JSON.stringify(one)}\n`).join('');
      const answer = await ask({ url: node.url, key }, 'POST', `logs-mimecast.${dataset}-${namespace}/_bulk`, body);
      expect(answer).toMatchObject({ errors: false });
      expect(JSON.stringify(answer)).not.toContain('failure_store');
    }

    const pattern = `logs-mimecast.*-${namespace}`;
    await ask(node, 'POST', `${pattern}/_refresh`);
    expect(await ask(node, 'GET', `${pattern}/_count`)).toMatchObject({ count: unique.length + 1 + findings.length });
    const ignored = { query: { exists: { field: '_ignored' } } };
    expect(await ask(node, 'POST', `${pattern}/_count`, ignored)).toMatchObject({ count: 0 });
    const finds = async (query: object) => Number((await ask(node, 'POST', `${pattern}/_count`, { query })).count);
    expect(await finds({ term: { 'mimecast.finding.new_word': 'w' } })).toBe(1);
    expect(await finds({ range: { 'mimecast.finding.new_count': { gte: 3 } } })).toBe(1);
    expect(await finds({ term: { 'labels.provider_access': 'true' } })).toBeGreaterThan(10);
    expect(await finds({ match_phrase: { 'mimecast.event_info': 'successful authentication' } })).toBeGreaterThan(10);
    expect(await finds({ term: { 'source.ip': '192.0.2.0/24' } })).toBeGreaterThan(10);
    // The mapping names what documents have: none of them has added a field to it outside of findings.
    const { report: after } = await play({ namespace });
    expect(after.changes.slice(-3).map(({ action }) => action)).toEqual(['unchanged', 'unchanged', 'unchanged']);
  });

  it('takes every document of a month: all of them are ECS, and nothing of them is ignored', async () => {
    const namespace = freshNamespace();
    const { report } = await play({ namespace, 'create-key': 'true' });
    const [from, to] = [Date.UTC(2026, 9, 1) / 1000, Date.UTC(2026, 10, 1) / 1000];
    const rows = seededDay({ from, to, events: 3100, accessEvery: 100 }).slice(from, to, 0, 3100);
    expect(rows).toHaveLength(3100);
    const context = {
      ...{ tenant: 'harbour', namespace, created: to * 1000, fallbackTime: to * 1000 - 1, tool: TOOL, run: undefined },
      providerDomains: PROVIDER_DOMAINS,
    };
    const documents = rows.map((row) => toDocument(parseEvent(row), context));
    expect(documents.flatMap(({ json }) => validateEcs(JSON.parse(json)))).toEqual([]);
    const { outcome, rejections } = await deliver(documents, node.url, namespace, { key: report.key ?? '' });
    expect(rejections).toEqual([]);
    expect(outcome).toMatchObject({ created: 3100, rejected: 0, complete: true });
    expect(await countStored(node, namespace)).toEqual({ documents: 3100, ids: 3100 });
    const ignored = { query: { exists: { field: '_ignored' } } };
    expect(await ask(node, 'POST', `${streamOf(namespace)}/_count`, ignored)).toMatchObject({ count: 0 });
  });

  it('brings a stream up to date that another mapping made, and keeps its documents', async () => {
    const namespace = freshNamespace();
    const stream = streamOf(namespace);
    const old = {
      mappings: { properties: { '@timestamp': { type: 'date' }, source: { properties: { ip: { type: 'ip' } } } } },
    };
    await put(`_index_template/${namespace}`, {
      index_patterns: [stream],
      priority: 300,
      data_stream: {},
      template: old,
    });
    await ask(node, 'POST', `${stream}/_bulk`, '{"create":{"_id":"1"}}\n{"@timestamp":"2026-11-24T00:00:00Z"}\n');
    const higher = await play({ namespace });
    expect(higher.report.warnings).toContainEqual(expect.stringContaining(namespace));
    expect(changeOf(higher, `data stream ${stream}`)?.note).toContain('Another index template');
    await put(`_index_template/${namespace}`, {
      index_patterns: [stream],
      priority: 150,
      data_stream: {},
      template: old,
    });

    const played = await play({ namespace });
    const change = changeOf(played, `data stream ${stream}`);
    expect(played.report.failures).toEqual([]);
    expect(change?.action).toBe('updated');
    // The node has no request for these two; their form is tested elsewhere.
    expect(change?.note).toMatch(/The failure store stays as it is \(HTTP 400\).*It keeps everything/);
    const mapping = JSON.stringify(await ask(node, 'GET', `${stream}/_mapping`));
    expect(mapping).toContain('"event_info"');
    expect((await countStored(node, namespace)).documents).toBe(1);

    // A type that can't be changed: the next rollover brings it, and until then all is as it was.
    const other = freshNamespace();
    const wrong = { mappings: { properties: { user: { properties: { email: { type: 'text' } } } } } };
    await put(`_index_template/${other}`, {
      index_patterns: [streamOf(other)],
      priority: 300,
      data_stream: {},
      template: wrong,
    });
    await ask(
      node,
      'POST',
      `${streamOf(other)}/_bulk`,
      '{"create":{"_id":"1"}}\n{"@timestamp":"2026-11-24T00:00:00Z"}\n',
    );
    await put(`_index_template/${other}`, {
      index_patterns: [streamOf(other)],
      priority: 150,
      data_stream: {},
      template: wrong,
    });
    const stuck = await play({ namespace: other });
    expect(stuck.report.failures).toEqual([]);
    expect(changeOf(stuck, `data stream ${streamOf(other)}`)?.note).toContain(`POST /${streamOf(other)}/_rollover`);
    await ask(node, 'POST', `${streamOf(other)}/_rollover`);
    const rolled = await play({ namespace: other });
    expect(changeOf(rolled, `data stream ${streamOf(other)}`)?.note).not.toContain('The mapping');
  });

  it('lets users have the last word by their own component template', async () => {
    const own = { mappings: { properties: { mimecast: { properties: { ours: { type: 'ip' } } } } } };
    await put('_component_template/mimecast-audit@custom', {
      template: { ...own, lifecycle: { data_retention: '7d' } },
    });
    const { template } = (await ask(node, 'POST', '_index_template/_simulate_index/logs-mimecast.audit-x')) as {
      template: { lifecycle: object; mappings: { properties: { mimecast: { properties: Record<string, unknown> } } } };
    };
    expect(template.lifecycle).toMatchObject({ data_retention: '7d' });
    expect(template.mappings.properties.mimecast.properties).toMatchObject({ ours: { type: 'ip' }, alias: {} });
    expect(actionsOf(await play({ namespace: freshNamespace() }))).toEqual(all('unchanged'));
    // Not ours: a removal leaves it.
    await play({ remove: 'true' });
    expect(await request(node, 'GET', '_component_template/mimecast-audit@custom')).toMatchObject({ status: 200 });
  });

  it('puts back what was changed by hand, and touches nothing of somebody else', async () => {
    const namespace = freshNamespace();
    await play({ namespace });
    const path = '_component_template/mimecast-finding@settings';
    const [found] = (await ask(node, 'GET', path)).component_templates as {
      component_template: Record<string, unknown>;
    }[];
    const { _meta, version: number } = found?.component_template ?? {};
    await put(path, { template: { lifecycle: { data_retention: '1d' } }, _meta, version: number });
    const back = await play({ namespace });
    expect(changeOf(back, 'component template mimecast-finding@settings')).toMatchObject({ action: 'updated' });
    expect(JSON.stringify(await ask(node, 'GET', path))).toContain('"data_retention":"400d"');

    await put(path, { template: { settings: {} } });
    for (const given of [{}, { 'event-retention': '900d' }]) {
      const refused = await play({ namespace, ...given });
      expect(refused.report.failures).toEqual([expect.stringContaining('mimecast-finding@settings')]);
    }
    const removed = await play({ namespace, remove: 'true' });
    expect(changeOf(removed, 'component template mimecast-finding@settings')).toMatchObject({ action: 'refused' });
    const [left] = (await ask(node, 'GET', path)).component_templates as { component_template: object }[];
    expect(left?.component_template).toMatchObject({ template: {} });
    // For the tests that follow it is ours again.
    await put(path, { template: { settings: {} }, _meta });
  });

  it('of an older version leaves alone what a newer one put', async () => {
    const namespace = freshNamespace();
    await play({ namespace }, undefined, { ...TOOL, version: '9.0.0' });
    await play({ namespace, 'event-retention': '401d' }, undefined, { ...TOOL, version: '9.0.0' });
    const old = await play({ namespace });
    expect(old.report.failures).toEqual([expect.stringContaining('Version 9.0.0')]);
    const again = await play({ namespace }, undefined, { ...TOOL, version: '9.0.0' });
    expect(again.report.failures).toEqual([]);
    for (const asset of assetsOf({ retentionDays: 400, pipeline: false })) {
      await put(asset.path, { ...asset.content, version: 1, _meta: { managed_by: 'mimecast-audit-collector' } });
    }
  });

  it('makes a key that the daily run can use, if a user asks for it; never by another key', async () => {
    const namespace = freshNamespace();
    const played = await play({ namespace, 'create-key': 'true' });
    const key = played.report.key ?? '';
    const [id = '', secret = ''] = Buffer.from(key, 'base64').toString().split(':');
    expect(played.masks).toEqual([key, secret, `${id}:${secret}`]);
    expect(played.lines.join('\n')).not.toContain(secret);
    const { outcome } = await deliver(someDocuments(5), node.url, namespace, { key });
    expect(outcome).toMatchObject({ created: 5, complete: true });
    const { api_keys: found } = (await ask(node, 'GET', `_security/api_key?id=${id}`)) as { api_keys: object[] };
    const privileges = ['create_doc', 'auto_configure', 'read', 'view_index_metadata'];
    expect(found).toMatchObject([
      {
        name: 'mimecast-audit-collector',
        role_descriptors: {
          collector: { cluster: [], indices: [{ names: [`logs-mimecast.*-${namespace}`], privileges }] },
        },
      },
    ]);

    const strong = String((await ask(node, 'POST', '_security/api_key', { name: 'strong' })).encoded);
    const derived = await play({ namespace, 'create-key': 'true' }, strong);
    expect(derived.report.failures).toEqual([expect.stringContaining('No key was made')]);
    expect(derived.report.key).toBeUndefined();
    // What the sentence says of the server is so.
    const { status, body } = await request(
      { url: node.url, key: strong },
      'POST',
      '_security/api_key',
      played.report.keyRequest,
    );
    expect(status, JSON.stringify(body)).toBe(400);
  });

  it('is taken away as far as no stream needs it, and streams keep all they have', async () => {
    const namespace = freshNamespace();
    await play({ namespace });
    const { outcome } = await deliver(someDocuments(5), node.url, namespace, {
      auth: { kind: 'basic', username: node.username, password: node.password },
    });
    expect(outcome.created).toBe(5);
    const removed = await play({ namespace, remove: 'true' });
    expect(removed.report.failures).toEqual([]);
    expect(changeOf(removed, 'index template logs-mimecast.audit')).toMatchObject({ action: 'skipped' });
    expect(changeOf(removed, `data stream ${streamOf(namespace)}`)).toMatchObject({ action: 'skipped' });
    expect((await countStored(node, namespace)).documents).toBe(5);

    // With another template for the streams ours can go.
    await put('_index_template/instead', { index_patterns: ['logs-mimecast.*'], priority: 10, data_stream: {} });
    const gone = await play({ namespace, remove: 'true' });
    expect(gone.report.failures).toEqual([]);
    for (const { path, kind } of assetsOf({ retentionDays: 400, pipeline: true })) {
      expect((await request(node, 'GET', path)).status, `${kind} ${path}`).toBe(404);
    }
    expect((await countStored(node, namespace)).documents).toBe(5);
    const nothing = await play({ namespace, remove: 'true' });
    expect(nothing.report.changes.every(({ name }) => name.startsWith('data stream'))).toBe(true);
    await ask(node, 'DELETE', '_index_template/instead').catch(() => {});
  });

  it('says what stands in its way before the server does', async () => {
    const rival = { index_patterns: ['logs-mimecast.audit-*'], priority: 250, data_stream: {} };
    await play({ remove: 'true' });
    await put('_index_template/rival', rival);
    const played = await play();
    expect(played.report.failures).toEqual([expect.stringContaining('rival')]);
    expect(played.report.changes.filter(({ action }) => action === 'created')).toEqual([]);
  });
});
