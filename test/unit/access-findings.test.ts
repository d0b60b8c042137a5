import { describe, expect, it } from 'vitest';
import { accessFindings } from '../../src/access/access-findings.ts';
import type { Act, JudgedSession } from '../../src/session.ts';

const NINE = Date.parse('2026-11-24T09:00:00Z');
const HOSTILE = '<script>\n::error::\u202e ##[x] | `a`';
const APPROVAL = {
  ticket: 'A-1',
  person: 'a@mimecast.local',
  from: NINE,
  to: NINE + 1,
  may: ['see'],
  waives: [],
  reason: 'CUSTOMER_INITIATED_SUPPORT',
  agreedBy: 'Ann',
  note: undefined,
} as const;

function judged(given: Partial<JudgedSession> = {}, count = 3): JudgedSession {
  const acts: Act[] = Array.from({ length: count }, (_, i) => ({
    key: `k${i}`,
    id: HOSTILE,
    time: NINE + i * 60_000,
    kind: 'seen',
    category: HOSTILE,
    auditType: HOSTILE,
    object: HOSTILE,
    outcome: undefined,
    address: HOSTILE,
    application: HOSTILE,
    content: i === 1,
    doubtful: false,
  }));
  return {
    session: {
      id: 'abcdefghijklmnopqrstuv',
      person: HOSTILE,
      first: NINE,
      last: NINE + (count - 1) * 60_000,
      acts,
      counts: {
        'signed-in': 0,
        'sign-in-failed': 0,
        'signed-out': 0,
        seen: count,
        changed: 0,
        exported: 0,
        unknown: 0,
      },
      contentActs: 1,
      doubtful: false,
      addresses: [HOSTILE],
      applications: [HOSTILE],
      wholeBeginning: true,
    },
    verdict: 'expected',
    approvedBy: [{ approval: APPROVAL, acts: 3 }],
    unapproved: 0,
    broken: [],
    firsts: [],
    acknowledged: undefined,
    ...given,
  };
}

const UNEXPLAINED = judged({ verdict: 'unexplained', unapproved: 2, uncovered: ['k1', 'k2'] });
const BROKEN = judged({
  verdict: 'against-policy',
  broken: [
    { rule: 'hours', sentence: '3 acts of the session are outside the working hours.' },
    { rule: 'never', sentence: 'This person may never come in.' },
  ],
});

describe('findings of sessions', () => {
  it('are none for an expected one, even with content', () => {
    expect(accessFindings([judged()])).toEqual([]);
  });

  it('name an unexplained one by its times, acts and id, and point to the acts that nothing covers', () => {
    const [finding, content, ...more] = accessFindings([UNEXPLAINED]);
    expect(finding).toEqual({
      kind: 'unexplained-access',
      subject: expect.stringMatching(/^abcdefghijklmnopqrstuv\|\d+$/),
      severity: 'high',
      sentence:
        "No approval covers 2 of the 3 acts in the provider's session from 2026-11-24T09:00:00Z to 2026-11-24T09:02:00Z (abcdefghijklmnopqrstuv).",
      events: ['k1', 'k2'],
      time: NINE,
      details: {
        session: 'abcdefghijklmnopqrstuv',
        first: '2026-11-24T09:00:00Z',
        last: '2026-11-24T09:02:00Z',
        acts: 3,
        tickets: ['A-1'],
        unapproved: 2,
      },
    });
    expect(content).toMatchObject({
      kind: 'content-viewed',
      severity: 'medium',
      events: ['k1'],
      details: { content_acts: 1 },
    });
    expect(more).toEqual([]);
  });

  it('say which rules are broken, and of hours besides', () => {
    const [policy, hours] = accessFindings([BROKEN]);
    expect(policy).toMatchObject({
      kind: 'against-policy',
      severity: 'high',
      sentence:
        "The provider's session from 2026-11-24T09:00:00Z to 2026-11-24T09:02:00Z (abcdefghijklmnopqrstuv), 3 acts, is against the policy: 3 acts of the session are outside the working hours; this person may never come in.",
      details: { rules: ['hours', 'never'] },
    });
    expect(hours).toMatchObject({
      kind: 'access-outside-hours',
      severity: 'medium',
      subject: policy?.subject,
    });
  });

  it('tell of content where nothing is judged', () => {
    const kinds = accessFindings([judged({ verdict: 'not-judged', approvedBy: [] })]).map(({ kind }) => kind);
    expect(kinds).toEqual(['content-viewed']);
  });

  it('tell what was first seen, each thing once', () => {
    const all = accessFindings([judged({ verdict: 'not-judged', firsts: ['person', 'network', 'act', 'act'] }, 1)]);
    const firsts = all.filter(({ kind }) => kind === 'first-seen');
    expect(firsts.map(({ subject, severity }) => [subject.split('|')[1], severity])).toEqual([
      ['person', 'medium'],
      ['network', 'medium'],
      ['act', 'low'],
    ]);
    expect(new Set(all.map(({ kind, subject }) => `${kind}|${subject}`)).size).toBe(all.length);
    expect(accessFindings([judged({ firsts: ['person'] })]).map(({ severity }) => severity)).toEqual(['low']);
  });

  it('hold no text of an event, and at most 100 keys', () => {
    const many = judged({ verdict: 'unexplained', unapproved: 300, firsts: ['person', 'network', 'act'] }, 300);
    for (const finding of accessFindings([UNEXPLAINED, BROKEN, many])) {
      expect(JSON.stringify(finding)).not.toMatch(/script|error::|u202e|\u202e|##\[/);
      expect(finding.sentence).toMatch(/^[^\r\n]+\.$/);
      expect(finding.events.length).toBeLessThanOrEqual(100);
      expect(finding.events.length).toBeGreaterThan(0);
    }
  });
});
