import { needsOf } from '../needs.ts';
import type { Act, Approval, NearMiss, Session } from '../session.ts';
import { matchesPerson } from './person.ts';
import { allows, lengthOf } from './policy.ts';

/** An approval that is further from the session was made for something else. */
const FAR_MS = 86_400_000;
/** More that does not fit, and it is no near miss. */
const MOST_MISSED = 2;

/**
 * The approval that comes nearest to covering what none covers, and why it does not: for another person of the same domain, at
 * another time within a day, or for less than was done. Few things that don't fit come before little time between.
 * @param uncovered acts that no approval covers; of those in doubt none ever does.
 */
export function nearMiss(
  session: Session,
  uncovered: readonly Act[],
  approvals: readonly Approval[],
): NearMiss | undefined {
  const acts = uncovered.filter(({ doubtful }) => !doubtful);
  const [first, last] = [acts[0]?.time, acts.at(-1)?.time];
  if (session.person === undefined || first === undefined || last === undefined) return undefined;
  const needs = [...new Set(acts.flatMap(needsOf))];
  let best: (NearMiss & { readonly missed: number; readonly gap: number }) | undefined;
  for (const approval of approvals) {
    const early = approval.from - first;
    const gap = Math.max(approval.from - last, first - approval.to, 0);
    if (gap > FAR_MS || (best && best.missed === 1 && best.gap < gap)) continue;
    if (domainOf(approval.person) !== domainOf(session.person)) continue;
    const lacking = needs.filter((need) => !allows(approval.may, need));
    const why = [
      matchesPerson(approval.person, session.person) ? [] : ['is for another person of the same domain'],
      early > 0 ? [`begins ${lengthOf(early)} after the first of these acts`] : [],
      last >= approval.to ? [endOf(approval, first, last)] : [],
      lacking.length > 0 ? [`does not allow ${lacking.join(', ')}`] : [],
    ].flat();
    const missed = why.length;
    if (missed === 0 || missed > MOST_MISSED) continue;
    if (best && (best.missed < missed || (best.missed === missed && best.gap <= gap))) continue;
    best = { approval, sentence: why.join(' and '), missed, gap };
  }
  return best && { approval: best.approval, sentence: best.sentence };
}

function endOf({ to }: Approval, first: number, last: number): string {
  return to <= first
    ? `ended ${lengthOf(first - to)} before the first of these acts`
    : `ended ${lengthOf(last - to)} before the last of these acts`;
}

function domainOf(person: string): string {
  return person
    .slice(person.lastIndexOf('@') + 1)
    .trim()
    .toLowerCase();
}
