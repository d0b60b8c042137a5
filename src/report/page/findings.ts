import type { Finding } from '../../finding.ts';
import type { Account } from '../account.ts';
import { type Html, html, joined, outside } from '../html.ts';
import { formatCount, formatTime } from '../text.ts';
import type { Section } from './section.ts';

const SENTENCE_LIMIT = 600;
const KEY_LIMIT = 100;
/** So that a thousand findings of one kind hide no other kind. */
const MOST_OF_KIND = 20;
const MOST = 100;
const MOST_EVENTS = 1;

/** What the run found, most severe first; what is too much is counted by kind. */
export function findingsSection({ findings, timeZone }: Account): Section {
  const ofKind = new Map<string, number>();
  const shown: Finding[] = [];
  const hidden = new Map<string, number>();
  for (const finding of findings) {
    const count = ofKind.get(finding.kind) ?? 0;
    if (count >= MOST_OF_KIND || shown.length >= MOST) {
      hidden.set(finding.kind, (hidden.get(finding.kind) ?? 0) + 1);
      continue;
    }
    ofKind.set(finding.kind, count + 1);
    shown.push(finding);
  }
  const rest = [...hidden].map(([kind, count]) => html`${formatCount(count)} ${outside(kind)}`);
  const body =
    findings.length === 0
      ? html`<p>None.</p>`
      : html`<ul class="cards">${shown.map((finding) => findingItem(finding, timeZone))}</ul>
${rest.length > 0 ? html`<p class="note"><strong>Not shown here, in access.json:</strong> ${joined(rest, ', ')}.</p>` : undefined}`;
  return { id: 'findings', title: 'Findings', body };
}

function findingItem({ kind, severity, sentence, events, time, answered }: Finding, timeZone: string): Html {
  const keys = events.slice(0, MOST_EVENTS).map((key) => html`<code>${outside(key, KEY_LIMIT)}</code>`);
  const hidden = events.length - keys.length;
  const when =
    time === undefined || Number.isNaN(new Date(time).getTime())
      ? undefined
      : html` <span class="soft">${formatTime(time, timeZone)}</span>`;
  return html`<li class="finding ${severity}"><p><span class="mark">${severity}</span> <strong>${outside(kind)}</strong>${when}</p>
<p>${outside(sentence, SENTENCE_LIMIT)}</p>${
    keys.length > 0
      ? html`<p class="soft">${events.length === 1 ? 'Event' : 'Events'} ${joined(keys, ', ')}${hidden > 0 ? ` and ${formatCount(hidden)} more` : undefined}</p>`
      : undefined
  }${answerOf(answered)}</li>
`;
}

function answerOf(answered: Finding['answered']): Html | undefined {
  if (answered === undefined) return undefined;
  if (answered === 'withdrawn') return html`<p class="soft">Withdrawn since.</p>`;
  const { by, reason, unconfirmed } = answered;
  const claimed = unconfirmed ? ' (as Elastic has it)' : undefined;
  return html`<p class="soft">Answered by <strong>${outside(by)}</strong>${claimed}: ${outside(reason, SENTENCE_LIMIT)}</p>`;
}
