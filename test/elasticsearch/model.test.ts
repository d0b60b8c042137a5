import { randomInt } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createModel, indexName, type Model } from '../simulation/elastic/model.ts';
import { createDice, type Dice } from '../torture/dice.ts';
import { freshNamespace, hasNode, sharedNode } from './delivery.ts';
import { createKey } from './key.ts';
import { request } from './request.ts';

// The Elasticsearch in memory is held against a real node: the same requests, the same answers but for names and times.

const START = Date.UTC(2026, 10, 24);
const REFRESH_MS = 1000;
const STEPS = 60;

interface Said {
  readonly status: number;
  readonly body: unknown;
}

/** One of the two. */
interface Side {
  ask(method: string, path: string, body?: unknown): Promise<Said>;
  refresh(stream: string): Promise<void>;
  rollOver(stream: string): Promise<void>;
}

function modelSide(model: Model, clock: { now: number }): Side {
  return {
    async ask(method, path, body) {
      const { status, body: answer } = model.request(method, path, body);
      return { status, body: answer };
    },
    async refresh() {
      clock.now += REFRESH_MS;
    },
    async rollOver(stream) {
      model.rollOver(stream);
    },
  };
}

/** The node refreshes when it is told to, and not by itself. */
function nodeSide(key?: string): Side {
  const node = sharedNode();
  const calm = (stream: string) =>
    request(node, 'PUT', `${stream}/_settings`, { index: { refresh_interval: '1h' } }).then(() => undefined);
  const as = key === undefined ? node : { url: node.url, key };
  return {
    ask: (method, path, body) => request(as, method, path, body),
    async refresh(stream) {
      await calm(stream);
      await request(node, 'POST', `${stream}/_refresh`);
    },
    async rollOver(stream) {
      await request(node, 'POST', `${stream}/_rollover`);
      await calm(stream);
    },
  };
}

type Fields = Readonly<Record<string, unknown>>;
const fieldsOf = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {});

/** What of an answer must be the same: neither names of indices nor ids of searches nor durations. */
function essence({ status, body }: Said): object {
  const answer = fieldsOf(body);
  const error = fieldsOf(answer.error);
  const hits = fieldsOf(answer.hits).hits;
  const streams = answer.data_streams;
  return {
    status,
    error: error.type,
    timedOut: answer.timed_out,
    failed: fieldsOf(answer._shards).failed,
    count: answer.count,
    errors: answer.errors,
    index: answer.index,
    // The node counts shards.
    freed: typeof answer.num_freed === 'number' && answer.num_freed > 0,
    succeeded: answer.succeeded,
    hasId: typeof answer.id,
    docs: Array.isArray(answer.docs) ? answer.docs.map(docOf) : undefined,
    items: Array.isArray(answer.items) ? answer.items.map(itemOf) : undefined,
    hits: Array.isArray(hits) ? hits.map(hitOf) : undefined,
    indices: Array.isArray(streams)
      ? streams.map((one) => (fieldsOf(one).indices as unknown[] | undefined)?.length)
      : undefined,
  };
}

function itemOf(item: unknown): object {
  const { _id, status, result, failure_store: store, error } = fieldsOf(fieldsOf(item).create);
  return { id: status === 201 && store === 'used' ? '' : _id, status, result, error: fieldsOf(error).type };
}

function docOf(doc: unknown): object {
  const { _id, found, error } = fieldsOf(doc);
  return { id: _id, found, error: fieldsOf(error).type };
}

/** Names of the backing indices that an answer tells. */
function namesIn(body: unknown): string[] {
  const [stream] = [fieldsOf(body).data_streams].flat();
  return [fieldsOf(stream).indices].flat().flatMap((one) => {
    const name = fieldsOf(one).index_name;
    return typeof name === 'string' ? [name] : [];
  });
}

function hitOf(hit: unknown): { readonly id: unknown; readonly sort: unknown; readonly rest: object } {
  const { _id, _source, fields, sort } = fieldsOf(hit);
  return { id: _id, sort: Array.isArray(sort) ? sort[0] : undefined, rest: { _source, fields } };
}

/** Hits of one time have no order of their own. */
function inOrder(answer: ReturnType<typeof essence>): object {
  const { hits } = answer as { hits?: ReturnType<typeof hitOf>[] };
  const byId = hits?.toSorted((a, b) => {
    const [one, other] = [a, b].map(({ sort, id, rest }) => `${sort ?? ''} ${id} ${JSON.stringify(rest)}`);
    return (one ?? '') < (other ?? '') ? -1 : 1;
  });
  return { ...answer, hits: byId };
}

