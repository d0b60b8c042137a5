import { canonicalJson } from '../../src/canonical.ts';
import { isUnderstood } from '../../src/event.ts';
import { type Placed, type Row, rowsOf } from '../simulator/data.ts';
import { HOUR_MS, keyOf, rowsOfDay, runAfter, startOf, timeOf } from './calendar.ts';
import type { Start } from './history.ts';
import { AUDIT, hidden, only, staged, victims } from './plot.ts';
import type { Trick } from './tricks.ts';
import type { Planted } from './verdict.ts';

// A provider that changes not what an event says but what it is: names, shapes, numbers; and an Elastic that loses some.

const ALTERED = ['altered-event'];
const VANISHED = ['vanished-event'];
const STRANGE = /nothing could be understood of \d+ of \d+ rows/;
/** What could only be true if somebody looked. */
const PROOF = /No access, proven|: proven[,. ]/;

/** Items of the first day become others, from a moment on: `change` gives what Mimecast then shows. */
function turns(name: string, change: (row: Row, index: number) => unknown, before = (row: Row): unknown => row): Trick {
  return {
    name,
    play: (scene) => {
      const rows = victims(scene);
      const first = rows.map(before);
      const then = rows.map(change);
      const show = only(rows, (row) => {
        const place = rows.indexOf(row);
        const at = Math.floor(timeOf(row) / 1000);
        return [
          { event: first[place], at, visibleUntil: scene.once },
          { event: then[place], at, visibleFrom: scene.once },
        ];
      });
      return {
        data: staged(scene, show),
        planted: () => rows.flatMap((_, place) => turned(first[place], then[place])),
        ...(then.every(isUnderstood) ? {} : { mayFail: STRANGE }),
      };
    },
  };
}

/** The same item under the same identity is altered; under another the first has vanished, and the other one is new. */
function turned(before: unknown, after: unknown): Planted[] {
  if (canonicalJson(before) === canonicalJson(after)) throw new Error('This trick changes nothing.');
  if (keyOf(before) === keyOf(after)) return [{ key: keyOf(before), outcome: 'finding', kinds: ALTERED }];
  // Where a row is not understood the read is not whole and the run is red: nothing can be said to have vanished.
  if (!isUnderstood(after)) return [{ key: keyOf(after), outcome: 'finding', kinds: ['undated-event'] }];
  return [
    { key: keyOf(before), outcome: 'finding', kinds: ['altered-event|vanished-event'] },
    { key: keyOf(after), outcome: 'brought-in', may: ['late-event', 'altered-event'] },
  ];
}

const disguise = ({ user }: Row): string => `"${user || 'tmarrowby@mimecast.local'}" (Support); via Console`;
const withId = (row: Row, id: unknown): unknown => ({ ...row, id });
const withoutId = ({ id: _id, ...row }: Row): unknown => row;
/** A number as Mimecast writes it, whatever a double makes of it. */
const bare = (text: string): unknown => (JSON as unknown as { rawJSON(text: string): unknown }).rawJSON(text);

/** Runs that look back at the first day, long after it was read. */
function lookingBack(at: number, more: Partial<Start> = {}): Start {
  const day = new Date(startOf(0) * 1000).toISOString().slice(0, 10);
  return { at, inputs: { command: 'report', start: day, end: day }, ...more };
}

export const ODD_TRICKS: readonly Trick[] = [
  turns('disguises the actor of an event after it was read', (row) => ({ ...row, user: disguise(row) })),
  turns('shows the actor of an event in full-width letters after it was read', (row) => ({
    ...row,
    user: (row.user || 'a').replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0)),
  })),
  turns('gives an event the text of a graver act after it was read', (row) => ({
    ...row,
    eventInfo: `Deleted Policy "Archive". ${row.eventInfo}`,
  })),
  turns('turns an event into a list of its values', (row) => Object.values(row)),
  turns('turns an event into a text', (row) => JSON.stringify(row)),
  turns('takes the id of an event away', withoutId),
  turns('gives the id of an event as a number', (row, index) => withId(row, 4_000_000 + index)),
  turns(
    'changes the text of an event whose id is a number',
    (row) => ({ ...row, id: timeOf(row) / 1000, eventInfo: `${row.eventInfo}.` }),
    (row) => withId(row, timeOf(row) / 1000),
  ),
  turns(
    'changes the last digit of a number that no double holds',
    (row) => ({ ...row, size: bare('9007199254740993') }),
    (row) => ({ ...row, size: bare('9007199254740992') }),
  ),
  {
    name: 'hides 1100 events at once: all of them are counted',
    play: () => {
      const rows = rowsOfDay(0, 1100, 3);
      const once = runAfter(0) + 12 * HOUR_MS;
      const shown: Placed[] = rows.flatMap((row) => hidden(row, once));
      const starts = [{ at: runAfter(0) }, { at: runAfter(1), mustSay: /1,100 vanished|1100 vanished/ }];
      return {
        data: rowsOf(shown),
        starts,
        planted: () => rows.map((row) => ({ key: keyOf(row), outcome: 'finding', may: VANISHED })),
      };
    },
  },
  {
    name: 'shows all; Elastic loses the oldest backing index: nothing of it is proven any more',
    play: (scene) => ({
      data: staged(scene, () => undefined),
      starts: [
        { at: scene.first },
        { at: runAfter(2), rollover: true, inputs: { overlap: '0s' } },
        lookingBack(runAfter(3), { loses: true, mustNotSay: PROOF }),
      ],
      // What no longer stands in Elastic was given out, and no run has read it again.
      planted: () => scene.day.map((row) => ({ key: keyOf(row), outcome: 'gone' })),
    }),
  },
  {
    name: 'shows all, read once more as another account in the same namespace',
    play: (scene) => ({
      data: staged(scene, () => undefined),
      starts: [
        ...scene.starts.slice(0, 2),
        { at: scene.second + HOUR_MS, inputs: { ...AUDIT, tenant: 'acme' } },
        lookingBack(scene.second + 2 * HOUR_MS, { tenant: 'acme', mustNotSay: PROOF }),
      ],
      planted: () => scene.day.map((row) => ({ key: keyOf(row), outcome: 'brought-in' })),
    }),
  },
];
