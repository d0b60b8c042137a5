import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { openSpool } from '../../src/evidence/spool.ts';
import { apiBaseOf } from '../../src/github/api.ts';
import { keepIssues } from '../../src/github/issues.ts';
import { runCreated } from '../../src/github/run-created.ts';
import { askCategories } from '../../src/mimecast/categories.ts';
import { createSource } from '../../src/mimecast/reader.ts';
import type { Parts } from '../../src/run.ts';
import { type Clock, systemClock } from '../../src/runner/clock.ts';
import { createHttp, type Http } from '../../src/runner/http.ts';
import { createClient } from '../simulation/elastic/client.ts';
import { createModel } from '../simulation/elastic/model.ts';
import { CATEGORIES } from '../simulator/categories.ts';
import { rowsOf } from '../simulator/data.ts';
import { defaultOauth } from '../simulator/door.ts';
import { OWNER, startGitHub, TOKEN } from '../simulator/github.ts';
import { startMimecast } from '../simulator/mimecast.ts';
import { inputVariable } from '../simulator/runner.ts';
import { answerTo, OPEN } from '../unit/setup-stand-in.ts';
import { type Ended, runStep } from './action.ts';
import type { Story, World } from './story.ts';
import { SETTING_UP, startOf } from './time.ts';
import { type Contexts, documented, holds, isDue, type Job, resolve, timeOf, type Workflow } from './workflow.ts';

const run = promisify(execFile);

/** One run of a workflow, and what a person may see of it. */
export interface Told {
  readonly day: number;
  readonly workflow: string;
  readonly red: boolean;
  readonly annotations: readonly string[];
  /** Issues that stand open after it. */
  readonly open: number;
  readonly lines: readonly string[];
}

const FILE = '.github/mimecast-approvals.yml';
const NAMESPACE = 'default';
/** Where the README's inputs lead to. */
const UPSTREAM = 'https://api.services.mimecast.com';

