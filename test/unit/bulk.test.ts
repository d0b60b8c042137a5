import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readItems } from '../../src/elastic/answer.ts';
import { type BulkOutcome, createAll } from '../../src/elastic/bulk.ts';
import type { BulkItem } from '../../src/elastic/client.ts';
import type { Rejection } from '../../src/elastic/fate.ts';
import { ElasticError } from '../../src/errors.ts';

interface Doc {
  readonly id: string;
  readonly json: string;
}
type Reply = (sent: readonly string[], request: number) => BulkItem[] | Promise<BulkItem[]>;

const item = (id: string, status: number, more: Partial<BulkItem> = {}): BulkItem => ({
  id,
  status,
  result: status === 201 ? 'created' : undefined,
  failureStore: undefined,
  type: undefined,
  field: undefined,
  ...more,
});
const all =
  (status: number, more: Partial<BulkItem> = {}) =>
  (ids: readonly string[]) =>
    ids.map((id) => item(id, status, more));
const some = (count: number, size = 10): Doc[] =>
  Array.from({ length: count }, (_, index) => ({ id: `d${index}`, json: JSON.stringify({ a: 'x'.repeat(size) }) }));

async function* from(docs: readonly Doc[], taken?: () => void): AsyncGenerator<Doc> {
  for (const doc of docs) {
    taken?.();
    yield doc;
  }
}

interface Played {
  readonly outcome: BulkOutcome;
  readonly rejections: readonly Rejection[];
  readonly sent: readonly (readonly string[])[];
  readonly lines: readonly string[];
}

/** Delivers to a client that answers as `reply` says; waits pass at once, on a clock of its own. */
async function play(
  docs: readonly Doc[],
  reply: Reply,
  more: Partial<Parameters<typeof createAll>[1]> & { readonly taken?: () => void } = {},
): Promise<Played> {
  const rejections: Rejection[] = [];
  const sent: string[][] = [];
  const lines: string[] = [];
  let now = 0;
  const { taken, ...options } = more;
  const outcome = await createAll(from(docs, taken), {
    client: {
      async bulk(_stream, ndjson) {
        const text = ndjson.toString();
        expect(text.endsWith('\n')).toBe(true);
        const rows = text.slice(0, -1).split('\n');
        const ids = rows.filter((_, row) => row % 2 === 0).map((row) => JSON.parse(row).create._id as string);
        sent.push(ids);
        return reply(ids, sent.length);
      },
    },
    stream: 'logs-mimecast.audit-default',
    log: { info: (line) => lines.push(line), warn: () => {}, debug: () => {}, group: (_title, body) => body() },
    clock: {
      now: () => now,
      sleep: async (ms, signal) => {
        signal?.throwIfAborted();
        now += ms;
      },
    },
    signal: new AbortController().signal,
    onRejected: (rejection) => {
      rejections.push(rejection);
    },
    ...options,
  });
  return { outcome, rejections, sent, lines };
}

const settled = ({ created, known, rejected }: BulkOutcome): number => created + known + rejected;

