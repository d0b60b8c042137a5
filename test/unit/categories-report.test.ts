import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listCategories } from '../../src/categories.ts';
import { categoryChangedFinding, changesBetween, safeCode } from '../../src/category-finding.ts';
import type { ElasticClient } from '../../src/elastic/client.ts';
import { ElasticError, ProviderError } from '../../src/errors.ts';
import {
  absentSentences,
  type CategoriesReport,
  categoriesVerdict,
  renderCategories,
} from '../../src/report/categories.ts';
import type { Parts } from '../../src/run.ts';
import { ELASTIC, settingsOf } from './given.ts';
import { fakeClock, keptLog } from './mimecast-parts.ts';

const SINCE = Date.UTC(2026, 10, 20, 6, 17);
const NOW = Date.UTC(2026, 10, 25, 6, 17);
const HOSTILE = '::set-output name=a::b\n##[error]x | **b** <img src=x> @everyone `c` \u202e';

describe('codes', () => {
  it.each(['account_logs', 'A-b.7', 'x'.repeat(64)])('%s is shown as it is', (code) => {
    expect(safeCode(code)).toBe(code);
  });

  it('any other text has a stand-in that looks like a code, and another one for another text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (one, two) => {
        expect(safeCode(one)).toMatch(/^[\w.-]{1,64}$/);
        expect(safeCode(safeCode(one))).toBe(safeCode(one));
        expect(safeCode(one) === safeCode(two)).toBe(one === two);
      }),
    );
  });
});

describe('changes', () => {
  const codes = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'));

  it('are what is in one list and not in the other', () => {
    fc.assert(
      fc.property(codes, codes, (before, after) => {
        const changes = changesBetween({ codes: before, listed: SINCE }, after, NOW);
        const of = (wanted: string) => changes.filter(({ change }) => change === wanted).map(({ code }) => code);
        expect(of('appeared')).toEqual(after.filter((code) => !before.includes(code)).sort());
        expect(of('disappeared')).toEqual(before.filter((code) => !after.includes(code)).sort());
      }),
    );
  });

  it('one that disappears again is a finding of its own; the same, found again, is not', () => {
    const finding = { code: 'a', change: 'disappeared', since: SINCE, now: NOW } as const;
    const subject = categoryChangedFinding(finding).subject;
    expect(categoryChangedFinding({ ...finding, now: NOW + 86_400_000 }).subject).toBe(subject);
    expect(categoryChangedFinding({ ...finding, since: NOW }).subject).not.toBe(subject);
    expect(categoryChangedFinding({ ...finding, change: 'appeared' }).subject).not.toBe(subject);
  });

  it('say what happened, since when, and what it means', () => {
    const change = { code: 'account_logs', since: SINCE, now: NOW };
    expect(categoryChangedFinding({ ...change, change: 'disappeared' })).toEqual({
      kind: 'category-changed',
      subject: 'account_logs|disappeared|2026-11-20T06:17:00.000Z',
      severity: 'medium',
      sentence:
        'Mimecast no longer offers the category account_logs, which it offered on 2026-11-20T06:17:00Z: what used to be recorded in it may be recorded elsewhere, or not at all.',
      events: [],
      time: NOW,
      details: { category: 'account_logs', change: 'disappeared', since: '2026-11-20T06:17:00.000Z' },
    });
    expect(categoryChangedFinding({ ...change, change: 'appeared' })).toMatchObject({
      severity: 'low',
      sentence: expect.stringMatching(/^Mimecast offers the category account_logs, which it did not offer on 2026/),
    });
  });

  it('show no text that does not look like a code', () => {
    const finding = categoryChangedFinding({ code: HOSTILE, change: 'appeared', since: SINCE, now: NOW });
    expect(JSON.stringify(finding)).not.toMatch(/img|set-output|everyone/);
  });
});

/** What was asked of an Elastic that has one remembered list, or none. */
interface Played {
  readonly report: CategoriesReport;
  readonly paths: readonly string[];
  readonly written: Record<string, unknown>[];
  readonly closed: number;
}

