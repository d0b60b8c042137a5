import type { Act, JudgedSession } from '../../session.ts';
import { actsOf } from '../account-verdict.ts';
import { KIND_WORDS } from '../account-words.ts';
import { type Html, html, outside } from '../html.ts';
import { isoOf } from '../moment.ts';
import { formatCount, formatTime } from '../text.ts';

const OBJECT_LIMIT = 400;
const NAME_LIMIT = 120;
/** Of an event's key in the list: enough to find the whole one below it. */
const KEY_LENGTH = 10;
const KEY_LIMIT = 100;
const MOST_ADDRESSES = 4;
const ID_LIMIT = 600;

/**
 * The acts of a session as a list in order of time, and the pointers to their events.
 * @param limit the most acts that are shown; exports, content of mail and changes come first.
 */
export function actsList(judged: JudgedSession, timeZone: string, limit: number, open: boolean): Html {
  const all = actsOf(judged);
  const shown = mostImportant(judged.session.acts, limit);
  if (shown.length === 0) {
    return html`<p class="soft">${formatCount(all, 'act')}, not shown here: see access.json.</p>`;
  }
  const first = shown[0]?.time ?? 0;
  const rest =
    shown.length < all
      ? html`<p class="soft">Shown are ${formatCount(shown.length)} of ${formatCount(all)} acts: exports, content of mail and changes before others. The others are in access.json, or else in events.ndjson.</p>`
      : undefined;
  return html`<details class="acts"${open ? html` open` : undefined}><summary>${
    shown.length < all ? html`${formatCount(shown.length)} of ${formatCount(all, 'act')}` : formatCount(all, 'act')
  }</summary>
<ol>${shown.map((act) => actItem(act, first, timeZone))}</ol>${rest}
</details>
<details class="pointers"><summary>Pointers to ${shown.length === 1 ? 'the event' : `the ${formatCount(shown.length)} events`}</summary>
<ol>${shown.map(pointer)}</ol>
</details>`;
}

function actItem(act: Act, first: number, timeZone: string): Html {
  const what = act.auditType === undefined ? undefined : outside(act.auditType, NAME_LIMIT);
  const object = act.object === undefined ? undefined : outside(act.object, OBJECT_LIMIT);
  return html`<li class="${act.kind}">
<div class="at">${moment(act.time, first, timeZone)}</div>
<div class="what"><span class="kind">${KIND_WORDS[act.kind]}</span>${act.content ? html` <span class="mark">mail content</span>` : undefined}${act.doubtful ? html` <span class="mark">doubtful</span>` : undefined}${act.outcome === 'failure' && act.kind !== 'sign-in-failed' ? html` <span class="mark">failed</span>` : undefined}
<p>${what ?? 'type not named'}</p>${object === undefined ? undefined : html`<p class="object">${object}</p>`}</div>
<div class="from">${addresses(act)}${
    act.application === undefined ? undefined : html`<span>${outside(act.application, NAME_LIMIT)}</span>`
  }<span><code>${outside(act.key.slice(0, KEY_LENGTH))}…</code></span></div>
</li>`;
}

function addresses({ address, moreAddresses = [], addressesLeftOut = 0 }: Act): Html[] {
  const all = [...(address === undefined ? [] : [address]), ...moreAddresses];
  if (all.length === 0) return [html`<span>address not named</span>`];
  const shown = all.slice(0, MOST_ADDRESSES).map((one) => html`<span>${outside(one, NAME_LIMIT)}</span>`);
  const hidden = all.length - shown.length + addressesLeftOut;
  return hidden > 0 ? [...shown, html`<span>and ${formatCount(hidden)} more</span>`] : shown;
}

function pointer(act: Act): Html {
  const id = act.id === undefined ? html`the event has no id` : html`<code>${outside(act.id, ID_LIMIT)}</code>`;
  return html`<li><span>Document <code>${outside(act.key, KEY_LIMIT)}</code></span><span>Mimecast’s id ${id}</span></li>`;
}

/** The time of day where the day and the offset from UTC are those of the session's first act; else the whole of it. */
function moment(time: number, first: number, timeZone: string): Html {
  const iso = isoOf(time);
  if (iso === undefined) return html`no readable time`;
  const [whole, begin] = [formatTime(time, timeZone), formatTime(first, timeZone)];
  const same = whole.slice(0, 10) === begin.slice(0, 10) && whole.slice(19) === begin.slice(19);
  return html`<time datetime="${iso}">${same ? whole.slice(11, 19) : whole}</time>`;
}

function mostImportant(acts: readonly Act[], limit: number): readonly Act[] {
  if (acts.length <= limit) return acts;
  const kept = new Set(acts.toSorted((a, b) => weightOf(b) - weightOf(a)).slice(0, limit));
  return acts.filter((act) => kept.has(act));
}

function weightOf({ kind, content }: Act): number {
  if (kind === 'exported') return 4;
  if (content) return 3;
  return kind === 'changed' ? 2 : kind === 'unknown' ? 1 : 0;
}
