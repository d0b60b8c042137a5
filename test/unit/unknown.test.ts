import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createUnknownWordings, isUnknownWording, maskWording } from '../../src/access/unknown.ts';
import type { AuditEvent } from '../../src/event.ts';
import { parseEvent } from '../event.ts';

/** Texts of which the corpus says that nobody knows them. */
const UNKNOWN = ['access-logs-unknown-type', 'unknown-type-and-category', 'unknown-type-free-text'];
const CORPUS = readFileSync(new URL('../fixtures/events/wordings.ndjson', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as { name: string; event: Record<string, unknown> })
  .map(({ name, event }) => ({ name, event: parseEvent(event) }));

/** The words that are allowed to stay readable, written down again: a change to the list must be meant. */
const KEPT = new Set(
  [
    '2FA API Action Added Address Administration App Application Archive Auth BST Case Challenge Change',
    'Changed Cloud Columns Connector Console Content Created Creation Criteria Date Definition Deleted',
    'Description Details Disabled Domain Download Downloaded Enabled Error Executed Expired Export',
    'Exported Failed False File Folder From GMT Gateway IP Inbound Incident Inspected Intermediate Linked',
    'Locked Mailbox Message Messages Method Moved Name None Outbound Password Performed Policy Processed',
    'Product Reason Remediation Remote Removed Report Requested Reset Restore Restored Review Search Set',
    'Size Source Status Step Subject Succesfully Success Successful Successfully Support TOTP Time To True',
    'Two Type UTC Unknown Unlinked Update Updated User Viewed Wrong access account accounts added and',
    'archive associated at attempted authentication by change changed checks connector created creation',
    'criteria data deleted description device disabled domain downloaded enabled enroll enrolled',
    'enrollment error expired exported extended failed failure false filename folder for from has id in',
    'into is locked logged mailbox moved name not null of on or password permissions policy provider',
    'recovery removed requested required reset restore restored search size success successful support',
    'task tasks the this ticket time to true type until updated user viewed with',
  ]
    .join(' ')
    .split(' '),
);

function textOf(eventInfo: string, more: object = {}): AuditEvent {
  return parseEvent({ id: '1', eventInfo, ...more });
}

function mask(text: string): string {
  return maskWording(textOf(text)).text;
}

/** Words and numbers of a text, as a person would tell them apart. */
function runsOf(text: string): string[] {
  return text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}

describe('which wordings are unknown', () => {
  it('of the corpus only those that it marks', () => {
    expect(CORPUS).toHaveLength(115);
    expect(CORPUS.filter(({ event }) => isUnknownWording(event)).map(({ name }) => name)).toEqual(UNKNOWN);
  });

  it.each([undefined, '', '   \n '])('not an event without text: %j', (eventInfo) => {
    expect(isUnknownWording(parseEvent({ id: '1', eventInfo }))).toBe(false);
  });
});

describe('what is masked', () => {
  it('a text keeps its form and its machine words', () => {
    expect(
      mask(
        'Action Performed - Zażółć gęś 42, ticket #0815 by ann.roe@example.com<Ann Roe> Date: 2026-11-07 Time: 09:20:00 +0100 IP: 192.0.2.15 Application: Administration Console',
      ),
    ).toBe(
      'Action Performed - Xxxxxx xxx 00, ticket #0000 by xxx.xxx@xxxxxxx.xxx<Xxx Xxx> Date: 0000-00-00 Time: 00:00:00 +0000 IP: 000.0.0.00 Application: Administration Console',
    );
  });

  it.each([
    ['a word of the list inside of another', 'Dateline IPs 2FAs byte', 'Xxxxxxxx XXx 0XXx xxxx'],
    ['another spelling of a word of the list', 'DATE date ip', 'XXXX xxxx xx'],
    [
      'an address that is made of words of the list',
      'user@to.by support.User@by.example',
      'xxxx@xx.xx xxxxxxx.Xxxx@xx.xxxxxxx',
    ],
    ['other scripts', '山田 太郎, Ελένη, Дарья, प्रिया', 'xx xx, Xxxxx, Xxxxx, xxxxxx'],
    ['numbers of other scripts', '٠١٢ Ⅷ ½ ①', '000 0 0 0'],
    ['combining marks', 'e\u0301a\u0308', 'xxxx'],
    ['letters beyond the first plane', '\u{1D400}\u{1D41A}', 'Xx'],
    ['pictures, flags and ringed letters', '🙂 🇬🇧 Ⓐ', '? ?? ?'],
    ['what is invisible', 'a\u200bb\u{E0041}\u0007\u2028\ud800', 'x?x????'],
  ])('%s', (_name, text, masked) => {
    expect(mask(text)).toBe(masked);
  });

  it('line breaks, tabs and punctuation stay', () => {
    expect(mask('Name: a,\n\tSuccess: true; “b” — [c]')).toBe('Name: x,\n\tSuccess: true; “x” — [x]');
  });

  it('a type and a category are kept if they look like machine words', () => {
    const kept = { auditType: 'Profile Group (unlink) Log Entry', category: 'profile_group_logs' };
    expect(maskWording(textOf('x', kept))).toEqual({ ...kept, text: 'x' });
    const odd = { auditType: 'By ann@example.com 7', category: `x${'y'.repeat(60)}` };
    expect(maskWording(textOf('x', odd))).toMatchObject({
      auditType: 'Xx xxx@xxxxxxx.xxx 0',
      category: 'x'.repeat(61),
    });
    expect(maskWording(textOf('x'))).toEqual({ auditType: undefined, category: undefined, text: 'x' });
  });

  it('a long text is cut, and a word that the cut made is masked', () => {
    const text = mask(`${'- '.repeat(997)}Dateline`);
    expect(text).toBe(`${'- '.repeat(997)}Xxxxx…`);
    expect(text).toHaveLength(2000);
    expect(mask('1'.repeat(2000))).toBe('0'.repeat(2000));
  });
});

describe('for any text', () => {
  const words = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.string({ maxLength: 40 }),
    fc.constantFrom(...KEPT, 'ann.roe@example.com', 'Zoë', '🙂', '\ud800', ' ', ', ', '\n'),
    fc.constantFrom(...CORPUS.map(({ event }) => event.eventInfo ?? '')),
  );
  const texts = fc.array(words, { maxLength: 60 }).map((parts) => parts.join(''));

  it('no run of two letters or digits survives but words of the list', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const masked = mask(text);
        expect(masked.length).toBeLessThanOrEqual(2000);
        for (const run of runsOf(masked)) expect(KEPT.has(run) || /^[Xx0]+$/.test(run), run).toBe(true);
        for (const run of runsOf(masked)) if (!/^[Xx0]+$/.test(run)) expect(runsOf(text)).toContain(run);
        // What is kept besides is punctuation and blanks of the text itself, in place of nothing.
        for (const sign of masked.replace(/[\p{L}\p{M}\p{N}?…]/gu, '')) expect(text).toContain(sign);
      }),
      { numRuns: 1000 },
    );
  });

  it('masking twice changes nothing', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(mask(mask(text))).toBe(mask(text));
      }),
    );
  });
});

