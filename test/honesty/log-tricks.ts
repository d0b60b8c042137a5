import type { Row } from '../simulator/data.ts';
import { eventTime } from '../simulator/wordings.ts';
import { HOUR_MS, keyOf, runAfter } from '../tamper/calendar.ts';
import { ADA, against, at, blind, OSRIC, type Stage, TAMSIN, unexplained } from './plot.ts';
import { type Trick, trick } from './trick.ts';
import type { Planted } from './verdict.ts';

/** Between the first run and the second. */
const LATER = runAfter(0) + 12 * HOUR_MS;
const OUTSIDE = { kinds: ['against-policy', 'access-outside-hours'] };

/** A row that is shown until `LATER`, and from then on with other fields; without any it is gone. */
function until(stage: Stage, row: Row, change?: Partial<Row>): void {
  const place = stage.placed.findIndex(({ event }) => event === row);
  stage.placed.splice(place, 1, { event: row, visibleUntil: LATER });
  if (change) stage.put({ event: { ...row, ...change }, visibleFrom: LATER });
}

function happened(rows: readonly Row[], kind: string, more: Partial<Planted> = {}): Planted {
  return { keys: rows.map(keyOf), kinds: [kind], ...more };
}

/** When runs see what the staff did, and whether the log stays as it was. */
/** What the run of its day misses is first seen by the next one, more than a day after its time. */
const LATE = { may: ['late-event'] };

