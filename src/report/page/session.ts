import type { Approval, JudgedSession } from '../../session.ts';
import { actsOf, standingOf } from '../account-verdict.ts';
import { KIND_WORDS, KINDS, PERMISSION_WORDS, REASON_WORDS, RULE_WORDS, VERDICT_WORDS } from '../account-words.ts';
import { type Html, html, joined, link, outside, unbroken } from '../html.ts';
import { dateName, isoOf } from '../moment.ts';
import { formatCount, formatLength, formatTime } from '../text.ts';
import { actsList } from './acts.ts';
import { ICONS } from './icons.ts';

const NAME_LIMIT = 200;
const REASON_LIMIT = 1000;
/** Of addresses, applications, approvals and rules of one session. */
const MOST = 12;

const ICON_OF = { open: ICONS.attention, 'not-judged': ICONS.unsure, explained: ICONS.calm, expected: ICONS.calm };
const FIRST_WORDS = {
  person: 'This person was not seen before.',
  network: 'This network was not seen before.',
  act: 'An act of this kind was not seen before.',
};

/**
 * One session: who, when, what, what is to be thought of it, and why.
 * @param acts the most acts that are listed.
 */
export function sessionCard(judged: JudgedSession, timeZone: string, acts: number): Html {
  const { session, verdict, acknowledged } = judged;
  const standing = standingOf(judged);
  const id = `session-${session.id.replace(/[^\w-]/g, '_').slice(0, 64)}`;
  const badge = standing === 'explained' ? `${VERDICT_WORDS[verdict]}, explained` : VERDICT_WORDS[verdict];
  return html`<article class="session ${standing}" id="${id}" aria-labelledby="${id}-who">
<header><h4 id="${id}-who">${session.person === undefined ? 'Nobody is named' : outside(session.person, NAME_LIMIT)}</h4>
<p class="badge">${ICON_OF[standing]}${badge}</p></header>
<p class="when">${when(judged, timeZone)}</p>
<ul class="why">${reasons(judged).map((reason) => html`<li>${reason}</li>`)}</ul>
${acknowledged && html`<p class="said"><strong>Explained</strong> by ${outside(acknowledged.by, NAME_LIMIT)}, ${link(acknowledged.url, html`${momentOf(acknowledged.at, timeZone)}`)}: <q>${outside(acknowledged.reason, REASON_LIMIT)}</q>${acknowledged.unconfirmed ? ' (as Elastic has it: GitHub could not be asked)' : undefined}</p>`}
${judged.approvedBy.slice(0, MOST).map(({ approval, acts: covered }) => approvalLine(approval, covered, judged, timeZone))}${more(judged.approvedBy.length, 'approval')}
<dl class="table">
<div><dt>Did</dt><dd>${counts(judged)}</dd></div>
<div><dt>From</dt><dd>${several(session.addresses)}</dd></div>
<div><dt>With</dt><dd>${several(session.applications)}</dd></div>
<div><dt>Session</dt><dd><code>${outside(session.id, NAME_LIMIT)}</code></dd></div>
</dl>
${actsList(judged, timeZone, acts, standing !== 'expected')}
</article>
`;
}

function when({ session: { first, last, wholeBeginning } }: JudgedSession, timeZone: string): Html {
  const [from, to] = [isoOf(first), isoOf(last)];
  if (from === undefined || to === undefined) return html`no readable time`;
  const [begin, end] = [formatTime(first, timeZone), formatTime(last, timeZone)];
  const day = begin.slice(0, 10);
  const same = day === end.slice(0, 10) && begin.slice(19) === end.slice(19);
  const length = first === last ? 'one act' : formatLength((last - first) / 1000);
  return html`<time datetime="${from}">${dateName(day)}, ${begin.slice(11, same ? 19 : undefined)}</time> to <time datetime="${to}">${
    same ? end.slice(11) : `${dateName(end.slice(0, 10))}, ${end.slice(11)}`
  }</time> <span class="long">${length}</span><br><span class="soft">${unbroken(`${from} to ${to}`)}</span>${
    wholeBeginning ? undefined : html`<br>It may have begun earlier: what came before its first act is not known.`
  }`;
}

