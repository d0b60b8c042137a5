import type { JudgedSession } from '../session.ts';
import { needOf, openOf, STANDINGS, standingOf } from './account-verdict.ts';
import { adviceOf, type NamedSession } from './advice.ts';
import type { Report } from './report.ts';
import { sessionRow, tableHead } from './session-row.ts';
import { escapeMarkdown, formatCount } from './text.ts';
import { timeline } from './timeline.ts';

const ZONE_LIMIT = 200;
/** A longer table is no longer read, and `access.html` has them all. */
const MOST_ROWS = 200;
/** Bytes of heading, advice and chart: all of ours, and so of bounded length. */
const AROUND = 20_000;

/** The rows of the table that have room. */
export interface SessionRows {
  readonly rows: readonly string[];
  /** Bytes of them and of what stands around them. */
  readonly bytes: number;
}

/** The sessions in the order of the table: those that need a person first, then by time; S1, S2 and so on. */
export function namedSessions({ sessions }: Report): NamedSession[] {
  const rank = (judged: JudgedSession) => STANDINGS.indexOf(standingOf(judged));
  return sessions
    .toSorted((a, b) => rank(a) - rank(b) || a.session.first - b.session.first)
    .map((judged, index) => ({ name: `S${index + 1}`, judged }));
}

/** How many of the sessions a person must look at: open ones, and those that nobody judged. */
export function urgentOf(sessions: readonly NamedSession[]): number {
  return sessions.filter(({ judged }) => ['open', 'not-judged'].includes(standingOf(judged))).length;
}

/**
 * The first rows of the table that fit.
 * @param room bytes for them and for what stands around them.
 */
export function sessionRows(sessions: readonly NamedSession[], report: Report, room: number): SessionRows {
  const rows: string[] = [];
  let bytes = AROUND;
  for (const { name, judged } of sessions.slice(0, MOST_ROWS)) {
    const row = sessionRow(name, judged, report);
    const size = Buffer.byteLength(row) + 1;
    if (bytes + size > room) break;
    bytes += size;
    rows.push(row);
  }
  return { rows, bytes };
}

/**
 * The section: the table, what a person has to do, and a chart of the day where it helps. Nothing if there is no session.
 * @param isLeast there may be more than these.
 */
export function sessionsSection(
  sessions: readonly NamedSession[],
  { rows }: SessionRows,
  report: Report,
  isLeast: boolean,
): string[] {
  const count = sessions.length + report.sessionsLeftOut;
  if (count === 0) return [];
  const open = openOf(sessions.map(({ judged }) => judged)) + report.openLeftOut;
  const least = isLeast ? 'at least ' : '';
  const need =
    open > 0
      ? `, ${open === count ? (open === 1 ? 'which needs' : 'which all need') : `${formatCount(open)} of them ${open === 1 ? 'needs' : 'need'}`} a person`
      : '';
  const zone = escapeMarkdown(report.timeZone, ZONE_LIMIT);
  const table = [tableHead(zone), ...rows].join('\n');
  const bars = sessions.map(({ name, judged }) => ({ name, standing: standingOf(judged), ...timesOf(judged) }));
  const chart = report.sessionsLeftOut === 0 ? timeline(bars, report.timeZone) : [];
  return [
    `### Access sessions: ${least}${formatCount(count)}${need}`,
    ...(rows.length > 0 ? [table] : []),
    ...hiddenOf(sessions.slice(rows.length), report),
    ...earlier(report),
    ...issues(report),
    ...adviceOf(sessions, report),
    ...(chart.length > 0 ? [`The sessions on the clock of ${zone}:`, ...chart] : []),
  ];
}

function timesOf({ session: { first, last } }: JudgedSession): { first: number; last: number } {
  return { first, last };
}

/** What the table has no room for: by what became of it. */
function hiddenOf(hidden: readonly NamedSession[], report: Report): string[] {
  const { sessionsLeftOut } = report;
  const where = report.reportFile === undefined ? '' : ` <code>access.html</code> in the evidence has them.`;
  const open = openOf(hidden.map(({ judged }) => judged));
  const need = open > 0 ? `, **${formatCount(open)} of which ${open === 1 ? 'needs' : 'need'} a person**` : '';
  return [
    ...(hidden.length > 0
      ? [`**${formatCount(hidden.length, 'more session is', 'more sessions are')} not shown**${need}.${where}`]
      : []),
    ...(sessionsLeftOut > 0
      ? [
          `**${formatCount(sessionsLeftOut, 'session is', 'sessions are')} in no list of this run**, as there are too many${needOf(report.openLeftOut)}; their events are in <code>events.ndjson</code>.`,
        ]
      : []),
  ];
}

/** Holes that were filled and events that came late bring sessions of earlier days. */
function earlier({ sessions, window }: Report): string[] {
  const before = sessions.filter(({ session }) => window && session.last < window.from * 1000).length;
  if (before === 0) return [];
  return [
    `${formatCount(before)} of them ${before === 1 ? 'is' : 'are'} older than the period: from holes that were filled, or from events that came late.`,
  ];
}

function issues({ issues: kept }: Report): string[] {
  if (!kept || kept.opened + kept.updated === 0) return [];
  return [`Issues of these sessions: ${formatCount(kept.opened)} opened, ${formatCount(kept.updated)} updated.`];
}
