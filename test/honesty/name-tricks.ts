import type { Deed, Person } from './acts.ts';
import { ADA, against, at, blind, OSRIC, TAMSIN, unexplained } from './plot.ts';
import { type Trick, trick } from './trick.ts';

const NEW = { may: ['first-seen'] };
/** Acts in a category where only the name says whose they are. */
const LOOK: readonly Deed[] = ['look at a case', 'look at a message'];
const DOMAINS = 'mimecast.local, mimecast.com, eu.mimecast.local, helpdesk.example';

/** Somebody of the staff whose address is spelt in another way in the field `user`. */
function spelt(user: string): Person {
  return { ...TAMSIN, user };
}

function from(domain: string): Person {
  return { ...TAMSIN, email: `tmarrowby@${domain}` };
}

/** An address of the staff, dressed so that it is none at first sight. */
const DRESSED: readonly string[] = [
  ...[
    '/support',
    ':443',
    '#EXT#',
    '#EXT#@harbourlight.example',
    ';x',
    ' ada@harbourlight.example',
    '|',
    '?x',
    '\\x',
    '_x',
  ].map((end) => `${TAMSIN.email}${end}`),
  ...[
    'tmarrowby_mimecast.local#EXT#@harbourlight.example',
    `Tamsin Marrowby <${TAMSIN.email}> via Console`,
    `ada@harbourlight.example <${TAMSIN.email}`,
    `"${TAMSIN.email}" <ada.larch@harbourlight.example>`,
    'tmarrowby @ mimecast.local',
    'tmarrowby@mime\u200bcast.local',
    'tmarrowby@mime\u00adcast.local',
    'tmarrowby@mimecast\u00a0.local',
    'tmarrowby\uff20mimecast.local',
    'tmarrowby@mimecast\u3002local',
    'tmarrowby%40mimecast.local',
    'mimecast.local\\tmarrowby',
  ],
];

/** A morning, a noon and an afternoon a day. */
function moment(index: number): number {
  return at(Math.floor(index / 3), `${8 + (index % 3) * 3}:00`);
}

/** Looks around unapproved, once under each of the names. */
function unapproved(name: string, persons: readonly Person[], inputs = {}): Trick {
  return trick(name, ({ visit }) => persons.map((who, index) => unexplained(visit(who, moment(index), LOOK), NEW)), {
    days: Math.ceil(persons.length / 3),
    inputs,
  });
}

/** Looks around under each of the names, though everything is agreed to for all of the staff. Five days at most: then comes a weekend. */
function dressed(name: string, users: readonly string[]): Trick {
  return trick(
    name,
    ({ visit, agree }) => {
      agree('*@mimecast.local', at(0, '00:00'), at(5, '00:00'));
      return users.map((user, index) => unexplained(visit(spelt(user), moment(index), LOOK), NEW));
    },
    { days: Math.ceil(users.length / 3) },
  );
}

/** Looks around under names that say nothing of the provider. */
function unseen(name: string, persons: readonly Person[], reason: string): Trick {
  return trick(name, ({ visit }) => persons.map((who, index) => blind(visit(who, moment(index), LOOK), reason)), {
    days: Math.ceil(persons.length / 3),
  });
}

