import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toDocument } from '../../src/access/ecs.ts';
import { type CoverageRecord, coverageDocument } from '../../src/elastic/coverage.ts';
import { findingDocument } from '../../src/elastic/findings.ts';
import { PROVIDER_DOMAINS } from '../../src/event.ts';
import type { Finding } from '../../src/finding.ts';
import { PANELS } from '../../src/kibana/dashboard.ts';
import { RULES, type Rule } from '../../src/kibana/rules.ts';
import { SEARCHES } from '../../src/kibana/searches.ts';
import { parseEvent } from '../event.ts';
import { freshNamespace, hasNode, sharedNode } from './delivery.ts';
import { readKql, searchOf } from './kql.ts';
import { type ElasticNode, startNode } from './node.ts';
import { ask } from './request.ts';
import { putTemplates } from './template.ts';

const HOUR = 3_600_000;
const NOW = Date.now();
/** The first start of a version downloads it. */
const FIRST_START_MS = 300_000;

const KINDS: Readonly<Record<Finding['kind'], Finding['severity']>> = {
  'vanished-event': 'high',
  'vanished-event-withdrawn': 'low',
  'altered-event': 'high',
  'forged-document': 'high',
  'late-event': 'medium',
  'missing-document': 'high',
  'undated-event': 'medium',
  'misdated-event': 'medium',
  'hole-lost': 'high',
  'clock-skew': 'medium',
  'rejected-document': 'medium',
  'unexplained-access': 'high',
  'against-policy': 'high',
  'access-outside-hours': 'medium',
  'first-seen': 'medium',
  'content-viewed': 'medium',
  'acknowledged-access': 'low',
  'acknowledged-finding': 'low',
  'category-changed': 'low',
};

/** Events by id: made by whom, when, and fetched how long ago (hours). */
const EVENTS: Readonly<Record<string, readonly [user: string, time: string, fetched: number]>> = {
  'tuesday-05-59': ['one@mimecast.com', '2026-11-24T05:59:59+0000', 1],
  'tuesday-06-00': ['one@mimecast.com', '2026-11-24T06:00:00+0000', 1],
  'tuesday-19-59': ['two@mimecast.com', '2026-11-24T19:59:59+0000', 1],
  'tuesday-20-00': ['two@mimecast.com', '2026-11-24T20:00:00+0000', 1],
  'tuesday-01-cet': ['one@mimecast.com', '2026-11-24T07:30:00+0200', 1],
  'friday-noon': ['one@mimecast.com', '2026-11-27T12:00:00+0000', 1],
  'saturday-noon': ['one@mimecast.com', '2026-11-28T12:00:00+0000', 1],
  'sunday-noon': ['one@mimecast.com', '2026-11-29T12:00:00+0000', 1],
  'fetched-long-ago': ['one@mimecast.com', '2026-11-24T23:00:00+0000', 7],
  'own-user-at-night': ['someone@example.com', '2026-11-24T23:00:00+0000', 1],
};
const AT_NIGHT = ['tuesday-05-59', 'tuesday-20-00', 'tuesday-01-cet', 'saturday-noon', 'sunday-noon'];

/** When coverage was recorded, hours ago, by tenant. */
const RECORDED: Readonly<Record<string, readonly number[]>> = {
  alive: [1, 25],
  'late but alive': [25.5],
  dead: [26.1, 50],
  'dead for long': [24 * 59],
  'not seen any more': [24 * 61],
};

/** What was filled an hour ago, the days that it lay back, by tenant: no sign that the daily run lives. */
const FILLED: Readonly<Record<string, number>> = {
  alive: 30,
  dead: 20,
  'backfilled only': 10,
  'covers yesterday late': 2,
};

function coverageOf(tenant: string, hoursAgo: number, namespace: string, daysBack = 0): object {
  const recorded = NOW - hoursAgo * HOUR;
  const midnight = (Math.floor(recorded / 86_400_000) - daysBack) * 86_400;
  const record: CoverageRecord = {
    span: { from: midnight - 86_400, to: midnight },
    categories: 'all',
    recorded,
    run: 'https://github.example/runs/1',
    manifest: 'a'.repeat(64),
    tenant,
    queryHash: undefined,
    events: 5,
    indexed: 5,
    known: 0,
    late: { count: 0, maxSeconds: 0 },
    pages: 1,
    requests: 2,
    previous: undefined,
    artifact: { id: '7', url: 'https://github.example/artifacts/7' },
    toolVersion: '0.1.0',
    durationMs: 1000,
    runId: '1',
    attempt: 1,
  };
  return coverageDocument(`logs-mimecast.coverage-${namespace}`, record);
}

