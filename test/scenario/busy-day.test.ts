import { expect, it } from 'vitest';
import { validateEcs } from '../ecs-validator.ts';
import { parseEvent } from '../event.ts';
import { createWorld, DAY, hasElasticsearch, steady } from './world.ts';

it.runIf(hasElasticsearch)(
  'a busy day of several pages: each event is stored once, and the provider accesses are shown',
  async () => {
    const world = await createWorld({ elastic: true });
    const run = await world.run();

    expect(run.code).toBe(0);
    expect(run.outputs).toMatchObject({ events: '260', indexed: '260', known: '0', rejected: '0', complete: 'true' });
    expect(Number(run.outputs['provider-accesses'])).toBeGreaterThan(0);

    const source = world.mimecast.data.slice(DAY.from, DAY.to, 0, 1000).map((event) => parseEvent(event));
    const stored = await world.stored();
    expect(stored.map(({ _id }) => _id).sort()).toEqual(source.map(({ key }) => key).sort());
    expect(stored.flatMap(({ _source }) => validateEcs(_source))).toEqual([]);
    expect(steady(run.shown, run)).toMatchSnapshot('log');
    expect(steady(run.summary, run)).toMatchSnapshot('summary');
  },
);
