import { describe, expect, it } from 'vitest';
import type { Evidence, Run } from '../../src/run.ts';
import type { Span } from '../../src/span.ts';
import { record } from '../../src/steps/record.ts';
import { parseEvent } from '../event.ts';
import { playedElastic } from '../proof/elastic.ts';

const FIRST = { from: Date.UTC(2026, 10, 23) / 1000, to: Date.UTC(2026, 10, 24) / 1000 };
const SECOND = { from: FIRST.to, to: FIRST.to + 86_400 };
const event = parseEvent({ id: 'one', eventTime: '2026-11-23T09:00:00+0000', category: 'account_logs' });
const silent = () => {};

/** What is recorded as covered of two days, the first of which has the event. */
async function covered(keys: Partial<Pick<Run, 'rejectedKeys' | 'falseKeys'>>): Promise<readonly Span[]> {
  const evidence = {
    ...{ manifestHash: 'a'.repeat(64), manifest: { started: '2026-11-25T06:00:00Z', events: { conflicting: 0 } } },
    async *events() {
      yield event;
    },
  };
  const report = {
    ...{ findings: [], lost: [], covered: [], doubts: { untimed: 0, misdated: 0, notUnderstood: 0 } },
    ...{ evidence: { problem: undefined }, elastic: { state: 'used', complete: true, created: 1, known: 0 } },
  };
  const run = {
    ...{ report, rejectedKeys: new Set(), falseKeys: new Set(), ...keys },
    settings: {
      elastic: { namespace: 'default' },
      tenant: 'default',
      categories: 'all',
      providerDomains: [],
      time: { kind: 'span' },
    },
    parts: { log: { info: silent, warn: silent }, clock: { now: () => SECOND.to * 1000 }, tool: { version: '0' } },
    past: { client: playedElastic().client, coverage: [] },
    plan: { holes: [], asked: { from: FIRST.from, to: SECOND.to } },
    readSpans: [FIRST, SECOND].map((span) => ({ span, complete: true })),
  };
  await record(run as unknown as Run, evidence as unknown as Evidence, undefined, new AbortController().signal);
  return report.covered;
}

describe('what is recorded as covered', () => {
  it('is all that was read, kept and delivered', async () => expect(await covered({})).toEqual([FIRST, SECOND]));

  it.each(['rejectedKeys', 'falseKeys'] as const)('leaves out the day of an event in %s', async (name) => {
    expect(await covered({ [name]: new Set([event.key]) })).toEqual([SECOND]);
  });
});
