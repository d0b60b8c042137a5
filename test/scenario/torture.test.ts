import { describe, expect, inject, it } from 'vitest';
import { sharedNode } from '../elasticsearch/delivery.ts';
import { historyOf } from '../torture/history.ts';
import { play } from '../torture/play.ts';
import { hasElasticsearch } from './world.ts';

/** Seeds whose histories hold kills, lost answers, rollovers and days without a run. `npm run torture` plays more of them. */
const SEEDS = [24, 47, 53];

describe.runIf(hasElasticsearch).concurrent('a schedule whose runs are killed and meet faults', () => {
  it.each(SEEDS)(
    'loses nothing, stores nothing twice, and covers what it was asked for: seed %i',
    async (seed) => {
      const befallen: string[] = [];
      const { violations, transcript } = await play(historyOf(seed, { days: 2, rollover: true, undated: true }), {
        ...{ node: sharedNode(), bundle: inject('bundle'), coverage: true },
        count: (what) => befallen.push(what),
      });
      expect(violations.slice(0, 5), transcript).toEqual([]);
      expect(befallen.filter((what) => what === 'runs').length).toBeGreaterThan(1);
    },
    240_000,
  );
});
