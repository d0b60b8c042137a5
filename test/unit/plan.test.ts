import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { union } from '../../src/coverage.ts';
import { SettingsError } from '../../src/errors.ts';
import { parseEventTime } from '../../src/event.ts';
import { makePlan } from '../../src/plan.ts';
import type { TimeSettings } from '../../src/settings/time.ts';
import { contains, formatMoment, LOOKBACK_DAYS, type Span } from '../../src/span.ts';
import { addDays, dateAt, offsetAt, startOfDay } from '../../src/zone.ts';
import dst from '../fixtures/cases/b11-dst.json' with { type: 'json' };
import edges from '../fixtures/cases/b13-edges.json' with { type: 'json' };
import rerun from '../fixtures/cases/b14-drop-and-rerun.json' with { type: 'json' };

const NOW = Date.parse('2026-11-25T05:17:42.500Z');
const zones = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));

function ms(text: string): number {
  return Date.parse(text);
}

function windowOf(count: number, unit: 'hour' | 'day', timeZone = 'UTC', settle = 300): TimeSettings {
  return { kind: 'window', window: { count, unit }, timeZone, settle, overlap: 86_400, catchUp: true };
}

function spanOf(start: string, end?: string, settle = 300): TimeSettings {
  return {
    kind: 'span',
    start: ms(start) / 1000,
    end: end === undefined ? undefined : ms(end) / 1000,
    timeZone: 'UTC',
    settle,
  };
}

function iso(span: Span | undefined): string[] {
  return span ? [formatMoment(span.from), formatMoment(span.to)] : [];
}

