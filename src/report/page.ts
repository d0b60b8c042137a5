import { hash } from 'node:crypto';
import { visible } from '../runner/log.ts';
import type { Account } from './account.ts';
import { verdictOfAccount } from './account-verdict.ts';
import { type Html, html, outside, renderHtml, sizeOf, trusted } from './html.ts';
import { spanName } from './moment.ts';
import { approvalsSection } from './page/approvals.ts';
import { calendarSection } from './page/calendar.ts';
import { checkSection, limitsSection } from './page/closing.ts';
import { findingsSection } from './page/findings.ts';
import { completenessSection, pageFacts, pageHead, pageVerdict } from './page/hero.ts';
import { renderSection, type Section } from './page/section.ts';
import { sessionsSection } from './page/sessions.ts';
import { STYLE } from './page/style.ts';
import { trendSection } from './page/trend.ts';
import { untimedSection } from './page/untimed.ts';

/** Bytes of UTF-8. Browsers and mail filters take more, people don't. */
const PAGE_LIMIT = 4_800_000;
const TITLE_LIMIT = 200;

/** Nothing but the one style sheet of the page itself: no script, no request, no form, no frame. */
const POLICY = `default-src 'none'; style-src 'sha256-${hash('sha256', STYLE, 'base64')}'; img-src data:; base-uri 'none'; form-action 'none'`;

/**
 * The account as `access.html`: one page that needs nothing but itself, for screens of any width, paper and screen readers,
 * under 5 MB whatever the account holds. Text from outside is escaped, isolated and cut; sessions give way by importance.
 */
export function renderPage(account: Account): string {
  const verdict = verdictOfAccount(account);
  const { doubts } = account.completeness;
  const none = account.sessions.length + account.sessionsLeftOut + doubts.untimed === 0;
  const read = completenessSection(account, verdict);
  const before = [untimedSection(account), findingsSection(account), approvalsSection(account)];
  const beside = [calendarSection(account), trendSection(account)];
  const after = [limitsSection(account), checkSection(account)];
  const assemble = (sessions: Section): Html => {
    // Where nobody came, what was read is the news.
    const main = given(none ? [read, ...before] : [sessions, ...before]);
    const side = given(none ? beside : [read, ...beside]);
    const end = given(after);
    return html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex, nofollow">
<title>${verdict.title}: provider access to ${visible(account.tenant.slice(0, TITLE_LIMIT))}, ${spanName(account.period, account.timeZone)}</title>
<link rel="icon" href="data:,">
<style>${trusted(STYLE)}</style>
</head>
<body>
${pageHead(account)}
<main>
${pageVerdict(account, verdict)}
${pageFacts(account, [...main, ...side, ...end])}
<div class="columns">
<div class="main">
${main.map(renderSection)}</div>
<div class="side">
${side.map(renderSection)}</div>
</div>
${end.map(renderSection)}</main>
<footer><p>Made by ${outside(account.tool.name)} ${outside(account.tool.version)} from Mimecast’s audit log. Long texts end in “…” here; access.json has them whole.</p></footer>
</body>
</html>
`;
  };
  const room = PAGE_LIMIT - sizeOf(assemble({ id: 'sessions', title: 'Access sessions', body: html`` }));
  return renderHtml(assemble(sessionsSection(account, room - ROOM_FOR_NOTES)));
}

/** Bytes of headings and of the sentences about what was left out. */
const ROOM_FOR_NOTES = 10_000;

function given(sections: readonly (Section | undefined)[]): Section[] {
  return sections.filter((section) => section !== undefined);
}
