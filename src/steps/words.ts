import type { ElasticClient } from '../elastic/client.ts';
import { readFindings } from '../elastic/findings.ts';
import { messageOf } from '../errors.ts';
import type { Finding } from '../finding.ts';
import type { KeptIssues } from '../github/issues.ts';
import { isUnanswered, type Matter } from '../matter.ts';
import { patiently } from '../patience.ts';
import type { Parts } from '../run.ts';
import { countOfKind } from '../serious.ts';
import type { Acknowledgement, JudgedSession } from '../session.ts';
import { eventsHash } from '../session-events.ts';
import type { IssueSettings } from '../settings/access.ts';
import type { Settings } from '../settings.ts';

/** What Elastic has of people's words, by id of the session or matter, oldest first: claims, until their issues confirm them. */
export type Claims = ReadonlyMap<string, readonly Acknowledgement[]>;

/** Whoever may write to Elastic may write very many of them. */
const MOST_CLAIMS = 10_000;
const DAY_MS = 86_400_000;
/** An answer to what was raised before then is taken as Elastic has it: not every run can ask for the issues of all years. */
const ASKED_MS = 60 * DAY_MS;

/** What issues are to be asked about, and what is known of it. */
export interface Asked {
  readonly judged: readonly JudgedSession[];
  /** Told of by an earlier run, and seen again. */
  readonly again: readonly JudgedSession[];
  readonly matters: readonly Matter[];
  readonly claims: Claims;
}

/** Something that waits for a person's word. */
interface Needy {
  readonly id: string;
  readonly about: 'session' | 'finding';
  /** What a word on it must have been given for. */
  readonly events: string;
  /** In a sentence. */
  readonly name: string;
  readonly of: { acknowledged: Acknowledgement | undefined };
}

/**
 * Takes what people said of sessions and findings from their GitHub issues: with `open-issues` the issues are kept as well, and otherwise
 * they are only read, where there is a token. Fills in `acknowledged` of each that is told of.
 * @param adding the same run has asked about all else before.
 * @returns what became of the issues, undefined if none was asked for; and sentences for people.
 */
