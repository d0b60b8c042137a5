import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeSpan, draftOf, type TextOptions } from '../../src/github/issue-text.ts';
import { markerIn } from '../../src/github/marker.ts';
import { reasonIn } from '../../src/github/talk.ts';
import type { JudgedSession } from '../../src/session.ts';
import { APPROVAL, actOf, FIRST, judgedOf } from './github-issues-parts.ts';

const CASES = join(import.meta.dirname, '../fixtures/cases');
const OPTIONS: TextOptions = {
  tenant: 'example',
  timeZone: 'Europe/Berlin',
  audience: 'private',
  runUrl: 'https://github.example/example/audit/actions/runs/1/attempts/1',
  artifactUrl: 'https://github.example/example/audit/actions/runs/1/artifacts/2',
};

/** A session in which every text from outside is this one. */
function saying(text: string): JudgedSession {
  const act = actOf('act-1', { auditType: text, object: text, address: text, application: text });
  return judgedOf('session-1', 1, {
    acts: [act],
    person: text,
    addresses: [text],
    applications: [text],
    broken: [{ rule: 'never', sentence: text }],
    approvedBy: [{ approval: { ...APPROVAL, ticket: text }, acts: 1 }],
  });
}

/** Markdown without its code spans, by CommonMark 0.31.2, 6.1: a run of backticks ends at the next run of that length. */
function withoutCode(markdown: string): string {
  let rest = markdown;
  let told = '';
  for (let open = /`+/.exec(rest); open !== null; open = /`+/.exec(rest)) {
    const after = rest.slice(open.index + open[0].length);
    const close = [...after.matchAll(/`+/g)].find(([run]) => run === open?.[0]);
    told += `${rest.slice(0, open.index)}<code>`;
    rest = close === undefined ? after : after.slice(close.index + close[0].length);
  }
  return told + rest;
}

/** What is left of an issue without code, its hash and an empty text's word: nothing that came from outside. */
const bones = ({ title, body }: { title: string; body: string }) =>
  withoutCode(`${title}\n${body}`)
    .replace(/ events=\S+/, '')
    .replace(/ text=\S+/, '')
    .replace(/ seal=\S+/, '')
    .replaceAll('(empty)', '<code>');

const HOSTILE = readdirSync(CASES).flatMap((file) => textsIn(JSON.parse(readFileSync(join(CASES, file), 'utf8'))));

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

describe('the text of an issue', () => {
  const judged = judgedOf('session-1', 3, {
    verdict: 'against-policy',
    acts: [
      actOf('act-1', { kind: 'signed-in', outcome: 'success' }),
      actOf('act-2', { time: FIRST + 61_000, content: true, object: 'Message from a@example.com' }),
      actOf('act-3', { time: FIRST + 125_000, kind: 'exported', outcome: 'failure', application: undefined }),
    ],
    last: FIRST + 125_000,
    counts: { 'signed-in': 1, 'sign-in-failed': 0, 'signed-out': 0, seen: 1, changed: 0, exported: 1, unknown: 0 },
    contentActs: 1,
    unapproved: 2,
    wholeBeginning: false,
    firsts: ['person', 'network'],
    broken: [{ rule: 'hours', sentence: 'It was outside working hours (08:00 to 18:00).' }],
    approvedBy: [{ approval: APPROVAL, acts: 1 }],
  });

  it.each(['private', 'public'] as const)('says it all (%s)', (audience) => {
    const { title, body } = draftOf(judged, { ...OPTIONS, audience });
    expect(`${title}\n\n${body}`).toMatchSnapshot();
  });

  it('is found again by its hidden line, also after an edit in a browser', () => {
    const { body, marker } = draftOf(judged, OPTIONS);
    expect(marker).toMatchObject({ subject: 'session-1', anchor: 'act-1', count: 3, verdict: 'against-policy' });
    expect(markerIn(body)).toEqual(marker);
    expect(markerIn(`${body.replaceAll('\n', '\r\n')}\r\nA note.`)).toEqual(marker);
  });

  it('has the same hash with other links', () => {
    const other = { ...OPTIONS, runUrl: undefined, artifactUrl: undefined };
    expect(draftOf(judged, other).marker).toEqual(draftOf(judged, OPTIONS).marker);
  });

  it('links only to what is a plain address', () => {
    const body = draftOf(judged, { ...OPTIONS, runUrl: 'javascript:x', artifactUrl: 'https://x.example/)[y' }).body;
    expect(body).toContain('Where the run kept its evidence stands in its log.');
    expect(body).not.toMatch(/javascript|x\.example/);
  });

  it.each(['\u202e', '`', '` ', '\u{1f9fe}'])(
    'lists 50 acts and counts the others, far below what GitHub takes (%j)',
    (piece) => {
      const text = piece.repeat(400);
      const acts = Array.from({ length: 200 }, (_, index) =>
        actOf(`k-${index}`, { auditType: text, object: text, address: text, application: text, content: true }),
      );
      const many = Array.from({ length: 99 }, () => text);
      const approvedBy = many.map((ticket) => ({ approval: { ...APPROVAL, ticket }, acts: 1 }));
      const judged = judgedOf('s', 5000, { acts, addresses: many, applications: many, approvedBy });
      const { body } = draftOf(judged, OPTIONS);
      expect(body).toContain('- and 4,950 more, in the evidence of the run');
      expect(body.length).toBeLessThan(60_000);
    },
  );

  it('names one address of an act, and counts its others', () => {
    const acts = [actOf('act-1', { moreAddresses: ['192.0.2.8', '192.0.2.9'] })];
    expect(draftOf(judgedOf('s', 1, { acts }), OPTIONS).body).toContain('from `192.0.2.7` and 2 more, with');
  });

  it('is not moved by any text from outside', () => {
    const plain = bones(draftOf(saying('x@'), OPTIONS));
    for (const text of HOSTILE) expect(bones(draftOf(saying(`@${text}`), OPTIONS))).toBe(plain);
    const anything = fc.string({ unit: fc.constantFrom(...'`@#<>![]()*_\\|:\n\r -.ab1\u202e\u2028'), maxLength: 260 });
    fc.assert(
      fc.property(fc.oneof(anything, fc.string({ unit: 'binary' })), (text) => {
        expect(bones(draftOf(saying(`@${text}`), OPTIONS))).toBe(plain);
      }),
    );
  });

  it('shows hostile texts as code of one line', () => {
    expect(
      [
        '@owner-1 #1 GH-2',
        'a\n::error::b',
        '![x](https://192.0.2.19/y.png)',
        '<img src=x>',
        'a``b`',
        '\u202eabc',
        ' ',
        '',
      ].map((text) => codeSpan(text)),
    ).toEqual([
      '`@owner-1 #1 GH-2`',
      '`a\\n::error::b`',
      '`![x](https://192.0.2.19/y.png)`',
      '`<img src=x>`',
      '``` a``b` ```',
      '`\\u202Eabc`',
      '(empty)',
      '(empty)',
    ]);
  });

  it('names the tenant in the title, or nothing that is not its name (issue 10, B)', () => {
    const { title } = draftOf(judged, { ...OPTIONS, tenant: '@a `b` <c> #1' });
    expect(title).toBe('Provider access of 2026-11-24 10:05: 3 acts, against-policy');
  });
});

describe('reasonIn', () => {
  it.each([
    ['reason: agreed', 'agreed'],
    ['REASON:agreed', 'agreed'],
    ['Hello.\n\n  Reason:  agreed\nby phone\n\nBest', 'agreed by phone'],
    ['reason: a\n> quoted', 'a'],
    ['reason:', undefined],
    ['reason:\n\nagreed', undefined],
    ['reason:\nagreed', 'agreed'],
    ['> reason: quoted', undefined],
    ['the reason: none', undefined],
    ['', undefined],
  ])('reads %j as %j', (text, reason) => expect(reasonIn(text)).toBe(reason));

  it('is cut at 500 characters', () => expect(reasonIn(`reason: ${'x'.repeat(60_000)}`)).toHaveLength(500));
});
