import type { Finding } from '../finding.ts';
import type { Acknowledgement, JudgedSession, Session } from '../session.ts';
import { notKeptOf } from './judge.ts';
import { sumOf } from './sessions.ts';

const MOST_KEYS = 100;
const MOST_TICKETS = 20;

/**
 * What a person should look at in judged sessions, at most one finding of a kind and session; `first-seen` one for each thing.
 * No text of an event is in it: a session is named by its times, its number of acts and its id.
 */
export function accessFindings(judged: readonly JudgedSession[]): Finding[] {
  return judged.flatMap((one) => [
    ...unexplained(one),
    ...againstPolicy(one),
    ...outsideHours(one),
    ...firstSeen(one),
    ...contentViewed(one),
  ]);
}

/** A provider access without a readable time: it belongs to no session, so that no approval and no rule can be held against it. */
export function undatedAccessFinding(key: string): Finding {
  return {
    kind: 'unexplained-access',
    subject: key,
    severity: 'high',
    sentence: 'An access by the provider has no time that can be read, so no approval can cover it.',
    events: [key],
    time: undefined,
    details: {},
  };
}

/** Somebody's word on a session or on findings, taken from its issue. The reason is theirs, and no text of an event. */
export function acknowledgedFinding(
  subject: string,
  { about = 'session', by, at, reason, url, issue, events }: Acknowledgement,
): Finding {
  const words = {
    session: ['acknowledged-access', `the provider's session ${subject}`, { session: subject }],
    finding: ['acknowledged-finding', `what was found (${subject})`, { matter: subject }],
  } as const;
  const [kind, what, named] = words[about];
  return {
    kind,
    subject: `${subject}|${by}|${at}|${events}`,
    severity: 'low',
    sentence: `Somebody has given a reason for ${what}, by closing its issue.`,
    events: [],
    time: at,
    details: {
      ...{ ...named, acknowledged_by: by, acknowledged_at: new Date(at).toISOString(), reason },
      ...(url === undefined ? {} : { url }),
      ...(issue === undefined ? {} : { issue }),
      ...(events === undefined ? {} : { session_events: events }),
    },
  };
}

function unexplained(judged: JudgedSession): Finding[] {
  const { session, verdict, unapproved, uncovered } = judged;
  if (verdict !== 'unexplained') return [];
  return [
    finding(judged, {
      kind: 'unexplained-access',
      severity: 'high',
      sentence: `No approval covers ${unapproved} of the ${actsOf(sumOf(session.counts))} in the provider's session ${timesOf(session)}${becauseOf(session)}.`,
      events: uncovered,
      details: { unapproved },
      // What was added to it since is told of, too.
      grown: unapproved,
    }),
  ];
}

function againstPolicy(judged: JudgedSession): Finding[] {
  const { session, verdict, broken, unapproved, uncovered = [] } = judged;
  if (verdict !== 'against-policy') return [];
  const why = broken.map(({ sentence }) => clauseOf(sentence)).join('; ');
  return [
    finding(judged, {
      kind: 'against-policy',
      severity: 'high',
      sentence: `The provider's session ${timesOf(session)}, ${actsOf(sumOf(session.counts))}, is against the policy: ${why}${becauseOf(session)}.`,
      // What nobody agreed to must be among those that are named.
      events: [...new Set([...uncovered, ...session.acts.map(({ key }) => key)])],
      details: { rules: broken.map(({ rule }) => rule), unapproved },
      grown: sumOf(session.counts),
    }),
  ];
}

/** What no approval could cover: words that end a sentence. */
function becauseOf(session: Session): string {
  const notKept = notKeptOf(session);
  return [
    session.doubtful ? "; the log doesn't say for sure who it was" : '',
    notKept > 0 ? `; ${actsOf(notKept)} ${notKept === 1 ? 'is' : 'are'} too many to be judged` : '',
  ].join('');
}

function outsideHours(judged: JudgedSession): Finding[] {
  if (!judged.broken.some(({ rule }) => rule === 'hours')) return [];
  return [
    finding(judged, {
      kind: 'access-outside-hours',
      severity: 'medium',
      sentence: `The provider's session ${timesOf(judged.session)} lies at least partly outside the working hours.`,
      grown: sumOf(judged.session.counts),
    }),
  ];
}

const FIRSTS = {
  person: 'is the first of its person',
  network: 'comes from a network that no earlier one came from',
  act: 'has a kind of act that no earlier one had',
} as const;

/** An approval that covers all of it explains who and what, but that it is new is worth knowing. */
function firstSeen(judged: JudgedSession): Finding[] {
  const { session, verdict, firsts } = judged;
  return [...new Set(firsts)].map((what) => ({
    ...finding(judged, {
      kind: 'first-seen',
      severity: verdict === 'expected' || what === 'act' ? 'low' : 'medium',
      sentence: `As far as the held past shows, the provider's session ${timesOf(session)} ${FIRSTS[what]}.`,
      details: { seen_first: what },
    }),
    subject: `${session.id}|${what}`,
  }));
}

/** Content that an approval covers is expected, and told in the report only. */
function contentViewed(judged: JudgedSession): Finding[] {
  const { session, verdict } = judged;
  if (session.contentActs === 0 || verdict === 'expected') return [];
  return [
    finding(judged, {
      kind: 'content-viewed',
      severity: 'medium',
      sentence: `In the provider's session ${timesOf(session)} the content of mail was seen or taken out by ${actsOf(session.contentActs)}.`,
      events: session.acts.filter(({ content }) => content).map(({ key }) => key),
      details: { content_acts: session.contentActs },
      grown: session.contentActs,
    }),
  ];
}

function finding(
  { session, approvedBy }: JudgedSession,
  own: Pick<Finding, 'kind' | 'severity' | 'sentence'> & {
    readonly events?: readonly string[] | undefined;
    readonly details?: Finding['details'];
    /** How many acts it is about: a session that has grown is a finding anew. */
    readonly grown?: number;
  },
): Finding {
  const tickets = [...new Set(approvedBy.map(({ approval }) => approval.ticket))].slice(0, MOST_TICKETS);
  const events = own.events && own.events.length > 0 ? own.events : session.acts.map(({ key }) => key);
  return {
    kind: own.kind,
    subject: own.grown === undefined ? session.id : `${session.id}|${own.grown}`,
    severity: own.severity,
    sentence: own.sentence,
    events: events.slice(0, MOST_KEYS),
    time: session.first,
    details: {
      session: session.id,
      first: momentOf(session.first),
      last: momentOf(session.last),
      acts: sumOf(session.counts),
      ...(tickets.length === 0 ? {} : { tickets }),
      ...own.details,
    },
  };
}

function clauseOf(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1).replace(/\.$/, '');
}

function timesOf({ id, first, last }: Session): string {
  const times = first === last ? `at ${momentOf(first)}` : `from ${momentOf(first)} to ${momentOf(last)}`;
  return `${times} (${id})`;
}

function momentOf(time: number): string {
  return new Date(time).toISOString().replace('.000Z', 'Z');
}

function actsOf(count: number): string {
  return count === 1 ? '1 act' : `${count} acts`;
}
