import { describe, expect, it } from 'vitest';
import { play, type Told } from '../months/play.ts';
import { stories } from '../months/stories.ts';
import type { Story } from '../months/story.ts';
import { AFTERWARDS, answerOf, judge } from '../months/verdict.ts';
import { documented, holds, isDue, resolve, timeOf } from '../months/workflow.ts';

/** 60 days, and other seeds: `npm run months`. */
const DAYS = 13;
const FRAME = { seed: 1, days: DAYS + 80, deed: 1 };
/** More than a month goes by before this one can be seen. */
const LONG = /no longer offers a category/;

describe('the workflows of the README, day after day', () => {
  const all = stories(FRAME).filter(({ name }) => !LONG.test(name));

  it.each(all.map((story) => [story.name, story] as const))('%s', { timeout: 300_000 }, async (_name, story) => {
    const answered = answerOf(story, DAYS);
    const told = await play(story, story.since === undefined ? DAYS : answered + AFTERWARDS, answered);
    expect(judge(story, told, answered).faults).toEqual([]);
  });
});

describe('how a play is judged', () => {
  const story: Story = { name: 'x', placed: [], approvals: '', since: 3 };
  const quiet: Told = { day: 0, workflow: 'Mimecast audit', red: false, annotations: [], open: 0, lines: [] };
  const days = (change: (day: number) => Partial<Told>, last = 16): Told[] =>
    Array.from({ length: last }, (_, day) => ({ ...quiet, day, ...change(day) }));

  it('is content if something is heard until it is answered', () => {
    const { faults, ...first } = judge(
      story,
      days((day) => ({ open: day >= 4 && day < 11 ? 1 : 0, red: day === 5 })),
      11,
    );
    expect(faults).toEqual([]);
    expect(first).toEqual({ red: 5, annotation: undefined, issue: 4 });
  });

  it.each([
    ['it is never heard', () => ({}), 'never heard'],
    ['it is heard once', (day: number) => ({ red: day === 4 }), 'day 5, Mimecast audit: silent again'],
    ['it is heard too late', (day: number) => ({ red: day === 15 }), 'heard only on day 15, 12 days later'],
    ['the answer is not heeded', (day: number) => ({ red: day > 3 }), 'day 12, Mimecast audit: still loud'],
    ['it is loud before', (day: number) => ({ annotations: day < 11 ? ['?'] : [] }), 'day 0, Mimecast audit: loud'],
  ])('finds a fault where %s', (_what, change, fault) => {
    expect(judge(story, days(change), 11).faults.join()).toContain(fault);
  });

  it('finds a fault in honest days that are loud', () => {
    const honest: Story = { name: 'x', placed: [], approvals: '', since: undefined };
    expect(
      judge(
        honest,
        days(() => ({})),
        17,
      ).faults,
    ).toEqual([]);
    expect(
      judge(
        honest,
        days((day) => ({ open: day === 9 ? 1 : 0 })),
        17,
      ).faults,
    ).toHaveLength(1);
  });
});

describe('a workflow', () => {
  const contexts = { secrets: { A: 'canary' }, vars: { B: '' }, inputs: {}, github: { event_name: 'schedule' } };

  it('has its expressions resolved as GitHub does', () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of GitHub's
    const given = ['${{ secrets.A }}', '${{ inputs.x || vars.B }}', "${{ vars.B || 'UTC' }}", 'a ${{ vars.C }}b', true];
    expect(given.map((value) => resolve(value, contexts))).toEqual(['canary', '', 'UTC', 'a b', 'true']);
    expect(holds("github.event_name != 'schedule' || vars.B == 'true'", contexts)).toBe(false);
    expect(holds("github.event_name == 'schedule'", contexts)).toBe(true);
    expect(() => holds('contains(github.ref, 1)', contexts)).toThrow('not played');
  });

  it('starts when its schedule says', () => {
    expect(isDue('43 6 * * 0', Date.UTC(2026, 9, 4))).toBe(true);
    expect(isDue('43 6 * * 0', Date.UTC(2026, 9, 5))).toBe(false);
    expect(isDue('23 9 1 * *', Date.UTC(2026, 9, 1))).toBe(true);
    expect(timeOf('17 5 * * *')).toBe((5 * 60 + 17) * 60_000);
  });

  it('is found in the README, whole', () => {
    const { setUp, daily, audit, report, categories } = documented();
    for (const { jobs } of [setUp, daily, audit, report, categories]) expect(Object.keys(jobs)).toHaveLength(1);
  });
});
