import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { collect } from '../../src/collect.ts';
import { openSpool, type Spool } from '../../src/evidence/spool.ts';
import type { Source } from '../../src/mimecast/reader.ts';
import { renderAccountJson } from '../../src/report/account-json.ts';
import { setOutputs } from '../../src/report/outputs.ts';
import { renderRetrospect } from '../../src/report/retrospect.ts';
import { renderSummary } from '../../src/report/summary.ts';
import { retrospect } from '../../src/retrospect.ts';
import type { Parts } from '../../src/run.ts';
import { systemClock } from '../../src/runner/clock.ts';
import { KNOWN_CATEGORIES } from '../../src/settings/categories.ts';
import { readSettings } from '../../src/settings.ts';
import { type PlayedElastic, playedElastic } from './elastic.ts';
import { type Act, DISGUISES, type Story } from './story.ts';

const FIRST = Date.UTC(2026, 10, 20);
const DAY_MS = 86_400_000;
/** Buffers of megabytes for a handful of events would be most of what a play costs. */
const SMALL = { lines: 1000, bytes: 4000, fanIn: 8 };
const TOM = 'tmarrowby@mimecast.local';
const AUDIT = 'logs-mimecast.audit-default';
const COVERAGE = 'logs-mimecast.coverage-default';

/** What was said of a time, and by whom. */
export interface Said {
  readonly by: string;
  /** By name of the file or `summary`. */
  readonly texts: ReadonlyMap<string, string>;
  /** Acts of the provider that some source holds of that time. */
  readonly acts: number;
  /** Of these, in the category of log-ons. */
  readonly logons: number;
  /** Those that the account tells. */
  readonly told: number;
}

interface Row {
  readonly at: number;
  readonly event: unknown;
  readonly category: string;
  readonly isAct: boolean;
}

