import type { ProxyFault } from '../elasticsearch/proxy.ts';
import type { Fault, Path } from '../simulator/faults.ts';
import type { Quirks } from '../simulator/quirks.ts';
import type { ResultsOptions } from '../simulator/results.ts';
import { createDice, type Dice } from './dice.ts';

/**
 * The steps of a run, by the titles of their groups in the log. A step that a bundle does not have is never met; the kill
 * is then counted as one that found nothing to interrupt.
 */
const STEPS: Readonly<Record<string, RegExp>> = {
  consult: /::group::Consult/,
  plan: /::group::Plan/,
  read: /::group::Read Mimecast/,
  review: /::group::Review/,
  preserve: /::group::Preserve/,
  uploaded: /Uploaded as artifact/,
  compare: /::group::(?:Compare|Reconcile)/,
  deliver: /::group::Deliver/,
  delivered: /\d+ created, \d+ known/,
  record: /::group::Record/,
  recorded: /recorded as covered/,
  findings: /::group::(?:Findings|Raise)/,
};

/** When a run is killed: at a step, some ms after its start, or at the n-th request to one of the other sides. */
type Kill = { readonly signal: 'SIGKILL' | 'SIGTERM' } & (
  | { readonly at: 'step'; readonly step: string; readonly match: RegExp }
  | { readonly at: 'ms'; readonly ms: number }
  | { readonly at: 'page'; readonly number: number }
  /** `sent`: it has arrived, and the node does not have it yet. `written`: the node has answered, the run does not know it. */
  | { readonly at: 'sent' | 'written'; readonly number: number }
);

/** What befalls requests to Elastic that deliver nothing (privileges, coverage, scans), from the `request`-th on. */
interface AskFault {
  /** Only requests for the stream of the events are meant, and counted. Default: all. */
  readonly audit?: boolean;
  readonly request: number;
  readonly times: number;
  readonly do: 429 | 503 | 'reset';
}

/** One start of the bundle. */
export interface Attempt {
  /** How long after the end of the one before it starts, ms. */
  readonly pauseMs: number;
  readonly kill?: Kill;
  readonly mimecast: readonly Fault[];
  readonly bulk: readonly ProxyFault[];
  readonly asks: readonly AskFault[];
  /** The stream is rolled over before these bulk requests; 0 is before the run. */
  readonly rollovers: readonly number[];
  readonly results?: NonNullable<ResultsOptions['fail']>;
  readonly deadline?: string;
  /** It is a workflow run of its own, no re-run of the one before. */
  readonly freshRun: boolean;
  /** Another run, that nothing befalls, is at work at the same time. */
  readonly twin: boolean;
}

/** A day on which the schedule started a run. It is started again until it is green, at last without faults. */
export interface Day {
  /** ms UTC. */
  readonly now: number;
  readonly attempts: readonly Attempt[];
  /** Once more, after it was green. */
  readonly again: boolean;
}

/** All of what happens to a tenant, decided before anything is started. */
export interface History {
  readonly seed: number;
  readonly timeZone: string;
  readonly window: string;
  readonly days: readonly Day[];
  readonly rowsPerDay: number;
  /** One in so many rows has no readable time; 0 for none. */
  readonly undatedEvery: number;
  readonly quirks: Partial<Quirks>;
  readonly pageSize: number;
}

export interface HistoryOptions {
  /** Most days with a run. */
  readonly days: number;
  readonly rollover: boolean;
  readonly undated: boolean;
}

const DAY_MS = 86_400_000;
/** Days before changes of the clock in Europe and America, and an ordinary one. */
const STARTS = ['2026-10-23', '2026-10-30', '2026-11-20', '2027-03-12', '2027-03-26'];
const ZONES = ['UTC', 'UTC', 'Europe/London', 'America/New_York', 'Australia/Lord_Howe'];

/** The history of a seed: the same for the same seed and options. */
export function historyOf(seed: number, options: HistoryOptions): History {
  const dice = createDice(seed);
  const first = Date.parse(`${dice.pick(STARTS)}T00:00:00Z`);
  const count = dice.int(2, Math.max(2, options.days));
  const days: Day[] = [];
  for (let day = 0, at = first; day < count; day += 1) {
    const late = dice.int(20 * 60_000, 20 * 3_600_000);
    days.push({ now: at + late, attempts: attemptsOf(dice.fork(), options.rollover), again: dice.chance(0.2) });
    // Days without a run: holes.
    at += DAY_MS * (dice.chance(0.7) ? 1 : dice.chance(0.8) ? dice.int(2, 4) : 11);
  }
  return {
    seed,
    timeZone: dice.pick(ZONES),
    window: dice.pick(['24h', '24h', '24h', '2d', '12h']),
    days,
    rowsPerDay: dice.pick([30, 90, 260]),
    undatedEvery: options.undated && dice.chance(0.5) ? 40 : 0,
    quirks: {
      endOfData: dice.pick(['absent', 'absent', 'short-page', 'empty-page']),
      endInclusive: dice.chance(0.3),
      startExclusive: dice.chance(0.3),
      order: dice.chance(0.85) ? 'newest-first' : 'oldest-first',
      rateHeaders: dice.pick(['X-RateLimit', 'X-Rate-Limit', 'none']),
      totalCount: dice.chance(0.3),
      gzip: dice.chance(0.7),
      chunked: dice.chance(0.3),
    },
    pageSize: dice.pick([20, 60, 500]),
  };
}

