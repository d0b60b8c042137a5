import { isAboutAccesses } from '../access/actor-reading.ts';
import { accessOf } from '../access/acts.ts';
import type { History } from '../access/history.ts';
import type { Sessions } from '../access/sessions.ts';
import { isUnderstood } from '../access/understood.ts';
import type { Untimed } from '../access/untimed.ts';
import { append } from '../append.ts';
import type { Coverage } from '../coverage.ts';
import type { Doubts } from '../doubts.ts';
import { countEvents, strayAccessesIn } from '../elastic/accesses.ts';
import type { ElasticClient } from '../elastic/client.ts';
import { readCoverage } from '../elastic/coverage.ts';
import { readFindings } from '../elastic/findings.ts';
import { forgedIn } from '../elastic/forged.ts';
import type { AuditEvent } from '../event.ts';
import type { Manifest } from '../evidence/manifest.ts';
import { openAll } from '../evidence/opened.ts';
import { type Finding, forgedFinding, isAboutAccess } from '../finding.ts';
import type { Matter } from '../matter.ts';
import { patiently } from '../patience.ts';
import { formatCount } from '../report/text.ts';
import type { Parts } from '../run.ts';
import type { Settings } from '../settings.ts';
import { belongs, contains, type Span } from '../span.ts';
import { TOLD_DAYS } from './account.ts';
import { readHeldAccesses } from './held-accesses.ts';
import { mattersOf } from './matters.ts';
import { countHeldAccesses, goneFrom } from './still-held.ts';
import { type Claims, claimsIn } from './words.ts';

/** What is known of a past span, filled in from Elastic and from evidence. */
export interface Gathered {
  readonly coverage: Coverage[];
  /** The part of it that evidence shows; the rest is what Elastic tells. */
  readonly shown: Coverage[];
  readonly findings: Finding[];
  /** What somebody has to answer, whenever it was raised. */
  matters: readonly Matter[];
  claims: Claims;
  /** Events that are held or in the evidence; pages only if there is evidence. */
  readonly counts: { events: number; pages: number | undefined };
  readonly history: History;
  readonly sessions: Sessions;
  readonly untimed: Untimed;
  /** Keys of accesses that stand at a time that is not theirs. */
  readonly strays: Set<string>;
  readonly doubts: Doubts;
  /** From when on `sessions` are all that there were, ms UTC. */
  sessionsSince: number | undefined;
  /** Of what time `coverage` has all that is known. */
  looked: Span;
}

const DAY_MS = 86_400_000;
const MOST_STRAYS = 10_000;
/** Of more than that the first are told. */
const MOST_FINDINGS = 10_000;

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
  // As far back as the account tells of days and months.
  const since = Math.min(period.from, period.to - (TOLD_DAYS + 1) * 86_400);
  into.looked = { from: since, to: Number.POSITIVE_INFINITY };
  const stream = `logs-mimecast.coverage-${namespace}`;
  const coverage = await ask('Coverage', () => readCoverage(client, { stream, tenant, since, signal }));
  append(into.coverage, coverage);
  parts.log.info(formatCount(coverage.length, 'record of coverage', 'records of coverage'));

  const held = { stream: `logs-mimecast.audit-${namespace}`, tenant, from: period.from * 1000, to: period.to * 1000 };
  const all = { ...held, categories: 'all' as const, signal };
  into.counts.events += await ask('Events', () => countEvents(client, all));
  const { doubts } = into;
  const { providerDomains: domains } = settings;
  const unlike = new Set<string>();
  const noteUnlike = (id: string) => void unlike.add(id);
  const accesses = countHeldAccesses(domains);
  const asked = {
    client,
    settings,
    parts,
    least: held.from - DAY_MS,
    to: held.to + DAY_MS,
    signal,
    unlike: noteUnlike,
  };
  into.sessionsSince = await readHeldAccesses({ ...asked, onEvent: (event) => accesses.add(event) }, into);
  const stray = { ...held, domains, now: parts.clock.now(), signal };
  for await (const event of strayAccessesIn(client, stray, noteUnlike)) addStray(event, domains, into);
  const compared = { client, settings, parts, period, coverage, accesses, signal };
  doubts.gone = await goneFrom({ ...compared, asked: { from: into.sessionsSince, to: asked.to } });

  const findings = { stream: `logs-mimecast.finding-${namespace}`, tenant, from: held.from, signal };
  for await (const finding of readFindings(client, { ...findings, to: held.to })) {
    if (finding.kind === 'acknowledged-finding') continue;
    // What was found about a session is found anew, with the approvals of today.
    if (!isAboutAccess(finding.kind) || finding.details.session === undefined) into.findings.push(finding);
    if (finding.kind === 'altered-event' || finding.kind === 'vanished-event') doubts.changed += 1;
    if (finding.kind === 'vanished-event-withdrawn') doubts.changed -= 1;
  }
  // A word on a session may come long after it.
  for await (const forged of forgedIn(client, { ...held, signal })) {
    unlike.add(forged.key);
    if (into.findings.length < MOST_FINDINGS) into.findings.push(forgedFinding(forged));
  }
  doubts.unlike = unlike.size;
  into.matters = await mattersOf(client, settings, parts, into.findings, signal);
  const begins = into.matters.map(({ raised }) => raised);
  const least = begins.reduce((one, other) => Math.min(one, other), asked.least);
  into.claims = await claimsIn(client, settings, parts, least, signal);
}

