import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assetsOf, bodyOf } from '../../src/elastic/assets/assets.ts';
import { existing, holds } from '../../src/elastic/setup/existing.ts';
import { linesOf } from '../../src/elastic/setup/json.ts';
import { overlap } from '../../src/elastic/setup/overlap.ts';
import { OPEN, play, refused, standing, standingAs } from './setup-stand-in.ts';

const ASSETS = assetsOf({ retentionDays: 400, pipeline: true });
const [PIPELINE, MAPPINGS] = ASSETS;
if (!PIPELINE || !MAPPINGS) throw new Error('no assets');

const actions = (report: { changes: readonly { name: string; action: string }[] }) =>
  Object.fromEntries(report.changes.map(({ name, action }) => [name, action]));

describe('a server that has nothing yet', () => {
  it('gets the pipeline, then for each stream both component templates and the index template', async () => {
    const { report, changes, closed } = await play(OPEN);
    expect(report).toMatchObject({ failures: [], warnings: [], key: undefined });
    expect(changes).toEqual(ASSETS.map((asset) => ({ method: 'PUT', path: asset.path, body: bodyOf(asset, '1.2.3') })));
    expect(changes.map(({ path }) => path)).toEqual([
      '_ingest/pipeline/mimecast-audit@pipeline',
      ...['audit', 'coverage', 'finding'].flatMap((dataset) => [
        `_component_template/mimecast-${dataset}@mappings`,
        `_component_template/mimecast-${dataset}@settings`,
        `_index_template/logs-mimecast.${dataset}`,
      ]),
    ]);
    expect(new Set(report.changes.map(({ action }) => action))).toEqual(new Set(['created']));
    expect(closed()).toBe(1);
  });

  it('shows the least key of the daily run for its namespace, in the log and the report', async () => {
    const { report, lines } = await play(OPEN, { namespace: 'harbour' });
    const names = ['logs-mimecast.*-harbour'];
    const from = lines.indexOf('POST /_security/api_key');
    const printed = JSON.parse(lines.slice(from + 1, lines.indexOf('}', from) + 1).join('\n')) as unknown;
    expect(printed).toEqual(report.keyRequest);
    expect(report.keyRequest).toMatchObject({
      role_descriptors: { collector: { cluster: [], indices: [{ names }] } },
    });
  });

  it('is set up without the pipeline where a processor is known to be missing', async () => {
    const nodes = { a: { ingest: { processors: [{ type: 'set' }, { type: 'rename' }] } } };
    const { report, changes } = await play({ ...OPEN, 'GET _nodes/ingest': { nodes } });
    expect(report.failures).toEqual([]);
    expect(report.changes[0]).toMatchObject({ action: 'skipped', note: 'The server has no processor geoip.' });
    const plain = assetsOf({ retentionDays: 400, pipeline: false });
    expect(changes.map(({ body }) => body)).toEqual(plain.map((asset) => bodyOf(asset, '1.2.3')));
    expect(JSON.stringify(changes)).not.toContain('default_pipeline');
  });

  it('is set up without the pipeline where it shows only then that one is missing', async () => {
    const { report, changes } = await play({
      ...OPEN,
      'GET _nodes/ingest': refused(403, 'security_exception'),
      [`PUT ${PIPELINE.path}`]: refused(400, 'parse_exception'),
    });
    expect(report.failures).toEqual([]);
    expect(report.warnings).toHaveLength(1);
    expect(changes).toHaveLength(10);
    expect(JSON.stringify(changes)).not.toContain('default_pipeline');
  });

  it('is told what went wrong, and what was done before', async () => {
    const { report, changes } = await play({ ...OPEN, 'PUT _index_template/logs-mimecast.audit': refused(400, 'x') });
    expect(report.failures).toEqual([expect.stringContaining('index template logs-mimecast.audit (HTTP 400, x)')]);
    expect(report.changes).toHaveLength(3);
    expect(changes).toHaveLength(4);
  });

  it('asks for less where the key may ask for less: Serverless, or no monitor', async () => {
    const { report, lines } = await play({ ...OPEN, 'GET ': refused(403), 'GET _nodes/ingest': refused(410) });
    expect(report).toMatchObject({ failures: [], warnings: [] });
    expect(report.changes).toHaveLength(10);
    expect(lines.join('\n')).toContain('its version is not told to this key');
    const serverless = await play({ ...OPEN, 'GET ': { version: { number: '8.11.0', build_flavor: 'serverless' } } });
    expect(serverless.lines.join('\n')).toContain('serverless');
  });
});

