import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createHistory } from '../../src/access/history.ts';
import { byNeed, expiredApprovals, judge, judgeAll, unusedApprovals } from '../../src/access/judge.ts';
import { isInHours } from '../../src/access/policy.ts';
import type { Act, ActKind, Agreement, Approval, Permission, Policy, PolicyRule, Session } from '../../src/session.ts';

const MINUTE = 60_000;
/** A Tuesday. */
const NINE = Date.parse('2026-11-24T09:00:00Z');

const NO_POLICY: Policy = {
  hours: undefined,
  networks: undefined,
  never: [],
  longestSession: undefined,
  perDay: undefined,
  ticket: [],
};
const HOURS = { days: [1, 2, 3, 4, 5], from: 480, to: 1080, timeZone: 'UTC' };

function act(time: number, given: Partial<Act> = {}): Act {
  return {
    key: `k${time}`,
    id: undefined,
    time,
    kind: 'seen',
    category: undefined,
    auditType: undefined,
    object: undefined,
    outcome: undefined,
    address: '198.51.100.23',
    application: undefined,
    content: false,
    doubtful: false,
    ...given,
  };
}

function session(acts: readonly Act[], given: Partial<Session> = {}): Session {
  const counts: Record<ActKind, number> = {
    'signed-in': 0,
    'sign-in-failed': 0,
    'signed-out': 0,
    seen: 0,
    changed: 0,
    exported: 0,
    unknown: 0,
  };
  for (const { kind } of acts) counts[kind] += 1;
  return {
    id: `s${acts[0]?.time}`,
    person: 'a@mimecast.local',
    first: acts[0]?.time ?? 0,
    last: acts.at(-1)?.time ?? 0,
    acts,
    counts,
    contentActs: acts.filter(({ content }) => content).length,
    doubtful: acts.some(({ doubtful }) => doubtful),
    addresses: [],
    applications: [],
    wholeBeginning: true,
    ...given,
  };
}

function approval(given: Partial<Approval> = {}): Approval {
  return {
    ticket: 'A-1',
    person: 'a@mimecast.local',
    from: NINE,
    to: NINE + 60 * MINUTE,
    may: ['see'],
    waives: [],
    reason: 'CUSTOMER_INITIATED_SUPPORT',
    agreedBy: 'Ann Roe',
    note: undefined,
    ...given,
  };
}

const agreed = (approvals: readonly Approval[], policy: Partial<Policy> = {}): Agreement => ({
  approvals,
  policy: { ...NO_POLICY, ...policy },
});

const verdictOf = (one: Session, agreement: Agreement, sameDay: readonly Session[] = []) =>
  judge(one, agreement, { sameDay }).verdict;

const rulesOf = (one: Session, agreement: Agreement, sameDay: readonly Session[] = []): PolicyRule[] =>
  judge(one, agreement, { sameDay }).broken.map(({ rule }) => rule);

const ALL: readonly Permission[] = ['sign-in', 'see', 'content', 'change', 'export'];

