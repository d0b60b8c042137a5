import { expect, it } from 'vitest';
import { renderRetrospect } from '../../src/report/retrospect.ts';
import { dayAccount } from '../fixtures/account.ts';

const KEPT = { file: undefined, artifact: undefined, notes: [], failures: [] };

it('lists what the verdict counts: findings of high severity (D43)', () => {
  const [finding] = dayAccount().findings;
  if (!finding) throw new Error('The account has findings.');
  const vanished = { ...finding, kind: 'vanished-event' as const, severity: 'high' as const };
  const findings = ['a', 'b'].map((subject) => ({ ...vanished, subject, sentence: `Event ${subject} vanished.` }));
  const summary = renderRetrospect(dayAccount({ findings }), KEPT);
  expect(summary).toContain('2 findings are unanswered.');
  expect(summary).toContain('### Findings: 2');
  for (const name of ['a', 'b']) expect(summary).toContain(`- **high**, vanished-event: Event ${name} vanished.`);
  expect(renderRetrospect(dayAccount({ findings: [] }), KEPT)).not.toContain('### Findings');
});

it('never says "at least" beside "no others" (D43)', () => {
  const proven = renderRetrospect(dayAccount(), KEPT);
  expect(proven.includes('at least') && proven.includes('no others')).toBe(false);
});