describe('a server that has been set up', () => {
  it('gets nothing the second time', async () => {
    const { report, changes } = await play({ ...OPEN, ...standing() });
    expect(changes).toEqual([]);
    expect(report.changes).toHaveLength(10);
    expect(new Set(report.changes.map(({ action }) => action))).toEqual(new Set(['unchanged']));
  });

  it('gets what differs: another retention changes the settings alone', async () => {
    const { changes, report } = await play({ ...OPEN, ...standing() }, { 'event-retention': '500d' });
    expect(changes.map(({ path }) => path)).toEqual([
      '_component_template/mimecast-audit@settings',
      '_component_template/mimecast-coverage@settings',
      '_component_template/mimecast-finding@settings',
    ]);
    expect(Object.values(actions(report)).filter((action) => action === 'updated')).toHaveLength(3);
    const less = await play({ ...OPEN, ...standing() }, { 'event-retention': '30d' });
    // Coverage and findings are kept for 400 days at least.
    expect(less.changes.map(({ path }) => path)).toEqual(['_component_template/mimecast-audit@settings']);
  });

  it('what was changed by hand is put back, and said', async () => {
    const edited = standingAs(MAPPINGS, { template: { mappings: { dynamic: 'strict' } } });
    const { report, changes } = await play({ ...OPEN, ...standing(), ...edited });
    expect(changes).toEqual([{ method: 'PUT', path: MAPPINGS.path, body: bodyOf(MAPPINGS, '1.2.3') }]);
    expect(report.changes.find(({ action }) => action === 'updated')?.note).toContain('@custom');
  });

  it.each(ASSETS.map((asset) => [asset.name, asset] as const))(
    '%s of somebody else stops all',
    async (_name, asset) => {
      const foreign = standingAs(asset, { _meta: { managed_by: 'somebody' } });
      const { report, changes } = await play({ ...OPEN, ...foreign });
      expect(changes).toEqual([]);
      expect(report.changes).toMatchObject([{ name: `${asset.kind} ${asset.name}`, action: 'refused' }]);
      expect(report.failures).toEqual([
        expect.stringContaining(`Nothing was changed, since ${asset.kind} ${asset.name}`),
      ]);
    },
  );

  it('what a newer version put stops all', async () => {
    const newer = standingAs(MAPPINGS, {
      version: 2_000_000,
      _meta: { managed_by: 'mimecast-audit-collector', version: '2.0.0' },
    });
    const { report, changes } = await play({ ...OPEN, ...standing(), ...newer });
    expect(changes).toEqual([]);
    expect(report.failures).toEqual([expect.stringContaining('Version 2.0.0')]);
  });
});

