import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAboutAccesses } from '../../src/access/actor-reading.ts';
import { accessOf } from '../../src/access/acts.ts';
import { domainsNamed } from '../../src/access/domains.ts';
import { matchesPerson, mayBePerson } from '../../src/access/person.ts';
import { MORE_DOMAINS, PROVIDER_DOMAINS } from '../../src/event.ts';
import { parseEvent } from '../event.ts';

const STAFF = 'tmarrowby@mimecast.local';
const LOOK = {
  id: 'eN1',
  auditType: 'Case Action',
  category: 'case_review_logs',
  eventTime: '2026-11-24T10:01:00+0000',
  eventInfo: 'Viewed Case - Name: Q3',
};

function accessBy(user: unknown, more: Record<string, unknown> = {}, asked = false) {
  return accessOf(parseEvent({ ...LOOK, user, ...more }), PROVIDER_DOMAINS, asked);
}

/** Nobody doubts who these are. */
const CLEAR = [
  STAFF,
  'TMarrowby@MIMECAST.LOCAL',
  ` ${STAFF}\t`,
  `\u00a0${STAFF}\u00a0`,
  `${STAFF} (Mimecast Support)`,
  `"${STAFF}"`,
  `'${STAFF}'`,
  `<${STAFF}>`,
  `[${STAFF}]`,
  `(${STAFF})`,
  `"<${STAFF}>"`,
  `${STAFF}.`,
  `${STAFF};`,
  `${STAFF},`,
  `mailto:${STAFF}`,
  `MAILTO:${STAFF}`,
  `<mailto:${STAFF}>`,
  `Tamsin Marrowby <${STAFF}>`,
  `"Marrowby, Tamsin" <${STAFF}>`,
  `"Tamsin Marrowby <${STAFF}>"`,
  `Tamsin Marrowby<${STAFF}>;`,
  `${STAFF} <Tamsin Marrowby>`,
  `${STAFF} <${STAFF}>`,
];

/** These are the provider's, and a person must look who. */
const DOUBTFUL = [
  `${STAFF}/support`,
  `${STAFF}:443`,
  `${STAFF}#EXT#`,
  `${STAFF}#EXT#@harbourlight.onmicrosoft.example`,
  'tmarrowby_mimecast.local#EXT#@harbourlight.onmicrosoft.example',
  'tamsin_marrowby_mimecast.local#ext#@harbourlight.example',
  `Tamsin Marrowby <${STAFF}> via Console`,
  `${STAFF} on behalf of ada@harbourlight.example`,
  `${STAFF} ada@harbourlight.example`,
  `ada@harbourlight.example ${STAFF}`,
  `${STAFF},ada@harbourlight.example`,
  `${STAFF};oquillfeather@mimecast.local`,
  `<${STAFF}> ada@harbourlight.example`,
  `ada@harbourlight.example <${STAFF}`,
  `${STAFF}@harbourlight.example`,
  `${STAFF}|x`,
  `${STAFF}?x=1`,
  `${STAFF}&x`,
  `${STAFF}\\x`,
  `${STAFF}_x`,
  `${STAFF}>x`,
  'tmarrowby @ mimecast.local',
  'tmarrowby@ mimecast.local',
  'tmarrowby@mimecast .local',
  'tmarrowby@\u200bmimecast.local',
  'tmarrowby@mime\u200bcast.local',
  'tmarrowby@mime\u00adcast.local',
  'tmarrowby@mimecast.local\u200b',
  'tmarrowby@mimecast.local\u200bx',
  '\u202etmarrowby@mimecast.local\u202c',
  'tmarrowby@mime\u2060cast.local',
  'tmarrowby@mime\u0000cast.local',
  'tmarrowby\u00a0@mimecast\u00a0.local',
  'tmarrowby＠mimecast.local',
  'tmarrowby@mimecast．local',
  'tmarrowby@mimecast。local',
  'tmarrowby@ｍｉｍｅｃａｓｔ.ｌｏｃａｌ',
  'tmarrowby@mimecast.local™',
  'tmarrowby@\u{1d426}imecast.local',
  'tmarrowby%40mimecast.local',
  'tmarrowby%2540mimecast%2Elocal',
  'tmarrowby&#64;mimecast.local',
  'tmarrowby&commat;mimecast.local',
  'tmarrowby\\u0040mimecast.local',
  'tmarrowby%mimecast.local@harbourlight.example',
  'mimecast.local\\tmarrowby',
  'mimecast.local!tmarrowby',
  'tmarrowby@"mimecast.local"',
  'tmarrowby@.mimecast.local',
];

