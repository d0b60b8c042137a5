import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderCsv } from '../../src/report/csv.ts';
import { accountOf, dayAccount } from '../fixtures/account.ts';
import given from '../fixtures/cases/b24-report.json' with { type: 'json' };
import { hostileTexts } from '../fixtures/hostile.ts';

type Line = Record<string, string>;

/** A reader of RFC 4180 that knows no mercy: it throws where the text is not of that form. */
function parse(text: string): string[][] {
  const rows: string[][] = [];
  let rest = text;
  let row: string[] = [];
  while (rest !== '') {
    const cell = /^(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/.exec(rest);
    if (cell === null) throw new Error(`not RFC 4180: ${JSON.stringify(rest.slice(0, 80))}`);
    row.push(cell[1]?.replaceAll('""', '"') ?? cell[2] ?? '');
    if (cell[3] === '\r\n') {
      rows.push(row);
      row = [];
    }
    rest = rest.slice(cell[0].length);
  }
  return rows;
}

function linesOf(csv: string): Line[] {
  const [head = [], ...rows] = parse(csv.slice(1));
  return rows.map((row) => {
    expect(row).toHaveLength(head.length);
    return Object.fromEntries(head.map((name, index) => [name, row[index] ?? '']));
  });
}

describe('access.csv', () => {
  it('has one line an act, with what is to be thought of its session', () => {
    const lines = linesOf(renderCsv(dayAccount()));
    expect(lines).toHaveLength(16);
    expect(lines[5]).toMatchObject({
      verdict: 'against-policy',
      time: '2026-10-15T02:40:26Z',
      local_time: '2026-10-15 03:40:26 +01:00',
      person: 'tmarrowby@mimecast.local',
      kind: 'exported',
      content: 'true',
      broken_rules: 'hours; ticket',
      firsts: 'network',
      tickets: '',
      session_acts: '7',
    });
    expect(lines[7]).toMatchObject({ verdict: 'expected', tickets: 'CASE-4471', unapproved_acts: '0' });
  });

  it('begins with a byte order mark and ends its lines with CRLF', () => {
    const csv = renderCsv(dayAccount());
    expect(csv.startsWith('\uFEFF"session","verdict",')).toBe(true);
    expect(csv.endsWith('\r\n')).toBe(true);
    expect(csv.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  it('shows a session that lists no act in a line of its own', () => {
    const [first] = dayAccount().sessions;
    if (first === undefined) throw new Error('no session');
    const lines = linesOf(renderCsv(dayAccount({ sessions: [{ ...first, session: { ...first.session, acts: [] } }] })));
    expect(lines).toMatchObject([{ session: first.session.id, time: '', kind: '', session_acts: '7' }]);
  });

  it('makes the cells of case B24 harmless', () => {
    const lines = linesOf(renderCsv(accountOf(...given.cells)));
    const shown = new Set(lines.flatMap(({ object, type, application }) => [object, type, application]));
    expect([...shown].toSorted()).toEqual(
      [
        `'=HYPERLINK("http://192.0.2.19","x")`,
        "'+1+1",
        "'-2+3",
        "'@SUM(A1)",
        '\\t=1',
        '\\r=1',
        'ok, "quoted"',
        'two\\nlines',
      ].toSorted(),
    );
  });

  it.each([
    [' =1', "' =1"],
    ['"=1', `'"=1`],
    [`'"-1`, `''"-1`],
    ['＝1', "'＝1"],
    ['a;=1', "a;'=1"],
    ['a; "@x', `a;' "@x`],
    ['\u00A0+1', "'\u00A0+1"],
    ['a-b=c', 'a-b=c'],
  ])('writes %j as %j', (text, written) => {
    const [line] = linesOf(renderCsv(accountOf(text)));
    expect(line?.object).toBe(written);
  });

  it('lets no text begin a formula, a line or a cell, whatever it is and wherever a spreadsheet splits', () => {
    const shape = parse(renderCsv(accountOf('plain')).slice(1)).map((row) => row.length);
    const check = (...texts: string[]) => {
      const csv = renderCsv(accountOf(...texts));
      const rows = parse(csv.slice(1));
      expect(rows.map((row) => row.length)).toEqual(shape);
      for (const cell of rows.flat()) {
        expect(cell).not.toMatch(/(?:^|;)[\s"`]*[=+\-@＝＋－＠]/);
        expect(cell).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
      }
    };
    const texts = hostileTexts();
    for (let first = 0; first < texts.length; first += 10) check(...texts.slice(first, first + 10));
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'=+-@;," \'\t\r\na\u202E＝'), maxLength: 12 }), (text) =>
        check(text),
      ),
    );
  });
});

describe('what a spreadsheet would turn into another value (D24)', () => {
  const [judged] = dayAccount().sessions;
  const shown = (ticket: string): string | undefined => {
    const approval = { ...approvalOf(ticket), ticket };
    const sessions = judged ? [{ ...judged, approvedBy: [{ approval, acts: 1 }] }] : [];
    return linesOf(renderCsv(dayAccount({ sessions })))[0]?.tickets;
  };
  const approvalOf = (ticket: string) => {
    const [approval] = dayAccount().sessions.flatMap(({ approvedBy }) => approvedBy);
    if (!approval) throw new Error(`No approval to carry ${ticket}.`);
    return approval.approval;
  };

  it.each([
    '3-12',
    '00123',
    '1E5',
    '1e-5',
    '12/3',
    '10:30',
    '5%',
    '1,5',
    'MAR1',
    '2 Dec',
    'Sept 2026',
    '12. Mai',
    'TRUE',
  ])('%s stays a text', (ticket) => expect(shown(ticket)).toBe(`'${ticket}`));

  it.each(['CASE-4471', 'INC0012', '2026-11-24T10:00:00Z x', '198.51.100.7', 'Decision 7 of 9', 'march'])(
    '%s needs nothing',
    (ticket) => expect(shown(ticket)).toBe(ticket),
  );
});
