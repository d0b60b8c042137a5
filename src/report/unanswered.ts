import type { Finding } from '../finding.ts';
import { findingId, isUnanswered } from '../matter.ts';
import { isSerious } from '../serious.ts';
import type { Report } from './report.ts';
import { formatCount, formatTime } from './text.ts';

/** Serious findings that nobody has answered, of a run and of earlier ones. */
interface Unanswered {
  readonly count: number;
  /** Those of which more is known than that an issue is open, each once. */
  readonly findings: readonly Finding[];
  /** How many of them an earlier run raised. */
  readonly earlier: number;
  /** When the oldest of those was raised, ms UTC; undefined if this run has found all of them. */
  readonly since: number | undefined;
}

/** What of a run waits for somebody's answer. */
export function unansweredOf({ matters, openIssues, findings }: Report): Unanswered {
  const open = matters.filter(isUnanswered);
  const told = new Set(matters.flatMap(({ members }) => members));
  // What was found after the issues were kept, or where that failed.
  const untold = findings.filter((finding) => isSerious(finding) && !told.has(findingId(finding)));
  const own = new Map(untold.map((finding) => [findingId(finding), finding]));
  const old = open.filter(({ earlier }) => earlier);
  const size = (all: readonly { readonly findings: readonly Finding[] }[]) =>
    all.reduce((sum, one) => sum + one.findings.length, 0);
  const elsewhere = openIssues.reduce((sum, { count }) => sum + count, 0);
  const begins = [...old.map(({ raised }) => raised), ...openIssues.map(({ since }) => since)];
  return {
    count: size(open) + own.size + elsewhere,
    findings: [...open.flatMap((matter) => matter.findings), ...own.values()],
    earlier: size(old) + elsewhere,
    since: begins.length === 0 ? undefined : begins.reduce((least, begin) => Math.min(least, begin)),
  };
}

/** `2 unanswered since 2026-11-24`, or nothing if no earlier run raised any: then they are new. */
export function unansweredWords(report: Report): string[] {
  const { count, since } = unansweredOf(report);
  if (count === 0) return [];
  const day = since === undefined ? '' : ` since ${formatTime(since, report.timeZone).slice(0, 10)}`;
  return [`${formatCount(count)} unanswered${day}`];
}

/** What to do about them. */
export function answerAdvice(report: Report): string[] {
  const { count } = unansweredOf(report);
  if (count === 0) return [];
  const [are, it, they, get] =
    count === 1 ? ['finding is', 'it', 'it', 'gets'] : ['findings are', 'them', 'they', 'get'];
  const close = 'a comment that begins with reason:';
  const how = report.issues
    ? `and close the GitHub issue with ${close}`
    : `and answer ${it}: with open-issues: true ${they} ${get} an issue, to be closed with ${close}`;
  return [`${formatCount(count)} serious ${are} unanswered: find out how ${they} came about, ${how}.`];
}
