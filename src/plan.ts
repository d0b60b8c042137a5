import { SettingsError } from './errors.ts';
import type { TimeSettings } from './settings/time.ts';
import { formatMoment, formatSpan, LOOKBACK_DAYS, type Span } from './span.ts';
import { dayFloor, hourFloor } from './zone.ts';

/**
 * What leaves the 60 days while it is read comes back as "none". So a span that has to be cut is cut a little later than
 * now; a read that takes longer than this is not complete.
 */
const EDGE_MARGIN_S = 600;

export interface Plan {
  /** What to read, in order of time, none empty. */
  readonly spans: readonly Span[];
  /** What the run was asked for. */
  readonly asked: Span;
  /** The part of `asked` that is older than 60 days: Mimecast no longer gives it out. */
  readonly unreachable: Span | undefined;
  /** Sentences about what was changed to make the plan possible. */
  readonly notes: readonly string[];
}

/**
 * What to read, if it is `now` (ms UTC). Windows are aligned to local days or hours, so that runs tile the time axis whenever
 * they start.
 * @throws SettingsError if the span given by hand is in the future, or older than Mimecast remembers.
 */
export function makePlan(time: TimeSettings, now: number): Plan {
  const settled = Math.floor(now / 1000 - time.settle);
  const oldest = Math.ceil(now / 1000) - LOOKBACK_DAYS * 86_400;
  return time.kind === 'window' ? planWindow(time, settled, oldest) : planSpan(time, settled, oldest);
}

type Window = Extract<TimeSettings, { kind: 'window' }>;
type Given = Extract<TimeSettings, { kind: 'span' }>;

function planWindow({ window, timeZone }: Window, settled: number, oldest: number): Plan {
  const floor = window.unit === 'day' ? dayFloor : hourFloor;
  const to = floor(timeZone, settled);
  let from = to;
  for (let piece = 0; piece < window.count; piece += 1) from = floor(timeZone, from - 1);
  if (from >= oldest) return planOf({ from, to }, undefined, []);

  // A window means what is reachable of it: 60 whole days always begin a little more than 60 days ago.
  const edge = oldest + EDGE_MARGIN_S;
  const note = `Mimecast gives out ${LOOKBACK_DAYS} days: the window begins at ${formatMoment(edge)} instead of ${formatMoment(from)}.`;
  return planOf({ from: edge, to }, undefined, [note]);
}

function planSpan({ start, end, settle }: Given, settled: number, oldest: number): Plan {
  if (start >= settled) {
    throw new SettingsError(
      'start',
      `Input start is ${formatMoment(start)}: it must be before ${formatMoment(settled)}, which is now less ${settle} s (settle).`,
    );
  }
  const asked = { from: start, to: end === undefined ? settled : Math.min(end, settled) };
  if (asked.to <= oldest) {
    throw new SettingsError(
      'start',
      `Input start is ${formatMoment(start)}: ${formatSpan(asked)} is wholly older than the ${LOOKBACK_DAYS} days that Mimecast gives out, allowed is ${formatMoment(oldest)} or later.`,
    );
  }

  const notes: string[] = [];
  if (end !== undefined && end > settled) {
    notes.push(
      `Input end is ${formatMoment(end)}: the span ends at ${formatMoment(settled)} instead, since nothing younger than ${settle} s (settle) is read.`,
    );
  }
  return planOf(
    asked,
    start < oldest ? { from: start, to: Math.min(oldest + EDGE_MARGIN_S, asked.to - 1) } : undefined,
    notes,
  );
}

function planOf(asked: Span, unreachable: Span | undefined, notes: readonly string[]): Plan {
  return { spans: [{ from: unreachable?.to ?? asked.from, to: asked.to }], asked, unreachable, notes };
}