describe('other index templates', () => {
  const others = (priority: number | undefined, pattern: string) => ({
    'GET _index_template': {
      index_templates: [
        { name: 'logs-mimecast.audit', index_template: { index_patterns: ['logs-mimecast.audit-*'], priority: 250 } },
        { name: 'theirs', index_template: { index_patterns: [pattern], priority } },
      ],
    },
  });

  it('of a higher priority are told', async () => {
    const { report } = await play({ ...OPEN, ...others(300, 'logs-mimecast.*') });
    expect(report.failures).toEqual([]);
    expect(report.warnings).toEqual([expect.stringContaining('theirs')]);
  });

  it('of the same priority stop all, before the server refuses one', async () => {
    const { report, changes } = await play({ ...OPEN, ...others(250, 'logs-*-default') });
    expect(changes).toEqual([]);
    expect(report.failures).toEqual([expect.stringContaining('theirs')]);
  });

  it.each([
    [100, 'logs-*-*'],
    [undefined, '*'],
    [300, 'logs-mimecast.audit_events-*'],
    [250, 'logs-mimecast.audit'],
  ])("of priority %s and pattern %s are in nobody's way", async (priority, pattern) => {
    const { report } = await play({ ...OPEN, ...others(priority, pattern) });
    expect(report).toMatchObject({ failures: [], warnings: [] });
  });

  it('overlap wherever a name matches both patterns', () => {
    const piece = fc.stringMatching(/^[ab*]{0,6}$/);
    fc.assert(
      fc.property(fc.stringMatching(/^[ab]{0,3}$/), piece, fc.stringMatching(/^[ab]{0,8}$/), (start, theirs, name) => {
        const both = name.startsWith(start) && new RegExp(`^${theirs.replaceAll('*', '.*')}$`).test(name);
        if (both) expect(overlap(`${start}*`, theirs)).toBe(true);
      }),
    );
  });

  it('do not overlap where no name can match both', () => {
    const names = (alphabet: readonly string[], length: number): string[] =>
      length === 0 ? [''] : ['', ...names(alphabet, length - 1).flatMap((rest) => alphabet.map((one) => one + rest))];
    const all = [...new Set(names(['a', 'b'], 7))];
    fc.assert(
      fc.property(fc.stringMatching(/^[ab]{0,3}$/), fc.stringMatching(/^[ab*]{0,4}$/), (start, theirs) => {
        const pattern = new RegExp(`^${theirs.replaceAll('*', '.*')}$`);
        const found = all.some((name) => name.startsWith(start) && pattern.test(name));
        expect(overlap(`${start}*`, theirs)).toBe(found);
      }),
      { numRuns: 50 },
    );
  });
});

describe('privileges', () => {
  it('that are missing on the cluster are named in one sentence, and nothing is sent', async () => {
    const lacks = ['manage_index_templates', 'manage_own_api_key', 'manage'];
    const { report, changes } = await play(
      { ...OPEN, 'GET _security/user/_has_privileges': { lacks } },
      { 'create-key': 'true' },
    );
    expect(changes).toEqual([]);
    expect(report.failures).toEqual([
      'The key of the set-up lacks manage_index_templates, manage_own_api_key on the cluster, and manage on logs-mimecast.*-default. Grant them; docs/elasticsearch.md has the key to paste.',
    ]);
  });

  it('that are missing on the streams alone are a warning', async () => {
    const { report } = await play({ ...OPEN, 'GET _security/user/_has_privileges': { lacks: ['manage'] } });
    expect(report.failures).toEqual([]);
    expect(report.warnings).toEqual([expect.stringContaining('lacks manage on logs-mimecast.*-default')]);
    expect(report.changes).toHaveLength(10);
  });

  it('to make a key are asked for only if one is to be made', async () => {
    const answers = { ...OPEN, 'GET _security/user/_has_privileges': { lacks: ['manage_own_api_key'] } };
    expect((await play(answers)).report.failures).toEqual([]);
    expect((await play(answers, { 'create-key': 'true' })).report.failures).toHaveLength(1);
  });
});

describe('the key of the daily run', () => {
  it('is made on demand, masked before anything is said, and only in the report', async () => {
    const { report, sent, masks, lines } = await play(OPEN, { 'create-key': 'true' });
    expect(report.key).toBe('Y2FuYXJ5LWVuY29kZWQ=');
    expect(masks).toEqual(['Y2FuYXJ5LWVuY29kZWQ=', 'canary-secret', 'key-id:canary-secret']);
    expect(sent.at(-1)).toEqual({ method: 'POST', path: '_security/api_key', body: report.keyRequest });
    expect(lines.join('\n')).not.toMatch(/canary-secret|Y2FuYXJ5/);
    expect(lines.at(-1)).toMatch(/^API key .*: created/);
    expect(lines.slice(-4, -1)).toEqual(['(masked)', '(masked)', '(masked)']);
  });

  it('is not asked for where an API key would make it', async () => {
    const answers = { ...OPEN, 'GET _security/_authenticate': { authentication_type: 'api_key' } };
    const { report, changes } = await play(answers, { 'create-key': 'true' });
    expect(changes.map(({ path }) => path)).not.toContain('_security/api_key');
    expect(report.failures).toEqual([expect.stringContaining('elastic-username and elastic-password')]);
    expect(report.changes).toHaveLength(10);
    expect((await play(answers)).report.failures).toEqual([]);
  });

  it.each([{}, { encoded: 'a b' }, { encoded: 7 }])('an answer without it (%o) is a failure', async (answer) => {
    const { report } = await play({ ...OPEN, 'POST _security/api_key': answer }, { 'create-key': 'true' });
    expect(report.key).toBeUndefined();
    expect(report.failures).toEqual([expect.stringContaining('revoke it')]);
  });

  it('is not needed where security is off', async () => {
    const answers = { ...OPEN, 'GET _security/user/_has_privileges': refused(405) };
    const { report, changes } = await play(answers, { 'create-key': 'true' });
    expect(report.failures).toEqual([]);
    expect(changes.map(({ path }) => path)).not.toContain('_security/api_key');
    expect(report.changes.at(-1)).toMatchObject({ action: 'skipped' });
  });

  it('is not made when a set-up is taken away', async () => {
    const { report, changes } = await play({ ...OPEN, ...standing() }, { 'create-key': 'true', remove: 'true' });
    expect(changes.filter(({ method }) => method !== 'DELETE')).toEqual([]);
    expect(report.keyRequest).toBeUndefined();
  });
});

