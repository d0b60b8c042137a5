import { describe, expect, it } from 'vitest';
import { calendarOf, type Known, trendOf } from '../../src/calendar.ts';
import type { Coverage } from '../../src/coverage.ts';

const at = (text: string) => Date.parse(text) / 1000;
const NONE = { 'signed-in': 0, 'sign-in-failed': 0, 'signed-out': 0, seen: 0, changed: 0, exported: 0, unknown: 0 };

function covered(from: string, to: string, categories: Coverage['categories'] = 'all'): Coverage {
  return { span: { from: at(from), to: at(to) }, categories, recorded: 0, run: undefined, manifest: 'm' };
}

function known(more: Partial<Known> = {}): Known {
  return {
    timeZone: 'Europe/London',
    now: at('2026-10-28T06:00:00Z'),
    coverage: [covered('2026-10-24T23:00:00Z', '2026-10-26T12:00:00Z')],
    categories: 'all',
    looked: { from: 0, to: Number.POSITIVE_INFINITY },
    sessions: [
      { first: Date.parse('2026-10-25T23:59:59Z'), counts: { ...NONE, seen: 3, changed: 2 } },
      { first: Date.parse('2026-10-26T00:00:00Z'), counts: { ...NONE, unknown: 1 } },
      { first: Date.parse('2026-10-26T10:00:00Z'), counts: { ...NONE, 'signed-in': 1 } },
    ],
    sessionsSince: Date.parse('2026-10-24T00:00:00Z'),
    ...more,
  };
}

describe('calendarOf', () => {
  it('tells of each day how it is covered and what began on it, over a change of clocks', () => {
    // Until midnight of London's 28th, the day of 25 hours among them.
    expect(calendarOf(at('2026-10-29T00:00:00Z'), 5, known())).toEqual([
      { date: '2026-10-24', coverage: 'hole', sessions: undefined },
      { date: '2026-10-25', coverage: 'covered', sessions: 1 },
      { date: '2026-10-26', coverage: 'partly', sessions: 2 },
      { date: '2026-10-27', coverage: 'hole', sessions: 0 },
      { date: '2026-10-28', coverage: 'future', sessions: 0 },
    ]);
  });

  it('ends with the day in which the period ends', () => {
    expect(calendarOf(at('2026-10-26T10:00:00Z'), 2, known()).map(({ date }) => date)).toEqual([
      '2026-10-25',
      '2026-10-26',
    ]);
  });

  it('knows no coverage without Elastic, and no sessions but those of the run', () => {
    const days = calendarOf(at('2026-10-27T00:00:00Z'), 3, known({ coverage: undefined, sessionsSince: undefined }));
    expect(days.map(({ coverage }) => coverage)).toEqual(['unknown', 'unknown', 'unknown']);
    expect(days.map(({ sessions }) => sessions)).toEqual([undefined, 1, 2]);
  });

  it('says "not looked at" of days of which nothing was asked, never "not read" (D42)', () => {
    const looked = { from: at('2026-10-25T12:00:00Z'), to: at('2026-10-28T00:00:00Z') };
    const days = calendarOf(at('2026-10-29T00:00:00Z'), 6, known({ looked, now: at('2026-12-07T06:00:00Z') }));
    expect(days.map(({ date, coverage }) => `${date} ${coverage}`)).toEqual([
      '2026-10-23 not-looked-at',
      '2026-10-24 not-looked-at',
      // What is covered is known to be, whatever was asked.
      '2026-10-25 covered',
      '2026-10-26 partly',
      '2026-10-27 hole',
      '2026-10-28 not-looked-at',
    ]);
  });

  it('counts a day as covered only if each category is', () => {
    const coverage = [covered('2026-10-24T23:00:00Z', '2026-10-26T00:00:00Z', ['a'])];
    const days = (categories: Known['categories']) =>
      calendarOf(at('2026-10-26T00:00:00Z'), 1, known({ coverage, categories }))[0]?.coverage;
    expect([days(['a']), days(['a', 'b']), days('all')]).toEqual(['covered', 'hole', 'hole']);
  });
});

describe('trendOf', () => {
  const sessionsSince = Date.parse('2026-07-15T00:00:00Z');

  it('adds up whole months, from the first that is known', () => {
    const sessions = [
      { first: Date.parse('2026-07-20T00:00:00Z'), counts: { ...NONE, seen: 9 } },
      { first: Date.parse('2026-08-20T00:00:00Z'), counts: { ...NONE, seen: 1 } },
      { first: Date.parse('2026-08-31T23:30:00Z'), counts: { ...NONE, seen: 2, unknown: 1 } },
    ];
    const coverage = [covered('2026-08-31T23:00:00Z', '2026-09-15T23:00:00Z')];
    expect(trendOf(at('2026-10-01T00:00:00Z'), 13, known({ sessions, coverage, sessionsSince }))).toEqual([
      { month: '2026-08', sessions: 1, acts: 1, covered: 0 },
      { month: '2026-09', sessions: 1, acts: 3, covered: 0.5 },
      // Of the month that is not over only what is over counts.
      { month: '2026-10', sessions: 0, acts: 0, covered: 0 },
    ]);
  });

  it('has as many months as are asked for, over the turn of a year', () => {
    const months = trendOf(at('2027-01-20T00:00:00Z'), 3, known({ now: at('2027-01-20T00:00:00Z'), sessionsSince }));
    expect(months.map(({ month }) => month)).toEqual(['2026-11', '2026-12', '2027-01']);
  });

  it('begins with the first month of which something was read, or in which somebody came', () => {
    const until = at('2026-10-28T00:00:00Z');
    const months = (more: Partial<Known>) =>
      trendOf(until, 13, known({ sessionsSince: Date.parse('2026-01-01T00:00:00Z'), sessions: [], ...more })).map(
        ({ month }) => month,
      );
    expect(months({ coverage: [covered('2026-09-10T00:00:00Z', '2026-09-11T00:00:00Z')] })).toEqual([
      '2026-09',
      '2026-10',
    ]);
    expect(months({ coverage: [] })).toEqual([]);
    const sessions = [{ first: Date.parse('2026-08-20T00:00:00Z'), counts: { ...NONE, seen: 1 } }];
    expect(months({ coverage: [], sessions })).toEqual(['2026-08', '2026-09', '2026-10']);
  });

  it('gives a share only of months that were looked at whole, or covered whole (D42)', () => {
    const looked = { from: at('2026-10-08T00:00:00Z'), to: Number.POSITIVE_INFINITY };
    const coverage = [
      covered('2026-08-31T23:00:00Z', '2026-09-30T23:00:00Z'),
      covered('2026-10-08T00:00:00Z', '2026-12-01T00:00:00Z'),
    ];
    const months = trendOf(
      at('2026-12-01T00:00:00Z'),
      13,
      known({ looked, coverage, sessionsSince, now: at('2026-12-07T00:00:00Z') }),
    );
    expect(months.map(({ month, covered: share }) => [month, share])).toEqual([
      ['2026-09', 1],
      ['2026-10', undefined],
      ['2026-11', 1],
    ]);
  });

  it('says nothing where nothing is held', () => {
    expect(trendOf(at('2026-10-01T00:00:00Z'), 13, known({ sessionsSince: undefined }))).toEqual([]);
  });
});
