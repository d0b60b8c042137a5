import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contains, formatMoment, formatSpan } from '../../src/span.ts';

const SPAN = { from: 1_000, to: 2_000 };

describe('a span', () => {
  it('holds its first moment and not its last', () => {
    expect(contains(SPAN, 1_000_000)).toBe(true);
    expect(contains(SPAN, 999_999)).toBe(false);
    expect(contains(SPAN, 1_999_999)).toBe(true);
    expect(contains(SPAN, 2_000_000)).toBe(false);
  });

  it('that is empty holds nothing', () => {
    expect(contains({ from: 1_000, to: 1_000 }, 1_000_000)).toBe(false);
  });

  it('and the next one share no moment and leave none out', () => {
    const seconds = fc.integer({ min: 0, max: 4_000_000_000 });
    fc.assert(
      fc.property(seconds, seconds, seconds, fc.nat({ max: 999 }), (a, b, c, ms) => {
        const [from = 0, cut = 0, to = 0] = [a, b, c].sort((x, y) => x - y);
        for (const time of [from, cut, to].map((second) => second * 1000 + ms)) {
          const parts = [contains({ from, to: cut }, time), contains({ from: cut, to }, time)];
          expect(parts.filter(Boolean).length).toBe(contains({ from, to }, time) ? 1 : 0);
        }
      }),
    );
  });

  it('is written in UTC with whole seconds', () => {
    expect(formatMoment(1_795_564_800)).toBe('2026-11-25T00:00:00Z');
    expect(formatSpan({ from: 1_795_478_400, to: 1_795_564_799 })).toBe('2026-11-24T00:00:00Z to 2026-11-24T23:59:59Z');
  });
});
