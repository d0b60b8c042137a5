import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, cutAtDays, dateAt, dayFloor, hourFloor, isTimeZone, offsetAt, startOfDay } from '../../src/zone.ts';

const zones = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));
const moments = fc.integer({ min: seconds('2020-01-01T00:00:00Z'), max: seconds('2030-12-31T00:00:00Z') });

/** Zones whose clocks have jumped over midnight, or by half an hour, or a whole date. */
const ODD_ZONES: readonly (readonly [zone: string, from: string, to: string])[] = [
  ['America/Sao_Paulo', '2016-01-01', '2019-12-31'],
  ['Africa/Cairo', '2023-01-01', '2026-12-31'],
  ['Asia/Beirut', '2020-01-01', '2025-12-31'],
  ['America/Havana', '2020-01-01', '2025-12-31'],
  ['America/Santiago', '2020-01-01', '2024-12-31'],
  ['Australia/Lord_Howe', '2020-01-01', '2024-12-31'],
  ['America/St_Johns', '2005-01-01', '2011-12-31'],
  ['Pacific/Apia', '2011-01-01', '2012-12-31'],
];

function seconds(text: string): number {
  return Date.parse(text) / 1000;
}

/** When the offset of a zone changes in a piece of time, seconds UTC. */
function changesOf(zone: string, from: number, to: number): number[] {
  const changes: number[] = [];
  for (let early = from; early < to; early += 21_600) {
    if (offsetAt(zone, early) === offsetAt(zone, early + 21_600)) continue;
    let [low, high] = [early, early + 21_600];
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (offsetAt(zone, middle) === offsetAt(zone, early)) low = middle;
      else high = middle;
    }
    changes.push(high);
  }
  return changes;
}

describe('isTimeZone', () => {
  it.each(['UTC', 'Europe/London', 'America/Argentina/Buenos_Aires', 'europe/london'])('knows %s', (name) => {
    expect(isTimeZone(name)).toBe(true);
  });
  it.each(['', '+02:00', 'Europe/Atlantis', 'GMT+2', 'Europe/London\n', 'local'])('refuses %j', (name) => {
    expect(isTimeZone(name)).toBe(false);
  });
});

describe('offsetAt', () => {
  it.each([
    ['Europe/London', '2026-10-25T00:59:59Z', 3600],
    ['Europe/London', '2026-10-25T01:00:00Z', 0],
    ['Asia/Kolkata', '2026-01-01T00:00:00Z', 19_800],
    ['Pacific/Chatham', '2026-01-01T00:00:00Z', 49_500],
    ['America/Los_Angeles', '2026-01-01T00:00:00Z', -28_800],
    ['UTC', '1969-12-31T23:59:59Z', 0],
  ])('%s at %s', (zone, moment, offset) => {
    expect(offsetAt(zone, seconds(moment))).toBe(offset);
  });
});

describe('startOfDay', () => {
  it.each([
    // The spring change falls on midnight: that day begins at one o'clock.
    ['America/Sao_Paulo', '2018-11-04', '2018-11-04T03:00:00Z'],
    ['Africa/Cairo', '2023-04-28', '2023-04-27T22:00:00Z'],
    ['Asia/Beirut', '2022-03-27', '2022-03-26T22:00:00Z'],
    ['America/Havana', '2024-03-10', '2024-03-10T05:00:00Z'],
    // Midnight comes twice: the first one counts.
    ['America/Havana', '2024-11-03', '2024-11-03T04:00:00Z'],
    // 23:00 to 24:00 comes twice the evening before.
    ['America/Sao_Paulo', '2018-02-18', '2018-02-18T03:00:00Z'],
    // One minute past midnight, back to the evening before.
    ['America/St_Johns', '2010-11-07', '2010-11-07T02:30:00Z'],
    // This date was skipped.
    ['Pacific/Apia', '2011-12-30', '2011-12-30T10:00:00Z'],
    ['Pacific/Apia', '2011-12-31', '2011-12-30T10:00:00Z'],
    ['Europe/Athens', '2021-03-27', '2021-03-26T22:00:00Z'],
    ['Asia/Kathmandu', '2026-11-24', '2026-11-23T18:15:00Z'],
  ])('%s, %s', (zone, date, start) => {
    expect(new Date(startOfDay(zone, date) * 1000).toISOString()).toBe(start.replace('Z', '.000Z'));
  });

  it('is the first moment of that date, in every zone', () => {
    fc.assert(
      fc.property(zones, moments, (zone, moment) => {
        const date = dateAt(zone, moment);
        const start = startOfDay(zone, date);
        expect(dateAt(zone, start)).toBe(date);
        expect(dateAt(zone, start - 1) < date).toBe(true);
        expect(start).toBeLessThanOrEqual(moment);
      }),
      { numRuns: 2000 },
    );
  });

  it.each(ODD_ZONES)('tiles every day of %s from %s to %s', (zone, first, last) => {
    let previous = startOfDay(zone, first);
    for (let date = addDays(first, 1); date <= last; date = addDays(date, 1)) {
      const start = startOfDay(zone, date);
      const hours = (start - previous) / 3600;
      const skipped = zone === 'Pacific/Apia' && date === '2011-12-31';
      if (skipped) expect(hours).toBe(0);
      else {
        expect(hours).toBeGreaterThanOrEqual(23);
        expect(hours).toBeLessThanOrEqual(25.1);
        expect(dateAt(zone, start - 1) < date).toBe(true);
        if (date !== '2011-12-30') expect(dateAt(zone, start)).toBe(date);
      }
      previous = start;
    }
  });
});

