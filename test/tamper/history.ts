import { fileURLToPath } from 'node:url';
import { isAboutAccess } from '../../src/finding.ts';
import { createKey } from '../elasticsearch/key.ts';
import type { ElasticNode } from '../elasticsearch/node.ts';
import { ask } from '../elasticsearch/request.ts';
import { storedIn } from '../scenario/stored.ts';
import type { DataSet } from '../simulator/data.ts';
import { field } from '../simulator/data.ts';
import { defaultOauth } from '../simulator/door.ts';
import { startMimecast } from '../simulator/mimecast.ts';
import type { Quirks } from '../simulator/quirks.ts';
import { startResults } from '../simulator/results.ts';
import { runAction } from '../simulator/runner.ts';
import { keyOf, PAGE_ROWS } from './calendar.ts';
import type { Found, Outcome } from './verdict.ts';

const ACTION = fileURLToPath(new URL('../../action.yml', import.meta.url));
const TIMEOUT_MS = 180_000;

/** One start of the Action. */
export interface Start {
  /** ms UTC. */
  readonly at: number;
  /** Over those that every run has. */
  readonly inputs?: Readonly<Record<string, string>>;
  /** A second attempt of the run before it. */
  readonly again?: boolean;
  /** What its log and summary must, and must not, say. */
  readonly mustSay?: RegExp;
  readonly mustNotSay?: RegExp;
  /** Elastic loses the oldest backing index of the events before this run. */
  readonly loses?: boolean;
  /** The account that it says it reads. */
  readonly tenant?: string;
  /** The stream of the events gets a new backing index before this run. */
  readonly rollover?: boolean;
}

export interface HistoryOptions {
  readonly bundle: string;
  readonly node: ElasticNode;
  readonly namespace: string;
  readonly data: DataSet;
  readonly starts: readonly Start[];
  /** What the provider does differently from what most sources show. */
  readonly quirks?: Partial<Quirks>;
  /** A red run is right if its error says this. */
  readonly mayFail?: RegExp | undefined;
  /** Told after each run. */
  readonly onRun?: (log: string) => void;
}

/** Plays some days: one provider, one namespace of a real Elasticsearch, the built Action started again and again. */
export async function play(options: HistoryOptions): Promise<Outcome> {
  const { bundle, node, namespace, starts } = options;
  const clock = { base: 0, started: 0 };
  const served = new Set<string>();
  const mimecast = await startMimecast({
    data: noting(options.data, served),
    clock: () => clock.base + Date.now() - clock.started,
    maxPageSize: PAGE_ROWS,
    ...(options.quirks ? { quirks: options.quirks } : {}),
  });
  const results = await startResults();
  const stream = `logs-mimecast.audit-${namespace}`;
  const red: string[] = [];
  try {
    const inputs = {
      ...{ 'mimecast-url': mimecast.url, 'mimecast-client-id': defaultOauth.clientId },
      ...{ 'mimecast-client-secret': defaultOauth.clientSecret, categories: 'all' },
      ...{ 'elastic-url': node.url, 'elastic-api-key': await createKey(node, namespace), namespace },
    };
    let id = 1000;
    let attempt = 1;
    for (const start of starts) {
      if (start.rollover) await ask(node, 'POST', `${stream}/_rollover`);
      if (start.loses) await lose(node, stream);
      // Hours pass between runs, so that what one has written can be searched by the next; not so before a second attempt.
      if (!start.again) await ask(node, 'POST', `logs-mimecast.*-${namespace}/_refresh`);
      attempt = start.again ? attempt + 1 : 1;
      if (!start.again) id += 1;
      clock.base = start.at;
      clock.started = Date.now();
      const now = new Date(start.at).toISOString();
      const env = { ...results.env, GITHUB_RUN_ID: String(id), GITHUB_RUN_ATTEMPT: String(attempt) };
      const run = await runAction({
        ...{ bundle, action: ACTION, now, env, timeoutMs: TIMEOUT_MS },
        inputs: { ...inputs, ...start.inputs, ...(start.tenant === undefined ? {} : { tenant: start.tenant }) },
      });
      options.onRun?.(run.shown);
      if (run.code !== 0) {
        const why = run.annotations.find(({ kind }) => kind === 'error')?.message ?? run.log.slice(-300);
        if (!options.mayFail?.test(why)) red.push(`${now} ended with ${run.code ?? run.signal}: ${why}`);
      }
      const said = `${run.shown}\n${run.summary}`;
      if (start.mustSay?.test(said) === false) red.push(`${now} did not say ${start.mustSay.source}`);
      if (start.mustNotSay?.test(said)) red.push(`${now} said ${start.mustNotSay.exec(said)?.[0]}`);
      await run.cleanup();
    }
    const stored = new Map<string, number>();
    for (const { _id } of await storedIn(node, stream)) stored.set(_id, (stored.get(_id) ?? 0) + 1);
    const found = (await storedIn(node, `logs-mimecast.finding-${namespace}`))
      .map(({ _source }) => foundOf(_source))
      .filter(({ kind }) => !isAboutAccess(kind));
    return { found, stored, served, red, runs: starts.length };
  } finally {
    await mimecast.stop();
    await results.stop();
  }
}

/** As retention does, or somebody who may delete. */
async function lose(node: ElasticNode, stream: string): Promise<void> {
  const found = await ask(node, 'GET', `_data_stream/${stream}`);
  const [first] = field((field(found, 'data_streams') as unknown[])[0], 'indices') as { index_name: string }[];
  if (first === undefined) throw new Error(`${stream} has no backing index to lose.`);
  await ask(node, 'DELETE', first.index_name);
}

/** Notes the key of every event that is given out. */
function noting(data: DataSet, served: Set<string>): DataSet {
  return {
    count: data.count,
    slice: (...asked) => {
      const rows = data.slice(...asked);
      for (const row of rows) served.add(keyOf(row));
      return rows;
    },
  };
}

function foundOf(source: Readonly<Record<string, unknown>>): Found {
  const finding = field(source.mimecast, 'finding');
  const events: unknown = field(finding, 'events');
  return {
    kind: String(field(finding, 'kind') ?? field(source.rule, 'name')),
    keys: Array.isArray(events) ? events.map(String) : typeof events === 'string' ? [events] : [],
  };
}
