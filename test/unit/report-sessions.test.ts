import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noDoubts } from '../../src/doubts.ts';
import type { Report } from '../../src/report/report.ts';
import { renderSummary } from '../../src/report/summary.ts';
import { verdictOf } from '../../src/report/verdict.ts';
import { harmless } from '../../src/runner/log.ts';
import type { JudgedSession } from '../../src/session.ts';
import { accountOf, hugeAccount } from '../fixtures/account.ts';
import { hostileTexts } from '../fixtures/hostile.ts';
import { afternoon, explained, morning, night, reported, unjudged, vanished } from './reported.ts';

const ISSUE = 'https://github.com/example/audit/issues/14';

function rowsOf(report: Report): string[] {
  return renderSummary(report).match(/^\| \*\*S\d+\*\* .*$/gm) ?? [];
}

/** The part of the summary below a heading. */
function sectionOf(report: Report, heading: string): string {
  const [, ...after] = renderSummary(report).split(`\n${heading}`);
  return after.join(heading).split('\n### ')[0] ?? '';
}

describe('the summary of a day with sessions', () => {
  it('tells the verdict, the sessions, what needs a person, and then the rest', () => {
    const links = new Map([[afternoon.session.id, ISSUE]]);
    const report = reported([night, morning, afternoon], {
      issues: { opened: 1, updated: 0, links },
      unknownWordings: { count: 3, file: '/runner/temp/evidence/unknown-wordings.ndjson' },
    });
    expect(renderSummary({ ...report, findings: [...report.findings, vanished], findingsRaised: 8 })).toMatchSnapshot();
  });

  it('says without an approvals file that nothing is judged', () => {
    const report = reported([night, morning, afternoon].map(unjudged), { findings: [], findingsRaised: 0 });
    expect(verdictOf(report)).toMatchObject({ ok: true, calm: false, title: 'complete, 3 access sessions not judged' });
    expect(verdictOf(report).parts[0]).toBe(
      '3 access sessions by 2 persons; without an approvals file none is judged. The content of mail was seen or exported in 3 acts.',
    );
    expect(rowsOf(report)).toHaveLength(3);
    const section = sectionOf(report, '### Access sessions');
    expect(section).toContain('Was each of them agreed?');
    expect(section).not.toContain('```yaml');
  });
});

