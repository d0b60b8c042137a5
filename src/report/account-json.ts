import type { Finding } from '../finding.ts';
import type { Acknowledgement, Act, Approval, JudgedSession } from '../session.ts';
import type { Account } from './account.ts';
import { actsOf, verdictOfAccount } from './account-verdict.ts';
import { isoOf, isoSpan } from './moment.ts';

/**
 * The account as `access.json`, format 1 (docs/access-report.md): everything that it holds, exact and without cuts. Moments are ISO 8601 in
 * UTC, spans are pairs of them of which the second is not included, lengths are seconds, what is not known is null.
 * The same account gives the same bytes.
 */
export function renderAccountJson(account: Account): string {
  const { completeness, approvals, run } = account;
  const { title, sentence, more, proven, against } = verdictOfAccount(account);
  const shape = {
    format: 1,
    tool: { name: account.tool.name, version: account.tool.version },
    made: isoOf(account.made),
    tenant: account.tenant,
    timeZone: account.timeZone,
    period: isoSpan(account.period),
    run: run && { id: run.id, attempt: run.attempt, url: run.url },
    categories: account.categories,
    providerDomains: account.providerDomains,
    previousManifest: account.previousManifest,
    verdict: { title, sentence, more, proven, against },
    completeness: {
      complete: completeness.complete,
      narrowed: completeness.narrowed,
      reasons: completeness.reasons,
      holes: completeness.holes.map(isoSpan),
      lost: completeness.lost.map(isoSpan),
      pages: completeness.pages,
      events: completeness.events,
      compared: completeness.compared === true,
      notCompared: completeness.compared === true ? undefined : completeness.compared,
      doubts: doubtsShape(completeness.doubts),
    },
    sessions: account.sessions.map(sessionShape),
    sessionsLeftOut: account.sessionsLeftOut,
    openLeftOut: account.openLeftOut,
    untimed: account.untimed.map(({ key, id, category, auditType, who, from, what }) => ({
      ...{ key, id, category, auditType, who, from, what },
    })),
    approvals: approvals && {
      unused: approvals.unused.map(approvalShape),
      expired: approvals.expired.map(approvalShape),
    },
    findings: account.findings.map(findingShape),
    calendar: account.calendar.map(({ date, coverage, sessions }) => ({ date, coverage, sessions })),
    trend: account.trend.map(({ month, sessions, acts, covered }) => ({ month, sessions, acts, covered })),
  };
  return `${JSON.stringify(shape, (_key, value: unknown) => (value === undefined ? null : value), 2)}\n`;
}

function doubtsShape({ gone, uncounted, ...rest }: Account['completeness']['doubts']): object {
  const { untimed, misdated, notUnderstood, foreign, unlike, changed, doubtful } = rest;
  const { notCounted, notCompared, elasticAlone } = rest;
  return {
    gone: gone.map(({ span, of, recorded, held }) => ({ span: isoSpan(span), of, recorded, held })),
    uncounted: uncounted.map(isoSpan),
    ...{ untimed, misdated, notUnderstood, foreign, unlike, changed, doubtful },
    ...{ notCounted, notCompared, elasticAlone },
  };
}

function sessionShape(judged: JudgedSession): object {
  const { session, acknowledged } = judged;
  const { counts } = session;
  return {
    id: session.id,
    verdict: judged.verdict,
    person: session.person,
    first: isoOf(session.first),
    last: isoOf(session.last),
    seconds: Math.round((session.last - session.first) / 1000),
    wholeBeginning: session.wholeBeginning,
    addresses: session.addresses,
    applications: session.applications,
    actCount: actsOf(judged),
    counts: {
      'signed-in': counts['signed-in'],
      'sign-in-failed': counts['sign-in-failed'],
      'signed-out': counts['signed-out'],
      seen: counts.seen,
      changed: counts.changed,
      exported: counts.exported,
      unknown: counts.unknown,
    },
    contentActs: session.contentActs,
    doubtful: session.doubtful,
    unapproved: judged.unapproved,
    near: judged.near && { approval: approvalShape(judged.near.approval), why: judged.near.sentence },
    approvedBy: judged.approvedBy.map(({ approval, acts }) => ({ acts, approval: approvalShape(approval) })),
    broken: judged.broken.map(({ rule, sentence }) => ({ rule, sentence })),
    firsts: judged.firsts,
    acknowledged: acknowledged && acknowledgementShape(acknowledged),
    acts: session.acts.map(actShape),
  };
}

function actShape(act: Act): object {
  return {
    time: isoOf(act.time),
    kind: act.kind,
    also: act.also ?? [],
    category: act.category,
    auditType: act.auditType,
    object: act.object,
    content: act.content,
    doubtful: act.doubtful,
    outcome: act.outcome,
    address: act.address,
    moreAddresses: act.moreAddresses ?? [],
    addressesLeftOut: act.addressesLeftOut ?? 0,
    application: act.application,
    key: act.key,
    id: act.id,
  };
}

function approvalShape(approval: Approval): object {
  return {
    ticket: approval.ticket,
    person: approval.person,
    from: isoOf(approval.from),
    to: isoOf(approval.to),
    may: approval.may,
    waives: approval.waives,
    reason: approval.reason,
    agreedBy: approval.agreedBy,
    note: approval.note,
  };
}

function acknowledgementShape({ by, at, reason, url, unconfirmed }: Acknowledgement): object {
  return { by, at: isoOf(at), reason, url, confirmed: unconfirmed !== true };
}

function findingShape(finding: Finding): object {
  return {
    kind: finding.kind,
    severity: finding.severity,
    subject: finding.subject,
    sentence: finding.sentence,
    time: finding.time === undefined ? undefined : isoOf(finding.time),
    events: finding.events,
    details: finding.details,
    answered: typeof finding.answered === 'object' ? acknowledgementShape(finding.answered) : finding.answered,
  };
}
