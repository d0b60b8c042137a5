import { isAboutAccesses } from '../access/actor-reading.ts';
import type { EcsContext } from '../access/ecs.ts';
import type { Evidence, Run } from '../run.ts';

/** What all documents of a run say besides their events: the same for each way that they go. */
export function contextOf({ settings, parts, plan }: Run, evidence: Evidence): EcsContext {
  return {
    tenant: settings.tenant,
    namespace: settings.namespace,
    created: Date.parse(evidence.manifest.started),
    // Inside the span, since its end belongs to the next one.
    fallbackTime: plan.asked.to * 1000 - 1,
    tool: parts.tool,
    providerDomains: settings.providerDomains,
    accessesAlone: isAboutAccesses(evidence.manifest.categories),
    run: settings.run?.url,
  };
}
