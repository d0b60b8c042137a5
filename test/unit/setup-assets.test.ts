import { readFileSync } from 'node:fs';
import { EcsFlat } from '@elastic/ecs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accessFindings, acknowledgedFinding } from '../../src/access/access-findings.ts';
import { toDocument } from '../../src/access/ecs.ts';
import { categoryChangedFinding } from '../../src/category-finding.ts';
import { assetsOf, bodyOf, hashOf, numberOf, templateName } from '../../src/elastic/assets/assets.ts';
import { DATASETS, type Dataset, FIELDS } from '../../src/elastic/assets/fields.ts';
import { mappingOf } from '../../src/elastic/assets/mapping.ts';
import { PROCESSORS, pipelineBody } from '../../src/elastic/assets/pipeline.ts';
import { writeListing } from '../../src/elastic/categories.ts';
import { coverageDocument } from '../../src/elastic/coverage.ts';
import { findingDocument } from '../../src/elastic/findings.ts';
import { keyRequest } from '../../src/elastic/setup/key.ts';
import { SETUP_CLUSTER, SETUP_STREAMS } from '../../src/elastic/setup/server.ts';
import { PROVIDER_DOMAINS } from '../../src/event.ts';
import * as findings from '../../src/finding.ts';
import type { Approval, JudgedSession } from '../../src/session.ts';
import { parseEvent } from '../event.ts';

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const lines = (path: string): unknown[] =>
  read(path)
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);

const CONTEXT = {
  tenant: 'harbour',
  namespace: 'default',
  created: Date.UTC(2026, 10, 25),
  fallbackTime: Date.UTC(2026, 10, 25),
  tool: { version: '1.2.3' },
  providerDomains: PROVIDER_DOMAINS,
  run: 'https://github.example/runs/1',
};

/** Events of the corpus, of a whole day, of all known wordings, and some that are no events at all. */
const EVENTS = [
  ...lines('test/fixtures/events/wordings.ndjson').map((one) => (one as { event: unknown }).event),
  ...lines('test/fixtures/events/day.ndjson'),
  ...[
    null,
    7,
    [],
    {},
    { id: 1, eventTime: 'no', eventInfo: 'x'.repeat(40_000), user: 'a@b@c', mimecast: { a: { b: 1 } } },
  ],
];

/** Sessions of which every kind of finding is made. */
function judgedSessions(): JudgedSession[] {
  const counts = { 'signed-in': 1, 'sign-in-failed': 0, 'signed-out': 0, seen: 0, changed: 0, exported: 0, unknown: 0 };
  const session = {
    ...{
      id: 's',
      person: 'p@example.com',
      first: 1,
      last: 2,
      acts: [],
      counts,
      contentActs: 1,
      doubtful: false,
      addresses: [],
    },
    ...{ applications: [], wholeBeginning: true },
  };
  const approval: Approval = {
    ...{ ticket: 'T-1', person: '*', from: 1, to: 2, may: ['see'], waives: [], reason: 'CUSTOMER_INITIATED_SUPPORT' },
    ...{ agreedBy: 'a@example.com', note: undefined },
  };
  const judged = { session, approvedBy: [{ approval, acts: 1 }], unapproved: 1, acknowledged: undefined };
  const broken = [{ rule: 'hours' as const, sentence: 'It was late.' }];
  return [
    { ...judged, verdict: 'unexplained', broken: [], firsts: ['person', 'network', 'act'] },
    { ...judged, verdict: 'against-policy', broken, firsts: [] },
  ];
}

/** Names with dots of all values. */
function leaves(value: object, path = ''): string[] {
  return Object.entries(value).flatMap(([key, child]) =>
    typeof child === 'object' && child !== null && !Array.isArray(child)
      ? leaves(child as object, `${path}${key}.`)
      : [path + key],
  );
}

function unmapped(dataset: Dataset, documents: readonly object[]): string[] {
  const names = documents.flatMap((one) => leaves(JSON.parse(JSON.stringify(one)) as object));
  return [...new Set(names)].filter((name) => FIELDS[dataset][name] === undefined);
}

