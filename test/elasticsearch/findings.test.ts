import { describe, expect, it } from 'vitest';
import { raise, readFindings, readVanishings } from '../../src/elastic/findings.ts';
import {
  alteredFinding,
  clockSkewFinding,
  type Finding,
  holeLostFinding,
  lateFinding,
  rejectedFinding,
  vanishedFinding,
  withdrawnFinding,
} from '../../src/finding.ts';
import { validateEcs } from '../ecs-validator.ts';
import { parseEvent } from '../event.ts';
import { type Asking, asking, storedIn } from './asking.ts';
import { hasNode, sharedNode } from './delivery.ts';
import { ask } from './request.ts';

const TIME = Date.UTC(2026, 10, 24, 9);
const SPAN = { from: Date.UTC(2026, 10, 24) / 1000, to: Date.UTC(2026, 10, 25) / 1000 };
const NOW = Date.UTC(2026, 10, 25, 6);
const RUN = 'https://github.example/runs/1';

function eventOf(id: string, eventTime = '2026-11-24T09:00:00+0000') {
  const event = parseEvent({ id, eventTime, category: 'account_logs' });
  return { ...event, time: event.time ?? 0 };
}

async function raiseAt(at: Asking, findings: readonly Finding[], more: { tenant?: string; now?: number } = {}) {
  const { client, finding: stream, signal } = at;
  const common = { stream, tenant: 'harbour', run: RUN, manifest: 'a'.repeat(64), now: NOW, signal };
  return raise(client, { ...common, findings, ...more });
}

const ALL: Finding[] = [
  vanishedFinding(eventOf('1'), RUN),
  withdrawnFinding(eventOf('2')),
  alteredFinding({ ...eventOf('3'), readHash: 'b'.repeat(64) }, ['user']),
  lateFinding(eventOf('4'), 100_000_000, undefined),
  holeLostFinding(SPAN),
  clockSkewFinding(200_000, TIME),
  rejectedFinding({ id: 'k', status: 400, type: 'document_parsing_exception', field: 'user.name', kept: 'nowhere' }),
];

describe.skipIf(!hasNode)('findings on the real node', () => {
  it('every kind fits the template and is ECS', async () => {
    const at = await asking();
    expect(await raiseAt(at, ALL)).toEqual({ raised: ALL.length, known: 0 });
    const stored = await storedIn(at.finding);
    expect(stored.map(({ source }) => (source.rule as { name: string }).name).sort()).toEqual(
      ALL.map(({ kind }) => kind).sort(),
    );
    for (const { source } of stored) expect(validateEcs(source)).toEqual([]);
    const mapping = JSON.stringify(await ask(sharedNode(), 'GET', `${at.finding}/_mapping`));
    for (const name of ALL.flatMap(({ details }) => Object.keys(details))) expect(mapping).toContain(`"${name}":`);
  });

  it('is raised once: in one call, by later runs, and after a rollover', async () => {
    const at = await asking();
    expect(await raiseAt(at, [...ALL, ...ALL])).toEqual({ raised: ALL.length, known: 0 });
    expect(await raiseAt(at, ALL, { now: NOW + 1000 })).toEqual({ raised: 0, known: ALL.length });
    await ask(sharedNode(), 'POST', `${at.finding}/_rollover`);
    const fresh = vanishedFinding(eventOf('new'), RUN);
    expect(await raiseAt(at, [...ALL, fresh], { now: NOW + 2000 })).toEqual({ raised: 1, known: ALL.length });
    expect(await storedIn(at.finding)).toHaveLength(ALL.length + 1);
    expect(await raiseAt(at, ALL, { tenant: 'lighthouse', now: NOW + 3000 })).toEqual({ raised: ALL.length, known: 0 });
    expect(await raiseAt(at, [])).toEqual({ raised: 0, known: 0 });
  });

  it('counts as raised what an attempt wrote whose answer was lost', async () => {
    const at = await asking();
    const client = {
      ...at.client,
      ask: async (...args: Parameters<typeof at.client.ask>) => {
        const answer = await at.client.ask(...args);
        if (args[1].includes('_bulk')) throw new Error('lost');
        return answer;
      },
    };
    await expect(raiseAt({ ...at, client }, ALL)).rejects.toThrow('lost');
    expect(await raiseAt(at, ALL)).toEqual({ raised: ALL.length, known: 0 });
    expect(await storedIn(at.finding)).toHaveLength(ALL.length);
  });

  it('more than one request has', async () => {
    const at = await asking();
    const many = Array.from({ length: 1200 }, (_, index) => vanishedFinding(eventOf(`id-${index}`), RUN));
    expect(await raiseAt(at, many)).toEqual({ raised: 1200, known: 0 });
    expect(await raiseAt(at, many, { now: NOW + 1000 })).toEqual({ raised: 0, known: 1200 });
  });

  it('a key without read raises too, and Elasticsearch tells what was known', async () => {
    const at = await asking({ privileges: ['create_doc', 'auto_configure'] });
    expect(await raiseAt(at, ALL)).toEqual({ raised: ALL.length, known: 0 });
    expect(await raiseAt(at, ALL, { now: NOW + 1000 })).toEqual({ raised: 0, known: ALL.length });
  });

  it('a key without create_doc is told so', async () => {
    const at = await asking({ privileges: ['read'] });
    await expect(raiseAt(at, ALL)).rejects.toMatchObject({ name: 'ElasticError', status: 403 });
  });

  it('a document that does not fit is an error with type and field, never its value', async () => {
    const at = await asking();
    await raiseAt(at, ALL);
    const odd = { ...holeLostFinding({ from: 1, to: 2 }), details: { from: 'canary-value' } };
    const error = await raiseAt(at, [odd]).catch((thrown: unknown) => thrown as Error);
    expect(error).toMatchObject({ name: 'ElasticError', status: 400, code: 'document_parsing_exception' });
    expect(error).toMatchObject({ message: expect.stringContaining('mimecast.finding.from') });
    expect(JSON.stringify(error)).not.toContain('canary-value');
  });
});

