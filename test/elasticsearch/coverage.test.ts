import { describe, expect, it } from 'vitest';
import { type CoverageRecord, readCoverage, writeCoverage } from '../../src/elastic/coverage.ts';
import { validateEcs } from '../ecs-validator.ts';
import { asking, storedIn } from './asking.ts';
import { hasNode, sharedNode } from './delivery.ts';
import { ask } from './request.ts';

const FROM = Date.UTC(2026, 10, 24) / 1000;
const HOUR = 3600;

function recordOf(from: number, more: Partial<CoverageRecord> = {}): CoverageRecord {
  return {
    span: { from, to: from + HOUR },
    categories: 'all',
    recorded: (from + 2 * HOUR) * 1000,
    run: 'https://github.example/runs/1',
    manifest: 'a'.repeat(64),
    tenant: 'harbour',
    queryHash: undefined,
    events: 12,
    indexed: 10,
    known: 2,
    late: { count: 1, maxSeconds: 90_000 },
    pages: 3,
    requests: 4,
    previous: 'b'.repeat(64),
    artifact: { id: '5', url: 'https://github.example/artifacts/5' },
    toolVersion: '1.2.3',
    durationMs: 2500,
    runId: '7',
    attempt: 1,
    ...more,
  };
}

function coverageOf({ span, categories, recorded, run, manifest }: CoverageRecord) {
  return { span, categories, recorded, run, manifest };
}

describe.skipIf(!hasNode)('coverage on the real node', () => {
  it('what is written can be read at once, and is ECS', async () => {
    const { client, coverage: stream, signal } = await asking();
    const records = [
      recordOf(FROM),
      recordOf(FROM + HOUR, { categories: ['a_logs', 'b_logs'], run: undefined, previous: undefined }),
    ];
    await writeCoverage(client, { stream, records, signal });
    const read = await readCoverage(client, { stream, tenant: 'harbour', since: FROM, signal });
    expect(read).toEqual(records.map(coverageOf));

    const stored = await storedIn(stream);
    expect(stored).toHaveLength(2);
    for (const { id, source } of stored) {
      expect(id).toMatch(/^[\w-]{43}$/);
      expect(validateEcs(source)).toEqual([]);
    }
    expect(stored.map(({ source }) => source)).toContainEqual(
      expect.objectContaining({
        mimecast: {
          run: 'https://github.example/runs/1',
          coverage: {
            ...{ categories: ['all'], events: 12, indexed: 10, known: 2, late: { count: 1, max_seconds: 90_000 } },
            ...{ pages: 3, requests: 4, manifest: 'a'.repeat(64), previous_manifest: 'b'.repeat(64) },
            ...{ artifact: { id: '5', url: 'https://github.example/artifacts/5' }, duration_ms: 2500 },
            ...{ run_id: '7', attempt: 1 },
          },
        },
      }),
    );
  });

  it('the same record again is one document; another run, attempt, tenant or set of categories makes another', async () => {
    const { client, coverage: stream, signal } = await asking();
    const one = recordOf(FROM, { categories: ['a_logs', 'b_logs'] });
    const others: Partial<CoverageRecord>[] = [{ runId: '8' }, { attempt: 2 }, { tenant: 'lighthouse' }];
    await writeCoverage(client, { stream, records: [one], signal });
    await writeCoverage(client, { stream, records: [{ ...one, categories: ['b_logs', 'a_logs'] }, one], signal });
    expect(await storedIn(stream)).toHaveLength(1);
    const records = others.map((more) => ({ ...one, ...more }));
    await writeCoverage(client, { stream, records: [...records, { ...one, categories: 'all' }], signal });
    expect(await storedIn(stream)).toHaveLength(5);
  });

  it('is asked per tenant, and for what reaches beyond a moment', async () => {
    const { client, coverage: stream, signal } = await asking();
    const records = [0, 1, 2].map((hour) => recordOf(FROM + hour * HOUR));
    await writeCoverage(client, { stream, records: [...records, recordOf(FROM, { tenant: 'lighthouse' })], signal });
    const spans = async (tenant: string, since: number) =>
      (await readCoverage(client, { stream, tenant, since, signal })).map(({ span }) => (span.from - FROM) / HOUR);
    expect(await spans('harbour', 0)).toEqual([0, 1, 2]);
    expect(await spans('harbour', FROM + HOUR)).toEqual([1, 2]);
    expect(await spans('harbour', FROM + HOUR - 1)).toEqual([0, 1, 2]);
    expect(await spans('harbour', FROM + 3 * HOUR)).toEqual([]);
    expect(await spans('lighthouse', 0)).toEqual([0]);
  });

  it('reads every backing index, and as many records as there are', async () => {
    const { client, coverage: stream, signal } = await asking();
    const records = Array.from({ length: 6000 }, (_, index) => recordOf(FROM + index * HOUR));
    await writeCoverage(client, { stream, records: records.slice(0, 3000), signal });
    await ask(sharedNode(), 'POST', `${stream}/_rollover`);
    await writeCoverage(client, { stream, records: records.slice(3000), signal });
    const read = await readCoverage(client, { stream, tenant: 'harbour', since: 0, signal });
    expect(read).toEqual(records.map(coverageOf));
  });

  it('leaves out what it can not read, and what a query narrowed', async () => {
    const { client, coverage: stream, signal } = await asking();
    await writeCoverage(client, {
      stream,
      records: [recordOf(FROM), recordOf(FROM, { queryHash: 'c', attempt: 2 })],
      signal,
    });
    const [good] = (await storedIn(stream)).filter(({ source }) => !JSON.stringify(source).includes('query_hash'));
    const { mimecast, event, ...rest } = (good?.source ?? {}) as Record<
      string,
      Record<string, Record<string, unknown>>
    >;
    const change = (coverage: object, times: object = {}) => ({
      ...rest,
      event: { ...event, ...times },
      mimecast: { ...mimecast, coverage: { ...mimecast?.coverage, ...coverage } },
    });
    const bad = [
      change({ categories: [] }),
      change({ categories: null }),
      change({ manifest: null }),
      change({}, { start: null }),
      change({}, { start: event?.end }),
      change({}, { start: '2026-11-24T00:00:00.500Z' }),
      { ...rest, event },
    ];
    for (const one of bad) await ask(sharedNode(), 'POST', `${stream}/_doc?refresh=true`, one);
    expect(await storedIn(stream)).toHaveLength(2 + bad.length);
    const read = await readCoverage(client, { stream, tenant: 'harbour', since: 0, signal });
    expect(read).toEqual([coverageOf(recordOf(FROM))]);
  });

  it('no stream is no coverage; a key that may not is told so', async () => {
    const at = await asking();
    const { coverage: stream, signal } = at;
    expect(await readCoverage(at.client, { stream, tenant: 'harbour', since: 0, signal })).toEqual([]);
    const reader = await asking({ namespace: at.namespace, privileges: ['read'] });
    await expect(writeCoverage(reader.client, { stream, records: [recordOf(FROM)], signal })).rejects.toMatchObject({
      name: 'ElasticError',
      status: 403,
    });
    await writeCoverage(at.client, { stream, records: [recordOf(FROM)], signal });
    const writer = await asking({ namespace: at.namespace, privileges: ['create_doc', 'auto_configure'] });
    await expect(readCoverage(writer.client, { stream, tenant: 'harbour', since: 0, signal })).rejects.toMatchObject({
      status: 403,
    });
  });
});
