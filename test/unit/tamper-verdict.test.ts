import { describe, expect, it } from 'vitest';
import { judge, type Outcome, type Planted } from '../tamper/verdict.ts';

const HIDDEN: Planted = { key: 'a', outcome: 'finding', kinds: ['vanished-event'], may: ['late-event'] };

function outcome(more: Partial<Outcome> = {}): Outcome {
  const found = [{ kind: 'vanished-event', keys: ['a'] }];
  return { found, stored: new Map([['a', 1]]), served: new Set(['a']), red: [], runs: 2, ...more };
}

describe('the verdict on a history of tampering', () => {
  it('is clean where what was planted was found, and nothing else', () => {
    expect(judge([HIDDEN], outcome())).toEqual({
      ...{ planted: 1, caught: 1, missed: 0, blind: 0, falseAlarms: 0, lost: 0, twice: 0 },
      faults: [],
    });
    const late = { kind: 'late-event', keys: ['a'] };
    expect(judge([HIDDEN], outcome({ found: [...outcome().found, late] })).falseAlarms).toBe(0);
  });

  it.each<[string, Partial<Outcome>, object]>([
    ['misses what no finding names', { found: [] }, { caught: 0, missed: 1 }],
    [
      'misses what a finding of another kind names',
      { found: [{ kind: 'altered-event', keys: ['a'] }] },
      { missed: 1, falseAlarms: 1 },
    ],
    [
      'calls a finding about anything else false',
      { found: [...outcome().found, { kind: 'vanished-event', keys: ['b'] }] },
      { caught: 1, falseAlarms: 1 },
    ],
    [
      'calls a finding about nothing false',
      { found: [...outcome().found, { kind: 'vanished-event', keys: [] }] },
      { falseAlarms: 1 },
    ],
    [
      'calls a finding that is raised again false',
      { found: [...outcome().found, ...outcome().found] },
      { caught: 1, falseAlarms: 1 },
    ],
    ['counts what was given out and is not stored', { served: new Set(['a', 'b']) }, { lost: 1 }],
    ['counts what is stored twice', { stored: new Map([['a', 2]]) }, { twice: 1 }],
  ])('%s', (_name, more, counts) => {
    const verdict = judge([HIDDEN], outcome(more));
    expect(verdict).toMatchObject(counts);
    expect(verdict.faults.length).toBeGreaterThan(0);
  });

  it('takes one of several kinds, and asks for a kind as often as it is named', () => {
    const either: Planted = { key: 'a', outcome: 'finding', kinds: ['altered-event|vanished-event'] };
    expect(judge([either], outcome()).missed).toBe(0);
    const twice: Planted = { key: 'a', outcome: 'finding', kinds: ['vanished-event', 'vanished-event'] };
    expect(judge([twice], outcome()).missed).toBe(1);
    expect(judge([twice], outcome({ found: [...outcome().found, ...outcome().found] })).faults).toEqual([]);
  });

  it('wants what was withheld to be stored, and nothing of what no data tells', () => {
    const withheld: Planted = { key: 'a', outcome: 'brought-in' };
    expect(judge([withheld], outcome({ found: [] })).caught).toBe(1);
    expect(judge([withheld], outcome({ found: [], stored: new Map(), served: new Set() })).missed).toBe(1);
    expect(judge([{ key: 'x', outcome: 'blind' }], outcome({ found: [] }))).toMatchObject({ blind: 1, missed: 0 });
  });

  it('is never clean where nothing was planted, or a run was red', () => {
    expect(judge([], outcome({ found: [] })).faults).toEqual(['nothing was planted']);
    expect(judge([HIDDEN], outcome({ red: ['day 3: exit 1'] })).faults).toEqual(['a run was red: day 3: exit 1']);
  });
});
