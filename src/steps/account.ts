import { join } from 'node:path';
import { expiredApprovals, unusedApprovals } from '../access/judge.ts';
import { calendarOf, trendOf } from '../calendar.ts';
import { messageOf } from '../errors.ts';
import type { Evidence } from '../evidence/spool.ts';
import { type Account, bySeverity } from '../report/account.ts';
import { renderAccountJson } from '../report/account-json.ts';
import { renderCsv } from '../report/csv.ts';
import { renderPage } from '../report/page.ts';
import type { Reviewed, Run } from '../run.ts';
import { LOOKBACK_DAYS } from '../span.ts';
import { lastManifest } from './consult.ts';

/** Months that the trend goes back: a year and the same month of the year before. */
const TREND_MONTHS = 13;

/**
 * Adds the account of provider accesses to the evidence, for people. It is only a view: if it can't be made, the evidence
 * goes without.
 */
export async function account(run: Run, evidence: Evidence, reviewed: Reviewed): Promise<Evidence> {
  const { parts, report } = run;
  try {
    const made = accountOf(run, evidence, reviewed);
    const contents = new Map([
      ['access.html', renderPage(made)],
      ['access.csv', renderCsv(made)],
      ['access.json', renderAccountJson(made)],
    ]);
    if (reviewed.wordings !== undefined) contents.set('unknown-wordings.ndjson', reviewed.wordings);
    const full = await evidence.withReports(contents);
    report.reportFile = join(full.folder, 'access.html');
    if (reviewed.wordings !== undefined) report.unknownWordings.file = join(full.folder, 'unknown-wordings.ndjson');
    parts.log.info(`Account of provider accesses in ${report.reportFile}`);
    return full;
  } catch (error) {
    report.failures.push(`The account of provider accesses could not be made: ${messageOf(error)}`);
    return evidence;
  }
}

function accountOf(run: Run, evidence: Evidence, { sessions, sessionsSince }: Reviewed): Account {
  const { settings, parts, past, plan, agreement, readSpans, report } = run;
  const { timeZone } = settings.time;
  const now = parts.clock.now();
  const { categories } = settings;
  const known = { timeZone, now: Math.floor(now / 1000), coverage: past.coverage, categories, sessions, sessionsSince };
  const { comparison, read } = report;
  return {
    tenant: settings.tenant,
    timeZone,
    period: plan.asked,
    made: now,
    tool: parts.tool,
    run: settings.run,
    categories,
    providerDomains: settings.providerDomains,
    completeness: {
      complete: read?.complete === true && plan.unreachable === undefined,
      reasons: read?.reasons ?? [],
      narrowed: settings.query !== undefined,
      holes: readSpans.filter(({ complete }) => !complete).map(({ span }) => span),
      lost: report.lost,
      pages: evidence.manifest.pages.length,
      events: evidence.manifest.events.count,
      compared: comparison?.state === 'done' ? true : (comparison?.why ?? 'nothing was compared.'),
    },
    previousManifest: lastManifest(past.coverage),
    sessions: report.sessions,
    sessionsLeftOut: report.sessionsLeftOut,
    approvals: agreement && {
      unused: unusedApprovals(agreement, report.sessions, plan.asked),
      expired: expiredApprovals(agreement, now),
    },
    findings: bySeverity(report.findings),
    calendar: calendarOf(plan.asked.to, LOOKBACK_DAYS, known),
    trend: trendOf(plan.asked.to, TREND_MONTHS, known),
  };
}
