import { seededDay } from '../simulator/data.ts';
import type { Quirks } from '../simulator/quirks.ts';
import { createDice, type Dice } from '../torture/dice.ts';

/** Calls of a played part, by what they are for. */
export type Call = 'token' | 'page' | 'look' | 'deliver' | 'write' | 'keep' | 'upload';

/** What goes wrong at a call. */
export type Deed =
  /** The run is killed: before the call does anything, or when it has been carried out and the answer is on its way. */
  | 'kill-before'
  | 'kill-after'
  /** The job is cancelled; ten seconds later the run is killed. */
  | 'cancel'
  /** No answer comes: the request was lost, or its answer was. */
  | 'lost-before'
  | 'lost-after'
  /** Nothing ever comes, and the connection stands. */
  | 'silent-before'
  | 'silent-after'
  /** Of a bulk request the first half is carried out, and its connection breaks. */
  | 'half'
  /** A search that could not look everywhere; a point in time that is gone. */
  | 'partial'
  | 'forgotten'
  /** Mimecast: an answer that is none, or says two things at once. */
  | 'html'
  | 'cut'
  | 'fail-in-200'
  | 'fail-with-data'
  | 'expire-token'
  /** The streams get new write indices just before. */
  | 'roll-over'
  /** Somebody else removes each third document of the events, or puts one of his own there. */
  | 'remove'
  | 'put'
  | { readonly status: 413 | 429 | 500 | 503 }
  /** It takes long, ms. */
  | { readonly slow: number }
  /** The machine's clock is put forward or back, ms. */
  | { readonly jump: number }
  /** Documents of a request fail one by one: each `every`-th. */
  | { readonly items: 429 | 403 | 400 | 'failure-store'; readonly every: number }
  /** Another run begins. */
  | { readonly twin: RunPlan };

export interface Fault {
  readonly on: Call;
  /** Counted from 1 among the calls of that kind of the run. */
  readonly nth: number;
  readonly do: Deed;
}

/** One start of the program. */
export interface RunPlan {
  /** At the earliest, ms UTC; never before the one before it has ended. */
  readonly at: number;
  /** `again` reads the two days before by hand; `restore` takes the evidence of the last run that closed some. */
  readonly command: 'collect' | 'again' | 'restore' | 'report';
  /** The attempt after that of the run before, or a workflow run of its own. */
  readonly rerun: boolean;
  /** What its latencies are drawn from. */
  readonly chance: number;
  /** A report that is made of the last evidence too. */
  readonly withEvidence?: true;
  readonly deadline?: string;
  readonly faults: readonly Fault[];
}

type Disguise = 'capitals' | 'dot' | 'name' | 'category';

/** An event of the source. */
export interface Planned {
  /** Row of the seeded day. */
  readonly row: number;
  /** s UTC. */
  readonly at: number;
  /** ms UTC. */
  readonly visibleFrom?: number;
  /** Hidden from then on, ms UTC. */
  readonly hiddenFrom?: number;
  /** From then on it has another text, ms UTC. */
  readonly alteredFrom?: number;
  /** It has no readable time. */
  readonly undated?: true;
  /** If the provider made it: he writes his name, or the category, in a way of his own. */
  readonly disguise?: Disguise;
}

/** All of what happens, decided before anything is started. */
export interface History {
  readonly seed: number;
  readonly timeZone: string;
  readonly window: string;
  readonly pageSize: number;
  readonly quirks: Partial<Quirks>;
  readonly refreshMs: number;
  /** What the key to Elastic may do; undefined: all that a run asks for. */
  readonly privileges?: readonly string[];
  /** There is no artifact service, and the folder of the evidence lasts. */
  readonly noService?: true;
  /** An approvals file in which nothing is agreed to. */
  readonly approvals?: true;
  /** One in so many rows ends a session of the provider's staff; 0: none. */
  readonly accessEvery: number;
  /** Where the rows of the seeded day lie, s UTC. */
  readonly from: number;
  readonly to: number;
  readonly rows: number;
  readonly events: readonly Planned[];
  readonly runs: readonly RunPlan[];
}

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const HALF_HOUR_S = 1800;
const STARTS = ['2026-10-23', '2026-10-30', '2026-11-20', '2027-03-12', '2027-03-26'];
/** A key that may not ask for the names of indices; one that may only write. */
const FEWER = [
  ['create_doc', 'auto_configure', 'read'],
  ['create_doc', 'auto_configure'],
];
const ZONES = ['UTC', 'UTC', 'Europe/London', 'America/New_York', 'Australia/Lord_Howe'];

