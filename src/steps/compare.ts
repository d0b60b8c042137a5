import { lastCoveringIn, union } from '../coverage.ts';
import { heldIn, originalsOf } from '../elastic/held.ts';
import { hasRolledOver } from '../elastic/stream.ts';
import { messageOf } from '../errors.ts';
import type { AuditEvent } from '../event.ts';
import { alteredFinding, vanishedFinding, withdrawnFinding } from '../finding.ts';
import {
  type Altered,
  type Comparison,
  changedFields,
  compare,
  findElsewhere,
  findMoved,
  type Held,
} from '../reconcile.ts';
import type { Evidence, Run } from '../run.ts';
import { contains } from '../span.ts';

/** Events of a kind that get a finding each; of more than that the number is told. */
const MOST_NAMED = 1000;
/**
 * How long after a run began what an earlier, killed one had sent is in and can be searched: Elasticsearch refreshes every
 * second, Serverless every five. Only after a rollover is there nothing else that keeps such an event from being stored twice.
 */
const SETTLED_MS = 6000;
/** Altered events whose fields are compared; of more than that only the hashes are told. */
const MOST_EXPLAINED = 500;

/**
 * Holds what was read against what Elastic holds of the same spans, and makes findings of what was changed or hidden.
 * @returns undefined if nothing can be compared with this key, `'failed'` if it could not be now; the report says why.
 */
export async function compareHeld(
  run: Run,
  evidence: Evidence,
  signal: AbortSignal,
): Promise<Comparison | undefined | 'failed'> {
  const { settings, parts, past, plan, report } = run;
  const { client, coverage, vanishings } = past;
  if (!client || !coverage || !settings.elastic) return undefined;
  const stream = `logs-mimecast.audit-${settings.elastic.namespace}`;
  const { tenant, categories, query } = settings;
  const lastCovering = lastCoveringIn(coverage);
  const complete = run.readSpans.filter((one) => one.complete).map(({ span }) => span);
  let held = 0;

  async function* all(elastic: NonNullable<typeof client>): AsyncGenerator<Held> {
    for (const span of union(plan.pieces.map((piece) => piece.span))) {
      const { log, clock } = parts;
      for await (const one of heldIn(elastic, { stream, span, tenant, categories, log, clock, signal })) {
        held += 1;
        yield one;
      }
    }
  }

  // Absence proves something only where the read was whole, nothing narrowed it, and an earlier run had seen the whole as well.
  const proves = ({ time, category }: Held) =>
    query === undefined && complete.some((span) => contains(span, time)) && lastCovering(time, category) !== undefined;

  try {
    const rolledOver = await hasRolledOver(client, stream, signal);
    if (rolledOver) {
      await parts.clock.sleep(Math.max(0, past.asked + SETTLED_MS - parts.clock.now()), signal);
    }
    const first = await compare(evidence.events(), all(client), { proves, most: MOST_NAMED });
    const moved = await findMoved(first, evidence.events());
    const originals = (keys: readonly string[]) => originalsOf(client, { stream, keys, signal });
    // An event that is new where nothing new was due, or has no time, may stand elsewhere. After a rollover any may.
    const isCandidate = ({ time, category }: AuditEvent) =>
      rolledOver || time === undefined || lastCovering(time, category) !== undefined;
    const found = await findElsewhere(moved, evidence.events(), isCandidate, originals);
    const changes = await explain(found.altered, evidence, originals);
    report.findings.push(
      ...found.altered.map((altered) => alteredFinding(altered, changes.get(altered.key))),
      ...found.vanished.map((vanished) =>
        vanishedFinding(
          vanished,
          lastCovering(vanished.time, vanished.category)?.run,
          vanishings.get(vanished.key)?.withdrawn,
        ),
      ),
    );
    const back = await cameBack(vanishings, evidence);
    report.findings.push(...back.map((event) => withdrawnFinding(event, vanishings.get(event.key)?.withdrawn)));
    report.comparison = {
      state: 'done',
      held,
      late: { count: 0, maxSeconds: 0 },
      altered: found.alteredCount,
      vanished: found.vanishedCount,
      withdrawn: back.length,
    };
    const counts = `${held} held, ${found.known} known, ${found.missing.count} missing, ${found.alteredCount} altered`;
    parts.log.info(`Compared with ${stream}: ${counts}, ${found.vanishedCount} vanished`);
    return found;
  } catch (error) {
    // Also when the time for it is over: the evidence has to be preserved all the same.
    report.comparison = { state: 'none', why: messageOf(error) };
    report.failures.push(`What was read could not be compared with what Elastic holds: ${messageOf(error)}`);
    return 'failed';
  }
}

/** Which fields of the altered events changed. */
async function explain(
  altered: readonly Altered[],
  evidence: Evidence,
  originals: (keys: readonly string[]) => Promise<Map<string, string>>,
): Promise<Map<string, string[]>> {
  const keys = new Set(altered.slice(0, MOST_EXPLAINED).map(({ key }) => key));
  if (keys.size === 0) return new Map();
  const before = await originals([...keys]);
  const changes = new Map<string, string[]>();
  for await (const event of evidence.events()) {
    const original = keys.has(event.key) ? before.get(event.key) : undefined;
    if (original !== undefined && original !== event.canonical)
      changes.set(event.key, changedFields(original, event.canonical));
  }
  return changes;
}

/** Events that are gone by what earlier runs found, and that were read now. */
async function cameBack(vanishings: Run['past']['vanishings'], evidence: Evidence): Promise<AuditEvent[]> {
  const gone = new Set(
    [...vanishings].filter(([, { vanished, withdrawn }]) => vanished > withdrawn).map(([key]) => key),
  );
  const back: AuditEvent[] = [];
  if (gone.size === 0) return back;
  for await (const event of evidence.events()) if (gone.has(event.key)) back.push(event);
  return back;
}
