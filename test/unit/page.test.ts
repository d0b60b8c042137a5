import { execSync } from 'node:child_process';
import { hash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Doubts, noDoubts } from '../../src/doubts.ts';
import { PROVIDER_DOMAINS } from '../../src/event.ts';
import type { Account } from '../../src/report/account.ts';
import { renderAccountJson } from '../../src/report/account-json.ts';
import { verdictOfAccount } from '../../src/report/account-verdict.ts';
import { renderCsv } from '../../src/report/csv.ts';
import { inSpan } from '../../src/report/moment.ts';
import { accessFilter } from '../../src/report/page/closing.ts';
import { renderPage } from '../../src/report/page.ts';
import { accountOf, dayAccount, emptyMonth, hugeAccount } from '../fixtures/account.ts';
import { hostileTexts } from '../fixtures/hostile.ts';

const ACKNOWLEDGED = {
  by: 'ann-roe',
  at: Date.UTC(2026, 9, 16, 9),
  reason: 'Case 4472, agreed by phone',
  url: undefined,
};

function only(verdict: Account['sessions'][number]['verdict'], change: object = {}): Account {
  const [first] = dayAccount().sessions;
  if (first === undefined) throw new Error('no session');
  const unapproved = verdict === 'unexplained' ? 7 : 0;
  return dayAccount({ sessions: [{ ...first, verdict, broken: [], unapproved, ...change }], findings: [] });
}

const MONTH = emptyMonth(true).period;

function withDoubts(doubts: Partial<Doubts>, account = emptyMonth(true)): Account {
  return { ...account, completeness: { ...account.completeness, doubts: { ...noDoubts(), ...doubts } } };
}

