import { hash, randomInt } from 'node:crypto';
import { accessOf } from '../access/acts.ts';
import type { AuditEvent } from '../event.ts';
import { forgedFinding } from '../finding.ts';
import { type Comparison, type LookUp, namesOf } from '../reconcile.ts';
import type { Evidence, Run } from '../run.ts';

/** Known events whose documents are looked into: accesses, and of all others so many by chance. */
const MOST_ACCESSES = 5000;
const SAMPLE = 500;
/** Forged documents that get a finding each. */
const MOST_NAMED = 1000;

/** A comparison, and which of the missing events were there when it was made. */
export interface Checked extends Comparison {
  /** Keys of events whose documents were removed since. */
  readonly removed: ReadonlySet<string>;
}

/**
 * Looks into documents that count as known because id and hash are right. Whoever may create documents can have put one with
 * a true hash and false content there first. So every provider access is held against what was read, and a sample of the rest.
 * Raises a finding for each that is false. One whose hash is not that of its own content looks as if Mimecast had altered the
 * event: that is not Mimecast's doing.
 * @param ask `originals`: the held events by key, as canonical JSON; `hashesAmong`: what is held under keys at all.
 * @returns a comparison in which those are neither known nor altered. Those that are not there any more are missing.
 * @throws as `ask` does.
 */
export async function checkKnown(
  { settings, report, falseKeys }: Pick<Run, 'settings' | 'report' | 'falseKeys'>,
  evidence: Evidence,
  comparison: Comparison,
  { originals, hashesAmong }: Pick<LookUp, 'originals' | 'hashesAmong'>,
): Promise<Checked> {
  const altered = new Map(comparison.altered.map((one) => [one.key, one]));
  const suspects: AuditEvent[] = [];
  const accesses: Chosen[] = [];
  const sample: Chosen[] = [];
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
      accesses.push({ event, index });
      continue;
    }
    // Each of them has the same chance (reservoir sampling, algorithm R).
    others += 1;
    if (sample.length < SAMPLE) sample.push({ event, index });
    else {
      const place = randomInt(others);
      if (place < SAMPLE) sample[place] = { event, index };
    }
  }
  const chosen = [...accesses, ...sample];
  if (chosen.length + suspects.length === 0) return { ...comparison, removed: new Set() };
  const held = await originals([...chosen.map(({ event }) => event.key), ...suspects.map(({ key }) => key)]);
  const unlike = chosen
    .filter(({ event }) => held.get(event.key) !== event.canonical)
    .map((one) => ({ ...one, names: namesOf(one.event, settings.tenant) }));
  const names = [...new Set(unlike.flatMap((one) => one.names))];
  const [elsewhere, there] =
    names.length === 0 ? [held, new Map()] : await Promise.all([originals(names), hashesAmong(names)]);
  // It may be known under another of its keys: an earlier read had other versions with its id.
  const untold = unlike.filter((one) => !one.names.some((name) => elsewhere.get(name) === one.event.canonical));
  const removed = untold.filter((one) => !one.names.some((name) => there.has(name)));
  const forged = untold.filter((one) => !removed.includes(one)).map(({ event }) => event);
  for (const one of removed) comparison.missing.set(one.index);
  const untrue = suspects.filter(({ key }) => {
    const original = held.get(key);
    return original !== undefined && hash('sha256', original) !== altered.get(key)?.hash;
  });
  for (const { key } of [...untrue, ...forged]) falseKeys.add(key);
  report.findings.push(...[...untrue, ...forged].slice(0, MOST_NAMED).map(forgedFinding));
  const forgeries = new Set(untrue.map(({ key }) => key));
  return {
    ...comparison,
    known: comparison.known - untold.length,
    altered: comparison.altered.filter(({ key }) => !forgeries.has(key)),
    alteredCount: comparison.alteredCount - untrue.length,
    removed: new Set(removed.map(({ event }) => event.key)),
  };
}

/** An event, and its place in the evidence. */
interface Chosen {
  readonly event: AuditEvent;
  readonly index: number;
}