describe('the verdict on accesses', () => {
  const of = (sessions: JudgedSession[], change: Partial<Report> = {}) => verdictOf(reported(sessions, change));

  it('counts sessions by what became of them, and persons', () => {
    const { parts, title, calm, ok } = of([night, morning, afternoon]);
    expect(parts[0]).toContain('3 access sessions by 2 persons: 1 against the policy, 1 unexplained, 1 as agreed.');
    expect({ title, calm, ok }).toEqual({
      title: 'complete, 1 access against the policy, 1 unexplained access',
      calm: false,
      ok: true,
    });
  });

  it('is calm where all is as agreed or explained', () => {
    const good = { findings: [], findingsRaised: 0 };
    expect(of([morning], good)).toMatchObject({ calm: true, title: 'complete' });
    const one = of([morning, explained(afternoon)], good);
    expect(one).toMatchObject({ calm: true, title: 'complete' });
    expect(one.parts[0]).toBe('2 access sessions by 2 persons: 1 explained afterwards, 1 as agreed.');
    expect(renderSummary(reported([morning], good))).toMatch(/^## ✅ /);
    expect(renderSummary(reported([afternoon], good))).toMatch(/^## ⚠️ /);
  });

  it('is never sure of more than was read', () => {
    const read = reported().read as NonNullable<Report['read']>;
    expect(of([night], { read: { ...read, complete: false } }).parts[0]).toMatch(
      /^At least 1 access session by 1 person/,
    );
    const rows = [{ time: undefined, who: undefined, from: undefined, what: undefined }];
    const doubts = { ...noDoubts(), untimed: 1 };
    const accesses = { count: 1, rows, whole: true };
    const untimed = of([morning], { accesses, doubts, findings: [], findingsRaised: 0 });
    expect(untimed.parts[0]).toContain('1 provider access has no readable time, so it belongs to no session');
    expect(untimed.calm).toBe(false);
    const alone = of([], { accesses, doubts, findings: [], findingsRaised: 0 });
    expect(alone.parts).toContain(
      '1 provider access has no readable time, so it belongs to no session and is not judged.',
    );
    expect(of([morning], { sessionsLeftOut: 7 }).parts[0]).toMatch(
      /^8 access sessions by at least 1 person: 1 as agreed, 7 left out\./,
    );
    expect(of([{ ...night, session: { ...night.session, person: undefined } }]).parts[0]).toContain(
      '1 access session by somebody unnamed: 1 against the policy.',
    );
  });

  it('tells of findings about the log besides, and of those about accesses by number', () => {
    const { findings } = reported();
    const both = of([night, morning, afternoon], {
      findings: [...findings, vanished],
      findingsRaised: findings.length + 1,
    });
    expect(both.title).toContain('1 unexplained access, 1 other new finding');
    expect(both.parts[1]).toBe(`Findings: 1 vanished-event (high), ${findings.length} about the accesses; all new.`);
    expect(both.findings).toBe(findings.length + 1);
  });

  it('holds no text from outside and fits a line of the log, whatever the sessions hold', () => {
    for (const text of hostileTexts().filter((one) => one.length > 3)) {
      const { sentence, parts } = of([...accountOf(text).sessions]);
      expect(harmless(sentence)).toBe(sentence);
      expect(parts).toEqual(of([...accountOf('abc').sessions]).parts);
    }
  });
});

describe('the table of sessions', () => {
  it('begins with those that need a person, then goes by time', () => {
    const rows = rowsOf(reported([night, morning, explained(afternoon)]));
    expect(rows.map((row) => row.slice(0, row.indexOf(' | ')))).toEqual([
      '| **S1** 🔴 Against policy',
      '| **S2** 🟢 Explained afterwards',
      '| **S3** 🟢 As agreed',
    ]);
    expect(rows[1]).toContain(
      '[explained](https://github.com/example/audit/issues/14#issuecomment-1) by <code>octo-owner</code>: agreed by phone, ticket 4711',
    );
    expect(rows[2]).toContain('approved: <code>CASE-4471</code>');
  });

  it('names three addresses and counts the rest', () => {
    const addresses = ['192.0.2.1', '192.0.2.2', '192.0.2.3', '192.0.2.4', '192.0.2.5'];
    const [row] = rowsOf(reported([{ ...morning, session: { ...morning.session, addresses } }]));
    expect(row).toContain('<code>192.0.2.3</code><br>and 2 more');
    expect(row).not.toContain('192.0.2.4');
  });

  it('tells how much of a session no approval covers', () => {
    const partly = { ...afternoon, unapproved: 2, approvedBy: morning.approvedBy };
    expect(rowsOf(reported([partly]))[0]).toContain(
      '**no approval for 2 of 5 acts**<br>approved: <code>CASE-4471</code><br>**not seen before**: person, kind of act',
    );
  });

  it('stays one row of five cells that does nothing, whatever the texts are', () => {
    const texts = fc.oneof(
      fc.constantFrom(...hostileTexts()),
      fc.string({ unit: fc.constantFrom(...'<>|`\\*[]()!@#:&;\n\r\u202E\uD800 a-1.') }),
    );
    const cell = '(?:[^<>"\'`|\\\\~$\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]|</?code>|<br>)*';
    const line = new RegExp(`^\\| ${cell}(?: \\| ${cell}){4} \\|$`, 'u');
    fc.assert(
      fc.property(texts, (text) => {
        const { sessions } = accountOf(text);
        const links = new Map(sessions.map(({ session }) => [session.id, text]));
        const report = reported(sessions, { issues: { opened: 0, updated: 0, links } });
        const rows = rowsOf(report);
        expect(rows).toHaveLength(3);
        for (const row of rows) {
          expect(row).toMatch(line);
          expect(row.isWellFormed()).toBe(true);
        }
        expect(renderSummary(report).match(/^```/gm)?.length).toBe(4);
      }),
    );
  });

  it('folds the single accesses below, and counts findings about accesses once', () => {
    const summary = renderSummary(reported());
    expect(summary).toContain('<details>\n<summary>Provider accesses one by one: 16</summary>\n\n| when');
    expect(summary).toContain('\n\n</details>\n');
    expect(sectionOf(reported(), '### Findings')).toMatch(
      /^: 7, all new\n\n- \*\*7 about the accesses\*\*, told in the table of sessions: 1 against-policy \(high\), /,
    );
  });

  it('lists findings about accesses where no session tells them', () => {
    const { findings } = reported();
    expect(sectionOf(reported([], { findings }), '### Findings')).toContain('**high**, against-policy: ');
  });
});

describe('what needs a person', () => {
  const advice = (sessions: JudgedSession[], change: Partial<Report> = {}) =>
    sectionOf(reported(sessions, change), '#### What needs a person');

  it('is not there where nobody is needed', () => {
    expect(renderSummary(reported([morning, explained(afternoon)]))).not.toContain('What needs a person');
  });

  it('says what to do about each', () => {
    const links = new Map([[afternoon.session.id, ISSUE]]);
    const unnamed = { ...afternoon, session: { ...afternoon.session, id: 'other', person: undefined } };
    const text = advice([night, afternoon, unnamed], { issues: { opened: 0, updated: 1, links } });
    expect(text).toContain('- **S1** breaks the policy: find out who allowed it.');
    expect(text).toContain('<code>waives: &#91;hours&#93;</code>.');
    expect(text).toContain(
      `- **S2** is not explained: find its ticket, then add an approval to the approvals file, or close its [issue](${ISSUE}) with a comment that begins with <code>reason:</code>.`,
    );
    expect(text).toContain('- **S3** names nobody, so no approval can cover it: ask Mimecast who it was.');
  });

  it('names ten, and counts the rest', () => {
    const many = Array.from({ length: 30 }, (_, index) => ({
      ...afternoon,
      session: { ...afternoon.session, id: `s${index}` },
    }));
    expect(advice(many).match(/^- \*\*S/gm)).toHaveLength(10);
    expect(advice(many)).toContain('- and 20 more in the same way');
  });
});

describe('the size of the summary with many sessions', () => {
  it('stays under its limit with a thousand sessions of the worst text, and shows those that need a person first', () => {
    const worst = '|\u202E'.repeat(50_000);
    const sessions = accountOf(worst).sessions;
    const many = hugeAccount(1000, 2).sessions.map((one) => ({
      ...one,
      session: { ...one.session, person: worst, addresses: [worst, worst, worst, worst] },
      broken: Array.from({ length: 20 }, () => ({ rule: 'hours' as const, sentence: worst })),
      approvedBy: sessions[1]?.approvedBy ?? [],
    }));
    const rows = Array.from({ length: 500 }, () => ({ time: 0, who: worst, from: worst, what: worst }));
    const findings = Array.from({ length: 1000 }, (_, index) => ({
      ...vanished,
      subject: `${index}`,
      sentence: worst,
    }));
    const report = reported(many, {
      findings,
      accesses: { count: 70_000, rows, whole: true },
      failures: findings.map(({ subject, sentence }) => subject + sentence),
    });
    const summary = renderSummary(report);
    expect(Buffer.byteLength(summary)).toBeLessThan(900_001);
    const shown = rowsOf(report);
    expect(shown.length).toBeGreaterThan(20);
    for (const row of shown) expect(row).toContain('🔴');
    expect(summary).toContain(`**${1000 - shown.length} more sessions are not shown**, **`);
    expect(summary).toContain('### Evidence');
    expect(summary).toContain('more provider accesses are not shown**');
  });

  it('shows 200 of a thousand ordinary ones, and says where the others are', () => {
    const summary = renderSummary(reported(hugeAccount(1000, 3).sessions, { sessionsLeftOut: 12 }));
    expect(summary.match(/^\| \*\*S\d+\*\* /gm)).toHaveLength(200);
    expect(summary).toContain(
      '**800 more sessions are not shown**, **466 of which need a person**. <code>access.html</code> in the evidence has them.',
    );
    expect(summary).toContain('**12 sessions are in no list of this run**');
    expect(summary).not.toContain('```mermaid');
  });
});
