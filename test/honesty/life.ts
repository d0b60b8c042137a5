import { type Placed, type Row, seededDay } from '../simulator/data.ts';
import { mix } from '../simulator/ids.ts';
import { eventTime } from '../simulator/wordings.ts';
import { DAY_S, HOUR_MS, keyOf, runAfter, startOf, timeOf } from '../tamper/calendar.ts';
import { type Deed, type Person, rowOf } from './acts.ts';
import {
  ADA,
  agreed,
  at,
  BEFORE,
  backfill,
  createStage,
  OSRIC,
  type Plot,
  type Stage,
  type Start,
  TAMSIN,
} from './plot.ts';
import type { Planted } from './verdict.ts';

const MOST_LATE_MS = 12 * HOUR_MS;
/** London's clocks go back with day 6, 25 October. */
const WINTER = 6;
const VISIT: readonly Deed[] = ['sign in', 'look at a case', 'look at a message', 'open a message', 'sign out'];
const WORK: readonly Deed[] = ['fail to sign in', 'sign in', 'change a policy', 'create a report', 'export a page'];

/**
 * Some honest days: the staff come only as agreed, in working hours and from known networks, sometimes over midnight with a
 * waiver; each approval is written down a day before. One event in eight is shown up to twelve hours late, runs start up to two
 * hours late, or not at all for two days of ten; each week the last one is read again. Ordinary users do what looks alike. Some
 * account must tell of each visit that it was agreed to.
 */
export function honestLife(days: number, seed: number): Plot {
  const stage = createStage(seed);
  const planted: Planted[] = [];
  for (let day = -BEFORE; day < days; day += 1) {
    stage.put(...everyday(day, seed).map((event) => ({ event })));
    if (day >= 0) planted.push(...visits(day, seed, stage));
  }
  const placed = stage.placed.map((one, index): Placed => {
    const chance = mix(seed, index, 41);
    if (chance % 8 !== 0 || one.visibleFrom !== undefined) return one;
    // Most come within minutes, few after many hours.
    const late = Math.floor(MOST_LATE_MS * (mix(seed, index, 42) / 2 ** 32) ** 3);
    // What the run of its day misses is first seen by the next one, more than a day after its time.
    planted.push({ keys: [keyOf(one.event)], kinds: [], may: ['late-event'] });
    return { ...one, visibleFrom: timeOf(one.event as Row) + late };
  });

  const starts: Start[] = [backfill()];
  for (let day = 0; day < days; day += 1) {
    if (days > 5 && day % 10 >= 2 && day % 10 < 4) continue;
    const start = runAfter(day) + (mix(seed, day, 43) % (2 * HOUR_MS));
    starts.push({ at: start });
    if (day % 7 === 6) starts.push({ at: start + HOUR_MS, inputs: { window: '7d', overlap: '0s' } });
  }
  // By then every event has been shown.
  starts.push({ at: runAfter(days), inputs: { window: '7d', overlap: '0s' } });
  return { placed, approvals: stage.approvals, starts, planted };
}

/** What the staff do on a day, and what was agreed to before. @returns their visits. */
function visits(day: number, seed: number, { visit, agree }: Stage): Planted[] {
  const weekday = (day % 7) + 1;
  const chance = mix(seed, day, 44);
  if (weekday > 5 || chance % 3 === 0) return [];
  const [who, other] = chance % 2 === 0 ? [TAMSIN, OSRIC] : [OSRIC, TAMSIN];
  const since = runAfter(day) - 30 * HOUR_MS;
  const opening = at(day, day < WINTER ? '07:00' : '08:00');
  const closing = opening + 10 * 3600;
  const minute = (chance >>> 8) % 60;

  // The first second of the day's hours and of the approval.
  agree(who.email, opening, opening + 3 * 3600, { since });
  const first = visit(who, opening + (chance % 4 === 0 ? 0 : minute * 60), VISIT, { step: 20 + minute });
  // The last second of both.
  agree(other.email.toUpperCase(), closing - 3600, closing, { since, may: ['change', 'export'] });
  const last = visit(other, closing - 1 - 4 * 60 * (1 + (minute % 10)), WORK, { step: 60 * (1 + (minute % 10)) });
  if (chance % 5 !== 0) return [agreed(first), agreed(last)];
  // Upkeep over midnight.
  agree('*@mimecast.local', closing + 4 * 3600, closing + 9 * 3600, {
    ...{ since, may: ['see', 'change'], waives: ['hours', 'per-day'] },
  });
  const upkeep = visit(who, startOf(day + 1) - 600, ['sign in', 'look at a case', 'change a policy', 'sign out'], {
    step: 300,
  });
  return [agreed(first), agreed(last), agreed(upkeep)];
}

/** What the customer's people do on a day; some of it looks like the staff. */
function everyday(day: number, seed: number): Row[] {
  const from = startOf(day);
  const events = day % 6 === 5 ? 4 : 20 + (mix(seed, day + BEFORE, 45) % 30);
  const rows = seededDay({ seed: seed + day, from, to: from + DAY_S, events, accessEvery: 0 });
  const number = 500_000 + (day + BEFORE) * 100;
  return [
    ...Array.from({ length: events }, (_, index) => rows.row(index)),
    ...ALIKE.map(({ deed, who, as }, index) => {
      const time = from + (mix(seed, number + index, 46) % DAY_S);
      return { ...rowOf(deed, who, time, number + index), ...as };
    }),
  ];
}

/** Ordinary events that name the provider without being its staff's. */
const ALIKE: readonly { readonly deed: Deed; readonly who: Person; readonly as?: Partial<Row> }[] = [
  { deed: 'fail to sign in', who: { email: 'support@mimecast.local.example', from: '203.0.113.61' } },
  { deed: 'look at a case', who: { email: 'mimecast.local@harbourlight.example', from: '192.0.2.66' } },
  { deed: 'change a policy', who: { ...ADA, name: 'support@mimecast.local' } },
  { deed: 'change a policy', who: { ...ADA, name: 'x> by tmarrowby@mimecast.local<tmarrowby@mimecast.local' } },
  { deed: 'fail to sign in', who: { ...ADA, name: 'tmarrowby@mimecast.local' } },
  {
    ...{ deed: 'create a report', who: ADA },
    as: {
      eventInfo: `Action Performed - Custom Report Definition Created with name "by tmarrowby@mimecast.local<Tamsin>" and description "IP: 198.51.100.23" by ${ADA.email}<Ada Larch> Date: ${eventTime(0).slice(0, 10)} Time: 00:00:00 +0000 IP: 192.0.2.7 Application: Administration Console`,
    },
  },
];
