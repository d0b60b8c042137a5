import { isUnanswered, type Matter } from '../matter.ts';
import type { JudgedSession } from '../session.ts';
import { findingDraftOf } from './finding-text.ts';
import { type Draft, draftOf, expectedComment, type TextOptions, withdrawnComment } from './issue-text.ts';
import type { About, MarkedVerdict } from './marker.ts';

/** What an issue can be about: a session, or serious findings. */
export interface Topic {
  readonly about: About;
  readonly id: string;
  /** What it consists of: an issue whose anchor is among these is about it. */
  readonly keys: ReadonlySet<string>;
  /** When it began, ms UTC: an issue about it is younger. */
  readonly time: number;
  /** The greater, the earlier an issue is opened. */
  readonly weight: number;
  readonly verdict: MarkedVerdict | 'not-judged';
  /** Nobody has to answer it any more, and why, after "Issue #7". */
  readonly settled: string | undefined;
  draft(options: TextOptions): Draft;
  /** The comment with which its issue is closed when it is settled. */
  settledComment(audience: TextOptions['audience']): string;
}

/** A judged session as the topic of an issue. */
export function sessionTopic(judged: JudgedSession): Topic {
  const { session, verdict } = judged;
  return {
    about: 'session',
    id: session.id,
    keys: new Set(session.acts.map(({ key }) => key)),
    time: session.first,
    weight: Number(verdict === 'against-policy'),
    verdict,
    settled: verdict === 'expected' ? 'is explained by approvals now: closed' : undefined,
    draft: (options) => draftOf(judged, options),
    settledComment: (audience) => expectedComment(judged, audience),
  };
}

/** Serious findings as the topic of an issue. */
export function findingTopic(matter: Matter): Topic {
  const { id, members, raised, findings, withdrawn } = matter;
  return {
    about: 'finding',
    id,
    keys: new Set(members),
    time: raised,
    weight: Number(isUnanswered(matter) && findings.some(({ severity }) => severity === 'high')),
    verdict: withdrawn ? 'withdrawn' : 'unanswered',
    settled: withdrawn ? 'is of events that Mimecast gives out again: closed' : undefined,
    draft: (options) => findingDraftOf(matter, options),
    settledComment: withdrawnComment,
  };
}
