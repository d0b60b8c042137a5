import { describe, expect, it } from 'vitest';
import { foldOutputs, setDefaults, setOutputs } from '../../src/report/outputs.ts';
import { emptyReport, type Report } from '../../src/report/report.ts';
import type { JudgedSession } from '../../src/session.ts';

const settings = { tenant: 'acme', time: { timeZone: 'UTC' }, categories: 'all', dryRun: false } as const;

function collected(report?: Report): Record<string, string> {
  const values: Record<string, string> = {};
  const outputs = {
    setOutput(name: string, value: string) {
      expect(values).not.toHaveProperty([name]);
      values[name] = value;
    },
  };
  if (report) setOutputs(report, outputs);
  else setDefaults(outputs);
  return values;
}

const defaults = {
  'window-start': '',
  'window-end': '',
  events: '0',
  'provider-accesses': '0',
  sessions: '0',
  unexplained: '0',
  unanswered: '0',
  'unknown-wordings': '0',
  indexed: '0',
  known: '0',
  rejected: '0',
  late: '0',
  holes: '0',
  findings: '0',
  complete: 'false',
  'artifact-id': '',
  'artifact-url': '',
  'artifact-digest': '',
  'evidence-path': '',
  'report-path': '',
  'documents-path': '',
  'api-key': '',
};

function judged(verdict: JudgedSession['verdict'], isAcknowledged = false): JudgedSession {
  const counts = { 'signed-in': 1, 'sign-in-failed': 0, 'signed-out': 0, seen: 0, changed: 0, exported: 0, unknown: 0 };
  const session = {
    id: 'one',
    person: undefined,
    first: 0,
    last: 0,
    acts: [],
    counts,
    contentActs: 0,
    doubtful: false,
  };
  return {
    session: { ...session, addresses: [], applications: [], wholeBeginning: true },
    ...{ verdict, approvedBy: [], unapproved: 0, broken: [], firsts: [] },
    acknowledged: isAcknowledged ? { by: 'octocat', at: 0, reason: 'agreed by phone', url: undefined } : undefined,
  };
}

describe('outputs', () => {
  it('are safe before anything is known', () => {
    expect(collected()).toEqual(defaults);
  });

  it('are the same for a run that came to nothing', () => {
    expect(collected(emptyReport(settings))).toEqual(defaults);
  });

  const whole: Report = {
    ...emptyReport(settings),
    window: { from: Date.UTC(2026, 10, 24) / 1000, to: Date.UTC(2026, 10, 25) / 1000 },
    read: {
      complete: true,
      reasons: [],
      events: 1200,
      outside: 2,
      undated: 1,
      duplicates: 0,
      unique: 1203,
      pages: 13,
      requests: 15,
    },
    accesses: { count: 4, rows: [], whole: true },
    sessions: [judged('unexplained'), judged('against-policy'), judged('expected'), judged('unexplained', true)],
    sessionsLeftOut: 1,
    unknownWordings: { count: 6, file: undefined },
    reportFile: '/tmp/evidence/access.html',
    evidence: {
      folder: '/tmp/evidence',
      manifestHash: 'ab',
      artifact: {
        id: '7',
        url: 'https://github.com/example/audit/actions/runs/1/artifacts/7',
        digest: 'cd',
        name: 'a',
      },
      problem: undefined,
    },
    elastic: {
      state: 'used',
      stream: 'logs-mimecast.audit-default',
      created: 1200,
      known: 3,
      rejected: 0,
      read: 1203,
      complete: true,
      problem: undefined,
      rejectedFile: undefined,
    },
    comparison: { state: 'done', held: 5, late: { count: 2, maxSeconds: 60 }, altered: 0, vanished: 0, withdrawn: 0 },
    holes: [{ span: { from: 0, to: 60 }, unrecoverableInDays: 4 }],
    findingsRaised: 3,
  };

  it('say what a run found', () => {
    expect(collected(whole)).toEqual({
      'window-start': '2026-11-24T00:00:00Z',
      'window-end': '2026-11-25T00:00:00Z',
      events: '1201',
      'provider-accesses': '4',
      sessions: '5',
      unexplained: '2',
      unanswered: '0',
      'unknown-wordings': '6',
      indexed: '1200',
      known: '3',
      rejected: '0',
      late: '2',
      holes: '1',
      findings: '3',
      complete: 'true',
      'artifact-id': '7',
      'artifact-url': 'https://github.com/example/audit/actions/runs/1/artifacts/7',
      'artifact-digest': 'cd',
      'evidence-path': '/tmp/evidence',
      'report-path': '/tmp/evidence/access.html',
      'documents-path': '',
      'api-key': '',
    });
  });

  it('say that a run is not complete of which a part is out of reach or failed', () => {
    expect(collected({ ...whole, unreachable: { from: 0, to: 60 } }).complete).toBe('false');
    expect(collected({ ...whole, failures: ['It failed.'] }).complete).toBe('false');
  });

  it('count nothing late where nothing was compared', () => {
    expect(collected({ ...whole, comparison: { state: 'none', why: 'No privilege.' } }).late).toBe('0');
  });

  it('call a run complete that found something, or left a hole that it was not asked to fill', () => {
    expect(collected(whole)).toMatchObject({ complete: 'true', findings: '3', holes: '1' });
  });

  it('hold zeros for Elastic where nothing was delivered', () => {
    for (const state of ['off', 'dry-run'] as const) {
      expect(collected({ ...whole, elastic: { state } })).toMatchObject({ indexed: '0', known: '0', complete: 'true' });
    }
  });
});

describe('the outputs of several spans', () => {
  it('are those of one run: counts added, names a line each, complete only if all are', () => {
    const one = { events: '3', complete: 'true', 'artifact-id': '7', 'window-start': '2026-11-04T00:00:00Z' };
    const other = { events: '4', complete: 'true', 'artifact-id': '8', 'window-start': '2026-11-02T00:00:00Z' };
    expect(foldOutputs([one, other])).toEqual({
      ...{ events: '7', complete: 'true', 'artifact-id': '7\n8', 'window-start': '2026-11-02T00:00:00Z' },
    });
    expect(foldOutputs([one, { complete: 'false' }]).complete).toBe('false');
  });
});