async function play(
  codes: readonly string[] | Error,
  last: readonly string[] | undefined | Error,
  inputs: Record<string, string> = {},
): Promise<Played> {
  const paths: string[] = [];
  const written: Record<string, unknown>[] = [];
  let closed = 0;
  const hit = { _id: 'x', sort: [SINCE, 0], _source: { mimecast: { categories: last } } };
  const client: ElasticClient = {
    bulk: async () => [],
    async ask(method, path, body) {
      paths.push(`${method} ${path.split('?')[0]}`);
      if (last instanceof Error) throw last;
      if (path.includes('/_pit')) return { id: `pit-of-${path.split('/')[0]}` };
      if (path.startsWith('_search')) {
        const coverage = JSON.stringify(body).includes('pit-of-logs-mimecast.coverage-');
        return { timed_out: false, _shards: { failed: 0 }, hits: { hits: coverage && last ? [hit] : [] } };
      }
      if (!path.includes('/_bulk')) return {};
      const lines = String(body)
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line));
      written.push(...lines.filter((_line, place) => place % 2 === 1));
      const ids = lines.filter((_line, place) => place % 2 === 0).map(({ create }) => create._id);
      return { items: ids.map((_id) => ({ create: { _id, status: 201, result: 'created' } })) };
    },
    close: async () => {
      closed += 1;
    },
  };
  const parts = {
    ...{ log: keptLog(), clock: fakeClock(NOW), cancelled: new AbortController().signal },
    ...{ tool: { name: 'test', version: '7' }, elastic: async () => client },
    categories: async () => {
      if (codes instanceof Error) throw codes;
      return codes;
    },
  } as unknown as Parts;
  const report = await listCategories(settingsOf({ command: 'categories', ...ELASTIC, ...inputs }), parts);
  return { report, paths, written, closed };
}

const KNOWN = ['account_logs', 'mimecast_access_logs'];

describe('command: categories', () => {
  it('the first list ever is remembered, and no finding', async () => {
    const { report, written, closed } = await play(KNOWN, undefined, { tenant: 'harbour' });
    expect(report).toMatchObject({ codes: KNOWN, compared: { with: undefined }, findings: [], findingsRaised: 0 });
    expect(written).toMatchObject([
      {
        '@timestamp': new Date(NOW).toISOString(),
        event: { kind: 'state' },
        organization: { id: 'harbour' },
        mimecast: { categories: KNOWN },
      },
    ]);
    expect(categoriesVerdict(report)).toMatchObject({ ok: true, sentence: expect.stringContaining('first list') });
    expect(closed).toBe(1);
  });

  it('what changed is a finding, and the findings are written before the list', async () => {
    const { report, written } = await play([...KNOWN, 'branding_logs'], [...KNOWN, 'policy_logs']);
    expect(report.findings.map(({ subject }) => subject.split('|').slice(0, 2))).toEqual([
      ['branding_logs', 'appeared'],
      ['policy_logs', 'disappeared'],
    ]);
    expect(report.findingsRaised).toBe(2);
    expect(written.map(({ event }) => (event as { kind: string }).kind)).toEqual(['alert', 'alert', 'state']);
    for (const { mimecast } of written) expect(mimecast).not.toHaveProperty('finding.manifest');
    expect(categoriesVerdict(report)).toMatchObject({ ok: true, sentence: expect.stringContaining('2 changes since') });
  });

  it('the same list is no finding', async () => {
    const { report } = await play(KNOWN, KNOWN.toReversed());
    expect(report).toMatchObject({ compared: { with: SINCE }, findings: [] });
  });

  it('a dry run compares, and writes nothing', async () => {
    const { report, written } = await play(KNOWN, ['account_logs'], { 'dry-run': 'true' });
    expect(report).toMatchObject({ findings: [{ kind: 'category-changed' }], findingsRaised: 1, failures: [] });
    expect(written).toEqual([]);
  });

  it('without Elastic it lists, and says that changes can not be noticed', async () => {
    const { report, paths } = await play(KNOWN, undefined, { 'elastic-url': '', 'elastic-api-key': '' });
    expect(paths).toEqual([]);
    expect(categoriesVerdict(report)).toMatchObject({
      ok: true,
      sentence: expect.stringContaining('changes can not be noticed'),
    });
  });

  it('a key that may not read: the same, and nothing is remembered over what was not compared', async () => {
    const { report, written } = await play(KNOWN, new ElasticError('Not allowed.', { status: 403 }));
    expect(report).toMatchObject({ compared: { why: expect.stringContaining('privilege read') }, failures: [] });
    expect(written).toEqual([]);
  });

  it('an Elastic that fails is a failure, and nothing is remembered', async () => {
    const { report, written, closed } = await play(KNOWN, new ElasticError('It is down.', { status: 503 }));
    expect(report).toMatchObject({ codes: KNOWN, failures: ['It is down.'] });
    expect(categoriesVerdict(report).ok).toBe(false);
    expect([written, closed]).toEqual([[], 1]);
  });

  it('a refusal of Mimecast is a sentence, and no list: nothing has disappeared by it', async () => {
    const { report, paths } = await play(new ProviderError('Mimecast categories: HTTP 403: no.'), KNOWN);
    expect(report).toMatchObject({ codes: undefined, findings: [], failures: ['Mimecast categories: HTTP 403: no.'] });
    expect(paths).toEqual([]);
    expect(categoriesVerdict(report)).toMatchObject({ ok: false, sentence: expect.stringContaining('HTTP 403') });
  });

  it('codes that do not look like codes are compared all the same, and shown nowhere', async () => {
    const first = await play([HOSTILE, ...KNOWN], KNOWN);
    expect(first.report.findings).toHaveLength(1);
    const { categories } = (first.written.at(-1) as { mimecast: { categories: string[] } }).mimecast;
    expect((await play([HOSTILE, ...KNOWN], categories)).report.findings).toEqual([]);
    expect(JSON.stringify([first.written, renderCategories(first.report)])).not.toMatch(/img|set-output|everyone/);
  });
});