/** How an event names who did it. */
export const NAME_TRICKS: readonly Trick[] = [
  dressed('dresses the address with what stands behind it', DRESSED.slice(0, 10)),
  dressed('dresses the address in other forms and signs', DRESSED.slice(10)),
  trick('signs in with a type of support, under a customer and in a category of everybody', ({ visit }) => [
    unexplained(
      visit({ ...ADA, from: TAMSIN.from }, at(0, '10:00'), ['sign in'], { as: { category: 'authentication_logs' } }),
      NEW,
    ),
  ]),
  trick('spells the category of accesses in other ways, under a customer', ({ visit }) =>
    ['Mimecast_Access_Logs', 'mimecast-access-logs', 'MIMECAST ACCESS LOGS'].map((category, index) =>
      unexplained(visit({ ...ADA, from: TAMSIN.from }, moment(index), ['look at a case'], { as: { category } }), NEW),
    ),
  ),
  trick('is named beside an approved colleague in a wording that nobody knows', ({ visit, agree }) => {
    agree(TAMSIN.email, at(0, '07:00'), at(0, '17:00'));
    const eventInfo = `Mirror 7 was handed over to ${OSRIC.email}, Date: 2026-10-19, Time: 10:00:00 GMT, IP: 198.51.100.23, Application: x`;
    return [against(visit(TAMSIN, at(0, '10:00'), ['look at a case'], { as: { eventInfo } }), { may: ['first-seen'] })];
  }),
  trick('is named in a wording that nobody knows, without a user', ({ visit, agree }) => {
    agree('*@mimecast.local', at(0, '07:00'), at(0, '17:00'));
    const as = {
      ...{ user: '', category: 'account_logs', auditType: 'Completed Directory Sync' },
      eventInfo: `Contact ${TAMSIN.email} was added.`,
    };
    // A text that is not understood gives no address, and that is outside of every network.
    return [against(visit(ADA, at(0, '10:00'), ['create a report'], { as }), NEW)];
  }),
  trick("has a letter that looks like one of an approved colleague's name", ({ visit, agree }) => {
    agree('mike@mimecast.local', at(0, '07:00'), at(0, '17:00'));
    return [unexplained(visit(spelt('mi\u212ae@mimecast.local'), at(0, '10:00'), LOOK), NEW)];
  }),
  trick("logs on with an empty user, or with a customer's", ({ visit, agree }) => {
    agree('*@mimecast.local', at(1, '07:00'), at(1, '17:00'));
    const nobody = { user: '', eventInfo: 'Action Performed - Support access was opened' };
    return [
      unexplained(visit({ ...OSRIC, user: '' }, at(0, '10:00'), ['sign in']), NEW),
      unexplained(visit({ ...OSRIC, user: ADA.email }, at(0, '13:00'), ['sign in']), NEW),
      // A pattern of all the staff is not for one who is not named.
      unexplained(visit(TAMSIN, at(1, '10:00'), ['sign in'], { as: nobody }), {
        ...NEW,
        ...{ kinds: ['against-policy'], verdict: 'against-policy' },
      }),
    ];
  }),
  trick('acts in ordinary categories with an empty user, the text names the staff', ({ visit }) => [
    unexplained(visit({ ...OSRIC, user: '' }, at(0, '10:00'), ['fail to sign in']), NEW),
    unexplained(visit({ ...TAMSIN, user: '  ' }, at(1, '10:00'), ['fail to sign in']), NEW),
  ]),
  trick('acts in ordinary categories, nothing names the staff', ({ visit }) => {
    const reason = 'neither user nor text say who it was, and the category is one of everybody';
    return [blind(visit({ ...OSRIC, user: '' }, at(0, '10:00'), LOOK), reason)];
  }),
  trick("acts in ordinary categories under a customer's user, the text names the staff", ({ visit }) => [
    unexplained(visit({ ...OSRIC, user: ADA.email }, at(0, '10:00'), ['fail to sign in']), NEW),
  ]),
  trick("uses an approved colleague's user, the text names another of the staff", ({ visit, agree }) => {
    agree(TAMSIN.email, at(0, '07:00'), at(2, '17:00'));
    return [unexplained(visit({ ...OSRIC, user: TAMSIN.email }, at(0, '10:00'), ['sign in', 'fail to sign in']), NEW)];
  }),
  unapproved('spells the user in upper case, with blanks, with plus', [
    spelt('TMarrowby@MIMECAST.LOCAL'),
    spelt(' tmarrowby@mimecast.local'),
    spelt('tmarrowby@mimecast.local '),
    from('mimecast.com'),
    { ...TAMSIN, email: 'tmarrowby+eu@mimecast.local' },
    spelt('\ttmarrowby@mimecast.local\u00a0'),
  ]),
  unapproved('spells the user as a name before an address, or with a dot at its end', [
    spelt('Tamsin Marrowby <tmarrowby@mimecast.local>'),
    spelt('<tmarrowby@mimecast.local>'),
    spelt('tmarrowby@mimecast.local.'),
  ]),
  unseen(
    'uses a sub-domain, or a domain of another name',
    [from('eu.mimecast.local'), from('helpdesk.example')],
    'the input provider-domains must name each domain of the staff',
  ),
  unapproved('the same, and provider-domains names them', [from('eu.mimecast.local'), from('helpdesk.example')], {
    'provider-domains': DOMAINS,
  }),
  unseen(
    'uses a domain that looks like its own',
    [from('mimecast.local.example'), from('rnimecast.example'), from('m\u0456mecast.local')],
    'a domain that only looks like the provider’s may be of anybody',
  ),
  unapproved('has a name with hostile characters', [
    { ...TAMSIN, email: '"a\n::error::b"@mimecast.local' },
    { ...TAMSIN, email: '<script>alert(1)</script>@mimecast.local' },
    { ...TAMSIN, email: "=cmd|' /C calc'!A0@mimecast.local" },
    { ...TAMSIN, email: `${'a'.repeat(900)}@mimecast.local` },
    { ...TAMSIN, email: 'a\u202e\u0000@b@mimecast.local' },
  ]),
];