describe('the mapping', () => {
  it('names every field that a document of an audit event can have', () => {
    const documents = EVENTS.map((raw) => JSON.parse(toDocument(parseEvent(raw), CONTEXT).json) as object);
    expect(documents.length).toBeGreaterThan(300);
    expect(unmapped('audit', documents)).toEqual([]);
  });

  it('names every field of a record of coverage', () => {
    const record = {
      ...{ span: { from: 1, to: 2 }, categories: 'all' as const, recorded: 3, run: 'r', manifest: 'm', tenant: 't' },
      ...{ queryHash: 'q', events: 1, indexed: 1, known: 1, late: { count: 1, maxSeconds: 1 }, pages: 1, requests: 1 },
      ...{
        previous: 'p',
        artifact: { id: '1', url: 'u' },
        toolVersion: '1.2.3',
        durationMs: 1,
        runId: '1',
        attempt: 1,
      },
    };
    expect(unmapped('coverage', [coverageDocument('logs-mimecast.coverage-default', record)])).toEqual([]);
  });

  it('names every field of a listing of categories', async () => {
    const sent: string[] = [];
    const client = {
      bulk: () => Promise.reject(new Error('not asked for')),
      ask: async (_method: string, _path: string, body: unknown) => {
        sent.push(String(body));
        return { items: [{ create: { _id: 'x', status: 201, result: 'created' } }] };
      },
      close: async () => {},
    };
    const listing = { codes: ['a_logs', 'b_logs'], listed: 1 };
    const place = { stream: 'logs-mimecast.coverage-default', tenant: 't', signal: new AbortController().signal };
    await writeListing(client, { ...place, listing, run: 'r', toolVersion: '1.2.3' }).catch(() => {});
    const document = JSON.parse(sent[0]?.split('\n')[1] ?? '{}') as object;
    expect(leaves(document)).toContain('mimecast.categories');
    expect(unmapped('coverage', [document])).toEqual([]);
  });

  it('names every field of the findings that are known', () => {
    const held = { key: 'k', hash: 'h', time: 1, category: 'c', rollup: false };
    const event = parseEvent({ id: '1', category: 'c' });
    const rejection = { id: 'i', status: 400, type: 't', field: 'f', kept: 'nowhere' as const };
    const some = [
      findings.vanishedFinding(held, 'run'),
      findings.withdrawnFinding(event),
      findings.alteredFinding({ ...held, readHash: 'r' }, ['a']),
      findings.lateFinding(held, 1, 'run'),
      findings.holeLostFinding({ from: 1, to: 2 }),
      findings.clockSkewFinding(1, 1),
      findings.rejectedFinding(rejection),
      categoryChangedFinding({ code: 'a_logs', change: 'appeared', since: 1, now: 2 }),
      acknowledgedFinding('s', { by: 'somebody', at: 1, reason: 'why', url: 'u' }),
      acknowledgedFinding('m', { about: 'finding', by: 'somebody', at: 1, reason: 'why', url: 'u' }),
      ...accessFindings(judgedSessions()),
    ];
    expect(new Set(some.map(({ kind }) => kind)).size).toBe(15);
    const raised = { stream: 'logs-mimecast.finding-default', tenant: 't', run: 'r', manifest: 'm', now: 1 };
    expect(
      unmapped(
        'finding',
        some.map((one) => findingDocument(one, raised)),
      ),
    ).toEqual([]);
  });

  it('gives a field of ECS the type that ECS gives it', () => {
    const ecs = new Map<string, { readonly type: string }>(Object.entries(EcsFlat));
    const fields = DATASETS.flatMap((dataset) => Object.entries(FIELDS[dataset]));
    const own = fields.filter(([name]) => !name.startsWith('mimecast.') && !name.startsWith('labels.'));
    expect(own.length).toBeGreaterThan(60);
    expect(own.filter(([name, type]) => ecs.get(name)?.type !== type)).toEqual([]);
  });

  it('has one type for a field, in whichever stream', () => {
    const types = new Map<string, Set<string>>();
    for (const dataset of DATASETS) {
      for (const [name, type] of Object.entries(FIELDS[dataset])) {
        types.set(name, (types.get(name) ?? new Set()).add(type));
      }
    }
    expect([...types].filter(([, set]) => set.size > 1)).toEqual([]);
  });

  it.each(DATASETS)('of %s has exactly these fields, and opens only below mimecast and labels', (dataset) => {
    const found: string[] = [];
    const open: string[] = [];
    const walk = (properties: object, path: string): void => {
      for (const [key, field] of Object.entries(properties) as [string, Record<string, unknown>][]) {
        if (field.dynamic !== undefined) open.push(path + key);
        if (field.properties) walk(field.properties, `${path}${key}.`);
        else found.push(path + key);
      }
    };
    const mapping = mappingOf(dataset);
    walk(mapping.properties as object, '');
    expect(found.toSorted()).toEqual(Object.keys(FIELDS[dataset]).toSorted());
    expect(open.toSorted()).toEqual(dataset === 'audit' ? ['labels', 'mimecast'] : ['mimecast']);
    expect(mapping.dynamic).toBe('false');
  });

  it('hides no loss: nothing is ignored, and the raw event is kept at any length', () => {
    const text = JSON.stringify(assetsOf({ retentionDays: 400, pipeline: true }).map((one) => one.content));
    expect(text).not.toMatch(/ignore_above|"ignore_malformed":("true"|true)|"dynamic":"strict"/);
    expect(text).toContain('"ignore_malformed":"false"');
    expect(text).toContain('"mode":"standard"');
    expect(text).toContain('"original":{"type":"keyword","index":false,"doc_values":false}');
  });
});