describe('a verdict', () => {
  const one = session([act(NINE, { kind: 'signed-in' }), act(NINE + MINUTE), act(NINE + 2 * MINUTE)]);

  it('is none without a file', () => {
    expect(judge(one, undefined, { sameDay: [] })).toMatchObject({ verdict: 'not-judged', unapproved: 0, broken: [] });
  });

  it('is expected if every act is covered, and says by which ticket', () => {
    const judged = judge(one, agreed([approval()]), { sameDay: [] });
    expect(judged).toMatchObject({ verdict: 'expected', unapproved: 0, broken: [] });
    expect(judged.approvedBy).toEqual([{ approval: approval(), acts: 3 }]);
  });

  it('is expected if several approvals cover it together', () => {
    const first = approval({ to: NINE + MINUTE });
    const then = approval({ ticket: 'A-2', from: NINE + MINUTE });
    const judged = judge(one, agreed([first, then]), { sameDay: [] });
    expect(judged.verdict).toBe('expected');
    expect(judged.approvedBy.map(({ approval, acts }) => [approval.ticket, acts])).toEqual([
      ['A-1', 1],
      ['A-2', 2],
    ]);
  });

  it.each<[string, Partial<Approval>, number]>([
    ['of somebody else', { person: 'b@mimecast.local' }, 3],
    ['of a pattern that is not theirs', { person: '*@mimecast.com' }, 3],
    ['that ended at the second of the last act', { to: NINE + 2 * MINUTE }, 1],
    ['that begins a second after the first act', { from: NINE + 1000 }, 1],
    ['for something else', { may: ['change', 'export'] }, 2],
  ])('is unexplained with an approval %s', (_, given, unapproved) => {
    expect(judge(one, agreed([approval(given)]), { sameDay: [] })).toMatchObject({
      verdict: 'unexplained',
      unapproved,
    });
  });

  it.each<[string, Partial<Approval>]>([
    ['in another case', { person: 'A@Mimecast.LOCAL' }],
    ['by a pattern', { person: '*@mimecast.local' }],
    ['that begins with the first act and ends a second after the last', { from: NINE, to: NINE + 2 * MINUTE + 1000 }],
  ])('is expected with an approval %s', (_, given) => {
    expect(verdictOf(one, agreed([approval(given)]))).toBe('expected');
  });

  it('names the acts that nothing covers', () => {
    const judged = judge(one, agreed([approval({ to: NINE + MINUTE })]), { sameDay: [] });
    expect(judged.uncovered).toEqual([`k${NINE + MINUTE}`, `k${NINE + 2 * MINUTE}`]);
  });

  it('is unexplained for a person whom nobody names, whatever is approved', () => {
    const nobody = session([act(NINE)], { person: undefined });
    expect(verdictOf(nobody, agreed([approval({ person: '*@*', may: ALL })]))).toBe('unexplained');
  });

  it('is unexplained where acts are too many to be kept', () => {
    const many = session([act(NINE)], { counts: { ...session([act(NINE)]).counts, seen: 1001 } });
    expect(judge(many, agreed([approval()]), { sameDay: [] })).toMatchObject({
      verdict: 'unexplained',
      unapproved: 1000,
    });
  });

  it('takes over what is known besides', () => {
    const acknowledged = { by: 'ann', at: NINE, reason: 'x', url: undefined };
    expect(judge(one, undefined, { sameDay: [], firsts: ['person'], acknowledged })).toMatchObject({
      firsts: ['person'],
      acknowledged,
    });
  });
});

describe('what an act needs', () => {
  it.each<[ActKind, boolean, readonly Permission[][]]>([
    ['signed-in', false, [['see'], ['sign-in'], ['export']]],
    ['signed-out', false, [['change']]],
    ['seen', false, [['see'], ['content']]],
    ['seen', true, [['content']]],
    ['changed', false, [['change']]],
    ['changed', true, [['change', 'content']]],
    ['exported', false, [['export']]],
    ['exported', true, [['export', 'content']]],
    ['unknown', false, [['change']]],
  ])('%s, content %s: each of %j is enough, and nothing less', (kind, content, enough) => {
    const one = session([act(NINE, { kind, content, outcome: 'failure' })]);
    for (let bits = 1; bits < 32; bits += 1) {
      const may = ALL.filter((_, i) => (bits & (1 << i)) !== 0);
      const allowed = kind.startsWith('signed') || enough.some((needs) => needs.every((need) => may.includes(need)));
      expect([may, verdictOf(one, agreed([approval({ may })]))]).toEqual([may, allowed ? 'expected' : 'unexplained']);
    }
  });
});

