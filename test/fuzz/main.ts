import { hash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { seedOf } from '../seed.ts';
import { head, row, say } from '../table.ts';
import { bundleRuns } from './bundle.ts';
import { type Driven, drive, replay } from './drive.ts';
import { PLANT_NAMES, type PlantName } from './plants.ts';
import { inputAt, targetsWith } from './targets.ts';

/*
 * npm run fuzz -- [--minutes N] [--inputs N] [--seed S] [--workers N] [--bundles N] [--plant NAME] [--only TARGET,TARGET]
 *                 [--file .cache/fuzz/NAME.json] [--at INDEX]
 * Changes what comes from outside, and looks what comes of it: single functions and whole runs in process, each input under a
 * watchdog, and some runs of the bundle. `--file` plays a kept input again, `--at` one input of a seed, `--plant` puts a
 * fault of our own into the program. Exits 1 if anything came of an input that never must.
 */

const { values } = parseArgs({
  options: {
    minutes: { type: 'string' },
    inputs: { type: 'string' },
    seed: { type: 'string' },
    workers: { type: 'string', default: String(Math.min(8, availableParallelism())) },
    bundles: { type: 'string' },
    plant: { type: 'string' },
    only: { type: 'string' },
    file: { type: 'string' },
    at: { type: 'string' },
  },
});

const LIMIT_MS = 15_000;
const SHELF = fileURLToPath(new URL('../../.cache/fuzz/', import.meta.url));
const OUTCOMES = ['complete', 'incomplete', 'sentence'];
const NONE_OF = ['stack', 'hang', 'memory', 'uncaught', 'proven', 'missing', 'secret', 'replaced'];

const plant = values.plant as PlantName | undefined;
if (plant !== undefined && !PLANT_NAMES.includes(plant))
  throw new Error(`No plant is called ${plant}: ${PLANT_NAMES.join(', ')}`);
const only = values.only?.split(',');
const seed = seedOf(values.seed);

if (values.file !== undefined) {
  const { target, input } = JSON.parse(await readFile(values.file, 'utf8')) as { target: string; input: unknown };
  await again(target, input);
} else if (values.at !== undefined) {
  const { target, input } = await inputAt(targetsWith(plant, only), seed, Number(values.at));
  await again(target.name, input);
} else await fuzz();

async function again(target: string, input: unknown): Promise<void> {
  const fault = await replay(target, input, { limitMs: LIMIT_MS, plant });
  say(fault === undefined ? `${target}: nothing wrong` : `${target}: ${fault.kind}: ${fault.message}`);
  process.exitCode = fault === undefined ? 0 : 1;
}

async function fuzz(): Promise<void> {
  const started = Date.now();
  const minutes = Number(values.minutes ?? (values.inputs === undefined ? 1 : 1e6));
  const inputs = Number(values.inputs ?? Number.MAX_SAFE_INTEGER);
  say(`seed ${seed}`);
  const bundles = Number(
    values.bundles ??
      (plant === undefined && only === undefined ? Math.max(2, Math.min(60, Math.ceil(minutes * 3))) : 0),
  );
  const real = bundles > 0 ? await bundleRuns(seed, bundles, started + minutes * 60_000) : undefined;
  const driven = await drive({
    ...{
      seed,
      inputs,
      ms: started + minutes * 60_000 - Date.now(),
      workers: Number(values.workers),
      limitMs: LIMIT_MS,
      plant,
      only,
    },
    onProgress: (done) => void process.stderr.write(`${done} inputs, ${Math.round((Date.now() - started) / 1000)} s\n`),
  });
  const tally = new Map([...driven.tally, ...(real ? [['bundle', real.tally] as const] : [])]);
  table(tally);
  const found = [...driven.found, ...(real?.found ?? [])];
  await tell(found);
  const total = driven.inputs + (real?.inputs ?? 0);
  const wrong = [...tally.values()]
    .flatMap((counts) => [...counts])
    .reduce((sum, [name, count]) => (name.startsWith('none of: ') ? sum + count : sum), 0);
  const seconds = Math.round((Date.now() - started) / 1000);
  say(
    `\n${total} inputs, ${seconds} s, seed ${seed}: ${wrong === 0 ? 'nothing that must not be' : `${wrong} inputs with what must not be, ${found.length} different faults`}`,
  );
  process.exitCode = wrong === 0 ? 0 : 1;
}

function table(tally: Driven['tally']): void {
  head(['what is changed', 'inputs', 'complete', 'incomplete, with a reason', 'one sentence', 'none of']);
  const sum = (counts: ReadonlyMap<string, number>, test: (name: string) => boolean) =>
    [...counts].reduce((all, [name, count]) => (test(name) ? all + count : all), 0);
  const cells = (name: string, counts: ReadonlyMap<string, number>): void =>
    row([
      name,
      sum(counts, () => true),
      ...OUTCOMES.map((outcome) => counts.get(outcome) ?? 0),
      sum(counts, (one) => one.startsWith('none of: ')),
    ]);
  const all = new Map<string, number>();
  for (const [name, counts] of [...tally].sort(([a], [b]) => a.localeCompare(b))) {
    cells(name, counts);
    for (const [outcome, count] of counts) all.set(outcome, (all.get(outcome) ?? 0) + count);
  }
  cells('all', all);
  const none = NONE_OF.map((kind) => `${kind} ${all.get(`none of: ${kind}`) ?? 0}`);
  say(`\nNone of: ${none.join(', ')}.`);
}

/** Keeps each fault's input, and says how to play it again. */
async function tell(found: Driven['found']): Promise<void> {
  if (found.length === 0) return;
  await rm(SHELF, { recursive: true, force: true });
  await mkdir(SHELF, { recursive: true });
  for (const { kind, message, target, index, input } of found) {
    const file = `${SHELF}${target}-${kind}-${hash('sha256', message).slice(0, 8)}.json`;
    await writeFile(file, `${JSON.stringify({ target, kind, message, seed, index, input }, undefined, 1)}\n`);
    say(`\n${target}, ${kind}: ${message}`);
    const shown = JSON.stringify(input);
    say(`  ${shown.length > 400 ? `${shown.slice(0, 400)}...` : shown}`);
    say(
      `  Again: npm run fuzz -- --file ${relative(process.cwd(), file)}${plant === undefined ? '' : ` --plant ${plant}`}`,
    );
  }
}