describe('a dry run', () => {
  /** The requests among the lines, read as Kibana's Dev Tools read them. */
  function printed(lines: readonly string[]): unknown[] {
    const requests: { method: string; path: string; text: string }[] = [];
    for (const line of lines) {
      const [, method = '', path = ''] = /^(PUT|POST|DELETE) \/(\S+)$/.exec(line) ?? [];
      if (method) requests.push({ method, path, text: '' });
      else if (/^[ {}]/.test(line)) (requests.at(-1) ?? { text: '' }).text += line;
    }
    return requests.map(({ method, path, text }) => ({
      method,
      path,
      body: text === '' ? undefined : (JSON.parse(text) as unknown),
    }));
  }

  it('prints exactly what a real one sends, and only asks', async () => {
    const real = await play(OPEN, { 'create-key': 'true' });
    const dry = await play(OPEN, { 'dry-run': 'true', 'create-key': 'true' });
    expect(dry.changes).toEqual([]);
    expect(dry.sent.filter(({ method }) => method !== 'GET')).toEqual([]);
    const [key, ...rest] = real.changes.toReversed();
    // The key's request is also printed for those who make it by hand.
    expect(printed(dry.lines)).toEqual([...rest.toReversed(), key, key]);
    expect(dry.report).toMatchObject({ dryRun: true, key: undefined, failures: [] });
    expect(dry.lines).toContain('index template logs-mimecast.audit: would be created');
  });

  it('prints all of it where Elasticsearch can not be reached', async () => {
    const lost = Object.fromEntries(Object.keys(OPEN).map((key) => [key, refused(undefined, 'network')]));
    const { sent, lines, report } = await play(lost, { 'dry-run': 'true' });
    expect(sent).toHaveLength(1);
    expect(printed(lines)).toHaveLength(11);
    expect(report.failures).toEqual([]);
    expect(report.warnings).toHaveLength(1);
    const real = await play(lost);
    expect(real.report.failures).toHaveLength(1);
    expect(real.changes).toEqual([]);
  });

  it('prints nothing for what is as it should be', async () => {
    const { lines, report } = await play({ ...OPEN, ...standing() }, { 'dry-run': 'true', remove: 'true' });
    expect(printed(lines).map((one) => (one as { method: string }).method)).toEqual(ASSETS.map(() => 'DELETE'));
    expect(new Set(report.changes.map(({ action }) => action))).toEqual(new Set(['removed']));
    expect(printed((await play({ ...OPEN, ...standing() }, { 'dry-run': 'true' })).lines)).toHaveLength(1);
  });
});

