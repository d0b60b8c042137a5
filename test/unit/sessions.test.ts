import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSessions, sumOf } from '../../src/access/sessions.ts';
import { type AuditEvent, PROVIDER_DOMAINS } from '../../src/event.ts';
import type { Session } from '../../src/session.ts';
import type { Span } from '../../src/span.ts';
import { parseEvent, parseEventLine } from '../event.ts';

const DAY = readFileSync(new URL('../fixtures/events/day.ndjson', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => parseEventLine(line));

const MINUTE = 60_000;
const BASE = Date.parse('2026-11-24T09:00:00Z');

function grouped(events: readonly AuditEvent[], known: readonly Span[] = []) {
  const sessions = createSessions({ tenant: 't', gapMs: 30 * MINUTE, domains: PROVIDER_DOMAINS, known });
  for (const event of events) sessions.add(event);
  return sessions.finish();
}

function access(seconds: number, user: string | undefined = 'a@mimecast.local', id = `${seconds}|${user}`): AuditEvent {
  const eventTime = new Date(BASE + seconds * 1000).toISOString();
  return parseEvent({ id, user, category: 'mimecast_access_logs', auditType: 'Mimecast Support Login', eventTime });
}

function timesOf({ person, first, last, acts, addresses }: Session) {
  const clock = (time: number) => new Date(time).toISOString().slice(11, 19);
  return { person, first: clock(first), last: clock(last), acts: acts.length, addresses };
}

describe('the day of the corpus', () => {
  const { sessions, leftOut } = grouped(DAY);

  it('has the three sessions of its README', () => {
    expect(sessions.map(timesOf)).toEqual([
      { person: 'tmarrowby@mimecast.local', first: '02:16:38', last: '02:49:05', acts: 7, addresses: ['203.0.113.77'] },
      {
        person: 'tmarrowby@mimecast.local',
        first: '09:12:41',
        last: '09:33:20',
        acts: 4,
        addresses: ['198.51.100.23'],
      },
      {
        person: 'oquillfeather@mimecast.local',
        first: '13:47:05',
        last: '14:21:44',
        acts: 5,
        addresses: ['198.51.100.24'],
      },
    ]);
    expect(leftOut).toEqual({ sessions: 0, withoutTime: 0 });
  });

  it('has their acts in order', () => {
    const acts = sessions.map((session) => session.acts.map(({ auditType, kind }) => `${auditType}: ${kind}`));
    expect(acts).toEqual([
      [
        'Mimecast Support Login: signed-in',
        'Search Action: seen',
        'Message Action: seen',
        'Message Action: seen',
        'Existing Policy Changed: changed',
        'Page Data Exports: exported',
        'Folder Log Entry: changed',
      ],
      [
        'Mimecast Support Login: signed-in',
        'Custom Report Definition Created: changed',
        'Connectors Management: changed',
        'Existing Archive Task Changed: changed',
      ],
      [
        'Mimecast Support Login: signed-in',
        'Case Action: seen',
        'Mimecast Support Login: signed-in',
        'Review Set Action: seen',
        'User Password Changed: changed',
      ],
    ]);
    expect(sessions.map(({ contentActs }) => contentActs)).toEqual([2, 0, 0]);
    expect(sessions[0]?.counts).toEqual({
      'signed-in': 1,
      'sign-in-failed': 0,
      'signed-out': 0,
      seen: 3,
      changed: 2,
      exported: 1,
      unknown: 0,
    });
  });

  it('is grouped alike in any order, and when parts of it come twice', () => {
    const some = fc.shuffledSubarray([...DAY, ...DAY], { minLength: 2 * DAY.length, maxLength: 2 * DAY.length });
    fc.assert(
      fc.property(some, (events) => {
        expect(grouped(events).sessions).toEqual(sessions);
      }),
      { numRuns: 10 },
    );
  });

  it('has ids that are made from the tenant and the first act alone', () => {
    for (const { id } of sessions) expect(id).toMatch(/^[\w-]{22}$/);
    expect(new Set(sessions.map(({ id }) => id)).size).toBe(3);
    const other = createSessions({ tenant: 'other', gapMs: 30 * MINUTE, domains: PROVIDER_DOMAINS });
    for (const event of DAY) other.add(event);
    expect(other.finish().sessions[0]?.id).not.toBe(sessions[0]?.id);
    const cut = DAY.filter(({ time }) => (time ?? 0) < Date.parse('2026-10-15T02:40:00Z'));
    expect(grouped(cut).sessions.map(({ id }) => id)).toEqual([sessions[0]?.id]);
  });
});

describe('sessions', () => {
  it('part where acts are further apart than the gap, not at it', () => {
    expect(grouped([access(0), access(1800)]).sessions).toHaveLength(1);
    expect(grouped([access(0), access(1801)]).sessions).toHaveLength(2);
  });

  it('grow together when an act between them comes later', () => {
    expect(grouped([access(0), access(3000), access(1500)]).sessions).toHaveLength(1);
  });

  it('go over midnight', () => {
    const { sessions } = grouped([access(15 * 3600 - 60), access(15 * 3600 + 60)]);
    expect(sessions).toHaveLength(1);
  });

  it('are of one person in any case and with blanks around, and not of two', () => {
    const { sessions } = grouped([
      access(0, 'A@Mimecast.local'),
      access(60, ' a@mimecast.LOCAL '),
      access(30, 'b@mimecast.local'),
    ]);
    expect(sessions.map(({ person, acts }) => [person, acts.length])).toEqual([
      ['A@Mimecast.local', 2],
      ['b@mimecast.local', 1],
    ]);
  });

  it('of nobody are their own', () => {
    const { sessions } = grouped([access(0), access(30, ''), access(60, '')]);
    expect(sessions.map(({ person, acts }) => [person, acts.length])).toEqual([
      ['a@mimecast.local', 1],
      [undefined, 2],
    ]);
  });

  it('leave aside what is no provider access, and count one without a time', () => {
    const { sessions, leftOut } = grouped([
      parseEvent({ user: 'ann@example.com', eventTime: '2026-11-24T09:00:00Z' }),
      parseEvent({ user: 'a@mimecast.com', eventTime: 'soon' }),
    ]);
    expect(sessions).toEqual([]);
    expect(leftOut).toEqual({ sessions: 0, withoutTime: 1 });
  });

  it.each<[string, Span[], boolean]>([
    ['nothing is known', [], false],
    ['the gap before it is known', [{ from: -1800, to: 60 }], true],
    ['one second of it is not', [{ from: -1799, to: 60 }], false],
    [
      'two spans that touch know it',
      [
        { from: -60, to: 60 },
        { from: -9000, to: -60 },
      ],
      true,
    ],
    [
      'there is a hole between',
      [
        { from: -59, to: 60 },
        { from: -9000, to: -60 },
      ],
      false,
    ],
    ['what is known ends before it', [{ from: -9000, to: 0 }], false],
  ])('have a whole beginning or not: %s', (_, known, whole) => {
    const base = BASE / 1000;
    const spans = known.map(({ from, to }) => ({ from: base + from, to: base + to }));
    expect(grouped([access(0), access(60)], spans).sessions[0]?.wholeBeginning).toBe(whole);
  });

  it('hold every act once, in order, with gaps only between them: for any acts in any order', () => {
    const acts = fc.array(fc.record({ at: fc.nat(40_000), who: fc.constantFrom('a', 'b', 'A') }), { maxLength: 60 });
    fc.assert(
      fc.property(acts, (given) => {
        const events = given.map(({ at, who }, i) => access(at, `${who}@mimecast.local`, `${i}`));
        const { sessions } = grouped(events);
        expect(sessions.flatMap((one) => one.acts.map(({ key }) => key)).toSorted()).toEqual(
          events.map(({ key }) => key).toSorted(),
        );
        for (const { acts, first, last, counts, person } of sessions) {
          const times = acts.map(({ time }) => time);
          expect(times).toEqual(times.toSorted((a, b) => a - b));
          expect([times[0], times.at(-1), sumOf(counts)]).toEqual([first, last, acts.length]);
          for (const [i, time] of times.entries()) expect(time - (times[i - 1] ?? time)).toBeLessThanOrEqual(1_800_000);
          const others = sessions.filter((one) => one.person?.toLowerCase() === person?.toLowerCase());
          for (const other of others) {
            if (other.first > last) expect(other.first - last).toBeGreaterThan(1_800_000);
          }
        }
      }),
    );
  });

  it('keep the first 1000 acts of very many, whatever their order, and count all', () => {
    const forward = Array.from({ length: 1500 }, (_, i) => access(i));
    for (const events of [forward, forward.toReversed()]) {
      const { sessions, leftOut } = grouped(events);
      expect(sessions).toHaveLength(1);
      const [session] = sessions;
      expect(session?.acts.map(({ key }) => key)).toEqual(forward.slice(0, 1000).map(({ key }) => key));
      expect(session?.counts['signed-in']).toBe(1500);
      expect(session?.last).toBe(BASE + 1499_000);
      expect(leftOut.sessions).toBe(0);
    }
  });

  it('of very many, none that looks keeps a change or opened mail out: for any places of these among them', () => {
    const heavy = fc.uniqueArray(fc.integer({ min: 1, max: 1200 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(heavy, fc.boolean(), (places, backwards) => {
        const events = Array.from({ length: 1201 }, (_, i) => {
          const { raw } = access(i);
          const more = places.includes(i) ? { auditType: i % 2 === 0 ? 'New Policy' : 'Page Data Exports' } : {};
          return parseEvent({ ...(raw as object), ...more });
        });
        const [session] = grouped(backwards ? events.toReversed() : events).sessions;
        const kept = session?.acts.map(({ key }) => key) ?? [];
        expect(kept).toHaveLength(1000);
        expect(kept[0]).toBe(events[0]?.key);
        expect(kept).toEqual(expect.arrayContaining(places.map((i) => events[i]?.key)));
        const all = events.map(({ key }) => key);
        expect(kept).toEqual(all.filter((key) => kept.includes(key)));
      }),
      { numRuns: 10 },
    );
  });

  it('are at most 50 000, and the rest is counted', () => {
    const sessions = createSessions({ tenant: 't', gapMs: MINUTE, domains: PROVIDER_DOMAINS });
    for (let i = 0; i < 50_100; i += 1) sessions.add(access(i * 120));
    // One of a session that is there goes on.
    sessions.add(access(30, 'A@mimecast.local'));
    const { sessions: kept, leftOut } = sessions.finish();
    expect(kept).toHaveLength(50_000);
    expect(kept[0]?.counts['signed-in']).toBe(2);
    expect(leftOut).toEqual({ sessions: 100, withoutTime: 0 });
  });
});
