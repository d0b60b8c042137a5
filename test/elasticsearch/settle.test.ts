import { describe, expect, it } from 'vitest';
import type { ElasticClient } from '../../src/elastic/client.ts';
import { hashesAmong } from '../../src/elastic/held.ts';
import { backingIndices, settle } from '../../src/elastic/stream.ts';
import { ElasticError } from '../../src/errors.ts';
import { type Asking, asking } from './asking.ts';
import { hasNode, sharedNode } from './delivery.ts';
import { ask } from './request.ts';

const lineOf = (id: string) =>
  `{"create":{"_id":"${id}"}}\n{"@timestamp":"2026-11-24T00:00:00Z","event":{"hash":"hash of ${id}"}}\n`;

async function write({ client, audit, signal }: Asking, id: string): Promise<void> {
  await client.ask('POST', `${audit}/_bulk?require_data_stream=true`, lineOf(id), signal);
}

/** A clock whose waits pass at once and are noted. */
function clockAt(start: number) {
  const waits: number[] = [];
  const sleep = async (ms: number): Promise<void> => {
    waits.push(ms);
  };
  return { waits, clock: { now: () => start, sleep } };
}

describe.skipIf(!hasNode)('settle on the real node', () => {
  it('lets a search find what was written a moment ago, in each backing index, with the users’ key', async () => {
    const at = await asking();
    const { client, audit: stream, signal } = at;
    // Nothing is refreshed by itself.
    const never = { 'index.refresh_interval': '-1' };
    await write(at, 'one');
    await ask(sharedNode(), 'PUT', `${stream}/_settings`, never);
    await write(at, 'two');
    await ask(sharedNode(), 'POST', `${stream}/_rollover`);
    await ask(sharedNode(), 'PUT', `${stream}/_settings`, never);
    await write(at, 'three');
    const keys = ['one', 'two', 'three', 'four'];
    expect((await hashesAmong(client, { stream, keys, signal })).has('three')).toBe(false);

    const { waits, clock } = clockAt(0);
    await settle(client, { stream, since: 0, clock, signal });
    expect(waits).toEqual([]);
    expect(await hashesAmong(client, { stream, keys, signal })).toEqual(
      new Map(['one', 'two', 'three'].map((id) => [id, [`hash of ${id}`]])),
    );
  });

  it('waits where a refresh is not to be had, and not for what was written long ago', async () => {
    const at = await asking();
    await write(at, 'one');
    const blind = await asking({ namespace: at.namespace, privileges: ['create_doc', 'auto_configure', 'read'] });
    const refusing: ElasticClient = {
      ...at.client,
      ask: async (method, path, body, signal) => {
        if (path.startsWith('_mget')) throw new ElasticError('No.', { status: 400 });
        return at.client.ask(method, path, body, signal);
      },
    };
    for (const client of [blind.client, refusing]) {
      const { waits, clock } = clockAt(10_000);
      for (const since of [9000, 1000]) await settle(client, { stream: at.audit, since, clock, signal: at.signal });
      expect(waits).toEqual([5000, 0]);
    }
    expect(await backingIndices(blind.client, at.audit, at.signal)).toBeUndefined();
  });

  it('has nothing to wait for in a stream that does not exist yet', async () => {
    const { client, audit: stream, signal } = await asking();
    const { waits, clock } = clockAt(0);
    await settle(client, { stream, since: 0, clock, signal });
    expect(waits).toEqual([]);
    expect(await backingIndices(client, stream, signal)).toEqual([]);
  });
});
