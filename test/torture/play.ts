import { randomUUID } from 'node:crypto';
import { createKey } from '../elasticsearch/key.ts';
import type { ElasticNode } from '../elasticsearch/node.ts';
import { type Attempted, start } from './attempt.ts';
import {
  checkDelivered,
  checkFindings,
  checkOnce,
  checkTiles,
  type Green,
  readingsOf,
  type Violation,
} from './check.ts';
import { type Attempt, type History, quietAttempt } from './history.ts';
import { coverageRecords, findingKinds, heldIds, remove, streamsOf } from './stored.ts';
import { tenantOf } from './tenant.ts';

export interface PlayOptions {
  readonly node: ElasticNode;
  /** Path of the bundle's index.js. */
  readonly bundle: string;
  /** Also check coverage, overlap and findings. Off for a bundle that has none of them. */
  readonly coverage: boolean;
  /** Told of every run, kill and fault. */
  count(what: string): void;
}

export interface Played {
  readonly violations: readonly Violation[];
  /** What happened, a paragraph for each attempt. */
  readonly transcript: string;
}

/** Tries of a day without faults, after those with some. */
const QUIET_TRIES = 3;

/** Plays a history against the real node and checks what came of it. Its streams are gone afterwards. */
export async function play(history: History, options: PlayOptions): Promise<Played> {
  const { node, bundle, coverage, count } = options;
  const namespace = `t${randomUUID().replaceAll('-', '')}`;
  const streams = streamsOf(namespace);
  const { data, events } = tenantOf(history);
  const inputs = { 'elastic-api-key': await createKey(node, namespace), namespace };
  const violations: Violation[] = [];
  const greens: Green[] = [];
  const transcript: string[] = [];
  const covered = new Set<string>();
  let now = 0;
  let runId = 100;
  let number = 0;

  /** @returns true if the run, or one of two at once, ended green. */
  async function once(attempt: Attempt): Promise<boolean> {
    if (attempt.freshRun || number === 0) {
      runId += 1;
      number = 0;
    }
    number += 1;
    now += attempt.pauseMs;
    const began = now;
    const running = [launch(attempt, began, runId, number)];
    if (attempt.twin) {
      count('two runs at once');
      runId += 1;
      running.push(launch(quietAttempt(true), began, runId, 1));
      number = 0;
    }
    const ended = await Promise.all(running);
    now += Math.max(...ended.map(({ tookMs }) => tookMs));
    if (coverage) await checkNewCoverage(began, Math.max(...ended.map(({ artifacts }) => artifacts)));
    return ended.some(({ run }) => run.code === 0);
  }

  async function launch(attempt: Attempt, began: number, id: number, nth: number): Promise<Attempted> {
    const env = { GITHUB_RUN_ID: String(id), GITHUB_RUN_ATTEMPT: String(nth) };
    count('runs');
    const attempted = await start({ attempt, history, data, now: began, node, streams, bundle, inputs, env, count });
    transcript.push(describe(attempt, began, attempted));
    const { run } = attempted;
    if (run.timedOut) violations.push({ kind: 'hung', sentence: 'A run had not ended after two minutes' });
    if (run.code !== 0) return attempted;
    const [from, to] = [run.outputs['window-start'], run.outputs['window-end']].map((text) => Date.parse(text ?? ''));
    if (!(Number(from) < Number(to))) throw new Error('A green run did not say which window it had');
    const consulted = coverage && !run.shown.includes('Nothing is compared');
    greens.push({ span: { from: Number(from) / 1000, to: Number(to) / 1000 }, now: began, consulted });
    return attempted;
  }

  /** What this attempt has recorded as covered must be kept and stored by now. */
  async function checkNewCoverage(began: number, artifacts: number): Promise<void> {
    const fresh = (await coverageRecords(node, streams)).filter(({ id }) => !covered.has(id));
    for (const { id } of fresh) covered.add(id);
    if (fresh.length === 0) return;
    const held = await heldIds(node, streams);
    const readings = fresh.map(({ span }) => ({ span, now: began }));
    violations.push(...checkDelivered(events, held, readings, 'falsely covered'));
    if (artifacts > 0) return;
    violations.push({ kind: 'falsely covered', sentence: 'Coverage was recorded without evidence being uploaded' });
  }

  try {
    for (const day of history.days) {
      now = Math.max(now, day.now);
      number = 0;
      let green = false;
      const quiet = Array.from({ length: QUIET_TRIES }, () => quietAttempt());
      for (const attempt of [...day.attempts, ...quiet]) {
        green = await once(attempt);
        if (green) break;
      }
      if (!green)
        violations.push({ kind: 'never green', sentence: `${QUIET_TRIES} runs without faults did not end green` });
      if (day.again) await once(quietAttempt(true));
    }
    const held = await heldIds(node, streams);
    violations.push(...checkOnce(events, held, now));
    violations.push(...checkDelivered(events, held, readingsOf(greens), 'loss'));
    if (coverage) {
      violations.push(...checkTiles(await coverageRecords(node, streams), greens));
      violations.push(...checkFindings(await findingKinds(node, streams), history));
    }
    count('histories');
    transcript.push(`${held.size} documents of ${events.length} events of the source, ${greens.length} green runs`);
    return { violations, transcript: transcript.join('\n\n') };
  } finally {
    await remove(node, streams);
  }
}

function describe(attempt: Attempt, began: number, { run, artifacts, tookMs }: Attempted): string {
  const how = run.code === null ? `killed by ${run.signal}` : `exit code ${run.code}`;
  return [
    `${new Date(began).toISOString()}: ${how} after ${tookMs} ms, ${artifacts} artifacts`,
    JSON.stringify(attempt, (_name, value) => (value instanceof RegExp ? value.source : value)),
    run.shown.trim(),
  ].join('\n');
}
