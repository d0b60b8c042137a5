import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { ask } from '../elasticsearch/request.ts';
import { documented, resolve, type Workflow } from '../months/workflow.ts';
import { seededDay } from '../simulator/data.ts';
import { defaultOauth } from '../simulator/door.ts';
import { startGitHub, TOKEN } from '../simulator/github.ts';
import type { Run } from '../simulator/runner.ts';
import { createWorld, DAY, elasticNode, hasElasticsearch } from './world.ts';

const FILE = '.github/mimecast-approvals.yml';

// Day after day, with all that can befall them: `npm run months`.
it.runIf(hasElasticsearch)(
  "the README's workflows pass as they stand there, in its order, from an empty repository",
  { timeout: 180_000 },
  async () => {
    const node = elasticNode();
    const world = await createWorld({
      data: seededDay({ ...DAY, events: 260, accessEvery: 0 }),
      elastic: true,
    });
    const github = await startGitHub(Date.now, { permission: 'write' });
    onTestFinished(() => github.stop());
    const folder = await mkdtemp(join(tmpdir(), 'readme-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));

    const strong = await readFile(new URL('../../docs/elasticsearch/setup-key.json', import.meta.url), 'utf8');
    const { encoded } = await ask(node, 'POST', '_security/api_key', JSON.parse(strong));
    const secrets = {
      ...{ MIMECAST_CLIENT_ID: defaultOauth.clientId, MIMECAST_CLIENT_SECRET: defaultOauth.clientSecret },
      ...{ ELASTIC_SETUP_KEY: String(encoded), ELASTIC_API_KEY: world.inputs['elastic-api-key'] },
    };
    const vars = {
      ELASTIC_URL: node.url,
      MIMECAST_COLLECT: 'true',
      MIMECAST_CATEGORIES: 'all',
      MIMECAST_APPROVALS: FILE,
    };
    let id = 100;

    /** Runs the one step of a workflow that uses the Action. */
    async function start({ jobs }: Workflow, dates = ''): Promise<Run> {
      const steps = { month: { outputs: { start: dates, end: dates } } };
      const contexts = { secrets, vars, inputs: {}, github: { event_name: 'workflow_dispatch', token: TOKEN }, steps };
      const [step] = Object.values(jobs).flatMap((job) =>
        job.steps.filter((one) => one.with?.['elastic-url'] !== undefined),
      );
      const inputs = Object.entries(step?.with ?? {}).map(([name, value]) => [name, resolve(value, contexts)]);
      id += 1;
      const run = await world.run(Object.fromEntries(inputs), {
        folder: join(folder, String(id)),
        env: { GITHUB_RUN_ID: String(id), GITHUB_API_URL: github.url, GITHUB_WORKSPACE: folder, ...world.results?.env },
      });
      expect(run.code, run.shown).toBe(0);
      return run;
    }

    const paper = documented();
    await start(paper.setUp);
    // Somebody who pastes the workflow before the approvals file exists.
    const early = await start(paper.daily);
    expect(early.annotations.map(({ message }) => message).join()).toContain(`approvals file ${FILE} is not there`);
    await mkdir(dirname(join(folder, FILE)), { recursive: true });
    await writeFile(join(folder, FILE), paper.approvals);
    for (const [workflow, date] of [
      [paper.daily, ''],
      [paper.audit, ''],
      [paper.report, '2026-11-24'],
      [paper.categories, ''],
    ] as const) {
      const { annotations, shown } = await start(workflow, date);
      expect(annotations, shown).toEqual([]);
    }
    expect(await world.stored()).toHaveLength(260);
    expect(github.issues).toEqual([]);
  },
);
