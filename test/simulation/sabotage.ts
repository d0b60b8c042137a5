import type { BulkItem } from '../../src/elastic/client.ts';
import type { Sabotage } from './play.ts';

// Faults of our own, put in from outside: a simulation that does not find them is blind.

/** What must be found within a thousand histories. */
export const SABOTAGES: Readonly<Record<string, Sabotage>> = {
  'nothing is looked up before it is sent': (client) => ({
    ...client,
    async ask(method, path, body, signal) {
      const answer = await client.ask(method, path, body, signal);
      return asksForIds(path, body) ? { ...(answer as object), hits: { hits: [] } } : answer;
    },
  }),
  'coverage is recorded before the events are answered': (client) => ({
    ...client,
    async bulk(stream, ndjson, signal) {
      client.bulk(stream, ndjson, signal).catch(() => {
        // Nobody looks.
      });
      return idsIn(ndjson).map((id) => item(id, 201));
    },
  }),
  'a document that could not be taken counts as created': (client) => ({
    ...client,
    async bulk(stream, ndjson, signal) {
      const items = await client.bulk(stream, ndjson, signal);
      return items.map((one) => (one.status >= 400 && one.status !== 409 ? item(one.id, 201) : one));
    },
  }),
};

function asksForIds(path: string, body: unknown): boolean {
  return path.includes('/_search') && JSON.stringify(body ?? {}).includes('"ids"');
}

function idsIn(ndjson: Buffer): string[] {
  return [...ndjson.toString().matchAll(/^\{"create":\{"_id":"([^"]+)"/gm)].map(([, id]) => id ?? '');
}

function item(id: string, status: number): BulkItem {
  return { id, status, result: undefined, failureStore: undefined, type: undefined, field: undefined };
}
