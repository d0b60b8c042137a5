import { join } from 'node:path';
import { createHistory } from '../access/history.ts';
import { expiredApprovals, judgeAll, unusedApprovals } from '../access/judge.ts';
import { calendarOf, trendOf } from '../calendar.ts';
import { type Coverage, holesIn, lastManifest } from '../coverage.ts';
import { messageOf } from '../errors.ts';
import type { Evidence } from '../evidence/spool.ts';
import type { Finding } from '../finding.ts';
import { doubtsOfRun } from '../report/access-sentence.ts';
import { type Account, bySeverity } from '../report/account.ts';
import { renderAccountJson } from '../report/account-json.ts';
import { renderCsv } from '../report/csv.ts';
import { renderPage } from '../report/page.ts';
import { type Parts, REMEMBERED_DAYS, type Reviewed, type Run } from '../run.ts';
import type { Agreement, Approval, JudgedSession, UntimedAccess } from '../session.ts';
import type { Settings } from '../settings.ts';
import { LOOKBACK_DAYS, type Span } from '../span.ts';

/** Months that the trend goes back: a year and the same month of the year before. */
const TREND_MONTHS = 13;
/** Days in which these lie. */
export const TOLD_DAYS = 400;
const DAY_S = 86_400;
const MOST_FINDINGS = 1000;

/** What an account is made of. */
export interface Facts {
  readonly settings: Settings;
  readonly parts: Pick<Parts, 'clock' | 'tool'>;
  readonly period: Span;
  /** What was read, by this run or earlier ones; undefined if nothing is known of those. */
  readonly coverage: readonly Coverage[] | undefined;
  /** Of what time it has all that is known. */
  readonly looked: Span;
  /** SHA-256 of the manifest that was recorded last, hex. */
  readonly previousManifest: string | undefined;
  readonly agreement: Agreement | undefined;
  readonly known: Pick<Reviewed, 'sessions' | 'sessionsSince'>;
  readonly judged: readonly JudgedSession[];
  readonly leftOut: number;
  /** Of these, the sessions that need a person or could not be judged. */
  readonly openLeftOut: number;
  readonly untimed: readonly UntimedAccess[];
  readonly findings: readonly Finding[];
  readonly completeness: Account['completeness'];
}

/**
 * Adds the account of provider accesses to the evidence, for people. It is only a view: if it can't be made, the evidence
 * goes without.
 */
export async function account(run: Run, evidence: Evidence, reviewed: Reviewed): Promise<Evidence> {
  const { parts, report } = run;
  const { wordings } = reviewed;
  try {
    const full = await evidence.withReports(reportsOf(accountOfRun(run, evidence, reviewed), wordings));
    report.reportFile = join(full.folder, 'access.html');
    if (wordings !== undefined) report.unknownWordings.file = join(full.folder, 'unknown-wordings.ndjson');
    parts.log.info(`Account of provider accesses in ${report.reportFile}`);
    return full;
  } catch (error) {
    report.failures.push(`The account of provider accesses could not be made: ${messageOf(error)}`);
    return evidence;
  }
}

/** The account as its three files, each with its name. Each is made when it is asked for, so that one at a time is in memory. */
export function* filesOf(made: Account): Generator<readonly [name: string, content: string]> {
  yield ['access.json', renderAccountJson(made)];
  yield ['access.csv', renderCsv(made)];
  yield ['access.html', renderPage(made)];
}

function* reportsOf(made: Account, wordings: string | undefined): ReturnType<typeof filesOf> {
  yield* filesOf(made);
  if (wordings !== undefined) yield ['unknown-wordings.ndjson', wordings];
}

/** Puts an account together. */
export function accountOf(facts: Facts): Account {
  const { settings, parts, period, coverage, agreement, known, judged, leftOut, findings, completeness } = facts;
  const { timeZone } = settings.time;
  const now = parts.clock.now();
  const { categories } = settings;
  const past = { timeZone, now: Math.floor(now / 1000), coverage, looked: facts.looked, categories, ...known };
  // A period longer than a month shows all of itself.
  const days = Math.max(LOOKBACK_DAYS, Math.min(TOLD_DAYS, Math.ceil((period.to - period.from) / DAY_S)));
  return {
    ...{ tenant: settings.tenant, timeZone, period, made: now, tool: parts.tool, run: settings.run, categories },
    providerDomains: settings.providerDomains,
    completeness,
    previousManifest: facts.previousManifest,
    ...{ sessions: judged, sessionsLeftOut: leftOut, openLeftOut: facts.openLeftOut, untimed: facts.untimed },
    approvals: agreement && {
      unused: unusedOf(facts, agreement),
      expired: expiredApprovals(agreement, now),
    },
    findings: bySeverity(findings).slice(0, MOST_FINDINGS),
    calendar: calendarOf(period.to, days, past),
    trend: trendOf(period.to, TREND_MONTHS, past),
  };
}

/** Approvals that no access used, over as much of the past as is known: of one that is longer than a day no day alone can say so. */
function unusedOf({ period, known, judged }: Facts, agreement: Agreement): Approval[] {
  const { sessions, sessionsSince } = known;
  if (sessionsSince === undefined) return unusedApprovals(agreement, judged, period);
  const from = Math.max(Math.ceil(sessionsSince / 1000), period.to - LOOKBACK_DAYS * DAY_S);
  const recent = sessions.filter(({ last }) => last >= from * 1000);
  const used = judgeAll(recent, recent, createHistory([]), agreement);
  return unusedApprovals(agreement, [...used, ...judged], { from: Math.min(from, period.from), to: period.to });
}

/** What this run has read: the calendar tells of reading, and its record is written later. */
function readNow({ settings, parts }: Run, { manifestHash: manifest }: Evidence, spans: readonly Span[]): Coverage[] {
  const { categories, query, run } = settings;
  if (query !== undefined) return [];
  return spans.map((span) => ({ span, categories, recorded: parts.clock.now(), run: run?.url, manifest }));
}

function accountOfRun(run: Run, evidence: Evidence, known: Reviewed): Account {
  const { settings, parts, past, plan, agreement, readSpans, report } = run;
  const { comparison, read } = report;
  const whole = readSpans.filter(({ complete }) => complete).map(({ span }) => span);
  return accountOf({
    ...{ settings, parts, period: plan.asked, agreement, known, previousManifest: lastManifest(past.coverage) },
    coverage: past.coverage && [...past.coverage, ...readNow(run, evidence, whole)],
    looked: { from: Math.floor(past.asked / 1000) - REMEMBERED_DAYS * DAY_S, to: Number.POSITIVE_INFINITY },
    ...{ judged: report.sessions, leftOut: report.sessionsLeftOut, openLeftOut: report.openLeftOut },
    ...{ findings: report.findings, untimed: report.untimed },
    completeness: {
      // Of the period alone: the overlap before it was told of by the run before.
      complete: plan.unreachable === undefined && holesIn(plan.asked, whole).length === 0,
      reasons: read?.reasons ?? [],
      narrowed: settings.query !== undefined,
      holes: readSpans.filter(({ complete }) => !complete).map(({ span }) => span),
      lost: plan.unreachable ? [...report.lost, plan.unreachable] : report.lost,
      pages: evidence.manifest.pages.length,
      events: evidence.manifest.events.count,
      compared: comparison?.state === 'done' ? true : (comparison?.why ?? 'nothing was compared.'),
      doubts: doubtsOfRun(report),
    },
  });
}