describe('createAll', () => {
  it('of nothing asks nothing and is complete', async () => {
    const { outcome } = await play([], all(201));
    expect(outcome).toMatchObject({ read: 0, requests: 0, complete: true, error: undefined });
  });

  it('counts case B16 truly: stored, there already, redirected, two refused', async () => {
    const file = new URL('../fixtures/cases/b16-conflict-and-failure-store.json', import.meta.url);
    const { elastic } = JSON.parse(readFileSync(file, 'utf8')) as { elastic: { json: unknown }[] };
    const items = readItems(elastic[0]?.json, 's');
    const docs = ['e1', 'e2', 'e3', 'e4', 'e5'].map((id) => ({ id, json: '{}' }));
    const { outcome, rejections } = await play(docs, () => items);
    expect(outcome).toMatchObject({ created: 1, known: 1, rejected: 3, read: 5, complete: true });
    expect(rejections.map(({ id, kept }) => [id, kept])).toEqual([
      ['e3', 'failure-store'],
      ['e4', 'nowhere'],
      ['e5', 'nowhere'],
    ]);
  });

  it('takes a document that a pipeline dropped for rejected, though the server says 200', async () => {
    const { outcome, rejections } = await play(some(2), all(200, { result: 'noop' }));
    expect(outcome).toMatchObject({ rejected: 2, complete: true });
    expect(rejections[0]).toMatchObject({ status: 200, kept: 'nowhere' });
  });

  it('sends only the documents again that the server put off', async () => {
    const { outcome, sent } = await play(some(3), (ids, request) =>
      ids.map((id) => item(id, request === 1 && id !== 'd1' ? 429 : 201)),
    );
    expect(sent).toEqual([
      ['d0', 'd1', 'd2'],
      ['d0', 'd2'],
    ]);
    expect(outcome).toMatchObject({ created: 3, requests: 2, complete: true });
  });

  it('gives up when the time for trying again is used up, and is not complete', async () => {
    const { outcome } = await play(some(2), all(503), { retryBudgetMs: 5000, random: () => 1 });
    expect(outcome).toMatchObject({ created: 0, read: 2, complete: false });
    expect(outcome.error).toBeInstanceOf(ElasticError);
    expect(outcome.requests).toBeGreaterThan(1);
  });

  it.each([
    ['too few items', (ids: readonly string[]) => all(201)(ids.slice(1))],
    ['too many items', (ids: readonly string[]) => all(201)([...ids, 'more'])],
    ['items in another order', (ids: readonly string[]) => all(201)([...ids].reverse())],
    ['items without a status', all(0)],
  ])('an answer with %s is an error and never complete', async (_name, reply) => {
    const { outcome, rejections } = await play(some(3), reply);
    expect(outcome.complete).toBe(false);
    expect(outcome.error).toBeInstanceOf(ElasticError);
    expect(settled(outcome)).toBeLessThan(outcome.read);
    expect(rejections).toEqual([]);
  });

  it('stops at 403 and counts what stood beside it', async () => {
    const reply: Reply = (ids) => ids.map((id) => item(id, id === 'd1' ? 403 : 201, { type: 'security_exception' }));
    const { outcome, sent } = await play(some(3), reply);
    expect(outcome).toMatchObject({ created: 2, rejected: 0, complete: false, error: { status: 403 } });
    expect(sent).toHaveLength(1);
  });

  it('without an index template stops with one sentence that names it, and rejects nothing', async () => {
    const { outcome, rejections } = await play(some(3), all(404, { type: 'index_not_found_exception' }));
    expect(outcome).toMatchObject({ rejected: 0, complete: false, error: { status: 404 } });
    expect(outcome.error?.message).toMatch(/index template.*docs\/elasticsearch\.md/);
    expect(rejections).toEqual([]);
  });

  it('looks for a batch before it is sent, once the stream has rolled over', async () => {
    let asked = 0;
    const played = await play(some(6), all(201), {
      batchBytes: 60,
      inFlight: 1,
      rolledOver: async () => asked > 0,
      heldAmong: async (ids, since) => {
        expect(since).toBeUndefined();
        return new Set(ids.filter((id) => id === 'd3'));
      },
      onCreated: () => {
        asked += 1;
      },
    });
    expect(played.sent.flat()).toEqual(['d0', 'd1', 'd2', 'd4', 'd5']);
    expect(played.outcome).toMatchObject({ created: 5, known: 1, rejected: 0, read: 6, complete: true });
  });

  it('what was there before a batch was ever sent is known, also if looking for it took two tries', async () => {
    const known: string[] = [];
    let tries = 0;
    const played = await play(some(2), all(201), {
      rolledOver: async () => true,
      async heldAmong() {
        tries += 1;
        if (tries === 1) throw new ElasticError('Busy.', { status: 503 });
        return new Set(['d0']);
      },
      onKnown: (id) => void known.push(id),
    });
    expect(played.outcome).toMatchObject({ created: 1, known: 1, complete: true });
    expect(known).toEqual(['d0']);
  });

  it('halves what is too large, sends each document once, and starts smaller afterwards (case B15)', async () => {
    const docs = some(41, 40_000).map((doc, at) => (at === 23 ? { ...doc, json: `{"a":"${'y'.repeat(2e6)}"}` } : doc));
    const size = new Map(docs.map(({ id, json }) => [id, json.length]));
    const stored: string[] = [];
    const { outcome, rejections, sent } = await play(docs, (ids) => {
      if (ids.reduce((sum, id) => sum + (size.get(id) ?? 0), 0) > 1_048_576)
        throw new ElasticError('x', { status: 413 });
      stored.push(...ids);
      return all(201)(ids);
    });
    expect(stored.toSorted()).toEqual(
      docs
        .map(({ id }) => id)
        .filter((id) => id !== 'd23')
        .toSorted(),
    );
    expect(outcome).toMatchObject({ created: 40, rejected: 1, complete: true });
    expect(rejections).toMatchObject([{ id: 'd23', status: 413, kept: 'nowhere' }]);
    expect(sent.length).toBeLessThan(20);
  });

  it('after one batch failed for good, another one is not tried again', async () => {
    const fatal = new ElasticError('refused', { status: 401 });
    const { outcome, sent } = await play(
      some(2, 100),
      async (ids) => {
        if (ids[0] === 'd1') throw fatal;
        await new Promise((resolve) => setTimeout(resolve, 5));
        throw new ElasticError('busy', { status: 503 });
      },
      { batchBytes: 50 },
    );
    expect(outcome.error).toBe(fatal);
    expect(sent).toEqual([['d0'], ['d1']]);
  });

  it('ends with the reason of the signal', async () => {
    const stop = new AbortController();
    const { outcome } = await play(
      some(5, 100),
      (ids) => {
        stop.abort(new Error('The job was cancelled.'));
        return all(201)(ids);
      },
      { batchBytes: 50, inFlight: 1, signal: stop.signal },
    );
    expect(outcome.complete).toBe(false);
    expect(outcome.error?.message).toContain('The job was cancelled.');
    expect(settled(outcome)).toBeLessThan(outcome.read);
  });

  it('never runs more than inFlight requests, and never takes more than one batch beyond them', async () => {
    let taken = 0;
    let ended = 0;
    let now = 0;
    let most = 0;
    let ahead = 0;
    await play(
      some(40, 100),
      async (ids) => {
        now += 1;
        most = Math.max(most, now);
        await new Promise((resolve) => setTimeout(resolve, 1));
        ahead = Math.max(ahead, taken - ended);
        now -= 1;
        ended += ids.length;
        return all(201)(ids);
      },
      {
        batchBytes: 50,
        inFlight: 3,
        taken: () => {
          taken += 1;
        },
      },
    );
    expect(most).toBe(3);
    // One document a batch: three on their way, one gathered, and the one that showed that the batch was full.
    expect(ahead).toBeLessThanOrEqual(5);
  });

  it('whatever the server does, each document ends exactly once, or the run is not complete', async () => {
    const fate = fc.constantFrom(201, 201, 400, 409, 429, 503, 'store', 'lost', 'busy', 'large');
    await fc.assert(
      fc.asyncProperty(fc.array(fate, { maxLength: 60 }), fc.integer({ min: 0, max: 25 }), async (fates, count) => {
        const stored = new Set<string>();
        let next = 0;
        const { outcome, rejections } = await play(
          some(count),
          (ids) => {
            const kind = fates[next++ % Math.max(1, fates.length)] ?? 201;
            if (kind === 'busy') throw new ElasticError('x', { status: 429 });
            if (kind === 'large' && ids.length > 1) throw new ElasticError('x', { status: 413 });
            const items = ids.map((id) => {
              const status = typeof kind === 'number' && kind >= 400 ? kind : 201;
              if (kind === 'store') return item('other', 201, { failureStore: 'used' });
              if (status !== 201) return item(id, status);
              if (stored.has(id)) return item(id, 409);
              stored.add(id);
              return item(id, 201);
            });
            if (kind === 'lost') throw new ElasticError('x', { code: 'network' });
            return items;
          },
          { batchBytes: 200, retryBudgetMs: 30_000 },
        );
        expect(outcome.complete).toBe(outcome.error === undefined);
        expect(settled(outcome) === outcome.read).toBe(outcome.complete);
        if (outcome.complete) expect(outcome.read).toBe(count);
        expect(new Set(rejections.map(({ id }) => id)).size).toBe(rejections.length);
      }),
      { numRuns: 200 },
    );
  });
});

describe('readItems', () => {
  const fieldOf = (reason: string) =>
    readItems({ items: [{ create: { _id: 'a', status: 400, error: { type: 't', reason } } }] }, 's')[0]?.field;

  it('takes the name of the field from a reason', () => {
    const reason =
      "[1:42] failed to parse field [a.b] of type [ip] in document with id 'b'. Preview of field's value: 'x'";
    expect(fieldOf(reason)).toBe('a.b');
  });

  it('takes nothing from the value that a reason quotes', () => {
    expect(
      fieldOf(
        "failed to parse field [a b] of type [ip] in document with id 'b'. Preview of field's value: 'field [canary]'",
      ),
    ).toBe(undefined);
    expect(fieldOf("failed to parse. Preview of field's value: 'field [canary]'")).toBe(undefined);
  });

  it.each([undefined, 'x', [], {}, { items: 'x' }])('refuses %j as an answer', (body) => {
    expect(() => readItems(body, 's')).toThrow(ElasticError);
  });
});
