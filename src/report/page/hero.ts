import { formatSpan, type Span, within } from '../../span.ts';
import type { Account } from '../account.ts';
import type { AccountVerdict } from '../account-verdict.ts';
import { actsOf, personsOf } from '../account-verdict.ts';
import { formatWindowLength } from '../account-words.ts';
import { type Html, html, link, outside, unbroken } from '../html.ts';
import { spanName } from '../moment.ts';
import { formatCount, formatTime, formatWindow } from '../text.ts';
import { ICONS } from './icons.ts';
import type { Section } from './section.ts';

const NAME_LIMIT = 200;
const URL_LIMIT = 400;

/** The top of the page: whose account, and which period. */
export function pageHead({ tenant, period, timeZone }: Account): Html {
  return html`<header class="head">
<p class="kicker">What Mimecast’s staff did in the account</p>
<h1>${outside(tenant, NAME_LIMIT)}<span class="period">${spanName(period, timeZone)}</span></h1>
</header>`;
}

/** When exactly, made by what, and where on the page the rest is. */
export function pageFacts(account: Account, sections: readonly Section[]): Html {
  const { period, timeZone, run, tool } = account;
  const ofRun = run && html`, ${link(run.url, html`run ${outside(run.id, NAME_LIMIT)}`)}, attempt ${run.attempt}`;
  return html`<dl class="facts">
<div><dt>Period</dt><dd>${unbroken(formatWindow(period, timeZone))} (${outside(timeZone, NAME_LIMIT)})</dd></div>
<div><dt>In UTC</dt><dd>${unbroken(formatSpan(period))}</dd></div>
<div><dt>Made</dt><dd>${unbroken(formatTime(account.made, timeZone))} by ${outside(tool.name, NAME_LIMIT)} ${outside(tool.version, NAME_LIMIT)}${ofRun}</dd></div>
</dl>
<nav aria-label="Parts of this page"><ul>${sections.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`)}</ul></nav>`;
}

/** The verdict, and what was read: all that somebody must know who reads no further. */
export function pageVerdict(account: Account, verdict: AccountVerdict): Html {
  return html`<section class="verdict ${verdict.state}" aria-labelledby="verdict">
<h2 id="verdict">${ICONS[verdict.state]}${verdict.title}</h2>
<p class="sentence">${verdict.sentence}</p>
${verdict.more.map((sentence) => html`<p>${sentence}</p>`)}
</section>
${account.sessions.length > 0 ? numbers(account) : undefined}`;
}

function numbers({ sessions, sessionsLeftOut }: Account): Html {
  const sum = (of: (session: (typeof sessions)[number]) => number) =>
    sessions.reduce((total, session) => total + of(session), 0);
  const persons = personsOf(sessions);
  const least = sessionsLeftOut > 0 ? '≥ ' : '';
  const cells: [string, number][] = [
    ['Sessions', sessions.length + sessionsLeftOut],
    ['Persons', persons.named + (persons.unnamed ? 1 : 0)],
    ['Acts', sum(actsOf)],
    ['Changed', sum(({ session }) => session.counts.changed)],
    ['Exported', sum(({ session }) => session.counts.exported)],
    ['Mail content', sum(({ session }) => session.contentActs)],
  ];
  return html`<dl class="numbers">${cells.map(
    ([name, count], index) =>
      html`<div${count === 0 ? html` class="none"` : undefined}><dt>${name}</dt><dd>${index === 0 ? '' : least}${formatCount(count)}</dd></div>`,
  )}</dl>`;
}

/** What the account rests on: what was asked for, what came, what is missing. */
export function completenessSection(account: Account, verdict: AccountVerdict): Section {
  const { completeness, categories, providerDomains } = account;
  const { complete, narrowed, reasons, pages, events, compared } = completeness;
  const rows: [string, Html][] = [
    ['Read to its end', html`${complete ? 'yes' : html`<strong>no</strong>`}`],
    [
      'Received',
      html`${formatCount(events, 'event')}${pages === undefined ? '' : ` on ${formatCount(pages, 'page')}`}`,
    ],
    ...gaps(account),
    [
      'Categories',
      categories === 'all'
        ? html`all`
        : html`${outside(categories.join(', '), URL_LIMIT)}: acts that Mimecast files elsewhere are not in this account`,
    ],
    [
      'Provider',
      html`acts in mimecast_access_logs, or of a person at ${outside(providerDomains.join(', '), URL_LIMIT)}`,
    ],
    [
      'Held against earlier runs',
      compared === true
        ? html`yes: an event that Mimecast hid, changed or added later would be a finding`
        : html`<strong>no</strong>: ${outside(compared, URL_LIMIT)}`,
    ],
  ];
  if (narrowed) rows.push(['Narrowed by', html`<strong>a query</strong>: nothing is proven about what it left out`]);
  const body = html`<p class="lead">${leadOf(verdict)}</p>
