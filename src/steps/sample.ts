import { hash, randomInt } from 'node:crypto';
import { accessOf } from '../access/acts.ts';
import type { AuditEvent } from '../event.ts';
import { forgedFinding } from '../finding.ts';
import type { Comparison } from '../reconcile.ts';
import type { Evidence, Run } from '../run.ts';

/** Known events whose documents are looked into: accesses, and of all others so many by chance. */
const MOST_ACCESSES = 5000;
const SAMPLE = 500;
/** Forged documents that get a finding each. */
const MOST_NAMED = 1000;

/**
 * Looks into documents that count as known because id and hash are right. Whoever may create documents can have put one with
 * a true hash and false content there first. So every provider access is held against what was read, and a sample of the rest.
 * Raises a finding for each that is false. One whose hash is not that of its own content looks as if Mimecast had altered the
 * event: that is not Mimecast's doing.
 * @param originals the held events by key, as canonical JSON.
 * @returns a comparison in which those are neither known nor altered.
 * @throws as `originals` does.
 */
export async function checkKnown(
  { settings, report, falseKeys }: Pick<Run, 'settings' | 'report' | 'falseKeys'>,
  evidence: Evidence,
  comparison: Comparison,
  originals: (keys: readonly string[]) => Promise<ReadonlyMap<string, string>>,
): Promise<Comparison> {
  const altered = new Map(comparison.altered.map((one) => [one.key, one]));
  const suspects: AuditEvent[] = [];
  const accesses: AuditEvent[] = [];
  const sample: AuditEvent[] = [];
  let others = 0;
  let index = -1;
  for await (const event of evidence.events()) {
    index += 1;
    if (comparison.missing.has(index)) continue;
    if (altered.has(event.key)) {
      suspects.push(event);
      continue;
    }
    if (accesses.length < MOST_ACCESSES && accessOf(event, settings.providerDomains)) {
      accesses.push(event);
      continue;
    }
    // Each of them has the same chance (reservoir sampling, algorithm R).
    others += 1;
    if (sample.length < SAMPLE) sample.push(event);
    else {
      const place = randomInt(others);
      if (place < SAMPLE) sample[place] = event;
    }
  }
  const chosen = [...accesses, ...sample];
  if (chosen.length + suspects.length === 0) return comparison;
  const held = await originals([...chosen, ...suspects].map(({ key }) => key));
  const forged = chosen.filter(({ key, canonical }) => held.get(key) !== canonical);
  const untrue = suspects.filter(({ key }) => {
    const original = held.get(key);
    return original !== undefined && hash('sha256', original) !== altered.get(key)?.hash;
  });
  for (const { key } of [...untrue, ...forged]) falseKeys.add(key);
  report.findings.push(...[...untrue, ...forged].slice(0, MOST_NAMED).map(forgedFinding));
  const forgeries = new Set(untrue.map(({ key }) => key));
  return {
    ...comparison,
    known: comparison.known - forged.length,
    altered: comparison.altered.filter(({ key }) => !forgeries.has(key)),
    alteredCount: comparison.alteredCount - untrue.length,
  };
}