function findingOf(
  kind: Finding['kind'],
  hoursAgo: number,
  namespace: string,
  details: Finding['details'] = {},
): object {
  const finding: Finding = {
    kind,
    subject: kind,
    severity: KINDS[kind],
    sentence: `A finding of the kind ${kind}.`,
    events: ['key'],
    time: NOW,
    details,
  };
  const now = NOW - hoursAgo * HOUR;
  const about = { tenant: 'harbour', run: 'https://github.example/runs/1', manifest: 'a'.repeat(64), now };
  return findingDocument(finding, { stream: `logs-mimecast.finding-${namespace}`, ...about });
}

function eventOf(id: string, namespace: string): string {
  const [user, eventTime, fetched] = EVENTS[id] ?? ['', '', 0];
  const eventInfo = `Action Performed - ${user} logged into this account. by ${user}<${user}> Date: 2026-11-24 Time: 06:00:00 +0000 IP: 192.0.2.10 Application: Administration Console`;
  const event = parseEvent({
    id,
    eventTime,
    user,
    category: 'account_logs',
    // The type of the provider's own log-ons makes anybody's event one.
    auditType: id.startsWith('own-user') ? 'User Logged On' : 'Mimecast Support Login',
    eventInfo,
  });
  return toDocument(event, {
    tenant: 'harbour',
    namespace,
    created: NOW - fetched * HOUR,
    fallbackTime: NOW,
    tool: { version: '0.1.0' },
    providerDomains: PROVIDER_DOMAINS,
    run: 'https://github.example/runs/1',
  }).json;
}

function listingOf(tenant: string, namespace: string): object {
  return {
    '@timestamp': new Date(NOW - HOUR).toISOString(),
    data_stream: { type: 'logs', dataset: 'mimecast.coverage', namespace },
    organization: { id: tenant },
    event: { kind: 'state', module: 'mimecast', dataset: 'mimecast.coverage' },
    mimecast: { categories: ['account_logs'] },
  };
}

/** Stores all of the above in a namespace. The `_id` of an event is its name here; a finding's is its kind. */
async function store(node: ElasticNode, namespace: string): Promise<void> {
  const lines: [stream: string, id: string, document: string][] = [
    ...Object.keys(EVENTS).map((id): [string, string, string] => ['audit', id, eventOf(id, namespace)]),
    ...(Object.keys(KINDS) as Finding['kind'][]).flatMap((kind): [string, string, string][] => [
      ['finding', kind, JSON.stringify(findingOf(kind, 1, namespace))],
      ['finding', `${kind}, raised before`, JSON.stringify(findingOf(kind, 7, namespace))],
    ]),
    ...['person', 'network', 'act'].map((what): [string, string, string] => [
      'finding',
      `first-seen ${what}`,
      JSON.stringify(findingOf('first-seen', 1, namespace, { seen_first: what })),
    ]),
    // No coverage: what categories an account offered.
    ['coverage', 'listing', JSON.stringify(listingOf('dead', namespace))],
    ...Object.entries(FILLED).map(([tenant, days]): [string, string, string] => [
      'coverage',
      `${tenant}, filled`,
      JSON.stringify(coverageOf(tenant, 1, namespace, days)),
    ]),
    ...Object.entries(RECORDED).flatMap(([tenant, hours]) =>
      hours.map((ago): [string, string, string] => [
        'coverage',
        `${tenant} ${ago}`,
        JSON.stringify(coverageOf(tenant, ago, namespace)),
      ]),
    ),
  ];
  const body = lines.map(
    ([stream, id, document]) =>
      `${JSON.stringify({ create: { _index: `logs-mimecast.${stream}-${namespace}`, _id: id } })}\n${document}\n`,
  );
  expect(await ask(node, 'POST', '_bulk?refresh=true', body.join(''))).toMatchObject({ errors: false });
}

/** The range that a rule's look back is, as Kibana adds it to the rule's own question. */
function rangeOf(rule: Rule): object {
  return { range: { [rule.timestamp_override ?? '@timestamp']: { gte: rule.from, lte: 'now' } } };
}