const OTHERS = [
  'tmarrowby@notmimecast.local',
  'tmarrowby@mimecast.local-x',
  'tmarrowby@mimecast.locale',
  'tmarrowby@mimecast-local',
  'tmarrowby@mimecast',
  'tmarrowby@mimecast.local.harbourlight.example',
  'Support <tmarrowby@mimecast.local.harbourlight.example>',
  'tmarrowby@eu.mimecast.local',
  'tmarrowby@m\u0456mecast.local',
  'tmarrowby@xn--mmecast-qzf.local',
  'mimecast.local',
  'Automated Task Manager',
  '@',
  '',
];

describe('who is the provider', () => {
  it.each(CLEAR)('user %j, and there is no doubt', (user) => {
    const access = accessBy(user);
    expect(access).toMatchObject({ doubtful: false, act: { doubtful: false } });
    expect(matchesPerson(STAFF, access?.person)).toBe(true);
    expect(mayBePerson('*@mimecast.local', access?.person)).toBe(true);
  });

  it.each(DOUBTFUL)('user %j, with doubt', (user) => {
    const access = accessBy(user);
    expect(access).toMatchObject({ doubtful: true, act: { doubtful: true } });
    expect(mayBePerson('*@mimecast.local', access?.person)).toBe(true);
  });

  it.each(OTHERS)('not user %j', (user) => {
    expect(accessBy(user)).toBeUndefined();
  });

  it.each([...CLEAR, ...DOUBTFUL])('the actor of a text, whatever the user is: %j', (actor) => {
    for (const user of ['', 'ada@harbourlight.example']) {
      for (const eventInfo of [
        `Successful authentication for ${actor}, Date: 2026-11-24, Time: 10:00:00 GMT, IP: 198.51.100.23, Application: x`,
        `Action Performed - Deleted policy Block by ${actor}<Tamsin Marrowby> Date: 2026-11-24 Time: 10:00:00 +0000 IP: 198.51.100.23 Application: x`,
      ]) {
        expect(accessBy(user, { auditType: 'User Logged On', eventInfo }), eventInfo).toBeDefined();
      }
    }
  });

  it.each([[[STAFF]], [{ email: STAFF }], [{ name: 'x', address: { value: 'tmarrowby＠mimecast.local' } }]])(
    'also where a field is no text: %j',
    (user) => {
      expect(accessBy(user)?.doubtful).toBe(true);
    },
  );

  it('also where it stands in a field that nobody knows, or the event is no object', () => {
    expect(accessBy('', { actor: STAFF })?.doubtful).toBe(true);
    expect(accessOf(parseEvent([STAFF]), PROVIDER_DOMAINS)?.doubtful).toBe(true);
    expect(accessOf(parseEvent({ category: ['mimecast_access_logs'] }), [])?.doubtful).toBe(true);
    expect(accessOf(parseEvent([{}]), PROVIDER_DOMAINS)).toBeUndefined();
  });

  it('reads a text made to be slow to its end', () => {
    for (const piece of [
      '@',
      '%40',
      '@mimecast.local ',
      '\\',
      '_mimecast.local#ext#',
      '&#64;',
      '@ . ',
      '\u200b@',
      '"@',
    ]) {
      const user = piece.repeat(300_000 / piece.length);
      expect(() => accessBy(user, { eventInfo: user })).not.toThrow();
    }
  });
});

