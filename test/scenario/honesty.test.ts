import { randomUUID } from 'node:crypto';
import { describe, expect, inject, it } from 'vitest';
import { sharedNode } from '../elasticsearch/delivery.ts';
import { honestLife } from '../honesty/life.ts';
import { play } from '../honesty/play.ts';
import type { Plot } from '../honesty/plot.ts';
import { TRICKS } from '../honesty/tricks.ts';
import { judge } from '../honesty/verdict.ts';
import { hasElasticsearch } from './world.ts';

const SEED = 1;
/** One of the approvals, one of names and one of the log itself. `npm run honesty` plays all of them. */
const NAMES = [
  "comes a second before or after an approval's edge",
  "uses an approved colleague's user, the text names another of the staff",
  'back-dates new accesses into a night that was read',
];

/** Plays a history in a namespace of its own. */
async function verdictOn(plot: Plot) {
  const namespace = `t${randomUUID().replaceAll('-', '')}`;
  const logs: string[] = [];
  const onRun = (log: string) => logs.push(log);
  const outcome = await play({ bundle: inject('bundle'), node: sharedNode(), namespace, plot, onRun });
  return { verdict: judge(plot.planted, outcome), shown: logs.join('\n') };
}

describe.runIf(hasElasticsearch)("the provider's staff under an approvals file, with daily runs", () => {
  it.each(NAMES)('%s: told, and nothing else is', async (name) => {
    const trick = TRICKS.find((one) => one.name === name);
    if (!trick) throw new Error(`There is no trick "${name}"`);
    const { verdict, shown } = await verdictOn(trick.play(SEED));
    expect(verdict.faults, shown).toEqual([]);
    expect(verdict.caught).toBeGreaterThan(0);
  });

  it('come as agreed for three days: each visit is told as expected, and no alarm', async () => {
    const { verdict, shown } = await verdictOn(honestLife(3, SEED));
    expect(verdict.faults, shown).toEqual([]);
    expect(verdict.caught).toBeGreaterThan(0);
  });
});
