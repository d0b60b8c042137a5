import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from '../../scripts/build.ts';
import { type ElasticNode, startNode } from '../elasticsearch/node.ts';
import { putTemplates } from '../elasticsearch/template.ts';
import { honestLife } from './life.ts';
import { play } from './play.ts';
import { TRICKS } from './tricks.ts';
import { judge, type Verdict } from './verdict.ts';

// `npm run honesty`: a provider's staff, honest and not, against the built Action, an approvals file and a real Elasticsearch.
// Exits with 1 if something that the data shows is missed, or anything that was agreed to is accused.

const { values } = parseArgs({
  options: {
    days: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
    bundle: { type: 'string' },
    log: { type: 'boolean', default: false },
    'at-once': { type: 'string', default: '2' },
  },
});
const MOST_FAULTS = 5;
const say = (text = '') => process.stdout.write(`${text}\n`);

interface Line {
  readonly name: string;
  readonly verdict: Verdict;
  readonly runs: number;
}

/** Plays everything whose name holds `--only`. @returns one line each, in the order of the list. */
async function playAll(bundle: string, node: ElasticNode): Promise<Line[]> {
  const seed = Number(values.seed);
  const days = Number(values.days);
  const plays = [...TRICKS, { name: `nothing: ${days} honest days`, play: () => honestLife(days, seed) }].filter(
    ({ name }) => name.includes(values.only),
  );
  if (plays.length === 0) throw new Error(`No trick's name holds "${values.only}"`);

  const lines = new Map<string, Line>();
  // The longest one first, so that it does not run alone at the end.
  const waiting = plays.toReversed();
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const { name } = next;
      const plot = next.play(seed);
      const namespace = `t${randomUUID().replaceAll('-', '')}`;
      const onRun = (log: string) => values.log && say(`--- ${name}\n${log}`);
      const outcome = await play({ bundle, node, namespace, plot, onRun });
      lines.set(name, { name, verdict: judge(plot.planted, outcome), runs: outcome.runs });
      process.stderr.write(`${lines.size} of ${plays.length}: ${name}\n`);
    }
  };
  await Promise.all(Array.from({ length: Number(values['at-once']) }, worker));
  return plays.flatMap(({ name }) => lines.get(name) ?? []);
}

function print(lines: readonly Line[]): void {
  const row = (cells: readonly (string | number)[]) => say(`| ${cells.join(' | ')} |`);
  row(["what the provider's staff do", 'planted', 'caught', 'missed', "data can't show it", 'false alarms']);
  row(['---', '---:', '---:', '---:', '---:', '---:']);
  for (const { name, verdict } of lines) {
    const { planted, caught, missed, blind, falseAlarms } = verdict;
    row([name, planted, caught, missed, blind, falseAlarms]);
  }
  const unseen = lines.filter(({ verdict }) => verdict.reasons.length > 0);
  if (unseen.length > 0) say("\nWhat data can't show:\n");
  for (const { name, verdict } of unseen) say(`- ${name}: ${verdict.reasons.join('; ')}`);
  for (const { name, verdict } of lines) {
    if (verdict.faults.length === 0) continue;
    say(`\n${name}:`);
    for (const fault of verdict.faults.slice(0, MOST_FAULTS)) say(`  ${fault}`);
    if (verdict.faults.length > MOST_FAULTS) say(`  and ${verdict.faults.length - MOST_FAULTS} more`);
  }
}

const node = await startNode();
if ('missing' in node) throw new Error(`This needs Elasticsearch: ${node.missing}`);
const folder = await mkdtemp(join(tmpdir(), 'honesty-'));
const started = Date.now();
try {
  await putTemplates(node);
  if (values.bundle === undefined) await build(join(folder, 'bundle'));
  const bundle = values.bundle === undefined ? join(folder, 'bundle', 'index.js') : resolve(values.bundle);
  const lines = await playAll(bundle, node);
  print(lines);
  const sum = (pick: (verdict: Verdict) => number) => lines.reduce((total, { verdict }) => total + pick(verdict), 0);
  const faults = sum(({ faults }) => faults.length);
  const runs = lines.reduce((total, line) => total + line.runs, 0);
  say();
  say(
    `${lines.length} histories, ${runs} runs, ${Math.round((Date.now() - started) / 1000)} s, seed ${values.seed}: ` +
      `${sum(({ caught }) => caught)} caught, ${sum(({ missed }) => missed)} missed, ${sum(({ blind }) => blind)} that data can't show, ` +
      `${sum(({ falseAlarms }) => falseAlarms)} false alarms; ${faults === 0 ? 'as promised' : `${faults} faults`}`,
  );
  process.exitCode = faults === 0 ? 0 : 1;
} finally {
  await node.stop();
  await rm(folder, { recursive: true, force: true });
}
