import type { JudgedSession } from '../session.ts';
import { standingOf } from './account-verdict.ts';
import { approvalLines } from './approval-lines.ts';
import type { Report } from './report.ts';
import { codeMarkdown, formatCount, linkMarkdown } from './text.ts';

/** A session and its name in the table. */
export interface NamedSession {
  readonly name: string;
  readonly judged: JudgedSession;
}

const NAMED_SESSIONS = 10;
const TICKET_LIMIT = 120;

/** What a person has to do about the sessions, as Markdown: a line each, and approvals to paste for those that one could explain. */
export function adviceOf(sessions: readonly NamedSession[], report: Report): string[] {
  const open = sessions.filter(({ judged }) => standingOf(judged) === 'open');
  if (open.length === 0) return unjudged(report);
  const lines = open.slice(0, NAMED_SESSIONS).map((one) => `- **${one.name}** ${whatToDo(one, report)}`);
  const hidden = open.length - lines.length;
  if (hidden > 0) lines.push(`- and ${formatCount(hidden)} more in the same way`);
  return [
    '#### What needs a person',
    lines.join('\n'),
    'If nobody knows of an access, ask Mimecast, and keep the evidence of this run.',
    ...pasteable(open),
  ];
}

function whatToDo({ judged }: NamedSession, report: Report): string {
  const { session, verdict, broken, near } = judged;
  const reason = closing(report.issues?.links.get(session.id));
  const or = reason === undefined ? '' : `, or ${reason}`;
  const nearest = near
    ? ` The closest approval, ${codeMarkdown(near.approval.ticket, TICKET_LIMIT)}, ${near.sentence}.`
    : '';
  if (session.doubtful) {
    return `is doubtful, so no approval can cover it: ask Mimecast who it was${or}.`;
  }
  if (session.person === undefined) {
    return `names nobody, so no approval can cover it: ask Mimecast who it was${or}.`;
  }
  if (verdict === 'against-policy') {
    const rules = [...new Set(broken.map(({ rule }) => rule))].filter((rule) => rule !== 'ticket');
    if (rules.length === 0) return `did what always needs a ticket: find it and add its approval${or}.${nearest}`;
    return `breaks the policy: find out who allowed it. If somebody did, add an approval with <code>waives: &#91;${rules.join(', ')}&#93;</code>${or}.${nearest}`;
  }
  return `is not explained: find its ticket, then add an approval to the approvals file${or}.${nearest}`;
}

function closing(url: string | undefined): string | undefined {
  if (url === undefined) return undefined;
  return `close its ${linkMarkdown('issue', url)} with a comment that begins with <code>reason:</code>`;
}

/** Lines for every session that an approval could explain, as many as are named above. */
function pasteable(open: readonly NamedSession[]): string[] {
  const all = open.flatMap(({ name, judged }) => {
    const lines = approvalLines(judged);
    return lines === undefined ? [] : [{ name, lines }];
  });
  const [first, ...others] = all.slice(0, NAMED_SESSIONS);
  if (!first) return [];
  const what =
    others.length === 0
      ? `If ${first.name} was agreed, fill in the blanks and add this`
      : 'Of those that were agreed, fill in the blanks and add them';
  const shown =
    others.length === 0 ? [first.lines] : [first, ...others].map(({ name, lines }) => `  # ${name}\n${lines}`);
  const hidden = all.length - shown.length;
  return [
    `${what} to the list <code>approvals</code> of the approvals file:`,
    `\`\`\`yaml\n${shown.join('\n')}\n\`\`\``,
    ...(hidden > 0 ? [`The other ${formatCount(hidden)} get theirs once these are explained.`] : []),
    'The next run that reads this time again judges it anew.',
  ];
}

function unjudged({ sessions }: Report): string[] {
  if (!sessions.some((one) => standingOf(one) === 'not-judged')) return [];
  return [
    'Was each of them agreed? Look for the support case or the change that explains it. With an approvals file (input <code>approvals</code>) each run answers that by itself.',
  ];
}
