import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentKeyOf, isUnderstood, parseEventTime } from '../../src/event.ts';
import { parseEvent, parseEventLine } from '../event.ts';

const EVENT = {
  id: 'eN1',
  auditType: 'User Logged On',
  user: 'ann.roe@example.com',
  eventTime: '2026-11-24T09:05:31+0000',
  eventInfo: 'text',
  category: 'authentication_logs',
};

describe('eventTime', () => {
  it.each([
    ['2026-11-24T09:05:31+0000', '2026-11-24T09:05:31.000Z'],
    ['2026-11-24T9:05:31+0000', '2026-11-24T09:05:31.000Z'],
    ['2026-11-24T09:05:31Z', '2026-11-24T09:05:31.000Z'],
    ['2026-11-24T09:05:31.25Z', '2026-11-24T09:05:31.250Z'],
    ['2026-11-24T09:05:31.999999999Z', '2026-11-24T09:05:31.999Z'],
    ['2026-11-24T09:05:31+05:30', '2026-11-24T03:35:31.000Z'],
    ['2026-11-24T22:05:31-0330', '2026-11-25T01:35:31.000Z'],
    ['2024-02-29T00:00:00+0000', '2024-02-29T00:00:00.000Z'],
    ['2026-01-01T00:00:00+1400', '2025-12-31T10:00:00.000Z'],
  ])('%s is %s', (text, time) => {
    expect(new Date(parseEventTime(text) ?? Number.NaN).toISOString()).toBe(time);
  });

  it.each([
    '',
    ' 2026-11-24T09:05:31Z',
    '2026-11-24T09:05:31',
    '2026-11-24 09:05:31Z',
    '2026-11-24T09:05:31 +0000',
    '2026-11-24T24:00:00Z',
    '2026-11-24T09:60:00Z',
    '2026-11-24T09:05:60Z',
    '2026-02-29T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-00-10T00:00:00Z',
    '2026-11-24T09:05:31+1500',
    '2026-11-24T09:05:31+0060',
    '2026-11-24T09:05:31.Z',
    '2026-11-24T09:05:31Z\n',
    '٢٠٢٦-11-24T09:05:31Z',
    'tomorrow',
    undefined,
    null,
    1_795_564_800_000,
    ['2026-11-24T09:05:31Z'],
    new Date(0),
  ])('%j is no time', (text) => {
    expect(parseEventTime(text)).toBeUndefined();
  });

  it('reads every moment that is written with any offset', () => {
    const moment = fc.integer({ min: 0, max: 4_000_000_000 });
    fc.assert(
      fc.property(moment, fc.integer({ min: -840, max: 840 }), (second, offset) => {
        const local = new Date((second + offset * 60) * 1000).toISOString().slice(0, 19);
        const size = Math.abs(offset);
        const zone = `${offset < 0 ? '-' : '+'}${String(Math.trunc(size / 60)).padStart(2, '0')}${String(size % 60).padStart(2, '0')}`;
        expect(parseEventTime(local + zone)).toBe(second * 1000);
      }),
    );
  });
});

describe('the canonical form', () => {
  it('is the same for the same content in any order of keys', () => {
    const shuffled = fc
      .shuffledSubarray(Object.entries(EVENT), { minLength: 6 })
      .map((entries) => Object.fromEntries(entries));
    fc.assert(fc.property(shuffled, (event) => parseEvent(event).hash === parseEvent(EVENT).hash));
  });

  it('differs for any other content', () => {
    expect(parseEvent({ ...EVENT, eventInfo: 'text ' }).hash).not.toBe(parseEvent(EVENT).hash);
    expect(parseEvent({ ...EVENT, extra: null }).hash).not.toBe(parseEvent(EVENT).hash);
    // Composed and decomposed letters are different texts.
    expect(parseEvent({ user: '\u00e9' }).hash).not.toBe(parseEvent({ user: 'e\u0301' }).hash);
  });

  it('is one line, and the event that is read from it is the same', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (raw) => {
        const event = parseEvent(raw);
        expect(event.canonical).not.toMatch(/[\r\n]/);
        expect(parseEventLine(event.canonical)).toMatchObject({ hash: event.hash, key: event.key, id: event.id });
        expect(event.hash).toBe(createHash('sha256').update(event.canonical).digest('hex'));
      }),
    );
  });

  it('has the hash that it always had', () => {
    expect(parseEvent({ b: 1, a: 'é🦉\n' }).canonical).toBe('{"a":"é🦉\\n","b":1}');
    expect(parseEvent({}).hash).toBe('44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a');
  });
});