/** Plays a story: days are read by runs, Elastic loses something, and a report is made. Memory and a folder of its own only. */
export async function play(story: Story): Promise<Said[]> {
  // Evidence is forced to disk, which costs nothing where the disk is memory.
  const folder = await mkdtemp(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'proof-'));
  try {
    return await playIn(folder, story);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function playIn(folder: string, story: Story): Promise<Said[]> {
  const rows = story.days.flatMap((day, index) => rowsOf(day, index, story.categories));
  const elastic = playedElastic();
  const said: Said[] = [];
  const evidence: string[] = [];
  const last = story.tenants.at(-1);
  for (const tenant of story.tenants) {
    for (const [index, day] of story.days.entries()) {
      if (day.run === 'none') continue;
      const path = join(folder, `${tenant}-${index}`);
      const made: [string, string][] = [];
      const parts = partsOf(story, rows, elastic, FIRST + (index + 1) * DAY_MS, day.run, (...file) => made.push(file));
      const report = await collect(settingsOf(story, tenant, { 'evidence-path': path }), parts);
      const texts = new Map([['summary', renderSummary(report)], ...made]);
      if (story.rendered && report.reportFile !== undefined) await addFiles(texts, dirname(report.reportFile));
      const outputs: string[] = [];
      setOutputs(report, { setOutput: (name, value) => outputs.push(`${name}=${value}`) });
      const of = actsOf(rows.filter(({ at }) => dayOf(at) === index));
      const told = report.accesses.count;
      said.push({ by: `the run of day ${index} for ${tenant}`, texts, ...of, told });
      if (tenant === last && report.evidence) evidence.push(path);
    }
  }
  lose(story, elastic);

  const given = story.report === 'evidence of the first day' ? evidence.slice(0, 1) : evidence;
  const withEvidence = story.report !== 'elastic' && given.length > 0;
  const withElastic = story.elastic && story.report !== 'evidence';
  if (!withEvidence && !withElastic) return said;
  const inputs = {
    ...{ command: 'report', start: dateOf(0), end: dateOf(story.days.length - 1), 'mimecast-client-id': '' },
    ...{
      'mimecast-client-secret': '',
      query: '',
      'evidence-path': withEvidence ? given.join('\n') : join(folder, 'x'),
    },
    ...(withElastic ? {} : { 'elastic-url': '', 'elastic-api-key': '' }),
  };
  const now = FIRST + (story.days.length + 1) * DAY_MS;
  const settings = settingsOf(story, last ?? 'acme', inputs);
  const evidencePath = join(folder, 'report');
  // Nothing is kept in a folder that holds something.
  if (!story.rendered) await mkdir(join(evidencePath, 'full'), { recursive: true });
  const result = await retrospect(
    { ...settings, evidencePath, evidence: withEvidence ? given : [] },
    partsOf(story, rows, elastic, now, 'whole', () => {}),
  );
  if (result.account === undefined || (story.rendered && result.file === undefined))
    throw new Error(result.failures.join(' '));
  const texts = new Map([['summary', renderRetrospect(result.account, result)]]);
  if (result.file === undefined) texts.set('access.json', renderAccountJson(result.account));
  else await addFiles(texts, dirname(result.file));
  said.push({ by: 'the report', texts, ...actsOf(rows), told: result.accesses });
  return said;
}

function actsOf(rows: readonly Row[]): Pick<Said, 'acts' | 'logons'> {
  const acts = rows.filter(({ isAct }) => isAct);
  return { acts: acts.length, logons: acts.filter(({ category }) => category === 'mimecast_access_logs').length };
}

async function addFiles(texts: Map<string, string>, folder: string): Promise<void> {
  for (const name of ['access.html', 'access.csv', 'access.json']) {
    texts.set(name, await readFile(join(folder, name), 'utf8'));
  }
}

function rowsOf(day: Story['days'][number], index: number, asked: Story['categories']): Row[] {
  const start = FIRST + index * DAY_MS;
  const honest = Array.from({ length: day.honest }, (_, at): Row => {
    const time = start + 3_600_000 * (at + 1);
    const isJob = at % 3 === 2;
    const event = {
      ...{ id: `honest-${index}-${at}`, auditType: isJob ? 'User Synchronisation' : 'Case Action' },
      ...{ user: isJob ? '' : 'clerk@harbourlight.example', eventTime: stamp(time) },
      ...{ eventInfo: isJob ? 'Synchronised 12 users' : 'Viewed Case - Name: Q3', category: 'case_review_logs' },
    };
    return { at: time, event, category: event.category, isAct: false };
  });
  const acts = day.acts.map((act, at): Row => {
    const time = start + 40_000_000 + at * 7_200_000;
    const category = act.kind === 'log-on' ? 'mimecast_access_logs' : 'case_review_logs';
    const isAct = act.shape !== 'as a customer of another category' || asked === category;
    return { at: time, event: eventOf(act, `act-${index}-${at}`, time, category), category, isAct };
  });
  return [...honest, ...acts];
}

function eventOf({ disguise, shape, time, kind }: Act, id: string, at: number, category: string): unknown {
  const user = DISGUISES[disguise](TOM);
  const auditType = { 'log-on': 'Mimecast Support Login', look: 'Case Action', content: 'Message Action' }[kind];
  const eventInfo =
    kind === 'content' ? 'Viewed Message - Source: Review Set - Q3, Content Viewed: True' : 'Viewed Case';
  const eventTime = {
    right: stamp(at),
    none: undefined,
    unreadable: 'yesterday',
    '2099': '2099-01-01T10:00:00+0000',
    '1999': '1999-01-01T10:00:00+0000',
    '4 days before': stamp(at - 4 * DAY_MS),
    '2 days after': stamp(at + 2 * DAY_MS),
  }[time];
  const whole = { id, auditType, user, eventTime, eventInfo, category };
  switch (shape) {
    case 'whole':
      return whole;
    case 'text is an object':
      return { ...whole, user: '', eventInfo: { by: user }, category: 'case_review_logs' };
    case 'user is a list':
      return { ...whole, user: [user], category: 'case_review_logs' };
    case 'other names':
      return { id, type: auditType, actor: TOM, eventTime, text: eventInfo };
    case 'a text':
      return `${id} ${user}`;
    case 'a list':
      return [whole];
    case 'as a customer of another category':
      return { ...whole, auditType: 'Case Action', user: 'clerk@harbourlight.example', category: 'case_review_logs' };
  }
}

function partsOf(
  story: Story,
  rows: readonly Row[],
  { client }: PlayedElastic,
  dayEnd: number,
  run: Story['days'][number]['run'],
  onFile: (name: string, text: string) => void,
): Parts {
  const silent = () => {};
  const now = dayEnd + 22_620_000;
  const cancelled = new AbortController();
  return {
    log: { info: silent, warn: silent, debug: silent, group: (_title, body) => body() },
    // Waits are over at once; what waits for longer than that is a deadline, and never comes.
    clock: { ...systemClock, now: () => now, sleep: (ms) => (ms < 60_000 ? Promise.resolve() : new Promise(() => {})) },
    cancelled: cancelled.signal,
    tool: { name: 'test', version: '0' },
    source: () => sourceOf(story, rows, now, run, cancelled),
    categories: async () => KNOWN_CATEGORIES,
    readText: (path) => readFile(path, 'utf8'),
    issues: async () => ({
      ...{ opened: 0, updated: 0, acknowledged: new Map(), answered: new Set(), outgrown: new Set(), others: [] },
      ...{ links: new Map(), problem: undefined },
    }),
    created: async () => ({ created: undefined, note: undefined }),
    spool: async (folder) => {
      const spool = await openSpool(folder, SMALL, 0);
      return story.rendered ? spool : withoutReports(spool, onFile);
    },
    upload: async ({ name }) => ({ id: '1', url: undefined, digest: undefined, name, size: 1 }),
    elastic: async () => client,
  };
}

/** Of what is made for people only the first file is made, and none is kept: pages are most of what a run costs. */
function withoutReports(spool: Spool, onFile: (name: string, text: string) => void): Spool {
  return {
    ...spool,
    close: async (header) => {
      const evidence = await spool.close(header);
      const withReports: typeof evidence.withReports = async ([first]) => {
        if (first) onFile(...first);
        return evidence;
      };
      return { ...evidence, withReports };
    },
  };
}

/** Mimecast's log, as far as the question asks for it. */
function sourceOf(
  { categories, query }: Story,
  rows: readonly Row[],
  now: number,
  run: Story['days'][number]['run'],
  cancelled: AbortController,
): Source {
  return {
    async read(span, keep) {
      const asked = rows.filter(
        ({ at, category, event }) =>
          at >= span.from * 1000 &&
          at < span.to * 1000 &&
          (categories === 'all' || categories.split(',').includes(category)) &&
          (query === undefined || JSON.stringify(event).includes(query)),
      );
      const events = (run === 'whole' ? asked : asked.slice(0, 1)).map(({ event }) => event);
      const bytes = Buffer.from(JSON.stringify({ data: events }));
      await keep({ span, bytes, events: JSON.parse(bytes.toString()).data, received: now });
      if (run === 'cancelled') cancelled.abort(new Error('The job was cancelled.'));
      const reason = run === 'whole' ? undefined : 'The second page did not come.';
      const counts = { pages: 1, rows: events.length, requests: 1, clockSkewMs: 0 };
      return { complete: run === 'whole', reason, error: undefined, ...counts };
    },
  };
}

function settingsOf(story: Story, tenant: string, inputs: Readonly<Record<string, string>>) {
  const elastic = story.elastic
    ? { 'elastic-url': 'https://elastic.example.com', 'elastic-api-key': 'made-up-id:made-up-key' }
    : {};
  const given = {
    ...{ 'mimecast-client-id': 'client-id', 'mimecast-client-secret': 'client-secret', 'time-zone': 'UTC', tenant },
    ...{ categories: story.categories, query: story.query ?? '', ...elastic, ...inputs },
  };
  const env = Object.fromEntries(Object.entries(given).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]));
  const silent = () => {};
  return readSettings(env, { mask: silent, notice: silent, warn: silent });
}

