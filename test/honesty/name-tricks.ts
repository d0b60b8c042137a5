import type { Deed, Person } from './acts.ts';
import { ADA, at, blind, OSRIC, TAMSIN, unexplained } from './plot.ts';
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

/** Looks around under names that say nothing of the provider. */
function unseen(name: string, persons: readonly Person[], reason: string): Trick {
  return trick(name, ({ visit }) => persons.map((who, index) => blind(visit(who, moment(index), LOOK), reason)), {
    days: Math.ceil(persons.length / 3),
  });
}

/** How an event names who did it. */
export const NAME_TRICKS: readonly Trick[] = [
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
