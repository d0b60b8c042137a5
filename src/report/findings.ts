import type { Finding } from '../finding.ts';
import type { Report } from './report.ts';
import { codeMarkdown, escapeMarkdown, formatCount } from './text.ts';

const SEVERITIES = ['high', 'medium', 'low'] as const;
/** So that a thousand findings of one kind hide no other kind. */
const SHOWN_OF_KIND = 10;
const SHOWN = 30;
/** UTF-16 units of one sentence. */
const FINDING_LIMIT = 600;
const NAMED_EVENTS = 3;
/** Of an event's key: enough to find it by. */
const KEY_LENGTH = 12;
const NAME_LIMIT = 100;

/** The findings in one sentence, for the verdict; nothing if there are none. */
export function findingsSentences(report: Report): string[] {
  const findings = ranked(report.findings);
  if (findings.length === 0) return [];
  return [`Findings: ${countKinds(findings).join(', ')}; ${newOf(report, findings.length)}.`];
}

/** The findings as Markdown, most severe first: each a sentence, with the beginnings of the keys of its events. */
export function findingsSection(report: Report): string[] {
  const findings = ranked(report.findings);
  if (findings.length === 0) return [];
  const ofKind = new Map<string, number>();
  const shown: Finding[] = [];
  for (const finding of findings) {
    const count = ofKind.get(finding.kind) ?? 0;
    if (count >= SHOWN_OF_KIND || shown.length >= SHOWN) continue;
    ofKind.set(finding.kind, count + 1);
    shown.push(finding);
  }
  const hidden = findings.filter((finding) => !shown.includes(finding));
  const lines = shown.map(findingLine);
  if (hidden.length > 0) {
    lines.push(`- **and ${formatCount(hidden.length)} more**: ${countKinds(hidden).map(plain).join(', ')}`);
  }
  return [
    `### Findings: ${formatCount(findings.length)}, ${newOf(report, findings.length)}`,
    lines.join('\n'),
    whereOf(report),
  ];
}

/** Each once, most severe first; of the same severity in the order in which they were found. */
function ranked(findings: readonly Finding[]): Finding[] {
  const unique = new Map(findings.map((finding) => [JSON.stringify([finding.kind, finding.subject]), finding]));
  return [...unique.values()].toSorted((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
}

function newOf({ findingsRaised }: Report, count: number): string {
  const all = count === 1 ? '' : 'all ';
  if (findingsRaised === 0) return `${all}raised before`;
  return findingsRaised >= count ? `${all}new` : `${formatCount(findingsRaised)} of them new`;
}

/** `2 vanished-event (high)` and so on, in the order of the findings. */
function countKinds(findings: readonly Finding[]): string[] {
  const counts = new Map<string, number>();
  for (const { kind, severity } of findings) {
    const name = `${kind} (${severity})`;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].map(([name, count]) => `${formatCount(count)} ${name}`);
}

function findingLine({ kind, severity, sentence, events }: Finding): string {
  const keys = events.slice(0, NAMED_EVENTS).map((key) => codeMarkdown(key, KEY_LENGTH + 1));
  const hidden = events.length - keys.length;
  const named =
    keys.length > 0 ? ` Event ${keys.join(', ')}${hidden > 0 ? ` and ${formatCount(hidden)} more` : ''}.` : '';
  return `- **${plain(severity)}**, ${plain(kind)}: ${escapeMarkdown(sentence, FINDING_LIMIT)}${named}`;
}

function plain(text: string): string {
  return escapeMarkdown(text, NAME_LIMIT);
}

function whereOf({ elastic, comparison, failures }: Report): string {
  if (elastic?.state !== 'used') return 'They stand here only: this run wrote nothing to Elastic.';
  const stream = elastic.stream.replace('.audit-', '.finding-');
  // A failed write is a failure in the list above, and without a comparison there may have been no connection.
  const written = comparison?.state === 'done' && failures.length === 0;
  return `${written ? 'Each' : 'If it could be written, each'} is a document in ${codeMarkdown(stream, NAME_LIMIT * 2)}, with the whole key of its events (<code>_id</code> in ${codeMarkdown(elastic.stream, NAME_LIMIT * 2)}), its evidence and its run.`;
}
