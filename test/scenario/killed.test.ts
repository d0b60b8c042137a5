import { describe, expect, it } from 'vitest';
import { startProxy } from '../elasticsearch/proxy.ts';
import { parseEvent } from '../event.ts';
import type { Cancel } from '../simulator/runner.ts';
import { createWorld, DAY, elasticUrl, hasElasticsearch } from './world.ts';

/** Moments to kill a run at: the beginning of each step, what follows it, and times between them (ms). */
const MOMENTS: readonly Cancel[] = [
  ...['Plan', 'Read Mimecast', 'Review', 'Preserve', 'Finalizing artifact', 'Deliver to Elastic'].map(
    (text) => ({ match: new RegExp(text), signal: 'SIGKILL' }) as const,
  ),
  ...[150, 400, 650, 900, 1150, 1400].map((afterMs) => ({ afterMs, signal: 'SIGKILL' }) as const),
];

// Side by side, since every answer of Elastic is waited for.
describe.runIf(hasElasticsearch).concurrent('a run that is killed and started again', () => {
  it.for(
    MOMENTS.map((moment) => ['match' in moment ? `at ${moment.match}` : `after ${JSON.stringify(moment)}`, moment]),
  )('leaves each event once: %s', async ([, moment], { onTestFinished }) => {
    // Every answer to a bulk request is late, so that a kill finds requests that were written and not yet answered.
    const proxy = await startProxy(elasticUrl(), [{ on: { times: Number.POSITIVE_INFINITY }, do: { slow: 700 } }]);
    const world = await createWorld({ elastic: proxy.url }, onTestFinished);
    try {
      const killed = await world.run({}, { signalAfter: moment as Cancel });
      // A kill that came after the last step had nothing to interrupt; all others must not look like a success.
      if (killed.code !== 0) expect(killed.outputs.complete ?? 'false').toBe('false');

      const again = await world.run({}, { env: { GITHUB_RUN_ATTEMPT: '2' } });
      expect(again.code, again.shown).toBe(0);
      expect(Number(again.outputs.indexed) + Number(again.outputs.known)).toBe(260);
      const source = world.mimecast.data.slice(DAY.from, DAY.to, 0, 1000).map((event) => parseEvent(event).key);
      expect((await world.stored()).map(({ _id }) => _id).sort()).toEqual(source.sort());
    } finally {
      await proxy.stop();
    }
  });
});