describe.skipIf(!hasNode)('readVanishings on the real node', () => {
  it('are the vanished of a span and tenant, less those that were withdrawn', async () => {
    const at = await asking();
    const { client, finding: stream, signal } = at;
    const open = async (tenant = 'harbour', span = SPAN) => {
      const found = await readVanishings(client, { stream, tenant, span, signal });
      return new Set([...found].filter(([, { vanished, withdrawn }]) => vanished > withdrawn).map(([key]) => key));
    };
    expect(await open()).toEqual(new Set());

    const [gone, back, moved, before] = [
      eventOf('gone'),
      eventOf('back'),
      eventOf('moved'),
      eventOf('before', '2026-11-23T23:59:59+0000'),
    ];
    await raiseAt(
      at,
      [gone, back, moved, before].map((event) => vanishedFinding(event, RUN)),
    );
    await raiseAt(at, [lateFinding(eventOf('late'), 1e8, RUN)]);
    await raiseAt(at, [vanishedFinding(eventOf('theirs'), RUN)], { tenant: 'lighthouse' });
    expect(await open()).toEqual(new Set([gone.key, back.key, moved.key]));

    await ask(sharedNode(), 'POST', `${stream}/_rollover`);
    await raiseAt(at, [withdrawnFinding(back), withdrawnFinding({ ...moved, time: moved.time - 86_400_000 })]);
    expect(await open()).toEqual(new Set([gone.key]));
    expect(await open('harbour', { from: 0, to: SPAN.from })).toEqual(new Set([before.key]));
    expect(await open('lighthouse')).toEqual(new Set([eventOf('theirs').key]));
    expect(await open('nobody')).toEqual(new Set());

    // Gone again: another finding, and open once more.
    expect(await raiseAt(at, [vanishedFinding(back, RUN, 1)])).toMatchObject({ raised: 1 });
    expect(await open()).toEqual(new Set([gone.key, back.key]));
  });
});

describe.skipIf(!hasNode)('readFindings on the real node', () => {
  async function readAt(at: Asking, more: { kinds?: Finding['kind'][]; tenant?: string } = {}): Promise<Finding[]> {
    const { client, finding: stream, signal } = at;
    const span = { from: SPAN.from * 1000, to: SPAN.to * 1000 };
    const found: Finding[] = [];
    for await (const one of readFindings(client, { stream, tenant: 'harbour', ...span, signal, ...more }))
      found.push(one);
    return found;
  }

  it('gives back what was raised about a span, of the tenant and the kinds that are asked for', async () => {
    const at = await asking();
    expect(await readAt(at)).toEqual([]);
    const old = vanishedFinding({ ...eventOf('old'), time: SPAN.from * 1000 - 1 }, RUN);
    await raiseAt(at, [...ALL, old]);
    await raiseAt(at, [lateFinding(eventOf('theirs'), 100_000_000, RUN)], { tenant: 'lighthouse' });
    const timed = ALL.filter(({ time }) => time !== undefined);
    const sorted = (all: Finding[]) => all.toSorted((a, b) => (a.kind < b.kind ? -1 : 1));
    expect(sorted(await readAt(at))).toEqual(sorted(timed));
    expect((await readAt(at, { kinds: ['late-event'] })).map(({ kind }) => kind)).toEqual(['late-event']);
    expect(await readAt(at, { tenant: 'nobody' })).toEqual([]);
  });

  it('counts what has no time of its own when it was raised', async () => {
    const at = await asking();
    const untimed = ALL.filter(({ time }) => time === undefined);
    await raiseAt(at, untimed, { now: TIME });
    expect(await readAt(at)).toEqual(untimed);
  });
});
