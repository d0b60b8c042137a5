import { setTimeout } from 'node:timers/promises';
import type { ElasticNode } from '../elasticsearch/node.ts';
import { startProxy } from '../elasticsearch/proxy.ts';
import { request } from '../elasticsearch/request.ts';
import type { DataSet } from '../simulator/data.ts';
import { defaultOauth } from '../simulator/door.ts';
import { startMimecast } from '../simulator/mimecast.ts';
import { startResults } from '../simulator/results.ts';
import { type Cancel, type Run, runAction } from '../simulator/runner.ts';
import { type GateHooks, startGate } from './gate.ts';
import type { Attempt, History } from './history.ts';
import type { Streams } from './stored.ts';

export interface AttemptOptions {
  readonly attempt: Attempt;
  readonly history: History;
  readonly data: DataSet;
  /** ms UTC at which it starts. */
  readonly now: number;
  readonly node: ElasticNode;
  readonly streams: Streams;
  readonly bundle: string;
  readonly inputs: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string>>;
  /** Told of everything that befell it. */
  count(what: string): void;
}

export interface Attempted {
  readonly run: Run;
  /** Artifacts that were uploaded to their end. */
  readonly artifacts: number;
  /** How long it took in truth, ms. */
  readonly tookMs: number;
}

/** Time between the signal and what happens next at the gate, so that the signal comes first, ms. */
const SIGNAL_MS = 60;

/** Starts the bundle once, in the middle of all that the attempt wants, and waits until it and its requests have ended. */
export async function start(options: AttemptOptions): Promise<Attempted> {
  const { attempt, history, now, node, streams, count } = options;
  const started = Date.now();
  const killing = Promise.withResolvers<void>();
  const { kill } = attempt;

  const mimecast = await startMimecast({
    data: options.data,
    clock: () => now + Date.now() - started,
    quirks: history.quirks,
    maxPageSize: history.pageSize,
    faults: counted(attempt.mimecast, 'mimecast', count),
    onRequest: () => {
      const pages = mimecast.requests.filter(({ page }) => page > 0).length;
      if (kill?.at === 'page' && pages >= kill.number) killing.resolve();
    },
  });
  const results = await startResults(attempt.results === undefined ? {} : { fail: attempt.results });
  if (attempt.results) count(`artifact ${attempt.results}`);
  const proxy = await startProxy(node.url, counted(attempt.bulk, 'elastic', count));
  const gate = await startGate(proxy.url, hooksOf(options, killing.resolve));
  if (attempt.rollovers.includes(0)) await rollOver(node, streams, count);
  if (attempt.deadline) count('deadline');

  try {
    const run = await runAction({
      bundle: options.bundle,
      now: new Date(now).toISOString(),
      inputs: {
        'mimecast-url': mimecast.url,
        'mimecast-client-id': defaultOauth.clientId,
        'mimecast-client-secret': defaultOauth.clientSecret,
        categories: 'all',
        'elastic-url': gate.url,
        'time-zone': history.timeZone,
        window: history.window,
        ...(attempt.deadline ? { deadline: attempt.deadline } : {}),
        ...options.inputs,
      },
      env: { ...results.env, ...options.env },
      timeoutMs: 120_000,
      ...(kill ? { signalAfter: cancelOf(kill, killing.promise) } : {}),
    });
    await run.cleanup();
    // A request that outlives its run belongs to that run: the next one starts when it is done.
    await gate.idle();
    for (const { status } of proxy.requests) if (status === 413) count('elastic 413');
    if (kill) count(wasHit(run, kill.signal) ? `kill ${kill.signal} ${nameOf(kill)}` : 'kill that met nothing');
    return { run, artifacts: results.artifacts.length, tookMs: Date.now() - started };
  } finally {
    await gate.stop();
    await proxy.stop();
    await results.stop();
    await mimecast.stop();
  }
}

/** What happens between the run and the proxy: rollovers, faults of what is asked, and the moments to kill at. */
function hooksOf({ attempt, node, streams, count }: AttemptOptions, killNow: () => void): GateHooks {
  const { kill } = attempt;
  let bulks = 0;
  let answered = 0;
  const asks = { all: 0, audit: 0 };
  const delivers = (path: string): boolean => path.includes(streams.audit) && path.includes('_bulk');
  return {
    async before({ path }) {
      if (!delivers(path)) {
        asks.all += 1;
        if (path.includes(streams.audit)) asks.audit += 1;
        const fault = attempt.asks.find(({ audit = false, request: first, times }) => {
          const number = audit ? asks.audit : asks.all;
          return (!audit || path.includes(streams.audit)) && number >= first && number < first + times;
        });
        if (fault) count(`elastic ask ${fault.do}`);
        return fault?.do ?? 'pass';
      }
      bulks += 1;
      if (attempt.rollovers.includes(bulks)) await rollOver(node, streams, count);
      if (kill?.at === 'sent' && bulks === kill.number) {
        killNow();
        await setTimeout(SIGNAL_MS);
      }
      return 'pass';
    },
    async after({ path }) {
      if (!delivers(path)) return;
      answered += 1;
      if (kill?.at !== 'written' || answered !== kill.number) return;
      killNow();
      await setTimeout(SIGNAL_MS);
    },
  };
}

async function rollOver(node: ElasticNode, { audit }: Streams, count: (what: string) => void): Promise<void> {
  const { status } = await request(node, 'POST', `${audit}/_rollover`);
  if (status < 300) count('rollover');
  else if (status !== 404) throw new Error(`Rollover of ${audit}: HTTP ${status}`);
}

function cancelOf(kill: NonNullable<Attempt['kill']>, when: Promise<void>): Cancel {
  const { signal } = kill;
  if (kill.at === 'step') return { signal, match: kill.match };
  return kill.at === 'ms' ? { signal, afterMs: kill.ms } : { signal, when };
}

/** True if the signal ended the run, or made it stop early. */
function wasHit({ signal, timedOut, code, shown }: Run, sent: NodeJS.Signals): boolean {
  if (signal !== null) return signal === sent && !timedOut;
  return sent === 'SIGTERM' && code !== 0 && /cancel/i.test(shown);
}

function nameOf(kill: NonNullable<Attempt['kill']>): string {
  if (kill.at === 'step') return `at ${kill.step}`;
  return kill.at === 'ms' ? 'at a random moment' : `at ${kill.at}`;
}

/** The same faults, each counted when it is met: the servers read `do` just then. */
function counted<F extends { readonly on: object; readonly do: unknown }>(
  faults: readonly F[],
  side: string,
  count: (what: string) => void,
): F[] {
  return faults.map((fault) => ({
    ...fault,
    get do() {
      const name = deedName(fault.do);
      if (name) count(`${side} ${name}`);
      return fault.do;
    },
  }));
}

function deedName(deed: unknown): string | undefined {
  if (typeof deed !== 'object' || deed === null) return String(deed);
  if ('status' in deed) return String(deed.status);
  return 'slow' in deed ? 'slow' : undefined;
}
