import { accessFindings } from './access/access-findings.ts';
import { createHistory } from './access/history.ts';
import { byNeed, judgeAll } from './access/judge.ts';
import { createSessions, sumOf } from './access/sessions.ts';
import { createUntimed } from './access/untimed.ts';
import { append } from './append.ts';
import { type CoverageCounts, coveredSpans, holesIn, lastManifest } from './coverage.ts';
import { type Doubts, noDoubts } from './doubts.ts';
import type { ElasticTarget } from './elastic-target.ts';
import { messageOf } from './errors.ts';
import type { ArtifactResult } from './evidence/artifact.ts';
import type { Finding } from './finding.ts';
import { answeredBy, findingId, type Matter } from './matter.ts';
import { pastPeriod } from './plan.ts';
import type { Account } from './report/account.ts';
import { openOf } from './report/account-verdict.ts';
import { formatCount } from './report/text.ts';
import type { Parts } from './run.ts';
import { deadline } from './runner/deadline.ts';
import type { Settings } from './settings.ts';
import { formatSpan, type Span, within } from './span.ts';
import { accountOf } from './steps/account.ts';
import { agree } from './steps/agree.ts';
import { type Gathered, gatherEvidence, gatherHeld } from './steps/gather.ts';
import { keep } from './steps/keep.ts';
import { uncountedIn } from './steps/still-held.ts';
import { takeWords } from './steps/words.ts';

/** Sessions that the account has; of more than that those that need a person come first. */
const MOST_SESSIONS = 5000;

/** What looking back at a past span came to. */
export interface Retrospect {
  /** undefined if it could not be made. */
  readonly account: Account | undefined;
  readonly accesses: number;
  /** access.html, absolute. */
  readonly file: string | undefined;
  readonly artifact: ArtifactResult | undefined;
  /** One sentence each. */
  readonly notes: readonly string[];
  /** One sentence each. */
  readonly failures: readonly string[];
}

/**
 * `command: report`: the account of provider accesses over any past span, from what Elastic holds, from earlier evidence, or
 * both. Reads nothing from Mimecast, and writes nothing to Elastic.
 * Never throws for what is wrong outside: it becomes a sentence.
 * @throws SettingsError if the span can't be one, or the approvals file has a mistake.
 */