describe('the verdict', () => {
  it.each<[string, string, Account]>([
    [
      'Needs a person',
      '3 access sessions by 2 persons of the provider: 1 has no approval, 1 breaks a rule, 1 is as agreed.',
      dayAccount(),
    ],
    ['As agreed', '1 access session by 1 person of the provider: an approval covers it.', only('expected')],
    [
      'Needs a person',
      '1 access session by 1 person of the provider: 1 has acts without an approval.',
      only('unexplained', { unapproved: 2 }),
    ],
    [
      'Explained',
      '1 access session by 1 person of the provider: 1 is explained afterwards.',
      only('unexplained', { acknowledged: ACKNOWLEDGED }),
    ],
    [
      'Not judged',
      '1 access session by 1 person of the provider: not judged, as no approvals file is given.',
      only('not-judged'),
    ],
    [
      'No access, proven',
      "Nobody of the provider's staff was in the account in November 2026: proven, as Mimecast's log was read without a gap.",
      emptyMonth(true),
    ],
    [
      'Not proven',
      "No access by the provider's staff was seen in November 2026, which proves nothing: no run has read 3 h of the period yet.",
      emptyMonth(false),
    ],
  ])('is "%s": %s', (title, sentence, account) => {
    expect(verdictOfAccount(account)).toMatchObject({ title, sentence });
    const page = renderPage(account);
    expect(page).toContain(`</svg>${title}</h2>`);
    expect(page).toContain(sentence.replaceAll("'", '&#39;'));
  });

  it.each<[string, Partial<Account>, Partial<Account['completeness']>]>([
    ['the period was not read to its end', {}, { complete: false }],
    ['a query narrowed what was read', {}, { narrowed: true }],
    ['category mimecast_access_logs was not asked for', { categories: ['policy_logs'] }, {}],
    ['no run has read 1 h of the period', {}, { lost: [{ from: 1_793_500_000, to: 1_793_503_600 }] }],
  ])('calls nothing proven where %s', (why, change, part) => {
    const month = emptyMonth(true);
    const { proven, state, sentence } = verdictOfAccount({
      ...month,
      ...change,
      completeness: { ...month.completeness, ...part },
    });
    expect({ proven, state }).toEqual({ proven: false, state: 'unsure' });
    expect(sentence).toContain(`proves nothing: ${why}`);
  });

  it('says that an ended approval counts for its time, and advises nobody to take it out', () => {
    const page = renderPage(dayAccount());
    expect(page).toContain('Keep it in the file: an audit of the past reads it there.');
    expect(page).not.toMatch(/to be removed|tidy/);
  });

  it('asks only for the period, not for holes before it', () => {
    const month = emptyMonth(true);
    const before = [{ from: month.period.from - 86_400, to: month.period.from }];
    const { proven } = verdictOfAccount({
      ...month,
      completeness: { ...month.completeness, holes: before, lost: before },
    });
    expect(proven).toBe(true);
  });

  it('says only of log-ons that there was none where only their category was read, and proves nothing', () => {
    const verdict = verdictOfAccount({ ...emptyMonth(true), categories: ['mimecast_access_logs'] });
    expect(verdict).toMatchObject({ title: 'No log-on', state: 'calm', proven: false, holds: true });
    expect(verdict.sentence).toContain("Nobody of the provider's staff logged on to the account");
  });

  it('calls what only Elastic tells as Elastic has it, and names what would prove it', () => {
    const account = withDoubts({ elasticAlone: true });
    const verdict = verdictOfAccount(account);
    expect(verdict).toMatchObject({ title: 'No access, as Elastic has it', state: 'calm', proven: false });
    expect(verdict.more.join(' ')).toContain('evidence-path, can prove it');
    expect(renderPage(account)).not.toMatch(/\b(?:is|:) proven\b|No access, proven|<strong>Proven/);
  });

  it.each<[string, Partial<Doubts>]>([
    ['Elastic holds 0 of 2 events', { gone: [{ span: MONTH, of: 'events', recorded: 2, held: 0 }] }],
    ['Elastic holds 1 of 2 provider accesses', { gone: [{ span: MONTH, of: 'accesses', recorded: 2, held: 1 }] }],
    ['nothing tells whether Elastic still holds', { uncounted: [{ from: 0, to: 4_000_000_000 }] }],
    ['1 access is dated outside', { misdated: 1 }],
    ['nothing was understood of 3 rows', { notUnderstood: 3 }],
    ["1 event stands in Elastic as another tenant's", { foreign: 1 }],
    ['2 documents in Elastic are not what a run has written', { unlike: 2 }],
    ['1 event was changed or hidden', { changed: 1 }],
    ["1 actor may be the provider's", { doubtful: 1 }],
    ['not all events were looked at', { notCounted: true }],
    ['what was read could not be compared', { notCompared: true }],
  ])('proves nothing where %s', (why, doubts) => {
    const none = verdictOfAccount(withDoubts(doubts));
    expect(none).toMatchObject({ title: 'Not proven', state: 'unsure', proven: false, holds: false });
    expect(none.sentence).toContain(why);
    const some = withDoubts(doubts, only('expected'));
    const { sentence, more } = verdictOfAccount(some);
    expect(sentence).toMatch(/^At least 1 access session/);
    expect(more.join(' ')).not.toContain('no others');
    expect(JSON.parse(renderAccountJson(some)).verdict.against[0]).toContain(why);
  });

  it('tells of an access without a time, which is in no session', () => {
    const untimed = [
      {
        key: 'k'.repeat(43),
        id: 'ev-1',
        category: 'x',
        auditType: 'Case Action',
        who: 'tom',
        from: '192.0.2.7',
        what: 'Q3',
      },
    ];
    const account = { ...withDoubts({ untimed: 1 }), untimed };
    expect(verdictOfAccount(account)).toMatchObject({ title: 'Needs a person', state: 'attention', proven: false });
    expect(renderPage(account)).toContain('Accesses without a time');
    expect(renderCsv(account).split('\r\n')[1]).toContain('"no-time"');
    expect(JSON.parse(renderAccountJson(account)).untimed).toEqual(untimed);
  });

  it('is not calm while Mimecast hid or changed something', () => {
    const finding = {
      kind: 'vanished-event',
      subject: 'x',
      severity: 'high',
      sentence: 'x',
      events: [],
      time: 0,
      details: {},
    } as const;
    expect(verdictOfAccount({ ...emptyMonth(true), findings: [finding] })).toMatchObject({
      state: 'attention',
      title: 'Needs a person',
    });
  });
});

