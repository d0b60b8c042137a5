import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Coverage,
  coveredSpans,
  holesAfter,
  holesIn,
  lastCovered,
  lastCoveringIn,
  union,
} from '../../src/coverage.ts';
import type { Span } from '../../src/span.ts';

const spans = fc
  .tuple(fc.nat(60), fc.integer({ min: 1, max: 20 }))
  .map(([from, length]): Span => ({ from, to: from + length }));
const categories = fc.oneof(
  fc.constant('all' as const),
  fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { minLength: 1 }),
);
const records = fc.array(
  fc.record({
    span: spans,
    categories,
    recorded: fc.nat(100),
    run: fc.constant(undefined),
    manifest: fc.constant('00'),
  }),
  { maxLength: 12 },
);

/** The same by looking at each second alone. */
function isCovered(all: readonly Coverage[], wanted: readonly string[] | 'all', second: number): boolean {
  const here = all.filter(({ span }) => second >= span.from && second < span.to);
  if (wanted === 'all') return here.some((record) => record.categories === 'all');
  return wanted.every((code) => here.some((record) => record.categories === 'all' || record.categories.includes(code)));
}

const inside = (list: readonly Span[], second: number) => list.some(({ from, to }) => second >= from && second < to);

describe('coverage', () => {
  it('covers a second exactly if each category was covered there', () => {
    fc.assert(
      fc.property(records, categories, (all, wanted) => {
        const covered = coveredSpans(all, wanted);
        for (let second = 0; second < 90; second += 1) {
          expect(inside(covered, second)).toBe(isCovered(all, wanted, second));
        }
      }),
    );
  });

  it('tiles a span with what is covered and the holes, without gap or overlap', () => {
    fc.assert(
      fc.property(fc.array(spans, { maxLength: 10 }), spans, (covered, span) => {
        const holes = holesIn(span, covered);
        for (let second = 0; second < 90; second += 1) {
          const within = second >= span.from && second < span.to;
          expect(inside(holes, second)).toBe(within && !inside(covered, second));
        }
        expect(union(holes)).toEqual(holes);
      }),
    );
  });

  it('finds the holes of each category from its own beginning', () => {
    fc.assert(
      fc.property(records, categories, fc.nat(90), (all, wanted, until) => {
        const holes = holesAfter(all, wanted, until);
        for (let second = 0; second < 90; second += 1) {
          const open = (codes: readonly string[] | 'all') =>
            [...Array(second).keys()].some((before) => isCovered(all, codes, before)) && !isCovered(all, codes, second);
          const expected = wanted === 'all' ? open('all') : wanted.some((code) => open([code]));
          expect(inside(holes, second)).toBe(second < until && expected);
        }
        expect(union(holes)).toEqual(holes);
      }),
    );
  });

  it('knows when a span was last covered as a whole', () => {
    fc.assert(
      fc.property(records, categories, spans, (all, wanted, span) => {
        const times: number[] = [];
        for (let second = span.from; second < span.to; second += 1) {
          const here = all.filter((one) => second >= one.span.from && second < one.span.to);
          for (const code of [wanted].flat()) {
            const those = here.filter((one) => isCovered([one], code === 'all' ? code : [code], second));
            times.push(Math.max(...those.map(({ recorded }) => recorded)));
          }
        }
        const oldest = Math.min(...times);
        expect(lastCovered(all, span, wanted)).toBe(oldest === Number.NEGATIVE_INFINITY ? undefined : oldest);
      }),
    );
  });

  it('names the last record of a moment and category', () => {
    const record = (recorded: number, codes: readonly string[] | 'all'): Coverage => ({
      ...{ span: { from: 0, to: 10 }, categories: codes, recorded, run: undefined, manifest: String(recorded) },
    });
    const last = lastCoveringIn([record(1, 'all'), record(3, ['a']), record(2, ['b'])]);
    expect(last(5000, 'a')?.recorded).toBe(3);
    expect(last(5000, 'c')?.recorded).toBe(1);
    expect(last(5000, undefined)?.recorded).toBe(1);
    expect(last(10_000, 'a')).toBeUndefined();
  });

  it('names it whatever is asked in whichever order', () => {
    const one = fc.record({
      from: fc.nat(20),
      length: fc.integer({ min: 1, max: 8 }),
      codes: fc.constantFrom('all', 'a', 'b'),
    });
    const asked = fc.record({ second: fc.nat(30), code: fc.constantFrom('a', 'b', undefined) });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 8 }), fc.array(asked, { minLength: 1, maxLength: 12 }), (given, all) => {
        const records = given.map(
          ({ from, length, codes }, index): Coverage => ({
            ...{ span: { from, to: from + length }, categories: codes === 'all' ? 'all' : [codes] },
            ...{ recorded: (index * 7) % 5, run: undefined, manifest: String(index) },
          }),
        );
        const last = lastCoveringIn(records);
        for (const { second, code } of all) {
          const covers = records.filter(
            ({ span, categories }) =>
              second >= span.from && second < span.to && (categories === 'all' || (code && categories.includes(code))),
          );
          const newest = Math.max(...covers.map(({ recorded }) => recorded));
          expect(last(second * 1000, code)?.recorded ?? Number.NEGATIVE_INFINITY).toBe(newest);
        }
      }),
    );
  });
});
