import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from '../scripts/build.ts';
import { type ElasticNode, startNode } from './elasticsearch/node.ts';
import { putTemplates } from './elasticsearch/template.ts';
import { seedOf } from './seed.ts';
import { say } from './table.ts';

// Where whole histories are played: the tamper and the honesty harness.

/** What came of one history. */
export interface Line<Verdict> {
  readonly name: string;
  readonly verdict: Verdict;
  readonly runs: number;
}

/** Where one history is played: a namespace of its own on the real node. */
interface Place {
  readonly bundle: string;
  readonly node: ElasticNode;
  readonly namespace: string;
  /** Takes the log of each run. */
  onRun(log: string): void;
}

interface Stage {
  readonly seed: number;
  readonly days: number;
  /** Plays all whose name holds `--only`, some at once. @returns a line each, in the order given. */
  playAll<Play extends { readonly name: string }, Verdict>(
    plays: readonly Play[],
    play: (one: Play, place: Place) => Promise<Omit<Line<Verdict>, 'name'>>,
  ): Promise<Line<Verdict>[]>;
}

const MOST_FAULTS = 5;

/** Adds up a number of all verdicts. */
export function sumOver<Verdict>(lines: readonly Line<Verdict>[], pick: (verdict: Verdict) => number): number {
  return lines.reduce((total, { verdict }) => total + pick(verdict), 0);
}

/**
 * Reads the options `--days`, `--seed` (drawn if none is given), `--only`, `--bundle`, `--log`, `--at-once`, builds the bundle if none is given, starts the
 * real node, and has `perform` play. Prints what is wrong and a last line; the exit code is 1 if anything is.
 * @param days how long the honest part lasts if nothing is said.
 * @param perform prints its table. @returns its lines, and the words of the last line.
 */
export async function onStage<Verdict extends { readonly faults: readonly string[] }>(
  label: string,
  days: number,
  perform: (stage: Stage) => Promise<{ lines: readonly Line<Verdict>[]; words: string }>,
): Promise<void> {
  const { values } = parseArgs({
    options: {
      days: { type: 'string', default: String(days) },
      seed: { type: 'string' },
      only: { type: 'string', default: '' },
      bundle: { type: 'string' },
      log: { type: 'boolean', default: false },
      'at-once': { type: 'string', default: '2' },
    },
  });
  const seed = seedOf(values.seed);
  say(`seed ${seed}`);
  const node = await startNode();
  if ('missing' in node) throw new Error(`This needs Elasticsearch: ${node.missing}`);
  const folder = await mkdtemp(join(tmpdir(), `${label}-`));
  const started = Date.now();
  try {
    await putTemplates(node);
    if (values.bundle === undefined) await build(join(folder, 'bundle'));
    const bundle = values.bundle === undefined ? join(folder, 'bundle', 'index.js') : resolve(values.bundle);
    const { lines, words } = await perform({
      seed,
      days: Number(values.days),
      async playAll(plays, play) {
        const chosen = plays.filter(({ name }) => name.includes(values.only));
        if (chosen.length === 0) throw new Error(`No trick's name holds "${values.only}"`);
        const played = new Map<string, Awaited<ReturnType<typeof play>>>();
        // The longest one is last in the list, and begins first, so that it does not run alone at the end.
        const waiting = chosen.toReversed();
        const worker = async (): Promise<void> => {
          for (let next = waiting.shift(); next; next = waiting.shift()) {
            const { name } = next;
            const namespace = `t${randomUUID().replaceAll('-', '')}`;
            const onRun = (log: string): void => void (values.log && say(`--- ${name}\n${log}`));
            played.set(name, await play(next, { bundle, node, namespace, onRun }));
            process.stderr.write(`${played.size} of ${chosen.length}: ${name}\n`);
          }
        };
        await Promise.all(Array.from({ length: Number(values['at-once']) }, worker));
        return chosen.flatMap(({ name }) => {
          const one = played.get(name);
          return one ? [{ name, ...one }] : [];
        });
      },
    });
    printFaults(lines);
    const faults = sumOver(lines, (verdict) => verdict.faults.length);
    const runs = lines.reduce((total, line) => total + line.runs, 0);
    const seconds = Math.round((Date.now() - started) / 1000);
    say();
    say(
      `${lines.length} histories, ${runs} runs, ${seconds} s, seed ${seed}: ${words}; ${faults === 0 ? 'as promised' : `${faults} faults`}`,
    );
    process.exitCode = faults === 0 ? 0 : 1;
  } finally {
    await node.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

function printFaults(lines: readonly Line<{ readonly faults: readonly string[] }>[]): void {
  for (const { name, verdict } of lines) {
    if (verdict.faults.length === 0) continue;
    say(`\n${name}:`);
    for (const fault of verdict.faults.slice(0, MOST_FAULTS)) say(`  ${fault}`);
    if (verdict.faults.length > MOST_FAULTS) say(`  and ${verdict.faults.length - MOST_FAULTS} more`);
  }
}
