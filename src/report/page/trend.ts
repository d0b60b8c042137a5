import dayjs from 'dayjs';
import utc from 'dayjs/plugin/utc.js';
import type { TrendMonth } from '../../calendar.ts';
import type { Account } from '../account.ts';
import { type Html, html } from '../html.ts';
import { formatCount } from '../text.ts';
import type { Section } from './section.ts';

dayjs.extend(utc);

const MOST_MONTHS = 36;
/** Units of the drawing, which is as wide as its cell. */
const BAR_WIDTH = 100;

/** Sessions and acts month by month, with how much of each month was read; undefined if nothing is held. */
export function trendSection({ trend }: Account): Section | undefined {
  const months = trend.slice(-MOST_MONTHS);
  if (months.length === 0) return undefined;
  const most = Math.max(1, ...months.map(({ sessions }) => sessions));
  const body = html`<table class="trend"><caption class="hidden">Access sessions and acts of the provider by month</caption>
<thead><tr><th scope="col">Month</th><th scope="col" class="bar">Sessions</th><th scope="col" class="number">Acts</th><th scope="col" class="number">Read</th></tr></thead>
<tbody>
${months.map((month) => row(month, most))}</tbody></table>`;
  return { id: 'trend', title: 'By month', body };
}

function row({ month, sessions, acts, covered }: TrendMonth, most: number): Html {
  const width = Math.round((sessions / most) * BAR_WIDTH * 10) / 10;
  return html`<tr><th scope="row">${/^\d{4}-\d\d$/.test(month) ? dayjs.utc(`${month}-01`).format('MMM YYYY') : month}</th><td class="bar"><span>${formatCount(sessions)}</span><svg viewBox="0 0 ${BAR_WIDTH} 10" preserveAspectRatio="none" aria-hidden="true" focusable="false"><rect width="${width}" height="10"/></svg></td><td class="number">${formatCount(acts)}</td><td class="number">${share(covered)}</td></tr>
`;
}

/** Rounded down, so that only what was read whole is 100 %. */
function share(covered: number | undefined): string {
  if (covered === undefined) return 'not known';
  return `${Math.floor(Math.min(1, Math.max(0, covered)) * 1000) / 10} %`;
}
