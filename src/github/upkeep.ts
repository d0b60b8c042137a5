import type { Acknowledgement } from '../session.ts';
import { askedComment, changedComment, type Draft, restoredComment, type TextOptions } from './issue-text.ts';
import type { Marker } from './marker.ts';
import type { Talk } from './talk.ts';
import type { Topic } from './topic.ts';

/** What is to be done with an issue. */
export interface Upkeep {
  /** For the log, after "Issue #7": `has more acts`; undefined if nothing is to be done. */
  readonly say: string | undefined;
  /** Written before the change, so that a run that dies between the two tells it twice rather than never. */
  readonly comment: string | undefined;
  /** Fields of the issue to be set. */
  readonly change: Readonly<Record<string, string>> | undefined;
  readonly acknowledged: Acknowledgement | undefined;
  /** True if a reason was given for something else than it is about now. */
  readonly outgrown: boolean;
  /** Closed by somebody who gave no reason, and was asked for one before. */
  readonly unexplainedClose: boolean;
}

/** How an issue stands. */
export interface Standing {
  readonly number: number;
  readonly open: boolean;
  readonly marker: Marker;
  /** False if somebody else changed its text. */
  readonly intact: boolean;
}

const RANK = { expected: 0, withdrawn: 0, unexplained: 1, unanswered: 1, 'against-policy': 2 } as const;
const NOTHING: Upkeep = {
  say: undefined,
  comment: undefined,
  change: undefined,
  acknowledged: undefined,
  outgrown: false,
  unexplainedClose: false,
};

/**
 * Decides about an issue that is there already. A run that sees fewer acts than the issue tells changes nothing in it: it
 * read only a part of what it is about. A reason closes it for good, as long as what it was given for stays the same. What somebody
 * else wrote into the issue is written over, and takes the reason with it.
 */
export function upkeepOf(
  topic: Topic,
  { number, open, marker, intact }: Standing,
  draft: Draft,
  talk: Talk,
  audience: TextOptions['audience'],
): Upkeep {
  const same = draft.marker.events === marker.events;
  const given = open || !intact ? undefined : talk.reason;
  const { about } = marker;
  const acknowledged = given && same ? { ...given, about, issue: number, events: marker.events } : undefined;
  const outgrown = given !== undefined && !same;
  const partial = draft.marker.count < marker.count;
  const rewritten = { title: draft.title, body: draft.body };

  const { settled } = topic;
  if (topic.verdict === 'not-judged' || (settled !== undefined && (!open || partial))) {
    return { ...NOTHING, acknowledged };
  }
  if (settled !== undefined) {
    // Open again by hand: somebody wants to look at it.
    if (RANK[marker.verdict] === 0) return NOTHING;
    return {
      ...NOTHING,
      say: settled,
      comment: topic.settledComment(audience),
      change: { ...rewritten, state: 'closed', state_reason: 'completed' },
    };
  }
  if (!intact) {
    return {
      ...NOTHING,
      say: `has a text that somebody else changed: written again${open ? '' : ' and open again'}`,
      comment: restoredComment(!open),
      change: open ? rewritten : { ...rewritten, state: 'open' },
    };
  }
  if (!partial && (!same || RANK[draft.marker.verdict] > RANK[marker.verdict])) {
    return {
      ...NOTHING,
      outgrown,
      say: `${about === 'session' ? 'is of an access that has other acts or a worse verdict now' : 'is about other findings now'}: ${open ? 'written again' : 'open again'}`,
      comment: changedComment(marker, draft.marker, !open),
      change: open ? rewritten : { ...rewritten, state: 'open' },
    };
  }
  if (outgrown) return { ...NOTHING, outgrown };
  const other = !partial && draft.marker.text !== marker.text;
  if (!open && acknowledged === undefined) {
    if (talk.asked) return { ...NOTHING, unexplainedClose: true };
    return {
      ...NOTHING,
      say: 'was closed without a reason: open again, once',
      comment: askedComment(about),
      change: { ...(other ? rewritten : {}), state: 'open' },
    };
  }
  if (!other) return { ...NOTHING, acknowledged };
  return { ...NOTHING, say: 'is written again', change: rewritten, acknowledged };
}