/** Why it has its verdict, and what else is remarkable: one sentence each. */
function reasons(judged: JudgedSession): Html[] {
  const { verdict, unapproved, broken, firsts, session, near } = judged;
  const all = actsOf(judged);
  const notKept = verdict === 'not-judged' ? 0 : all - session.acts.length;
  const rules = broken
    .slice(0, MOST)
    .map(({ rule, sentence }) => html`<strong>${RULE_WORDS[rule]}:</strong> ${outside(sentence, NAME_LIMIT * 2)}`);
  const uncovered =
    unapproved >= all
      ? html`No approval covers ${all === 1 ? 'its act' : `any of its ${formatCount(all)} acts`}.`
      : html`No approval covers ${formatCount(unapproved)} of its ${formatCount(all)} acts.`;
  const content = formatCount(session.contentActs, 'act');
  return [
    ...rules,
    ...(verdict !== 'not-judged' && unapproved > 0 ? [uncovered] : []),
    ...(near ? [html`The closest approval, ${outside(near.approval.ticket, NAME_LIMIT)}, ${near.sentence}.`] : []),
    ...(verdict === 'not-judged' ? [html`Nobody has said whether this was agreed: no approvals file is given.`] : []),
    ...(session.doubtful
      ? [html`<strong>Doubtful:</strong> the log doesn’t say for sure who it was, so no approval can cover it.`]
      : []),
    ...(notKept > 0
      ? [html`${formatCount(notKept, 'act is', 'acts are')} too many to be judged, and count as not approved.`]
      : []),
    ...(session.contentActs > 0 ? [html`The content of mail was seen or exported in ${content}.`] : []),
    ...firsts.map((first) => html`${FIRST_WORDS[first]}`),
  ];
}

function approvalLine(approval: Approval, covered: number, judged: JudgedSession, timeZone: string): Html {
  const all = actsOf(judged);
  const share =
    covered >= all
      ? all === 1
        ? 'its act'
        : `all ${formatCount(all)} acts`
      : `${formatCount(covered)} of ${formatCount(all)} acts`;
  return html`<p class="said"><strong>Approval ${outside(approval.ticket, NAME_LIMIT)}</strong> covers ${share}. ${approvalText(approval, timeZone)}</p>`;
}

/** Who agreed to what, as sentences. */
export function approvalText(approval: Approval, timeZone: string): Html {
  const may = approval.may.map((permission) => PERMISSION_WORDS[permission]).join(', ');
  const waives = approval.waives.map((rule) => RULE_WORDS[rule]).join(', ');
  return html`${outside(approval.agreedBy, NAME_LIMIT)} agreed that ${outside(approval.person, NAME_LIMIT)} may ${may || 'do nothing'}, from ${unbroken(`${momentOf(approval.from, timeZone)} to ${momentOf(approval.to, timeZone)}`)}; reason: ${REASON_WORDS[approval.reason]}.${
    waives === '' ? undefined : ` Lifted rules: ${waives}.`
  }${approval.note === undefined ? undefined : html` <q>${outside(approval.note, REASON_LIMIT)}</q>`}`;
}

function counts({ session }: JudgedSession): Html {
  const parts = KINDS.filter((kind) => session.counts[kind] > 0).map(
    (kind) => html`<span class="count ${kind}">${formatCount(session.counts[kind])} ${KIND_WORDS[kind]}</span>`,
  );
  return parts.length === 0 ? html`nothing` : joined(parts, ' ');
}

function several(values: readonly string[]): Html {
  if (values.length === 0) return html`not named`;
  const shown = values.slice(0, MOST).map((value) => outside(value, NAME_LIMIT));
  const hidden = values.length - shown.length;
  return html`${joined(shown, ', ')}${hidden > 0 ? ` and ${formatCount(hidden)} more` : undefined}`;
}

function more(count: number, one: string): Html | undefined {
  const hidden = count - MOST;
  return hidden > 0 ? html`<p class="soft">and ${formatCount(hidden, `more ${one}`)}, in access.json</p>` : undefined;
}

function momentOf(ms: number, timeZone: string): string {
  return isoOf(ms) === undefined ? 'an unknown time' : formatTime(ms, timeZone);
}
