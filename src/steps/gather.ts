import { isAboutAccesses } from '../access/actor-reading.ts';
import type { History } from '../access/history.ts';
import type { Sessions } from '../access/sessions.ts';
import type { Coverage } from '../coverage.ts';
import { countEvents } from '../elastic/accesses.ts';
import type { ElasticClient } from '../elastic/client.ts';
import { readCoverage } from '../elastic/coverage.ts';
import { readFindings } from '../elastic/findings.ts';
import type { Manifest } from '../evidence/manifest.ts';
import { openAll } from '../evidence/opened.ts';
import { type Finding, isAboutAccess } from '../finding.ts';
import { patiently } from '../patience.ts';
import type { Parts } from '../run.ts';
import type { Acknowledgement } from '../session.ts';
import type { Settings } from '../settings.ts';
import { LOOKBACK_DAYS, type Span } from '../span.ts';
import { readHeldAccesses } from './held-accesses.ts';

/** What is known of a past span, filled in from Elastic and from evidence. */
export interface Gathered {
  readonly coverage: Coverage[];
  readonly findings: Finding[];
  /** By id of the session. */
  readonly acknowledged: Map<string, Acknowledgement>;
  /** Events that are held or in the evidence; pages only if there is evidence. */
  readonly counts: { events: number; pages: number | undefined };
  readonly history: History;
  readonly sessions: Sessions;
  /** From when on `sessions` are all that there were, ms UTC. */
  sessionsSince: number | undefined;
}

const DAY_MS = 86_400_000;

/**
 * What Elastic holds of a period.
 * @throws ElasticError, also if some of it could not be read: a report with an unknown gap would be worse than none.
 */
export async function gatherHeld(
  client: ElasticClient,
  settings: Settings,
  parts: Parts,
  period: Span,
  into: Gathered,
  signal: AbortSignal,
): Promise<void> {
  const { tenant, namespace } = settings;
  const ask = <T>(label: string, operation: () => Promise<T>) => patiently(label, operation, parts, signal);
  const since = Math.min(period.from, Math.floor(parts.clock.now() / 1000) - LOOKBACK_DAYS * 86_400);
  const stream = `logs-mimecast.coverage-${namespace}`;
  const coverage = await ask('Coverage', () => readCoverage(client, { stream, tenant, since, signal }));
  into.coverage.push(...coverage);
  parts.log.info(`${coverage.length} records of coverage`);

  const held = { stream: `logs-mimecast.audit-${namespace}`, tenant, from: period.from * 1000, to: period.to * 1000 };
  into.counts.events += await ask('Events', () => countEvents(client, { ...held, signal }));
  const least = held.from - DAY_MS;
  const asked = { client, settings, parts, least, to: held.to + DAY_MS, signal };
  into.sessionsSince = await readHeldAccesses(asked, into);

  const findings = { stream: `logs-mimecast.finding-${namespace}`, tenant, from: held.from, signal };
  for await (const finding of readFindings(client, { ...findings, to: held.to })) {
    // What was found about a session is found anew, with the approvals of today.
    if (!isAboutAccess(finding.kind) || finding.details.session === undefined) into.findings.push(finding);
  }
  // A word on a session may come long after it.
  const until = Math.max(held.to, parts.clock.now()) + 1;
  const words: Finding['kind'][] = ['acknowledged-access'];
  for await (const finding of readFindings(client, { ...findings, to: until, kinds: words })) {
    const word = acknowledgementIn(finding);
    if (word) into.acknowledged.set(word.session, word.acknowledgement);
  }
}

/**
 * What evidence of earlier runs has, wherever it lies in time.
 * @throws Error, one sentence, if a piece of it is damaged, or is not of this tenant.
 */
export async function gatherEvidence(
  settings: Settings,
  parts: Parts,
  into: Gathered,
  signal: AbortSignal,
): Promise<void> {
  const opened = await openAll(settings.evidence, `${settings.evidencePath}-opened`, { signal, note: parts.log.info });
  try {
    for (const evidence of opened) {
      const { source, manifest, manifestHash } = evidence;
      if (manifest.tenant !== settings.tenant) {
        throw new Error(
          `${source} is evidence of another tenant: name that one with the input tenant, or leave it out of evidence-path.`,
        );
      }
      parts.log.info(`${source}: ${manifest.events.count} events, whole and unchanged`);
      into.coverage.push(...coverageIn(manifest, manifestHash));
      into.counts.events += manifest.events.count;
      into.counts.pages = (into.counts.pages ?? 0) + manifest.pages.length;
      const asked = isAboutAccesses(manifest.categories);
      for await (const event of evidence.events()) {
        into.history.add(event, true, asked);
        into.sessions.add(event, asked);
      }
    }
  } finally {
    for (const evidence of opened) await evidence.close();
  }
}

/** What a person said of a session, as src/access/access-findings.ts wrote it. */
function acknowledgementIn(
  finding: Finding,
): { readonly session: string; readonly acknowledgement: Acknowledgement } | undefined {
  const { session, acknowledged_by: by, reason, url } = finding.details;
  if (finding.time === undefined) return undefined;
  if (typeof session !== 'string' || typeof by !== 'string' || typeof reason !== 'string') return undefined;
  const page = typeof url === 'string' ? url : undefined;
  return { session, acknowledgement: { by, at: finding.time, reason, url: page } };
}

/** What evidence says to have been read: the same as a record of coverage. */
function coverageIn(manifest: Manifest, hash: string): Coverage[] {
  if (manifest.queryHash !== undefined) return [];
  return manifest.spans
    .filter(({ complete }) => complete)
    .map(({ from, to }) => ({
      span: { from: Date.parse(from) / 1000, to: Date.parse(to) / 1000 },
      ...{ categories: manifest.categories, recorded: Date.parse(manifest.closed), run: manifest.run?.url },
      manifest: hash,
    }));
}
