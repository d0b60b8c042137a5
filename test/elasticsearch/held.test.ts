import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { toDocument } from '../../src/access/ecs.ts';
import type { Document } from '../../src/elastic/batch.ts';
import { createAll } from '../../src/elastic/bulk.ts';
import { type HeldOptions, heldIn, originalsOf } from '../../src/elastic/held.ts';
import { ElasticError } from '../../src/errors.ts';
import type { AuditEvent } from '../../src/event.ts';
import type { Held } from '../../src/reconcile.ts';
import { systemClock } from '../../src/runner/clock.ts';
import { parseEvent } from '../event.ts';
import { type Asking, asking } from './asking.ts';
import { hasNode, sharedNode } from './delivery.ts';
import { ask, request } from './request.ts';

const FROM = Date.UTC(2026, 10, 24) / 1000;
const SPAN = { from: FROM, to: FROM + 86_400 };

function eventOf(id: string, second: number, category = 'account_logs', more: object = {}): AuditEvent {
  const eventTime = new Date((FROM + second) * 1000).toISOString().replace('.000Z', '+0000');
  return parseEvent({ id, eventTime, category, auditType: 'Synthetic', eventInfo: 'Synthetic', ...more });
}

async function store(at: Asking, events: readonly AuditEvent[], tenant = 'harbour'): Promise<void> {
  const context = { tenant, namespace: at.namespace, created: Date.UTC(2026, 10, 25), fallbackTime: FROM * 1000 };
  async function* documents(): AsyncGenerator<Document> {
    for (const event of events)
      yield toDocument(event, { ...context, tool: { version: '1.2.3' }, providerDomains: [], run: undefined });
  }
  const { client, audit: stream, log, signal } = at;
  const outcome = await createAll(documents(), {
    ...{ client, stream, log, clock: systemClock, signal },
    onRejected: () => {},
  });
  expect(outcome).toMatchObject({ rejected: 0, complete: true });
  await ask(sharedNode(), 'POST', `${stream}/_refresh`);
}

async function heldOf(at: Asking, options: Partial<HeldOptions> = {}): Promise<Held[]> {
  const { client, audit: stream, log, signal } = at;
  const given = { stream, span: SPAN, tenant: 'harbour', categories: 'all' as const, log, clock: systemClock, signal };
  const held: Held[] = [];
  for await (const one of heldIn(client, { ...given, ...options })) held.push(one);
  return held;
}

/** The same, with a client that does something else before or after a request is sent. */
function asked(
  at: Asking,
  change: (send: () => Promise<unknown>, path: string, method: string) => Promise<unknown>,
): Asking {
  const { client } = at;
  const ask: typeof client.ask = (method, path, body, signal) =>
    change(() => client.ask(method, path, body, signal), path, method);
  return { ...at, client: { ...client, ask } };
}