export interface HistoryOptions {
  /** Somebody else has a hand in what Elastic holds. */
  readonly meddled?: boolean;
}

/** The history of a seed: the same for the same seed and options. */
export function historyOf(seed: number, options: HistoryOptions = {}): History {
  const dice = createDice(seed);
  const first = Date.parse(`${dice.pick(STARTS)}T00:00:00Z`);
  const timeZone = dice.pick(ZONES);
  const days = dice.pick([1, 2, 2, 3]);
  const from = first / 1000 - 3 * 86_400;
  const to = first / 1000 + days * 86_400;
  const rows = Math.round(dice.pick([2, 4, 8, 20]) * ((to - from) / 86_400));
  const accessEvery = dice.pick([0, 0, 9, 25]);
  const runs = Array.from({ length: days }, (_, day) => runsOf(dice.fork(), first + day * DAY_MS, options)).flat();
  return {
    seed,
    timeZone,
    window: dice.pick(['24h', '24h', '24h', '2d', '12h']),
    pageSize: dice.pick([2, 8, 30]),
    quirks: {
      endOfData: dice.pick(['absent', 'absent', 'short-page', 'empty-page']),
      endInclusive: dice.chance(0.4),
      startExclusive: dice.chance(0.3),
      order: dice.chance(0.85) ? 'newest-first' : 'oldest-first',
      rateHeaders: dice.pick(['X-RateLimit', 'X-Rate-Limit', 'none']),
    },
    // Serverless takes its time.
    refreshMs: dice.pick([1000, 1000, 5000]),
    ...(dice.chance(0.08) ? { privileges: dice.pick(FEWER) } : {}),
    ...(dice.chance(0.1) ? { noService: true as const } : {}),
    ...(dice.chance(0.2) ? { approvals: true as const } : {}),
    accessEvery,
    ...{ from, to, rows },
    events: eventsOf(dice.fork(), { seed, from, to, rows, accessEvery }),
    runs,
  };
}

/** The made-up rows that a history's events are taken from. */
export function rowsOfHistory({
  seed,
  from,
  to,
  rows,
  accessEvery,
}: Pick<History, 'seed' | 'from' | 'to' | 'rows' | 'accessEvery'>) {
  return seededDay({ seed, from, to, events: rows, accessEvery, session: Math.min(3, accessEvery), packing: 'stored' });
}

function eventsOf(dice: Dice, shape: Pick<History, 'seed' | 'from' | 'to' | 'rows' | 'accessEvery'>): Planned[] {
  const honest = dice.chance(0.4);
  const undated = dice.chance(0.15);
  const disguised = dice.chance(0.3);
  const { from, to, rows } = shape;
  return Array.from({ length: rows }, (_, row): Planned => {
    const own = dice.fork();
    const even = from + Math.floor(((row + own.int(0, 99) / 100) * (to - from)) / rows);
    const at = own.chance(0.3) ? Math.round(even / HALF_HOUR_S) * HALF_HOUR_S + own.int(-1, 1) : even;
    const late = latenessOf(own);
    const visible = at * 1000 + late;
    const planted = honest ? 99 : own.int(0, 99);
    return {
      row,
      at,
      ...(late > 0 ? { visibleFrom: visible } : {}),
      ...(planted < 4 ? { hiddenFrom: visible + own.int(1, 40) * HOUR_MS } : {}),
      ...(planted >= 4 && planted < 8 ? { alteredFrom: visible + own.int(1, 40) * HOUR_MS } : {}),
      ...(undated && own.chance(0.05) ? { undated: true as const } : {}),
      ...(disguised && own.chance(0.5)
        ? { disguise: own.pick<Disguise>(['capitals', 'dot', 'name', 'category']) }
        : {}),
    };
  });
}

function latenessOf(dice: Dice): number {
  const percent = dice.int(0, 99);
  const part = dice.int(0, 999) / 1000;
  if (percent < 85) return 0;
  if (percent < 94) return part * HOUR_MS;
  if (percent < 98) return HOUR_MS + part * 19 * HOUR_MS;
  return 24 * HOUR_MS + part * 30 * HOUR_MS;
}