${verdict.against.length > 0 ? html`<ul class="plain">${verdict.against.map((why) => html`<li>${capital(why)}.</li>`)}</ul>` : undefined}
${reasons.length > 0 ? html`<ul class="plain">${reasons.slice(0, MOST_REASONS).map((reason) => html`<li>${outside(reason, URL_LIMIT)}</li>`)}${more(reasons.length - MOST_REASONS)}</ul>` : undefined}
<dl class="table">${rows.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
  return { id: 'completeness', title: 'What was read', body };
}

/** What may be said of what is not in the account. */
function leadOf({ proven, holds }: AccountVerdict): Html {
  if (proven) {
    return html`<strong>Proven.</strong> Mimecast was asked for every second of the period and answered to its last page. What is not in this account is not in Mimecast’s log.`;
  }
  return holds
    ? html`<strong>Not proven.</strong> Nothing is missing as far as is known, but that is not enough for a proof.`
    : html`<strong>Not proven.</strong> What is in this account happened; what is not in it may have happened too.`;
}

function capital(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}

const MOST_REASONS = 10;
const MOST_SPANS = 10;

function gaps({ completeness, period, timeZone }: Account): [string, Html][] {
  const [holes, lost] = [within(period, completeness.holes), within(period, completeness.lost)];
  const { gone } = completeness.doubts;
  if (holes.length + lost.length + gone.length === 0) return [['Gaps', html`none`]];
  return [
    ...(gone.length > 0 ? [['No longer held', goneSpans(gone, timeZone)] as [string, Html]] : []),
    ...(holes.length > 0 ? [['Not read yet', spans(holes, timeZone)] as [string, Html]] : []),
    ...(lost.length > 0 ? [['Never read, and lost', spans(lost, timeZone)] as [string, Html]] : []),
  ];
}

function goneSpans(gone: Account['completeness']['doubts']['gone'], timeZone: string): Html {
  const shown = gone
    .slice(0, MOST_SPANS)
    .map(
      ({ span, of, recorded, held }) =>
        html`<li>${unbroken(formatWindow(span, timeZone))}: ${formatCount(held)} of ${formatCount(recorded)} ${of === 'events' ? 'events' : 'provider accesses'}</li>`,
    );
  return html`<strong>Elastic has less than was delivered</strong><ul class="plain">${shown}${more(gone.length - MOST_SPANS)}</ul>`;
}

function spans(of: readonly Span[], timeZone: string): Html {
  const shown = of.slice(0, MOST_SPANS).map((span) => html`<li>${unbroken(formatWindow(span, timeZone))}</li>`);
  return html`<strong>${formatWindowLength(of)}</strong><ul class="plain">${shown}${more(of.length - MOST_SPANS)}</ul>`;
}

function more(hidden: number): Html | undefined {
  return hidden > 0 ? html`<li>and ${formatCount(hidden)} more, in access.json</li>` : undefined;
}