/** What becomes of Elastic between the runs and the report. */
function lose({ loss }: Story, { streams, rolledOver }: PlayedElastic): void {
  const docs = streams.get(AUDIT) ?? [];
  const isAct = ({ source }: (typeof docs)[number]) => JSON.stringify(source).includes('mimecast.local');
  const others = docs.filter((doc) => !isAct(doc));
  const acts = docs.filter(isAct);
  switch (loss) {
    case 'none':
      return;
    case 'everything':
      streams.delete(AUDIT);
      return;
    case 'half':
      streams.set(
        AUDIT,
        docs.filter((_, index) => index % 2 === 0),
      );
      return;
    case 'acts':
      streams.set(AUDIT, others);
      return;
    case 'acts, and others in their place': {
      const made = acts.map(({ id, source }) => ({
        id: `${id.slice(0, -1)}_`,
        source: {
          ...source,
          labels: undefined,
          user: undefined,
          mimecast: {},
          event: { ...(source.event as object), original: '{}' },
        },
      }));
      streams.set(AUDIT, [...others, ...made]);
      return;
    }
    case 'acts, and copies of the others':
      rolledOver.add(AUDIT);
      streams.set(AUDIT, [...others, ...others, ...others]);
      return;
    case 'coverage':
      streams.delete(COVERAGE);
      return;
    case 'no counts':
      streams.set(AUDIT, others);
      streams.set(
        COVERAGE,
        (streams.get(COVERAGE) ?? []).map(({ id, source }) => ({ id, source: withoutCounts(source) })),
      );
      return;
    case 'forged content':
      streams.set(
        AUDIT,
        docs.map((doc) => (isAct(doc) ? { id: doc.id, source: forged(doc.source) } : doc)),
      );
  }
}

function withoutCounts(source: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const mimecast = source.mimecast as { coverage: object };
  return { ...source, mimecast: { ...mimecast, coverage: { ...mimecast.coverage, span: undefined } } };
}

/** The true hash, and a text that names somebody else. */
function forged(source: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return JSON.parse(
    JSON.stringify(source).replaceAll('mimecast.local', 'example.com').replaceAll('mimecast_access_logs', 'x'),
  ) as Readonly<Record<string, unknown>>;
}

function dayOf(at: number): number {
  return Math.floor((at - FIRST) / DAY_MS);
}

function dateOf(day: number): string {
  return new Date(FIRST + day * DAY_MS).toISOString().slice(0, 10);
}

function stamp(at: number): string {
  return new Date(at).toISOString().replace('.000Z', '+0000');
}
