import type { Standing } from './account-verdict.ts';
import { formatTime } from './text.ts';

/** A session as a bar: its name in the table, and when it was, ms UTC. */
export interface Bar {
  readonly name: string;
  readonly standing: Standing;
  readonly first: number;
  readonly last: number;
}

/** One bar says no more than its row; of more than these none can be told from the next. */
const FEWEST = 2;
const MOST = 12;
const LONGEST_MS = 48 * 3_600_000;
const MINUTE_MS = 60_000;

/** Short, as Mermaid writes them where the first bars may be. */
const SECTIONS: Readonly<Record<Standing, { title: string; tag: string }>> = {
  open: { title: 'Open', tag: 'crit, ' },
  'not-judged': { title: 'Not judged', tag: 'active, ' },
  explained: { title: 'Explained', tag: 'done, ' },
  expected: { title: 'As agreed', tag: 'done, ' },
};

/**
 * The sessions of a day as a Mermaid chart, where it helps: 2 to 12 of them within 48 hours. Nothing in it comes from outside.
 * The times are written as the clock of the time zone shows them, and Mermaid shows them as written
 * (https://mermaid.js.org/syntax/gantt.html), so there is none over a change of the clock.
 * @param bars in the order of the table.
 */
export function timeline(bars: readonly Bar[], timeZone: string): string[] {
  if (bars.length < FEWEST || bars.length > MOST) return [];
  const begin = Math.min(...bars.map(({ first }) => first));
  const end = Math.max(...bars.map(({ last }) => last));
  if (end - begin > LONGEST_MS) return [];
  const offsets = new Set(
    bars.flatMap(({ first, last }) => [first, last].map((ms) => formatTime(ms, timeZone).slice(19))),
  );
  if (offsets.size > 1) return [];
  const oneDay = formatTime(begin, timeZone).slice(0, 10) === formatTime(end, timeZone).slice(0, 10);
  const head = [
    'gantt',
    '    dateFormat YYYY-MM-DD HH:mm',
    `    axisFormat ${oneDay ? '' : '%d '}%H:%M`,
    '    todayMarker off',
  ];
  let section: Standing | undefined;
  const lines = bars.flatMap((bar) => {
    const { title, tag } = SECTIONS[bar.standing];
    const before = bar.standing === section ? [] : [`    section ${title}`];
    section = bar.standing;
    return [...before, `    ${bar.name} :${tag}${minute(bar.first, timeZone)}, ${minute(endOf(bar), timeZone)}`];
  });
  return [['```mermaid', ...head, ...lines, '```'].join('\n')];
}

/** The minute after the last act, so that a bar is never without a length. */
function endOf({ last }: Bar): number {
  return Math.floor(last / MINUTE_MS) * MINUTE_MS + MINUTE_MS;
}

function minute(ms: number, timeZone: string): string {
  return formatTime(ms, timeZone).slice(0, 16);
}
