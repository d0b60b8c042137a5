import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Coverage, union } from '../../src/coverage.ts';
import { makePlan, type Plan, type Recorded } from '../../src/plan.ts';
import type { TimeSettings } from '../../src/settings/time.ts';
import { formatMoment, type Span } from '../../src/span.ts';
import missed from '../fixtures/cases/b14-drop-and-rerun.json' with { type: 'json' };

const DAY = 86_400;
const HOUR = 3600;
const NOW = Date.parse('2026-11-25T05:17:42.500Z');
const MIDNIGHT = s('2026-11-25T00:00:00Z');
/** What is older can't be read, with the margin. */
const EDGE = s('2026-09-26T05:27:43Z');
const ACCESS = ['mimecast_access_logs'];

function s(text: string): number {
  return Date.parse(text) / 1000;
}

function windowOf(given: Partial<Extract<TimeSettings, { kind: 'window' }>> = {}): TimeSettings {
  const window = { count: 1, unit: 'day' } as const;
  return { kind: 'window', window, timeZone: 'UTC', settle: 300, overlap: DAY, catchUp: true, ...given };
}

function recordOf(
  from: number,
  to: number,
  categories: Coverage['categories'] = ACCESS,
  recorded = to * 1000,
): Coverage {
  return { span: { from, to }, categories, recorded, run: undefined, manifest: '00' };
}

function pastOf(coverage: readonly Coverage[], categories: Coverage['categories'] = ACCESS): Recorded {
  return { coverage, categories };
}

/** Pieces as text, `why from to`, the midnights short. */
function told({ pieces }: Pick<Plan, 'pieces'>): string[] {
  return pieces.map(({ span, why }) => `${why} ${iso(span)}`);
}

function iso({ from, to }: Span): string {
  return [from, to]
    .map((moment) =>
      formatMoment(moment)
        .replace(/T00:00:00Z$|:00Z$/, '')
        .slice(5),
    )
    .join(' ');
}

const inside = (spans: readonly Span[], moment: number) => spans.some(({ from, to }) => moment >= from && moment < to);

