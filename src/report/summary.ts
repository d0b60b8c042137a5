import { appendFile } from 'node:fs/promises';
import { union } from '../coverage.ts';
import { formatSpan, type Span } from '../span.ts';
import { mayBeMore } from './access-sentence.ts';
import { accessTable } from './access-table.ts';
import { comparisonCell } from './comparison.ts';
import { findingsSection } from './findings.ts';
import { holesSection } from './holes.ts';
import type { ReadResult, Report } from './report.ts';
import { namedSessions, sessionRows, sessionsSection, urgentOf } from './sessions.ts';
import {
  codeMarkdown,
  escapeMarkdown,
  formatCount,
  formatLength,
  formatWindow,
  linkMarkdown,
  listMarkdown,
  SENTENCE_LIMIT,
} from './text.ts';
import { verdictOf } from './verdict.ts';

/** Bytes of UTF-8. The runner drops a summary over 1 MiB whole (actions/runner, FileCommandManager.cs). */
const SUMMARY_LIMIT = 900_000;
const NAME_LIMIT = 200;
/** Spans that one cell names. */
const NAMED_SPANS = 5;

/** Pieces of evidence that are named. */
const NAMED_GIVEN = 50;

/** Bytes around the lines of findings. */
const FINDINGS_AROUND = 10_000;

/** Rows that push the rest of the summary off the screen. */
const LONG_TABLE = 20;
const BELOW = 'What is not safe yet, and what to do, stands at the end, below the table.';

/** Makes the lines for sha256sum from the manifest. */
const FILES_CHECK = `jq -r '(.pages[], .reports[] | [.sha256, .file]), [.events.sha256, "events.ndjson"] | join("  ")' manifest.json | sha256sum --check`;

/**
 * Appends the summary to the file that the runner names.
 * @returns false where there is none, outside GitHub Actions.
 * @throws Error if the file can't be written.
 */
export async function writeSummary(report: Report, env: NodeJS.ProcessEnv): Promise<boolean> {
  const file = env.GITHUB_STEP_SUMMARY;
  if (!file) return false;
  await appendFile(file, renderSummary(report));
  return true;
}

/**
 * The run as GitHub Markdown, under 900 kB whatever the report holds. What has no room is counted, and gives way in this
 * order: single accesses, sessions that need nobody, findings, sessions that need a person.
 * Text from outside is escaped. Of ordinary users' events there are counts only.
 */
export function renderSummary(report: Report): string {
  const { ok, calm, title, parts, unsafe } = verdictOf(report);
  const sign = ok ? (calm ? '✅' : '⚠️') : '❌';
  const heading = `## ${sign} Mimecast audit of ${escapeMarkdown(report.tenant, NAME_LIMIT)}: ${title}`;
  const sessions = namedSessions(report);
  const rows = sessions.length > 0 ? sessions.length : report.accesses.rows.length;
  const below = unsafe.length > 0 && rows > LONG_TABLE ? [BELOW] : [];
  const head = [heading, listMarkdown([...parts, ...below, ...furtherFailures(report)])];
  const holes = holesSection(report);
  const tail = [...facts(report), ...evidence(report), ...remaining(unsafe)];

  let room = SUMMARY_LIMIT - sizeOf([...head, ...holes, ...tail]);
  const urgent = sessionRows(sessions.slice(0, urgentOf(sessions)), report, room);
  const findings = findingsSection(report, room - urgent.bytes - FINDINGS_AROUND);
  room -= sizeOf(findings);
  const section = sessionsSection(sessions, sessionRows(sessions, report, room), report, mayBeMore(report));
  room -= sizeOf(section);
  const accesses = accessTable(report, room);
  // Folded they are a part of the sessions; else they are the long table that comes last.
  const told =
    sessions.length > 0
      ? [...section, ...accesses, ...findings, ...holes]
      : [...section, ...findings, ...holes, ...accesses];
  return `${[...head, ...told, ...tail].join('\n\n')}\n`;
}

