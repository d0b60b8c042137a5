import { append } from '../append.ts';
import { type Coverage, holesIn, lastCoveringIn, union } from '../coverage.ts';
import { hashesAmong, heldIn, originalsOf, receiptsOf } from '../elastic/held.ts';
import { backingIndices, settle } from '../elastic/stream.ts';
import { messageOf } from '../errors.ts';
import type { AuditEvent } from '../event.ts';
import { alteredFinding, type Finding, forgedFinding, vanishedFinding, withdrawnFinding } from '../finding.ts';
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
import { type Checked, checkKnown } from './sample.ts';
import { heldOf } from './still-held.ts';

/** Events of a kind that get a finding each; of more than that the number is told. */
const MOST_NAMED = 1000;
/** Altered events whose fields are compared; of more than that only the hashes are told. */
const MOST_EXPLAINED = 500;

/** Records over missing events whose counts are held against what is there. */
const MOST_RECORDS = 100;

/** Each event of the evidence as known, altered, or missing everywhere in Elastic. */
export interface Compared extends Checked {
  /** Records that had counted more events than are held now, and how many those are. */
  readonly short: ReadonlyMap<Coverage, number>;
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

  // Absence proves something only where the read was whole, and nothing narrowed it. What is held is the proof that it was received.
  const proves = ({ time }: Held) => query === undefined && complete.some((span) => contains(span, time));

  try {
    const indices = await backingIndices(client, stream, signal);
    await settle(client, { stream, since: past.asked, clock: parts.clock, signal });
    const first = await compare(evidence.events(), all(client), { proves, most: MOST_NAMED });
    const moved = await findMoved(first, evidence.events());
    const ask = <T>(operation: () => Promise<T>) => patiently(stream, operation, parts, signal);
    // A key is its owner's own: under it nobody else's document can stand, unless somebody put it there.
    const foreign = new Set<string>();
    const noteOwner = (key: string, owner: string | undefined) => {
      if (owner !== tenant) foreign.add(key);
    };
    const look = {
      originals: (keys: readonly string[]) => ask(() => originalsOf(client, { stream, keys, signal })),
      hashesAmong: (keys: readonly string[]) => ask(() => hashesAmong(client, { stream, keys, signal }, noteOwner)),
    };
    const { originals } = look;
    const compared = await findElsewhere(moved, evidence.events(), { tenant, ...look, most: MOST_NAMED });
    report.doubts.foreign += foreign.size;
    for (const key of foreign) run.falseKeys.add(key);
    append(
      report.findings,
      [...foreign].slice(0, MOST_NAMED).map((key) => forgedFinding({ key, time: undefined })),
    );
    const found = await checkKnown(run, evidence, compared, look);
    const short = await shortOf(run, evidence, found, indices, signal);
    const keys = found.vanished.map(({ key }) => key);
    const receipts = await ask(() => receiptsOf(client, { stream, tenant, keys, signal }));
    const gone = goneOf(found.vanished, receipts, Date.parse(evidence.manifest.started), vanishings);
    const vanishedCount = found.vanishedCount - keys.length + gone.vanished.length;
    const changes = await explain(found.altered, evidence, originals);
    report.findings.push(
      ...found.altered.map((altered) => alteredFinding(altered, changes.get(altered.key))),
      ...gone.vanished,
      ...gone.forged,
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
      vanished: vanishedCount,
      withdrawn: back.length,
    };
    const counts = `${held} held, ${found.known} known, ${found.missing.count} missing, ${found.alteredCount} altered`;
    parts.log.info(`Compared with ${stream}: ${counts}, ${vanishedCount} vanished`);
    return { ...found, indices, short };
  } catch (error) {
    // Also when the time for it is over: the evidence has to be preserved all the same.
    report.comparison = { state: 'none', why: messageOf(error) };
    report.failures.push(`What was read could not be compared with what Elastic holds: ${messageOf(error)}`);
    return 'failed';
  }
}

/**
 * Which records over missing events had counted more than is held now: what is missing there may have been removed, and need not
 * have come late. Only the last record over an event is asked; a run adds what it finds missing, and counts anew.
 */
async function shortOf(
  { settings, parts, past }: Run,
  evidence: Evidence,
  { missing }: Comparison,
  indices: readonly string[] | undefined,
  signal: AbortSignal,
): Promise<Map<Coverage, number>> {
  const short = new Map<Coverage, number>();
  const { client, coverage } = past;
  if (!client || !coverage || coverage.length === 0 || missing.count === 0) return short;
  const lastCovering = lastCoveringIn(coverage);
  const records = new Set<Coverage>();
  let index = -1;
  for await (const { time, category } of evidence.events()) {
    index += 1;
    const record = missing.has(index) && time !== undefined ? lastCovering(time, category) : undefined;
    if (record && records.size < MOST_RECORDS) records.add(record);
  }
  for (const record of records) {
    const { span, categories, counts } = record;
    if (counts === undefined) continue;
    const held = await heldOf({ client, settings, parts, signal }, indices, {
      span,
      categories,
      events: counts.events,
    });
    if (held < counts.events) short.set(record, held);
  }
  return short;
}

/**
 * What is said of held events that were not read: as their documents say.
 * @param started when this run began to read, ms UTC. What another run received since then proves nothing.
 */
function goneOf(
  vanished: readonly Held[],
  receipts: Awaited<ReturnType<typeof receiptsOf>>,
  started: number,
  vanishings: Run['past']['vanishings'],
): { vanished: Finding[]; forged: Finding[] } {
  const found: { vanished: Finding[]; forged: Finding[] } = { vanished: [], forged: [] };
  for (const held of vanished) {
    const receipt = receipts.get(held.key);
    if (receipt === 'forged') found.forged.push(forgedFinding(held));
    // One that does not say when is taken for old.
    else if (receipt && !(receipt.received >= started))
      found.vanished.push(vanishedFinding(held, receipt.run, vanishings.get(held.key)?.withdrawn));
  }
  return found;
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