describe('dayFloor and hourFloor', () => {
  it('never lie after the moment, and stay where they are once there', () => {
    fc.assert(
      fc.property(zones, moments, (zone, moment) => {
        for (const floor of [dayFloor, hourFloor]) {
          const start = floor(zone, moment);
          expect(start).toBeLessThanOrEqual(moment);
          expect(floor(zone, start)).toBe(start);
        }
        expect(moment - hourFloor(zone, moment)).toBeLessThan(2 * 3600);
        expect((hourFloor(zone, moment) + offsetAt(zone, hourFloor(zone, moment))) % 3600).toBe(0);
      }),
      { numRuns: 1000 },
    );
  });

  it.each(['Australia/Lord_Howe', 'Europe/London', 'America/St_Johns', 'Asia/Kathmandu'])(
    'finds the last full hour around every clock change of %s, as a search by the second does',
    (zone) => {
      const changes = changesOf(zone, seconds('2024-01-01T00:00:00Z'), seconds('2026-01-01T00:00:00Z'));
      expect(changes.length).toBe(zone === 'Asia/Kathmandu' ? 0 : 4);
      for (const change of changes) {
        for (let moment = change - 7200; moment <= change + 10_800; moment += 1499) {
          let expected = moment;
          // Offsets are whole minutes here, so after the first full minute steps of a minute are enough.
          while (expected % 60 !== 0) expected -= 1;
          while ((expected + offsetAt(zone, expected)) % 3600 !== 0) expected -= 60;
          expect(hourFloor(zone, moment)).toBe(expected);
        }
      }
    },
  );
});

describe('cutAtDays', () => {
  it('tiles a span with pieces of at most 24 hours, in every zone', () => {
    fc.assert(
      fc.property(zones, moments, fc.integer({ min: 1, max: 62 * 86_400 }), (zone, from, length) => {
        const pieces = cutAtDays(zone, { from, to: from + length });
        expect(pieces[0]?.from).toBe(from);
        expect(pieces.at(-1)?.to).toBe(from + length);
        for (const [index, piece] of pieces.entries()) {
          const next = pieces[index + 1];
          if (next) expect(next.from).toBe(piece.to);
          expect(piece.to).toBeGreaterThan(piece.from);
          expect(piece.to - piece.from).toBeLessThanOrEqual(86_400);
          // Whole days are never cut inside, but for one that is longer than 24 hours.
          if (next && piece.to - piece.from < 86_400) expect(dayFloor(zone, piece.to)).toBe(piece.to);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('cuts a longer span in the same places wherever it begins and ends', () => {
    const cuts = (from: string, to: string) =>
      cutAtDays('Europe/London', { from: seconds(from), to: seconds(to) }).map((piece) =>
        new Date(piece.to * 1000).toISOString().slice(0, 16),
      );
    expect(cuts('2026-10-23T12:00:00Z', '2026-10-26T06:00:00Z')).toEqual([
      '2026-10-23T23:00',
      '2026-10-24T23:00',
      // The day of 25 hours.
      '2026-10-25T23:00',
      '2026-10-26T00:00',
      '2026-10-26T06:00',
    ]);
    expect(cuts('2026-10-24T23:00:00Z', '2026-10-26T00:00:00Z')).toEqual(['2026-10-25T23:00', '2026-10-26T00:00']);
    expect(cuts('2026-11-23T05:00:00Z', '2026-11-24T05:00:00Z')).toEqual(['2026-11-24T05:00']);
    expect(cuts('2026-11-23T05:00:00Z', '2026-11-23T05:00:00Z')).toEqual([]);
  });

  it('goes on where a date comes twice and where one is left out', () => {
    // Until 2011 clocks in St John's went back at 00:01, from the new date to the old one.
    for (const [zone, date] of [
      ['America/St_Johns', '2008-11-01'],
      ['Pacific/Apia', '2011-12-28'],
    ] as const) {
      const start = startOfDay(zone, date);
      for (let from = start; from < start + 3 * 86_400; from += 1800) {
        const pieces = cutAtDays(zone, { from, to: start + 5 * 86_400 });
        expect(pieces.reduce((sum, piece) => sum + piece.to - piece.from, 0)).toBe(start + 5 * 86_400 - from);
        expect(pieces.filter((piece) => piece.to <= piece.from)).toEqual([]);
      }
    }
  });
});
