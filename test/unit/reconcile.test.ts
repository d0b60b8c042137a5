import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AuditEvent, contentKeyOf } from '../../src/event.ts';
import { changedFields, compare, createBits, findElsewhere, findMoved, type Held } from '../../src/reconcile.ts';
import { parseEvent } from '../event.ts';

/** An event of the model: id and content, at a second. */
interface Model {
  readonly id: number;
  readonly second: number;
  readonly content: number;
}

const models = fc.uniqueArray(fc.record({ id: fc.nat(30), second: fc.nat(8), content: fc.nat(2) }), {
  selector: ({ id }) => id,
  maxLength: 25,
});

function eventOf({ id, second, content }: Model): AuditEvent {
  return parseEvent({ id: `id-${id}`, eventTime: `2026-11-24T00:00:0${second}+0000`, eventInfo: `content ${content}` });
}

function heldOf(model: Model): Held {
  const { key, hash, time = 0 } = eventOf(model);
  return { key, hash, time, category: undefined };
}

async function* each<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}

const byTime = <T extends { time: number | undefined }>(items: readonly T[]) =>
  items.toSorted((a, b) => (a.time ?? Number.POSITIVE_INFINITY) - (b.time ?? Number.POSITIVE_INFINITY));

async function play(read: readonly AuditEvent[], held: readonly Held[]) {
  const events = byTime(read);
  const found = await findMoved(
    await compare(each(events), each(byTime(held)), { proves: () => true, most: 1000 }),
    each(events),
  );
  return { ...found, missing: events.filter((_event, index) => found.missing.has(index)).map(({ key }) => key) };
}

describe('the comparison of read and held', () => {
  it('finds for every event what looking at all of them at once finds', async () => {
    await fc.assert(
      fc.asyncProperty(models, models, async (read, held) => {
        const found = await play(read.map(eventOf), held.map(heldOf));
        const has = new Map(held.map((model) => [model.id, model]));
        const isRead = new Set(read.map(({ id }) => id));
        const keys = (some: readonly Model[]) => some.map((model) => eventOf(model).key).sort();
        const same = (model: Model) =>
          has.get(model.id)?.content === model.content && has.get(model.id)?.second === model.second;

        expect(found.missing.toSorted()).toEqual(keys(read.filter(({ id }) => !has.has(id))));
        expect(found.known).toBe(read.filter(same).length);
        expect(found.altered.map(({ key }) => key).sort()).toEqual(
          keys(read.filter((model) => has.has(model.id) && !same(model))),
        );
        expect(found.vanished.map(({ key }) => key).sort()).toEqual(keys(held.filter(({ id }) => !isRead.has(id))));
      }),
      { numRuns: 400 },
    );
  });

  it('counts an event that is held twice, before and after a rollover, as known once', async () => {
    const model = { id: 1, second: 1, content: 1 };
    expect(await play([eventOf(model)], [heldOf(model), heldOf(model)])).toMatchObject({
      known: 1,
      missing: [],
      vanished: [],
    });
  });

  it('counts what vanished only where that is proven, and keeps no more than it is told to', async () => {
    const held = [1, 2, 3, 4].map((id) => heldOf({ id, second: id, content: 0 }));
    const found = await compare(each([]), each(held), { proves: ({ time }) => time !== held[0]?.time, most: 2 });
    expect(found).toMatchObject({ vanishedCount: 3, vanished: [held[1], held[2]] });
  });

  it('names the fields that changed, and nothing of them', () => {
    expect(changedFields('{"a":1,"b":"x","c":[1]}', '{"a":1,"b":"y","d":0}')).toEqual(['b', 'c', 'd']);
    expect(changedFields('null', '{}')).toEqual([]);
  });

  it('knows the same content under any key, and takes no held event for two', async () => {
    const [one, other] = [0, 1].map((content) => ({ id: 1, second: 1, content })) as [Model, Model];
    const version = (model: Model) => {
      const event = eventOf(model);
      return { ...event, key: contentKeyOf(event, 'default') };
    };
    // Both versions are read together after one was read alone: that one is known, the other is new.
    const both = await play([version(one), version(other)], [heldOf(one)]);
    expect(both).toMatchObject({ known: 1, missing: [version(other).key], altered: [], vanished: [] });
    // And the other way round: the one that is not read any more has vanished.
    const held = [one, other].map((model) => ({ ...heldOf(model), key: version(model).key }));
    expect(await play([eventOf(one)], held)).toMatchObject({ known: 1, missing: [], vanished: [held[1]] });
  });

  it('looks for whatever is missing under each key that it may have, wherever it stands', async () => {
    const models = Array.from({ length: 2500 }, (_, id) => ({ id, second: 1, content: 0 }));
    const events = models.map(eventOf);
    const changed = eventOf({ id: 3, second: 1, content: 1 });
    const elsewhere = new Map<string, string[]>([
      [events[1]?.key ?? '', [events[1]?.hash ?? '']],
      [contentKeyOf(events[2] as AuditEvent, 'default'), [events[2]?.hash ?? '']],
      [changed.key, [changed.hash]],
      // A copy of before a rollover, and one of after it.
      [events[4]?.key ?? '', ['0'.repeat(64), events[4]?.hash ?? '']],
    ]);
    const asked: number[] = [];
    const found = await findElsewhere(
      await compare(each(events), each([]), { proves: () => true, most: 10 }),
      each(events),
      {
        tenant: 'default',
        async hashesAmong(keys) {
          asked.push(keys.length);
          return new Map([...elsewhere].filter(([key]) => keys.includes(key)));
        },
        originals: async (keys) => new Map(keys.map((key) => [key, changed.canonical])),
        most: 10,
      },
    );
    expect(asked).toEqual([2000, 2000, 1000]);
    expect([0, 1, 2, 3, 4, 5, 2499].map((index) => found.missing.has(index))).toEqual([
      ...[true, false, false, false, false],
      ...[true, true],
    ]);
    expect(found).toMatchObject({ known: 3, alteredCount: 1 });
    expect(found.altered).toMatchObject([{ key: changed.key, hash: changed.hash, readHash: events[3]?.hash }]);
  });

  it('leaves events without a time to be looked up', async () => {
    const undated = parseEvent({ id: 'x', eventTime: 'yesterday' });
    expect((await play([undated], [])).missing).toEqual([undated.key]);
  });
});

it('bits remember any of a million', () => {
  const bits = createBits();
  for (let index = 0; index < 1_000_000; index += 7) bits.set(index);
  bits.set(7);
  expect(bits.count).toBe(Math.ceil(1_000_000 / 7));
  expect([bits.has(0), bits.has(1), bits.has(999_999), bits.has(2_000_000)]).toEqual([
    true,
    false,
    999_999 % 7 === 0,
    false,
  ]);
});
