import type { History } from '../access/history.ts';
import type { Sessions } from '../access/sessions.ts';
import { accessesIn, countAccesses } from '../elastic/accesses.ts';
import type { ElasticClient } from '../elastic/client.ts';
import type { AuditEvent } from '../event.ts';
import { patiently } from '../patience.ts';
import type { Parts } from '../run.ts';
import type { Settings } from '../settings.ts';

/** How far back held accesses are read, in days: as far as there are not too many of them. */
const HORIZONS = [400, 120, 60, 7] as const;
const MOST_HELD = 20_000;
const DAY_MS = 86_400_000;

export interface HeldOptions {
  readonly client: ElasticClient;
  readonly settings: Settings;
  readonly parts: Parts;
  /** From here on they are read however many there are, ms UTC. */
  readonly least: number;
  /** Up to here, ms UTC, not included. */
  readonly to: number;
  readonly signal: AbortSignal;
  /** Is told the id of each document that is not what a run has written. */
  unlike(id: string): void;
  /** Is told each event that may be the provider's. */
  onEvent?(event: AuditEvent): void;
}

/**
 * Reads back the provider accesses that Elastic holds: the earlier part of sessions, what the past had, and what Mimecast
 * hides by now.
 * @returns from when on all of them were read, ms UTC.
 * @throws ElasticError; the signal's reason if it aborts.
 */
export async function readHeldAccesses(
  { client, settings, parts, least, to, signal, unlike, onEvent = () => {} }: HeldOptions,
  { history, sessions }: { readonly history: History; readonly sessions: Sessions },
): Promise<number> {
  const stream = `logs-mimecast.audit-${settings.namespace}`;
  const options = { stream, tenant: settings.tenant, domains: settings.providerDomains, to, signal };
  const ask = <T>(operation: () => Promise<T>) => patiently('Held accesses', operation, parts, signal);
  let from = least;
  for (const days of HORIZONS) {
    const earlier = to - days * DAY_MS;
    if (earlier >= least) break;
    if ((await ask(() => countAccesses(client, { ...options, from: earlier }))) > MOST_HELD) continue;
    from = earlier;
    break;
  }
  for await (const event of accessesIn(client, { ...options, from }, unlike)) {
    history.add(event, true);
    sessions.add(event);
    onEvent(event);
  }
  return from;
}
