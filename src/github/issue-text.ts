import { cut, showable } from '../runner/log.ts';
import type { Act, ActKind, JudgedSession } from '../session.ts';
import { eventsHash } from '../session-events.ts';
import {
  type About,
  actsOf,
  type CommentMark,
  commentMark,
  type Marker,
  sealed,
  shortHash,
  tenantMark,
} from './marker.ts';

/** What the text of an issue needs beside the session. */
export interface TextOptions {
  readonly tenant: string;
  /** IANA name: the clock of all times in it. */
  readonly timeZone: string;
  /** In a `public` repository the whole world reads: then times, counts and verdict are all that is told. */
  readonly audience: 'public' | 'private';
  readonly runUrl: string | undefined;
  readonly artifactUrl: string | undefined;
}

/** An issue as it should be. */
export interface Draft {
  readonly title: string;
  readonly body: string;
  readonly marker: Marker;
}

const LISTED_ACTS = 50;
const LISTED_NAMES = 20;
/** UTF-16 units of one text from outside: all that is listed stays far below the 65,536 that GitHub takes. */
const TEXT_LIMIT = 120;

const KINDS: Readonly<Record<ActKind, string>> = {
  'signed-in': 'signed in',
  'sign-in-failed': 'sign-in failed',
  'signed-out': 'signed out',
  seen: 'seen',
  changed: 'changed',
  exported: 'exported',
  unknown: 'other',
};
const FIRSTS = { person: 'the person', network: 'the network', act: 'the kind of act' } as const;

/**
 * The issue about one session. Every text from outside stands in a code span: GitHub looks for mentions, references and
 * addresses after Markdown, in everything but code, so no escape keeps an `@` from notifying somebody
 * (https://github.com/github/markup/issues/1168).
 */
export function draftOf(judged: JudgedSession, options: TextOptions): Draft {
  const { session, verdict } = judged;
  const title = titleOf(judged, options);
  const told = (of: JudgedSession) => [leadOf(of), factsOf(of, options), actsText(of, options), ADVICE];
  const marker: Marker = {
    about: 'session',
    subject: session.id,
    anchor: session.acts[0]?.key ?? session.id,
    tenant: tenantMark(options.tenant),
    count: actsOf(judged),
    events: eventsHash(session),
    verdict: verdict === 'not-judged' ? 'unexplained' : verdict,
    // What a run finds to be new, the next one has seen: that alone is no reason to write the issue again.
    text: shortHash([title, ...told({ ...judged, firsts: [] })].join('\n')),
  };
  return { title, body: sealed([...told(judged), linksOf(options)].join('\n\n'), marker), marker };
}

/** The title names no person: titles are in the subject of mails and in lists. */
function titleOf(judged: JudgedSession, { tenant, timeZone, audience }: TextOptions): string {
  const begin = momentOf(judged.session.first, timeZone);
  return `Provider access of ${begin.slice(0, 16)}: ${countOf(actsOf(judged), 'act')}, ${judged.verdict}${whoseOf(tenant, audience)}`;
}

/**
 * Whose tenant it is, as the end of a title. Titles know no escapes, and code in them only, so a name that could mean something is
 * left out: a changed one would be nobody's.
 */
export function whoseOf(tenant: string, audience: TextOptions['audience']): string {
  return audience === 'public' || !/^[\p{L}\p{N} ._-]+$/u.test(tenant) ? '' : ` (tenant ${tenant})`;
}

function leadOf(judged: JudgedSession): string {
  const acts = actsOf(judged);
  switch (judged.verdict) {
    case 'expected':
      return 'The provider was in the account, and approvals explain all that was done.';
    case 'against-policy':
      return 'The provider was in the account **against its policy**.';
    default:
      if (judged.unapproved >= acts) return 'The provider was in the account, and **no approval explains it**.';
      return `The provider was in the account, and **no approval explains ${formatCount(judged.unapproved)} of ${countOf(acts, 'act')}**.`;
  }
}

