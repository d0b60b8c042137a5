import { hash } from 'node:crypto';
import type { Finding } from './finding.ts';
import { isSerious } from './serious.ts';
import type { Acknowledgement } from './session.ts';

/** A finding, and when it was raised. */
export interface RaisedFinding {
  readonly finding: Finding;
  /** ms UTC. */
  readonly raised: number;
}

/** What somebody has to answer, in one word and one issue: a serious finding, or many of one kind that one run raised. */
export interface Matter {
  /** 22 characters; the same in every run. */
  readonly id: string;
  readonly kind: Finding['kind'];
  readonly findings: readonly Finding[];
  /** `findingId` of each, sorted. */
  readonly members: readonly string[];
  /** Hash of `members`: what an answer is given for. */
  readonly events: string;
  /** ms UTC. */
  readonly raised: number;
  /** An earlier run raised it. */
  readonly earlier: boolean;
  /** Nothing is left to be answered: every event that had vanished is back. */
  readonly withdrawn: boolean;
  acknowledged: Acknowledgement | undefined;
}

/** An open issue about findings of which nothing else is known, as where Elastic is off. */
export interface OpenIssue {
  readonly number: number;
  /** Findings that it tells of. */
  readonly count: number;
  /** When it was opened, ms UTC. */
  readonly since: number;
}

/** More findings of a kind that were raised together are one matter: nobody reads a hundred issues. */
const MOST_ALONE = 5;

/** What names a finding: two of a kind and subject are the same one. 22 characters. */
export function findingId({ kind, subject }: Pick<Finding, 'kind' | 'subject'>): string {
  return shortHash(JSON.stringify([kind, subject]));
}

/**
 * The matters that findings make, oldest first. Each finding counts once, as it was first raised.
 * @param earlier serious findings and withdrawals of earlier runs, in any order.
 * @param own what this run has found. @param now ms UTC.
 */
export function mattersIn(earlier: Iterable<RaisedFinding>, own: readonly Finding[], now: number): Matter[] {
  const first = new Map<string, Raised>();
  const withdrawn = new Set<string>();
  const all = [
    ...[...earlier].map((one) => ({ ...one, earlier: true })),
    ...own.map((finding) => ({ finding, raised: now, earlier: false })),
  ];
  for (const one of all) {
    const { finding } = one;
    if (finding.kind === 'vanished-event-withdrawn') withdrawn.add(finding.subject);
    if (!isSerious(finding)) continue;
    const id = findingId(finding);
    const before = first.get(id);
    if (before === undefined || one.raised < before.raised) first.set(id, one);
  }
  const together = new Map<string, [id: string, one: Raised][]>();
  for (const [id, one] of first) {
    const key = `${one.finding.kind}|${one.raised}`;
    const group = together.get(key);
    if (group) group.push([id, one]);
    else together.set(key, [[id, one]]);
  }
  const groups = [...together.values()].flatMap((group) =>
    group.length > MOST_ALONE ? [group] : group.map((one) => [one]),
  );
  const isBack = ({ kind, subject }: Finding) => kind === 'vanished-event' && withdrawn.has(subject);
  return groups.flatMap((group) => matterOf(group, isBack)).toSorted((one, other) => one.raised - other.raised);
}

interface Raised extends RaisedFinding {
  readonly earlier: boolean;
}

function matterOf(group: readonly [id: string, one: Raised][], isBack: (finding: Finding) => boolean): Matter[] {
  const sorted = group.toSorted(([one], [other]) => (one < other ? -1 : 1));
  const members = sorted.map(([id]) => id);
  const findings = sorted.map(([, { finding }]) => finding);
  const [first] = sorted;
  if (first === undefined) return [];
  const [anchor, { finding, raised, earlier }] = first;
  return [
    {
      id: members.length === 1 ? anchor : shortHash(`many|${anchor}`),
      kind: finding.kind,
      ...{ findings, members, raised, earlier, events: shortHash(members.join('|')) },
      withdrawn: findings.every(isBack),
      acknowledged: undefined,
    },
  ];
}

/** True while somebody has to answer it. */
export function isUnanswered({ withdrawn, acknowledged }: Matter): boolean {
  return !withdrawn && acknowledged === undefined;
}

/**
 * Findings with the word that somebody gave on them.
 * @returns the same findings, in their order.
 */
export function answeredBy(findings: readonly Finding[], matters: readonly Matter[]): Finding[] {
  const answers = new Map(matters.flatMap((matter) => matter.members.map((id) => [id, matter] as const)));
  return findings.map((finding) => {
    const matter = answers.get(findingId(finding));
    if (matter === undefined || isUnanswered(matter)) return finding;
    return { ...finding, answered: matter.acknowledged ?? 'withdrawn' };
  });
}

function shortHash(text: string): string {
  return hash('sha256', text, 'base64url').slice(0, 22);
}
