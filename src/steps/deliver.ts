import { toDocument } from '../access/ecs.ts';
import type { Document } from '../elastic/batch.ts';
import { createAll } from '../elastic/bulk.ts';
import type { ElasticClient, ElasticTarget } from '../elastic/client.ts';
import { messageOf } from '../errors.ts';
import { openRejected } from '../evidence/rejected.ts';
import type { Evidence } from '../evidence/spool.ts';
import type { Run } from '../run.ts';
import { preserveRejected } from './preserve.ts';

/** Creates each event's document under its fixed `_id`, so that sending it again can't make a second one. */
export async function deliver(run: Run, evidence: Evidence, signal: AbortSignal): Promise<void> {
  const { settings, parts, report } = run;
  if (settings.elastic === undefined) {
    report.elastic = { state: 'off' };
    parts.log.info('No Elastic setting is given: evidence only, nothing is delivered to Elastic.');
  } else if (settings.dryRun) {
    report.elastic = { state: 'dry-run' };
    parts.log.info('dry-run: nothing is written to Elastic.');
  } else await send(run, evidence, settings.elastic, signal);
}

async function send(run: Run, evidence: Evidence, target: ElasticTarget, signal: AbortSignal): Promise<void> {
  const { settings, parts, report } = run;
  const { log, clock } = parts;
  const stream = `logs-mimecast.audit-${target.namespace}`;
  const read = evidence.manifest.events.count;
  const result = {
    ...{ state: 'used' as const, stream, created: 0, known: 0, rejected: 0, read, complete: false },
    ...{ problem: undefined as string | undefined, rejectedFile: undefined as string | undefined },
  };
  report.elastic = result;

  const list = openRejected(`${settings.evidencePath}-rejected`);
  let client: ElasticClient | undefined;
  try {
    signal.throwIfAborted();
    client = await parts.elastic(target);
    const started = clock.now();
    const outcome = await createAll(documents(run, evidence, target), {
      ...{ client, stream, log, clock, signal },
      onRejected: (rejection) => list.add(rejection),
    });
    const { created, known, rejected, complete, error, requests } = outcome;
    Object.assign(result, { created, known, rejected, complete, problem: error?.message });
    if (error) report.failures.push(error.message);
    const counts = `${created} created, ${known} known already, ${rejected} rejected of ${read}`;
    log.info(`${stream}: ${counts} in ${((clock.now() - started) / 1000).toFixed(1)} s, ${requests} requests`);
  } catch (error) {
    result.problem = messageOf(error);
    report.failures.push(result.problem);
  } finally {
    await client?.close();
    result.rejectedFile = await list.close();
  }
  if (result.rejectedFile !== undefined) await preserveRejected(run, result.rejectedFile, signal);
}

async function* documents({ settings, parts, plan }: Run, evidence: Evidence, target: ElasticTarget) {
  const context = {
    tenant: settings.tenant,
    namespace: target.namespace,
    created: Date.parse(evidence.manifest.started),
    // Inside the span, since its end belongs to the next one.
    fallbackTime: plan.asked.to * 1000 - 1,
    tool: parts.tool,
    run: settings.run?.url,
  };
  for await (const event of evidence.events()) yield toDocument(event, context) satisfies Document;
}