describe('the templates', () => {
  const settingsOf = (retentionDays: number) =>
    Object.fromEntries(
      assetsOf({ retentionDays, pipeline: true })
        .filter(({ name }) => name.endsWith('@settings'))
        .map(({ name, content }) => [name, content.template as Record<string, Record<string, unknown>>]),
    );

  it('keep audit events as long as was asked for, coverage and findings 400 days at least', () => {
    const days = (retentionDays: number) =>
      Object.values(settingsOf(retentionDays)).map(({ lifecycle }) => lifecycle?.data_retention);
    expect(days(90)).toEqual(['90d', '400d', '400d']);
    expect(days(400)).toEqual(['400d', '400d', '400d']);
    expect(days(3650)).toEqual(['3650d', '3650d', '3650d']);
  });

  it('turn the failure store on, and send audit events alone through the pipeline', () => {
    const settings = settingsOf(400);
    for (const template of Object.values(settings)) {
      expect(template.data_stream_options).toEqual({ failure_store: { enabled: true } });
    }
    const pipelines = Object.values(settings).map(
      ({ settings: one }) => (one?.index as { default_pipeline?: string } | undefined)?.default_pipeline,
    );
    expect(pipelines).toEqual(['mimecast-audit@pipeline', undefined, undefined]);
    expect(JSON.stringify(assetsOf({ retentionDays: 1, pipeline: false }))).not.toContain('pipeline');
  });

  it("are for every namespace, above Elastic's own, and the users' component template comes last", () => {
    for (const dataset of DATASETS) {
      const asset = assetsOf({ retentionDays: 1, pipeline: false }).find(({ name }) => name === templateName(dataset));
      expect(asset?.content).toEqual({
        index_patterns: [`logs-mimecast.${dataset}-*`],
        priority: 250,
        data_stream: {},
        composed_of: ['mappings', 'settings', 'custom'].map((part) => `mimecast-${dataset}@${part}`),
        ignore_missing_component_templates: [`mimecast-${dataset}@custom`],
      });
    }
  });

  it('say who put them, with which version, and of what content', () => {
    for (const asset of assetsOf({ retentionDays: 1, pipeline: true })) {
      expect(bodyOf(asset, '1.2.3')).toEqual({
        ...asset.content,
        version: 1_002_003,
        _meta: { managed_by: 'mimecast-audit-collector', version: '1.2.3', hash: hashOf(asset.content) },
      });
      expect(hashOf({ ...asset.content, priority: 1 })).not.toBe(hashOf(asset.content));
    }
  });

  it('have a number that grows with the version', () => {
    const version = fc.tuple(fc.nat(999), fc.nat(999), fc.nat(999));
    fc.assert(
      fc.property(version, version, (one, other) => {
        const order = one[0] - other[0] || one[1] - other[1] || one[2] - other[2];
        expect(Math.sign(numberOf(one.join('.')) - numberOf(other.join('.')))).toBe(Math.sign(order));
      }),
    );
  });
});

