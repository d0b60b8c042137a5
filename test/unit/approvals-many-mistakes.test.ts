import { expect, it } from 'vitest';
import { parseAgreement } from '../../src/access/approvals.ts';

it('tells of a file full of mistakes, in time that goes with its size', { timeout: 30_000 }, () => {
  const text = 'approvals: []\npolicy:\n  networks: [198.51.100'.repeat(10_000);
  expect(() => parseAgreement(text, 'a.yml')).toThrow(/^Approvals file a\.yml has \d+ mistakes\./);
});
