import { parentPort, workerData } from 'node:worker_threads';
import type { Violation } from './check.ts';
import { type History, historyOf } from './history.ts';
import { play } from './play.ts';

/** What a worker is given: every so many histories from a seed on. */
export interface Task {
  readonly seed: number;
  readonly histories: number;
  readonly first: number;
  readonly step: number;
  readonly meddled: boolean;
}

/** What it tells, from time to time and at its end. */
export type Message =
  | { readonly kind: 'failed'; readonly history: History; readonly violations: readonly Violation[] }
  | { readonly kind: 'counts'; readonly counts: ReadonlyMap<string, number> };

const { seed, histories, first, step, meddled } = workerData as Task;
const counts = new Map<string, number>();
const count = (what: string): void => void counts.set(what, (counts.get(what) ?? 0) + 1);

for (let number = first; number < histories; number += step) {
  const history = historyOf(seed + number, { meddled });
  const { violations } = await play(history, { count });
  if (violations.length > 0) {
    const message: Message = { kind: 'failed', history, violations };
    parentPort?.postMessage(message);
  }
}
parentPort?.postMessage({ kind: 'counts', counts } satisfies Message);