describe('noise around an address', () => {
  const noise = fc
    .string({ unit: 'binary', maxLength: 8 })
    .map((text) => text.replace(/[\p{L}\p{N}\p{M}-]/gu, '').replace(/[@%!\\#&.]/g, ''));

  it('hides nobody', () => {
    fc.assert(
      fc.property(noise, noise, fc.constantFrom(...PROVIDER_DOMAINS), (before, after, domain) => {
        expect(accessBy(`${before}tmarrowby@${domain}${after}`)).toBeDefined();
      }),
      { numRuns: 2000 },
    );
  });

  it('makes nobody of another domain the provider', () => {
    const other = fc.constantFrom(
      'notmimecast.local',
      'mimecast.local-x',
      'mimecast.locale',
      'mimecast-local',
      'x.example',
    );
    fc.assert(
      fc.property(noise, noise, other, (before, after, domain) => {
        expect(accessBy(`${before}tmarrowby@${domain}${after}`)).toBeUndefined();
      }),
      { numRuns: 2000 },
    );
  });
});

describe('one person', () => {
  it('is whoever has the same address, with or without a name', () => {
    const persons = ['Tamsin Marrowby <tmarrowby@mimecast.com>', '"Tamsin Marrowby <tmarrowby@mimecast.com>"'];
    for (const user of persons) expect(accessBy(user)?.person).toBe('tmarrowby@mimecast.com');
  });

  it('is not one whose name only looks like it', () => {
    for (const user of ['mi\u212ae@mimecast.local', 'm\u0131ke@mimecast.local', 'm\u0130ke@mimecast.local']) {
      const access = accessBy(user);
      expect(access).toBeDefined();
      expect(matchesPerson('mike@mimecast.local', access?.person)).toBe(false);
      expect(matchesPerson('*@mimecast.local', user)).toBe(true);
    }
    expect(accessBy('mi\u212ae@mimecast.local')?.doubtful).toBe(true);
    expect(mayBePerson('mike@mimecast.local', 'mi\u212ae@mimecast.local')).toBe(true);
  });

  it('is in doubt where user and text name two', () => {
    const eventInfo =
      'Successful authentication for oquillfeather@mimecast.local <x>, Date: 2026-11-24, Time: 10:00:00 GMT';
    const access = accessBy(STAFF, { eventInfo, auditType: 'User Logged On' });
    expect(access).toMatchObject({ person: 'oquillfeather@mimecast.local', doubtful: true });
  });

  it('is in doubt where a text that is not known names a second one', () => {
    const unknown = (one: string) => accessBy(STAFF, { eventInfo: `Mirror 7 was handed over to ${one}` })?.doubtful;
    expect(unknown('oquillfeather@mimecast.local')).toBe(true);
    expect(unknown('oquillfeather (at) nowhere')).toBe(false);
    expect(unknown(STAFF)).toBe(false);
  });
});

describe('what came as an access', () => {
  it.each([
    'mimecast_access_logs',
    'Mimecast_Access_Logs',
    'MIMECAST-ACCESS-LOGS',
    ' mimecast access logs ',
    'mimecastaccesslogs',
  ])('is one by its category %j', (category) => {
    expect(accessBy('ada@harbourlight.example', { category })).toMatchObject({ doubtful: false });
  });

  it('is one by its type, whatever user and category are', () => {
    for (const auditType of ['Mimecast Support Login', 'mimecast support access', 'Mimecast Support Thing']) {
      expect(accessBy('ada@harbourlight.example', { auditType })).toBeDefined();
    }
  });

  it('is one because nothing else was asked for; doubtful if its category is another', () => {
    expect(accessBy('ada@harbourlight.example', { category: 'access' }, true)?.doubtful).toBe(true);
    expect(accessBy('ada@harbourlight.example', { category: '' }, true)?.doubtful).toBe(false);
    expect(accessBy(STAFF, { category: 'access' }, true)?.doubtful).toBe(false);
    expect(isAboutAccesses(['mimecast_access_logs'])).toBe(true);
    expect(isAboutAccesses(['Mimecast_Access_Logs'])).toBe(true);
    expect(isAboutAccesses(['mimecast_access_logs', 'policy_logs'])).toBe(false);
    expect(isAboutAccesses('all')).toBe(false);
  });
});

describe('the domains that an event names', () => {
  const of = (user: string, eventInfo = '') => domainsNamed(parseEvent({ ...LOOK, user, eventInfo }));

  it('have all that another list of domains could be held against', () => {
    expect(of('a@Mimecast.LOCAL.example.com')).toEqual([
      ...['mimecast.local', 'mimecast.local.example', 'mimecast.local.example.com'],
    ]);
    expect(of('ada@one.example', 'x by "b＠two.example"')).toEqual(['one.example', 'two.example']);
    expect(of('', 'guest_three.example#EXT#@four.example')).toEqual(expect.arrayContaining(['three.example']));
  });

  it('are forty at most, and then say so', () => {
    const text = Array.from({ length: 50 }, (_, index) => `a@d${index}.example`).join(' ');
    expect(of('a@x.example', text)).toHaveLength(40);
    expect(of('a@x.example', text)).toContain(MORE_DOMAINS);
    expect(of('a@x.example')).not.toContain(MORE_DOMAINS);
  });
});
