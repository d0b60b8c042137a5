import { join } from 'node:path';
import { collect } from '../../src/collect.ts';
import type { ElasticClient } from '../../src/elastic/client.ts';
import { endRetrospect, endRun } from '../../src/endings.ts';
import { openSpool } from '../../src/evidence/spool.ts';
import { createSource } from '../../src/mimecast/reader.ts';
import { verdictOfAccount } from '../../src/report/account-verdict.ts';
import { verdictOf } from '../../src/report/verdict.ts';
import { restore } from '../../src/restore.ts';
import { retrospect } from '../../src/retrospect.ts';
import type { Parts } from '../../src/run.ts';
import { TransferError } from '../../src/runner/http.ts';
import { KNOWN_CATEGORIES } from '../../src/settings/categories.ts';
import { readSettings, type Settings } from '../../src/settings.ts';
import type { Span } from '../../src/span.ts';
import { defaultOauth } from '../simulator/door.ts';
import { createDice } from '../torture/dice.ts';
import { type Check, createCheck, type Violation } from './check.ts';
import { takeDisk } from './disk.ts';
import { createClient } from './elastic/client.ts';
import { createModel, type ItemFault } from './elastic/model.ts';
import type { Deed, History, RunPlan } from './history.ts';
import { createLedger } from './ledger.ts';
import { callOf, createMimecast } from './mimecast.ts';
import { createProcess, type Outcome, type Process } from './process.ts';
import { createTimeline } from './timeline.ts';

/** Changes a part of the program, to see whether that is noticed. */
export type Sabotage = (client: ElasticClient) => ElasticClient;

export interface PlayOptions {
  readonly sabotage?: Sabotage | undefined;
  /** Told of each run and fault. */
  count?(what: string): void;
}

export interface Played {
  readonly violations: readonly Violation[];
  /** What happened, a row for each run. */
  readonly table: readonly Row[];
}

interface Row {
  readonly run: number;
  readonly command: RunPlan['command'];
  readonly began: string;
  readonly ended: string;
  readonly came: string;
  readonly lines: readonly string[];
}

const NAMESPACE = 'sim';
const DATASETS = ['audit', 'coverage', 'finding'] as const;
const STREAMS = Object.fromEntries(DATASETS.map((name) => [name, `logs-mimecast.${name}-${NAMESPACE}`])) as Record<
  (typeof DATASETS)[number],
  string
>;
const HTTP_MS = 60_000;
const DAY_MS = 86_400_000;
/** Runs without a fault at the end, until one is green. */
const QUIET_TRIES = 3;
const QUIET_PAUSE_MS = 600_000;
/** Small, since the memory of each sort is taken at once. */
const SORT_LIMITS = { lines: 20_000, bytes: 128 * 1024, fanIn: 64 };
/** What a run may take beyond its deadline, ms. */
const GRACE_MS = 6000;
const DISK = takeDisk();

