import type { Row } from '../simulator/data.ts';
import { auditLogId, eventId } from '../simulator/ids.ts';
import { eventTime } from '../simulator/wordings.ts';
import { HOUR_MS, startOf, timeOf, versionKeyOf } from './calendar.ts';
import { covered, repeated, skipped, swapped } from './pages.ts';
import {
  AUDIT,
  becomes,
  blind,
  finding,
  hidden,
  late,
  only,
  onPages,
  type Plot,
  type Scene,
  staged,
  victims,
} from './plot.ts';

export interface Trick {
  /** What the provider does. */
  readonly name: string;
  play(scene: Scene): Plot;
}

const VANISHED = ['vanished-event'];
/** Hidden from one reading, and there again in the audit at the end. */
const BACK = ['vanished-event', 'vanished-event-withdrawn'];
const ALTERED = ['altered-event'];
const ALWAYS = [0, Number.POSITIVE_INFINITY] as const;

/** A trick on a few rows: how they are shown, and what must be found of them. */
function onRows(
  name: string,
  show: (row: Row, scene: Scene) => ReturnType<typeof hidden>,
  kinds: readonly string[],
  may: readonly string[] = [],
): Trick {
  return {
    name,
    play: (scene) => {
      const rows = victims(scene);
      return {
        data: staged(
          scene,
          only(rows, (row) => show(row, scene)),
        ),
        planted: () => finding(rows, kinds, may),
      };
    },
  };
}

/** Rows of the first day that are not shown for a while. */
function hiding(
  name: string,
  choose: (row: Row, scene: Scene) => boolean,
  [from, until]: readonly [(scene: Scene) => number, (scene: Scene) => number],
  outcome: (rows: readonly Row[], scene: Scene) => ReturnType<Plot['planted']>,
): Trick {
  return {
    name,
    play: (scene) => {
      const rows = scene.rows.filter((row) => choose(row, scene));
      return {
        data: staged(
          scene,
          only(rows, (row) => hidden(row, from(scene), until(scene))),
        ),
        planted: () => outcome(rows, scene),
      };
    },
  };
}

const never = () => Number.POSITIVE_INFINITY;
const always = () => 0;
const once = ({ once }: Scene) => once;
const twice = ({ twice }: Scene) => twice;
const isFirstDay = (row: Row) => timeOf(row) < startOf(1) * 1000;
const inHours = (row: Row, from: number, to: number) =>
  timeOf(row) >= startOf(0) * 1000 + from * HOUR_MS && timeOf(row) < startOf(0) * 1000 + to * HOUR_MS;
const isCase = ({ category }: Row) => category === 'case_review_logs';
const isVictim = (row: Row, scene: Scene) => victims(scene).includes(row);

/** A person of the account who is not this one. */
function otherThan(user: string): string {
  const [one, other] = ['cato.finch@harbourlight.example', 'ada.larch@harbourlight.example'] as const;
  return user === one ? other : one;
}

/** The same content under an id of later days. */
function newId(row: Row, { rows }: Scene, index: number): Row {
  return { ...row, id: eventId('CUSA99A999', (auditLogId(rows.at(-1)?.id) ?? 0) + 1_000_000 + index, 77) };
}

/** Rows of the first day get a new id and are shown from a moment on, as if they had been there. */
function inserted(name: string, hour: number, from: (scene: Scene) => number, seen: (scene: Scene) => number): Trick {
  return {
    name,
    play: (scene) => {
      const rows = scene.day.slice(0, 4).map((row, index) => ({
        ...newId(row, scene, index),
        eventTime: eventTime(startOf(0) + hour * 3600 + index * 61),
      }));
      const more = rows.map((event) => ({ event, visibleFrom: from(scene) }));
      return { data: staged(scene, () => undefined, more), planted: () => late(rows, seen(scene)) };
    },
  };
}

/** When a row of the first day that is shown from a moment on is first seen after the day was covered; 0 if it was by then. */
function seenAt({ first, second, audit }: Scene, shown: number): number {
  if (shown > second) return audit;
  return shown > first ? second : 0;
}

/** Rows of some hours of the first day appear so many hours after they happened. */
function delayed(name: string, [from, to]: readonly [number, number], hours: number): Trick {
  return {
    name,
    play: (scene) => {
      const rows = scene.day.filter((row) => inHours(row, from, to));
      const shownAt = (row: Row) => timeOf(row) + hours * HOUR_MS;
      const show = only(rows, (row) => [{ event: row, visibleFrom: shownAt(row) }]);
      const planted = () => rows.flatMap((row) => late([row], seenAt(scene, shownAt(row))));
      return { data: staged(scene, show), planted };
    },
  };
}

/** Rows of the first day stand two days later, once that day is the next to be read and the first one is not. */
function moved(name: string, rollover: boolean): Trick {
  const move =
    ({ twice }: Scene) =>
    (row: Row) =>
      becomes(row, { eventTime: later(row) }, twice);
  const later = (row: Row) => eventTime(timeOf(row) / 1000 + 2 * 86_400);
  return {
    name,
    play: (scene) => {
      const rows = victims(scene);
      return { data: staged(scene, only(rows, move(scene))), planted: () => finding(rows, ALTERED), rollover };
    },
  };
}

