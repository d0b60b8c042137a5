import { appendFile } from 'node:fs/promises';
import { union } from '../coverage.ts';
import { formatSpan, type Span } from '../span.ts';
import { comparisonCell } from './comparison.ts';
import { findingsSection } from './findings.ts';
import { holesSection } from './holes.ts';
import type { AccessRow, ReadResult, Report } from './report.ts';
import {
  codeMarkdown,
  escapeMarkdown,
  formatCount,
  formatLength,
  formatTime,
  formatWindow,
  listMarkdown,
  SENTENCE_LIMIT,
} from './text.ts';
import { verdictOf } from './verdict.ts';

/** Bytes of UTF-8. The runner drops a summary over 1 MiB whole (actions/runner, FileCommandManager.cs). */
const SUMMARY_LIMIT = 900_000;
const NAME_LIMIT = 200;
const ADDRESS_LIMIT = 100;
const WHAT_LIMIT = 300;
/** Spans that one cell names. */
const NAMED_SPANS = 5;

/** Rows that push the rest of the summary off the screen. */
const LONG_TABLE = 20;
const BELOW = 'What is not safe yet, and what to do, stands at the end, below the table.';

/** Finds in events.ndjson what this Action calls a provider access. */
const ACCESS_FILTER = `jq -c 'objects | select(.category == "mimecast_access_logs" or (.user | strings | test("@mimecast[.](com|local)$"; "i")))' events.ndjson`;
/** Makes the lines for sha256sum from the manifest. */
const FILES_CHECK = `jq -r '(.pages[] | [.sha256, .file]), [.events.sha256, "events.ndjson"] | join("  ")' manifest.json | sha256sum --check`;

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
 * The run as GitHub Markdown, under 900 kB whatever the report holds: rows of the table give way first, and are counted.
 * Text from outside is escaped. Of ordinary users' events there are counts only.
 */
export function renderSummary(report: Report): string {
  const { ok, complete, findings, title, parts, unsafe } = verdictOf(report);
  const calm = complete && findings === 0 && report.holes.length === 0;
  const sign = ok ? (calm ? '✅' : '⚠️') : '❌';
  const heading = `## ${sign} Mimecast audit of ${escapeMarkdown(report.tenant, NAME_LIMIT)}: ${title}`;
  const below = unsafe.length > 0 && report.accesses.rows.length > LONG_TABLE ? [BELOW] : [];
  const head = [
    heading,
    listMarkdown([...parts, ...below, ...furtherFailures(report)]),
    ...findingsSection(report),
    ...holesSection(report),
  ];
  const tail = [...facts(report), ...evidence(report), ...remaining(unsafe)];
  const size = Buffer.byteLength([...head, ...tail].join('\n\n'));
  return `${[...head, ...accesses(report, SUMMARY_LIMIT - size), ...tail].join('\n\n')}\n`;
}

/** The first failure stands in the verdict. */
function furtherFailures({ failures }: Report): string[] {
  return [...new Set(failures)].slice(1).map((failure) => `Also: ${failure}`);
}

function accesses(report: Report, room: number): string[] {
  const { count, rows } = report.accesses;
  if (count === 0) return [];
  const head = `| when (${escapeMarkdown(report.timeZone, NAME_LIMIT)}) | who | from | what |\n|---|---|---|---|`;
  // Room for the lines around the rows.
  let left = room - 2000;
  const shown: string[] = [];
  for (const row of rows) {
    const line = accessLine(row, report.timeZone);
    left -= Buffer.byteLength(line) + 1;
    if (left < 0) break;
    shown.push(line);
  }
  const least = report.read?.complete ? '' : 'at least ';
  const sections = [`### Provider accesses: ${least}${formatCount(count)}`, [head, ...shown].join('\n')];
  sections.push(...earlier(report));
  sections.push('Was each of them agreed? Look for the support case or the change that explains it.');
  if (shown.length < count) {
    const hidden = formatCount(count - shown.length, 'more provider access is', 'more provider accesses are');
    sections.push(
      `**${hidden} not shown**: the table ends with the oldest ${formatCount(shown.length)}. All are in ${whereIs(report)}:`,
      block(ACCESS_FILTER),
    );
  }
  return sections;
}

