import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { STANDINGS } from '../../src/report/account-verdict.ts';
import { type Bar, timeline } from '../../src/report/timeline.ts';

const NOON = Date.UTC(2026, 9, 15, 12);
const HOUR = 3_600_000;

function bars(count: number, apart = HOUR): Bar[] {
  return Array.from({ length: count }, (_, index) => {
    const first = NOON + index * apart;
    return { name: `S${index + 1}`, standing: index === 0 ? 'open' : 'expected', first, last: first + 754_000 };
  });
}

describe('the timeline', () => {
  it('shows the sessions on the clock of the time zone', () => {
    expect(timeline(bars(3), 'Europe/London')).toEqual([
      [
        '```mermaid',
        'gantt',
        '    dateFormat YYYY-MM-DD HH:mm',
        '    axisFormat %H:%M',
        '    todayMarker off',
        '    section Open',
        '    S1 :crit, 2026-10-15 13:00, 2026-10-15 13:13',
        '    section As agreed',
        '    S2 :done, 2026-10-15 14:00, 2026-10-15 14:13',
        '    S3 :done, 2026-10-15 15:00, 2026-10-15 15:13',
        '```',
      ].join('\n'),
    ]);
  });

  it('names the day where there are two', () => {
    expect(timeline(bars(2, 20 * HOUR), 'UTC')[0]).toContain('axisFormat %d %H:%M');
  });

  it('is there only where it helps', () => {
    expect(timeline([], 'UTC')).toEqual([]);
    expect(timeline(bars(1), 'UTC')).toEqual([]);
    expect(timeline(bars(13, 60_000), 'UTC')).toEqual([]);
    expect(timeline(bars(2, 48 * HOUR), 'UTC')).toEqual([]);
    expect(timeline(bars(12, 60_000), 'UTC')).toHaveLength(1);
  });

  it('is left out over a change of the clock, where an hour comes twice', () => {
    const change = Date.UTC(2026, 9, 25, 1);
    const around: Bar[] = [change - HOUR, change + HOUR].map((first, index) => ({
      ...{ name: `S${index}`, standing: 'open', first, last: first },
    }));
    expect(timeline(around, 'Europe/London')).toEqual([]);
    expect(timeline(around, 'UTC')).toHaveLength(1);
  });

  it('is made of known lines only, and every bar has a length', () => {
    const bar = fc.record({
      standing: fc.constantFrom(...STANDINGS),
      first: fc.integer({ min: NOON, max: NOON + 20 * HOUR }),
      length: fc.integer({ min: 0, max: 4 * HOUR }),
    });
    const line =
      /^(?:```mermaid|gantt|```| {4}(?:dateFormat YYYY-MM-DD HH:mm|axisFormat (?:%d )?%H:%M|todayMarker off|section [A-Z][a-z ]+|S\d+ :(?:crit|active|done), (\d{4}-\d\d-\d\d \d\d:\d\d), (\d{4}-\d\d-\d\d \d\d:\d\d)))$/;
    fc.assert(
      fc.property(fc.array(bar, { minLength: 2, maxLength: 12 }), (some) => {
        const made = some.map(({ standing, first, length }, index) => ({
          ...{ name: `S${index + 1}`, standing, first, last: first + length },
        }));
        const [chart = ''] = timeline(made, 'Europe/London');
        for (const text of chart.split('\n')) {
          const match = line.exec(text);
          expect(match, text).not.toBeNull();
          const [, from, to] = match ?? [];
          if (from !== undefined && to !== undefined) expect(from < to).toBe(true);
        }
      }),
    );
  });
});