export async function retrospect(settings: Settings, parts: Parts): Promise<Retrospect> {
  const { log, clock } = parts;
  const agreement = await agree(settings, parts);
  const period = pastPeriod(settings.time, clock.now());
  const sentence = 'The time for the report was used up. Give more with the input deadline.';
  const stop = deadline(settings.deadlineMs, sentence, parts.cancelled, clock);
  log.info(`Tenant ${settings.tenant}, ${formatSpan(period)} (UTC), time zone ${settings.time.timeZone}`);

  const { tenant, sessionGapMs: gapMs, providerDomains: domains } = settings;
  // Filled before the sessions are finished, which is when it is looked at.
  const known: Span[] = [];
  const into: Gathered = {
    ...{
      coverage: [],
      shown: [],
      findings: [],
      matters: [],
      claims: new Map(),
      counts: { events: 0, pages: undefined },
    },
    ...{ history: createHistory(domains), sessions: createSessions({ tenant, gapMs, domains, known }) },
    ...{ untimed: createUntimed(domains), strays: new Set(), doubts: noDoubts(), sessionsSince: undefined },
    looked: period,
  };
  try {
    const { elastic } = settings;
    if (elastic) await log.group('Ask Elastic', () => askElastic(elastic, settings, parts, period, into, stop));
    if (settings.evidence.length > 0) {
      await log.group('Open the evidence', () => gatherEvidence(settings, parts, period, into, stop));
    }
  } catch (error) {
    return {
      account: undefined,
      accesses: 0,
      file: undefined,
      artifact: undefined,
      notes: [],
      failures: [messageOf(error)],
    };
  }

  const covered = coveredSpans(into.coverage, settings.categories);
  append(known, covered);
  const { sessions: all, leftOut } = into.sessions.finish();
  const told = all.filter(
    ({ first, last, acts }) =>
      (first < period.to * 1000 && last >= period.from * 1000) || acts.some(({ key }) => into.strays.has(key)),
  );
  const everyone = judgeAll(told, all, into.history, agreement);
  const found = each([...into.findings, ...accessFindings(byNeed(everyone, MOST_SESSIONS))]);
  const matters = mattersAbout(found, into.matters);
  const asked = { judged: everyone, again: [], matters, claims: into.claims };
  const reading = { ...settings, issues: undefined };
  const { notes } = await log.group('Issues', () => takeWords(reading, parts, asked, stop));
  const judged = byNeed(everyone, MOST_SESSIONS);
  const holes = holesIn(period, covered);
  const doubtful = everyone.filter(({ session }) => session.doubtful).length;
  const doubts = { ...doubtsOf(into, period, settings), doubtful };
  const account = accountOf({
    ...{ settings, parts, period, coverage: into.coverage, looked: into.looked, agreement, judged },
    known: { sessions: all, sessionsSince: into.sessionsSince },
    previousManifest: lastManifest(into.coverage),
    leftOut: everyone.length - judged.length + leftOut.sessions,
    openLeftOut: openOf(everyone) - openOf(judged) + (agreement ? leftOut.sessions : 0),
    findings: answeredBy(found, matters),
    untimed: into.untimed.listed,
    completeness: {
      complete: holes.length === 0,
      ...{ reasons: [], narrowed: false, holes, lost: [], doubts },
      ...into.counts,
      compared: settings.elastic ? true : 'the report was made from evidence alone.',
    },
  });
  const accesses = everyone.reduce((sum, { session }) => sum + sumOf(session.counts), into.untimed.count);
  const counted = formatCount(accesses, 'provider access', 'provider accesses');
  log.info(`${counted} in ${formatCount(judged.length, 'session')}`);
  const kept = await log.group('Keep the report', () => keep(account, settings, parts, stop));
  return { account, accesses, notes, ...kept };
}

async function askElastic(
  target: ElasticTarget,
  settings: Settings,
  parts: Parts,
  period: Span,
  into: Gathered,
  signal: AbortSignal,
): Promise<void> {
  const client = await parts.elastic(target);
  try {
    await gatherHeld(client, settings, parts, period, into, signal);
  } finally {
    await client.close();
  }
}

/** What speaks against a proof, of what was gathered. Where evidence shows what was read, nothing rests on Elastic's word. */
function doubtsOf({ doubts, coverage, shown, untimed, strays }: Gathered, period: Span, settings: Settings): Doubts {
  const { categories } = settings;
  const proved = coveredSpans(shown, categories);
  const told = coverage.filter((record) => !shown.includes(record));
  const open = holesIn(period, coveredSpans(coverage, categories));
  const near = told.filter(({ span }) => span.from < period.to && span.to > period.from);
  const most = (of: (counts: CoverageCounts) => number) =>
    near.reduce((sum, { counts }) => Math.max(sum, counts ? of(counts) : 0), 0);
  return {
    ...doubts,
    gone: doubts.gone.filter(({ span }) => within(period, holesIn(span, proved)).length > 0),
    uncounted: uncountedIn(period, told, categories, proved),
    untimed: Math.max(
      untimed.count,
      most((counts) => counts.untimed),
    ),
    misdated: Math.max(
      strays.size,
      most((counts) => counts.misdated),
    ),
    notUnderstood: Math.max(
      doubts.notUnderstood,
      most((counts) => counts.notUnderstood),
    ),
    changed: Math.max(0, doubts.changed),
    elasticAlone: holesIn(period, [...proved, ...open]).length > 0,
  };
}

/** What of all that has to be answered is about these findings. */
function mattersAbout(findings: readonly Finding[], matters: readonly Matter[]): Matter[] {
  const told = new Set(findings.map(findingId));
  return matters.filter(({ members }) => members.some((id) => told.has(id)));
}

/** Each finding once. */
function each(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map((finding) => [JSON.stringify([finding.kind, finding.subject]), finding])).values()];
}
