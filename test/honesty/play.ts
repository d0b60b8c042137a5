import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createKey } from '../elasticsearch/key.ts';
import type { ElasticNode } from '../elasticsearch/node.ts';
import { ask } from '../elasticsearch/request.ts';
import { storedIn } from '../scenario/stored.ts';
import { field, rowsOf } from '../simulator/data.ts';
import { defaultOauth } from '../simulator/door.ts';
import { startMimecast } from '../simulator/mimecast.ts';
import { startResults } from '../simulator/results.ts';
import { type Run, runAction } from '../simulator/runner.ts';
import type { Plot } from './plot.ts';
import { fileOf } from './rules.ts';
import type { Found, Outcome, Told } from './verdict.ts';

const ACTION = fileURLToPath(new URL('../../action.yml', import.meta.url));
const TIMEOUT_MS = 180_000;

export interface PlayOptions {
  readonly bundle: string;
  readonly node: ElasticNode;
  readonly namespace: string;
  readonly plot: Plot;
  /** Told after each run. */
  readonly onRun?: (log: string) => void;
}

/** Plays some days: one account, one namespace of a real Elasticsearch, the built Action started again and again. */
export async function play({ bundle, node, namespace, plot, onRun }: PlayOptions): Promise<Outcome> {
  const clock = { base: 0, started: 0 };
  const mimecast = await startMimecast({
    data: rowsOf(plot.placed),
    clock: () => clock.base + Date.now() - clock.started,
  });
  const results = await startResults();
  const folder = await mkdtemp(join(tmpdir(), 'honesty-'));
  const approvals = join(folder, 'approvals.yml');
  const told: Told[][] = [];
  const red: string[] = [];
  try {
    const inputs = {
      ...{ 'mimecast-url': mimecast.url, 'mimecast-client-id': defaultOauth.clientId },
      ...{ 'mimecast-client-secret': defaultOauth.clientSecret, categories: 'all', approvals },
      ...{ 'elastic-url': node.url, 'elastic-api-key': await createKey(node, namespace), namespace },
    };
    for (const [index, { at, inputs: more }] of plot.starts.entries()) {
      // Hours pass between runs, so that what one has written can be searched by the next.
      await ask(node, 'POST', `logs-mimecast.*-${namespace}/_refresh`);
      await writeFile(approvals, fileOf(plot.approvals, at));
      clock.base = at;
      clock.started = Date.now();
      const now = new Date(at).toISOString();
      const env = { ...results.env, GITHUB_RUN_ID: String(1000 + index) };
      const run = await runAction({
        ...{ bundle, action: ACTION, now, env, timeoutMs: TIMEOUT_MS },
        inputs: { ...inputs, ...more },
      });
      onRun?.(run.shown);
      if (run.code !== 0) {
        const why = run.annotations.find(({ kind }) => kind === 'error')?.message ?? run.log.slice(-300);
        red.push(`${now} ended with ${run.code ?? run.signal}: ${why}`);
      }
      told.push(await accountOf(run));
      await run.cleanup();
    }
    const found = (await storedIn(node, `logs-mimecast.finding-${namespace}`)).map(({ _source }) => foundOf(_source));
    return { found, told, red, runs: plot.starts.length };
  } finally {
    await mimecast.stop();
    await results.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** The sessions in a run's `access.json`; none if there is no such file. */
async function accountOf({ outputs }: Run): Promise<Told[]> {
  const page = outputs['report-path'];
  if (!page) return [];
  const account: unknown = JSON.parse(await readFile(join(dirname(page), 'access.json'), 'utf8'));
  return listOf(field(account, 'sessions')).map((session) => ({
    verdict: String(field(session, 'verdict')),
    keys: listOf(field(session, 'acts')).map((act) => String(field(act, 'key'))),
  }));
}

function foundOf(source: Readonly<Record<string, unknown>>): Found {
  const finding = field(source.mimecast, 'finding');
  const first = field(finding, 'seen_first');
  return {
    kind: String(field(finding, 'kind') ?? field(source.rule, 'name')),
    keys: [field(finding, 'events') ?? []].flat().map(String),
    first: first === undefined ? undefined : String(first),
  };
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
