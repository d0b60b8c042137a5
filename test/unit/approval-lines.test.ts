import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAgreement } from '../../src/access/approvals.ts';
import { judge } from '../../src/access/judge.ts';
import { approvalLines } from '../../src/report/approval-lines.ts';
import type { Act, ActKind, JudgedSession } from '../../src/session.ts';
import { hostileTexts } from '../fixtures/hostile.ts';
import { afternoon } from './reported.ts';

const BLANKS = /(ticket|reason|agreed-by): +#.*/g;

function fileOf(lines: string | undefined): string {
  return `approvals:\n${lines}\n`;
}

function filled(lines: string | undefined): string {
  const words: Record<string, string> = { ticket: 'CS-1', reason: 'CUSTOMER_INITIATED_SUPPORT', 'agreed-by': 'A. Roe' };
  return fileOf(lines).replace(BLANKS, (_, key) => `${key}: ${words[key]}`);
}

function withPerson(person: string | undefined): JudgedSession {
  return { ...afternoon, session: { ...afternoon.session, person } };
}

describe('the lines of an approval', () => {
  it('are refused as they are: pasting alone approves nothing', () => {
    expect(() => parseAgreement(fileOf(approvalLines(afternoon)), 'approvals.yml')).toThrow('line 2');
  });

  it('explain the session, whatever was done in it, once the blanks are filled', () => {
    const kinds: ActKind[] = ['signed-in', 'sign-in-failed', 'signed-out', 'seen', 'changed', 'exported', 'unknown'];
    const acts = fc.array(
      fc.record({ kind: fc.constantFrom(...kinds), content: fc.boolean(), ms: fc.nat(5_000_000) }),
      {
        minLength: 1,
        maxLength: 8,
      },
    );
    fc.assert(
      fc.property(acts, (some) => {
        const [template] = afternoon.session.acts as [Act];
        const made = some.map(({ kind, content, ms }, index) => ({
          ...{ ...template, kind, content, key: `k${index}`, time: template.time + ms },
        }));
        const times = made.map(({ time }) => time);
        const counts = {
          'signed-in': 0,
          'sign-in-failed': 0,
          'signed-out': 0,
          seen: 0,
          changed: 0,
          exported: 0,
          unknown: 0,
        };
        for (const { kind } of made) counts[kind] += 1;
        const session = {
          ...afternoon.session,
          acts: made,
          counts,
          first: Math.min(...times),
          last: Math.max(...times),
        };
        const agreement = parseAgreement(filled(approvalLines({ ...afternoon, session })), 'approvals.yml');
        expect(judge(session, agreement, { sameDay: [] }).verdict).toBe('expected');
        // And no more than needed: with any permission less it does not.
        const [approval] = agreement.approvals;
        if (!approval) throw new Error('There is one approval.');
        for (const left of approval.may.filter((one) => one !== 'sign-in')) {
          const less = { ...approval, may: approval.may.filter((one) => one !== left) };
          const { verdict } = judge(session, { ...agreement, approvals: [less] }, { sameDay: [] });
          expect(verdict).toBe('unexplained');
        }
      }),
    );
  });

  it('are not offered for a person whose name could mean more than itself', () => {
    const names = [
      '*@mimecast.local',
      'a*b@mimecast.com',
      '"a"@mimecast.com',
      'a@b\n  - x: 1',
      '```',
      'a@mimecast.com```',
      '',
    ];
    for (const name of [...names, ...hostileTexts()]) {
      const lines = approvalLines(withPerson(name));
      if (lines === undefined) continue;
      expect(name).toMatch(/^[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+$/);
      expect(lines.split('\n')).toHaveLength(7);
      expect(lines).toContain(`    person: "${name}"\n`);
    }
    for (const name of names) expect(approvalLines(withPerson(name))).toBeUndefined();
    expect(approvalLines(withPerson(undefined))).toBeUndefined();
  });

  it('approve that person and nobody else, whatever the person is called', () => {
    const name = fc.string({ unit: fc.constantFrom(...'ab*@."\\\'`#: -+_[]{}\n1') });
    fc.assert(
      fc.property(name, (person) => {
        const lines = approvalLines(withPerson(person));
        if (lines === undefined) return;
        const { approvals } = parseAgreement(filled(lines), 'approvals.yml');
        expect(approvals.map((one) => one.person)).toEqual([person]);
        expect(person).not.toContain('*');
      }),
    );
  });

  it('are not offered where acts are too many to be kept, since no approval covers those', () => {
    const counts = { ...afternoon.session.counts, seen: 5000 };
    expect(approvalLines({ ...afternoon, session: { ...afternoon.session, counts } })).toBeUndefined();
  });
});
