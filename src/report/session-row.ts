import type { JudgedSession } from '../session.ts';
import { actsOf, type Standing, standingOf } from './account-verdict.ts';
import { KIND_WORDS, KINDS, RULE_WORDS, VERDICT_WORDS } from './account-words.ts';
import type { Report } from './report.ts';
import { codeMarkdown, escapeMarkdown, formatCount, formatLength, formatTime, linkMarkdown } from './text.ts';

const NAME_LIMIT = 120;
const ADDRESS_LIMIT = 60;
const REASON_LIMIT = 200;
const SENTENCE_LIMIT = 300;
const NAMED_ADDRESSES = 3;
const NAMED_TICKETS = 3;
const NAMED_RULES = 6;

/** The word beside it says the same: colours are not for everyone. */
const ICONS: Readonly<Record<Standing, string>> = { open: '🔴', 'not-judged': '🟡', explained: '🟢', expected: '🟢' };
const FIRST_WORDS = { person: 'person', network: 'network', act: 'kind of act' };

/** Head of the table, in Markdown. @param zone harmless already. */
export function tableHead(zone: string): string {
  return `| verdict | when (${zone}) | who, from | what | why |\n|---|---|---|---|---|`;
}

/** One session as a row of the table: one line of Markdown, in which text from outside does nothing. */
export function sessionRow(name: string, judged: JudgedSession, report: Report): string {
  const { session } = judged;
  const cells = [
    `**${name}** ${ICONS[standingOf(judged)]} ${verdictWords(judged)}`,
    whenCell(judged, report.timeZone),
    [
      session.person === undefined ? 'nobody is named' : codeMarkdown(session.person, NAME_LIMIT),
      someOf(session.addresses, NAMED_ADDRESSES, ADDRESS_LIMIT) ?? 'no address',
    ].join('<br>'),
    whatCell(judged),
    whyCell(judged, report),
  ];
  return `| ${cells.join(' | ')} |`;
}

/** What became of it, as the page says it. */
function verdictWords(judged: JudgedSession): string {
  return standingOf(judged) === 'explained' ? 'Explained afterwards' : VERDICT_WORDS[judged.verdict];
}

/** First to last act on the clock of the time zone; the day and the offset once where they are the same. */
function whenCell({ session: { first, last, wholeBeginning } }: JudgedSession, timeZone: string): string {
  const [from, to] = [first, last].map((time) => formatTime(time, timeZone)) as [string, string];
  const same = from.slice(0, 10) === to.slice(0, 10) && from.slice(19) === to.slice(19);
  const span = same ? `${from.slice(0, 19)} to ${to.slice(11)}` : `${from} to ${to}`;
  const lines = first === last ? [from, 'one moment'] : [span, formatLength((last - first) / 1000)];
  return [...lines, ...(wholeBeginning ? [] : ['may have begun earlier'])].join('<br>');
}

function whatCell({ session: { counts, contentActs } }: JudgedSession): string {
  const kinds = KINDS.filter((kind) => counts[kind] > 0).map(
    (kind) => `${formatCount(counts[kind])} ${KIND_WORDS[kind]}`,
  );
  const content = contentActs > 0 ? [`**content of mail** in ${formatCount(contentActs, 'act')}`] : [];
  return [kinds.join(', ') || 'nothing', ...content].join('<br>');
}

/** Why it has its verdict, and what is new in it. */
function whyCell(judged: JudgedSession, report: Report): string {
  const { firsts, acknowledged, session, verdict } = judged;
  const notKept = actsOf(judged) - session.acts.length;
  const word = acknowledged && [
    `${linkMarkdown('explained', acknowledged.url)} by ${codeMarkdown(acknowledged.by, NAME_LIMIT)}: ${escapeMarkdown(acknowledged.reason, REASON_LIMIT)}${acknowledged.unconfirmed ? ' (as Elastic has it)' : ''}`,
  ];
  const seen = [...new Set(firsts)].map((first) => FIRST_WORDS[first]);
  const issue = report.issues?.links.get(session.id);
  const lines = [
    ...(word ?? []),
    ...(session.doubtful ? ["**doubtful**: the log doesn't say for sure who it was"] : []),
    ...(verdict === 'not-judged' ? ['no approvals file'] : []),
    ...rulesOf(judged),
    ...approvalsOf(judged),
    ...(notKept > 0 ? [`${formatCount(notKept, 'act')} too many to be judged`] : []),
    ...(seen.length > 0 ? [`**not seen before**: ${seen.join(', ')}`] : []),
    ...(issue === undefined ? [] : [linkMarkdown('issue', issue)]),
  ];
  return lines.join('<br>');
}

function rulesOf({ broken }: JudgedSession): string[] {
  const shown = broken
    .slice(0, NAMED_RULES)
    .map(({ rule, sentence }) => `**${RULE_WORDS[rule]}**: ${escapeMarkdown(sentence, SENTENCE_LIMIT)}`);
  return [...shown, ...moreOf(broken.length - shown.length)];
}

function approvalsOf(judged: JudgedSession): string[] {
  const { verdict, unapproved, approvedBy } = judged;
  if (verdict === 'not-judged') return [];
  const all = actsOf(judged);
  const tickets = [...new Set(approvedBy.map(({ approval }) => approval.ticket))];
  const named = someOf(tickets, NAMED_TICKETS, NAME_LIMIT);
  const which = named === undefined ? [] : [`approved: ${named}`];
  const near = judged.near && [
    `closest approval: ${codeMarkdown(judged.near.approval.ticket, NAME_LIMIT)} ${judged.near.sentence}`,
  ];
  if (unapproved === 0) return which;
  return [
    unapproved >= all ? 'no approval' : `**no approval for ${formatCount(unapproved)} of ${formatCount(all, 'act')}**`,
    ...which,
    ...(near ?? []),
  ];
}

/** The first of several texts from outside, and how many there are besides; undefined if there is none. */
function someOf(texts: readonly string[], most: number, limit: number): string | undefined {
  if (texts.length === 0) return undefined;
  const shown = texts.slice(0, most).map((text) => codeMarkdown(text, limit));
  return [...shown, ...moreOf(texts.length - shown.length)].join('<br>');
}

function moreOf(count: number): string[] {
  return count > 0 ? [`and ${formatCount(count)} more`] : [];
}