function sizeOf(sections: readonly string[]): number {
  return sections.reduce((bytes, section) => bytes + Buffer.byteLength(section) + 2, 0);
}

/** The first failure stands in the verdict. */
function furtherFailures({ failures }: Report): string[] {
  return [...new Set(failures)].slice(1).map((failure) => `Also: ${failure}`);
}

/** Window and counts. */
function facts(report: Report): string[] {
  const { window, unreachable, read, elastic, categories } = report;
  const rows: [string, string][] = [['Tenant', codeMarkdown(report.tenant, NAME_LIMIT)]];
  if (window)
    rows.push([
      'Period',
      `${formatWindow(window, report.timeZone)} (${escapeMarkdown(report.timeZone, NAME_LIMIT)})<br>${formatSpan(window)}`,
    ]);
  if (unreachable) rows.push(['Of it out of reach', formatWindow(unreachable, report.timeZone)]);
  rows.push(['Categories', categories === 'all' ? 'all' : codeMarkdown(categories.join(', '), SENTENCE_LIMIT)]);
  const extra = spansCell(
    report,
    report.pieces.filter(isExtra).map(({ span }) => span),
  );
  if (extra !== undefined) rows.push(['Read besides (overlap, holes)', extra]);
  if (report.query !== undefined) rows.push(['Narrowed by', 'a query']);
  if (read) {
    rows.push(
      [
        'Read to its end',
        read.complete
          ? 'yes'
          : `**no**: ${escapeMarkdown(read.reasons.slice(0, 3).join(' ') || 'see above', SENTENCE_LIMIT)}`,
      ],
      [report.pieces.some(isExtra) ? 'Events in these spans' : 'Events in the period', formatCount(read.events)],
      ['Provider accesses', formatCount(report.accesses.count)],
      ...sessionsFact(report),
      ['Also received', besides(read, report)],
      ['Read from Mimecast', `${formatCount(read.pages, 'page')}, ${formatCount(read.requests, 'request')}`],
    );
  }
  rows.push(['Elastic', elasticCell(elastic)]);
  if (elastic?.state !== 'off' && report.comparison) rows.push(['Compared', comparisonCell(report, report.comparison)]);
  if (elastic?.state === 'used') rows.push(['Recorded as covered', coveredCell(report)]);
  const table = ['| | |', '|---|---|', ...rows.map(([name, value]) => `| ${name} | ${value} |`)].join('\n');
  return [
    '### Period and counts',
    table,
    ...(report.notes.length > 0 ? [listMarkdown(report.notes)] : []),
    ...wordings(report),
  ];
}

function wordings({ unknownWordings: { count, file } }: Report): string[] {
  if (count === 0) return [];
  const kept = 'kept, delivered and counted all the same, but what was done is not told from it';
  const them = count === 1 ? 'it' : 'them';
  const sent =
    file === undefined
      ? ''
      : ` <code>unknown-wordings.ndjson</code> in the evidence has ${them} with names and values masked: please send it in, so that the next version knows ${them}.`;
  return [
    `${formatCount(count, 'event has', 'events have')} a wording that this version does not know: ${kept}.${sent}`,
  ];
}

function sessionsFact({ sessions, sessionsLeftOut }: Report): [string, string][] {
  const count = sessions.length + sessionsLeftOut;
  return count === 0 ? [] : [['Access sessions', formatCount(count)]];
}

/** What is read besides the period. */
function isExtra({ why }: Report['pieces'][number]): boolean {
  return why === 'overlap' || why === 'hole';
}

function coveredCell(report: Report): string {
  if (report.query !== undefined) return 'nothing: a run with a query sees a part only';
  return spansCell(report, report.covered) ?? '**nothing**';
}

function spansCell({ timeZone }: Report, spans: readonly Span[]): string | undefined {
  const whole = union(spans);
  if (whole.length === 0) return undefined;
  const length = formatLength(whole.reduce((sum, { from, to }) => sum + to - from, 0));
  const named = whole.slice(0, NAMED_SPANS).map((span) => formatWindow(span, timeZone));
  const hidden = whole.length - named.length;
  return [
    `${length}:`,
    ...named,
    ...(hidden > 0 ? [`and ${formatCount(hidden, 'more span', 'more spans')}`] : []),
  ].join('<br>');
}

