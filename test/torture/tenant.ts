import { parseEvent } from '../event.ts';
import { type DataSet, type Placed, rowsOf, seededDay } from '../simulator/data.ts';
import { eventTime } from '../simulator/wordings.ts';
import { createDice, type Dice } from './dice.ts';
import type { History } from './history.ts';

const DAY_S = 86_400;
const HOUR_MS = 3_600_000;
const HALF_HOUR_S = 1800;

/** An event of the source, and when it can be read. */
export interface SourceEvent {
  /** `_id` that its document must have. */
  readonly key: string;
  /** True time, s UTC. */
  readonly at: number;
  /** ms UTC. */
  readonly visibleFrom: number;
}

export interface Tenant {
  readonly data: DataSet;
  readonly events: readonly SourceEvent[];
}

/**
 * The events of a history, from two days before its first run to its last. Most can be read at once; some come minutes, hours
 * or days late.
 */
export function tenantOf({ seed, days, rowsPerDay, undatedEvery }: History): Tenant {
  const dice = createDice(seed + 1);
  const from = Math.floor((days[0]?.now ?? 0) / 1000 / DAY_S) * DAY_S - 4 * DAY_S;
  const to = Math.ceil((days.at(-1)?.now ?? 0) / 1000 / DAY_S) * DAY_S + DAY_S;
  const events = Math.round((rowsPerDay * (to - from)) / DAY_S);
  const day = seededDay({ seed, from, to, events, accessEvery: 20 });
  const placed = Array.from({ length: events }, (_, index): Required<Pick<Placed, 'event' | 'at' | 'visibleFrom'>> => {
    const row = day.row(index);
    const at = edge(dice, (parseEvent(row).time ?? 0) / 1000);
    const undated = undatedEvery > 0 && index % undatedEvery === undatedEvery - 1;
    const { eventTime: _time, ...rest } = row;
    const dated = { ...row, eventTime: eventTime(at) };
    return {
      event: undated ? rest : dated,
      at,
      visibleFrom: at * 1000 + lateness(dice.int(0, 99), dice.int(0, 999) / 1000),
    };
  });
  return {
    data: rowsOf(placed),
    events: placed.map(({ event, at, visibleFrom }) => ({ key: parseEvent(event).key, at, visibleFrom })),
  };
}

/** Some events are moved to where days of all time zones begin, or to the second before or after: where spans meet. */
function edge(dice: Dice, at: number): number {
  const [moved, by] = [dice.chance(0.15), dice.int(-1, 1)];
  return moved ? Math.round(at / HALF_HOUR_S) * HALF_HOUR_S + by : at;
}

/** ms, of two numbers of a dice. */
function lateness(percent: number, part: number): number {
  if (percent < 85) return 0;
  if (percent < 94) return part * HOUR_MS;
  if (percent < 98) return HOUR_MS + part * 19 * HOUR_MS;
  return 24 * HOUR_MS + part * 96 * HOUR_MS;
}
