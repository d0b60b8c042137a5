import type { Finding } from '../finding.ts';
import type { Matter } from '../matter.ts';
import { countOfKind } from '../serious.ts';
import {
  codeSpan,
  type Draft,
  formatCount,
  linksOf,
  momentOf,
  plain,
  type TextOptions,
  whoseOf,
} from './issue-text.ts';
import { type Marker, sealed, shortHash, tenantMark } from './marker.ts';

const LISTED = 50;
const LISTED_EVENTS = 3;
/** UTF-16 units: 50 of them stay far below the 65,536 that GitHub takes. */
const SENTENCE_LIMIT = 600;

/** The issue about serious findings. Nothing in their sentences is text of an event; what Elastic has of them counts as text from outside. */
export function findingDraftOf(matter: Matter, options: TextOptions): Draft {
  const title = titleOf(matter, options);
  const told = [leadOf(matter), factsOf(matter, options), listOf(matter, options), ADVICE];
  const marker: Marker = {
    ...{ about: 'finding', subject: matter.id, anchor: matter.members[0] ?? matter.id },
    ...{ tenant: tenantMark(options.tenant), count: matter.findings.length, events: matter.events },
    verdict: matter.withdrawn ? 'withdrawn' : 'unanswered',
    text: shortHash([title, ...told].join('\n')),
  };
  return { title, body: sealed([...told, linksOf(options)].join('\n\n'), marker), marker };
}

function titleOf({ kind, findings, raised }: Matter, { tenant, timeZone, audience }: TextOptions): string {
  const [first, ...others] = findings;
  const whose = whoseOf(tenant, audience);
  const time = others.length === 0 ? first?.time : undefined;
  const words = countOfKind(kind, findings.length);
  if (time === undefined || kind === 'clock-skew') {
    return `Found on ${momentOf(raised, timeZone).slice(0, 10)}: ${words}${whose}`;
  }
  return `Found: ${words} of ${momentOf(time, timeZone).slice(0, 16)}${whose}`;
}

const LEADS: Readonly<Partial<Record<Finding['kind'], string>>> = {
  'altered-event': 'Mimecast gives out other content now than it gave out before, under the same id.',
  'vanished-event': 'Mimecast gave this out before, and **no longer does**.',
  'forged-document': 'What Elastic holds under the name of an event **is not that event**.',
  'missing-document': 'Elastic no longer holds what a run had stored.',
  'late-event': 'This was not there when its time was read, and came long after it.',
  'undated-event': 'Mimecast gave out an event without a time that can be read.',
  'misdated-event': 'Mimecast gave out an event when other times were asked for.',
  'hole-lost': 'This time was never read, and **can no longer be read**.',
  'clock-skew': "The clock of the runner differs from Mimecast's.",
  'rejected-document': 'Elastic did not take the document of an event.',
  'category-changed': 'Mimecast offers other categories than before.',
};

function leadOf({ kind, withdrawn }: Matter): string {
  if (withdrawn) return 'Mimecast gave this out before, did not for a while, and gives it out again.';
  return LEADS[kind] ?? 'A run found something that a person should look at.';
}

function factsOf({ kind, findings, raised }: Matter, { tenant, timeZone, audience }: TextOptions): string {
  const facts = [
    audience === 'private' ? [`Tenant: ${codeSpan(tenant)}`] : [],
    `Found: ${countOfKind(kind, findings.length)}`,
    `First found: ${momentOf(raised, timeZone)}`,
  ];
  return facts
    .flat()
    .map((fact) => `- ${fact}`)
    .join('\n');
}

function listOf({ findings }: Matter, { audience }: TextOptions): string {
  if (audience === 'public') {
    return 'This repository is public, so what was found is not told here: see the summary and the evidence of the run.';
  }
  const lines = findings.slice(0, LISTED).map(lineOf);
  const hidden = findings.length - lines.length;
  if (hidden > 0) lines.push(`- and ${formatCount(hidden)} more, in Elastic and in the summary of the run`);
  return ['### Findings', '', ...lines].join('\n');
}

function lineOf({ severity, sentence, events }: Finding): string {
  const keys = events.slice(0, LISTED_EVENTS).map((key) => codeSpan(key));
  const more = events.length > keys.length ? ` and ${formatCount(events.length - keys.length)} more` : '';
  const named = keys.length === 0 ? '' : ` Event ${keys.join(', ')}${more}.`;
  return `- **${severity}**: ${plain(sentence, SENTENCE_LIMIT)}${named}`;
}

const ADVICE = [
  '### What to do',
  '',
  '- Find out how it came about: the evidence of the runs has each event as Mimecast gave it out then. If the provider has to explain it, ask.',
  '- When you know, close this issue with a comment that begins with `reason:`, for example `reason: removed by the provider at our request, ticket 4711`. The next run takes its text and your login into the record.',
  '- Until then it is unanswered: every run says so, and fails if `fail-on` is `unanswered` or `finding`.',
].join('\n');