/** An attempt that nothing befalls. */
export function quietAttempt(freshRun = false): Attempt {
  return { pauseMs: 120_000, mimecast: [], bulk: [], asks: [], rollovers: [], freshRun, twin: false };
}

function attemptsOf(dice: Dice, rollover: boolean): Attempt[] {
  return Array.from({ length: dice.pick([0, 1, 1, 2, 2, 3]) }, () => attemptOf(dice.fork(), rollover));
}

function attemptOf(dice: Dice, rollover: boolean): Attempt {
  const kill = dice.chance(0.65) ? killOf(dice.fork()) : undefined;
  // A rollover between what two runs at once have looked up and what they create is beyond any client.
  const twin = dice.chance(0.1);
  return {
    pauseMs: dice.pick([1000, 60_000, 600_000]),
    ...(kill ? { kill } : {}),
    mimecast: some(dice, 0.35, 2, mimecastFault),
    bulk: bulkFaults(dice.fork()),
    asks: some(dice, 0.25, 2, askFault),
    rollovers:
      rollover && !twin && dice.chance(0.5)
        ? some(dice, 1, 2, (chance) => (chance.chance(0.2) ? 0 : soon(chance)))
        : [],
    ...(dice.chance(0.08) ? { results: dice.pick(['create', 'upload', 'finalize', 'conflict-once'] as const) } : {}),
    ...(dice.chance(0.08) ? { deadline: `${dice.int(1, 4)}s` } : {}),
    freshRun: dice.chance(0.3),
    twin,
  };
}

function killOf(dice: Dice): Kill {
  const signal = dice.chance(0.75) ? 'SIGKILL' : 'SIGTERM';
  const at = dice.pick(['step', 'step', 'step', 'ms', 'page', 'sent', 'written', 'written'] as const);
  if (at === 'step') {
    const [step, match] = dice.pick(Object.entries(STEPS));
    return { signal, at, step, match };
  }
  if (at === 'ms') return { signal, at, ms: dice.int(100, 2500) };
  return { signal, at, number: soon(dice) };
}

function mimecastFault(dice: Dice): Fault {
  const path: Path = dice.chance(0.85) ? 'audit' : 'token';
  const passing = (status: number) => ({ status, body: '', headers: { 'X-RateLimit-Reset': '200' } });
  const deed = dice.pick<Fault['do']>([
    ...[passing(429), passing(503), passing(500), passing(502)],
    ...([{ slow: 300 }, 'reset', 'cut-length', 'cut-chunked', 'cut-gzip', 'expire-token', 'bom'] as const),
    ...(['html', 'empty', 'fail-in-200', 'fail-with-data'] as const),
  ]);
  return { on: { path, request: soon(dice), times: dice.chance(0.8) ? 1 : 2 }, do: deed };
}

function bulkFaults(dice: Dice): ProxyFault[] {
  const busy = '{"error":{"type":"es_rejected_execution_exception"},"status":429}';
  const faults = some(dice, 0.5, 3, (chance): ProxyFault => {
    const deed = chance.pick<ProxyFault['do']>([
      ...[
        { status: 429, body: busy },
        { status: 503, body: '<html>503</html>' },
        { status: 500, body: '' },
      ],
      ...(['reset', { slow: 400 }, 'cut', 'lost-answer', 'lost-answer'] as const),
    ]);
    return { on: { request: soon(chance), times: chance.chance(0.8) ? 1 : 2 }, do: deed };
  });
  // A limit of a proxy is what makes a day of this size several requests.
  const limit: ProxyFault = { on: { times: Number.POSITIVE_INFINITY }, do: { limitBytes: dice.int(4000, 20_000) } };
  return dice.chance(0.6) ? [...faults, limit] : faults;
}

function askFault(dice: Dice): AskFault {
  return {
    request: dice.int(1, 8),
    times: dice.chance(0.8) ? 1 : 2,
    do: dice.pick([429, 503, 'reset'] as const),
  };
}

/** The number of a request: small ones more often, since a run makes few. */
function soon(dice: Dice): number {
  return dice.pick([1, 1, 1, 2, 2, 2, 3, 4, 6]);
}

/** With this probability one to `most` of them. */
function some<T>(dice: Dice, probability: number, most: number, make: (dice: Dice) => T): T[] {
  const chance = dice.fork();
  if (!chance.chance(probability)) return [];
  return Array.from({ length: chance.int(1, most) }, () => make(chance.fork()));
}
