import { formatMoment } from '../span.ts';
import { openOfRun } from './access-sentence.ts';
import type { Report } from './report.ts';
import { unansweredOf } from './unanswered.ts';
import { verdictOf } from './verdict.ts';

/** Where outputs go: `@actions/core`, or a test. */
interface Outputs {
  setOutput(name: string, value: string): void;
}

/** What a later step reads if the run ends before it knows better: nothing is there, nothing is complete. */
const DEFAULTS = {
  'window-start': '',
  'window-end': '',
  events: '0',
  'provider-accesses': '0',
  sessions: '0',
  unexplained: '0',
  unanswered: '0',
  'unknown-wordings': '0',
  indexed: '0',
  known: '0',
  rejected: '0',
  late: '0',
  holes: '0',
  findings: '0',
  complete: 'false',
  'artifact-id': '',
  'artifact-url': '',
  'artifact-digest': '',
  'evidence-path': '',
  'report-path': '',
  'documents-path': '',
  'api-key': '',
};

/** Sets every output to its safe default. Comes first, so that a later step never reads a missing output as good news. */
export function setDefaults(outputs: Outputs): void {
  setAll(DEFAULTS, outputs);
}

/** Sets every output to what the run found. Times are ISO 8601 in UTC, counts are decimal digits. */
export function setOutputs(report: Report, outputs: Outputs): void {
  const { window, read, evidence, comparison } = report;
  const elastic = report.elastic?.state === 'used' ? report.elastic : undefined;
  const values: typeof DEFAULTS = {
    'window-start': window ? formatMoment(window.from) : '',
    'window-end': window ? formatMoment(window.to) : '',
    events: String((read?.events ?? 0) + (read?.undated ?? 0)),
    'provider-accesses': String(report.accesses.count),
    sessions: String(report.sessions.length + report.sessionsLeftOut),
    unexplained: String(openOfRun(report)),
    unanswered: String(unansweredOf(report).count),
    'unknown-wordings': String(report.unknownWordings.count),
    indexed: String(elastic?.created ?? 0),
    known: String(elastic?.known ?? 0),
    rejected: String(elastic?.rejected ?? 0),
    late: String(comparison?.state === 'done' ? comparison.late.count : 0),
    holes: String(report.holes.length),
    findings: String(report.findingsRaised),
    complete: String(verdictOf(report).complete),
    'artifact-id': evidence?.artifact?.id ?? '',
    'artifact-url': evidence?.artifact?.url ?? '',
    'artifact-digest': evidence?.artifact?.digest ?? '',
    'evidence-path': evidence?.folder ?? '',
    'report-path': report.reportFile ?? '',
    'documents-path': report.documentsFile ?? '',
    'api-key': '',
  };
  setAll(values, outputs);
}

function setAll(values: typeof DEFAULTS, outputs: Outputs): void {
  for (const [name, value] of Object.entries(values)) outputs.setOutput(name, value);
}

/** Outputs that name one thing; of several spans there is a line for each. */
const NAMES: ReadonlySet<string> = new Set([
  'artifact-id',
  'artifact-url',
  'artifact-digest',
  'report-path',
  'documents-path',
]);

/** Numbers of the whole account, which every span tells again. */
const OF_ACCOUNT: ReadonlySet<string> = new Set(['unanswered']);

/** The outputs of several spans that were read one after the other, as those of one run. Counts are added: spans don't overlap. */
export function foldOutputs(each: readonly Readonly<Record<string, string>>[]): Record<string, string> {
  const folded: Record<string, string> = {};
  for (const name of Object.keys(DEFAULTS)) {
    const values = each.flatMap((one) => one[name] ?? []).filter((value) => value !== '');
    if (values.length === 0) continue;
    folded[name] = foldOf(name, values);
  }
  return folded;
}

function foldOf(name: string, values: readonly string[]): string {
  const sorted = values.toSorted();
  if (name === 'complete') return String(values.every((value) => value === 'true'));
  if (name === 'window-start') return sorted[0] ?? '';
  if (name === 'window-end') return sorted.at(-1) ?? '';
  if (NAMES.has(name) || name === 'evidence-path') return values.join('\n');
  if (OF_ACCOUNT.has(name)) return String(Math.max(...values.map(Number)));
  return String(values.reduce((sum, value) => sum + Number(value), 0));
}
