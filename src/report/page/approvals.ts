import type { Approval } from '../../session.ts';
import type { Account } from '../account.ts';
import { type Html, html, outside } from '../html.ts';
import { formatCount } from '../text.ts';
import type { Section } from './section.ts';
import { approvalText } from './session.ts';

const MOST = 50;
const NAME_LIMIT = 200;
const KEEP = 'An ended approval still counts for its time. Keep it in the file: an audit of the past reads it there.';

/**
 * Approvals that nobody used, and those that ended. Nothing is advised: an audit of the past needs what was in force then.
 * undefined if no approvals file is given.
 */
export function approvalsSection({ approvals, timeZone }: Account): Section | undefined {
  if (approvals === undefined) return undefined;
  const { unused, expired } = approvals;
  const body =
    unused.length + expired.length === 0
      ? html`<p>No approval has ended, and none was left unused.</p>`
      : html`${list('Used by no access', unused, timeZone)}${list('Ended', expired, timeZone)}${expired.length > 0 ? html`<p class="note">${KEEP}</p>` : undefined}`;
  return { id: 'approvals', title: 'Approvals unused or ended', body };
}

function list(title: string, approvals: readonly Approval[], timeZone: string): Html | undefined {
  if (approvals.length === 0) return undefined;
  const hidden = approvals.length - MOST;
  return html`<h3>${title} <span class="soft">${formatCount(approvals.length)}</span></h3>
<ul class="cards">${approvals
    .slice(0, MOST)
    .map(
      (approval) =>
        html`<li><p><strong>${outside(approval.ticket, NAME_LIMIT)}</strong></p><p>${approvalText(approval, timeZone)}</p></li>`,
    )}</ul>${hidden > 0 ? html`<p class="note">${formatCount(hidden)} more, in access.json.</p>` : undefined}
`;
}