/** The overlap brings back what an earlier summary has shown; a hole what none has. */
function earlier({ accesses: { count, rows }, window }: Report): string[] {
  const before = rows.filter(({ time }) => window && time !== undefined && time < window.from * 1000).length;
  if (before === 0) return [];
  const many = count === rows.length ? formatCount(before) : `At least ${formatCount(before)}`;
  return [
    `${many} of them ${before === 1 ? 'is' : 'are'} older than the period: from what was read again, or from holes that were filled.`,
  ];
}

function accessLine({ time, who, from, what }: AccessRow, timeZone: string): string {
  const cells = [
    time === undefined ? 'no readable time' : formatTime(time, timeZone),
    who === undefined ? 'not named' : codeMarkdown(who, NAME_LIMIT),
    from === undefined ? 'not named' : codeMarkdown(from, ADDRESS_LIMIT),
    what === undefined ? 'not named' : codeMarkdown(what, WHAT_LIMIT),
  ];
  return `| ${cells.join(' | ')} |`;
}

function whereIs({ evidence: kept }: Report): string {
  if (kept?.artifact) return '<code>events.ndjson</code> in the artifact';
  return '<code>events.ndjson</code> in the evidence folder';
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
      ['Also received', besides(read, report)],
      ['Read from Mimecast', `${formatCount(read.pages, 'page')}, ${formatCount(read.requests, 'request')}`],
    );
  }
  rows.push(['Elastic', elasticCell(elastic)]);
  if (elastic?.state !== 'off' && report.comparison) rows.push(['Compared', comparisonCell(report, report.comparison)]);
  if (elastic?.state === 'used') rows.push(['Recorded as covered', coveredCell(report)]);
  const table = ['| | |', '|---|---|', ...rows.map(([name, value]) => `| ${name} | ${value} |`)].join('\n');
  return ['### Period and counts', table, ...(report.notes.length > 0 ? [listMarkdown(report.notes)] : [])];
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

function evidence({ evidence: kept }: Report): string[] {
  if (!kept) return [];
  const lines: string[] = [];
  if (kept.artifact) {
    lines.push(
      `- Artifact ${link(kept.artifact.name, kept.artifact.url)}, id ${codeMarkdown(kept.artifact.id, NAME_LIMIT)}`,
    );
    if (kept.artifact.digest !== undefined)
      lines.push(`- SHA-256 of the zip file: ${codeMarkdown(kept.artifact.digest, NAME_LIMIT)}`);
  } else {
    if (kept.problem !== undefined) lines.push(`- **Not uploaded**: ${escapeMarkdown(kept.problem, SENTENCE_LIMIT)}`);
    lines.push(`- Folder ${codeMarkdown(kept.folder, SENTENCE_LIMIT)}`);
  }
  lines.push(`- SHA-256 of manifest.json: ${codeMarkdown(kept.manifestHash, NAME_LIMIT)}`);
  const check = [
    'To check it: unpack it and run this there. The first line prints the hash of the manifest, the second OK for each file.',
    block(`sha256sum manifest.json\n${FILES_CHECK}`),
  ];
  return ['### Evidence', lines.join('\n'), ...check];
}

function remaining(unsafe: readonly string[]): string[] {
  return unsafe.length > 0
    ? ['### Not safe yet, and what to do', listMarkdown(unsafe)]
    : ['### Not safe yet', 'Nothing: all that was asked for is safe.'];
}

function block(commands: string): string {
  return `\`\`\`sh\n${commands}\n\`\`\``;
}

/** A link only to a web address, and to nothing that could end the link early. */
function link(name: string, url: string | undefined): string {
  const label = escapeMarkdown(name, NAME_LIMIT);
  if (url === undefined || !/^https?:\/\/[\w.:/%?=&-]+$/.test(url)) return `<code>${label}</code>`;
  return `[${label}](${url})`;
}