/** Plays a history from its beginning to two quiet runs after its last fault, and checks what came of it. */
export async function play(history: History, options: PlayOptions = {}): Promise<Played> {
  const { count = () => {} } = options;
  const root = DISK.folder();
  const timeline = createTimeline(history.runs[0]?.at ?? history.to * 1000);
  const skew = { ms: 0 };
  const ledger = createLedger();
  const mimecast = createMimecast(history, () => timeline.now());
  const dice = createDice(history.seed + 7);
  const table: Row[] = [];
  const all: Started[] = [];
  const evidence: { readonly run: number; readonly folder: string }[] = [];
  let running: Started[] = [];
  let serving: Process | undefined;
  let itemFault: ((id: string) => ItemFault | undefined) | undefined;
  let workflow = 100;
  let attempt = 0;
  let created = 0;

  const model = createModel({
    now: () => timeline.now(),
    refreshMs: history.refreshMs,
    privileges: history.privileges,
    itemFault: (_stream, id) => itemFault?.(id),
    onCreated: (stream, stored) => {
      if (serving) check.created(stream, stored, serving.number, timeline.now());
    },
  });
  const check: Check = createCheck({ history, model, ledger, streams: STREAMS });

  function around(deed: Deed): void {
    if (deed === 'roll-over') {
      // One that may only write can't look up what is there.
      if (history.privileges && !history.privileges.includes('read')) return;
      if (running.filter((one) => one.process.alive && !one.over).length > 1) check.raced();
      for (const stream of Object.values(STREAMS)) model.rollOver(stream);
    } else if (deed === 'remove') {
      const some = model.documents(STREAMS.audit).filter((_stored, number) => number % 3 === 0);
      check.meddled(some);
      for (const { id } of some) model.remove(STREAMS.audit, id);
    } else if (deed === 'put') {
      const id = `foreign-${timeline.now()}`;
      model.put(STREAMS.audit, id, foreignDocument(timeline.now()));
      check.meddled(model.documents(STREAMS.audit).filter((stored) => stored.id === id));
    } else if (typeof deed === 'object' && 'jump' in deed) skew.ms += deed.jump;
    else if (typeof deed === 'object' && 'twin' in deed) begin(deed.twin);
  }

  function begin(plan: RunPlan): Started {
    const number = all.length + 1;
    count('runs');
    const process = createProcess({ timeline, skew, number, plan, around, count });
    if (plan.rerun && attempt > 0) attempt += 1;
    else {
      workflow += 1;
      attempt = 1;
      created = process.clock.now();
    }
    const folder = join(root, `run-${number}`);
    const env = envOf(history, plan, { folder, evidence: evidence.at(-1)?.folder, now: process.clock.now() });
    Object.assign(env, { GITHUB_RUN_ID: String(workflow), GITHUB_RUN_ATTEMPT: String(attempt) });
    const settings = readSettings(env, { mask: () => {}, notice: () => {}, warn: () => {} });
    const from = plan.command === 'restore' ? evidence.at(-1)?.run : undefined;
    check.begins(
      number,
      plan.command,
      timeline.now(),
      from,
      running.filter((one) => one.process.alive).map((one) => one.process.number),
    );
    const parts = partsOf(process, settings, attempt > 1 ? created : undefined);
    const started: Started = {
      ...{ process, settings, began: timeline.now(), code: undefined, thrown: undefined, over: false },
    };
    running.push(started);
    all.push(started);
    run(settings, parts, process, (sentences, period) => check.said(number, sentences, period, timeline.now()))
      .then(
        (code) => {
          started.code = code;
        },
        (error) => {
          started.thrown = error;
        },
      )
      .finally(() => {
        started.over = true;
        started.ended = timeline.now();
        if (process.alive) check.ended(number, started.code, started.thrown, process.lines, timeline.now());
        process.end();
      });
    return started;
  }

  function partsOf(process: Process, settings: Settings, first: number | undefined): Parts {
    const { clock, log, cancelled } = process;
    const client = createClient({
      process: serves(process),
      model,
      setItemFault: (fault) => {
        itemFault = fault;
      },
    });
    const lost = (): unknown => new TransferError('network', 'POST mimecast.example.com: no answer (ECONNRESET).');
    const silent = (): unknown =>
      new TransferError('timeout', 'POST mimecast.example.com: no whole answer within 60 s.');
    const http: Parameters<typeof createSource>[0]['http'] = async (request, signal) => {
      const call = callOf(request);
      const answer = await serves(process).call({
        ...{ call, signal, limitMs: HTTP_MS, timedOut: silent, lost },
        serve(deed): Outcome<ReturnType<typeof mimecast.answer>> {
          try {
            return { value: mimecast.answer(request, deed) };
          } catch (error) {
            return { error };
          }
        },
      });
      if (call === 'page') ledger.take(process.number, request.body ?? '', answer.body);
      return { ...answer, received: clock.now() };
    };
    const step = (call: 'keep' | 'upload', what: string, signal?: AbortSignal): Promise<void> =>
      process.call<void>({
        ...{ call, signal, limitMs: 10 * DAY_MS },
        timedOut: () => new Error(`${what} took too long.`),
        lost: () => new Error(`${what} failed.`),
        serve: () => ({ value: undefined }),
      });
    return {
      ...{ log, clock, cancelled, tool: { name: 'simulated', version: '0.0.0' } },
      source: (given, signal) => {
        if (!given.source) throw new Error('no source');
        const { categories, query } = given;
        return createSource({ ...given.source, ...{ categories, query, http, clock, log, signal }, mask: () => {} });
      },
      categories: async () => KNOWN_CATEGORIES,
      created: async () => ({ created: first, note: undefined }),
      readText: async () => 'approvals: []\n',
      issues: async () => ({
        ...{ opened: 0, updated: 0, acknowledged: new Map(), answered: new Set(), outgrown: new Set(), others: [] },
        ...{ links: new Map(), problem: undefined },
      }),
      async spool(folder) {
        const spool = await openSpool(folder, SORT_LIMITS);
        return {
          async keep(page) {
            await step('keep', 'Writing a page');
            await spool.keep(page);
          },
          async close(header) {
            await step('keep', 'Closing the spool');
            const closed = await spool.close(header);
            return closed;
          },
        };
      },
      async upload({ name, root: from }, signal) {
        await step('upload', `Artifact ${name}: the upload`, signal);
        if (from === settings.evidencePath) {
          check.uploaded(process.number);
          evidence.push({ run: process.number, folder: from });
        }
        if (history.noService) return 'no-service';
        return { id: String(process.number), url: undefined, digest: undefined, name, size: 1 };
      },
      elastic: async () => options.sabotage?.(client) ?? client,
    };
  }

  /** The same process, whose calls say for whom they are carried out. */
  function serves(process: Process): Pick<Process, 'call'> {
    return {
      call: (served) =>
        process.call({
          ...served,
          serve(deed) {
            serving = process;
            try {
              return served.serve(deed);
            } finally {
              serving = undefined;
            }
          },
        }),
    };
  }

  /** Lets time pass until all that run have ended or were killed. */
  async function untilOver(): Promise<void> {
    while (running.some(({ over, process }) => (process.alive && !over) || process.underway > 0)) {
      const moved = await timeline.step();
      for (const one of running) {
        const { process, settings, began, over } = one;
        if (over || !process.alive) continue;
        if (moved && timeline.now() <= began + settings.deadlineMs + GRACE_MS) continue;
        check.hung(process.number, moved);
        process.kill();
      }
      if (!moved) break;
    }
    await timeline.settle();
    for (const { process, began, ended, code, over } of running) {
      const came = over && !process.killed ? `exit code ${code}` : 'killed';
      const { command } = process.plan;
      table.push({
        run: process.number,
        command,
        began: moment(began),
        ended: moment(ended ?? timeline.now()),
        came,
        lines: process.lines,
      });
    }
    running = [];
  }

  async function once(plan: RunPlan): Promise<Started> {
    await pass(timeline, plan.at);
    const started = begin(plan);
    await untilOver();
    return started;
  }

  const restoreGlobals = takeOver(timeline, () => dice.int(0, 2 ** 30) / 2 ** 30);
  try {
    for (const plan of history.runs) await once(plan);
    skew.ms = 0;
    let green = false;
    for (let tries = 0; tries < QUIET_TRIES && !green; tries += 1) {
      green = (await once(quiet(timeline.now() + QUIET_PAUSE_MS))).code === 0;
    }
    if (!green) check.neverGreen(QUIET_TRIES);
    // The first that reads the same as the one before it must change nothing.
    for (let tries = 0; tries < QUIET_TRIES && green; tries += 1) {
      const read = check.spansOf(all.length);
      const before = check.state();
      const from = timeline.now();
      const { code } = await once(quiet(timeline.now() + QUIET_PAUSE_MS));
      if (code !== 0) check.neverGreen(1);
      if (check.spansOf(all.length) !== read) continue;
      check.unchanged(before, from, timeline.now());
      break;
    }
    const violations = check.finish();
    count('histories');
    return { violations, table };
  } finally {
    for (const { process } of all) process.bury();
    await timeline.settle();
    restoreGlobals();
    DISK.remove(root);
  }
}