const CATEGORIES = ['account_logs', 'other_logs', 'Account_Logs', 'mimecast_access_logs', 'account_logs\u0130'];
const TYPES = ['Mimecast Support Login', 'mimecast support view', 'Mimecast', 'User Logged On'];

function documentOf(dice: Dice): object {
  const time = START + dice.int(0, 20) * 1000;
  const iso = (ms: number): string => new Date(ms).toISOString();
  const stamp = dice.int(0, 19);
  return {
    ...(stamp === 0 ? {} : { '@timestamp': stamp === 1 ? 'yesterday' : iso(time) }),
    ...(dice.chance(0.8) ? { organization: { id: dice.pick(['harbour', 'lighthouse']) } } : {}),
    ...(dice.chance(0.2) ? { error: { message: 'eventTime can not be read' } } : {}),
    ...(dice.chance(0.5) ? { rule: { name: dice.pick(['late-event', 'hole-lost']) } } : {}),
    ...(dice.chance(0.3) ? { labels: { provider_access: 'true' } } : {}),
    event: {
      hash: dice.pick(['h1', 'h2', 'h3']),
      original: `{"id":"${dice.int(0, 9)}"}`,
      ...(dice.chance(0.8) ? { created: iso(time + 60_000) } : {}),
      ...(dice.chance(0.5) ? { start: iso(time), end: iso(time + 3_600_000) } : {}),
    },
    mimecast: {
      ...(dice.chance(0.8) ? { category: dice.pick(CATEGORIES) } : {}),
      ...(dice.chance(0.5) ? { audit_type: dice.pick(TYPES) } : {}),
      ...(dice.chance(0.5) ? { domains: dice.pick([['a.example'], ['a.example', '*'], '*']) } : {}),
    },
  };
}

type Dataset = 'audit' | 'coverage' | 'finding';

/** Questions about fields that only one of the streams has: the others do not index them. */
const FIELDS: Readonly<Record<Dataset, (low: number, high: number) => object[]>> = {
  audit: (low, high) => [
    { term: { 'mimecast.category': { value: 'ACCOUNT_logs', case_insensitive: true } } },
    { term: { 'mimecast.category': { value: 'account_logs\u0131', case_insensitive: true } } },
    { prefix: { 'mimecast.audit_type': { value: 'Mimecast Support', case_insensitive: true } } },
    { prefix: { 'mimecast.audit_type': { value: 'Mimecast Support' } } },
    { terms: { 'mimecast.domains': ['a.example', '*'] } },
    { range: { 'event.created': { gte: low, lt: high, format: 'epoch_millis' } } },
    { terms: { 'mimecast.category': ['account_logs'] } },
    { terms: { 'mimecast.category': ['account_logs', 'other_logs'] } },
    { terms: { 'mimecast.category': ['none'] } },
    { term: { 'labels.provider_access': 'true' } },
    { exists: { field: 'error.message' } },
    { exists: { field: 'mimecast.category' } },
  ],
  coverage: (_low, high) => [{ range: { 'event.end': { gt: new Date(high).toISOString() } } }],
  finding: (low, high) => [
    { term: { 'rule.name': 'late-event' } },
    { terms: { 'rule.name': ['late-event', 'hole-lost'] } },
    { exists: { field: 'event.start' } },
    { range: { 'event.start': { gte: low, lte: high, format: 'epoch_millis' } } },
    { range: { 'event.start': { gte: new Date(low).toISOString(), lt: new Date(high).toISOString() } } },
  ],
};
const COLUMNS: Readonly<Record<Dataset, readonly string[]>> = {
  audit: ['event.hash', 'mimecast.category'],
  coverage: ['organization.id'],
  finding: ['rule.name'],
};

function bulkOf(dice: Dice): string {
  return Array.from({ length: dice.int(1, 8) }, () => {
    const action = { create: { _id: `id-${dice.int(0, 25)}` } };
    return `${JSON.stringify(action)}\n${JSON.stringify(documentOf(dice))}\n`;
  }).join('');
}

function queryOf(dice: Dice, dataset: Dataset, depth = 0): object {
  const [low, high] = [START + dice.int(0, 10) * 1000, START + dice.int(5, 25) * 1000];
  const ids = Array.from({ length: dice.int(0, 6) }, () => `id-${dice.int(0, 30)}`);
  const leaves: object[] = [
    { ids: { values: ids } },
    { term: { 'organization.id': dice.pick(['harbour', 'lighthouse', 'nobody']) } },
    { exists: { field: 'no.such' } },
    { range: { '@timestamp': { gte: low, lt: high, format: 'epoch_millis' } } },
    { match_all: {} },
    ...FIELDS[dataset](low, high),
  ];
  if (depth > 1 || dice.chance(0.5)) return dice.pick(leaves);
  const some = (most: number): object[] =>
    Array.from({ length: dice.int(0, most) }, () => queryOf(dice, dataset, depth + 1));
  const should = some(2);
  const least = should.length > 0 && dice.chance(0.5) ? { minimum_should_match: 1 } : {};
  return {
    bool: {
      filter: some(2),
      must_not: some(1),
      ...(should.length > 0 ? { should, ...least } : {}),
    },
  };
}

