import { describe, expect, it } from 'vitest';
import { judge, type Outcome, type Planted } from '../honesty/verdict.ts';

const BAD: Planted = { keys: ['a'], kinds: ['unexplained-access'], verdict: 'unexplained' };

function outcome(more: Partial<Outcome> = {}): Outcome {
  const found = [{ kind: 'unexplained-access', keys: ['a'] }];
  const told = [
    [
      { verdict: 'unexplained', keys: ['a'] },
      { verdict: 'expected', keys: ['ok'] },
    ],
  ];
  return { found, told, red: [], runs: 1, ...more };
}

describe('the verdict on a history of accesses', () => {
  it('is clean where what was planted was found and told, and nothing else', () => {
    expect(judge([BAD], outcome())).toMatchObject({ planted: 1, caught: 1, missed: 0, falseAlarms: 0, faults: [] });
  });

  it.each<[string, Partial<Outcome>, object]>([
    ['misses what no finding names', { found: [] }, { caught: 0, missed: 1 }],
    ['misses what no account tells of', { told: [[{ verdict: 'expected', keys: ['a'] }]] }, { caught: 0, missed: 1 }],
    [
      'calls a finding about what was agreed to false',
      { found: [...outcome().found, { kind: 'content-viewed', keys: ['ok'] }] },
      { caught: 1, falseAlarms: 1 },
    ],
    [
      'calls a finding that names too much false',
      { found: [{ kind: 'unexplained-access', keys: ['a', 'ok'] }] },
      { falseAlarms: 1 },
    ],
    [
      'calls a verdict on what was agreed to false',
      { told: [...outcome().told, [{ verdict: 'against-policy', keys: ['ok'] }]] },
      { falseAlarms: 1 },
    ],
    [
      'calls a finding that is raised again false',
      { found: [...outcome().found, ...outcome().found] },
      { falseAlarms: 1 },
    ],
  ])('%s', (_name, more, counts) => {
    const verdict = judge([BAD], outcome(more));
    expect(verdict).toMatchObject(counts);
    expect(verdict.faults.length).toBeGreaterThan(0);
  });

  it('wants nothing of what no data tells, and takes a finding about it as false', () => {
    const blind: Planted = { keys: ['x'], kinds: ['unexplained-access'], blind: 'nothing names the staff' };
    const quiet = outcome({ found: [], told: [[{ verdict: 'expected', keys: ['ok'] }]] });
    expect(judge([blind], quiet)).toMatchObject({
      blind: 1,
      missed: 0,
      reasons: ['nothing names the staff'],
      faults: [],
    });
    const found = [{ kind: 'unexplained-access', keys: ['x'] }];
    expect(judge([blind], { ...quiet, found }).falseAlarms).toBe(1);
  });

  it('is never clean where nothing was planted or told, or a run was red', () => {
    expect(judge([], outcome({ found: [] })).faults).toContain('nothing was planted');
    expect(judge([BAD], outcome({ told: [[]] })).faults).toContain('no account tells of any session');
    expect(judge([BAD], outcome({ red: ['day 3: exit 1'] })).faults).toContain('a run was red: day 3: exit 1');
  });

  it('wants what was agreed to be told as expected, without any finding', () => {
    const good: Planted = { keys: ['ok', 'fine'], kinds: [], verdict: 'expected' };
    const parts = ['ok', 'fine'].map((key) => [{ verdict: 'expected', keys: [key] }]);
    const quiet = outcome({ found: [], told: parts });
    expect(judge([good], quiet)).toMatchObject({ caught: 1, missed: 0, falseAlarms: 0, faults: [] });
    expect(judge([good], { ...quiet, told: parts.slice(0, 1) })).toMatchObject({ missed: 1 });
    const accused = [...parts, [{ verdict: 'unexplained', keys: ['ok', 'fine'] }]];
    expect(judge([good], { ...quiet, told: accused })).toMatchObject({ caught: 1, falseAlarms: 1 });
    const found = [{ kind: 'first-seen', keys: ['ok'], first: 'network' }];
    expect(judge([good], { ...quiet, found })).toMatchObject({ caught: 1, falseAlarms: 1 });
  });

  it('wants each of several kinds, one of those with a bar between, and the last account where it is asked for', () => {
    const found = ['unexplained-access', 'vanished-event'].map((kind) => ({ kind, keys: ['a'] }));
    const both: Planted = { ...BAD, kinds: ['unexplained-access', 'altered-event|vanished-event'] };
    expect(judge([both], outcome({ found }))).toMatchObject({ caught: 1, faults: [] });
    expect(judge([both], outcome())).toMatchObject({ missed: 1 });
    const later = { told: [...outcome().told, [{ verdict: 'expected', keys: ['a'] }]] };
    expect(judge([BAD], outcome(later)).missed).toBe(0);
    expect(judge([{ ...BAD, atLast: true }], outcome(later)).missed).toBe(1);
  });
});
