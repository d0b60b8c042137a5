import { addDays, isTimeZone, startOfDay } from '../zone.ts';
import type { Inputs } from './names.ts';
import { booleanOf, durationOf, fault, refusal } from './words.ts';

/** What the run is asked for: the last complete window, or a span given by hand. Moments and lengths in seconds. */
export type TimeSettings =
  | {
      readonly kind: 'window';
      /** Local days, or hours; a multiple of 24 hours counts as days. */
      readonly window: { readonly count: number; readonly unit: 'hour' | 'day' };
      readonly timeZone: string;
      /** Nothing younger than this is read, since events come late. */
      readonly settle: number;
      /** How much before the window is read again, for events that came later still. */
      readonly overlap: number;
      /** Whether holes of earlier runs are filled. */
      readonly catchUp: boolean;
    }
  | {
      readonly kind: 'span';
      readonly start: number;
      /** Exclusive; undefined is "up to now". */
      readonly end: number | undefined;
      readonly timeZone: string;
      readonly settle: number;
    };

function tellUnused(given: 'start' | 'spans', inputs: Inputs, notice: (text: string) => void): void {
  for (const name of ['window', 'overlap', 'catch-up'] as const) {
    if (inputs[name] !== undefined) notice(`Input ${given} is given, so input ${name} is not used.`);
  }
}

type GivenSpan = Extract<TimeSettings, { kind: 'span' }>;

const MOST_DAYS = 60;

/** Understands `window`, `start`, `end`, `time-zone`, `settle`, `overlap` and `catch-up`. @throws SettingsError */
export function timeOf(inputs: Inputs, notice: (text: string) => void): TimeSettings {
  const timeZone = zoneOf(inputs['time-zone'] ?? 'UTC');
  const settle = durationOf('settle', inputs.settle ?? '5m', '0s', '1d');
  const window = windowOf(inputs.window ?? '24h');
  const overlap = durationOf('overlap', inputs.overlap ?? '24h', '0s', `${MOST_DAYS}d`);
  const catchUp = booleanOf('catch-up', inputs['catch-up'] ?? 'true');
  const [first] = spansOf(inputs) ?? [];
  if (first) {
    tellUnused('spans', inputs, notice);
    return first;
  }
  if (inputs.start === undefined) {
    if (inputs.end !== undefined) throw fault('end', 'is given without start; give both, or only start, or neither');
    return { kind: 'window', window, timeZone, settle, overlap, catchUp };
  }

  const start = momentOf('start', inputs.start, timeZone);
  const end = inputs.end === undefined ? undefined : momentOf('end', inputs.end, timeZone, 'end');
  if (end !== undefined && inputs.end !== undefined && end <= start) {
    throw refusal('end', inputs.end, 'it must be later than start');
  }
  tellUnused('start', inputs, notice);
  return { kind: 'span', start, end, timeZone, settle };
}

const MOST_SPANS = 20;

/**
 * The spans of the input `spans`, in the order given; undefined without it. The first of them is what `timeOf` gives.
 * @throws SettingsError
 */
export function spansOf(inputs: Inputs): readonly GivenSpan[] | undefined {
  const { spans: given } = inputs;
  if (given === undefined) return undefined;
  for (const name of ['start', 'end'] as const) {
    if (inputs[name] !== undefined) throw fault('spans', `is given together with ${name}; give one of the two`);
  }
  const timeZone = zoneOf(inputs['time-zone'] ?? 'UTC');
  const settle = durationOf('settle', inputs.settle ?? '5m', '0s', '1d');
  const items = given
    .split(/[,\r\n]/)
    .map((item) => item.trim())
    .filter((item) => item !== '');
  if (items.length === 0) throw fault('spans', 'names no span');
  if (items.length > MOST_SPANS) throw fault('spans', `has ${items.length} spans; allowed are ${MOST_SPANS}`);
  const spans = items.map((item): GivenSpan => {
    const [from = '', to = from, ...more] = item.split('/');
    if (more.length > 0) throw refusal('spans', item, 'allowed is FROM/TO');
    const start = momentOf('spans', from.trim(), timeZone);
    const end = momentOf('spans', to.trim(), timeZone, 'end');
    if (end <= start) throw refusal('spans', item, 'its end must be later than its start');
    return { kind: 'span', start, end, timeZone, settle };
  });
  const sorted = spans.toSorted((a, b) => a.start - b.start);
  const isApart = sorted.every(({ end = 0 }, index) => end <= (sorted[index + 1]?.start ?? end));
  if (!isApart) throw fault('spans', 'has spans that overlap; each moment may be in one only');
  return spans;
}

function zoneOf(value: string): string {
  if (isTimeZone(value)) return value;
  throw refusal('time-zone', value, 'allowed is an IANA name such as UTC, Europe/London or America/New_York');
}

function windowOf(value: string): { count: number; unit: 'hour' | 'day' } {
  const match = /^(\d{1,4})([hd])$/.exec(value);
  const hours = match ? Number(match[1]) * (match[2] === 'd' ? 24 : 1) : 0;
  if (hours < 1 || hours > MOST_DAYS * 24) {
    throw refusal(
      'window',
      value,
      `allowed is a whole number and h or d, from 1h to ${MOST_DAYS}d, for example 24h or 7d`,
    );
  }
  return hours % 24 === 0 ? { count: hours / 24, unit: 'day' } : { count: hours, unit: 'hour' };
}

type MomentInput = 'start' | 'end' | 'spans';

const FORM =
  'allowed is a date, 2026-11-24, or a date and time with its zone, 2026-11-24T08:30:00Z or 2026-11-24T08:30:00+01:00';

/**
 * A moment that a person typed. A date is that whole day in `zone`: its first second at the `start`, the first second after it
 * at the `end`. A fraction of a second counts up: event times are whole seconds, so no event changes sides.
 * @returns seconds UTC.
 */
function momentOf(input: MomentInput, value: string, zone: string, edge: 'start' | 'end' = 'start'): number {
  if (/^\d{4}-\d\d-\d\d$/.test(value)) {
    existing(input, value, `${value}T00:00:00`);
    return startOfDay(zone, edge === 'end' ? addDays(value, 1) : value);
  }
  const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d)(?:(:\d\d)(?:\.(\d{1,9}))?)?(Z|[+-]\d\d:?\d\d)?$/.exec(value);
  if (!match?.[1]) throw refusal(input, value, FORM);
  const [, minutes, seconds = ':00', fraction = '0', offset] = match;
  const wall = existing(input, value, minutes + seconds);
  if (offset === undefined) {
    throw refusal(input, value, 'the time zone is missing; add Z for UTC or an offset such as +01:00');
  }
  return wall - offsetOf(input, value, offset) + (Number(fraction) > 0 ? 1 : 0);
}

/** Seconds of a wall time as if it were UTC. Date rolls 31 February over to March instead of refusing it, hence the way back. */
function existing(input: MomentInput, value: string, wall: string): number {
  const time = Date.parse(`${wall}Z`);
  if (Number.isNaN(time) || !new Date(time).toISOString().startsWith(wall)) {
    throw refusal(input, value, 'there is no such date or time');
  }
  return time / 1000;
}

function offsetOf(input: MomentInput, value: string, offset: string): number {
  if (offset === 'Z') return 0;
  const hours = Number(offset.slice(1, 3));
  const minutes = Number(offset.slice(-2));
  if (hours > 14 || minutes > 59) throw refusal(input, value, 'there is no such offset from UTC');
  return (offset.startsWith('-') ? -1 : 1) * (hours * 3600 + minutes * 60);
}