function besides({ outside, undated, duplicates }: ReadResult, { pieces }: Report): string {
  const place = pieces.some(isExtra) ? 'of them' : 'the period';
  const parts = [
    outside > 0 ? `${formatCount(outside, 'event')} outside ${place}` : [],
    undated > 0 ? `${formatCount(undated, 'event')} without a readable time` : [],
    duplicates > 0 ? formatCount(duplicates, 'duplicate') : [],
  ];
  return parts.flat().join(', ') || 'nothing';
}

function elasticCell(elastic: Report['elastic']): string {
  if (!elastic) return 'not reached';
  if (elastic.state === 'off') return 'not set up: evidence only';
  if (elastic.state === 'dry-run') return 'nothing written: dry run';
  const { created, known, rejected, read, stream } = elastic;
  return `${formatCount(created)} new, ${formatCount(known)} there before, ${formatCount(rejected)} rejected, of ${formatCount(read)}; ${codeMarkdown(stream, NAME_LIMIT)}`;
}

function evidence(report: Report): string[] {
  const { evidence: kept } = report;
  if (!kept) return [];
  const lines: string[] = [];
  if (kept.given) return ['### Evidence', givenLines(kept.given)];
  if (kept.artifact) {
    lines.push(`- Artifact ${artifactLink(kept.artifact)}, id ${codeMarkdown(kept.artifact.id, NAME_LIMIT)}`);
    if (kept.artifact.digest !== undefined)
      lines.push(`- SHA-256 of the zip file: ${codeMarkdown(kept.artifact.digest, NAME_LIMIT)}`);
  } else {
    if (kept.problem !== undefined) lines.push(`- **Not uploaded**: ${escapeMarkdown(kept.problem, SENTENCE_LIMIT)}`);
    lines.push(`- Folder ${codeMarkdown(kept.folder, SENTENCE_LIMIT)}`);
  }
  if (report.reportFile !== undefined) {
    lines.push(
      '- In it: <code>access.html</code>, the accesses as a page for people; <code>access.csv</code> and <code>access.json</code>, the same for auditors',
    );
  }
  lines.push(`- SHA-256 of manifest.json: ${codeMarkdown(kept.manifestHash, NAME_LIMIT)}`);
  const check = [
    'To check it: unpack it and run this there. The first line prints the hash of the manifest, the second OK for each file.',
    block(`sha256sum manifest.json\n${FILES_CHECK}`),
  ];
  return ['### Evidence', lines.join('\n'), ...check];
}

function givenLines(given: readonly { readonly source: string; readonly manifestHash: string }[]): string {
  const lines = given
    .slice(0, NAMED_GIVEN)
    .map(
      ({ source, manifestHash }) =>
        `- ${codeMarkdown(source, SENTENCE_LIMIT)}, SHA-256 of manifest.json: ${codeMarkdown(manifestHash, NAME_LIMIT)}`,
    );
  const hidden = given.length - lines.length;
  return [...lines, ...(hidden > 0 ? [`- and ${formatCount(hidden)} more, in the log`] : [])].join('\n');
}

function remaining(unsafe: readonly string[]): string[] {
  return unsafe.length > 0
    ? ['### Not safe yet, and what to do', listMarkdown(unsafe)]
    : ['### Not safe yet', 'Nothing: all that was asked for is safe.'];
}

function block(commands: string): string {
  return `\`\`\`sh\n${commands}\n\`\`\``;
}

function artifactLink({ name, url }: { readonly name: string; readonly url: string | undefined }): string {
  const label = escapeMarkdown(name, NAME_LIMIT);
  const linked = linkMarkdown(label, url);
  return linked === label ? `<code>${label}</code>` : linked;
}