describe('a rule', () => {
  const one = session([act(NINE), act(NINE + 10 * MINUTE)]);

  it('that is not given is none', () => {
    const hostile = session([act(Date.parse('2026-11-22T03:00:00Z'), { address: undefined })]);
    expect(rulesOf(hostile, agreed([]))).toEqual([]);
  });

  it.each<[string, Partial<Policy>, Session, PolicyRule]>([
    ['hours', { hours: HOURS }, session([act(NINE + 9 * 60 * MINUTE)]), 'hours'],
    ['hours, on a Saturday', { hours: HOURS }, session([act(Date.parse('2026-11-28T09:00:00Z'))]), 'hours'],
    ['networks', { networks: ['203.0.113.0/24'] }, one, 'networks'],
    [
      'networks, without an address',
      { networks: ['0.0.0.0/0'] },
      session([act(NINE, { address: undefined })]),
      'networks',
    ],
    [
      'networks, with a word for one',
      { networks: ['0.0.0.0/0'] },
      session([act(NINE, { address: 'Unknown' })]),
      'networks',
    ],
    [
      'networks, with a second address',
      { networks: ['198.51.100.0/24'] },
      session([act(NINE, { moreAddresses: ['203.0.113.9'] })]),
      'networks',
    ],
    ['never', { never: ['*@MIMECAST.local'] }, one, 'never'],
    ['length', { longestSession: 10 * MINUTE - 1 }, one, 'length'],
    ['per-day', { perDay: { sessions: undefined, length: 10 * MINUTE - 1, timeZone: 'UTC' } }, one, 'per-day'],
  ])('is broken, approved or not, and lifted only by name: %s', (_, policy, broken, rule) => {
    const wide = { from: broken.first, to: broken.last + 1000, may: ALL };
    const others = (['hours', 'networks', 'never', 'length', 'per-day'] as const).filter((name) => name !== rule);
    expect(verdictOf(broken, agreed([], policy))).toBe('against-policy');
    expect(verdictOf(broken, agreed([approval({ ...wide, waives: others })], policy))).toBe('against-policy');
    expect(rulesOf(broken, agreed([approval({ ...wide, waives: others })], policy))).toEqual([rule]);
    expect(verdictOf(broken, agreed([approval({ ...wide, waives: [rule] })], policy))).toBe('expected');
    // Somebody else's, or of another time, lifts nothing.
    const other = approval({ ...wide, person: 'b@mimecast.local', waives: [rule] });
    const later = approval({ ...wide, from: broken.last + 1000, to: broken.last + 2000, waives: [rule] });
    expect(rulesOf(broken, agreed([other, later], policy))).toEqual([rule]);
  });

  it.each<[string, Partial<Policy>]>([
    ['hours', { hours: HOURS }],
    ['networks', { networks: ['203.0.113.0/24', '198.51.100.0/24'] }],
    ['never', { never: ['b@mimecast.local'] }],
    ['length', { longestSession: 10 * MINUTE }],
    ['per-day', { perDay: { sessions: 1, length: 10 * MINUTE, timeZone: 'UTC' } }],
    ['ticket', { ticket: ['change', 'content', 'export'] }],
  ])('is kept: %s', (_, policy) => {
    expect(rulesOf(one, agreed([], policy))).toEqual([]);
  });

  it('for the whole session is not lifted for a part of it', () => {
    const part = approval({ to: NINE + MINUTE, waives: ['never', 'length'] });
    expect(rulesOf(one, agreed([part], { never: ['a@mimecast.local'], longestSession: MINUTE }))).toEqual([
      'never',
      'length',
    ]);
  });

  it('for acts is lifted only for those that are covered', () => {
    const late = session([act(NINE + 9 * 60 * MINUTE), act(NINE + 9 * 60 * MINUTE + 5000)]);
    const part = approval({ from: late.first, to: late.first + 5000, waives: ['hours'] });
    const [broken] = judge(late, agreed([part], { hours: HOURS }), { sameDay: [] }).broken;
    expect(broken).toEqual({ rule: 'hours', sentence: '1 act of the session is outside the working hours.' });
  });

  it('ticket is broken by such acts without an approval, and by no others', () => {
    const policy = { ticket: ['change', 'content'] as const };
    const change = session([act(NINE), act(NINE + MINUTE, { kind: 'changed' })]);
    expect(rulesOf(change, agreed([], policy))).toEqual(['ticket']);
    expect(rulesOf(change, agreed([approval({ may: ['change'] })], policy))).toEqual([]);
    expect(verdictOf(change, agreed([approval({ may: ['change'] })], policy))).toBe('unexplained');
    expect(rulesOf(session([act(NINE, { kind: 'unknown' })]), agreed([], policy))).toEqual(['ticket']);
    expect(rulesOf(session([act(NINE, { content: true })]), agreed([], policy))).toEqual(['ticket']);
    expect(rulesOf(session([act(NINE, { kind: 'signed-in' })]), agreed([], { ticket: ['sign-in'] }))).toEqual([
      'ticket',
    ]);
  });

  it('says what is wrong in plain sentences, and holds no text from outside', () => {
    const hostile = '<b>\n::error::\u202e';
    const bad = session(
      [
        act(NINE + 10 * 60 * MINUTE, { address: hostile, object: hostile, kind: 'changed' }),
        act(NINE + 13 * 60 * MINUTE),
      ],
      { person: `${hostile}@mimecast.com` },
    );
    const { broken } = judge(
      bad,
      agreed([], {
        hours: HOURS,
        networks: ['203.0.113.0/24'],
        never: ['*@mimecast.com'],
        longestSession: 2 * 60 * MINUTE + 600_000,
        perDay: { sessions: undefined, length: 60 * MINUTE, timeZone: 'UTC' },
        ticket: ['change'],
      }),
      { sameDay: [] },
    );
    expect(broken.map(({ sentence }) => sentence)).toEqual([
      '2 acts of the session are outside the working hours.',
      '2 acts of the session are from outside the networks.',
      'This person may never come in.',
      'The session is 3 h long, and 2 h 10 min are allowed.',
      'With it the sessions of this person on 2026-11-24 (UTC) are 3 h long, and 1 h are allowed.',
      '1 act of the session always needs a ticket.',
    ]);
  });
});