interface Started {
  readonly process: Process;
  readonly settings: Settings;
  readonly began: number;
  ended?: number;
  code: number | undefined;
  thrown: unknown;
  over: boolean;
}

async function run(
  settings: Settings,
  parts: Parts,
  process: Process,
  said: (sentences: string, period: Span | undefined) => void,
): Promise<number> {
  const { log } = process;
  const warnings: string[] = [];
  const ending = {
    log: {
      ...log,
      warnings,
      warn(text: string) {
        warnings.push(text);
        log.warn(text);
      },
      annotateError: log.info,
      annotateWarning: log.info,
      mask: () => {},
    },
    env: {},
    setOutput: () => {},
  };
  const own = { ...parts, log: ending.log };
  if (settings.command === 'report') {
    const result = await retrospect(settings, own);
    const { account } = result;
    const verdict = account && verdictOfAccount(account);
    if (process.alive && verdict) said(`${verdict.title}. ${verdict.sentence}`, account.period);
    return endRetrospect(result, settings, ending);
  }
  const report = await (settings.command === 'restore' ? restore(settings, own) : collect(settings, own));
  if (process.alive) said(verdictOf(report).sentence, report.window);
  return endRun(report, settings, ending);
}

/** A document of the tenant's that no run has made. */
function foreignDocument(now: number): Record<string, unknown> {
  return {
    '@timestamp': new Date(now - DAY_MS).toISOString(),
    organization: { id: 'default' },
    event: { original: '{"id":"foreign"}' },
  };
}