function searchOf(dice: Dice, dataset: Dataset): object {
  return {
    size: dice.pick([1, 3, 1000]),
    query: queryOf(dice, dataset),
    track_total_hits: false,
    ...dice.pick<object>([
      { _source: false },
      { _source: ['event.original'] },
      { _source: ['event.hash', 'mimecast', 'no.such'] },
      { _source: true },
      { _source: false, docvalue_fields: COLUMNS[dataset] },
      { _source: false, docvalue_fields: ['@timestamp'] },
    ]),
  };
}

/** Plays the same random requests to both. */
async function playBoth(seed: number): Promise<void> {
  const dice = createDice(seed);
  const dataset = dice.pick<Dataset>(['audit', 'audit', 'coverage', 'finding']);
  const stream = `logs-mimecast.${dataset}-${freshNamespace()}`;
  const clock = { now: START };
  const sides = [modelSide(createModel({ now: () => clock.now, refreshMs: REFRESH_MS }), clock), nodeSide()] as const;
  let asked: string[][] = [];
  const pits: (readonly [string, string])[] = [];

  async function both(method: string, path: string, bodies: readonly [unknown, unknown]): Promise<readonly Said[]> {
    const answers = [await sides[0].ask(method, path, bodies[0]), await sides[1].ask(method, path, bodies[1])];
    const [model, node] = answers.map((answer) => inOrder(essence(answer)));
    asked = answers.map(({ body }) => namesIn(body));
    expect(model, `seed ${seed}: ${method} ${path} ${JSON.stringify(bodies[0])}`).toEqual(node);
    return answers;
  }
  const same = (method: string, path: string, body?: unknown) => both(method, path, [body, body]);

  /** All that a search finds at a point in time, page by page: each side follows its own pages. */
  async function walk(pit: readonly [string, string]): Promise<void> {
    const { size: _size, ...search } = searchOf(dice, dataset) as { size: number };
    const size = dice.int(1, 5);
    const found = await Promise.all(
      sides.map(async (side, at) => {
        const all: unknown[] = [];
        let after: unknown;
        for (let page = 0; page < 50; page += 1) {
          const answer = await side.ask('POST', '_search?allow_partial_search_results=false', {
            ...search,
            ...{ size, pit: { id: pit[at], keep_alive: '5m' }, sort: [{ '@timestamp': 'asc' }, { _shard_doc: 'asc' }] },
            ...(after === undefined ? {} : { search_after: after }),
          });
          const hits = fieldsOf(fieldsOf(answer.body).hits).hits as { sort: unknown[] }[] | undefined;
          all.push({ status: answer.status });
          if (!hits || hits.length === 0) break;
          all.push(...hits);
          after = hits.at(-1)?.sort;
        }
        const body = { hits: { hits: all.filter((one) => '_id' in fieldsOf(one)) } };
        return { pages: all.length, ...inOrder(essence({ status: 200, body })) };
      }),
    );
    expect(found[0], `seed ${seed}: pages of ${JSON.stringify(search)}`).toEqual(found[1]);
  }

  /** As a run asks for a refresh: ids in each backing index, and in one that is not there. */
  async function get(): Promise<void> {
    await same('GET', `_data_stream/${stream}`);
    const ids = [`id-${dice.int(0, 25)}`, `id-${dice.int(0, 25)}`];
    const also = dice.chance(0.2) ? ['.ds-logs-none-2026.11.24-000001'] : [];
    const bodies = asked.map((names) => ({
      docs: [...names, ...also].flatMap((_index) => ids.map((_id) => ({ _index, _id, _source: false }))),
    }));
    const refresh = dice.chance(0.7) ? '&refresh=true' : '';
    const filter = dice.pick(['', '&filter_path=docs._index,docs.error.type']);
    await both('POST', `_mget?realtime=false${refresh}${filter}`, [bodies[0], bodies[1]]);
  }

  const bulk = `${stream}/_bulk?require_data_stream=true&include_source_on_error=false`;
  await same('POST', `${stream}/_pit?keep_alive=5m`);
  await same('POST', `${stream}/_search`, searchOf(dice, dataset));
  await same('POST', `${stream}/_count`, { query: { match_all: {} } });
  await same('GET', `_data_stream/${stream}`);
  await same('POST', bulk, `{"create":{"_id":"first"}}\n{"@timestamp":"2026-11-24T00:00:00Z"}\n`);
  for (const side of sides) await side.refresh(stream);
  for (let step = 0; step < STEPS; step += 1) {
    const what = dice.int(0, 12);
    if (what <= 3) await same('POST', bulk, bulkOf(dice));
    else if (what === 4) for (const side of sides) await side.refresh(stream);
    else if (what === 5 && step > 5) for (const side of sides) await side.rollOver(stream);
    else if (what === 6) await same('POST', `${stream}/_count`, { query: queryOf(dice, dataset) });
    else if (what === 7) await same('GET', `_data_stream/${stream}`);
    else if (what === 12) await get();
    else if (what === 8) {
      const [model, node] = await same('POST', `${stream}/_pit?keep_alive=5m`);
      if (model?.status === 200) pits.push([String(fieldsOf(model.body).id), String(fieldsOf(node?.body).id)]);
    } else if (what === 9 && pits.length > 0) await walk(dice.pick(pits));
    else if (what === 10 && pits.length > 1) {
      const [model, node] = pits.shift() ?? ['', ''];
      await both('DELETE', '_pit', [{ id: model }, { id: node }]);
      await expect(sides[1].ask('POST', '_search', { pit: { id: node } })).resolves.toMatchObject({ status: 404 });
    } else {
      // The other streams do not index it.
      const sorted =
        dataset === 'audit' && dice.chance(0.5)
          ? { sort: [{ 'event.created': { order: 'asc', unmapped_type: 'date' } }], size: 1000 }
          : { size: 1000 };
      const filter = dice.pick(['', '&filter_path=hits.hits._id,hits.hits._source', '&filter_path=hits.hits._id']);
      await same('POST', `${stream}/_search?allow_partial_search_results=false${filter}`, {
        ...searchOf(dice, dataset),
        ...sorted,
      });
    }
  }
  await request(sharedNode(), 'DELETE', `_data_stream/${stream}`);
}