describe('working hours', () => {
  it.each([
    ['2026-11-24T07:59:59Z', false],
    ['2026-11-24T08:00:00Z', true],
    ['2026-11-24T17:59:59Z', true],
    ['2026-11-24T18:00:00Z', false],
    ['2026-11-28T12:00:00Z', false],
    ['2026-11-29T12:00:00Z', false],
  ])('at %s: %s', (moment, inside) => {
    expect(isInHours(HOURS, Date.parse(moment))).toBe(inside);
  });

  it('over midnight belong to the day on which they begin', () => {
    const night = { days: [5], from: 22 * 60, to: 6 * 60, timeZone: 'UTC' };
    const at = (moment: string) => isInHours(night, Date.parse(moment));
    expect([at('2026-11-27T21:59:59Z'), at('2026-11-27T22:00:00Z'), at('2026-11-28T05:59:59Z')]).toEqual([
      false,
      true,
      true,
    ]);
    expect([at('2026-11-28T06:00:00Z'), at('2026-11-28T22:00:00Z'), at('2026-11-27T05:00:00Z')]).toEqual([
      false,
      false,
      false,
    ]);
  });

  it('follow the clocks of their zone', () => {
    const london = { ...HOURS, days: [7], timeZone: 'Europe/London' };
    // On 25 October 2026 clocks go back at 01:00 UTC: 08:00 is 08:00 UTC; a week before it was 07:00.
    expect(isInHours(london, Date.parse('2026-10-25T07:30:00Z'))).toBe(false);
    expect(isInHours(london, Date.parse('2026-10-18T07:30:00Z'))).toBe(true);
  });

  it('and the hours that they leave out are all hours', () => {
    const hours = fc.record({ from: fc.integer({ min: 0, max: 1439 }), to: fc.integer({ min: 0, max: 1439 }) });
    const moment = fc.integer({ min: 1_700_000_000, max: 1_900_000_000 });
    fc.assert(
      fc.property(hours, moment, ({ from, to }, second) => {
        fc.pre(from !== to);
        const every = { days: [1, 2, 3, 4, 5, 6, 7], from, to, timeZone: 'Asia/Kathmandu' };
        const rest = { ...every, from: to, to: from };
        expect(isInHours(every, second * 1000)).toBe(!isInHours(rest, second * 1000));
      }),
    );
  });
});