/** Everything that the played provider tries. */
export const TRICKS: readonly Trick[] = [
  onRows('hides an event after it was read once', (row, { once }) => hidden(row, once), VANISHED),
  onRows('hides an event after it was read twice', (row, { twice }) => hidden(row, twice), VANISHED),
  onRows('hides an event from one reading, shows it again', (row, { once, twice }) => hidden(row, once, twice), BACK),
  {
    name: 'hides an event, shows it again, hides it again',
    play: (scene) => {
      const rows = victims(scene);
      const { once, twice, audit } = scene;
      const last = audit + 2 * HOUR_MS;
      const flicker = only(rows, (row) => [
        { event: row, visibleUntil: once },
        { event: row, visibleFrom: twice, visibleUntil: audit + HOUR_MS },
      ]);
      const planted = () => finding(rows, [...BACK, ...VANISHED]);
      return { data: staged(scene, flicker), planted, more: [{ at: last, inputs: AUDIT }] };
    },
  },
  hiding('hides an event before the first reading', isVictim, [always, never], blind),
  onRows(
    'changes the text of an event',
    (row, { once }) => becomes(row, { eventInfo: `${row.eventInfo}.` }, once),
    ALTERED,
  ),
  onRows(
    'changes the actor of an event, after two readings',
    (row, { twice }) => becomes(row, { user: otherThan(row.user) }, twice),
    ALTERED,
  ),
  onRows(
    'files an event under another category',
    (row, { once }) => becomes(row, { category: 'archive_service_logs' }, once),
    ALTERED,
  ),
  {
    name: 'shows two versions of an event side by side',
    play: (scene) => {
      const rows = victims(scene);
      const other = (row: Row) => ({ event: { ...row, user: 'x@harbourlight.example' }, visibleFrom: scene.once });
      const data = staged(
        scene,
        only(rows, (row) => [{ event: row }, other(row)]),
      );
      // Each version has a document and a finding of its own.
      const versions = rows.flatMap((row) => [row, other(row).event]).map(versionKeyOf);
      const planted = () => [
        ...finding(rows, ALTERED),
        ...versions.map((key) => ({ key, outcome: 'finding' as const, kinds: ALTERED, may: ['late-event'] })),
      ];
      return { data, planted, mayFail: /share their id/ };
    },
  },
  onRows(
    'back-dates an event by two minutes (same id)',
    (row, { once }) => becomes(row, { eventTime: eventTime(timeOf(row) / 1000 - 120) }, once),
    ALTERED,
    VANISHED,
  ),
  onRows(
    'back-dates an event to a day that is not read again (same id)',
    (row, { once }) => becomes(row, { eventTime: eventTime(timeOf(row) / 1000 - 2 * 86_400) }, once),
    ['altered-event|vanished-event'],
    BACK,
  ),
  onRows(
    'moves an event to the next day (same id)',
    (row, { once }) => becomes(row, { eventTime: eventTime(timeOf(row) / 1000 + 86_400) }, once),
    ALTERED,
  ),
  moved('moves an event from a day read twice into one that is read next (same id)', false),
  moved('the same, and the stream has rolled over', true),
  {
    name: 'replaces an event by its twin with another id',
    play: (scene) => {
      const rows = victims(scene);
      const twins = rows.map((row, index) => newId(row, scene, index));
      const more = twins.map((event) => ({ event, visibleFrom: scene.once }));
      const gone = only(rows, (row) => hidden(row, scene.once));
      const planted = () => [...finding(rows, VANISHED), ...late(twins, scene.second)];
      return { data: staged(scene, gone, more), planted };
    },
  },
  inserted('back-dates a new event into a day read once (new id)', 3, once, ({ second }) => second),
  inserted('back-dates a new event into a day read twice (new id)', 20, twice, ({ audit }) => audit),
  delayed('delays events by minutes', [8, 12], 0.5),
  delayed('delays events by hours', [16, 24], 10),
  delayed('delays events beyond late-after, seen by the overlap', [1, 6], 32),
  delayed('delays events by four days less some hours, seen by an audit', [20, 24], 80),
  {
    name: 'changes the order of pages',
    play: (scene) => onPages(scene, swapped, [1, ...ALWAYS], (rows) => late(rows, 0)),
  },
  {
    name: 'repeats a page',
    play: (scene) => onPages(scene, repeated, [1, ...ALWAYS], (rows) => late(rows, 0)),
  },
  {
    name: 'skips a page of the first reading',
    play: (scene) => onPages(scene, skipped, [1, 0, scene.once], (rows) => late(rows, scene.second)),
  },
  {
    name: 'skips an older page of the first reading',
    play: (scene) => onPages(scene, skipped, [3, 0, scene.once], (rows) => late(rows, scene.second)),
  },
  {
    name: 'skips a page of the second reading',
    play: (scene) => onPages(scene, skipped, [1, scene.once, scene.twice], (rows) => finding(rows, BACK)),
  },
  {
    name: 'repeats a page in place of the next, second reading',
    play: (scene) => onPages(scene, covered, [2, scene.once, scene.twice], (rows) => finding(rows, BACK)),
  },
  hiding('answers empty for a busy hour, always', (row) => inHours(row, 9, 10), [always, never], blind),
  hiding(
    'answers empty for a busy hour, second reading',
    (row) => inHours(row, 9, 10),
    [once, twice],
    (rows) => finding(rows, BACK),
  ),
  hiding('answers empty for a whole day, second reading', isFirstDay, [once, twice], (rows) => finding(rows, BACK)),
  hiding('drops a category, always', isCase, [always, never], blind),
  hiding('drops a category, from the second reading on', isCase, [once, never], (rows) => [
    ...finding(rows.filter(isFirstDay), VANISHED),
    ...blind(rows.filter((row) => !isFirstDay(row))),
  ]),
  {
    name: 'shows different things to two readings',
    play: (scene) => {
      const [one, other] = [scene.day.slice(0, 20), scene.day.slice(60, 70)];
      const change = (row: Row) => {
        if (one.includes(row)) return [{ event: row, visibleFrom: scene.once }];
        return other.includes(row) ? hidden(row, scene.once, scene.twice) : undefined;
      };
      return { data: staged(scene, change), planted: () => [...late(one, scene.second), ...finding(other, BACK)] };
    },
  },
];
