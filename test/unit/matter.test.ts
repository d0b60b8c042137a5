import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/finding.ts';
import { answeredBy, findingId, isUnanswered, type Matter, mattersIn } from '../../src/matter.ts';
import { emptyReport } from '../../src/report/report.ts';
import { renderSummary } from '../../src/report/summary.ts';
import { unansweredOf } from '../../src/report/unanswered.ts';
import { verdictOf } from '../../src/report/verdict.ts';
import { isSerious } from '../../src/serious.ts';

const NOW = Date.UTC(2026, 10, 26, 5);
const BEFORE = Date.UTC(2026, 10, 24, 5);

function found(subject: string, kind: Finding['kind'] = 'altered-event'): Finding {
  const sentence = `Something became of ${subject}.`;
  return { kind, subject, severity: 'high', sentence, events: [subject], time: BEFORE, details: {} };
}

const many = (count: number, kind?: Finding['kind']) =>
  Array.from({ length: count }, (_, index) => found(`event-${index}`, kind));
const shapeOf = (matters: readonly Matter[]) => matters.map(({ kind, findings }) => `${findings.length} ${kind}`);
const WORD = { by: 'owner-1', at: NOW, reason: 'agreed', url: undefined };

describe('mattersIn', () => {
  it('makes one of each serious finding, up to five of a kind, and one of more', () => {
    expect(shapeOf(mattersIn([], many(5), NOW))).toEqual(Array(5).fill('1 altered-event'));
    expect(shapeOf(mattersIn([], [...many(6), ...many(2, 'late-event')], NOW))).toEqual([
      '6 altered-event',
      '1 late-event',
      '1 late-event',
    ]);
  });

  it('leaves out what nobody has to answer', () => {
    const kinds: Finding['kind'][] = ['unexplained-access', 'first-seen', 'content-viewed', 'vanished-event-withdrawn'];
    expect(
      mattersIn(
        [],
        kinds.map((kind) => found('x', kind)),
        NOW,
      ),
    ).toEqual([]);
  });

  it('is the same in every run: what was raised before keeps when, and with what', () => {
    const [first] = mattersIn([], many(8), BEFORE);
    const earlier = many(8).map((finding) => ({ finding, raised: BEFORE }));
    const again = mattersIn(earlier, many(9).toReversed(), NOW);
    expect(shapeOf(again)).toEqual(['8 altered-event', '1 altered-event']);
    expect(again[0]).toMatchObject({ id: first?.id, events: first?.events, raised: BEFORE, earlier: true });
    expect(again[1]).toMatchObject({ raised: NOW, earlier: false });
  });

  it('needs no answer of what had vanished and is back, for that time alone', () => {
    const gone = found('x', 'vanished-event');
    const goneAgain = found('x|1', 'vanished-event');
    const back = found('x', 'vanished-event-withdrawn');
    const matters = mattersIn([{ finding: gone, raised: BEFORE }], [goneAgain, back], NOW);
    expect(matters.map(isUnanswered)).toEqual([false, true]);
    expect(answeredBy([gone, goneAgain], matters).map(({ answered }) => answered)).toEqual(['withdrawn', undefined]);
  });
});

describe('what is unanswered', () => {
  const base = emptyReport({ tenant: 't', time: { timeZone: 'UTC' }, categories: 'all', dryRun: false });
  const old = mattersIn([{ finding: found('old', 'vanished-event'), raised: BEFORE }], [], NOW);

  it('is told though this run has found nothing, and since when', () => {
    const report = { ...base, matters: old };
    expect(unansweredOf(report)).toMatchObject({ count: 1, earlier: 1, since: BEFORE });
    const { title, parts, calm } = verdictOf(report);
    expect(title).toContain('1 finding of earlier runs unanswered');
    expect(parts[0]).toBe('Findings: 1 vanished-event (high); 1 unanswered since 2026-11-24.');
    expect(calm).toBe(false);
    expect(renderSummary(report)).toContain('Something became of old.');
  });

  it('ends with an answer, which is told', () => {
    const matters = old.map((one) => ({ ...one, acknowledged: WORD }));
    const findings = answeredBy([found('old', 'vanished-event')], matters);
    const report = { ...base, matters, findings };
    expect(unansweredOf(report).count).toBe(0);
    expect(verdictOf(report).parts[0]).toBe('Findings: 1 vanished-event (high); none unanswered.');
    expect(renderSummary(report)).toContain('Answered by owner-1: agreed.');
  });

  it('has what no matter names yet, and open issues of which nothing else is known', () => {
    const findings = [found('new', 'late-event'), found('new', 'late-event'), found('low', 'first-seen')];
    const openIssues = [{ number: 7, count: 3, since: BEFORE }];
    const report = { ...base, findings, openIssues, findingsRaised: 2 };
    expect(unansweredOf(report)).toMatchObject({ count: 4, earlier: 3, since: BEFORE });
    expect(verdictOf(report).parts).toContain('Findings of earlier runs are unanswered: issue #7.');
  });
});

it('a finding is named by kind and subject', () => {
  expect(findingId(found('x'))).not.toBe(findingId(found('x', 'late-event')));
  expect(isSerious(found('x'))).toBe(true);
});