describe('the summary', () => {
  const base: CategoriesReport = {
    ...{ tenant: 'harbour', dryRun: false, known: KNOWN, collected: ['mimecast_access_logs', 'misspelt_logs'] },
    ...{ codes: [...KNOWN, 'widget_logs'], compared: { with: SINCE }, findings: [], findingsRaised: 0 },
    ...{ failures: [], cancelled: false },
  };

  it('has a row for each category: known, and read', () => {
    expect(renderCategories(base)).toBe(`## ✅ Mimecast categories of harbour

Mimecast categories of harbour: The account offers 3 categories, 1 of them not known to this version. It is the same list as on 2026-11-20T06:17:00Z.

| category | known to this version | read with these settings |
|---|---|---|
| <code>account&#95;logs</code> | yes | no |
| <code>mimecast&#95;access&#95;logs</code> | yes | yes |
| <code>widget&#95;logs</code> | **no** | no |

- This version has not met widget&#95;logs: events of it are read and kept like others, but their wording may be unknown.
`);
  });

  it('a category that is asked for and not offered is a failure (D46)', () => {
    expect(absentSentences(base)).toEqual([
      'The input categories names misspelt_logs, which the account does not offer to this API application: correct the input, or the permissions of the application.',
    ]);
    expect(absentSentences({ ...base, collected: 'all' })).toEqual([]);
    expect(absentSentences({ ...base, codes: undefined })).toEqual([]);
  });

  it('tells of changes first, and marks them', () => {
    const findings = [categoryChangedFinding({ code: 'policy_logs', change: 'disappeared', since: SINCE, now: NOW })];
    const text = renderCategories({ ...base, findings, findingsRaised: 1 });
    expect(text).toMatch(/^## ⚠️/);
    expect(text.indexOf('### Findings: 1')).toBeLessThan(text.indexOf('| category |'));
    expect(text).toContain('medium, category-changed: Mimecast no longer offers');
  });

  it('of a failure says what happened, without a table', () => {
    const text = renderCategories({ ...base, codes: undefined, compared: undefined, failures: ['HTTP 403: no.'] });
    expect(text).toMatch(/^## ❌/);
    expect(text).not.toContain('| category |');
    expect(text).toContain('HTTP 403');
  });

  it('is harmless and bounded, whatever it is given', () => {
    const codes = Array.from({ length: 1000 }, (_, index) => `${HOSTILE}${index}`);
    const text = renderCategories({ ...base, tenant: HOSTILE, codes, failures: [HOSTILE, 'x'.repeat(100_000)] });
    expect(text).not.toMatch(/<img|\*\*b\*\*|\u202e|@everyone|\n(::|##\[)/);
    expect(Buffer.byteLength(text)).toBeLessThan(300_000);
    expect(text).toContain('and 700 more.');
  });

  it('a cancelled run is not fine', () => {
    expect(categoriesVerdict({ ...base, cancelled: true })).toMatchObject({
      ok: false,
      sentence: expect.stringContaining('cancelled'),
    });
  });
});
