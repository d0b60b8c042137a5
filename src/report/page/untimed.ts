import type { UntimedAccess } from '../../session.ts';
import type { Account } from '../account.ts';
import { type Html, html, outside } from '../html.ts';
import { formatCount } from '../text.ts';
import type { Section } from './section.ts';

const MOST = 50;
const TEXT_LIMIT = 200;

/** Accesses without a readable time; undefined if there are none. */
export function untimedSection({ untimed, completeness }: Account): Section | undefined {
  const { untimed: count } = completeness.doubts;
  if (count === 0) return undefined;
  const shown = untimed.slice(0, MOST);
  const hidden = count - shown.length;
  const body = html`<p>Nobody can say when these were, so they are in no session and no approval covers them.</p>
<ul class="cards">${shown.map(item)}</ul>${hidden > 0 ? html`<p class="note"><strong>${formatCount(hidden)} more</strong>: all are in events.ndjson.</p>` : undefined}`;
  return { id: 'untimed', title: 'Accesses without a time', body };
}

function item({ key, who, from, what }: UntimedAccess): Html {
  return html`<li><p><strong>${who === undefined ? 'Nobody is named' : outside(who, TEXT_LIMIT)}</strong>${from === undefined ? undefined : html`, from ${outside(from, TEXT_LIMIT)}`}</p>
<p>${what === undefined ? 'Nothing says what was done' : outside(what, TEXT_LIMIT)}</p>
<p class="soft">Event <code>${outside(key, TEXT_LIMIT)}</code></p></li>
`;
}
