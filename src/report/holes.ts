import { union } from '../coverage.ts';
import { formatSpan, type Span } from '../span.ts';
import { addDays, dateAt, dayFloor } from '../zone.ts';
import type { Hole, Report } from './report.ts';
import { formatCount, formatDays, formatLength, formatWindow, listMarkdown } from './text.ts';

/** GitHub starts a daily schedule late, or leaves out a day. */
const URGENT_DAYS = 2;
/** Filled holes that a sentence names. */
const NAMED_FILLED = 5;

/** True if what earlier runs covered is known, so that the next one fills by itself what this one leaves open. */
export function heals({ catchUp, firstRun, comparison, elastic }: Report): boolean {
  // Before anything was ever covered there is no beginning from which holes could be looked for.
  return catchUp && !firstRun && comparison?.state !== 'none' && elastic?.state !== 'off';
}

/** True if the next run of a daily schedule may come too late for one of the holes. */
export function isUrgent({ holes }: Report): boolean {
  return holes.some(({ unrecoverableInDays }) => unrecoverableInDays < URGENT_DAYS);
}

/** The holes in one sentence; nothing if there are none. */
export function holesSentences(report: Report): string[] {
  const [first] = byUrgency(report.holes);
  if (!first) return [];
  const count = formatCount(report.holes.length, 'hole');
  if (report.holes.length === 1) return [`${count} is still open, ${urgency(first)}.`];
  return [`${count} are still open, the first ${urgency(first)}.`];
}

/** That what earlier runs had left is read now, and which days; nothing if there was nothing. */
export function filledSentences({ filled, timeZone }: Report): string[] {
  const whole = union(filled);
  if (whole.length === 0) return [];
  const named = whole.slice(0, NAMED_FILLED).map((span) => datesOf(span, timeZone));
  const hidden = whole.length - named.length;
  const all = hidden > 0 ? [...named, `${formatCount(hidden, 'more hole')}`] : named;
  return [`Filled: ${listed(all)}.`];
}

/** `2026-11-20 and 21`, `2026-11-20 to 2026-11-24`; with its times where it is not made of whole days. */
function datesOf(span: Span, timeZone: string): string {
  const ends = [span.from, span.to].map((end) => end === dayFloor(timeZone, end));
  if (ends.includes(false)) return formatWindow(span, timeZone);
  const [first, last] = [dateAt(timeZone, span.from), dateAt(timeZone, span.to - 1)];
  if (first === last) return first;
  if (last !== addDays(first, 1)) return `${first} to ${last}`;
  return `${first} and ${first.slice(0, 7) === last.slice(0, 7) ? last.slice(8) : last}`;
}

function listed(items: readonly string[]): string {
  return items.length < 3 ? items.join(' and ') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

/** What to do about the holes; nothing if there are none. */
export function holesAdvice(report: Report): string[] {
  const holes = holesSentences(report).map((sentence) => sentence.replace(/\.$/, ''));
  const byHand = 'a run with catch-up fills what it can, or one by hand with start and end of each, the oldest first';
  const byItself = isUrgent(report)
    ? 'do not wait for the schedule, run the workflow without start and end, which fills what it can (catch-up), the oldest first'
    : 'the next run fills what it can by itself (catch-up), the oldest first';
  const advice = heals(report) ? byItself : byHand;
  return holes.map((sentence) => `${sentence}: ${advice}.`);
}

/** The countdown of the open holes, and those that are lost, as Markdown. */
export function holesSection(report: Report): string[] {
  const { holes, lost, timeZone } = report;
  const sections: string[] = [];
  if (holes.length > 0) {
    const lines = byUrgency(holes).map((hole) =>
      capital(`${holeText(hole.span, timeZone)}, ${urgency(hole)} (${formatSpan(hole.span)}).`),
    );
    sections.push(`### Holes still open: ${formatCount(holes.length)}`, listMarkdown(lines));
  }
  if (lost.length > 0) {
    const lines = lost.map((span) => capital(`${holeText(span, timeZone)} (${formatSpan(span)}).`));
    sections.push(
      `### Holes that can not be filled any more: ${formatCount(lost.length)}`,
      listMarkdown(lines),
      'Mimecast gives out 60 days only. If an evidence artifact of that time exists, <code>command: restore</code> brings it to Elastic.',
    );
  }
  return sections;
}

/** `hole of 3 h on 12 Oct`. */
function holeText(span: Span, timeZone: string): string {
  const days = formatDays(span, timeZone);
  return `hole of ${formatLength(span.to - span.from)} ${days.includes(' to ') ? 'from' : 'on'} ${days}`;
}

function urgency({ unrecoverableInDays }: Hole): string {
  const days = Math.floor(unrecoverableInDays);
  return `unrecoverable ${days < 1 ? 'within a day' : `in ${formatCount(days, 'day')}`}`;
}

function byUrgency(holes: readonly Hole[]): Hole[] {
  return holes.toSorted((a, b) => a.unrecoverableInDays - b.unrecoverableInDays);
}

function capital(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}
