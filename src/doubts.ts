import type { Span } from './span.ts';

/** A span of which Elastic holds less than was delivered. */
export interface Gone {
  readonly span: Span;
  readonly of: 'events' | 'accesses';
  /** What a run recorded as delivered. */
  readonly recorded: number;
  /** What Elastic holds now. */
  readonly held: number;
}

/** What was found out about a period and speaks against saying that somebody was not there. */
export interface Doubts {
  /** What was delivered and is no longer held, where no evidence beside has it. */
  gone: readonly Gone[];
  /** Covered spans whose records have no counts, so that it can't be told whether all of it is held. */
  uncounted: readonly Span[];
  /** Provider accesses whose time can't be read. */
  untimed: number;
  /** Provider accesses that were given out for a time that is not theirs. */
  misdated: number;
  /** Rows of which nothing was understood, so that they may be anybody's. */
  notUnderstood: number;
  /** Events that can't be stored because a document that says to be another owner's has their id. */
  foreign: number;
  /** Documents that are not what a run wrote: id, hash and content don't fit together. */
  unlike: number;
  /** Events that were changed or no longer given out after they had been received. */
  changed: number;
  /** Actors of whom it is in doubt whether they are the provider's. */
  doubtful: number;
  /** Not all events were looked at. */
  notCounted: boolean;
  /** What was read could not be held against what Elastic holds, though there is an Elastic. */
  notCompared: boolean;
  /** Of some of the period only Elastic says that it was read: no evidence beside shows it. */
  elasticAlone: boolean;
}

/** No doubt at all. */
export function noDoubts(): Doubts {
  return {
    ...{ gone: [], uncounted: [], untimed: 0, misdated: 0, notUnderstood: 0, foreign: 0, unlike: 0, changed: 0 },
    ...{ doubtful: 0, notCounted: false, notCompared: false, elasticAlone: false },
  };
}
