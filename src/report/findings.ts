import { type Finding, isAboutAccess } from '../finding.ts';
import type { Report } from './report.ts';
import { codeMarkdown, escapeMarkdown, formatCount } from './text.ts';
import { unansweredOf, unansweredWords } from './unanswered.ts';

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

/** Findings that no session of the report tells: about the log and the collecting, and unanswered ones of earlier runs. Each once, most severe first. */
export function aboutLog(report: Report): Finding[] {
  return allOf(report).filter((finding) => !isTold(finding, report));
}

/** How many different findings there are. */
export function countFindings(report: Report): number {
  return allOf(report).length;
}

/** The findings in one sentence, for the verdict; nothing if there are none. */
export function findingsSentences(report: Report): string[] {
  const all = allOf(report);
  const elsewhere = report.openIssues.map(({ number }) => `#${number}`);
  const others = elsewhere.length === 0 ? [] : [`Findings of earlier runs are unanswered: ${namesOf(elsewhere)}.`];
  if (all.length === 0) return others;
  const own = aboutLog(report);
  const told = all.length - own.length;
  const counts = [...countKinds(own), ...(told > 0 ? [`${formatCount(told)} about the accesses`] : [])];
  return [`Findings: ${counts.join(', ')}; ${newOf(report, all.length)}.`, ...others];
}

/**
 * The findings as Markdown, most severe first: each a sentence, with the beginnings of the keys of its events. Those about
 * accesses are shown by the table of sessions, and only counted here.
 * @param room bytes; what has no room is counted.
 */
export function findingsSection(report: Report, room: number): string[] {
  const all = allOf(report);
  if (all.length === 0) return [];
  const own = aboutLog(report);
  const told = all.filter((finding) => !own.includes(finding));
  const lines = findingLines(own, room);
  if (told.length > 0) {
    const kinds = countKinds(told).map(plain).join(', ');
    lines.push(
      `- **${own.length > 0 ? 'and ' : ''}${formatCount(told.length)} about the accesses**, told in the table of sessions: ${kinds}`,
    );
  }
  return [`### Findings: ${formatCount(all.length)}, ${newOf(report, all.length)}`, lines.join('\n'), whereOf(report)];
}

/** A line for each finding, most severe first, and one for those that have no room. @param room bytes. */
export function findingLines(findings: readonly Finding[], room: number): string[] {
  const { lines, hidden } = linesOf(ranked(findings), room);
  if (hidden.length === 0) return lines;
  return [...lines, `- **and ${formatCount(hidden.length)} more**: ${countKinds(hidden).map(plain).join(', ')}`];
}

/** So many of a kind, so many of all, and so many as have room. */
function linesOf(findings: readonly Finding[], room: number): { lines: string[]; hidden: Finding[] } {
  const ofKind = new Map<string, number>();
  const lines: string[] = [];
  const hidden: Finding[] = [];
  let left = room;
  for (const finding of findings) {
    const count = ofKind.get(finding.kind) ?? 0;
    const line = findingLine(finding);
    const size = Buffer.byteLength(line) + 1;
    if (count >= SHOWN_OF_KIND || lines.length >= SHOWN || size > left) {
      hidden.push(finding);
      continue;
    }
    ofKind.set(finding.kind, count + 1);
    left -= size;
    lines.push(line);
  }
  return { lines, hidden };
}

function isTold({ kind }: Finding, { sessions }: Report): boolean {
  return sessions.length > 0 && isAboutAccess(kind);
}

/** Each once, most severe first; of the same severity in the order in which they were found. */
function ranked(findings: readonly Finding[]): Finding[] {
  const unique = new Map(findings.map((finding) => [JSON.stringify([finding.kind, finding.subject]), finding]));
  return [...unique.values()].toSorted((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
}

/** Those of this run, and those of earlier ones that nobody has answered. */
function allOf(report: Report): Finding[] {
  return ranked([...report.findings, ...unansweredOf(report).findings]);
}

/** What is new, and what waits for an answer. That all were raised before says nothing of the second. */
function newOf(report: Report, count: number): string {
  const { findingsRaised, findings } = report;
  const all = count === 1 ? '' : 'all ';
  if (findingsRaised >= count) return `${all}new`;
  const news = findingsRaised > 0 ? [`${formatCount(findingsRaised)} of them new`] : [];
  const waiting = unansweredWords(report);
  if (waiting.length > 0) return [...news, ...waiting].join(', ');
  const answered = findings.some((finding) => finding.answered !== undefined);
  return [...news, ...(answered ? ['none unanswered'] : news.length > 0 ? [] : ['none new'])].join(', ');
}

function namesOf(names: readonly string[]): string {
  const shown = names.slice(0, SHOWN_OF_KIND);
  const more = names.length - shown.length;
  return `${names.length === 1 ? 'issue' : 'issues'} ${shown.join(', ')}${more > 0 ? ` and ${formatCount(more)} more` : ''}`;
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

function findingLine({ kind, severity, sentence, events, answered }: Finding): string {
  const keys = events.slice(0, NAMED_EVENTS).map((key) => codeMarkdown(key, KEY_LENGTH + 1));
  const hidden = events.length - keys.length;
  const named =
    keys.length > 0 ? ` Event ${keys.join(', ')}${hidden > 0 ? ` and ${formatCount(hidden)} more` : ''}.` : '';
  return `- **${plain(severity)}**, ${plain(kind)}: ${escapeMarkdown(sentence, FINDING_LIMIT)}${named}${answerOf(answered)}`;
}

function answerOf(answered: Finding['answered']): string {
  if (answered === undefined) return '';
  if (answered === 'withdrawn') return ' Withdrawn since.';
  const { by, reason, unconfirmed } = answered;
  return ` Answered by ${plain(by)}: ${escapeMarkdown(reason, FINDING_LIMIT)}${unconfirmed ? ' (as Elastic has it)' : ''}.`;
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