describe('a window', () => {
  it.each([
    [windowOf(1, 'day'), '2026-11-25T05:17:42Z', '2026-11-24T00:00:00Z', '2026-11-25T00:00:00Z'],
    [windowOf(7, 'day'), '2026-11-25T05:17:42Z', '2026-11-18T00:00:00Z', '2026-11-25T00:00:00Z'],
    [windowOf(1, 'hour'), '2026-11-25T05:17:42Z', '2026-11-25T04:00:00Z', '2026-11-25T05:00:00Z'],
    [windowOf(6, 'hour'), '2026-11-25T05:17:42Z', '2026-11-24T23:00:00Z', '2026-11-25T05:00:00Z'],
    [windowOf(1, 'hour', 'Asia/Kolkata'), '2026-11-25T05:17:42Z', '2026-11-25T03:30:00Z', '2026-11-25T04:30:00Z'],
    [windowOf(1, 'day', 'America/New_York'), '2026-11-25T04:59:00Z', '2026-11-23T05:00:00Z', '2026-11-24T05:00:00Z'],
    // Not settled yet: the day that has just ended must wait for its late events; one second later it is read.
    [windowOf(1, 'day'), '2026-11-25T00:04:59.999Z', '2026-11-23T00:00:00Z', '2026-11-24T00:00:00Z'],
    [windowOf(1, 'day'), '2026-11-25T00:05:00.000Z', '2026-11-24T00:00:00Z', '2026-11-25T00:00:00Z'],
    [windowOf(1, 'hour', 'UTC', 0), '2026-11-25T05:00:00.000Z', '2026-11-25T04:00:00Z', '2026-11-25T05:00:00Z'],
    // Days with a clock change: 25 hours in London, 23 in Athens, and one whose midnight does not exist.
    [windowOf(1, 'day', 'Europe/London'), '2026-10-26T06:00:00Z', '2026-10-24T23:00:00Z', '2026-10-26T00:00:00Z'],
    [windowOf(1, 'day', 'Europe/Athens'), '2021-03-29T06:00:00Z', '2021-03-27T22:00:00Z', '2021-03-28T21:00:00Z'],
    [windowOf(1, 'day', 'America/Havana'), '2024-03-11T06:00:00Z', '2024-03-10T05:00:00Z', '2024-03-11T04:00:00Z'],
    // Samoa left out 30 December 2011: the day before the 31st is the 29th.
    [windowOf(1, 'day', 'Pacific/Apia'), '2011-12-30T12:00:00Z', '2011-12-29T10:00:00Z', '2011-12-30T10:00:00Z'],
    // Lord Howe's clocks go from 02:00 back to 01:30: from 01:00 to 02:00 are 90 minutes.
    [
      windowOf(1, 'hour', 'Australia/Lord_Howe'),
      '2026-04-04T15:40:00Z',
      '2026-04-04T14:00:00Z',
      '2026-04-04T15:30:00Z',
    ],
  ] as const)('case %#', (time, now, from, to) => {
    const plan = makePlan(time, ms(now), undefined);
    expect(iso(plan.asked)).toEqual([from, to]);
    expect(union(plan.pieces.map(({ span }) => span))).toEqual([plan.asked]);
    expect(plan.pieces.every(({ why }) => why === 'window')).toBe(true);
    expect([plan.unreachable, plan.notes]).toEqual([undefined, []]);
  });

  it('tiles: each begins where the one before ended, in every zone and over every clock change', () => {
    fc.assert(
      fc.property(
        zones,
        fc.integer({ min: ms('2020-01-01T00:00:00Z'), max: ms('2030-12-31T00:00:00Z') }),
        fc.constantFrom(
          ...([
            [1, 'day'],
            [7, 'day'],
            [1, 'hour'],
            [6, 'hour'],
          ] as const),
        ),
        (timeZone, now, [count, unit]) => {
          const time = windowOf(count, unit, timeZone, 0);
          const { asked } = makePlan(time, now, undefined);
          expect(asked.to * 1000).toBeLessThanOrEqual(now);
          expect(makePlan(time, asked.from * 1000, undefined).asked.to).toBe(asked.from);
          // It is the last one: the next piece has not ended.
          const piece = makePlan(windowOf(1, unit, timeZone, 0), asked.to * 1000 + 26 * 3_600_000, undefined).asked;
          expect(piece.to).toBeGreaterThan(asked.to);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it.each([
    'Europe/London',
    'America/New_York',
    'America/Santiago',
    'America/Havana',
    'Australia/Lord_Howe',
    'Africa/Cairo',
    'Pacific/Apia',
    'UTC',
  ])('is one local day, the same all day long, around every clock change of %s in ten years', (zone) => {
    const [first, last] = [ms('2020-01-01T00:00:00Z') / 1000, ms('2031-01-01T00:00:00Z') / 1000];
    const hours = new Set<number>();
    for (let moment = first; moment < last; moment += 86_400) {
      if (offsetAt(zone, moment) === offsetAt(zone, moment + 86_400)) continue;
      const changed = dateAt(zone, moment + 43_200);
      for (const after of [-1, 0, 1, 2, 3]) {
        const [from, to, end] = [-1, 0, 1].map((day) => startOfDay(zone, addDays(changed, after + day)));
        if (from === undefined || to === undefined || end === undefined) throw new Error('no day');
        hours.add((to - from) / 3600);
        const starts = [to, to + 1, (to + end) / 2, end - 1];
        const windows = starts.map((now) => makePlan(windowOf(1, 'day', zone, 0), now * 1000, undefined).asked);
        expect(windows).toEqual(starts.map(() => ({ from, to })));
      }
    }
    const short = zone === 'Australia/Lord_Howe' ? [23.5, 24, 24.5] : [23, 24, 25];
    expect([...hours].sort()).toEqual(zone === 'UTC' ? [] : short);
  });

  it('gives the same window whenever in the day the run starts', () => {
    const windows = ['00:05:00', '05:17:00', '13:30:00', '23:59:59'].map(
      (time) => makePlan(windowOf(1, 'day'), ms(`2026-11-25T${time}Z`), undefined).asked,
    );
    expect(new Set(windows.map((window) => iso(window).join())).size).toBe(1);
  });

  it('case B13: an event on the edge of two windows is in one of them', () => {
    const asked = ['2026-03-02T05:00:00Z', '2026-03-03T05:00:00Z'].map(
      (now) => makePlan(windowOf(1, 'day'), ms(now), undefined).asked,
    );
    expect(asked.map(iso)).toEqual(edges.windows.map((pair) => pair.map((moment) => moment.replace('+0000', 'Z'))));
    const times = edges.events.map((event) => parseEventTime(event.eventTime) ?? Number.NaN);
    const counts = asked.map((span) => times.filter((time) => contains(span, time)).length);
    expect(counts).toEqual(Object.values(edges.expect.count_per_day_report));
  });

  it('that begins just inside the 60 days is whole', () => {
    const plan = makePlan(windowOf(59, 'day'), NOW, undefined);
    expect(iso(plan.asked)).toEqual(['2026-09-27T00:00:00Z', '2026-11-25T00:00:00Z']);
    expect(plan.notes).toEqual([]);
  });

  it('of 60 days is cut to what Mimecast gives out, and says so', () => {
    const plan = makePlan(windowOf(60, 'day'), NOW, undefined);
    expect(iso(plan.asked)).toEqual(['2026-09-26T05:27:43Z', '2026-11-25T00:00:00Z']);
    expect(plan.pieces.length).toBe(60);
    expect(union(plan.pieces.map(({ span }) => span))).toEqual([plan.asked]);
    expect(plan.unreachable).toBeUndefined();
    expect(plan.notes).toEqual([
      'Mimecast gives out 60 days: the window begins at 2026-09-26T05:27:43Z instead of 2026-09-26T00:00:00Z.',
    ]);
  });
});

describe('a re-run', () => {
  const first = ms(rerun.rerun.first_attempt);
  const second = ms(rerun.rerun.second_attempt);

  it('case B14: reads the window of its first attempt, and says so', () => {
    const meant = makePlan(windowOf(1, 'day'), first, undefined).asked;
    const plan = makePlan(windowOf(1, 'day'), second, undefined, first);
    expect(plan.asked).toEqual(meant);
    expect(iso(meant)).toEqual(['2026-06-10T00:00:00Z', '2026-06-11T00:00:00Z']);
    expect(plan.notes).toEqual([
      'This is a re-run: it reads the window of its first attempt, 2026-06-10T00:00:00Z to 2026-06-11T00:00:00Z.',
    ]);
  });

  it('on the same day reads the same window, without a word', () => {
    const plan = makePlan(windowOf(1, 'day'), first + 3_600_000, undefined, first);
    expect(plan).toEqual(makePlan(windowOf(1, 'day'), first, undefined));
  });

  it('reads nothing that is not settled, also if the clock of GitHub is ahead', () => {
    const plan = makePlan(windowOf(1, 'hour'), first, undefined, first + 7_200_000);
    expect(plan).toEqual(makePlan(windowOf(1, 'hour'), first, undefined));
  });

  it('reads the last window if its own can no longer be read, and says so', () => {
    const plan = makePlan(windowOf(1, 'day'), first + 70 * 86_400_000, undefined, first);
    expect(iso(plan.asked)).toEqual(['2026-08-19T00:00:00Z', '2026-08-20T00:00:00Z']);
    expect(plan.notes).toEqual([
      'This is a re-run, but the window of its first attempt, 2026-06-10T00:00:00Z to 2026-06-11T00:00:00Z, is older than the 60 days that Mimecast gives out: the last window is read.',
    ]);
  });

  it('of a window that is partly too old is cut', () => {
    const plan = makePlan(windowOf(30, 'day'), first + 50 * 86_400_000, undefined, first);
    expect(iso(plan.asked)).toEqual(['2026-06-01T05:50:00Z', '2026-06-11T00:00:00Z']);
    expect(plan.notes.length).toBe(2);
  });
});

describe('a span given by hand', () => {
  it('is read as it is', () => {
    const plan = makePlan(spanOf('2026-11-01T00:00:00Z', '2026-11-08T00:00:00Z'), NOW, undefined);
    expect(iso(plan.asked)).toEqual(['2026-11-01T00:00:00Z', '2026-11-08T00:00:00Z']);
    const days = Array.from({ length: 7 }, (_, day) => [`2026-11-0${day + 1}`, `2026-11-0${day + 2}`]);
    expect(plan.pieces.map(({ span }) => iso(span))).toEqual(
      days.map((pair) => pair.map((date) => `${date}T00:00:00Z`)),
    );
    expect(plan).toEqual({
      ...{ pieces: plan.pieces, asked: plan.asked, unreachable: undefined, notes: [] },
      ...{ holes: [], lost: [], firstRun: false },
    });
  });

  it('without an end goes up to now less settle, which needs no note', () => {
    const plan = makePlan(spanOf('2026-11-01T00:00:00Z'), NOW, undefined);
    expect(iso(plan.asked)[1]).toBe('2026-11-25T05:12:42Z');
    expect(plan.notes).toEqual([]);
  });

  it('with an end in the future is cut, and says so', () => {
    const plan = makePlan(spanOf('2026-11-25T00:00:00Z', '2026-11-25T06:17:42Z'), NOW, undefined);
    expect(iso(plan.asked)).toEqual(['2026-11-25T00:00:00Z', '2026-11-25T05:12:42Z']);
    expect(plan.notes).toEqual([
      'Input end is 2026-11-25T06:17:42Z: the span ends at 2026-11-25T05:12:42Z instead, since nothing younger than 300 s (settle) is read.',
    ]);
  });

  it('that is partly too old keeps the reachable part, and names the rest', () => {
    const plan = makePlan(spanOf('2026-09-01T00:00:00Z', '2026-11-01T00:00:00Z'), NOW, undefined);
    expect(iso(plan.asked)).toEqual(['2026-09-01T00:00:00Z', '2026-11-01T00:00:00Z']);
    expect(union(plan.pieces.map(({ span }) => span)).map(iso)).toEqual([
      ['2026-09-26T05:27:43Z', '2026-11-01T00:00:00Z'],
    ]);
    expect(iso(plan.unreachable)).toEqual(['2026-09-01T00:00:00Z', '2026-09-26T05:27:43Z']);
  });

  it.each([
    ['2026-09-26T05:17:42Z', '2026-09-26T05:17:44Z', '2026-09-26T05:17:43Z', 1],
    ['2026-09-26T05:17:43Z', '2026-09-26T05:17:44Z', '2026-09-26T05:17:43Z', 0],
  ])('is cut to the second: %s to %s', (start, end, from, lost) => {
    const plan = makePlan(spanOf(start, end), NOW, undefined);
    expect(plan.pieces.map(({ span }) => iso(span))).toEqual([[from, end]]);
    expect(plan.unreachable ? plan.unreachable.to - plan.unreachable.from : 0).toBe(lost);
  });

  it.each([
    [
      '2026-09-26T05:17:42Z',
      '2026-09-26T05:17:43Z',
      /wholly older than the 60 days that Mimecast gives out, allowed is 2026-09-26T05:17:43Z or later\.$/,
    ],
    [
      '2024-02-29T00:00:00Z',
      '2024-03-01T00:00:00Z',
      /^Input start is 2024-02-29T00:00:00Z: .* wholly older than the 60 days/,
    ],
    ['2026-11-25T05:12:42Z', undefined, /^Input start is 2026-11-25T05:12:42Z: it must be before 2026-11-25T05:12:42Z/],
    ['2027-01-01T00:00:00Z', '2027-01-02T00:00:00Z', /^Input start is 2027-01-01T00:00:00Z: it must be before/],
  ])('from %s to %s is refused', (start, end, message) => {
    const attempt = () => makePlan(spanOf(start, end), NOW, undefined);
    expect(attempt).toThrow(SettingsError);
    expect(attempt).toThrow(message);
  });

  it('never asks for what is empty, too old or not settled', () => {
    const second = fc.integer({
      min: Math.floor(NOW / 1000) - 100 * 86_400,
      max: Math.floor(NOW / 1000) + 10 * 86_400,
    });
    fc.assert(
      fc.property(second, fc.integer({ min: 1, max: 90 * 86_400 }), (start, length) => {
        const time: TimeSettings = { kind: 'span', start, end: start + length, timeZone: 'UTC', settle: 300 };
        let plan: ReturnType<typeof makePlan>;
        try {
          plan = makePlan(time, NOW, undefined);
        } catch (error) {
          expect(error).toBeInstanceOf(SettingsError);
          expect(start >= NOW / 1000 - 301 || start + length <= NOW / 1000 - LOOKBACK_DAYS * 86_400 + 1).toBe(true);
          return;
        }
        const [span, ...others] = union(plan.pieces.map((piece) => piece.span));
        if (!span) throw new Error('no span');
        expect(others).toEqual([]);
        expect(span.from).toBeLessThan(span.to);
        expect(span.from).toBeGreaterThanOrEqual(NOW / 1000 - LOOKBACK_DAYS * 86_400);
        expect(span.to).toBeLessThanOrEqual(NOW / 1000 - 300);
        expect(plan.asked.from).toBe(start);
        if (plan.unreachable) expect(plan.unreachable).toEqual({ from: start, to: span.from });
        else expect(span.from).toBe(start);
      }),
    );
  });
});

describe('case B11: the zone of the host plays no part', () => {
  it.each(['UTC', 'Europe/London', 'Europe/Bratislava', 'America/Sao_Paulo', 'Asia/Kolkata'])(
    'on a host in %s',
    (TZ) => {
      const plan = join(import.meta.dirname, '../../src/plan.ts');
      const script = `
      import { makePlan } from ${JSON.stringify(plan)};
      const day = (timeZone, now, count = 1) =>
        makePlan({ kind: 'window', window: { count, unit: 'day' }, timeZone, settle: 0 }, Date.parse(now), undefined).asked;
      process.stdout.write(JSON.stringify([
        day('Europe/Athens', '2021-03-28T12:00:00Z'), day('Europe/Athens', '2021-03-29T12:00:00Z'),
        day('UTC', '2026-10-25T23:30:00Z'), day('Europe/London', '2026-10-26T12:00:00Z'),
        day('UTC', '2020-10-31T00:00:00Z', 60),
      ]));`;
      const args = ['--no-warnings', '--input-type=module', '--eval', script];
      const spans = JSON.parse(execFileSync(process.execPath, args, { env: { TZ } }).toString()) as Span[];
      const athens = dst.moments.flatMap((moment) => (moment.day_in_utc ? [moment.day_in_utc] : []));
      expect(athens.length).toBe(2);
      expect(spans.map(iso)).toEqual([
        ...athens,
        ['2026-10-24T00:00:00Z', '2026-10-25T00:00:00Z'],
        ['2026-10-24T23:00:00Z', '2026-10-26T00:00:00Z'],
        ['2020-09-01T00:00:00Z', '2020-10-31T00:00:00Z'],
      ]);
    },
  );

  it('counts 100 days as 100 windows', () => {
    const { from, to } = dst.moments.find((moment) => moment.days_between) ?? {};
    let days = 0;
    for (let end = ms(to ?? ''); end > ms(from ?? ''); days += 1) {
      end = makePlan(windowOf(1, 'day', 'UTC', 0), end, undefined).asked.from * 1000;
    }
    expect(days).toBe(100);
  });
});