function factsOf(judged: JudgedSession, { tenant, timeZone, audience }: TextOptions): string {
  const { session, broken, firsts, approvedBy } = judged;
  const open = audience === 'private';
  const counted = (Object.keys(KINDS) as ActKind[])
    .filter((kind) => session.counts[kind] > 0)
    .map((kind) => `${formatCount(session.counts[kind])} ${KINDS[kind]}`);
  const began = session.wholeBeginning ? '' : '; it may have begun earlier';
  const facts = [
    open ? `Tenant: ${codeSpan(tenant)}` : '',
    open ? `Person: ${session.person === undefined ? 'no act names one' : codeSpan(session.person)}` : '',
    session.doubtful ? "Doubtful: the log doesn't say for sure who it was" : '',
    `First act: ${momentOf(session.first, timeZone)}${began}`,
    `Last act: ${momentOf(session.last, timeZone)}, ${lengthOf(session.last - session.first)} after the first`,
    `Acts: ${formatCount(actsOf(judged))} (${counted.join(', ')})`,
    `Without an approval: ${countOf(judged.unapproved, 'act')}`,
    session.contentActs > 0 ? `Content of mail was seen or exported in ${countOf(session.contentActs, 'act')}` : '',
    open ? namesOf('Addresses', session.addresses) : '',
    open ? namesOf('Applications', session.applications) : '',
    open
      ? namesOf(
          'Approvals',
          approvedBy.map(({ approval }) => approval.ticket),
        )
      : '',
    open && judged.near ? `Closest approval: ${codeSpan(judged.near.approval.ticket)} ${judged.near.sentence}` : '',
    firsts.length > 0 ? `Not seen before: ${firsts.map((first) => FIRSTS[first]).join(', ')}` : '',
    ...broken.map(({ rule, sentence }) => `Against the policy (${rule})${open ? `: ${plain(sentence)}` : ''}`),
  ];
  const listed = facts.filter((fact) => fact !== '').map((fact) => `- ${fact}`);
  return listed.join('\n');
}

function actsText(judged: JudgedSession, { timeZone, audience }: TextOptions): string {
  if (audience === 'public') {
    return 'This repository is public, so who it was and what was done is not told here: see the evidence of the run.';
  }
  const shown = judged.session.acts.slice(0, LISTED_ACTS);
  const hidden = actsOf(judged) - shown.length;
  const more = hidden > 0 ? [`- and ${formatCount(hidden)} more, in the evidence of the run`] : [];
  return ['### Acts', '', ...shown.map((act) => `- ${actLine(act, timeZone)}`), ...more].join('\n');
}

function actLine(act: Act, timeZone: string): string {
  const parts = [
    `${momentOf(act.time, timeZone)} ${KINDS[act.kind]}`,
    act.auditType === undefined ? '' : codeSpan(act.auditType),
    act.object === undefined ? '' : codeSpan(act.object),
    act.content ? '**content of mail**' : '',
    act.outcome === 'failure' && act.kind !== 'sign-in-failed' ? 'failed' : '',
    act.address === undefined ? '' : `from ${codeSpan(act.address)}${moreOf(act.moreAddresses?.length ?? 0)}`,
    act.application === undefined ? '' : `with ${codeSpan(act.application)}`,
  ];
  return parts.filter((part) => part !== '').join(', ');
}

const ADVICE = [
  '### What to do',
  '',
  '- If it was in order, close this issue with a comment that begins with `reason:`, for example `reason: agreed by phone, ticket 4711`. The next run takes its text and your login into the record of this access.',
  '- If an approval is missing, add it to the approvals file: the next run that sees this access closes the issue.',
  '- If nobody knows about it, ask the provider, and keep this issue open until there is an answer.',
].join('\n');

export function linksOf({ runUrl, artifactUrl }: TextOptions): string {
  const links = [linkTo('Run that wrote this', runUrl), linkTo('its evidence', artifactUrl)].filter(
    (link) => link !== '',
  );
  return links.length === 0 ? 'Where the run kept its evidence stands in its log.' : `${links.join(', ')}.`;
}

function linkTo(text: string, url: string | undefined): string {
  return url !== undefined && /^https?:\/\/[\w.:/-]{1,500}$/.test(url) ? `[${text}](${url})` : '';
}

const WORDS = {
  session: { one: 'access', part: 'act', others: 'Acts of it are other ones now.' },
  finding: { one: 'finding', part: 'finding', others: 'It is about other findings now.' },
} as const;

/** The comment on an issue of whose subject more is known, or worse: a changed text notifies nobody. */
export function changedComment(before: Marker, now: Marker, reopened: boolean): string {
  const { one, part, others } = WORDS[now.about];
  const more =
    now.count > before.count ? ` It has ${countOf(now.count, part)} now, and had ${formatCount(before.count)}.` : '';
  const verdict =
    now.verdict === before.verdict ? '' : ` Its verdict is ${now.verdict} now, and was ${before.verdict}.`;
  const open = reopened ? ' So the issue is open again.' : '';
  const what = more + verdict === '' ? ` ${others}` : '';
  return comment(
    'changed',
    `More is known of this ${one} than this issue told.${more}${what}${verdict} A reason that was given before does not count for it.${open}`,
  );
}

