import { describe, expect, it } from 'vitest';
import { describe as shownAs } from '../../src/access/ecs.ts';
import { SENTENCES } from '../../src/access/sentence.ts';
import { createUnknownWordings } from '../../src/access/unknown.ts';
import { readWording } from '../../src/access/wording.ts';
import { parseEvent } from '../event.ts';

const CLASSIC = ' Date: 2026-11-24 Time: 09:05:31+0000 IP: 192.0.2.1 Application: a';
const COMMA = ', Date: 2026-11-24, Time: 09:05:31+0000, IP: 192.0.2.1, Application: a';

/** What the readers look for, again and again: a label is where work is begun that may turn out to be for nothing. */
const PIECES = [
  ...[
    ' by a<',
    ' by a@example.com<',
    ' by ',
    ' by\t',
    '>, To: <a@example.com',
    '> a@example.com, To: <',
    '<',
    '>',
    '@',
  ],
  ...['Date:', CLASSIC, COMMA, ', Method:', ', 2FA:', ', Reason:', ', LoggedIn using aliasAddress ', ', Remote IP is '],
  ...[
    ' F(',
    ') T(',
    ') [',
    '] [',
    ' - ',
    ', Subject: ',
    ', Processed: ',
    ',emailAddress=',
    ' application :',
    ' remote IP :',
  ],
  ...['"a@b.example",', '{"mailboxes":[', ' ', '\n', ',', ', ', '\u200b', '\ud800', '192.0.2.1,', 'a.', '"', '1'],
];
const BEGINNINGS = ['', 'Action Performed - ', ...SENTENCES.map(({ prefix }) => prefix)];
const ENDS = ['', `>${CLASSIC}`, COMMA, `]${COMMA}`];

/** Half a megabyte in the text, and a user as long: with the square of that nothing ends within the limit of a test. */
const LENGTH = 512 * 1024;

describe('a text of half a megabyte is read', () => {
  it.each(PIECES.map((piece) => [JSON.stringify(piece), piece]))('of nothing but %s', (_name, piece) => {
    const middle = piece.repeat(LENGTH / piece.length);
    const wordings = createUnknownWordings();
    for (const [at, beginning] of BEGINNINGS.entries()) {
      const eventInfo = `${beginning}${middle}${ENDS[at % ENDS.length]}`;
      const user = at % 2 === 0 ? `${'u'.repeat(LENGTH)}@example.com` : middle;
      const event = parseEvent({ id: 'x', auditType: 'User Logged On', category: 'account_logs', user, eventInfo });
      expect(readWording(event).known).toBeTypeOf('boolean');
      wordings.add(event);
      if (at < 4) expect(shownAs(event).who?.length).toBeLessThanOrEqual(200);
    }
  });

  it('a search through a hundred thousand mailboxes', () => {
    const mailboxes = Array.from({ length: 100_000 }, (_, number) => `m${number}@example.com`);
    const eventInfo = `Executed Search - Source: Archive, Search Criteria: ${JSON.stringify({ mailboxes })}${COMMA}`;
    expect(readWording(parseEvent({ eventInfo })).target).toHaveLength(100_000);
  });
});
