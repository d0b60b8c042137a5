import type { Doubts } from '../doubts.ts';
import { ACCESS_CATEGORY } from '../event.ts';
import { type Span, within } from '../span.ts';
import { formatWindowLength } from './account-words.ts';
import { formatCount } from './text.ts';

/** Everything that can speak against a proof. All of it is required, so that nobody who asks can forget one. */
export interface Reasons extends Readonly<Doubts> {
  /** What is spoken of; undefined if the run ended before it knew. */
  readonly period: Span | undefined;
  /** Not read, and can be. */
  readonly unread: readonly Span[];
  /** Not read, and Mimecast no longer gives it out. */
  readonly lost: readonly Span[];
  /** Every second was read to its end. */
  readonly ended: boolean;
  /** A query narrowed what was read. */
  readonly narrowed: boolean;
  readonly categories: readonly string[] | 'all';
  /** Sessions beyond what a run holds or judges. */
  readonly leftOut: number;
}

/** What may be said of what is not in an account. */
export interface Proof {
  /** Nothing speaks against it: what is not in the account is not in Mimecast's log. */
  readonly proven: boolean;
  /** Nothing is missing as far as is known: what speaks against it is only who says so, or that it is about log-ons alone. */
  readonly holds: boolean;
  /** Elastic's word alone stands for some of it. */
  readonly claimed: boolean;
  /** Only some categories were asked for, log-ons among them. */
  readonly logonsOnly: boolean;
  /** Some of the period was not read, or only a part of what it holds. */
  readonly unread: boolean;
  /** What speaks against it, most important first, as words that follow a colon. */
  readonly against: readonly string[];
}

/**
 * Decides what may be said of what is not in an account. Whatever says "proven", "nobody", "no others", or gives an all-clear in
 * another form, says it by this.
 */
export function proofOf(reasons: Reasons): Proof {
  const { categories, elasticAlone } = reasons;
  const missing = unreadOf(reasons);
  const doubts = doubtsOf(reasons);
  const logonsOnly = categories !== 'all' && categories.includes(ACCESS_CATEGORY);
  const scope = logonsOnly
    ? ['only some categories were asked for, and what the provider does is filed under any']
    : [];
  const claim = elasticAlone
    ? ['only Elastic says that all of it was read, and no evidence was given that shows it']
    : [];
  const against = [...missing, ...doubts, ...claim, ...scope];
  return {
    proven: against.length === 0,
    holds: missing.length + doubts.length === 0,
    claimed: elasticAlone,
    logonsOnly,
    unread: missing.length > 0,
    against,
  };
}

function unreadOf(reasons: Reasons): string[] {
  const { period, narrowed, categories, ended } = reasons;
  if (period === undefined) return ['the period was not read'];
  const [unread, lost] = [within(period, reasons.unread), within(period, reasons.lost)];
  const missing = [
    lost.length > 0
      ? [`no run has read ${formatWindowLength([...lost, ...unread])} of the period`]
      : unread.length > 0
        ? [`no run has read ${formatWindowLength(unread)} of the period yet`]
        : [],
    narrowed ? ['a query narrowed what was read'] : [],
    categories !== 'all' && !categories.includes(ACCESS_CATEGORY)
      ? [`category ${ACCESS_CATEGORY} was not asked for`]
      : [],
  ].flat();
  return ended || missing.length > 0 ? missing : ['the period was not read to its end'];
}

function doubtsOf(reasons: Reasons): string[] {
  const { gone, uncounted, period } = reasons;
  const { untimed, misdated, notUnderstood, foreign, unlike, changed, doubtful, leftOut } = reasons;
  const spans = period === undefined ? uncounted : within(period, uncounted);
  return [
    goneWords(gone, 'accesses'),
    goneWords(gone, 'events'),
    untimed > 0 ? [`${formatCount(untimed, 'access has', 'accesses have')} no time that can be read`] : [],
    misdated > 0
      ? [`${formatCount(misdated, 'access is', 'accesses are')} dated outside of the time that was asked for`]
      : [],
    doubtful > 0 ? [`${formatCount(doubtful, 'actor')} may be the provider's, which a person has to decide`] : [],
    notUnderstood > 0 ? [`nothing was understood of ${formatCount(notUnderstood, 'row')}, which may be anybody's`] : [],
    changed > 0
      ? [`${formatCount(changed, 'event was', 'events were')} changed or hidden by Mimecast after being received`]
      : [],
    unlike > 0
      ? [`${formatCount(unlike, 'document in Elastic is', 'documents in Elastic are')} not what a run has written`]
      : [],
    foreign > 0 ? [`${formatCount(foreign, 'event stands', 'events stand')} in Elastic as another tenant's`] : [],
    leftOut > 0 ? [`${formatCount(leftOut, 'session is', 'sessions are')} beyond what a run can hold`] : [],
    reasons.notCounted ? ['not all events were looked at'] : [],
    reasons.notCompared ? ['what was read could not be compared with what Elastic holds'] : [],
    spans.length > 0 ? [`nothing tells whether Elastic still holds all events of ${formatWindowLength(spans)}`] : [],
  ].flat();
}

function goneWords(gone: Doubts['gone'], of: Doubts['gone'][number]['of']): string[] {
  const some = gone.filter((one) => one.of === of);
  if (some.length === 0) return [];
  const [recorded, held] = [some, some].map((all, at) =>
    all.reduce((sum, one) => sum + (at === 0 ? one.recorded : one.held), 0),
  ) as [number, number];
  const what =
    of === 'events' ? formatCount(recorded, 'event') : formatCount(recorded, 'provider access', 'provider accesses');
  return [
    `Elastic holds ${formatCount(held)} of ${what} that were delivered of ${formatWindowLength(some.map(({ span }) => span))}`,
  ];
}
