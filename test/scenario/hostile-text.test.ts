import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { rowsOf } from '../simulator/data.ts';
import { createWorld, DAY, hasElasticsearch } from './world.ts';

const { events } = JSON.parse(readFileSync(new URL('../fixtures/cases/b19-commands.json', import.meta.url), 'utf8'));
const HOSTILE = '::set-output name=complete::true\n##[error]x\n<img src=x onerror=1> | **b** | @everyone `c` ‮x';

const rows = [
  ...events.map(({ event }: { event: object }, index: number) => ({
    ...event,
    category: 'mimecast_access_logs',
    eventTime: `2026-11-24T10:00:0${index}+0000`,
  })),
  {
    id: HOSTILE,
    auditType: HOSTILE,
    user: `${HOSTILE}@mimecast.local`,
    eventTime: '2026-11-24T11:00:00+0000',
    eventInfo: HOSTILE,
    category: 'mimecast_access_logs',
  },
  { id: 'no-time', category: 'mimecast_access_logs', eventTime: 'yesterday' },
  { auditType: 'No id, and a lone surrogate \ud800', eventTime: '2026-11-24T12:00:00+0000' },
  'not an object',
  null,
];

it.runIf(hasElasticsearch)(
  'hostile and broken events are all kept and stored, and harmless wherever they are shown',
  async () => {
    const world = await createWorld({
      data: rowsOf(rows.map((event) => ({ event, at: DAY.from + 36_000 }))),
      elastic: true,
    });
    const run = await world.run();

    // What is no object says nothing, so the span does not count as read.
    expect(run.code, run.shown).toBe(1);
    expect(run.outputs.complete).toBe('false');
    expect(run.outputs).toMatchObject({ rejected: '0', indexed: String(rows.length) });
    expect(await world.stored()).toHaveLength(rows.length);
    expect(run.commands).not.toContain('set-output');
    const errors = run.annotations.filter(({ kind }) => kind === 'error').map(({ message }) => message);
    expect(errors).toEqual([expect.stringContaining('nothing could be understood of 2 of 7 rows')]);
    expect(errors[0]).not.toContain('set-output');
    expect(run.masks).not.toContain('a');
    expect(run.summary).not.toMatch(/<img|‮|\*\*b\*\*|\n::/);
  },
);
