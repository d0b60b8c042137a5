import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from '../../scripts/build.ts';
import { mix } from '../simulator/ids.ts';
import { runAction } from '../simulator/runner.ts';
import { createDice } from '../torture/dice.ts';
import type { Driven } from './drive.ts';
import { checkSentence, Fault } from './fault.ts';
import type { CollectInput } from './runs.ts';
import { type PastInput, runTargets } from './runs.ts';
import { DAY, NOW, SECRETS, TENANT } from './samples.ts';
import { isAct, itemsIn, mayLieIn } from './truth.ts';
import type { Found } from './worker.ts';

// The built Action, run as the runner would, on the same changed answers and evidence as the runs in process.

type Real = Pick<Driven, 'tally' | 'inputs' | 'found'>;

const ACTION = fileURLToPath(new URL('../../action.yml', import.meta.url));
const DEADLINE_S = 10;
/** Ten times its deadline, as the machine may be busy. */
const TIMEOUT_MS = 100_000;

/** @returns what came of them; `tally` has one row. */
export async function bundleRuns(
  seed: number,
  runs: number,
  until: number,
): Promise<{ readonly tally: ReadonlyMap<string, number>; readonly inputs: number; readonly found: Real['found'] }> {
  const folder = await mkdtemp(join(tmpdir(), 'fuzz-bundle-'));
  const tally = new Map<string, number>();
  const found = new Map<string, Found>();
  let inputs = 0;
  try {
    await build(folder);
    for (let index = 0; index < runs && Date.now() < until; index += 1) {
      const dice = createDice(mix(seed, index, 92));
      const target = dice.pick(runTargets());
      const input = await target.make(dice);
      let ended: string;
      try {
        ended = await (target.name === 'collect'
          ? playCollect(join(folder, 'index.js'), input as CollectInput)
          : playPast(join(folder, 'index.js'), input as PastInput));
      } catch (error) {
        if (!(error instanceof Fault)) throw error;
        ended = `none of: ${error.kind}`;
        found.set(error.message, {
          kind: error.kind,
          message: `the bundle: ${error.message}`,
          target: target.name,
          index,
          input,
        });
      }
      inputs += 1;
      tally.set(ended, (tally.get(ended) ?? 0) + 1);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return { tally, inputs, found: [...found.values()] };
}

async function playCollect(bundle: string, input: CollectInput): Promise<string> {
  const given: Buffer[] = [];
  const tries = new Map<number, number>();
  const server = createServer((request, response) => {
    request.on('error', () => {});
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => void chunks.push(chunk));
    request.on('end', () => {
      if (request.url === '/oauth/token') {
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify({ access_token: SECRETS.token, expires_in: 1799 }));
        return;
      }
      const token = (JSON.parse(String(Buffer.concat(chunks))) as { meta: { pagination: { pageToken?: string } } }).meta
        .pagination.pageToken;
      const number = token === undefined ? 0 : Number(/^tok-(\d+)$/.exec(token)?.[1] ?? Number.NaN);
      const answers = input.pages[number] ?? [{ status: 400, headers: {}, body: '{"fail":[]}' }];
      const time = tries.get(number) ?? 0;
      tries.set(number, time + 1);
      const answer = answers[Math.min(time, answers.length - 1)] as (typeof answers)[number];
      const body = Buffer.from(answer.body, answer.coded ? 'base64' : 'utf8');
      given.push(body);
      const status = answer.status >= 200 && answer.status < 600 ? answer.status : 200;
      const headers = Object.entries(answer.headers).filter(([, value]) => /^[\x20-\x7e]*$/.test(value));
      response.writeHead(status, {
        ...Object.fromEntries(headers),
        'content-encoding': 'gzip',
        date: new Date(NOW).toUTCString(),
      });
      response.end(gzipSync(body));
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  try {
    const inputs = {
      ...{ 'mimecast-url': `http://127.0.0.1:${(server.address() as AddressInfo).port}`, categories: input.categories },
      ...{ 'mimecast-client-id': SECRETS.clientId, 'mimecast-client-secret': SECRETS.clientSecret, tenant: TENANT },
    };
    const { ended, shown } = await run(bundle, inputs);
    const acts = given.flatMap((body) => itemsIn(body) ?? []).filter((item) => isAct(item, input.categories !== 'all'));
    if (
      /No access, proven|: proven[,. ]/.test(shown) &&
      acts.some((item) => mayLieIn(item, DAY.from * 1000, DAY.to * 1000))
    ) {
      throw new Fault('proven', 'no access, proven, with an act');
    }
    return ended;
  } finally {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  }
}

async function playPast(bundle: string, { files = {} }: PastInput): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'fuzz-given-'));
  try {
    for (const [name, text] of Object.entries(files)) {
      const path = join(folder, name);
      await mkdir(join(path, '..'), { recursive: true });
      await writeFile(path, Buffer.from(text, 'base64'));
    }
    const inputs = {
      command: 'report',
      'evidence-path': folder,
      start: '2026-11-24',
      end: '2026-11-24',
      tenant: TENANT,
    };
    return (await run(bundle, inputs)).ended;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function run(bundle: string, inputs: Record<string, string>): Promise<{ ended: string; shown: string }> {
  const ran = await runAction({
    ...{ bundle, action: ACTION, now: new Date(NOW).toISOString(), timeoutMs: TIMEOUT_MS },
    inputs: { ...inputs, deadline: `${DEADLINE_S}s` },
  });
  try {
    if (ran.timedOut) throw new Fault('hang', `more than ${TIMEOUT_MS / 1000} s`);
    if (ran.signal !== null || (ran.code !== 0 && ran.code !== 1))
      throw new Fault('uncaught', `the process ended with ${ran.code ?? ran.signal}`);
    for (const { message } of ran.annotations) checkSentence(message, 'an annotation');
    if (ran.code === 1 && ran.annotations.length === 0) throw new Fault('uncaught', 'exit code 1, and no annotation');
    const complete = ran.outputs.complete === 'true';
    const ended = complete ? 'complete' : ran.summary === '' ? 'sentence' : 'incomplete';
    return { ended, shown: `${ran.shown}\n${ran.summary}` };
  } finally {
    await ran.cleanup();
  }
}
