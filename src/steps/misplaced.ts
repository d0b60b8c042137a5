import { messageOf } from '../errors.ts';
import { keyOf } from '../event.ts';
import { type Finding, misdatedFinding, undatedFinding, versionFinding } from '../finding.ts';
import type { Evidence, Run } from '../run.ts';
import { asAsked, contains } from '../span.ts';

/** Events of a kind that get a finding each; of more than that the number is told. */
const MOST_NAMED = 1000;

/**
 * Makes findings of events that were kept under a time or an id that is not theirs alone: without a time that can be read, of
 * another time than was asked for, or in several versions at once. A fault here keeps nothing from being preserved.
 */
export async function tellMisplaced(
  { settings: { tenant }, report, readSpans }: Pick<Run, 'settings' | 'report' | 'readSpans'>,
  evidence: Evidence,
): Promise<void> {
  const { outside, undated, conflicting } = evidence.manifest.events;
  if (outside + undated + conflicting === 0) return;
  const asked = readSpans.map(({ span }) => asAsked(span));
  const counts = { undated: 0, misdated: 0, versions: 0 };
  const tell = (kind: keyof typeof counts, make: () => Finding) => {
    counts[kind] += 1;
    if (counts[kind] <= MOST_NAMED) report.findings.push(make());
  };
  try {
    for await (const event of evidence.events()) {
      const { time } = event;
      if (time === undefined) tell('undated', () => undatedFinding(event));
      else if (!asked.some((span) => contains(span, time))) tell('misdated', () => misdatedFinding(event));
      if (event.key !== keyOf(event, tenant)) tell('versions', () => versionFinding(event, tenant));
    }
  } catch (error) {
    report.failures.push(`Not all events could be looked at for times that are not theirs: ${messageOf(error)}`);
  }
  for (const [kind, count] of Object.entries(counts)) {
    if (count > MOST_NAMED)
      report.notes.push(`${MOST_NAMED} of ${count} ${WORDS[kind as keyof typeof counts]} have a finding each.`);
  }
}

const WORDS = {
  undated: 'events without a time that can be read',
  misdated: 'events of another time than was asked for',
  versions: 'events that share their id with other versions',
};