describe.skipIf(!hasNode)('heldIn on the real node', () => {
  it('finds what each backing index holds, in order of time, though the stream rolled over in between', async () => {
    const at = await asking();
    const [one, two, three] = [eventOf('1', 10), eventOf('2', 5), eventOf('3', 7)];
    await store(at, [one]);
    await ask(sharedNode(), 'POST', `${at.audit}/_rollover`);
    await store(at, [two, three]);
    expect(await heldOf(at)).toEqual(
      [two, three, one].map(({ key, hash, time, category }) => ({ key, hash, time, category })),
    );
  });

  it('20 000 documents with many of one time: each once, in order, over pages and indices', async () => {
    const at = await asking();
    // Times come in groups of up to 7000, larger than a page.
    const events = Array.from({ length: 20_000 }, (_, index) => eventOf(`id-${index}`, Math.floor(index / 7000)));
    const halves = [events.filter((_, index) => index % 2 === 0), events.filter((_, index) => index % 2 === 1)];
    await store(at, halves[0] ?? []);
    await ask(sharedNode(), 'POST', `${at.audit}/_rollover`);
    await store(at, halves[1] ?? []);
    const held = await heldOf(at);
    expect(held).toHaveLength(20_000);
    expect(new Set(held.map(({ key }) => key))).toEqual(new Set(events.map(({ key }) => key)));
    expect(held.every(({ time }, index) => time >= (held[index - 1]?.time ?? 0))).toBe(true);
  });

  it('asks for the span, the tenant and the categories only, and for no stand-in time', async () => {
    const at = await asking();
    const inside = [eventOf('first', 0), eventOf('last', 86_399, 'other_logs')];
    await store(at, [...inside, eventOf('before', -1), eventOf('after', 86_400)]);
    await store(at, [eventOf('theirs', 1)], 'lighthouse');
    await store(at, [parseEvent({ id: 'undated', category: 'account_logs' })]);
    const keys = async (options: Partial<HeldOptions>) => (await heldOf(at, options)).map(({ key }) => key);
    expect(await keys({})).toEqual(inside.map(({ key }) => key));
    expect(await keys({ categories: ['other_logs', 'third_logs'] })).toEqual([inside[1]?.key]);
    expect(await keys({ categories: ['third_logs'] })).toEqual([]);
    expect(await keys({ tenant: 'lighthouse' })).toEqual([eventOf('theirs', 1).key]);
    expect(await keys({ tenant: 'nobody' })).toEqual([]);
  });

  it('a stream that does not exist yet holds nothing', async () => {
    expect(await heldOf(await asking())).toEqual([]);
  });

  it('a key without read is told so, with what it needs', async () => {
    const at = await asking();
    await store(at, [eventOf('1', 1)]);
    const blind = await asking({ namespace: at.namespace, privileges: ['create_doc', 'auto_configure'] });
    await expect(heldOf(blind)).rejects.toMatchObject({
      name: 'ElasticError',
      status: 403,
      message: expect.stringMatching(/^Elasticsearch at .* may not do this\. It needs .* read .*/),
    });
  });

  it('leaves no search open: at the end, when the reader stops early, and when it fails', async () => {
    const plain = await asking();
    await store(plain, [eventOf('1', 1), eventOf('2', 2)]);
    const closed: unknown[] = [];
    let broken = false;
    const at = asked(plain, async (send, path, method) => {
      if (broken && path.startsWith('_search')) throw new Error('broken');
      const answer = await send();
      if (method === 'DELETE') closed.push(answer);
      return answer;
    });
    const CLOSED = { succeeded: true, num_freed: 1 };

    expect(await heldOf(at)).toHaveLength(2);
    expect(closed).toEqual([CLOSED]);
    const { client, audit: stream, log, signal } = at;
    const given = {
      stream,
      span: SPAN,
      tenant: 'harbour',
      categories: 'all' as const,
      log,
      clock: systemClock,
      signal,
    };
    for await (const { key } of heldIn(client, given)) {
      expect(key).toBe(eventOf('1', 1).key);
      break;
    }
    expect(closed).toEqual([CLOSED, CLOSED]);
    broken = true;
    await expect(heldOf(at)).rejects.toThrow('broken');
    expect(closed).toEqual([CLOSED, CLOSED, CLOSED]);
  });

  it('what may pass is sent again, also when the answer was lost; what may not ends it', async () => {
    const plain = await asking();
    await store(plain, [eventOf('1', 1)]);
    const errors = [
      new ElasticError('It is not healthy now.', { status: 503 }),
      new ElasticError('The connection was reset.', { code: 'network' }),
    ];
    const at = asked(plain, async (send, path) => {
      const answer = await send();
      const error = path.startsWith('_search') ? errors.shift() : undefined;
      if (error) throw error;
      return answer;
    });
    expect(await heldOf(at)).toHaveLength(1);
    expect(at.lines).toEqual([expect.stringContaining('not healthy'), expect.stringContaining('was reset')]);
    errors.push(new ElasticError('The key is wrong.', { status: 401 }));
    await expect(heldOf(at)).rejects.toThrow('The key is wrong.');
  });

  it('an answer that is not of all shards, or in time, is no answer', async () => {
    const plain = await asking();
    await store(plain, [eventOf('1', 1)]);
    for (const part of [{ timed_out: true }, { _shards: { failed: 1 } }]) {
      let once = true;
      const at = asked(plain, async (send, path) => {
        const answer = await send();
        if (!path.startsWith('_search') || !once) return answer;
        once = false;
        return { ...(answer as object), ...part };
      });
      expect(await heldOf(at)).toHaveLength(1);
      expect(at.lines.at(-1)).toContain('could not search all of it');
    }
  });

  it('stops at once when it is told to', async () => {
    const at = await asking();
    await store(at, [eventOf('1', 1)]);
    const stop = new AbortController();
    stop.abort(new Error('The job was cancelled.'));
    await expect(heldOf(at, { signal: stop.signal })).rejects.toThrow('The job was cancelled.');
  });

  it('what was asked for ahead is given up when the reader stops', async () => {
    const plain = await asking();
    await store(
      plain,
      Array.from({ length: 5001 }, (_, index) => eventOf(`id-${index}`, index)),
    );
    let searches = 0;
    const at = asked(plain, async (send, path) => {
      if (path.startsWith('_search')) searches += 1;
      if (searches === 2) throw new ElasticError('It is not healthy now.', { status: 503 });
      return send();
    });
    const { client, audit: stream, log, signal } = at;
    const given = {
      stream,
      span: SPAN,
      tenant: 'harbour',
      categories: 'all' as const,
      log,
      clock: systemClock,
      signal,
    };
    for await (const { key } of heldIn(client, given)) {
      expect(key).toBe(eventOf('id-0', 0).key);
      break;
    }
    const sent = searches;
    await setTimeout(1500);
    expect(searches).toBe(sent);
  });

  it('a point in time that is gone is named', async () => {
    const plain = await asking();
    await store(plain, [eventOf('1', 1)]);
    const at = asked(plain, async (send, path) => {
      const answer = (await send()) as { id?: string };
      if (path.includes('/_pit')) await plain.client.ask('DELETE', '_pit', { id: answer.id }, plain.signal);
      return answer;
    });
    await expect(heldOf(at)).rejects.toThrow(/lost the point in time/);
  });
});

