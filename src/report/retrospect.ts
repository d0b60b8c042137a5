import { formatMoment } from '../span.ts';
import type { Account } from './account.ts';
import {
  mayBeMoreThan,
  openOfAccount,
  unansweredOfAccount,
  untoldFindings,
  verdictOfAccount,
} from './account-verdict.ts';
import { findingLines } from './findings.ts';
import { spanName } from './moment.ts';
import { emptyReport, type Report } from './report.ts';
import { namedSessions, sessionRows, sessionsSection } from './sessions.ts';
import { codeMarkdown, escapeMarkdown, formatCount, listMarkdown, SENTENCE_LIMIT } from './text.ts';

/** Where a report over a past span is kept, and what went wrong with it. */
interface Kept {
  /** access.html, absolute. */
  readonly file: string | undefined;
  readonly artifact:
    | {
        readonly id: string;
        readonly name: string;
        readonly url: string | undefined;
        readonly digest: string | undefined;
      }
    | undefined;
  /** What else there is to know, one sentence each. */
  readonly notes: readonly string[];
  /** One sentence each. */
  readonly failures: readonly string[];
}

const NAME_LIMIT = 200;
/** Bytes; the runner drops a summary over 1 MiB whole. */
const SESSIONS_LIMIT = 800_000;
const FINDINGS_LIMIT = 80_000;

/** The outputs of `command: report`; those that have no meaning for it keep their defaults. @param accesses how many there are. */
export function retrospectOutputs(account: Account, kept: Kept, accesses: number): [name: string, value: string][] {
  const { period, sessions, sessionsLeftOut, completeness } = account;
  const { file, artifact, failures } = kept;
  return [
    ['window-start', formatMoment(period.from)],
    ['window-end', formatMoment(period.to)],
    ['events', String(completeness.events)],
    ['provider-accesses', String(accesses)],
    ['sessions', String(sessions.length + sessionsLeftOut)],
    ['unexplained', String(openOfAccount(account))],
    ['unanswered', String(unansweredOfAccount(account))],
    ['findings', String(account.findings.length)],
    ['complete', String(verdictOfAccount(account).holds && failures.length === 0)],
    ['report-path', file ?? ''],
    ['artifact-id', artifact?.id ?? ''],
    ['artifact-url', artifact?.url ?? ''],
    ['artifact-digest', artifact?.digest ?? ''],
  ];
}

/** `command: report` as GitHub Markdown: the verdict, the sessions, and where the whole of it is. Text from outside is escaped. */
export function renderRetrospect(account: Account, kept: Kept): string {
  const { title, sentence, more, state } = verdictOfAccount(account);
  const sign = kept.failures.length > 0 ? '❌' : state === 'calm' ? '✅' : '⚠️';
  const tenant = escapeMarkdown(account.tenant, NAME_LIMIT);
  const period = escapeMarkdown(spanName(account.period, account.timeZone), NAME_LIMIT);
  const sections = [
    `## ${sign} Provider access to ${tenant}, ${period}: ${title}`,
    listMarkdown([sentence, ...more, ...kept.notes, ...kept.failures.map((failure) => `Failed: ${failure}`)]),
    ...sessionsOf(account),
    ...findingsOf(account),
    ['### The report', whereOf(kept)].join('\n\n'),
  ];
  return `${sections.join('\n\n')}\n`;
}

/** What the verdict counts beside the sessions is listed here. */
function findingsOf(account: Account): string[] {
  const findings = untoldFindings(account);
  if (findings.length === 0) return [];
  return [`### Findings: ${formatCount(findings.length)}`, findingLines(findings, FINDINGS_LIMIT).join('\n')];
}

/** The table of a run's summary, over the sessions of the whole period. */
function sessionsOf(account: Account): string[] {
  const { tenant, timeZone, categories, sessions, sessionsLeftOut, openLeftOut } = account;
  const report: Report = {
    ...emptyReport({ tenant, time: { timeZone }, categories, dryRun: false }),
    ...{ sessions: [...sessions], sessionsLeftOut, openLeftOut },
    accesses: { count: sessions.length, rows: [], whole: true },
  };
  const named = namedSessions(report);
  return sessionsSection(named, sessionRows(named, report, SESSIONS_LIMIT), report, mayBeMoreThan(account));
}

function whereOf({ file, artifact }: Kept): string {
  const lines: string[] = [];
  if (artifact) {
    const { url, name, digest } = artifact;
    const isPlain = url !== undefined && /^https:\/\/[\w.:/%?=&-]+$/.test(url);
    const label = escapeMarkdown(name, NAME_LIMIT);
    lines.push(`- Artifact ${isPlain ? `[${label}](${url})` : `<code>${label}</code>`}`);
    if (digest !== undefined) lines.push(`- SHA-256 of the zip file: ${codeMarkdown(digest, NAME_LIMIT)}`);
  }
  if (file !== undefined)
    lines.push(`- Page ${codeMarkdown(file, SENTENCE_LIMIT)}, with access.csv and access.json beside it`);
  return lines.join('\n');
}
