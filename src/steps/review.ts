import { describe } from '../access/ecs.ts';
import { messageOf } from '../errors.ts';
import { isProviderAccess } from '../event.ts';
import type { Evidence, Run } from '../run.ts';
import { contains } from '../span.ts';

/** Provider accesses that the report lists; all of them are in the evidence. */
const LISTED = 500;
/** GitHub kills a cancelled job after 10 s, and the report must be written before. */
const CANCELLED_MS = 2000;

/** Finds the provider accesses among what was read. A fault here keeps nothing from being preserved and delivered. */
export async function review({ settings, parts, plan, report }: Run, evidence: Evidence): Promise<void> {
  const { accesses } = report;
  const until = parts.clock.now() + CANCELLED_MS;
  const due = plan.pieces.filter(({ why }) => why !== 'overlap').map(({ span }) => span);
  try {
    for await (const event of evidence.events()) {
      if (parts.cancelled.aborted && parts.clock.now() > until) return;
      if (!isProviderAccess(event, settings.providerDomains)) continue;
      // One of the overlap was told of by the run before. One without a time belongs to no span, so it is counted here.
      if (event.time !== undefined && !due.some((span) => contains(span, event.time ?? 0))) continue;
      accesses.count += 1;
      if (accesses.rows.length < LISTED) accesses.rows.push({ time: event.time, ...describe(event) });
    }
    accesses.whole = true;
  } catch (error) {
    report.failures.push(`The provider accesses could not all be counted: ${messageOf(error)}`);
  }
  parts.log.info(`${accesses.count} provider accesses among ${evidence.manifest.events.count} events`);
}