const categories = fc.oneof(fc.constant('all' as const), fc.uniqueArray(fc.constantFrom('a', 'b'), { minLength: 1 }));
const zones = fc.constantFrom('UTC', 'Europe/London', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe');
/** Records of full hours in the last 75 days. */
const records = fc.array(
  fc
    .record({
      start: fc.integer({ min: 0, max: 75 * 24 }),
      hours: fc.integer({ min: 1, max: 12 * 24 }),
      codes: categories,
      recorded: fc.nat(1000),
    })
    .map(({ start, hours, codes, recorded }) => {
      const from = MIDNIGHT - start * HOUR;
      return recordOf(from, from + hours * HOUR, codes, recorded);
    }),
  { maxLength: 12 },
);

function expectApart({ pieces }: Plan): void {
  const sorted = pieces.map(({ span }) => span).toSorted((a, b) => a.from - b.from);
  for (const [index, span] of sorted.entries()) {
    expect(span.to).toBeGreaterThan(span.from);
    expect(span.to - span.from).toBeLessThanOrEqual(DAY);
    expect(span.from).toBeGreaterThanOrEqual(EDGE - 600);
    expect(span.to).toBeLessThanOrEqual(NOW / 1000 - 300);
    expect(span.from).toBeGreaterThanOrEqual(sorted[index - 1]?.to ?? 0);
  }
}

describe('a window after earlier runs', () => {
  it('alone is read if nothing is known of them', () => {
    expect(told(makePlan(windowOf(), NOW, undefined))).toEqual(['window 11-24 11-25']);
  });

  it('has an overlap before it, and no hole when all is covered', () => {
    const plan = makePlan(windowOf(), NOW, pastOf([recordOf(MIDNIGHT - 20 * DAY, MIDNIGHT - DAY)]));
    expect(told(plan)).toEqual(['overlap 11-23 11-24', 'window 11-24 11-25']);
    expect([plan.holes, plan.lost, plan.firstRun, plan.notes]).toEqual([[], [], false, []]);
  });

  it('of an hour has an overlap that is not cut at midnight', () => {
    const time = windowOf({ window: { count: 1, unit: 'hour' } });
    const plan = makePlan(time, NOW, pastOf([recordOf(MIDNIGHT, MIDNIGHT + 4 * HOUR)]));
    expect(told(plan)).toEqual(['overlap 11-24T04:00 11-25T04:00', 'window 11-25T04:00 11-25T05:00']);
  });

  it('has none with overlap 0s', () => {
    const plan = makePlan(windowOf({ overlap: 0 }), NOW, pastOf([recordOf(MIDNIGHT - 2 * DAY, MIDNIGHT - DAY)]));
    expect(told(plan)).toEqual(['window 11-24 11-25']);
  });

  it('fills ten missed days in one run, oldest first', () => {
    const plan = makePlan(windowOf(), NOW, pastOf([recordOf(MIDNIGHT - 20 * DAY, MIDNIGHT - 11 * DAY)]));
    const days = Array.from({ length: 9 }, (_, day) => `hole 11-${day + 14} 11-${day + 15}`);
    expect(told(plan)).toEqual([...days, 'overlap 11-23 11-24', 'window 11-24 11-25']);
    expect(plan.holes.map(iso)).toEqual(['11-14 11-24']);
  });

  it('leaves holes open without catch-up, and still names them', () => {
    const past = pastOf([recordOf(MIDNIGHT - 20 * DAY, MIDNIGHT - 11 * DAY)]);
    const plan = makePlan(windowOf({ catchUp: false }), NOW, past);
    expect(told(plan)).toEqual(['overlap 11-23 11-24', 'window 11-24 11-25']);
    expect(plan.holes.map(iso)).toEqual(['11-14 11-24']);
  });

  it('case B14: fills the day of a run that never came', () => {
    const end = s(missed.last_complete_to);
    const now = Date.parse(missed.run_starts[0] ?? '');
    const plan = makePlan(windowOf(), now, pastOf([recordOf(end - 5 * DAY, end)]));
    const read = union(plan.pieces.map(({ span }) => span));
    expect(read.length).toBe(1);
    expect(read[0]?.from).toBeLessThanOrEqual(end);
    expect(read[0]?.to).toBe(s('2026-06-10T00:00:00Z'));
  });

  it('fills what is readable of a hole, and gives up the rest, the same rest in each later run', () => {
    const [before, after] = [recordOf(EDGE - 10 * DAY, EDGE - 3 * DAY), recordOf(MIDNIGHT - 58 * DAY, MIDNIGHT)];
    const plan = makePlan(windowOf(), NOW, pastOf([before, after]));
    expect(told(plan).slice(0, 2)).toEqual(['hole 09-26T05:27:43Z 09-27', 'hole 09-27 09-28']);
    expect(plan.holes).toEqual([{ from: EDGE, to: MIDNIGHT - 58 * DAY }]);
    expect(plan.lost).toEqual([{ from: EDGE - 3 * DAY, to: EDGE }]);

    const filled = plan.holes.map(({ from, to }) => recordOf(from, to));
    const next = makePlan(windowOf(), NOW + DAY * 1000, pastOf([before, after, ...filled]));
    expect([next.holes, next.lost]).toEqual([[], plan.lost]);
  });

  it('after more than 60 days of silence fills the 60 days', () => {
    const plan = makePlan(windowOf(), NOW, pastOf([recordOf(MIDNIGHT - 90 * DAY, MIDNIGHT - 80 * DAY)]));
    expect(union(plan.pieces.map(({ span }) => span))).toEqual([{ from: EDGE, to: MIDNIGHT }]);
    expect(plan.lost).toEqual([{ from: MIDNIGHT - 80 * DAY, to: EDGE }]);
  });

  it('of 60 days needs no overlap', () => {
    const plan = makePlan(windowOf({ window: { count: 60, unit: 'day' } }), NOW, pastOf([recordOf(EDGE, MIDNIGHT)]));
    expect(plan.pieces.every(({ why }) => why === 'window')).toBe(true);
    expect(union(plan.pieces.map(({ span }) => span))).toEqual([{ from: EDGE, to: MIDNIGHT }]);
  });

  it('that is the first of its tenant says how to backfill', () => {
    const plan = makePlan(windowOf(), NOW, pastOf([]));
    expect(told(plan)).toEqual(['window 11-24 11-25']);
    expect(plan.firstRun).toBe(true);
    expect(plan.notes).toEqual([
      'This is the first run that is recorded for this tenant, so there is no hole to fill. To read what came before, run it once with start: 2026-09-27.',
    ]);
    // The advice can be followed for the rest of the day.
    const span: TimeSettings = {
      kind: 'span',
      start: s('2026-09-27T00:00:00Z'),
      end: undefined,
      timeZone: 'UTC',
      settle: 0,
    };
    expect(makePlan(span, s('2026-11-25T23:59:59Z') * 1000, undefined).unreachable).toBeUndefined();
  });

  it('that asks for a category for the first time has no holes of it, and says so', () => {
    const coverage = [
      recordOf(MIDNIGHT - 20 * DAY, MIDNIGHT - 10 * DAY, ['a']),
      recordOf(MIDNIGHT - 9 * DAY, MIDNIGHT, ['a']),
    ];
    const plan = makePlan(windowOf(), NOW, pastOf(coverage, ['a', 'b']));
    expect(plan.holes.map(iso)).toEqual(['11-15 11-16']);
    expect(plan.notes).toEqual([
      'No earlier run has covered b, so there is no hole of that to fill. To read what came before, run it once with start: 2026-09-27.',
    ]);
    const all = makePlan(windowOf(), NOW, pastOf(coverage, 'all'));
    expect([all.holes, all.firstRun, all.notes.length]).toEqual([[], false, 1]);
  });

  it('is, with overlap and readable holes, all that is read, each second once', () => {
    fc.assert(
      fc.property(
        records,
        categories,
        zones,
        fc.record({
          overlap: fc.integer({ min: 0, max: 80 }),
          days: fc.integer({ min: 1, max: 60 }),
          catchUp: fc.boolean(),
        }),
        (coverage, wanted, timeZone, { overlap, days, catchUp }) => {
          const time = windowOf({ window: { count: days, unit: 'day' }, timeZone, overlap: overlap * HOUR, catchUp });
          const plan = makePlan(time, NOW, pastOf(coverage, wanted));
          expectApart(plan);
          expect(plan.asked).toEqual(makePlan(time, NOW, undefined).asked);

          const spans = plan.pieces.map(({ span }) => span);
          const codes = wanted === 'all' ? ['all'] : wanted;
          const wrong: string[] = [];
          for (let moment = MIDNIGHT - 80 * DAY - HOUR / 2; moment < MIDNIGHT + DAY; moment += HOUR) {
            const hole =
              moment < plan.asked.from &&
              codes.some((code) => {
                const own = coverage.filter((one) => one.categories === 'all' || one.categories.includes(code));
                return (
                  own.some(({ span }) => span.from <= moment) &&
                  !inside(
                    own.map(({ span }) => span),
                    moment,
                  )
                );
              });
            const readable = moment >= EDGE;
            const again = coverage.length > 0 && moment >= plan.asked.from - overlap * HOUR && moment < plan.asked.from;
            const expected = [
              inside([plan.asked], moment) || (readable && (again || (catchUp && hole))),
              readable && hole,
              !readable && hole,
            ].join();
            const real = [inside(spans, moment), inside(plan.holes, moment), inside(plan.lost, moment)].join();
            if (real !== expected) wrong.push(`${formatMoment(moment)}: ${real}, not ${expected}`);
          }
          expect(wrong).toEqual([]);

          const order = { hole: 0, overlap: 1, window: 2, asked: 3 };
          const read = plan.pieces.map(({ span, why }) => order[why] * 1e12 + span.from);
          expect(read).toEqual(read.toSorted((a, b) => a - b));
        },
      ),
      { numRuns: 80 },
    );
  });

  it('leaves nothing to fill once its pieces are recorded', () => {
    fc.assert(
      fc.property(records, categories, zones, (coverage, wanted, timeZone) => {
        const time = windowOf({ timeZone });
        const plan = makePlan(time, NOW, pastOf(coverage, wanted));
        const done = plan.pieces.map(({ span }) => recordOf(span.from, span.to, wanted, NOW));
        const next = makePlan(time, NOW, pastOf([...coverage, ...done], wanted));
        expect([next.holes, next.lost, next.firstRun]).toEqual([[], plan.lost, false]);
      }),
    );
  });
});

describe('a span given by hand, after earlier runs', () => {
  const span = (start: number, end: number, timeZone = 'UTC'): TimeSettings => ({
    ...{ kind: 'span', start, end, timeZone, settle: 300 },
  });

  it('is read where it was never covered first, then where that is longest ago', () => {
    const day = (date: number) => s(`2026-11-0${date}T00:00:00Z`);
    const coverage = [
      recordOf(day(1), day(2), ACCESS, 500),
      recordOf(day(3), day(4), ACCESS, 300),
      recordOf(day(4), day(5), 'all', 900),
      recordOf(day(4), day(5), ACCESS, 100),
      // Another category does not count.
      recordOf(day(2), day(6), ['policy_logs'], 1000),
    ];
    const plan = makePlan(span(day(1), day(6)), NOW, pastOf(coverage));
    expect(told(plan)).toEqual([
      'asked 11-02 11-03',
      'asked 11-05 11-06',
      'asked 11-03 11-04',
      'asked 11-01 11-02',
      'asked 11-04 11-05',
    ]);
    expect([plan.holes, plan.lost, plan.firstRun]).toEqual([[], [], false]);
    expect(makePlan(span(day(1), day(6)), NOW, pastOf([])).firstRun).toBe(true);
  });

  it('goes on where its deadline stopped it, until all was read', () => {
    const time = span(MIDNIGHT - 59 * DAY, MIDNIGHT, 'Europe/London');
    const coverage: Coverage[] = [];
    const read: Span[] = [];
    for (let run = 0; run < 10; run += 1) {
      const { pieces } = makePlan(time, NOW, pastOf(coverage));
      for (const piece of pieces.slice(0, 7)) {
        read.push(piece.span);
        coverage.push(recordOf(piece.span.from, piece.span.to, ACCESS, NOW + coverage.length));
      }
    }
    expect(union(read)).toEqual([{ from: MIDNIGHT - 59 * DAY, to: MIDNIGHT }]);
    // 60 pieces: 58 days of London, one of them cut after 24 hours, and the rest of a day before. Then it begins again.
    const [first] = read;
    expect(first && read.findIndex(({ from }, index) => index > 0 && from === first.from)).toBe(60);
  });

  it('is read whole but for what is unreachable, each second once', () => {
    const start = fc.integer({ min: MIDNIGHT - 70 * DAY, max: MIDNIGHT - HOUR });
    fc.assert(
      fc.property(
        start,
        fc.integer({ min: 1, max: 75 * DAY }),
        records,
        categories,
        zones,
        (from, length, coverage, wanted, zone) => {
          fc.pre(from + length > EDGE);
          const plan = makePlan(span(from, from + length, zone), NOW, pastOf(coverage, wanted));
          expectApart(plan);
          const spans = union(plan.pieces.map((piece) => piece.span));
          expect(spans).toEqual([{ from: plan.unreachable?.to ?? from, to: plan.asked.to }]);
          expect(plan.unreachable?.from ?? from).toBe(from);
        },
      ),
    );
  });
});
