import { append } from '../append.ts';
import { holesIn, lastCoveringIn, union } from '../coverage.ts';
import { hashesAmong, heldIn, originalsOf } from '../elastic/held.ts';
import { backingIndices, settle } from '../elastic/stream.ts';
import { messageOf } from '../errors.ts';
import type { AuditEvent } from '../event.ts';
import { alteredFinding, forgedFinding, vanishedFinding, withdrawnFinding } from '../finding.ts';
import { patiently } from '../patience.ts';
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
import { asAsked, contains } from '../span.ts';
import { checkKnown } from './sample.ts';

/** Events of a kind that get a finding each; of more than that the number is told. */
const MOST_NAMED = 1000;
/** Altered events whose fields are compared; of more than that only the hashes are told. */
const MOST_EXPLAINED = 500;

/** Each event of the evidence as known, altered, or missing everywhere in Elastic. */
export interface Compared extends Comparison {
  /** The backing indices that were looked into; undefined if they are not known. */
  readonly indices: readonly string[] | undefined;
}

/**
 * Holds what was read against what Elastic holds, and makes findings of what was changed or hidden. First of the same spans, in
 * order of time; then each event that is not there is looked for by its keys everywhere else. So nothing of an earlier run is
 * sent again, wherever it died, and whenever the stream rolls over.
 * @returns undefined if nothing can be compared with this key, `'failed'` if it could not be now; the report says why.
 */
export async function compareHeld(
  run: Run,
  evidence: Evidence,
  signal: AbortSignal,
): Promise<Compared | undefined | 'failed'> {
  const { settings, parts, past, plan, report } = run;
  const { client, coverage, vanishings } = past;
  if (!client || !coverage || !settings.elastic) return undefined;
  const stream = `logs-mimecast.audit-${settings.elastic.namespace}`;
  const { tenant, categories, query } = settings;
  if (evidence.manifest.pages.length === 0) {
    report.comparison = { state: 'none', why: 'nothing was read.' };
    return undefined;
  }
  const lastCovering = lastCoveringIn(coverage);
  const complete = run.readSpans.filter((one) => one.complete).map(({ span }) => span);
  let held = 0;

  async function* all(elastic: NonNullable<typeof client>): AsyncGenerator<Held> {
    // Mimecast was asked for a second more at both ends.
    for (const span of union(plan.pieces.map((piece) => asAsked(piece.span)))) {
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
    const indices = await backingIndices(client, stream, signal);
    await settle(client, { stream, since: past.asked, clock: parts.clock, signal });
    const first = await compare(evidence.events(), all(client), { proves, most: MOST_NAMED });
    const moved = await findMoved(first, evidence.events());
    const ask = <T>(operation: () => Promise<T>) => patiently(stream, operation, parts, signal);
    const originals = (keys: readonly string[]) => ask(() => originalsOf(client, { stream, keys, signal }));
    // A key is its owner's own: under it nobody else's document can stand, unless somebody put it there.
    const foreign = new Set<string>();
    const noteOwner = (key: string, owner: string | undefined) => {
      if (owner !== tenant) foreign.add(key);
    };
    const compared = await findElsewhere(moved, evidence.events(), {
      ...{ tenant, originals, most: MOST_NAMED },
      hashesAmong: (keys) => ask(() => hashesAmong(client, { stream, keys, signal }, noteOwner)),
    });
    report.doubts.foreign += foreign.size;
    for (const key of foreign) run.falseKeys.add(key);
    append(
      report.findings,
      [...foreign].slice(0, MOST_NAMED).map((key) => forgedFinding({ key, time: undefined })),
    );
    const found = await checkKnown(run, evidence, compared, originals);
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
    append(
      report.findings,
      back.map((event) => withdrawnFinding(event, vanishings.get(event.key)?.withdrawn)),
    );
    // What lies where the read broke off was held against nothing.
    const isWhole = plan.pieces.every(({ span }) => holesIn(span, complete).length === 0);
    report.comparison = {
      state: 'done',
      held: isWhole ? held : found.known + found.alteredCount + found.vanishedCount,
      late: { count: 0, maxSeconds: 0 },
      altered: found.alteredCount,
      vanished: found.vanishedCount,
      withdrawn: back.length,
    };
    const counts = `${held} held, ${found.known} known, ${found.missing.count} missing, ${found.alteredCount} altered`;
    parts.log.info(`Compared with ${stream}: ${counts}, ${found.vanishedCount} vanished`);
    return { ...found, indices };
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
