import { accessFindings } from '../../src/access/access-findings.ts';
import type { Finding } from '../../src/finding.ts';
import { emptyReport, type Report } from '../../src/report/report.ts';
import type { Act, JudgedSession } from '../../src/session.ts';
import { dayAccount } from '../fixtures/account.ts';

const { period, sessions: three } = dayAccount();

/** The three sessions of the day: at night against the policy, in the morning as agreed, in the afternoon unexplained. */
export const [night, morning, afternoon] = three as [JudgedSession, JudgedSession, JudgedSession];

/** A complete run over a day with these sessions, and the findings that they make. */
export function reported(sessions: readonly JudgedSession[] = three, change: Partial<Report> = {}): Report {
  const acts = sessions.flatMap(({ session }) => session.acts.map((act) => ({ act, who: session.person })));
  const findings = accessFindings(sessions);
  return {
    ...emptyReport({
      tenant: 'harbourlight',
      time: { timeZone: 'Europe/London', kind: 'window', catchUp: true },
      categories: 'all',
      dryRun: false,
    }),
    window: period,
    pieces: [{ span: period, why: 'window' }],
    read: {
      ...{ complete: true, reasons: [], events: 400, outside: 0, undated: 0, duplicates: 0, unique: 400 },
      ...{ pages: 4, requests: 6 },
    },
    evidence: {
      folder: '/runner/temp/evidence',
      manifestHash: '0f'.repeat(32),
      problem: undefined,
      artifact: {
        id: '4711',
        url: 'https://github.com/example/audit/actions/runs/1/artifacts/4711',
        digest: 'a1'.repeat(32),
        name: 'mimecast-audit-harbourlight',
      },
    },
    accesses: { count: acts.length, rows: acts.map(rowOf), whole: true },
    elastic: {
      ...{ state: 'used', stream: 'logs-mimecast.audit-default', created: 400, known: 0, rejected: 0, read: 400 },
      ...{ complete: true, problem: undefined, rejectedFile: undefined },
    },
    comparison: {
      ...{ state: 'done', held: 0, late: { count: 0, maxSeconds: 0 }, altered: 0, vanished: 0, withdrawn: 0 },
    },
    covered: [period],
    sessions: [...sessions],
    reportFile: '/runner/temp/evidence/access.html',
    findings,
    findingsRaised: findings.length,
    ...change,
  };
}

/** Without an approvals file. */
export function unjudged(judged: JudgedSession): JudgedSession {
  return { ...judged, verdict: 'not-judged', approvedBy: [], unapproved: 0, broken: [], firsts: [] };
}

/** As somebody explained it by closing its issue. */
export function explained(judged: JudgedSession, reason = 'agreed by phone, ticket 4711'): JudgedSession {
  const url = 'https://github.com/example/audit/issues/14#issuecomment-1';
  return { ...judged, acknowledged: { by: 'octo-owner', at: judged.session.last + 3_600_000, reason, url } };
}

export const vanished: Finding = {
  kind: 'vanished-event',
  subject: 'x',
  severity: 'high',
  sentence: 'An earlier run received the event of 2026-10-15T03:05:12Z, but Mimecast no longer gives it out.',
  events: ['Zk3vQ8yT1bC'.padEnd(43, 'q')],
  time: undefined,
  details: {},
};

function rowOf({ act, who }: { act: Act; who: string | undefined }): Report['accesses']['rows'][number] {
  return { time: act.time, who, from: act.address, what: act.auditType };
}