function runsOf(dice: Dice, midnight: number, { meddled = false }: HistoryOptions): RunPlan[] {
  const count = dice.pick([1, 1, 2, 2, 3]);
  let at = midnight + dice.int(20 * 60_000, 20 * HOUR_MS);
  return Array.from({ length: count }, (_, number) => {
    if (number > 0) at += dice.pick([1000, 60_000, 600_000, HOUR_MS]);
    const plan = runOf(dice.fork(), at, number > 0, true);
    if (!meddled) return plan;
    const own = dice.fork();
    const fault: Fault = { on: 'look', nth: own.int(1, 14), do: own.pick(['remove', 'put'] as const) };
    return { ...plan, faults: [...plan.faults, fault] };
  });
}

function runOf(dice: Dice, at: number, again: boolean, twins: boolean): RunPlan {
  const command = dice.pick<RunPlan['command']>(
    again ? ['collect', 'collect', 'collect', 'again', 'restore', 'report'] : ['collect'],
  );
  const count = dice.pick([0, 1, 1, 1, 2, 2, 3]);
  return {
    at,
    command,
    rerun: again && command === 'collect' && dice.chance(0.6),
    chance: dice.int(0, 2 ** 30),
    ...(command === 'report' && dice.chance(0.5) ? { withEvidence: true as const } : {}),
    ...(dice.chance(0.06) ? { deadline: dice.pick(['20s', '2m', '10m']) } : {}),
    faults: Array.from({ length: count }, () => faultOf(dice.fork(), at, twins)),
  };
}

function faultOf(dice: Dice, at: number, twins: boolean): Fault {
  const on = dice.pick<Call>([
    'token',
    'page',
    'page',
    'look',
    'look',
    'look',
    'deliver',
    'deliver',
    'deliver',
    'write',
    'keep',
    'upload',
  ]);
  const nth = on === 'look' ? dice.int(1, 14) : dice.pick([1, 1, 1, 2, 2, 3, 4]);
  const anywhere: Deed[] = [
    'kill-before',
    'kill-before',
    'kill-after',
    'kill-after',
    'cancel',
    'roll-over',
    'roll-over',
  ];
  const other = dice.int(0, 9);
  if (other < 5) return { on, nth, do: dice.pick(anywhere) };
  if (other === 5) return { on, nth, do: { jump: dice.pick([-30_000, 20_000, 60_000]) } };
  if (other === 6 && twins) return { on, nth, do: { twin: twinOf(dice.fork(), at) } };
  return { on, nth, do: dice.pick(DEEDS[on](dice)) };
}

function twinOf(dice: Dice, at: number): RunPlan {
  const command = dice.pick<RunPlan['command']>(['collect', 'collect', 'again', 'restore', 'report']);
  const more = command === 'report' && dice.chance(0.5) ? { withEvidence: true as const } : {};
  return { at, command, rerun: false, chance: dice.int(0, 2 ** 30), ...more, faults: [] };
}

const LOST: Deed[] = ['lost-before', 'lost-after', 'silent-before', 'silent-after'];

/** What may befall the calls of each kind. */
const DEEDS: Readonly<Record<Call, (dice: Dice) => Deed[]>> = {
  token: (dice) => [...LOST, { status: 503 }, { status: 429 }, 'html', { slow: dice.int(1, 90) * 1000 }],
  page: (dice) => [
    ...LOST,
    ...([{ status: 429 }, { status: 500 }, { status: 503 }, { slow: dice.int(1, 50) * 1000 }] as const),
    ...(['html', 'cut', 'fail-in-200', 'fail-with-data', 'expire-token'] as const),
  ],
  look: (dice) => [...LOST, { status: 429 }, { status: 503 }, 'partial', 'forgotten', { slow: dice.int(1, 50) * 1000 }],
  deliver: (dice) => [
    ...([...LOST, 'half', 'half', 'lost-after', 'lost-after'] as const),
    ...([{ status: 413 }, { status: 429 }, { status: 503 }, { slow: dice.int(1, 50) * 1000 }] as const),
    ...([429, 403, 400, 'failure-store'] as const).map((items) => ({ items, every: dice.pick([1, 2, 5]) })),
  ],
  write: (dice) => [
    ...LOST,
    ...(['half', { status: 429 }, { status: 503 }, { slow: dice.int(1, 50) * 1000 }] as const),
    ...([429, 403, 400, 'failure-store'] as const).map((items) => ({ items, every: 1 })),
  ],
  // Nobody can call a disk off.
  keep: (dice) => ['lost-before', { slow: dice.int(1, 4) * 1000 }],
  upload: (dice) => ['lost-before', 'lost-after', 'silent-before', { slow: dice.int(1, 300) * 1000 }],
};
