import { mayBeMore } from './access-sentence.ts';
import type { AccessRow, Report } from './report.ts';
import { codeMarkdown, escapeMarkdown, formatCount, formatTime } from './text.ts';

const NAME_LIMIT = 200;
const ADDRESS_LIMIT = 100;
const WHAT_LIMIT = 300;

/** Finds in events.ndjson what this Action calls a provider access. */
const ACCESS_FILTER = `jq -c 'objects | select(.category == "mimecast_access_logs" or (.user | strings | test("@mimecast[.](com|local)$"; "i")))' events.ndjson`;

/**
 * Each provider access as a row, oldest first. Folded where the sessions above say the main thing.
 * @param room bytes; rows that have none are counted.
 */
export function accessTable(report: Report, room: number): string[] {
  const { count, rows } = report.accesses;
  if (count === 0) return [];
  const folded = report.sessions.length > 0;
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
  const least = mayBeMore(report) ? 'at least ' : '';
  const title = `${least}${formatCount(count)}`;
  const sections = folded
    ? [`<details>\n<summary>Provider accesses one by one: ${title}</summary>`]
    : [`### Provider accesses: ${title}`];
  sections.push([head, ...shown].join('\n'), ...earlier(report));
  if (!folded) sections.push('Was each of them agreed? Look for the support case or the change that explains it.');
  if (shown.length < count) {
    const hidden = formatCount(count - shown.length, 'more provider access is', 'more provider accesses are');
    sections.push(
      `**${hidden} not shown**: the table ends with the oldest ${formatCount(shown.length)}. All are in ${whereIs(report)}:`,
      `\`\`\`sh\n${ACCESS_FILTER}\n\`\`\``,
    );
  }
  return folded ? [...sections, '</details>'] : sections;
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