describe('the rule per day', () => {
  const sessions = [0, 1, 2, 3].map((i) =>
    session([act(NINE + i * 60 * MINUTE), act(NINE + i * 60 * MINUTE + 20 * MINUTE)]),
  );
  const [first, second, third, fourth] = sessions as [Session, Session, Session, Session];
  const most = (sessions: number | undefined, length: number | undefined, timeZone = 'UTC') =>
    agreed([], { perDay: { sessions, length, timeZone } });

  it('blames the session that is one too many, and those after it', () => {
    expect(sessions.map((one) => rulesOf(one, most(2, undefined), sessions).length)).toEqual([0, 0, 1, 1]);
    expect(judge(third, most(2, undefined), { sameDay: sessions }).broken[0]?.sentence).toBe(
      'It is session 3 of this person on 2026-11-24 (UTC), and 2 are allowed.',
    );
  });

  it('adds up many short ones', () => {
    expect(sessions.map((one) => rulesOf(one, most(undefined, 45 * MINUTE), sessions).length)).toEqual([0, 0, 1, 1]);
    expect(rulesOf(fourth, most(undefined, 80 * MINUTE), sessions)).toEqual([]);
  });

  it('gives the same with the session itself among them or not, in any order', () => {
    const others = [fourth, second, first];
    expect(rulesOf(third, most(2, undefined), others)).toEqual(rulesOf(third, most(2, undefined), sessions));
  });

  it('leaves other persons and days aside', () => {
    const other = session([act(NINE - MINUTE)], { person: 'b@mimecast.local' });
    const yesterday = session([act(NINE - 24 * 60 * MINUTE)]);
    expect(rulesOf(first, most(1, undefined), [other, yesterday, first])).toEqual([]);
    const same = session([act(NINE - MINUTE)], { person: 'A@MIMECAST.local ' });
    expect(rulesOf(first, most(1, undefined), [same])).toEqual(['per-day']);
  });

  it('counts a session over midnight on both days, and its length on each alone', () => {
    const midnight = Date.parse('2026-11-25T00:00:00Z');
    const over = session([act(midnight - 20 * MINUTE), act(midnight + 10 * MINUTE)]);
    const next = session([act(midnight + 60 * MINUTE), act(midnight + 70 * MINUTE)]);
    expect(rulesOf(next, most(1, undefined), [over])).toEqual(['per-day']);
    expect(rulesOf(over, most(undefined, 20 * MINUTE), [])).toEqual([]);
    expect(rulesOf(next, most(undefined, 20 * MINUTE), [over])).toEqual([]);
    expect(rulesOf(next, most(undefined, 19 * MINUTE), [over])).toEqual(['per-day']);
    // One hour further east they are of one day.
    expect(rulesOf(over, most(undefined, 20 * MINUTE, 'Europe/Berlin'), [])).toEqual(['per-day']);
  });
});

describe('for tidying', () => {
  const day = { from: NINE / 1000 - 9 * 3600, to: NINE / 1000 + 15 * 3600 };
  const used = approval();
  const unused = approval({ ticket: 'A-2', person: 'b@mimecast.local' });
  const longer = approval({ ticket: 'A-3', person: 'b@mimecast.local', to: day.to * 1000 + 1 });
  const agreement = agreed([used, unused, longer]);

  it('approvals are unused if all of their time has passed without an access', () => {
    const judged = [judge(session([act(NINE)]), agreement, { sameDay: [] })];
    expect(unusedApprovals(agreement, judged, day)).toEqual([unused]);
    expect(unusedApprovals(agreement, [], day)).toEqual([used, unused]);
  });

  it('approvals are expired from their end on', () => {
    expect(expiredApprovals(agreement, NINE + 60 * MINUTE)).toEqual([used, unused]);
    expect(expiredApprovals(agreement, NINE + 60 * MINUTE - 1)).toEqual([]);
  });
});

describe('an act of which it is in doubt who did it', () => {
  it('is covered by no approval, and the others are', () => {
    const one = session([act(NINE), act(NINE + MINUTE, { doubtful: true })]);
    const judged = judge(one, agreed([approval({ may: ['see', 'change'] })]), { sameDay: [] });
    expect(judged).toMatchObject({ verdict: 'unexplained', unapproved: 1, uncovered: [`k${NINE + MINUTE}`] });
  });

  it('breaks the rule never under any name that it may be', () => {
    const policy = { never: ['*@mimecast.com'] };
    const by = (person: string) =>
      judge(session([act(NINE, { doubtful: true })], { person }), agreed([], policy), { sameDay: [] }).verdict;
    expect(by('x@mimecast.local, tmarrowby@MIMECAST.com/support')).toBe('against-policy');
    expect(by('tmarrowby_mimecast.com#EXT#@example.net')).toBe('against-policy');
    expect(by('tmarrowby@mimecast.local')).toBe('unexplained');
  });
});

describe('addresses beyond those that are kept', () => {
  it('lie in no network', () => {
    const inside = { networks: ['198.51.100.0/24'] };
    const one = (given: Partial<Act>) =>
      judge(session([act(NINE, given)]), agreed([approval()], inside), { sameDay: [] }).verdict;
    expect(one({ moreAddresses: ['198.51.100.24'] })).toBe('expected');
    expect(one({ moreAddresses: ['198.51.100.24'], addressesLeftOut: 1 })).toBe('against-policy');
  });
});