export async function takeWords(
  settings: Settings,
  parts: Parts,
  { judged, again, matters, claims }: Asked,
  signal: AbortSignal,
  adding = false,
): Promise<{ kept: KeptIssues | undefined; notes: string[] }> {
  const { issues, tenant, time, run, dryRun } = settings;
  const reading = issues === undefined;
  const target = issues ?? readable(settings);
  const since = parts.clock.now() - ASKED_MS;
  for (const matter of matters) if (matter.raised < since) matter.acknowledged = fittingOf(matter, claims);
  const asking = matters.filter(({ acknowledged }) => acknowledged === undefined);
  const sessions = judged.filter(needsWord);
  const unanswered = asking.filter(isUnanswered);
  const needy = [...sessions.map(needySession), ...unanswered.map(needyMatter)];
  let kept: KeptIssues | undefined;
  if (target && (!reading || needy.length > 0)) {
    const about = reading
      ? ({ judged: sessions, again: [], matters: unanswered, mode: 'read' } as const)
      : ({ judged, again, matters: asking, mode: adding ? 'add' : 'keep' } as const);
    // The page of the run lists its artifacts; the evidence is not uploaded yet.
    const asked = { ...about, tenant, timeZone: time.timeZone, dryRun, runUrl: run?.url, artifactUrl: undefined };
    kept = await parts.issues(target, asked, signal);
  }
  const notes = believe(needy, claims, kept);
  if (kept?.problem !== undefined && (!reading || claims.size > 0))
    notes.push(`Issues about ${nounOf(needy)}: ${kept.problem}`);
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
  const kinds: Finding['kind'][] = ['acknowledged-access', 'acknowledged-finding'];
  // GitHub's clock, by which a word is dated, may be ahead of this machine's.
  const to = parts.clock.now() + DAY_MS;
  const asked = { stream: `logs-mimecast.finding-${namespace}`, tenant, from, to, kinds, signal };
  const read = async () => {
    const claims = new Map<string, Acknowledgement[]>();
    let count = 0;
    for await (const finding of readFindings(client, asked)) {
      const claim = claimIn(finding);
      if (!claim) continue;
      claims.set(claim.subject, [...(claims.get(claim.subject) ?? []), claim.word].slice(-20));
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
  { judged, matters }: Pick<Asked, 'judged' | 'matters'>,
  signal: AbortSignal,
): Promise<{ claims: Claims; notes: string[] }> {
  const begins = [
    ...judged.filter(needsWord).map(({ session }) => session.first),
    ...matters.filter(isUnanswered).map(({ raised }) => raised),
  ];
  if (!client || begins.length === 0) return { claims: new Map(), notes: [] };
  const from = begins.reduce((least, begin) => Math.min(least, begin), parts.clock.now());
  try {
    return { claims: await claimsIn(client, settings, parts, from, signal), notes: [] };
  } catch (error) {
    return {
      claims: new Map(),
      notes: [`Which accesses and findings somebody explained could not be read from Elastic: ${messageOf(error)}`],
    };
  }
}

/** Sets the word on each, and tells what is not believed. GitHub's word counts before what Elastic has. */
function believe(needy: readonly Needy[], claims: Claims, kept: KeptIssues | undefined): string[] {
  const notes: string[] = [];
  const unconfirmed: Needy[] = [];
  for (const one of needy) {
    const { id, events, name, of } = one;
    of.acknowledged = kept?.acknowledged.get(id);
    if (of.acknowledged !== undefined) continue;
    const all = claims.get(id) ?? [];
    const fitting = all.findLast((word) => word.events === events);
    if (kept?.outgrown.has(id) || (all.length > 0 && fitting === undefined)) {
      notes.push(`The ${name} grew or changed after it was explained, so that does not count for it.`);
    } else if (fitting !== undefined && kept?.answered.has(id)) {
      notes.push(`Elastic has an explanation of the ${name} that GitHub does not confirm: it does not count.`);
    } else if (fitting !== undefined) {
      of.acknowledged = { ...fitting, unconfirmed: true };
      unconfirmed.push(one);
    }
  }
  const count = unconfirmed.length;
  if (count > 0) {
    const [what, are, them] = count === 1 ? ['explanation', 'is', 'it'] : ['explanations', 'are', 'them'];
    notes.push(
      `${count} ${what} of ${nounOf(unconfirmed)} ${are} told as Elastic has ${them}: GitHub could not be asked. Give github-token, with permissions: issues: read.`,
    );
  }
  return notes;
}

function needySession(of: JudgedSession): Needy {
  const { id, first } = of.session;
  const began = new Date(first).toISOString().slice(0, 16).replace('T', ' ');
  return { id, about: 'session', events: eventsHash(of.session), name: `session of ${began} UTC`, of };
}

function needyMatter(of: Matter): Needy {
  const { id, kind, events, findings, raised } = of;
  const found = new Date(raised).toISOString().slice(0, 10);
  return { id, about: 'finding', events, name: `finding of ${found} (${countOfKind(kind, findings.length)})`, of };
}

function nounOf(needy: readonly Needy[]): string {
  const words = { session: 'accesses', finding: 'findings' } as const;
  return [...new Set(needy.map(({ about }) => words[about]))].join(' and ') || words.session;
}

/** Somebody's word on a matter as it is. */
function fittingOf({ id, events }: Matter, claims: Claims): Acknowledgement | undefined {
  return claims.get(id)?.findLast((word) => word.events === events);
}

/** Where issues can be read without being kept. */
function readable({ githubToken: token, run }: Settings): IssueSettings | undefined {
  if (token === undefined || run?.repository === undefined) return undefined;
  return { repository: run.repository, token, labels: [], assignees: [] };
}

function needsWord({ verdict }: JudgedSession): boolean {
  return verdict === 'unexplained' || verdict === 'against-policy';
}

/** What a person said of a session or a matter, as src/access/access-findings.ts wrote it. */
function claimIn({
  kind,
  time,
  details,
}: Finding): { readonly subject: string; readonly word: Acknowledgement } | undefined {
  const { acknowledged_by: by, reason, url, issue, session_events: events } = details;
  const about = kind === 'acknowledged-finding' ? 'finding' : 'session';
  const subject = about === 'finding' ? details.matter : details.session;
  if (time === undefined || typeof subject !== 'string' || typeof by !== 'string') return undefined;
  if (typeof reason !== 'string' || typeof issue !== 'number' || typeof events !== 'string') return undefined;
  const page = typeof url === 'string' ? url : undefined;
  return { subject, word: { about, by, at: time, reason, url: page, issue, events } };
}