/** The comment on an issue whose text somebody else has changed. */
export function restoredComment(reopened: boolean): string {
  const open = reopened ? ', and the issue is open again' : '';
  return comment(
    'changed',
    `The text of this issue was changed by somebody else, so it is written again. A reason that was given before does not count${open}. Please write notes into comments.`,
  );
}

/** The comment on an issue that somebody closed without saying why. */
export function askedComment(about: About): string {
  return comment(
    'asked',
    `This issue was closed without a reason, so nobody has acknowledged the ${WORDS[about].one}, and it is open again. Please close it with a comment that begins with \`reason:\`. This is asked only once.`,
  );
}

/** The comment with which an issue is closed because approvals explain its session now. */
export function expectedComment({ approvedBy }: JudgedSession, audience: TextOptions['audience']): string {
  const tickets = approvedBy.slice(0, LISTED_NAMES).map(({ approval }) => codeSpan(approval.ticket));
  const which = audience === 'public' || tickets.length === 0 ? '' : ` (${tickets.join(', ')})`;
  return comment('settled', `Approvals explain this access now${which}, so this issue is closed.`);
}

/** The comment with which an issue is closed because what it tells of is no longer so. */
export function withdrawnComment(): string {
  return comment('settled', 'Mimecast gives out again what had vanished, so this issue is closed.');
}

/** The comment with which an issue is closed because its subject turned out to be a part of another one. */
export function mergedComment(about: About, number: number): string {
  return comment('merged', `This ${WORDS[about].one} is a part of the one in #${number}, so this issue is closed.`);
}

function comment(mark: CommentMark, text: string): string {
  return `${text}\n\n${commentMark(mark)}`;
}

/**
 * Text from outside as a code span of one line: it shows as it is, with control characters and direction marks as visible
 * escapes, and does nothing. Its fence is longer than any run of backticks in it (https://spec.commonmark.org/0.31.2/#code-spans);
 * of a run of more than eight the rest is an ellipsis.
 */
export function codeSpan(text: string, limit = TEXT_LIMIT): string {
  const shown = cut(showable(text, limit).replace(/`{9,}/g, '````````…'), limit);
  if (/^\s*$/.test(shown)) return '(empty)';
  const longest = Math.max(0, ...(shown.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = /^[`\s]|[`\s]$/.test(shown) ? ' ' : '';
  return fence + pad + shown + pad + fence;
}

/** A sentence of ours as it is; as code if anything in it could mean something to Markdown or GitHub. */
export function plain(sentence: string, limit = 2 * TEXT_LIMIT): string {
  const harmless = /^[\p{L}\p{N} ,.;()'%:/+-]+$/u.test(sentence) && !/:\/\/|www\.|GH-\d/i.test(sentence);
  return harmless ? cut(sentence, limit) : codeSpan(sentence, limit);
}

function namesOf(what: string, names: readonly string[]): string {
  if (names.length === 0) return '';
  return `${what}: ${names
    .slice(0, LISTED_NAMES)
    .map((name) => codeSpan(name))
    .join(', ')}${moreOf(names.length - LISTED_NAMES)}`;
}

function moreOf(count: number): string {
  return count > 0 ? ` and ${formatCount(count)} more` : '';
}

/** `2026-11-24 10:05:31 UTC+01:00`. @param ms ms UTC. */
export function momentOf(ms: number, timeZone: string): string {
  // Swedish has the order and the marks of ISO 8601.
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'longOffset',
  });
  return format.format(ms).replace('GMT', 'UTC').replace('−', '-');
}

/** To two units: `45 s`, `2 h 5 min`. */
function lengthOf(ms: number): string {
  const seconds = Math.round(ms / 1000);
  const parts = [
    [Math.floor(seconds / 3600), 'h'],
    [Math.floor(seconds / 60) % 60, 'min'],
    [seconds % 60, 's'],
  ] as const;
  const first = parts.findIndex(([count]) => count > 0);
  if (first < 0) return '0 s';
  const two = parts.slice(first, first + 2).filter(([count]) => count > 0);
  return two.map(([count, unit]) => `${formatCount(count)} ${unit}`).join(' ');
}

function countOf(count: number, one: string): string {
  return `${formatCount(count)} ${one}${count === 1 ? '' : 's'}`;
}

export function formatCount(count: number): string {
  return count.toLocaleString('en-US');
}