describe('access.html', () => {
  it('allows its own style sheet by its hash, and nothing else', () => {
    const page = renderPage(dayAccount());
    const style = /<style>([\s\S]*?)<\/style>/.exec(page)?.[1] ?? '';
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1]?.replaceAll('&#39;', "'");
    expect(policy).toBe(
      `default-src 'none'; style-src 'sha256-${hash('sha256', style, 'base64')}'; img-src data:; base-uri 'none'; form-action 'none'`,
    );
    expect(page).not.toMatch(/<script|<iframe|<form| style=|url\(|@import|\son\w+=/i);
  });

  it('has the same elements whatever the texts are', () => {
    const plain = skeleton(accountOf('plain'));
    const check = (...texts: string[]) => {
      expect(skeleton(accountOf(...texts))).toEqual(plain);
    };
    const texts = hostileTexts();
    for (let first = 0; first < texts.length; first += 40) check(...texts.slice(first, first + 40));
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'<>/"\'&=-!`[]ab \n\u202E\u2028'), maxLength: 30 }), (text) =>
        check(text),
      ),
      {
        numRuns: 40,
      },
    );
  });

  it('stays below 5 MB, keeps what needs a person, and says what it left out', () => {
    const page = renderPage(hugeAccount(4000, 3));
    expect(Buffer.byteLength(page)).toBeLessThan(5_000_000);
    const open = page.split('<article class="session open"').length - 1;
    const expected = page.split('<article class="session expected"').length - 1;
    expect(open).toBeGreaterThan(500);
    expect(page).toContain(`${(4000 - open - expected).toLocaleString('en-US')} sessions have no room on this page.`);
    expect(page).toContain('in access.json and access.csv');
  });

  it('shows exports and content of mail before other acts where not all have room', () => {
    const huge = hugeAccount(1000, 40);
    const first = renderPage(huge).split('<article ')[1] ?? '';
    const kinds = [...first.matchAll(/<span class="kind">(.*?)<\/span>/g)].map(([, kind]) => kind);
    expect(kinds.length).toBeGreaterThan(0);
    expect(kinds.length).toBeLessThan(40);
    expect(new Set(kinds)).toEqual(new Set(['exported']));
  });

  it('tells an explanation with its author', () => {
    const page = renderPage(only('unexplained', { acknowledged: ACKNOWLEDGED }));
    expect(page).toContain('Unexplained, explained');
    expect(page).toMatch(/Explained<\/strong> by <bdi>ann-roe<\/bdi>, 2026-10-16 10:00:00 \+01:00: <q><bdi>Case 4472/);
  });
});

describe('the jq line of the page', () => {
  it('finds the 16 acts of the day in the events', () => {
    const events = fileURLToPath(new URL('../fixtures/events/', import.meta.url));
    const command = `${accessFilter(PROVIDER_DOMAINS).replace('events.ndjson', 'day.ndjson')} | wc -l`;
    expect(execSync(command, { cwd: events, encoding: 'utf8' }).trim()).toBe('16');
  });

  it('holds no domain that is more than a name', () => {
    expect(accessFilter(['x")) or true'])).toBe(
      `jq -c 'objects | select(.category == "mimecast_access_logs")' events.ndjson`,
    );
  });
});

describe('the name of a period', () => {
  const span = (from: string, to: string) => ({ from: Date.parse(from) / 1000, to: Date.parse(to) / 1000 });
  it.each([
    ['in November 2026', span('2026-11-01T00:00:00Z', '2026-12-01T00:00:00Z')],
    ['in October 2026', span('2026-09-30T23:00:00Z', '2026-11-01T00:00:00Z')],
    ['on Thursday 15 October 2026', span('2026-10-14T23:00:00Z', '2026-10-15T23:00:00Z')],
    ['from 1 to 7 November 2026', span('2026-11-01T00:00:00Z', '2026-11-08T00:00:00Z')],
    ['from 28 October to 3 November 2026', span('2026-10-28T00:00:00Z', '2026-11-04T00:00:00Z')],
    ['from 2026-11-24 09:00 +00:00 to 2026-11-24 10:00 +00:00', span('2026-11-24T09:00:00Z', '2026-11-24T10:00:00Z')],
  ])('is "%s"', (words, of) => expect(inSpan(of, 'Europe/London')).toBe(words));
});

/** The tags of a page in their order, without links to the outside, which some texts are. */
function skeleton(account: Account): string[] {
  const page = renderPage(account).replace(/<a href="https:[^"]*" rel="noopener noreferrer">([\s\S]*?)<\/a>/g, '$1');
  return [...page.matchAll(/<\/?[a-z!][^>]*>/gi)].map(([tag]) => tag.replace(/"[^"]*"/g, '""'));
}
