import { randomInt } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import type { History } from './history.ts';
import { play } from './play.ts';
import { shrink } from './shrink.ts';
import { tableOf } from './table.ts';
import type { Message, Task } from './worker.ts';

// Plays histories in simulated time, on all cores. `npm run simulate -- --histories 1000 --seed 1`

const { values } = parseArgs({
  options: {
    histories: { type: 'string', default: '1000' },
    seed: { type: 'string' },
    /** Somebody else removes documents, and puts some there. */
    meddled: { type: 'boolean', default: false },
    workers: { type: 'string', default: String(availableParallelism()) },
    /** How many failing histories are made short. */
    shrink: { type: 'string', default: '3' },
  },
});
const seed = values.seed === undefined ? randomInt(1, 1_000_000_000) : Number(values.seed);
const histories = Number(values.histories);
const workers = Math.max(1, Math.min(Number(values.workers), histories));
const say = (text = ''): void => void process.stdout.write(`${text}\n`);

const failed: Extract<Message, { kind: 'failed' }>[] = [];
const counts = new Map<string, number>();
const started = Date.now();
say(`${histories} histories from seed ${seed} on ${workers} cores`);
await Promise.all(
  Array.from({ length: workers }, (_, first) =>
    work({ seed, histories, first, step: workers, meddled: values.meddled }),
  ),
);
const seconds = (Date.now() - started) / 1000;

const kinds = new Set<string>();
for (const { history, violations } of failed.toSorted((a, b) => a.history.seed - b.history.seed)) {
  const [first] = violations;
  if (!first) continue;
  // One short history for each kind.
  if (kinds.has(first.kind) || kinds.size >= Number(values.shrink)) continue;
  kinds.add(first.kind);
  const short = await shorten(history, first.kind);
  say(`\nSeed ${history.seed}, made short:`);
  say(tableOf(short, await play(short)));
}

say();
const number = (name: string): number => counts.get(name) ?? 0;
for (const [name, value] of [...counts].sort(([a], [b]) => a.localeCompare(b))) {
  if (name !== 'histories' && name !== 'runs') say(`  ${String(value).padStart(7)} ${name}`);
}
const rate = Math.round((number('histories') / seconds) * 60);
say(
  `${number('histories')} histories, ${number('runs')} runs, ${Math.round(seconds)} s (${rate} a minute), seed ${seed}`,
);
say(failed.length === 0 ? 'Nothing wrong.' : `${failed.length} histories with something wrong.`);
process.exitCode = failed.length === 0 ? 0 : 1;

/** As soon as it is known: a long run may be ended early. */
function tell({ history, violations }: (typeof failed)[number]): void {
  say(`\nSeed ${history.seed}: ${violations.length} wrong`);
  for (const { kind, sentence } of violations.slice(0, 5)) say(`  ${kind}: ${sentence}`);
  say(`  Again: npm run simulate -- --histories 1 --seed ${history.seed}${values.meddled ? ' --meddled' : ''}`);
}

function work(task: Task): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('worker.ts', import.meta.url), { workerData: task });
    worker.on('message', (message: Message) => {
      if (message.kind === 'failed') {
        failed.push(message);
        tell(message);
      }
      if (message.kind === 'counts')
        for (const [name, value] of message.counts) counts.set(name, (counts.get(name) ?? 0) + value);
    });
    worker.once('error', reject);
    worker.once('exit', () => resolve());
  });
}

function shorten(history: History, kind: string): Promise<History> {
  return shrink(history, async (smaller) => (await play(smaller)).violations.some((one) => one.kind === kind));
}
