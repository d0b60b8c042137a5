import type { JudgedSession } from '../../session.ts';
import type { Account } from '../account.ts';
import { actsOf, needOf, STANDINGS, type Standing, standingOf } from '../account-verdict.ts';
import { type Html, html, sizeOf } from '../html.ts';
import { formatCount } from '../text.ts';
import type { Section } from './section.ts';
import { sessionCard } from './session.ts';

/** Most acts listed of each session; the first that makes a group fit is taken. */
const ACT_LIMITS = [200, 50, 20, 10, 5, 2, 1, 0];

const GROUPS: Readonly<Record<Standing, string>> = {
  open: 'A person must look at these',
  'not-judged': 'Not judged',
  explained: 'Explained afterwards',
  expected: 'As agreed',
};

/**
 * The sessions, those that need a person first. What has no room gives way by importance and is counted.
 * @param room bytes.
 */
export function sessionsSection(account: Account, room: number): Section {
  const { sessions, sessionsLeftOut, openLeftOut } = account;
  const groups: Html[] = [];
  let left = room;
  let hidden = 0;
  for (const [place, standing] of STANDINGS.entries()) {
    const members = sessions.filter((session) => standingOf(session) === standing);
    if (members.length === 0) continue;
    // The acts of one group do not push the sessions of another off the page.
    const later = sessions.filter((session) => STANDINGS.indexOf(standingOf(session)) > place);
    const reserved = Math.min(withoutActs(later, account.timeZone), left / 3);
    const { cards, bytes } = fitting(members, account.timeZone, left - reserved);
    left -= bytes;
    hidden += members.length - cards.length;
    if (cards.length > 0) groups.push(group(standing, cards, members.length));
  }
  const notes = [
    hidden > 0
      ? html`<p class="note"><strong>${formatCount(hidden, 'session has', 'sessions have')} no room on this page.</strong> Shown are those that need a person first, and of these the exports, the content of mail and the changes first. All are in access.json and access.csv.</p>`
      : undefined,
    sessionsLeftOut > 0
      ? html`<p class="note"><strong>${formatCount(sessionsLeftOut, 'session is', 'sessions are')} in no list of this account</strong>, as there are too many${needOf(openLeftOut)}. Their events are in events.ndjson.</p>`
      : undefined,
  ];
  return { id: 'sessions', title: 'Access sessions', body: html`${notes}${groups}` };
}

function group(standing: Standing, cards: readonly Html[], count: number): Html {
  const shown = cards.length < count ? `, ${formatCount(cards.length)} of them shown` : '';
  return html`<div class="group"><h3>${GROUPS[standing]} <span class="soft">${formatCount(count)}${shown}</span></h3>
${cards}</div>
`;
}

/** Bytes of the sessions without their acts. */
function withoutActs(sessions: readonly JudgedSession[], timeZone: string): number {
  return sessions.reduce((bytes, session) => bytes + sizeOf(sessionCard(session, timeZone, 0)), 0);
}

/** As many sessions of a group as have room, each with as many acts as then have. */
function fitting(sessions: readonly JudgedSession[], timeZone: string, room: number): { cards: Html[]; bytes: number } {
  for (const limit of ACT_LIMITS) {
    const cards: Html[] = [];
    let bytes = 0;
    for (const session of sessions) {
      const card = sessionCard(session, timeZone, limit);
      bytes += sizeOf(card);
      if (bytes > room) break;
      cards.push(card);
    }
    if (cards.length === sessions.length) return { cards, bytes };
  }
  return mostImportant(sessions, timeZone, room);
}

function mostImportant(
  sessions: readonly JudgedSession[],
  timeZone: string,
  room: number,
): { cards: Html[]; bytes: number } {
  const kept = new Map<number, Html>();
  let bytes = 0;
  const ranked = [...sessions.entries()].toSorted(([, a], [, b]) => weightOf(b) - weightOf(a));
  for (const [index, session] of ranked) {
    const card = sessionCard(session, timeZone, 0);
    if (bytes + sizeOf(card) > room) break;
    bytes += sizeOf(card);
    kept.set(index, card);
  }
  const inOrder = [...kept].toSorted(([a], [b]) => a - b).map(([, card]) => card);
  return { cards: inOrder, bytes };
}

/** What was done weighs more than how much of it. */
function weightOf(judged: JudgedSession): number {
  const { counts, contentActs } = judged.session;
  const kinds = (counts.exported > 0 ? 8 : 0) + (contentActs > 0 ? 4 : 0) + (counts.changed > 0 ? 2 : 0);
  return kinds + (judged.broken.length > 0 ? 1 : 0) + 1 - 1 / (1 + actsOf(judged));
}