export const LOG_TRICKS: readonly Trick[] = [
  trick('stays over midnight, approved until then', ({ visit, agree }) => {
    agree(TAMSIN.email, at(0, '23:00'), at(1, '00:00'), { waives: ['hours'] });
    visit(TAMSIN, at(0, '23:50'), ['sign in', 'look at a case', 'change a policy']);
    return [against(visit(TAMSIN, at(1, '00:01'), ['look at a case', 'sign out']), OUTSIDE)];
  }),
  trick('stays over midnight, unapproved on both sides', ({ visit }) => {
    const before = visit(TAMSIN, at(0, '23:55'), ['sign in', 'look at a case']);
    const after = visit(TAMSIN, at(1, '00:04'), ['look at a case', 'change a policy']);
    return [against(before, OUTSIDE), against(after, OUTSIDE)];
  }),
  trick('begins before midnight harmlessly, opens mail after it', ({ visit, agree }) => {
    agree(TAMSIN.email, at(0, '23:00'), at(1, '02:00'), { may: ['see'], waives: ['hours'] });
    visit(TAMSIN, at(0, '23:55'), ['sign in', 'look at a case']);
    const after = visit(TAMSIN, at(1, '00:04'), ['open a message']);
    return [against(after, { kinds: ['against-policy', 'content-viewed'], may: ['access-outside-hours'] })];
  }),
  trick('an access comes late, within the overlap', (stage) => {
    const show = { visibleFrom: runAfter(0) + HOUR_MS };
    return [unexplained(stage.visit(TAMSIN, at(0, '13:00'), ['sign in', 'look at a case'], { show }), LATE)];
  }),
  trick('an act comes late, its session was expected before', (stage) => {
    stage.agree(TAMSIN.email, at(0, '10:00'), at(0, '11:00'));
    stage.visit(TAMSIN, at(0, '10:50'), ['sign in', 'look at a case']);
    const show = { visibleFrom: runAfter(0) + HOUR_MS };
    return [unexplained(stage.visit(TAMSIN, at(0, '11:01'), ['look at a case'], { show }), LATE)];
  }),
  trick('an act comes late, its session was unexplained before', (stage) => {
    const show = { visibleFrom: runAfter(0) + HOUR_MS };
    const first = stage.visit(TAMSIN, at(0, '11:00'), ['sign in']);
    const second = stage.visit(TAMSIN, at(0, '11:05'), ['look at a case', 'look at a message'], { show });
    return [unexplained(first), unexplained(second, LATE)];
  }),
  trick('back-dates new accesses into a night that was read', (stage) => {
    const show = { visibleFrom: LATER };
    const rows = stage.visit(OSRIC, at(0, '01:00'), ['sign in', 'look at a case'], { show });
    return [against(rows, { kinds: ['against-policy', 'access-outside-hours', 'late-event'] })];
  }),
  trick(
    'hides an act after it was read',
    (stage) => {
      const rows = stage.visit(TAMSIN, at(0, '10:00'), ['sign in', 'look at a case', 'sign out']);
      for (const row of rows.slice(1, 2)) until(stage, row);
      return [unexplained(rows, { atLast: true }), happened(rows.slice(1, 2), 'vanished-event')];
    },
    { audit: true },
  ),
  trick('hides a whole session after it was read', (stage) => {
    const rows = stage.visit(TAMSIN, at(0, '10:00'), ['sign in', 'look at a case', 'sign out']);
    for (const row of rows) until(stage, row);
    return [unexplained(rows), happened(rows, 'vanished-event')];
  }),
  trick(
    'hides an act of an expected session after it was read',
    (stage) => {
      stage.agree(TAMSIN.email, at(0, '07:00'), at(0, '17:00'));
      const rows = stage.visit(TAMSIN, at(0, '10:00'), ['sign in', 'open a message', 'sign out']);
      for (const row of rows.slice(1, 2)) until(stage, row);
      return [happened(rows.slice(1, 2), 'vanished-event', { verdict: 'expected', atLast: true })];
    },
    { audit: true },
  ),
  trick(
    "changes the actor of an act into a customer's after it was read",
    (stage) => {
      const rows = stage.visit(TAMSIN, at(0, '10:00'), ['sign in', 'look at a case', 'sign out']);
      for (const row of rows.slice(1, 2)) until(stage, row, { user: ADA.email });
      return [unexplained(rows, { atLast: true }), happened(rows.slice(1, 2), 'altered-event')];
    },
    { audit: true },
  ),
  trick("shows an act first as a customer's, then as the staff's", (stage) => {
    const rows = stage.visit({ ...ADA, from: TAMSIN.from }, at(0, '10:00'), ['look at a case']);
    for (const row of rows) until(stage, row, { user: TAMSIN.email });
    return [unexplained(rows, { kinds: ['unexplained-access', 'altered-event'] })];
  }),
  trick(
    'moves an act into an approved hour after it was read',
    (stage) => {
      stage.agree(TAMSIN.email, at(0, '12:00'), at(0, '14:00'));
      const rows = stage.visit(TAMSIN, at(0, '10:00'), ['look at a case']);
      for (const row of rows) until(stage, row, { eventTime: eventTime(at(0, '13:00')) });
      return [unexplained(rows, { kinds: ['unexplained-access', 'altered-event'], atLast: true })];
    },
    { audit: true },
  ),
  trick('hides an access before it was ever read', (stage) => {
    const rows = stage.visit(TAMSIN, at(0, '10:00'), ['sign in', 'look at a case']);
    stage.placed.splice(-rows.length);
    return [blind(rows, 'no answer ever held the event')];
  }),
  trick('gives an access a time that nobody can read', (stage) => {
    const rows = stage.visit(TAMSIN, at(0, '10:00'), ['sign in'], {
      ...{ as: { eventTime: '19 October, 10 o’clock' }, show: { at: at(0, '10:00') } },
    });
    return [unexplained(rows, { kinds: ['unexplained-access|against-policy', 'undated-event'], verdict: undefined })];
  }),
  trick('hides one change behind many approved acts', (stage) => {
    stage.agree('*@mimecast.local', at(0, '07:00'), at(1, '17:00'), { may: ['see'] });
    const crowd = (acts: number) => Array<'look at a case'>(acts).fill('look at a case');
    // More than a finding names, and more than a session keeps.
    stage.visit(OSRIC, at(0, '10:00'), crowd(150), { step: 2 });
    stage.visit(TAMSIN, at(0, '10:00'), crowd(1000), { step: 2 });
    return [
      against(stage.visit(OSRIC, at(0, '10:10'), ['change a policy'])),
      against(stage.visit(TAMSIN, at(0, '10:40'), ['change a policy'])),
    ];
  }),
];