describe.skipIf(!hasNode)('originalsOf on the real node', () => {
  it('gives the events as they were stored first, from every backing index', async () => {
    const at = await asking();
    const events = Array.from({ length: 450 }, (_, index) => eventOf(`id-${index}`, index));
    await store(at, events.slice(0, 300));
    await ask(sharedNode(), 'POST', `${at.audit}/_rollover`);
    await store(at, events.slice(300));
    const { client, audit: stream, signal } = at;
    const keys = [...events.map(({ key }) => key), 'not-there'];
    const originals = await originalsOf(client, { stream, keys, signal });
    expect(originals).toEqual(new Map(events.map(({ key, canonical }) => [key, canonical])));
    expect(await originalsOf(client, { stream, keys: [], signal })).toEqual(new Map());
  });
});

describe.skipIf(!hasNode)('ask on the real node', () => {
  it('sends JSON or NDJSON, keeps the query of a path, and explains what fails', async () => {
    const { client, audit, signal, namespace } = await asking();
    const line = `{"create":{"_id":"a"}}\n{"@timestamp":"2026-11-24T00:00:00Z","event":{"hash":"h"}}\n`;
    const path = `${audit}/_bulk?require_data_stream=true&refresh=wait_for&filter_path=errors`;
    expect(await client.ask('POST', path, line, signal)).toEqual({ errors: false });
    const count = { query: { term: { 'event.hash': 'h' } } };
    expect(await client.ask('POST', `${audit}/_count?filter_path=count`, count, signal)).toEqual({ count: 1 });
    await expect(client.ask('GET', `logs-other-${namespace}/_count`, undefined, signal)).rejects.toMatchObject({
      name: 'ElasticError',
      status: 403,
    });
    expect((await request(sharedNode(), 'GET', `${audit}/_count`)).body.count).toBe(1);
  });
});