/** Plays the workflows of the README over some days in the order in which it tells of them, with what befalls them in a story. */
export async function play(story: Story, days: number, answered: number): Promise<readonly Told[]> {
  const paper = documented();
  const clock = createClock();
  const folder = await mkdtemp(join(tmpdir(), 'months-'));
  const mimecast = await startMimecast({
    data: rowsOf(story.placed),
    clock: () => clock.true(),
    categories: () => world.categories,
  });
  const github = await startGitHub(() => clock.true());
  const http = createHttp({ timeoutMs: 60_000, maxBytes: 2 ** 26, clock, proxyFor: () => undefined });
  const files = new Map([[FILE, story.approvals]]);
  const model = createModel({
    now: () => clock.true(),
    refreshMs: 1,
    itemFault: (stream, id) => (world.refused(id) && stream.includes('.audit-') ? 400 : undefined),
  });
  const world: World = {
    ...{ model, files, categories: CATEGORIES, secret: defaultOauth.clientSecret, refused: () => false },
    stream: `logs-mimecast.audit-${NAMESPACE}`,
  };
  const told: Told[] = [];
  let runId = 100;

  /** What a person does about it: the reason of each open issue is written there, and what was broken is mended. */
  function answer(): void {
    for (const { number } of github.issues.filter(({ state }) => state === 'open' && story.closes !== false)) {
      github.comment(number, OWNER, 'reason: The provider has explained it in CS-30017.');
      github.close(number);
    }
    story.mend?.(world);
  }

  async function start(workflow: Workflow, day: number, at: number, event: 'schedule' | 'workflow_dispatch') {
    clock.set(startOf(day) * 1000 + at, story.skew?.(day) ?? 0);
    runId += 1;
    for (const job of Object.values(workflow.jobs)) {
      const contexts: Contexts = {
        secrets: secretsOf(world),
        vars: VARIABLES,
        inputs: {},
        github: { event_name: event, token: TOKEN, repository: 'example/audit' },
      };
      if (!holds(job.if, contexts)) continue;
      github.quirks.permission = permissionOf(job, 'issues');
      const ended = await runJob(job, contexts);
      told.push({
        ...{ day, workflow: workflow.name, red: ended.some(({ code }) => code !== 0) },
        ...{ annotations: ended.flatMap(({ annotations }) => annotations), lines: ended.flatMap(({ lines }) => lines) },
        open: github.issues.filter(({ state }) => state === 'open').length,
      });
    }
  }

  async function runJob(job: Job, given: Contexts): Promise<Ended[]> {
    const steps: Record<string, unknown> = {};
    const contexts = { ...given, steps };
    const ended: Ended[] = [];
    let checkedOut = false;
    for (const step of job.steps) {
      if (!holds(step.if, contexts)) continue;
      if (step.uses?.startsWith('actions/checkout@')) {
        if (permissionOf(job, 'contents') === 'none') throw new Error('A private repository needs contents: read.');
        checkedOut = true;
      } else if (step.run !== undefined) {
        steps[step.id ?? ''] = { outputs: await shell(step.run, step.env ?? {}, contexts) };
      } else {
        const inputs = Object.entries(step.with ?? {}).map(
          ([name, value]) => [name, resolve(value, contexts)] as const,
        );
        const env = envOf(inputs, join(folder, String(runId)));
        ended.push(await runStep(env, (log) => partsOf(log, env, checkedOut ? files : new Map())));
      }
    }
    return ended;
  }

  /** A step of bash, by the clock of the play. */
  async function shell(script: string, env: Readonly<Record<string, unknown>>, contexts: Contexts) {
    const file = join(folder, 'output');
    await writeFile(file, '');
    const now = `@${Math.floor(clock.now() / 1000)}`;
    const date = `date() { case "$*" in *--date=*) command date "$@";; *) command date --date='${now}' "$@";; esac; }`;
    const shown = Object.entries(env).map(([name, value]) => [name, resolve(value, contexts)] as const);
    const around = { PATH: process.env.PATH ?? '', GITHUB_OUTPUT: file, ...Object.fromEntries(shown) };
    await run('bash', ['-e', '-c', `${date}\n${script}`], { env: around });
    const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => line.includes('='));
    return Object.fromEntries(lines.map((line) => line.split('=', 2) as [string, string]));
  }

  function envOf(inputs: readonly (readonly [string, string])[], temp: string): Record<string, string> {
    return {
      ...Object.fromEntries(inputs.map(([name, value]) => [inputVariable(name), value])),
      ...{ RUNNER_TEMP: temp, GITHUB_WORKSPACE: folder, GITHUB_REPOSITORY: 'example/audit' },
      ...{ GITHUB_RUN_ID: String(runId), GITHUB_RUN_ATTEMPT: '1', GITHUB_SERVER_URL: 'https://github.com' },
      GITHUB_API_URL: github.url,
    };
  }

  function partsOf(
    log: Parts['log'],
    env: Readonly<Record<string, string>>,
    there: ReadonlyMap<string, string>,
  ): Parts {
    const upstream: Http = (request, signal) =>
      http({ ...request, url: request.url.replace(UPSTREAM, mimecast.url) }, signal);
    const client = createClient({
      process: {
        async call({ serve }) {
          const outcome = serve(undefined);
          if ('error' in outcome) throw outcome.error;
          return outcome.value;
        },
      },
      model,
      setItemFault() {},
    });
    return {
      ...{ log, clock, cancelled: new AbortController().signal, tool: { name: 'played', version: '0.0.0' } },
      source({ source, categories, query }, signal) {
        if (!source) throw new Error('no source');
        return createSource({ ...source, categories, query, http: upstream, clock, log, signal, mask() {} });
      },
      async categories({ source }, signal) {
        if (!source) throw new Error('no source');
        return askCategories({ ...source, http: upstream, clock, log, signal, mask() {} });
      },
      created: ({ githubToken }, signal) => runCreated(env, githubToken, http, signal),
      async readText(path) {
        const text = there.get(path.slice(folder.length + 1));
        if (text === undefined) throw Object.assign(new Error('no such file'), { code: 'ENOENT' });
        return text;
      },
      issues: (settings, asked, signal) =>
        keepIssues({ ...asked, settings, apiUrl: apiBaseOf(env), http, clock, log, signal }),
      spool: (path) => openSpool(path, { lines: 20_000, bytes: 128 * 1024, fanIn: 64 }),
      upload: async ({ name }) => ({ id: String(runId), url: undefined, digest: undefined, name, size: 1 }),
      elastic: async () => (env.INPUT_COMMAND === 'setup' ? empty(client) : client),
    };
  }

  try {
    const by = SETTING_UP;
    await start(paper.setUp, 0, by, 'workflow_dispatch');
    await start(paper.daily, 0, by + 600_000, 'workflow_dispatch');
    const scheduled = [paper.daily, paper.audit, paper.report, paper.categories].flatMap((workflow) =>
      (workflow.on.schedule ?? []).map(({ cron }) => ({ workflow, cron })),
    );
    for (let day = 1; day <= days; day += 1) {
      story.before?.(day, world);
      if (day === answered) answer();
      if (story.stopped?.(day)) continue;
      const due = scheduled.filter(({ cron }) => isDue(cron, startOf(day) * 1000));
      for (const { workflow, cron } of due.toSorted((a, b) => timeOf(a.cron) - timeOf(b.cron))) {
        await start(workflow, day, timeOf(cron), 'schedule');
      }
    }
    return told;
  } finally {
    await mimecast.stop();
    await github.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** What the README has one make, apart from the names of files. */
const VARIABLES = {
  ELASTIC_URL: 'https://elastic.example.com',
  MIMECAST_COLLECT: 'true',
  MIMECAST_CATEGORIES: 'all',
  MIMECAST_APPROVALS: FILE,
};

function secretsOf({ secret }: World): Contexts {
  return {
    MIMECAST_CLIENT_ID: defaultOauth.clientId,
    MIMECAST_CLIENT_SECRET: secret,
    ELASTIC_SETUP_KEY: 'made-up-id:made-up-setup-key',
    ELASTIC_API_KEY: 'made-up-id:made-up-key',
  };
}

function permissionOf({ permissions }: Job, name: string): 'read' | 'write' | 'none' {
  const given = permissions?.[name];
  return given === 'read' || given === 'write' ? given : 'none';
}

/** An Elasticsearch that has nothing of ours yet, and takes what a set-up puts: the model knows documents only. */
function empty(client: ReturnType<typeof createClient>): ReturnType<typeof createClient> {
  return {
    ...client,
    ask: async (method, path, body) => answerTo(OPEN, method, path, body),
  };
}

/** The clock of the machine, which passes as fast as the real one from where it was set. */
function createClock(): Clock & { set(moment: number, skew: number): void; true(): number } {
  let [base, started, off] = [0, 0, 0];
  const right = (): number => base + Date.now() - started;
  return {
    sleep: systemClock.sleep,
    now: () => right() + off,
    true: right,
    set(moment, skew) {
      [base, started, off] = [moment, Date.now(), skew];
    },
  };
}