describe.skipIf(!hasNode)('the Elasticsearch in memory answers as the real node does', () => {
  it.each([1, 2, 3, 4])('random requests, %i', async (seed) => playBoth(seed));

  it('random requests of a seed that nobody has seen', async () => playBoth(randomInt(1, 1_000_000_000)));

  it.each([
    ['everything', ['create_doc', 'auto_configure', 'read', 'view_index_metadata']],
    ['writing alone', ['create_doc', 'auto_configure']],
    ['reading alone', ['read']],
  ])('a key for %s', async (_name, privileges) => {
    const namespace = freshNamespace();
    const stream = `logs-mimecast.audit-${namespace}`;
    const key = await createKey(sharedNode(), namespace, privileges);
    const clock = { now: START };
    const sides = [
      modelSide(createModel({ now: () => clock.now, refreshMs: REFRESH_MS, privileges }), clock),
      nodeSide(key),
    ];
    const bulk = `{"create":{"_id":"a"}}\n{"@timestamp":"2026-11-24T00:00:00Z"}\n`;
    const names = ['audit', 'coverage', 'finding'].map((dataset) => `logs-mimecast.${dataset}-${namespace}`);
    const asked = ['create_doc', 'auto_configure', 'read', 'view_index_metadata'];
    const requests = [
      ['POST', '_security/user/_has_privileges', { index: [{ names, privileges: asked }] }],
      ['POST', `${stream}/_bulk?require_data_stream=true`, bulk],
      ['POST', `${stream}/_bulk?require_data_stream=true`, bulk],
      ['POST', `${stream}/_pit?keep_alive=5m`, undefined],
      ['POST', `${stream}/_search`, { size: 1 }],
      ['POST', `${stream}/_count`, { query: { match_all: {} } }],
      ['GET', `_data_stream/${stream}`, undefined],
    ] as const;
    for (const [number, [method, path, body]] of requests.entries()) {
      if (number === 3) for (const side of sides) await side.refresh(stream);
      const [model, node] = [await sides[0]?.ask(method, path, body), await sides[1]?.ask(method, path, body)];
      expect(model && essence(model), `${method} ${path}`).toEqual(node && essence(node));
    }
    // Whoever may not be told the names of the indices may know them all the same.
    const [name = indexName(stream, 0)] = namesIn((await nodeSide().ask('GET', `_data_stream/${stream}`)).body);
    const path = '_mget?realtime=false&refresh=true';
    const [model, node] = await Promise.all(
      [indexName(stream, 0), name].map((_index, at) =>
        sides[at]?.ask('POST', path, { docs: [{ _index, _id: 'a', _source: false }] }),
      ),
    );
    expect(model && essence(model), path).toEqual(node && essence(node));
  });
});