function quiet(at: number): RunPlan {
  return { at, command: 'collect', rerun: false, chance: 1, faults: [] };
}

/** Time passes with nobody there. */
async function pass(timeline: ReturnType<typeof createTimeline>, until: number): Promise<void> {
  let there = until <= timeline.now();
  timeline.after(until - timeline.now(), () => {
    there = true;
  });
  while (!there) await timeline.step();
}

function envOf(
  history: History,
  plan: RunPlan,
  { folder, evidence, now }: { readonly folder: string; readonly evidence: string | undefined; readonly now: number },
): Record<string, string> {
  const back = new Date(Math.floor(now / DAY_MS) * DAY_MS - 2 * DAY_MS).toISOString().slice(0, 10);
  const command = plan.command === 'again' || (plan.command === 'restore' && !evidence) ? 'collect' : plan.command;
  const inputs: Record<string, string> = {
    command,
    'mimecast-url': 'https://mimecast.example.com',
    'mimecast-client-id': defaultOauth.clientId,
    'mimecast-client-secret': defaultOauth.clientSecret,
    'elastic-url': 'https://elastic.example.com',
    'elastic-api-key': 'made-up-id:made-up-key',
    categories: 'all',
    namespace: NAMESPACE,
    'time-zone': history.timeZone,
    ...(plan.command === 'again' ? { start: back } : { window: history.window }),
    ...(plan.deadline ? { deadline: plan.deadline } : {}),
    ...(command === 'restore' && evidence ? { 'evidence-path': evidence } : {}),
    ...(command === 'report' && plan.withEvidence && evidence ? { 'evidence-path': evidence } : {}),
    ...(command === 'collect' ? { 'evidence-path': folder } : {}),
    ...(command !== 'report' && history.noService ? { 'evidence-kept': 'true' } : {}),
    ...(history.approvals ? { approvals: 'approvals.yml' } : {}),
  };
  return {
    ...Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
    RUNNER_TEMP: folder,
    GITHUB_SERVER_URL: 'https://github.example.com',
    GITHUB_REPOSITORY: 'owner/name',
  };
}

/** What calendars show at a moment. */
const shown = new WeakMap<Intl.DateTimeFormat, Map<unknown, Intl.DateTimeFormatPart[]>>();
const MOST_SHOWN = 5000;

/**
 * Chance and the time limits of Node's own signals come from the history too. What calendars show at a moment is remembered:
 * each run asks for the same days.
 */
function takeOver(timeline: ReturnType<typeof createTimeline>, random: () => number): () => void {
  const { random: chance } = Math;
  const { timeout } = AbortSignal;
  const { formatToParts } = Intl.DateTimeFormat.prototype;
  Intl.DateTimeFormat.prototype.formatToParts = function (moment) {
    const known = shown.get(this) ?? new Map<unknown, Intl.DateTimeFormatPart[]>();
    shown.set(this, known);
    const parts = known.get(moment) ?? formatToParts.call(this, moment);
    if (known.size >= MOST_SHOWN) known.clear();
    known.set(moment, parts);
    return parts;
  };
  Math.random = random;
  AbortSignal.timeout = (ms) => {
    const controller = new AbortController();
    timeline.after(ms, () => controller.abort(new DOMException('The time is over.', 'TimeoutError')));
    return controller.signal;
  };
  return () => {
    Math.random = chance;
    AbortSignal.timeout = timeout;
    Intl.DateTimeFormat.prototype.formatToParts = formatToParts;
  };
}

function moment(ms: number): string {
  return new Date(ms).toISOString();
}
