import { type IssueOptions, type KeptIssues, keepIssues } from '../../src/github/issues.ts';
import { createHttp } from '../../src/runner/http.ts';
import type { Act, Approval, JudgedSession, Session } from '../../src/session.ts';
import { type GitHub, type GitHubQuirks, startGitHub, TOKEN } from '../simulator/github.ts';
import { type FakeClock, fakeClock, type KeptLog, keptLog } from './mimecast-parts.ts';

export const FIRST = Date.UTC(2026, 10, 24, 9, 5, 31);

export function actOf(key: string, more: Partial<Act> = {}): Act {
  return {
    key,
    id: undefined,
    time: FIRST,
    kind: 'seen',
    category: 'mimecast_access_logs',
    auditType: 'Mimecast Support Login',
    object: undefined,
    outcome: undefined,
    address: '192.0.2.7',
    application: 'Administration Console',
    content: false,
    doubtful: false,
    ...more,
  };
}

export const APPROVAL: Approval = {
  ticket: 'INC-4711',
  person: '*@mimecast.com',
  from: FIRST - 3_600_000,
  to: FIRST + 3_600_000,
  may: ['sign-in', 'see'],
  waives: [],
  reason: 'CUSTOMER_INITIATED_SUPPORT',
  agreedBy: 'owner@example.com',
  note: undefined,
};

type More = Partial<Session> & Partial<Omit<JudgedSession, 'session'>>;

/** A session of so many acts that nobody approved. */
export function judgedOf(id: string, count = 2, more: More = {}): JudgedSession {
  const acts =
    more.acts ??
    Array.from({ length: count }, (_, index) => actOf(`${id}-act-${index}`, { time: FIRST + index * 60_000 }));
  const counts = {
    'signed-in': 0,
    'sign-in-failed': 0,
    'signed-out': 0,
    seen: count,
    changed: 0,
    exported: 0,
    unknown: 0,
    ...more.counts,
  };
  const verdict = more.verdict ?? 'unexplained';
  return {
    session: {
      id,
      person: 'support.one@mimecast.com',
      first: FIRST,
      last: FIRST + (count - 1) * 60_000,
      contentActs: 0,
      doubtful: false,
      addresses: ['192.0.2.7'],
      applications: ['Administration Console'],
      wholeBeginning: true,
      ...more,
      acts,
      counts,
    },
    approvedBy: [],
    unapproved: verdict === 'expected' ? 0 : count,
    broken: [],
    firsts: [],
    acknowledged: undefined,
    ...more,
    verdict,
  };
}

/** A GitHub, and runs against it. */
export interface Scene {
  readonly github: GitHub;
  readonly clock: FakeClock;
  readonly log: KeptLog;
  run(judged: readonly JudgedSession[], more?: Partial<IssueOptions>): Promise<KeptIssues>;
  /** Issues that are open. */
  openOnes(): number[];
}

/** Runs `body` with a GitHub that is gone afterwards. The clock takes no time, and goes on by a minute with each run. */
export async function withGitHub(
  body: (scene: Scene) => Promise<void>,
  quirks: Partial<GitHubQuirks> = {},
): Promise<void> {
  const clock = fakeClock(Date.UTC(2026, 10, 25, 5, 20));
  const log = keptLog();
  const github = await startGitHub(() => clock.now(), quirks);
  const http = createHttp({ timeoutMs: 5000, maxBytes: 10_000_000, clock, proxyFor: () => undefined });
  try {
    await body({
      github,
      clock,
      log,
      openOnes: () => github.issues.filter(({ state }) => state === 'open').map(({ number }) => number),
      run: (judged, more = {}) => {
        clock.advance(60_000);
        return keepIssues({
          settings: { repository: 'example/audit', token: TOKEN, labels: ['provider-access'], assignees: [] },
          judged,
          again: [],
          matters: [],
          mode: 'keep',
          tenant: 'example',
          timeZone: 'UTC',
          runUrl: 'https://github.example/example/audit/actions/runs/1/attempts/1',
          artifactUrl: undefined,
          apiUrl: github.url,
          dryRun: false,
          http,
          clock,
          log,
          signal: new AbortController().signal,
          ...more,
        });
      },
    });
  } finally {
    await github.stop();
  }
}