describe('the collection', () => {
  it('keeps each form once, with its count, in order of appearance; known wordings are passed over', () => {
    const all = createUnknownWordings();
    for (const { event } of CORPUS) all.add(event);
    for (const angle of ['17', '93', '108'])
      all.add(textOf(`Widget turned, angle: ${angle}`, { auditType: 'Widget Rotated', category: 'widget_logs' }));
    expect([all.count, all.leftOut]).toEqual([6, 0]);
    const lines = all.toNdjson().trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { count: 1, auditType: 'Mimecast Support Access Extended', category: 'mimecast_access_logs' },
      { count: 1, category: 'widget_logs' },
      { count: 1, category: 'notes_logs' },
      { count: 2, auditType: 'Widget Rotated', category: 'widget_logs', text: 'Xxxxxx xxxxxx, xxxxx: 00' },
      { count: 1, text: 'Xxxxxx xxxxxx, xxxxx: 000' },
    ]);
    expect(all.toNdjson()).not.toMatch(/Pebblethwaite|192\.0\.2|ann\.roe|business|Widget turned/);
  });

  it('is empty without unknown wordings', () => {
    const all = createUnknownWordings();
    all.add(textOf(''));
    expect([all.count, all.toNdjson()]).toEqual([0, '']);
  });

  it('is bounded: forms beyond 1000 are counted, those that are kept go on counting', () => {
    const all = createUnknownWordings();
    for (let length = 1; length <= 1005; length += 1) all.add(textOf(`a${'-'.repeat(length)}`));
    all.add(textOf('b-'));
    expect([all.count, all.leftOut]).toEqual([1006, 5]);
    const lines = all.toNdjson().trimEnd().split('\n');
    expect(lines).toHaveLength(1000);
    expect(lines[0]).toBe('{"count":2,"text":"x-"}');
  });

  it('gives the same bytes for the same events', () => {
    const [one, two] = [createUnknownWordings(), createUnknownWordings()];
    for (const { event } of CORPUS) for (const all of [one, two]) all.add(event);
    expect(one.toNdjson()).toBe(two.toNdjson());
  });
});
