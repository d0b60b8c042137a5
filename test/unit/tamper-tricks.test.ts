import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../src/canonical.ts';
import { seedOf } from '../seed.ts';
import type { DataSet } from '../simulator/data.ts';
import { keyOf, versionKeyOf } from '../tamper/calendar.ts';
import { ODD_TRICKS } from '../tamper/odd-tricks.ts';
import { createScene, staged } from '../tamper/plot.ts';
import { TRICKS } from '../tamper/tricks.ts';

const MOST = 5000;
const keys = new WeakMap<object, string>();
/** The key of its id, by that of each version that is shown of it. */
const ids = new Map<string, string>();

/** What is shown of each event at each run: the same object is the same event. */
function shownBy(data: DataSet, moments: readonly number[]): Map<string, unknown[]> {
  const shown = new Map<string, unknown[]>();
  for (const now of moments) {
    for (const event of data.slice(0, 4e9, 0, MOST, { now }) as object[]) {
      const key = keys.get(event) ?? keyOf(event);
      keys.set(event, key);
      ids.set(versionKeyOf(event), key);
      shown.set(key, [...(shown.get(key) ?? []), now, event]);
    }
  }
  return shown;
}

/** True if both show the same of an event, at the same runs. */
function isSame(one: readonly unknown[] = [], other: readonly unknown[] = []): boolean {
  return (
    one.length === other.length &&
    one.every((item, place) => item === other[place] || canonicalJson(item) === canonicalJson(other[place]))
  );
}

describe('a trick of the played provider', () => {
  // 27547: its third victim is the very person that acts were once given to.
  it.each([1, 27_547, seedOf(undefined)])('changes what Mimecast shows of all that it plants: seed %i', (seed) => {
    const scene = createScene(seed);
    const moments = scene.starts.map(({ at }) => at);
    const honest = shownBy(
      staged(scene, () => undefined),
      moments,
    );
    for (const { name, play } of TRICKS) {
      const { data, planted } = play(scene);
      const tricked = shownBy(data, moments);
      const same = planted().filter(({ key, outcome }) => {
        const id = ids.get(key) ?? key;
        return outcome === 'finding' && isSame(honest.get(id), tricked.get(id));
      });
      expect(same, name).toEqual([]);
    }
  });

  it('is refused if it changes nothing', () => {
    const scene = createScene(1);
    for (const { name, play } of ODD_TRICKS) expect(play(scene).planted().length, name).toBeGreaterThan(0);
  });
});
