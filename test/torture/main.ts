import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from '../../scripts/build.ts';
import { startNode } from '../elasticsearch/node.ts';
import { putTemplates } from '../elasticsearch/template.ts';
import { seedOf } from '../seed.ts';
import { say } from '../table.ts';
import type { Violation } from './check.ts';
import { corners } from './corners.ts';
import { type History, historyOf } from './history.ts';
import { play } from './play.ts';

/*
 * npm run torture -- [--minutes N] [--seed S] [--histories N] [--workers N] [--days N] [--no-rollover] [--no-undated]
 *                    [--no-coverage] [--bundle path/index.js] [--show] [--no-corners]
 * Plays the histories of corners.ts (not if a seed is given), then seeded ones until the minutes are over or the histories are played: runs of the bundle that are killed and meet
 * faults on both sides, against a simulated Mimecast and a real Elasticsearch. Exits 1 if an event was lost or stored twice,
 * or something is covered that was not delivered, or not covered that was asked for.
 */

const { values } = parseArgs({
  allowNegative: true,
  options: {
    minutes: { type: 'string' },
    seed: { type: 'string' },
    histories: { type: 'string' },
    workers: { type: 'string', default: '2' },
    days: { type: 'string', default: '4' },
    rollover: { type: 'boolean', default: true },
    undated: { type: 'boolean', default: true },
    coverage: { type: 'boolean', default: true },
    bundle: { type: 'string' },
    corners: { type: 'boolean' },
    show: { type: 'boolean', default: false },
  },
});

const seed = seedOf(values.seed);
const until = Date.now() + Number(values.minutes ?? (values.histories ? 1e6 : 1)) * 60_000;
const most = Number(values.histories ?? Number.POSITIVE_INFINITY);
const options = { days: Number(values.days), rollover: values.rollover, undated: values.undated };

const counts = new Map<string, number>();
const count = (what: string): void => void counts.set(what, (counts.get(what) ?? 0) + 1);
const violations: Violation[] = [];
let started = 0;
say(`Seed ${seed}`);

const folder = await mkdtemp(join(tmpdir(), 'torture-'));
const node = await startNode();
try {
  if ('missing' in node) throw new Error(`The torture needs Elasticsearch: ${node.missing}`);
  await putTemplates(node);
  const bundle = values.bundle ?? join(folder, 'bundle', 'index.js');
  if (values.bundle === undefined) await build(join(folder, 'bundle'));

  const torture = async (name: string, history: History, again: string): Promise<void> => {
    const { violations: found, transcript } = await play(history, { node, bundle, coverage: values.coverage, count });
    violations.push(...found);
    if (found.length > 0 || values.show) await tell(name, history, again, found, transcript);
  };
  const special = (values.corners ?? values.seed === undefined) ? Object.entries(corners) : [];
  const work = async (): Promise<void> => {
    for (let next = special.shift(); next; next = special.shift()) await torture(...next, '--histories 0 --corners');
    while (started < most && Date.now() < until) {
      const own = seed + started;
      started += 1;
      await torture(`seed ${own}`, historyOf(own, options), `--seed ${own} --histories 1 --days ${values.days}`);
    }
  };
  await Promise.all(Array.from({ length: Number(values.workers) }, work));
  report();
} finally {
  if (!('missing' in node)) await node.stop();
  await rm(folder, { recursive: true, force: true });
}
process.exitCode = violations.length > 0 ? 1 : 0;

async function tell(
  name: string,
  history: History,
  again: string,
  found: readonly Violation[],
  transcript: string,
): Promise<void> {
  const file = join(tmpdir(), `torture-${name.replaceAll(/\W+/g, '-')}.txt`);
  await writeFile(file, `${JSON.stringify(history, null, 1)}\n\n${transcript}\n`);
  const flags = ['rollover', 'undated', 'coverage'] as const;
  const off = flags.filter((flag) => !values[flag]).map((flag) => ` --no-${flag}`);
  say(`\n${name}: ${found.length === 0 ? 'nothing wrong' : `${found.length} things wrong`}`);
  for (const { kind, sentence } of found.slice(0, 8)) say(`  ${kind}: ${sentence}`);
  if (found.length > 8) say(`  and ${found.length - 8} more`);
  say(`  What happened: ${file}`);
  say(`  Again: npm run torture -- ${again}${off.join('')}`);
}

function report(): void {
  const number = (name: string): number => counts.get(name) ?? 0;
  const wrong = (kind: Violation['kind']): number => violations.filter((one) => one.kind === kind).length;
  say(`\n${number('histories')} histories from seed ${seed}, ${number('runs')} runs`);
  for (const [name, value] of [...counts].sort(([a], [b]) => a.localeCompare(b))) {
    if (name !== 'histories' && name !== 'runs') say(`  ${String(value).padStart(5)} ${name}`);
  }
  say(`${wrong('loss')} losses, ${wrong('duplicate')} duplicates, ${wrong('foreign')} documents without an event`);
  say(
    `${wrong('uncovered')} spans not covered, ${wrong('falsely covered')} covered falsely, ${wrong('false alarm')} false alarms`,
  );
  say(`${wrong('never green')} days that never got green, ${wrong('hung')} runs that hung`);
}