/**
 * What evidence of earlier runs has, wherever it lies in time.
 * @throws Error, one sentence, if a piece of it is damaged, or is not of this tenant.
 */
export async function gatherEvidence(
  settings: Settings,
  parts: Parts,
  period: Span,
  into: Gathered,
  signal: AbortSignal,
): Promise<void> {
  const { providerDomains: domains } = settings;
  const opened = await openAll(settings.evidence, `${settings.evidencePath}-opened`, {
    signal,
    now: parts.clock.now(),
    note: parts.log.info,
  });
  try {
    for (const evidence of opened) {
      const { source, manifest, manifestHash } = evidence;
      if (manifest.tenant !== settings.tenant) {
        throw new Error(
          `${source} is evidence of another tenant: name that one with the input tenant, or leave it out of evidence-path.`,
        );
      }
      parts.log.info(`${source}: ${formatCount(manifest.events.count, 'event')}, whole and unchanged`);
      const shown = coverageIn(manifest, manifestHash);
      append(into.coverage, shown);
      append(into.shown, shown);
      const asked = manifest.spans.map(spanOf);
      // What has no time, or one that nobody asked for, is of the time that it was given out for.
      const isOurs = asked.some(({ from, to }) => from < period.to && to > period.from);
      if (isOurs) into.doubts.changed += manifest.events.conflicting;
      into.counts.events += manifest.events.count;
      into.counts.pages = (into.counts.pages ?? 0) + manifest.pages.length;
      const aboutAccesses = isAboutAccesses(manifest.categories);
      for await (const event of evidence.events()) {
        into.history.add(event, true, aboutAccesses);
        into.sessions.add(event, aboutAccesses);
        const { time } = event;
        const isStray = time === undefined || !asked.some((span) => belongs(span, time));
        if (isOurs && isStray) addStray(event, domains, into, aboutAccesses);
        if (isOurs && (isStray || contains(period, time)) && !isUnderstood(event, domains)) {
          into.doubts.notUnderstood += 1;
        }
      }
    }
  } finally {
    for (const evidence of opened) await evidence.close();
  }
}

/** An access without a time, or with one that is not its own: it lies in no period, and must be told all the same. */
function addStray(
  event: AuditEvent,
  domains: readonly string[],
  { sessions, untimed, strays }: Gathered,
  asked = false,
): void {
  if (event.time === undefined) {
    untimed.add(event, asked);
  } else if (accessOf(event, domains, asked)) {
    sessions.add(event, asked);
    if (strays.size < MOST_STRAYS) strays.add(event.key);
  }
}

/** What evidence says to have been read: the same as a record of coverage. Without a page, or before it was over, none was. */
function coverageIn(manifest: Manifest, hash: string): Coverage[] {
  if (manifest.queryHash !== undefined) return [];
  const { spans, pages, categories, closed, run } = manifest;
  const recorded = Date.parse(closed);
  return spans.flatMap((one, index) => {
    const span = spanOf(one);
    const isRead = one.complete && pages.some((page) => page.span === index) && span.to * 1000 <= recorded;
    return isRead ? [{ span, categories, recorded, run: run?.url, manifest: hash }] : [];
  });
}

function spanOf({ from, to }: Manifest['spans'][number]): Span {
  return { from: Date.parse(from) / 1000, to: Date.parse(to) / 1000 };
}
