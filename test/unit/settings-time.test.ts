import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import dates from '../fixtures/cases/b12-dates.json' with { type: 'json' };
import { errorOf, type Given, read, SOURCE, settingsOf } from './given.ts';

describe('start and end', () => {
  const timeOf = (given: Given) => {
    const { time } = settingsOf(given);
    if (time.kind !== 'span') throw new Error('not a span');
    return [time.start, time.end].map((s) => (s === undefined ? undefined : new Date(s * 1000).toISOString()));
  };

  it('case B12: accepts what exists and refuses what does not', () => {
    const results = dates.inputs.slice(0, 10).map(({ start, end }) => {
      try {
        const { time } = settingsOf({ start: start ?? '', end: end ?? '' });
        return time.kind === 'span' ? new Date(time.start * 1000).toISOString() : time.kind;
      } catch (error) {
        return (error as Error).message;
      }
    });
    const form =
      'allowed is a date, 2026-11-24, or a date and time with its zone, 2026-11-24T08:30:00Z or 2026-11-24T08:30:00+01:00.';
    expect(results).toEqual([
      '2024-02-29T00:00:00.000Z',
      'Input start is "2023-02-29T00:00:00Z": there is no such date or time.',
      'Input start is "2024-02-31T22:03:08Z": there is no such date or time.',
      'Input start is "2022-99-99": there is no such date or time.',
      '2026-04-20T02:08:50.000Z',
      '2026-04-20T08:08:50.000Z',
      'Input start is "2026-04-20T08:08:50": the time zone is missing; add Z for UTC or an offset such as +01:00.',
      `Input start is "2026-04-20T08:08:50+08": ${form}`,
      'window',
      'Input end is "2026-04-20T00:00:00Z": it must be later than start.',
    ]);
  });

  it('takes dates as whole days of the time zone', () => {
    const zone = { 'time-zone': 'Europe/London' };
    expect(timeOf({ start: '2026-10-25', end: '2026-10-25', ...zone })).toEqual([
      '2026-10-24T23:00:00.000Z',
      '2026-10-26T00:00:00.000Z',
    ]);
    expect(timeOf({ start: '2026-11-24', end: '2026-11-24' })).toEqual([
      '2026-11-24T00:00:00.000Z',
      '2026-11-25T00:00:00.000Z',
    ]);
    expect(timeOf({ start: '2024-03-10', ...zone, 'time-zone': 'America/Havana' })).toEqual([
      '2024-03-10T05:00:00.000Z',
      undefined,
    ]);
  });

  it('counts a fraction of a second up, at both ends', () => {
    expect(timeOf({ start: '2026-11-24T08:30:00.000Z', end: '2026-11-24T08:31:00.001Z' })).toEqual([
      '2026-11-24T08:30:00.000Z',
      '2026-11-24T08:31:01.000Z',
    ]);
  });

  it.each([
    ['start', '2026-11-24T24:00:00Z', 'no such date or time'],
    ['start', '2026-11-24T23:59:60Z', 'no such date or time'],
    ['start', '2026-11-24T08:30:00+15:00', 'no such offset'],
    ['start', '2026-11-24T08:30:00-05:60', 'no such offset'],
    ['start', '24.11.2026', 'allowed is a date'],
    ['start', '1764000000', 'allowed is a date'],
    ['start', '2026-11-24T08:30.5Z', 'allowed is a date'],
  ])('%s %s is refused', (input, value, message) => {
    expect(errorOf({ [input]: value }).message).toContain(message);
  });

  it('refuses an end alone and an empty span', () => {
    expect(errorOf({ end: '2026-11-24' }).message).toBe(
      'Input end is given without start; give both, or only start, or neither.',
    );
    const moment = '2026-11-24T08:30:00Z';
    expect(errorOf({ start: moment, end: moment }).input).toBe('end');
  });

  it('reads several spans, in the order given', () => {
    const given = {
      spans: '2026-11-09/2026-11-10, 2026-11-02\n2026-11-04T08:00Z/2026-11-04T09:00+00:00',
      'time-zone': 'UTC',
    };
    const { time, spans } = settingsOf(given);
    const shown = spans?.map((one) => (one.kind === 'span' ? [one.start, one.end] : []));
    const iso = (text: string) => Date.parse(text) / 1000;
    expect(shown).toEqual([
      [iso('2026-11-09'), iso('2026-11-11')],
      [iso('2026-11-02'), iso('2026-11-03')],
      [iso('2026-11-04T08:00Z'), iso('2026-11-04T09:00Z')],
    ]);
    expect(time).toEqual(spans?.[0]);
    expect(settingsOf({}).spans).toBeUndefined();
  });

  it.each([
    [{ spans: '2026-11-09/2026-11-08' }, 'its end must be later'],
    [{ spans: '2026-11-09/2026-11-10/2026-11-11' }, 'FROM/TO'],
    [{ spans: '2026-11-09/2026-11-10,2026-11-10' }, 'overlap'],
    [{ spans: '2026-11-09', start: '2026-11-09' }, 'together with start'],
    [{ spans: '2026-11-09/P2D' }, 'allowed is a date'],
    [{ spans: Array.from({ length: 21 }, (_, day) => `2026-10-${day + 10}`).join() }, '21 spans; allowed are 20'],
    [{ spans: '2026-11-09', command: 'report' }, 'for command collect only'],
  ])('refuses %j', (given, message) => {
    const error = errorOf(given);
    expect(error.message).toContain(message);
  });

  it('says that a window beside start is not used', () => {
    const { attempt, said } = read({ ...SOURCE, window: '7d', start: '2026-11-24' });
    expect(attempt().time.kind).toBe('span');
    expect(said.notices).toEqual(['Input start is given, so input window is not used.']);
    const all = read({ ...SOURCE, overlap: '1h', 'catch-up': 'true', start: '2026-11-24' });
    all.attempt();
    expect(all.said.notices).toEqual([
      'Input start is given, so input overlap is not used.',
      'Input start is given, so input catch-up is not used.',
    ]);
  });

  it('reads any moment back as it was written, with any offset', () => {
    const moment = fc.integer({ min: 1_500_000_000, max: 2_000_000_000 });
    fc.assert(
      fc.property(
        moment,
        fc.integer({ min: -14 * 60, max: 14 * 60 }),
        fc.constantFrom('', ':'),
        (start, minutes, colon) => {
          const wall = new Date((start + minutes * 60) * 1000).toISOString().slice(0, 19);
          const two = (value: number) => String(value).padStart(2, '0');
          const offset = `${minutes < 0 ? '-' : '+'}${two(Math.trunc(Math.abs(minutes) / 60))}${colon}${two(Math.abs(minutes) % 60)}`;
          expect(settingsOf({ start: wall + offset }).time).toMatchObject({ start });
        },
      ),
    );
  });
});
