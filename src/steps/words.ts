import type { ElasticClient } from '../elastic/client.ts';
import { readFindings } from '../elastic/findings.ts';
import { messageOf } from '../errors.ts';
import type { Finding } from '../finding.ts';
import type { KeptIssues } from '../github/issues.ts';
import { patiently } from '../patience.ts';
import type { Parts } from '../run.ts';
import type { Acknowledgement, JudgedSession } from '../session.ts';
import { eventsHash } from '../session-events.ts';
import type { IssueSettings } from '../settings/access.ts';
import type { Settings } from '../settings.ts';

/** What Elastic has of people's words on sessions, by id of the session, oldest first: claims, until their issues confirm them. */
export type Claims = ReadonlyMap<string, readonly Acknowledgement[]>;

/** Whoever may write to Elastic may write very many of them. */
const MOST_CLAIMS = 10_000;
const DAY_MS = 86_400_000;

/** Sessions whose issues are to be asked, and what is known of them. */
export interface Asked {
  readonly judged: readonly JudgedSession[];
  /** Told of by an earlier run, and seen again. */
  readonly again: readonly JudgedSession[];
  readonly claims: Claims;
}

/**
 * Takes what people said of sessions from their GitHub issues: with `open-issues` the issues are kept as well, and otherwise
 * they are only read, where there is a token. Fills in `acknowledged` of each session that is told of.
 * @returns what became of the issues, undefined if none was asked for; and sentences for people.
 */
export async function takeWords(
  settings: Settings,
  parts: Parts,
  { judged, again, claims }: Asked,
  signal: AbortSignal,
): Promise<{ kept: KeptIssues | undefined; notes: string[] }> {
  const { issues, tenant, time, run, dryRun } = settings;
  const reading = issues === undefined;
  const target = issues ?? readable(settings);
  const needy = judged.filter(needsWord);
  let kept: KeptIssues | undefined;
  if (target && (!reading || needy.length > 0)) {
    const about = reading
      ? ({ judged: needy, again: [], mode: 'read' } as const)
      : ({ judged, again, mode: 'keep' } as const);
    // The page of the run lists its artifacts; the evidence is not uploaded yet.
    const asked = { ...about, tenant, timeZone: time.timeZone, dryRun, runUrl: run?.url, artifactUrl: undefined };
    kept = await parts.issues(target, asked, signal);
  }
  const notes = needy.length === 0 ? [] : believe(judged, claims, kept);
  if (kept?.problem !== undefined && (!reading || claims.size > 0))
    notes.push(`Issues about accesses: ${kept.problem}`);
  for (const note of notes) parts.log.warn(note);
  return { kept, notes };
}

/**
 * Reads what Elastic has of people's words since then. @param from ms UTC.
 * @throws ElasticError; the signal's reason if it aborts.
 */
export async function claimsIn(
  client: ElasticClient,
  settings: Settings,
  parts: Parts,
  from: number,
  signal: AbortSignal,
): Promise<Claims> {
  const { namespace, tenant } = settings;
  const kinds: Finding['kind'][] = ['acknowledged-access'];
  // GitHub's clock, by which a word is dated, may be ahead of this machine's.
  const to = parts.clock.now() + DAY_MS;
  const asked = { stream: `logs-mimecast.finding-${namespace}`, tenant, from, to, kinds, signal };
  const read = async () => {
    const claims = new Map<string, Acknowledgement[]>();
    let count = 0;
    for await (const finding of readFindings(client, asked)) {
      const claim = claimIn(finding);
      if (!claim) continue;
      claims.set(claim.session, [...(claims.get(claim.session) ?? []), claim.word].slice(-20));
      count += 1;
      if (count === MOST_CLAIMS) break;
    }
    return claims;
  };
  return patiently('Acknowledgements', read, parts, signal);
}

/** The same for a run that goes on without: what can't be read is not known, and said. */
export async function claimsOrNone(
  client: ElasticClient | undefined,
  settings: Settings,
  parts: Parts,
  judged: readonly JudgedSession[],
  signal: AbortSignal,
): Promise<{ claims: Claims; notes: string[] }> {
  const needy = judged.filter(needsWord);
  if (!client || needy.length === 0) return { claims: new Map(), notes: [] };
  const from = needy.reduce((least, { session }) => Math.min(least, session.first), parts.clock.now());
  try {
    return { claims: await claimsIn(client, settings, parts, from, signal), notes: [] };
  } catch (error) {
    return {
      claims: new Map(),
      notes: [`Which accesses somebody explained could not be read from Elastic: ${messageOf(error)}`],
    };
  }
}

/** Sets the word on each session, and tells what is not believed. GitHub's word counts before what Elastic has. */
function believe(judged: readonly JudgedSession[], claims: Claims, kept: KeptIssues | undefined): string[] {
  const notes: string[] = [];
  let unconfirmed = 0;
  for (const one of judged) {
    const { id, first } = one.session;
    const word = kept?.acknowledged.get(id);
    one.acknowledged = word;
    if (word !== undefined || !needsWord(one)) continue;
    const began = new Date(first).toISOString().slice(0, 16).replace('T', ' ');
    const all = claims.get(id) ?? [];
    const fitting = all.findLast(({ events }) => events === eventsHash(one.session));
    if (kept?.outgrown.has(id) || (all.length > 0 && fitting === undefined)) {
      notes.push(`The session of ${began} UTC grew or changed after it was explained, so that does not count for it.`);
    } else if (fitting !== undefined && kept?.answered.has(id)) {
      notes.push(
        `Elastic has an explanation of the session of ${began} UTC that GitHub does not confirm: it does not count.`,
      );
    } else if (fitting !== undefined) {
      one.acknowledged = { ...fitting, unconfirmed: true };
      unconfirmed += 1;
    }
  }
  if (unconfirmed > 0) {
    const [what, are] = unconfirmed === 1 ? ['explanation', 'is'] : ['explanations', 'are'];
    notes.push(
      `${unconfirmed} ${what} of accesses ${are} told as Elastic has ${unconfirmed === 1 ? 'it' : 'them'}: GitHub could not be asked. Give github-token, with permissions: issues: read.`,
    );
  }
  return notes;
}

/** Where issues can be read without being kept. */
function readable({ githubToken: token, run }: Settings): IssueSettings | undefined {
  if (token === undefined || run?.repository === undefined) return undefined;
  return { repository: run.repository, token, labels: [], assignees: [] };
}

function needsWord({ verdict }: JudgedSession): boolean {
  return verdict === 'unexplained' || verdict === 'against-policy';
}

/** What a person said of a session, as src/access/access-findings.ts wrote it. */
function claimIn({ time, details }: Finding): { readonly session: string; readonly word: Acknowledgement } | undefined {
  const { session, acknowledged_by: by, reason, url, issue, session_events: events } = details;
  if (time === undefined || typeof session !== 'string' || typeof by !== 'string') return undefined;
  if (typeof reason !== 'string' || typeof issue !== 'number' || typeof events !== 'string') return undefined;
  const page = typeof url === 'string' ? url : undefined;
  return { session, word: { by, at: time, reason, url: page, issue, events } };
}
