import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createKey } from '../elasticsearch/key.ts';
import { startNode } from '../elasticsearch/node.ts';
import { putTemplates } from '../elasticsearch/template.ts';
import { defaultOauth } from '../simulator/door.ts';
import { startResults } from '../simulator/results.ts';
import { type Run, runAction } from '../simulator/runner.ts';
import { documentsOf, replay } from './replay.ts';

// `npm run bench`: what a run costs, stage by stage. Everything but the measured process runs beside it on the same cores.

const { values } = parseArgs({
  options: { events: { type: 'string', default: '10000,100000,1000000' }, null: { type: 'boolean', default: false } },
});
const BUNDLE = fileURLToPath(new URL('../../dist/index.js', import.meta.url));
const METER = new URL('meter.mjs', import.meta.url).href;
const say = (text = '') => process.stdout.write(`${text}\n`);

interface Meter {
  readonly phases: readonly {
    readonly name: string;
    readonly wallMs: number;
    readonly cpuMs: number;
    readonly peakRssBytes: number;
  }[];
  readonly peakRssBytes: number;
}

/** Starts a script in a process of its own. @returns the URL that it prints first. */
async function serve(script: string, ...given: string[]): Promise<{ url: string; stop(): Promise<void> }> {
  const child = spawn(process.execPath, [fileURLToPath(new URL(script, import.meta.url)), ...given], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    let text = '';
    child.stdout.on('data', (chunk) => {
      text += chunk;
      const found = /https?:\/\/127\.0\.0\.1:\d+/.exec(text);
      if (found) resolve(found[0]);
    });
    child.once('close', () => reject(new Error(`${script} ended before it printed a URL`)));
  });
  return {
    url,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** Wall and CPU time of one phase of a run, ms, and the most memory that the process had until its end. */
function phase({ phases }: Meter, name: string): { wallMs: number; cpuMs: number; peakRssBytes: number } {
  const index = phases.findIndex((each) => each.name.startsWith(name));
  const [start, end] = [phases[index], phases[index + 1]];
  if (!start || !end) throw new Error(`The run has no phase ${name}`);
  return { wallMs: end.wallMs - start.wallMs, cpuMs: end.cpuMs - start.cpuMs, peakRssBytes: end.peakRssBytes };
}

const row = (cells: readonly (string | number)[]) => say(`| ${cells.join(' | ')} |`);
const rate = (events: number, ms: number) => Math.round((events / ms) * 1000).toLocaleString('en');
const seconds = (ms: number) => (ms / 1000).toFixed(1);

interface Place {
  readonly url: string;
  readonly key: string;
  readonly namespace: string;
}

/** One run over a day of so many events. The caller cleans up. */
async function play(events: number, elastic: Place): Promise<{ run: Run; read: Meter }> {
  const mimecast = await serve('source.ts', String(events));
  const results = await startResults();
  const meter = join(await mkdtemp(join(tmpdir(), 'bench-')), 'meter.json');
  const run = await runAction({
    bundle: BUNDLE,
    action: fileURLToPath(new URL('../../action.yml', import.meta.url)),
    timeoutMs: 3_600_000,
    nodeFlags: ['--import', METER],
    env: { METER_FILE: meter, ...results.env },
    inputs: {
      'mimecast-url': mimecast.url,
      'mimecast-client-id': defaultOauth.clientId,
      'mimecast-client-secret': defaultOauth.clientSecret,
      categories: 'all',
      deadline: '6h',
      'elastic-url': elastic.url,
      'elastic-api-key': elastic.key,
      namespace: elastic.namespace,
    },
  });
  const read: Meter = JSON.parse(await readFile(meter, 'utf8'));
  await rm(join(meter, '..'), { recursive: true, force: true });
  await mimecast.stop();
  await results.stop();
  if (run.code !== 0) throw new Error(`The run failed:\n${run.shown}`);
  return { run, read };
}

async function measure(events: number, elastic: Place): Promise<void> {
  const { run, read } = await play(events, elastic);
  if (run.outputs.indexed !== String(events)) throw new Error(`Not all was indexed:\n${run.shown}`);
  for (const [name, title] of [
    ['Read', 'read'],
    ['Review', 'review'],
    ['Preserve', 'preserve'],
    ['Deliver', 'index'],
  ] as const) {
    const { wallMs, cpuMs, peakRssBytes } = phase(read, name);
    const peak = (peakRssBytes / 1e6).toFixed(0);
    row([events.toLocaleString('en'), title, seconds(wallMs), seconds(cpuMs), rate(events, wallMs), peak]);
  }
  const requests = /Read from Mimecast \|[^|]*?(\d[\d,]*) requests?/.exec(run.summary)?.[1] ?? '?';
  say(
    `Peak RSS ${(read.peakRssBytes / 1e6).toFixed(0)} MB; ${requests} requests to Mimecast; first request after ${firstRequest(read)} ms`,
  );

  // The same documents, packed before the clock starts, sent to the same server by a loop that reads nothing.
  const bodies = await documentsOf(run.outputs['evidence-path'] ?? '', `${elastic.namespace}_replay`);
  const plain = await replay(bodies, elastic.url, elastic.key, `logs-mimecast.audit-${elastic.namespace}_replay`);
  const share = Math.round((plain / phase(read, 'Deliver').wallMs) * 100);
  say(`Plain replay of the same documents: ${rate(events, plain)}/s; index stage at ${share} % of it\n`);
  await run.cleanup();
}

/** The same day once more: all of it is held by now, so that comparing has the most to do, and delivering nothing. */
async function measureHeld(events: number, elastic: Place): Promise<void> {
  const { run, read } = await play(events, elastic);
  if (run.outputs.known !== String(events)) throw new Error(`Not all was known:\n${run.shown}`);
  const { wallMs } = phase(read, 'Compare');
  const whole = read.phases.at(-1)?.wallMs ?? Number.NaN;
  const share = Math.round((wallMs / (whole - wallMs)) * 100);
  say(
    `Again, with ${events.toLocaleString('en')} held: compare ${seconds(wallMs)} s, ${share} % on top of the ${seconds(whole - wallMs)} s of the rest; peak RSS ${(read.peakRssBytes / 1e6).toFixed(0)} MB\n`,
  );
  await run.cleanup();
}

/** From the start of the process to the start of reading: the first request leaves then. */
function firstRequest({ phases }: Meter): number {
  return Math.round(phases.find(({ name }) => name.startsWith('Read'))?.wallMs ?? Number.NaN);
}

async function sizeOfDist(): Promise<number> {
  const folder = fileURLToPath(new URL('../../dist', import.meta.url));
  const sizes = (await readdir(folder)).map(async (name) => (await stat(join(folder, name))).size);
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

async function suite(title: string, elastic: (events: number) => Promise<Place>, again?: typeof measureHeld) {
  say(`\n## ${title}\n`);
  row(['events', 'stage', 'wall s', 'CPU s', 'events/s', 'peak RSS, MB, so far']);
  row(['---:', '---', '---:', '---:', '---:', '---:']);
  for (const events of values.events.split(',').map(Number)) {
    const place = await elastic(events);
    await measure(events, place);
    await again?.(events, place);
  }
}

say(`dist: ${((await sizeOfDist()) / 1e6).toFixed(2)} MB; Node ${process.version}`);
const nowhere = await serve('null-server.ts');
await suite('Null server: the client alone', async () => ({
  url: nowhere.url,
  key: 'YmVuY2g6YmVuY2g=',
  namespace: 'bench',
}));
await nowhere.stop();
if (!values.null) {
  const node = await startNode({ javaOptions: '-XX:TieredStopAtLevel=4', heap: '2g' });
  if ('missing' in node) say(`No real node: ${node.missing}`);
  else {
    await putTemplates(node);
    say('\nWarm-up of the node, not counted:\n');
    await measure(200_000, { url: node.url, key: await createKey(node, 'warm*'), namespace: 'warm' });
    const place = async (events: number): Promise<Place> => {
      const namespace = `bench${events}`;
      return { url: node.url, key: await createKey(node, `${namespace}*`), namespace };
    };
    await suite('Elasticsearch 9.5.3, one node on the same two cores', place, measureHeld);
    await node.stop();
  }
}
