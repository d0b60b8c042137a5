import type { ComparisonResult, Report } from './report.ts';
import { escapeMarkdown, formatCount, formatLength, SENTENCE_LIMIT } from './text.ts';

type Done = Extract<ComparisonResult, { state: 'done' }>;

const WHY_LIMIT = 500;

/** What was compared and what differed, in a sentence or two; nothing where there is no Elastic, as the delivery says so. */
export function comparisonSentences(report: Report): string[] {
  const { comparison, elastic } = report;
  if (!comparison || elastic?.state === 'off') return [];
  if (comparison.state === 'none')
    return [
      `Nothing was compared with what Elastic holds, so missing or changed events would not show: ${whyOf(comparison)}`,
    ];
  const { held, late, altered, vanished, withdrawn } = comparison;
  const changes = [
    vanished > 0 ? `${formatCount(vanished)} VANISHED` : [],
    altered > 0 ? `${formatCount(altered)} ALTERED` : [],
    late.count > 0 ? lateText(late) : [],
    withdrawn > 0 ? `${formatCount(withdrawn)} back that had vanished` : [],
  ].flat();
  const doubt = doubtOf(report);
  const more = doubt === undefined ? '' : ` ${doubt}`;
  if (held === 0 && changes.length === 0)
    return ['Elastic held nothing of what was read, so there was nothing to compare.'];
  const result = changes.length > 0 ? changes.join(', ') : noneOf(report, doubt);
  return [`Compared with ${formatCount(held, 'event')} that Elastic held: ${result}.${more}`];
}

/** The same as counts, each of them, as Markdown for the table. */
export function comparisonCell(report: Report, comparison: ComparisonResult): string {
  if (comparison.state === 'none') return `nothing: ${escapeMarkdown(whyOf(comparison), SENTENCE_LIMIT)}`;
  const { held, late, altered, vanished, withdrawn } = comparison;
  const used = report.elastic?.state === 'used' ? report.elastic : undefined;
  const counts = [
    `${formatCount(held)} held`,
    // An altered event counts as known in the delivery, since its id is there.
    used ? `${formatCount(Math.max(0, used.known - altered))} known` : [],
    used ? lateText(late) : 'late not counted',
    `${formatCount(altered)} altered`,
    `${formatCount(vanished)} vanished`,
    `${formatCount(withdrawn)} withdrawn`,
  ];
  return counts.flat().join(', ');
}

function lateText({ count, maxSeconds }: Done['late']): string {
  if (count === 0) return '0 late';
  const most = formatLength(maxSeconds);
  return `${formatCount(count)} late (${count === 1 ? `by ${most}` : `the latest by ${most}`})`;
}

/** Only what was really looked for. */
function noneOf({ elastic }: Report, doubt: string | undefined): string {
  const looked = [...(doubt === undefined ? ['vanished'] : []), ...(elastic?.state === 'used' ? ['late'] : [])];
  return ['none altered', ...looked].join(', none ');
}

/** Why the absence of an event proved nothing, or not everywhere. */
function doubtOf({ query, firstRun, read }: Report): string | undefined {
  if (query !== undefined) return 'Whether any vanished is not known, as query narrowed the read.';
  if (firstRun) return 'What vanished is only known of what Elastic held, as nothing had been covered before.';
  if (!read?.complete) return 'What vanished is only known where the read was complete.';
  return undefined;
}

function whyOf({ why }: Extract<ComparisonResult, { state: 'none' }>): string {
  const text = why.length > WHY_LIMIT ? `${why.slice(0, WHY_LIMIT)}…` : why;
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}