interface Hits {
  readonly hits: { readonly total: { readonly value: number }; readonly hits: readonly { readonly _id: string }[] };
  readonly aggregations?: Readonly<Record<string, Bucketed>>;
}
interface Bucketed {
  readonly value?: number;
  readonly buckets?: readonly ({ readonly key: unknown; readonly doc_count: number } & Readonly<
    Record<string, unknown>
  >)[];
}

async function search(node: ElasticNode, pattern: string, namespace: string, body: object): Promise<Hits> {
  const path = `${pattern.replace('*', namespace)}/_search?allow_partial_search_results=false`;
  return (await ask(node, 'POST', path, body)) as unknown as Hits;
}

/** What each rule of findings must alert on: its own kinds, and no other. */
const WANTED: Readonly<Record<string, readonly string[]>> = {
  'mimecast-audit-access-without-approval': ['unexplained-access', 'against-policy'],
  'mimecast-audit-access-outside-hours': ['access-outside-hours'],
  'mimecast-audit-first-seen': ['first-seen network', 'first-seen person'],
  'mimecast-audit-vanished-or-altered': ['vanished-event', 'altered-event', 'forged-document', 'missing-document'],
  'mimecast-audit-content-viewed': ['content-viewed'],
  'mimecast-audit-trail-incomplete': ['hole-lost', 'rejected-document', 'category-changed'],
  'mimecast-audit-times-in-doubt': ['late-event', 'undated-event', 'misdated-event', 'clock-skew'],
};
const ON_FINDINGS = RULES.filter((rule) => rule.type === 'query');

describe.skipIf(!hasNode)('what Kibana is given, on Elasticsearch 9.5 (KQL and Lens translated)', () => {
  const namespace = freshNamespace();
  beforeAll(() => store(sharedNode(), namespace));

  it.each(ON_FINDINGS)('$rule_id alerts on its kinds, raised since its look back, and on no other', async (rule) => {
    const query = { bool: { filter: [readKql(rule.query).query, rangeOf(rule)] } };
    const found = await search(sharedNode(), rule.index[0] ?? '', namespace, { size: 100, query });
    expect(found.hits.hits.map(({ _id }) => _id).sort()).toEqual(WANTED[rule.rule_id]?.toSorted());
  });

  it('all of these rules have a case', () => {
    expect(ON_FINDINGS.map(({ rule_id: id }) => id).sort()).toEqual(Object.keys(WANTED).sort());
  });

  it.each(SEARCHES)('$id lists its documents with all of its columns, newest first', async (saved) => {
    const { view, columns } = saved;
    const found = await search(sharedNode(), view.pattern, namespace, {
      size: 100,
      query: readKql(saved.query).query,
      fields: [view.time, ...columns],
      sort: [{ [view.time]: 'desc' }],
      _source: false,
    });
    const hits = found.hits.hits as readonly { _id: string; fields: Record<string, unknown[]>; sort: number[] }[];
    const expected = {
      'mimecast-audit-provider-accesses': Object.keys(EVENTS).filter((id) => id !== 'own-user-at-night').length,
      'mimecast-audit-finding-list': 2 * Object.keys(KINDS).length + 3,
      'mimecast-audit-coverage-records': Object.values(RECORDED).flat().length + Object.keys(FILLED).length,
    }[saved.id];
    expect(hits).toHaveLength(expected ?? -1);
    for (const hit of hits)
      expect(Object.keys(hit.fields).sort()).toEqual([...new Set([view.time, ...columns])].sort());
    const times = hits.map(({ sort }) => sort[0] ?? 0);
    expect(times).toEqual(times.toSorted((a, b) => b - a));
  });

  /** What each chart must count, by panel: documents that it sees, and its numbers or first rows. */
  const records = Object.values(RECORDED).flat().length + Object.keys(FILLED).length;
  const SEEN: Readonly<Record<string, number>> = {
    accesses: 9,
    persons: 9,
    serious: 2 * Object.values(KINDS).filter((severity) => severity === 'high').length,
    'covered-until': records,
    when: 9,
    'from-where': 9,
    what: 9,
    calendar: records,
    kinds: 2 * Object.keys(KINDS).length + 3,
  };

  it.each(PANELS.flatMap(({ id, shows }) => ('chart' in shows ? [{ id, chart: shows.chart }] : [])))(
    'the chart $id sees its documents and finds a value in every column',
    async ({ id, chart }) => {
      const found = await search(sharedNode(), chart.view.pattern, namespace, searchOf(chart));
      expect(found.hits.total.value).toBe(SEEN[id]);
      let level = found.aggregations as Readonly<Record<string, Bucketed>> | undefined;
      for (const [name, { isBucketed, operationType }] of Object.entries(chart.columns)) {
        if (operationType === 'count') continue;
        const part: Bucketed | undefined = level?.[name];
        if (!isBucketed) {
          expect(part?.value, name).toBeGreaterThan(0);
          continue;
        }
        const filled = part?.buckets?.filter(({ doc_count: count }) => count > 0) ?? [];
        expect(filled.length, name).toBeGreaterThan(0);
        level = filled[0] as unknown as Readonly<Record<string, Bucketed>>;
      }
    },
  );

  it('persons are counted once each, and hours of coverage are those of the spans', async () => {
    const chartOf = (wanted: string) => {
      const shows = PANELS.find(({ id }) => id === wanted)?.shows;
      if (!shows || !('chart' in shows)) throw new Error(wanted);
      return shows.chart;
    };
    const persons = await search(
      sharedNode(),
      chartOf('persons').view.pattern,
      namespace,
      searchOf(chartOf('persons')),
    );
    expect(persons.aggregations?.number?.value).toBe(2);
    const calendar = chartOf('calendar');
    const days = (await search(sharedNode(), calendar.view.pattern, namespace, searchOf(calendar))).aggregations?.day;
    const hours = days?.buckets?.map((bucket) => ((bucket.hours as Bucketed).value ?? 0) / 3.6e12) ?? [];
    expect(hours.reduce((sum, one) => sum + one, 0)).toBe(
      24 * (Object.values(RECORDED).flat().length + Object.keys(FILLED).length),
    );
  });
});

