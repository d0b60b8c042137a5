import { accessFindings, undatedAccessFinding } from '../access/access-findings.ts';
import { isAboutAccesses } from '../access/actor-reading.ts';
import { accessOf } from '../access/acts.ts';
import { describe } from '../access/ecs.ts';
import { createHistory, type History } from '../access/history.ts';
import { byNeed, judgeAll, notKeptOf } from '../access/judge.ts';
import { createSessions, type Sessions } from '../access/sessions.ts';
import { isUnderstood } from '../access/understood.ts';
import { createUnknownWordings } from '../access/unknown.ts';
import { createUntimed } from '../access/untimed.ts';
import { append } from '../append.ts';
import { coveredSpans } from '../coverage.ts';
import { messageOf } from '../errors.ts';
import type { AuditEvent } from '../event.ts';
import type { Comparison } from '../reconcile.ts';
import { openOf } from '../report/account-verdict.ts';
import { formatCount } from '../report/text.ts';
import type { Evidence, Reviewed, Run } from '../run.ts';
import type { Session } from '../session.ts';
import { belongs, contains } from '../span.ts';
import { readHeldAccesses } from './held-accesses.ts';

/** Provider accesses that the report lists; all of them are in the evidence. */
const LISTED = 500;
/** Sessions that a report has; of more than that those that need a person come first. */
const MOST_SESSIONS = 1000;
/** Findings of accesses without a time; more are counted. */
const MOST_UNDATED = 100;
/** Sessions that findings are made of; of more than that those that need a person come first. */
const MOST_FOUND = 5000;
/** Keys of accesses that this run tells of; of more than that the time decides, and rather tells too much. */
const MOST_KEYS = 100_000;
/** GitHub kills a cancelled job after 10 s, and the report must be written before. */
const CANCELLED_MS = 2000;
const DAY_MS = 86_400_000;

/**
 * Finds the provider accesses among what was read, groups them into sessions together with those that are held, and judges the
 * sessions that this run has to tell of. A fault here keeps nothing from being preserved and delivered.
 */
export async function review(
  run: Run,
  evidence: Evidence,
  comparison: Comparison | undefined | 'failed',
  signal: AbortSignal,
): Promise<Reviewed> {
  const { doubts } = run.report;
  if (comparison === 'failed' || run.past.blocked !== undefined) doubts.notCompared = true;
  try {
    return await look(run, evidence, comparison, signal);
  } catch (error) {
    run.report.accesses.whole = false;
    run.report.failures.push(`The provider accesses could not all be judged: ${messageOf(error)}`);
    return { sessions: [], again: [], sessionsSince: undefined, wordings: undefined };
  }
}

async function look(
  run: Run,
  evidence: Evidence,
  comparison: Comparison | undefined | 'failed',
  signal: AbortSignal,
): Promise<Reviewed> {
  const { settings, parts, past, readSpans, plan, report } = run;
  const { tenant, sessionGapMs: gapMs, providerDomains: domains } = settings;
  const history = createHistory(domains);
  const read = readSpans.filter(({ complete }) => complete).map(({ span }) => span);
  const known = [...coveredSpans(past.coverage ?? [], settings.categories), ...read];
  const sessions = createSessions({ tenant, gapMs, domains, known });
  const wordings = createUnknownWordings();
  let since: number | undefined;
  if (past.client && past.coverage) {
    // What comes after the window belongs to the next run; a session that goes on is told of again by that.
    const unlike = () => {
      report.doubts.unlike += 1;
    };
    const asked = { client: past.client, least: plan.asked.from * 1000 - DAY_MS, to: plan.asked.to * 1000 };
    try {
      since = await readHeldAccesses({ ...asked, settings, parts, signal, unlike }, { history, sessions });
    } catch (error) {
      const note = `Not all held provider accesses could be read, so sessions may lack a part: ${messageOf(error)}`;
      report.notes.push(note);
      parts.log.warn(note);
    }
  }
  const { told, seen } = await readEvidence(run, evidence, comparison, { history, sessions, wordings });

  const { sessions: all, leftOut } = sessions.finish();
  const judged = judgeAll(all.filter(told), all, history, run.agreement);
  const again = judgeAll(
    all.filter((session) => !told(session) && seen(session)),
    all,
    history,
    run.agreement,
  );
  // Restoring reviews one piece of evidence after the other.
  const now = new Set(judged.map(({ session }) => session.id));
  const together = [...report.sessions.filter(({ session }) => !now.has(session.id)), ...judged];
  report.sessions = byNeed(together, MOST_SESSIONS);
  report.sessionsLeftOut += together.length - report.sessions.length + leftOut.sessions;
  // What could not even be told apart can't have been agreed to.
  report.openLeftOut += openOf(together) - openOf(report.sessions) + (run.agreement ? leftOut.sessions : 0);
  report.unknownWordings.count += wordings.count;
  append(report.findings, accessFindings(byNeed(judged, MOST_FOUND)));
  const accesses = formatCount(report.accesses.count, 'provider access', 'provider accesses');
  const counts = `${accesses} in ${formatCount(judged.length, 'session')}`;
  parts.log.info(`${counts} among ${formatCount(evidence.manifest.events.count, 'event')}`);
  if (wordings.count > 0)
    parts.log.info(`${formatCount(wordings.count, 'text has', 'texts have')} a wording that is not known`);
  return { sessions: all, again, sessionsSince: since, wordings: wordings.count > 0 ? wordings.toNdjson() : undefined };
}

