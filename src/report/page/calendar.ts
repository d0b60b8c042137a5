import dayjs from 'dayjs';
import utc from 'dayjs/plugin/utc.js';
import type { CalendarDay } from '../../calendar.ts';
import type { Account } from '../account.ts';
import { type Html, html } from '../html.ts';
import { dateName, datesOf } from '../moment.ts';
import { formatCount } from '../text.ts';
import type { Section } from './section.ts';

dayjs.extend(utc);

/** About a year, whatever is asked for. */
const MOST_DAYS = 371;
const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

const WORDS: Readonly<Record<CalendarDay['coverage'], string>> = {
  covered: 'read',
  partly: 'read in part',
  hole: 'not read',
  future: 'not over yet',
  unknown: 'not known whether it was read',
  'not-looked-at': 'not looked at here',
};
/** So that nothing is told by colour alone. */
const SIGNS: Readonly<Record<CalendarDay['coverage'], string>> = {
  covered: '',
  partly: '½',
  hole: '✕',
  future: '',
  unknown: '?',
  'not-looked-at': '–',
};

/** Day by day, what was read and who came: a table of weeks, for eyes and for screen readers. */
export function calendarSection(account: Account): Section | undefined {
  const days = account.calendar.slice(-MOST_DAYS).filter(({ date }) => /^\d{4}-\d\d-\d\d$/.test(date));
  if (days.length === 0) return undefined;
  const inPeriod = datesOf(account.period, account.timeZone);
  const legend = (['covered', 'partly', 'hole', 'unknown', 'not-looked-at', 'future'] as const).filter((coverage) =>
    days.some((day) => day.coverage === coverage),
  );
  const body = html`<table class="calendar"><caption class="hidden">Each day from ${dateName(days[0]?.date ?? '')} to ${dateName(days.at(-1)?.date ?? '')}: whether all of it was read, and how many access sessions began on it</caption>
<thead><tr>${WEEKDAYS.map((day) => html`<th scope="col"><abbr title="${day}">${day.slice(0, 2)}</abbr></th>`)}</tr></thead>
<tbody>
${weeksOf(days).map((week) => html`<tr>${week.map((day, index) => cell(day, index, days, inPeriod))}</tr>\n`)}</tbody></table>
<ul class="legend">${legend.map((coverage) => html`<li><span class="day ${coverage}" aria-hidden="true">${SIGNS[coverage]}</span> ${WORDS[coverage]}</li>`)}<li><span class="day" aria-hidden="true"><b>2</b></span> sessions that began</li><li><span class="day within" aria-hidden="true"></span> this account</li></ul>`;
  return {
    id: 'calendar',
    title: `${formatCount(days.length, 'day')} up to ${dateName(days.at(-1)?.date ?? '')}`,
    body,
  };
}

function cell(
  day: CalendarDay | undefined,
  index: number,
  days: readonly CalendarDay[],
  inPeriod: (date: string) => boolean,
): Html {
  if (day === undefined) return html`<td class="void"></td>`;
  const { date, coverage, sessions } = day;
  const within = inPeriod(date);
  const number = Number(date.slice(8));
  const first = number === 1 || day === days[0];
  const said = [
    `${WEEKDAYS[index]} ${dateName(date)}: ${WORDS[coverage]}`,
    ...(sessions === undefined ? [] : [formatCount(sessions, 'session')]),
    ...(within ? ['in the period of this account'] : []),
  ].join(', ');
  return html`<td><div class="day ${coverage}${within ? ' within' : undefined}"><span class="hidden">${said}</span><span aria-hidden="true">${number}${
    first ? html` <i>${dayjs.utc(date).format('MMM')}</i>` : undefined
  }</span><span class="sign" aria-hidden="true">${SIGNS[coverage]}</span>${
    sessions === undefined || sessions === 0 ? undefined : html`<b aria-hidden="true">${formatCount(sessions)}</b>`
  }</div></td>`;
}

/** Rows of seven, Monday first, with nothing where the calendar has not begun or is over. */
function weeksOf(days: readonly CalendarDay[]): (CalendarDay | undefined)[][] {
  const weeks: (CalendarDay | undefined)[][] = [];
  let monday: string | undefined;
  for (const day of days) {
    const date = dayjs.utc(day.date);
    const place = (date.day() + 6) % 7;
    const begin = date.subtract(place, 'day').format('YYYY-MM-DD');
    if (begin !== monday) weeks.push(new Array<undefined>(7).fill(undefined));
    monday = begin;
    const week = weeks.at(-1);
    if (week !== undefined) week[place] = day;
  }
  return weeks;
}