describe('very many sessions', () => {
  const many = Array.from({ length: 5100 }, (_, index) => session([act(NINE + index * 60 * MINUTE)]));
  const agreement = agreed([]);

  it('are judged one and all, so that no number of approved ones hides a bad one', () => {
    const changed = session([act(NINE - 60 * MINUTE, { kind: 'changed' })]);
    const told = [...many, changed];
    const all = agreed([approval({ from: 0, to: 2 * NINE })]);
    const judged = judgeAll(told, told, createHistory([]), all);
    expect(judged.length).toBe(5101);
    const bad = judged.filter(({ verdict }) => verdict !== 'expected');
    expect(bad.map(({ session: { id } }) => id)).toEqual([changed.id]);
    expect(byNeed(judged, 1)).toEqual(bad);
  });

  it('are those that are told of, whatever else is known', () => {
    expect(judgeAll(many.slice(-3), many, createHistory([]), agreement)).toHaveLength(3);
  });

  it('of a person on one day are held against the rule per day', () => {
    const told = [0, 60, 120].map((minutes) => session([act(NINE + minutes * MINUTE)]));
    const perDay = { sessions: 2, length: undefined, timeZone: 'UTC' };
    const judged = judgeAll(told, told, createHistory([]), agreed([approval({ from: 0, to: 2 * NINE })], { perDay }));
    expect(judged.map(({ verdict }) => verdict)).toEqual(['expected', 'expected', 'against-policy']);
  });

  it('keep those that need a person when a report has room for some', () => {
    const judged = judgeAll(many.slice(0, 10), many, createHistory([]), agreed([approval({ from: 0, to: 2 * NINE })]));
    const [first] = judged;
    if (!first) throw new Error('There is one session.');
    const mixed = judged.map((one, index) => (index === 4 ? { ...one, verdict: 'unexplained' as const } : one));
    expect(byNeed(mixed, 3).map(({ session: { id } }) => id)).toEqual([0, 1, 4].map((place) => many[place]?.id));
    expect(byNeed(mixed, 20)).toEqual(mixed);
  });
});

describe('a near miss (D47)', () => {
  const acts = [act(NINE, { kind: 'signed-in' }), act(NINE + 5 * MINUTE), act(NINE + 20 * MINUTE)];
  const near = (given: Partial<Approval>, one: Session = session(acts), others: readonly Approval[] = []) =>
    judge(one, agreed([approval(given), ...others]), { sameDay: [] }).near;

  it.each<[string, Partial<Approval>, string]>([
    ['early', { from: NINE + 47 * MINUTE, to: NINE + 90 * MINUTE }, 'begins 47 min after the first of these acts'],
    ['late', { from: NINE - 90 * MINUTE, to: NINE - 5 * MINUTE }, 'ended 5 min before the first of these acts'],
    ['of a colleague', { person: 'b@mimecast.local' }, 'is for another person of the same domain'],
    ['for less', { may: ['change'] }, 'does not allow see'],
    [
      'of a colleague, and early',
      { person: 'B@MIMECAST.local', from: NINE + 47 * MINUTE, to: NINE + 90 * MINUTE },
      'is for another person of the same domain and begins 47 min after the first of these acts',
    ],
    // Of the acts that nothing covers only the last is left.
    ['ended on the way', { to: NINE + 18 * MINUTE }, 'ended 2 min before the first of these acts'],
  ])('is named: %s', (_name, given, sentence) => {
    expect(near(given)).toEqual({ approval: approval(given), sentence });
  });

  it('names what was done beyond what is allowed', () => {
    const one = session([act(NINE), act(NINE + MINUTE, { content: true })]);
    expect(near({}, one)?.sentence).toBe('does not allow content');
  });

  it('is the one with the fewest things that do not fit, then the one that is nearest in time', () => {
    const hour = 60 * MINUTE;
    const far = approval({ ticket: 'FAR', from: NINE + 9 * hour, to: NINE + 10 * hour });
    const both = approval({ ticket: 'BOTH', person: 'b@mimecast.local', may: ['sign-in'] });
    const close = { ticket: 'CLOSE', from: NINE + hour, to: NINE + 2 * hour };
    for (const others of [
      [far, both],
      [both, far],
    ])
      expect(near(close, session(acts), others)?.approval.ticket).toBe('CLOSE');
  });

  it.each<[string, Partial<Approval>, Partial<Session>]>([
    ['more than a day away', { from: NINE + 30 * 60 * MINUTE, to: NINE + 40 * 60 * MINUTE }, {}],
    ['of another domain', { person: 'a@example.com' }, {}],
    ['of nobody', {}, { person: undefined }],
    ['when all is covered', {}, {}],
  ])('is none: %s', (_name, given, of) => {
    expect(near(given, session(acts, of))).toBeUndefined();
  });
});