/** @returns which sessions this run tells of, and of which it has seen something. */
async function readEvidence(
  { settings, parts, plan, agreement, report, counted }: Run,
  evidence: Evidence,
  comparison: Comparison | undefined | 'failed',
  into: { readonly history: History; readonly sessions: Sessions; readonly wordings: { add(event: AuditEvent): void } },
): Promise<{ told(session: Session): boolean; seen(session: Session): boolean }> {
  const { accesses } = report;
  const until = parts.clock.now() + CANCELLED_MS;
  const missing = typeof comparison === 'object' ? comparison.missing : undefined;
  const asked = plan.pieces.map(({ span }) => span);
  const due = plan.pieces.filter(({ why }) => why !== 'overlap').map(({ span }) => span);
  const altered = new Set(typeof comparison === 'object' ? comparison.altered.map(({ key }) => key) : []);
  const keys = new Set<string>();
  const times = { first: Number.POSITIVE_INFINITY, last: Number.NEGATIVE_INFINITY };
  // What came as an answer to that question is an access, whatever it looks like.
  const aboutAccesses = isAboutAccesses(evidence.manifest.categories);
  const { providerDomains: domains } = settings;
  const untimed = createUntimed(domains);
  const { doubts } = report;
  const others = new Set<string>();
  const isFirst = (key: string): boolean => {
    if (counted.has(key)) return false;
    if (counted.size < MOST_KEYS) counted.add(key);
    return true;
  };
  let index = -1;
  try {
    for await (const event of evidence.events()) {
      index += 1;
      if (parts.cancelled.aborted && parts.clock.now() > until) break;
      into.wordings.add(event);
      const { time } = event;
      const isStray = time !== undefined && !asked.some((span) => belongs(span, time));
      // One without a time, or with one that nobody asked for, belongs to no other run.
      const isOurs = time === undefined || isStray || due.some((span) => contains(span, time));
      if (!accessOf(event, domains, aboutAccesses)) {
        if (isOurs && !isUnderstood(event, domains) && isFirst(event.key)) doubts.notUnderstood += 1;
        continue;
      }
      into.history.add(event, false, aboutAccesses);
      into.sessions.add(event, aboutAccesses);
      // One of the overlap was told of by the run before, unless it came late or was another then.
      const isNew = missing?.has(index) === true || altered.has(event.key);
      if (!isOurs && !isNew) {
        if (others.size < MOST_KEYS) others.add(event.key);
        continue;
      }
      if (keys.size < MOST_KEYS) keys.add(event.key);
      if (time !== undefined) {
        times.first = Math.min(times.first, time);
        times.last = Math.max(times.last, time);
      }
      if (!isFirst(event.key)) continue;
      accesses.count += 1;
      if (isStray) doubts.misdated += 1;
      if (untimed.add(event, aboutAccesses) && agreement && untimed.count <= MOST_UNDATED) {
        report.findings.push(undatedAccessFinding(event.key));
      }
      if (accesses.rows.length < LISTED) accesses.rows.push({ time, ...describe(event) });
    }
    accesses.whole = !parts.cancelled.aborted;
    if (agreement && untimed.count > MOST_UNDATED) {
      report.notes.push(
        `${untimed.count - MOST_UNDATED} more provider accesses have no readable time, and no finding of their own.`,
      );
    }
  } catch (error) {
    report.failures.push(`The provider accesses could not all be counted: ${messageOf(error)}`);
  }
  doubts.untimed += untimed.count;
  report.untimed.push(...untimed.listed);
  return {
    // A session with more acts than are kept may have lost the very one that is new.
    told: (session) =>
      session.acts.some(({ key }) => keys.has(key)) ||
      ((keys.size === MOST_KEYS || notKeptOf(session) > 0) &&
        session.first <= times.last &&
        session.last >= times.first),
    seen: ({ acts }) => acts.some(({ key }) => others.has(key)),
  };
}