describe('an event', () => {
  it('has a key from its id alone, or from all of it where there is no id', () => {
    expect(parseEvent({ ...EVENT, eventInfo: 'other' }).key).toBe(parseEvent(EVENT).key);
    expect(parseEvent(EVENT).key).toMatch(/^[\w-]{43}$/);
    for (const id of ['', null, undefined]) {
      const without = { ...EVENT, id };
      expect(parseEvent({ ...without, eventInfo: 'other' }).key).not.toBe(parseEvent(without).key);
      expect(parseEvent(without).key).toBe(contentKeyOf(parseEvent(without), 'default'));
    }
  });

  it('has a key of its owner: another tenant’s document never stands under it (case D01)', () => {
    for (const raw of [EVENT, { eventInfo: 'no id' }])
      expect(parseEvent(raw, 'acme').key).not.toBe(parseEvent(raw, 'default').key);
  });

  it.each([5, 5.5, true, false, [1], { a: 1 }, 'x'.repeat(100_000), 'x\ud800', ' '])(
    'has the key of any id there is, so that a text that changes is no other event: %j',
    (id) => {
      const event = parseEvent({ ...EVENT, id });
      expect(parseEvent({ ...EVENT, id, eventInfo: 'other' }).key).toBe(event.key);
      expect(event.id).toBe(typeof id === 'string' ? id : JSON.stringify(id));
    },
  );

  it('shares its key with no event of another id, or of another content and none (case D15)', () => {
    const bare = { eventInfo: 'no id' };
    const { canonical, hash } = parseEvent(bare);
    const ids = ['x\ud800', 'x\ud801', 'x\ufffd', 'x\\ud800', '"x"', 'x', 5, '5', true, 'true', [5], ['5'], { a: 5 }];
    const events = [bare, ...[...ids, canonical, hash, JSON.stringify(canonical)].map((id) => ({ ...EVENT, id }))];
    expect(new Set(events.map((raw) => parseEvent(raw).key)).size).toBe(events.length);
    const unit = fc.constantFrom('\ud800', '\udc00', '\ufffd', '\ufffe', '"', '\\', 'u', 'd', '8', '0');
    const id = fc.oneof(fc.string({ unit }), fc.jsonValue());
    fc.assert(
      fc.property(id, id, (one, other) => {
        const [a, b] = [parseEvent({ id: one }), parseEvent({ id: other })];
        expect(a.key === b.key).toBe(a.canonical === b.canonical);
      }),
    );
  });

  it('is understood only if something in it says what it is', () => {
    for (const raw of [null, 1, 'x', [], [EVENT], {}, { id: 'x' }, { user: {}, eventTime: 'soon' }])
      expect(isUnderstood(raw)).toBe(false);
    for (const raw of [EVENT, { user: 'ann' }, { eventTime: EVENT.eventTime }]) expect(isUnderstood(raw)).toBe(true);
  });

  it.each([
    null,
    undefined,
    1,
    'x',
    true,
    [],
    [EVENT],
    { id: null, user: {}, eventTime: [], category: false, eventInfo: null },
  ])('of hostile shape is read as one that says nothing: %j', (raw) => {
    const event = parseEvent(raw);
    const { id, time, category, auditType, user, eventInfo } = event;
    expect([id, time, category, auditType, user, eventInfo].every((field) => field === undefined)).toBe(true);
  });

  it('takes no field from a prototype', () => {
    expect(parseEvent(JSON.parse('{"__proto__":{"user":"x@mimecast.com"}}')).user).toBeUndefined();
  });

  // Both are valid JSON, which RFC 8785 can't write.
  it.each(['{"eventInfo":"half \\ud800"}', '{"size":1e999}'])('is never refused: %s', (text) => {
    expect(parseEvent(JSON.parse(text)).key).toMatch(/^[\w-]{43}$/);
  });

  it('is read however deep it is nested', () => {
    const raw: unknown = JSON.parse(`{"x":${'['.repeat(5000)}${']'.repeat(5000)}}`);
    expect(parseEvent(raw).canonical.length).toBe(10_006);
  });
});