describe('the pipeline', () => {
  const processors = pipelineBody().processors as readonly Record<string, Record<string, unknown>>[];

  it('can fail no document', () => {
    expect(processors.map((one) => Object.values(one)[0]?.ignore_failure)).toEqual(processors.map(() => true));
    expect(new Set(processors.flatMap(Object.keys))).toEqual(new Set(PROCESSORS));
  });

  it('adds what the mapping names, and nothing else', () => {
    const added = processors.flatMap((processor): string[] => {
      const [kind = '', { field, target_field: target, properties }] = Object.entries(processor)[0] ?? ['', {}];
      if (kind !== 'geoip') return [String(target ?? field)];
      return (properties as string[]).map((property) => `${String(target)}.${property}`);
    });
    const renamed = processors.map((one) => one.rename?.field);
    expect(added.filter((name) => !renamed.includes(name) && FIELDS.audit[name] === undefined)).toEqual([]);
    expect(added).toEqual(
      expect.arrayContaining(['event.ingested', 'source.geo.location', 'client.as.organization.name']),
    );
  });

  it('has the documented form', () => {
    expect(processors.slice(0, 5)).toEqual([
      { set: { field: 'event.ingested', copy_from: '_ingest.timestamp', ignore_failure: true } },
      {
        geoip: {
          field: 'source.ip',
          target_field: 'source.geo',
          properties: [
            ...['continent_name', 'country_iso_code', 'country_name', 'region_iso_code', 'region_name', 'city_name'],
            'location',
          ],
          ignore_missing: true,
          ignore_failure: true,
        },
      },
      {
        geoip: {
          field: 'source.ip',
          target_field: 'source.as',
          database_file: 'GeoLite2-ASN.mmdb',
          properties: ['asn', 'organization_name'],
          ignore_missing: true,
          ignore_failure: true,
        },
      },
      {
        rename: {
          field: 'source.as.asn',
          target_field: 'source.as.number',
          ignore_missing: true,
          ignore_failure: true,
        },
      },
      {
        rename: {
          field: 'source.as.organization_name',
          target_field: 'source.as.organization.name',
          ignore_missing: true,
          ignore_failure: true,
        },
      },
    ]);
  });
});

describe('docs/elasticsearch.md', () => {
  const page = read('docs/elasticsearch.md');

  it('has the keys that the code shows and asks for', () => {
    expect(JSON.parse(read('docs/elasticsearch/api-key.json'))).toEqual(keyRequest('default'));
    const { setup } = (
      JSON.parse(read('docs/elasticsearch/setup-key.json')) as {
        role_descriptors: { setup: { cluster: string[]; indices: { names: string[]; privileges: string[] }[] } };
      }
    ).role_descriptors;
    expect(setup.cluster).toEqual([...SETUP_CLUSTER, 'monitor']);
    const role = JSON.parse(read('docs/elasticsearch/setup-role.json')) as typeof setup;
    const { collector } = (
      JSON.parse(read('docs/elasticsearch/api-key.json')) as { role_descriptors: { collector: typeof setup } }
    ).role_descriptors;
    expect(role.cluster).toEqual([...setup.cluster, 'manage_own_api_key']);
    // What the user may not do, the key that the user makes can't do either (D50).
    expect([...(role.indices[0]?.privileges ?? [])].sort()).toEqual(
      [...new Set([...SETUP_STREAMS, ...(collector.indices[0]?.privileges ?? [])])].sort(),
    );
    expect(setup.indices).toEqual([{ names: ['logs-mimecast.*-default'], privileges: SETUP_STREAMS }]);
  });

  it('names everything that the set-up puts', () => {
    for (const { name, kind } of assetsOf({ retentionDays: 400, pipeline: true })) {
      expect(page, `${kind} ${name}`).toContain(`\`${name}\``);
    }
    for (const dataset of DATASETS) expect(page).toContain(`\`mimecast-${dataset}@custom\``);
    for (const privilege of [...SETUP_CLUSTER, ...SETUP_STREAMS, 'manage_own_api_key']) {
      expect(page).toContain(`\`${privilege}\``);
    }
  });
});