describe.skipIf(!hasNode)('ES|QL rules on Elasticsearch 8.19', () => {
  let node: ElasticNode & { stop(): Promise<void> };
  const namespace = freshNamespace();

  beforeAll(async () => {
    const started = await startNode({ version: '8' });
    if ('missing' in started) throw new Error(started.missing);
    node = started;
    await putTemplates(node);
    await store(node, namespace);
  }, FIRST_START_MS);
  afterAll(() => node?.stop());

  /** Rows of a rule as Kibana asks it: its query, and its look back as a filter beside. */
  async function rowsOf(id: string): Promise<Record<string, unknown>[]> {
    const rule = RULES.find(({ rule_id: one }) => one === id);
    if (rule?.type !== 'esql') throw new Error(id);
    const query = rule.query.replace(/^FROM (\S+)\*/, `FROM $1${namespace}`);
    expect(query).not.toBe(rule.query);
    const answer = (await ask(node, 'POST', '_query', { query, filter: rangeOf(rule) })) as {
      columns: { name: string }[];
      values: unknown[][];
    };
    return answer.values.map((row) => Object.fromEntries(answer.columns.map(({ name }, index) => [name, row[index]])));
  }

  it('every ES|QL rule has a case here', () => {
    const ids = RULES.filter(({ type }) => type === 'esql').map(({ rule_id: id }) => id);
    expect(ids.sort()).toEqual(['mimecast-audit-access-at-night', 'mimecast-audit-no-coverage']);
  });

  it('access at night finds provider accesses at night and at weekends, fetched since its look back, each by its id', async () => {
    const rows = await rowsOf('mimecast-audit-access-at-night');
    expect(rows.map(({ _id }) => _id).sort()).toEqual(AT_NIGHT.toSorted());
    for (const row of rows)
      expect(row).toMatchObject({ _index: expect.any(String), _version: 1, 'source.ip': '192.0.2.10' });
  });

  it('no coverage finds the tenants of which no run covered the last day for 26 hours, whatever was filled since', async () => {
    const rows = await rowsOf('mimecast-audit-no-coverage');
    expect(rows.map((row) => row['organization.id']).sort()).toEqual([
      'backfilled only',
      'covers yesterday late',
      'dead',
      'dead for long',
    ]);
    expect(rows.find((row) => row['organization.id'] === 'dead')).toMatchObject({ hours: 26 });
  });

  it('its KQL rules find the same there', async () => {
    for (const rule of ON_FINDINGS) {
      const query = { bool: { filter: [readKql(rule.query).query, rangeOf(rule)] } };
      const found = await search(node, rule.index[0] ?? '', namespace, { size: 100, query });
      expect(found.hits.hits.map(({ _id }) => _id).sort()).toEqual(WANTED[rule.rule_id]?.toSorted());
    }
  });
});
