import type { Row } from '../simulator/data.ts';
import { keyOf } from '../tamper/calendar.ts';
import { against, at, OSRIC, type Stage, TAMSIN, unexplained } from './plot.ts';
import { NEVER } from './rules.ts';
import { type Trick, trick } from './trick.ts';

const NEWCOMER = { email: 'pnettleship@mimecast.local', from: '198.51.100.40' };
const HALF_HOUR_S = 1800;

/** Anything may be done on the first two days, in working hours. */
function agreeAll({ agree }: Stage, person: string): void {
  agree(person, at(0, '07:00'), at(2, '17:00'));
}

/** What people agreed to, and what is done beside it. */
export const APPROVAL_TRICKS: readonly Trick[] = [
  trick('logs on without any approval', ({ visit }) => [
    unexplained(visit(TAMSIN, at(0, '10:00'), ['sign in'])),
    unexplained(visit(OSRIC, at(1, '11:00'), ['sign in', 'look at a case', 'sign out'])),
  ]),
  trick('acts in ordinary categories without a log-on', ({ visit }) => [
    unexplained(visit(TAMSIN, at(0, '10:00'), ['look at a case'])),
    against(visit(OSRIC, at(0, '11:00'), ['change a policy'])),
    against(visit(TAMSIN, at(1, '13:00'), ['create a report', 'export a page'])),
    against(visit(OSRIC, at(1, '14:00'), ['open a message']), { kinds: ['against-policy', 'content-viewed'] }),
  ]),
  trick(
    'comes at night, at the weekend, a second too early or too late, approved',
    ({ visit, agree }) => {
      agree('*@mimecast.local', at(0, '00:00'), at(8, '00:00'));
      const outside = { kinds: ['against-policy', 'access-outside-hours'] };
      return [
        against(visit(TAMSIN, at(0, '02:00'), ['sign in', 'look at a case']), outside),
        against(visit(OSRIC, at(1, '06:59:59'), ['sign in']), outside),
        against(visit(TAMSIN, at(1, '17:00:00'), ['sign in']), outside),
        against(visit(OSRIC, at(5, '10:00'), ['sign in']), outside),
      ];
    },
    { days: 6 },
  ),
  trick('comes from twenty allowed addresses and one that is not', (stage) => {
    agreeAll(stage, '*@mimecast.local');
    const addresses = Array.from({ length: 20 }, (_, index) => `198.51.100.${index + 30}`);
    const one = { ...TAMSIN, from: [...addresses, '203.0.113.9'].join(', ') };
    return [against(stage.visit(one, at(0, '10:00'), ['look at a case']), { may: ['first-seen'] })];
  }),
  trick('says in the text more than the type of the event does', (stage) => {
    stage.agree('*@mimecast.local', at(0, '07:00'), at(2, '17:00'), { may: ['see'] });
    const say = (moment: number, eventInfo: string) =>
      stage.visit(TAMSIN, moment, ['look at a case'], { as: { auditType: 'User Logged On', eventInfo } });
    const tail = 'Date: 2026-10-19, Time: 10:00:00 GMT, IP: 198.51.100.23, Application: Administration Console';
    const more = { may: ['first-seen', 'content-viewed'] };
    return [
      against(say(at(0, '10:00'), `Deleted policy Block, ${tail}`), more),
      against(say(at(0, '13:00'), `Viewed Message - Source: Search, Viewed Content: True, ${tail}`), more),
      against(say(at(1, '10:00'), `Exported the archive, ${tail}`), more),
    ];
  }),
  trick('comes from a new network, approved', (stage) => {
    agreeAll(stage, '*@mimecast.local');
    const strange = { ...TAMSIN, from: '203.0.113.9' };
    const allowed = { ...OSRIC, from: '2001:db8:5:1::9' };
    const nowhere = { ...TAMSIN, from: 'Unknown' };
    const seen = { ...OSRIC, from: '198.51.100.23, 203.0.113.200' };
    // Another address of a network that the policy allows and the past knows.
    stage.visit(allowed, at(1, '08:00'), ['sign in']);
    return [
      against(stage.visit(strange, at(0, '10:00'), ['sign in', 'look at a case']), {
        kinds: ['against-policy', 'first-seen'],
      }),
      against(stage.visit(nowhere, at(0, '13:00'), ['sign in']), { may: ['first-seen'] }),
      against(stage.visit(seen, at(1, '11:00'), ['sign in']), { may: ['first-seen'] }),
    ];
  }),
  trick('comes for the first time, approved', (stage) => {
    agreeAll(stage, '*@mimecast.local');
    const rows = stage.visit(NEWCOMER, at(0, '10:00'), ['sign in', 'look at a case']);
    return [{ keys: rows.map(keyOf), kinds: ['first-seen'], verdict: 'expected' }];
  }),
  trick("uses somebody else's approval", (stage) => {
    agreeAll(stage, TAMSIN.email);
    const [near, other] = [
      { ...TAMSIN, email: 'tmarrowby2@mimecast.local' },
      { ...TAMSIN, email: 'tmarrowby@mimecast.com' },
    ];
    return [
      unexplained(stage.visit(OSRIC, at(0, '10:00'), ['sign in', 'look at a case'])),
      unexplained(stage.visit(near, at(0, '13:00'), ['sign in']), { may: ['first-seen'] }),
      unexplained(stage.visit(other, at(1, '13:00'), ['sign in']), { may: ['first-seen'] }),
    ];
  }),
  trick("comes a second before or after an approval's edge", ({ visit, agree }) => {
    agree(TAMSIN.email, at(0, '09:00'), at(0, '10:00'));
    agree(OSRIC.email, at(0, '09:00'), at(0, '10:00'));
    agree(TAMSIN.email, at(1, '09:00'), at(1, '10:00'));
    // Both are inside by a second: the first is the approval's, the end is not.
    visit(OSRIC, at(0, '09:00:00'), ['sign in']);
    visit(OSRIC, at(0, '09:59:59'), ['sign out']);
    const early = visit(TAMSIN, at(0, '08:59:59'), ['sign in']);
    visit(TAMSIN, at(0, '09:00:00'), ['look at a case']);
    visit(TAMSIN, at(1, '09:59:59'), ['sign in']);
    const late = visit(TAMSIN, at(1, '10:00:00'), ['look at a case', 'look at a message'], { step: 1 });
    return [unexplained(early), unexplained(late)];
  }),
  trick('is there before an approval begins, and goes on when it does', ({ visit, agree }) => {
    agree(TAMSIN.email, at(0, '10:00'), at(0, '12:00'));
    const rows = visit(TAMSIN, at(0, '09:50'), ['sign in', 'look at a case'], { step: 300 });
    visit(TAMSIN, at(0, '10:01'), ['look at a case', 'change a policy', 'sign out']);
    return [unexplained(rows.slice(0, 2))];
  }),
  trick('may look, and changes, exports or opens something', ({ visit, agree }) => {
    agree('*@mimecast.local', at(0, '07:00'), at(2, '17:00'), { may: ['see'] });
    return [
      against(visit(TAMSIN, at(0, '09:00'), ['sign in', 'look at a case', 'change a policy'])),
      against(visit(OSRIC, at(0, '10:00'), ['sign in', 'create a report'])),
      against(visit(TAMSIN, at(0, '13:00'), ['sign in', 'export a page'])),
      against(visit(OSRIC, at(1, '10:00'), ['sign in', 'look at a message', 'open a message']), {
        kinds: ['against-policy', 'content-viewed'],
      }),
    ];
  }),
  trick('may export or change, and opens a message', ({ visit, agree }) => {
    agree(TAMSIN.email, at(0, '07:00'), at(2, '17:00'), { may: ['change', 'export'] });
    const rows = visit(TAMSIN, at(0, '09:00'), ['sign in', 'open a message']);
    return [against(rows, { kinds: ['against-policy', 'content-viewed'] })];
  }),
  trick('does something of an unknown kind', ({ visit, agree }) => {
    agree('*@mimecast.local', at(0, '07:00'), at(2, '17:00'), { may: ['see', 'content', 'export'] });
    return [
      against(visit(TAMSIN, at(0, '09:00'), ['sign in', 'do what nobody knows']), {
        kinds: ['against-policy', 'first-seen'],
      }),
    ];
  }),
  trick('fails to log on, unapproved', ({ visit }) => [
    unexplained(visit(TAMSIN, at(0, '09:00'), Array<'fail to sign in'>(5).fill('fail to sign in'))),
  ]),
  trick('is a person who may never come, approved', ({ visit, agree }) => {
    agree(NEVER, at(0, '07:00'), at(2, '17:00'));
    const rows = visit({ email: NEVER, from: '198.51.100.23' }, at(0, '10:00'), ['sign in']);
    return [against(rows, { may: ['first-seen'] })];
  }),
  trick('stays too long, approved', (stage) => {
    agreeAll(stage, TAMSIN.email);
    const rows = stage.visit(TAMSIN, at(0, '09:00'), Array<'look at a case'>(8).fill('look at a case'), { step: 1200 });
    return [against(rows)];
  }),
  trick('leaves gaps of nearly, and of exactly, the session gap', (stage) => {
    agreeAll(stage, '*@mimecast.local');
    const deeds = Array<'look at a case'>(6).fill('look at a case');
    return [
      against(stage.visit(TAMSIN, at(0, '09:00'), deeds, { step: HALF_HOUR_S - 1 })),
      against(stage.visit(OSRIC, at(1, '09:00'), deeds, { step: HALF_HOUR_S })),
    ];
  }),
  trick('leaves gaps just above the session gap', (stage) => {
    agreeAll(stage, TAMSIN.email);
    const deeds = Array<'look at a case'>(6).fill('look at a case');
    const rows = stage.visit(TAMSIN, at(0, '09:00'), deeds, { step: HALF_HOUR_S + 1 });
    return rows.slice(3).map((row) => against([row]));
  }),
  trick('comes often, each time for a short while, approved', (stage) => {
    agreeAll(stage, '*@mimecast.local');
    const often = ['08:00', '10:00', '12:00', '14:00', '16:00'].map((clock) =>
      stage.visit(TAMSIN, at(0, clock), ['sign in', 'look at a case', 'sign out']),
    );
    const long = ['08:00', '11:00', '14:00'].map((clock) => stayed(stage, at(1, clock)));
    return [...often.slice(3), ...long.slice(2)].map((rows) => against(rows));
  }),
];

/** An hour and forty minutes. */
function stayed(stage: Stage, from: number): Row[] {
  return stage.visit(OSRIC, from, Array<'look at a case'>(6).fill('look at a case'), { step: 1200 });
}
