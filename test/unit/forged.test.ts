import { describe, expect, it } from 'vitest';
import { eventOf } from '../../src/elastic/forged.ts';
import { type AuditEvent, contentKeyOf } from '../../src/event.ts';
import type { Finding } from '../../src/finding.ts';
import { type Altered, createBits } from '../../src/reconcile.ts';
import type { Evidence, Run } from '../../src/run.ts';
import { checkKnown } from '../../src/steps/sample.ts';
import { parseEvent } from '../event.ts';

const at = (minute: number) => `2026-11-24T09:${String(minute).padStart(2, '0')}:00+0000`;
const event = (id: string, more: object = {}): AuditEvent =>
  parseEvent({ id, eventTime: at(5), category: 'account_logs', eventInfo: 'Synthetic', ...more });

describe('eventOf', () => {
  const { key: id, hash, canonical: original, time = 0 } = event('one');
  const whole = { id, time, source: { event: { hash, original } } };
  it('gives the event of a document that is what it says', () =>
    expect(eventOf(whole, 'default')).toEqual(event('one')));
  it('leaves a document of somebody else aside', () =>
    expect(eventOf({ ...whole, source: {} }, 'default')).toBeUndefined());
  it.each([
    ['other content', { ...whole, source: { event: { hash, original: event('one', { user: 'x' }).canonical } } }],
    ['no content', { ...whole, source: { event: { hash } } }],
    ['content that is no event', { ...whole, source: { event: { hash, original: '{' } } }],
    ['the id of another event', { ...whole, id: event('two').key }],
    ['another time', { ...whole, time: time + 1 }],
  ])('calls it forged with %s', (_what, claimed) => expect(eventOf(claimed, 'default')).toBe('forged'));
  it('knows the time that stands in for one that can not be read', () => {
    const undated = event('one', { eventTime: 'soon' });
    const source = { event: { hash: undated.hash, original: undated.canonical }, error: { message: 'x' } };
    expect(eventOf({ id: undated.key, time, source }, 'default')).toEqual(undated);
  });
});

describe('checkKnown', () => {
  const access = event('access', { category: 'mimecast_access_logs', user: 'tmarrowby@mimecast.local' });
  const many = Array.from({ length: 700 }, (_, index) => event(`e-${index}`));

  function heldAs({ key, time = 0, category }: AuditEvent, hash: string, { hash: readHash }: AuditEvent): Altered {
    return { key, time, category, hash, readHash };
  }

  async function checked(
    events: readonly AuditEvent[],
    held: (event: AuditEvent) => string | undefined,
    altered: readonly Altered[] = [],
    gone: readonly string[] = [],
  ) {
    const findings: Finding[] = [];
    const falseKeys = new Set<string>();
    const settings = { providerDomains: ['mimecast.local'], tenant: 'default' };
    const run = { settings, report: { findings }, falseKeys } as unknown as Run;
    const evidence = {
      async *events() {
        yield* events;
      },
    } as unknown as Evidence;
    const missing = createBits();
    missing.set(0);
    const comparison = {
      missing,
      known: events.length - 1,
      altered,
      alteredCount: altered.length,
      vanished: [],
      vanishedCount: 0,
    };
    let asked = 0;
    const originals = async (keys: readonly string[]) => {
      asked += keys.length;
      const wanted = new Set(keys);
      const entries = events.filter(({ key }) => wanted.has(key)).map((one) => [one.key, held(one)] as const);
      return new Map(entries.filter((entry): entry is [string, string] => entry[1] !== undefined));
    };
    const hashesAmong = async (keys: readonly string[]) =>
      new Map(keys.filter((key) => !gone.includes(key)).map((key) => [key, ['0'.repeat(64)]]));
    const found = await checkKnown(run, evidence, comparison, { originals, hashesAmong });
    expect([...falseKeys]).toEqual(findings.map(({ subject }) => subject));
    return {
      findings,
      known: found.known,
      asked,
      altered: found.altered.map(({ key }) => key),
      missing,
      removed: found.removed,
    };
  }

  it('looks at every access and at 500 others', async () => {
    const { asked, findings, known } = await checked([...many, access], ({ canonical }) => canonical);
    expect([asked, findings, known]).toEqual([501, [], 700]);
  });

  it.each(['{"false":1}', undefined])(
    'finds an access whose document holds %j, and does not call it known',
    async (false_) => {
      const { findings, known } = await checked([...many, access], (one) => (one === access ? false_ : one.canonical));
      expect(findings).toMatchObject([{ kind: 'forged-document', severity: 'high', subject: access.key }]);
      expect(known).toBe(699);
      expect(findings[0]?.sentence).toBe(
        'The document of the event of 2026-11-24T09:05:00Z in Elastic is not the event that its id and hash name: somebody else wrote or changed it. It proves nothing; the evidence of the runs has the event.',
      );
    },
  );

  it('does not call altered what is false in Elastic, and calls altered what is not', async () => {
    const [one, other] = [event('one'), event('other')];
    const [before, after] = [event('other', { user: 'a' }), event('other', { user: 'b' })];
    const { findings, altered } = await checked(
      [access, one, after],
      (asked) => (asked === one ? '{"false":1}' : before.canonical),
      [heldAs(one, 'f'.repeat(64), other), heldAs(after, before.hash, after)],
    );
    expect(findings.map(({ subject }) => subject)).toEqual([one.key]);
    expect(altered).toEqual([after.key]);
  });

  it('does not call forged what was removed a moment ago, but missing', async () => {
    const only = many.slice(0, 5);
    const last = only[4]?.key ?? '';
    const of = ({ key, canonical }: AuditEvent) => (key === last ? undefined : canonical);
    const { findings, known, missing, removed } = await checked(
      only,
      of,
      [],
      [last, contentKeyOf(only[4] as AuditEvent, 'default')],
    );
    expect(findings).toEqual([]);
    expect(known).toBe(3);
    expect([missing.has(3), missing.has(4), [...removed]]).toEqual([false, true, [last]]);
  });

  it('asks for none where none is known', async () => expect((await checked([access], () => undefined)).asked).toBe(0));
});