describe('taking a set-up away', () => {
  const gone = { remove: 'true' };

  it('deletes what is ours, users before what they use, and nothing else', async () => {
    const { report, changes } = await play({ ...OPEN, ...standing() }, gone);
    expect(changes.every(({ method, body }) => method === 'DELETE' && body === undefined)).toBe(true);
    const paths = changes.map(({ path }) => path);
    expect(paths.toSorted()).toEqual(ASSETS.map(({ path }) => path).toSorted());
    expect(paths.map((path) => path.split('/')[0])).toEqual([
      ...Array(3).fill('_index_template'),
      ...Array(6).fill('_component_template'),
      '_ingest',
    ]);
    expect(report.failures).toEqual([]);
  });

  it('leaves what is not ours, and says so', async () => {
    const foreign = standingAs(MAPPINGS, { _meta: undefined });
    const { report, changes } = await play({ ...OPEN, ...standing(), ...foreign }, gone);
    expect(changes.map(({ path }) => path)).not.toContain(MAPPINGS.path);
    expect(actions(report)[`component template ${MAPPINGS.name}`]).toBe('refused');
  });

  it('names the streams that stay, of every namespace', async () => {
    const found = { data_streams: [{ name: 'logs-mimecast.audit-a' }, { name: 'logs-mimecast.finding-b' }] };
    const path = 'GET _data_stream/logs-mimecast.audit-*,logs-mimecast.coverage-*,logs-mimecast.finding-*';
    const { report } = await play({ ...OPEN, [path]: found }, gone);
    expect(report.changes).toEqual([
      expect.objectContaining({ name: 'data stream logs-mimecast.audit-a', action: 'skipped' }),
      expect.objectContaining({ name: 'data stream logs-mimecast.finding-b', action: 'skipped' }),
    ]);
  });

  it.each([
    ['an index sends through it', { i: { settings: { index: { default_pipeline: 'mimecast-audit@pipeline' } } } }],
    ['it can not be seen', refused(403)],
  ])('keeps the pipeline where %s: without it documents would be refused', async (_why, answer) => {
    const settings = { 'GET logs-mimecast.audit-*/_settings/index.default_pipeline': answer };
    const { report, changes } = await play({ ...OPEN, ...standing(), ...settings }, gone);
    expect(changes.map(({ path }) => path)).not.toContain(PIPELINE.path);
    expect(actions(report)[`ingest pipeline ${PIPELINE.name}`]).toBe('skipped');
  });

  it('keeps the pipeline where the settings that name it stay', async () => {
    const held = { 'DELETE _component_template/mimecast-audit@settings': refused(400) };
    const { changes } = await play({ ...OPEN, ...standing(), ...held }, gone);
    expect(changes.map(({ path }) => path)).not.toContain(PIPELINE.path);
  });
});

it('a cancelled set-up says so and closes its connection', async () => {
  const cancelled = AbortSignal.abort(new Error('The job was cancelled.'));
  const { report, sent, closed } = await play(OPEN, {}, { cancelled });
  expect(report.failures).toEqual(['The job was cancelled.']);
  expect(sent).toEqual([]);
  expect(closed()).toBe(1);
});

it('Kibana is set up after Elasticsearch, and only if that went well', async () => {
  const order: string[] = [];
  const kibana = async (): Promise<void> => {
    order.push('kibana');
  };
  const given = { 'kibana-url': 'https://kibana.example.com' };
  expect((await play(OPEN, given, { kibana })).closed()).toBe(1);
  expect(order).toHaveLength(1);
  await play(OPEN, {}, { kibana });
  await play({ ...OPEN, 'GET _security/user/_has_privileges': refused(401) }, given, { kibana });
  expect(order).toHaveLength(1);
});

describe('what a server gives out', () => {
  it('is the same with its defaults, and with numbers and booleans as texts', () => {
    expect(holds({ a: 'true', b: '3', c: [1], more: 1 }, { a: true, b: 3, c: ['1'] })).toBe(true);
    for (const other of [{ a: 'false' }, {}, { a: { b: 1 } }, null, [true]])
      expect(holds(other, { a: true })).toBe(false);
    expect(holds([1, 2], [1])).toBe(false);
    fc.assert(fc.property(fc.jsonValue(), (value) => holds(value, value)));
  });

  it('is read, whatever it is, without a throw', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (answer) => {
        const door = { dryRun: false, get: async () => answer, inquire: async () => answer, send: async () => answer };
        expect(['none', 'foreign']).toContain((await existing(door, MAPPINGS, '1.2.3')).state);
      }),
    );
  });
});

it('a request by lines is the same request, in lines that a log takes', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
      const lines = linesOf(value);
      expect(JSON.parse(lines.join('\n'))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
  const lines = ASSETS.flatMap((asset) => linesOf(bodyOf(asset, '1.2.3')));
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(1000);
});
