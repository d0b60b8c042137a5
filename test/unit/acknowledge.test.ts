import { expect, it } from 'vitest';
import type { ElasticClient } from '../../src/elastic/client.ts';
import { ElasticError } from '../../src/errors.ts';
import type { Finding } from '../../src/finding.ts';
import type { IssueOptions } from '../../src/github/issues.ts';
import type { Matter } from '../../src/matter.ts';
import { emptyReport } from '../../src/report/report.ts';
import { unansweredOf } from '../../src/report/unanswered.ts';
import type { Parts, Past } from '../../src/run.ts';
import { acknowledge, acknowledgeLate } from '../../src/steps/acknowledge.ts';
import { settingsOf } from './given.ts';
import { fakeClock, keptLog } from './mimecast-parts.ts';

const IN_ACTIONS = { GITHUB_RUN_ID: '42', GITHUB_REPOSITORY: 'example/audit', GITHUB_SERVER_URL: 'https://github.com' };
const NEVER = new AbortController().signal;
const word = { by: 'owner-1', at: 1, reason: 'agreed', url: undefined };

function found(kind: Finding['kind']): Finding {
  return { kind, subject: 'k', severity: 'medium', sentence: 'x', events: ['k'], time: undefined, details: {} };
}

/** A run with issues, whose GitHub answers all that it is asked for with a reason if `answers`. */
function runWith(client: ElasticClient | undefined, answers: boolean) {
  const settings = settingsOf({ 'open-issues': 'true', 'github-token': 'canary-token' }, IN_ACTIONS);
  const asked: [IssueOptions['mode'], string[]][] = [];
  const parts = {
    ...{ log: { ...keptLog(), group: (_title: string, body: () => unknown) => body() }, clock: fakeClock() },
    issues: async (_: unknown, { mode, matters }: { mode: IssueOptions['mode']; matters: readonly Matter[] }) => {
      asked.push([mode, matters.map(({ kind }) => kind)]);
      const acknowledged = new Map(answers ? matters.map(({ id }) => [id, word]) : []);
      const nothing = { answered: new Set(), outgrown: new Set(), links: new Map(), others: [], problem: undefined };
      return { opened: matters.length, updated: 0, acknowledged, ...nothing };
    },
  } as unknown as Parts;
  const past: Past = { ...{ client, coverage: [], blocked: undefined, asked: 0 }, vanishings: new Map() };
  const report = emptyReport(settings);
  return { run: { settings, parts, past, agreement: undefined, report }, report, asked };
}

it.each([true, false])('what is found at the end of a run has its issue too (answered: %s)', async (answers) => {
  const { run, report, asked } = runWith(undefined, answers);
  report.findings = [found('altered-event')];
  await acknowledge(run, [], NEVER);
  report.findings.push(found('late-event'), found('rejected-document'), found('first-seen'));
  await acknowledgeLate(run, NEVER);
  await acknowledgeLate(run, NEVER);
  expect(asked).toEqual([
    ['keep', ['altered-event']],
    ['add', ['late-event', 'rejected-document']],
  ]);
  expect(report.issues?.opened).toBe(3);
  expect(unansweredOf(report).count).toBe(answers ? 0 : 3);
});

it('that earlier findings could not be read is no all-clear', async () => {
  const client = {
    ask: async () => {
      throw new ElasticError('The stream is closed.', { status: 400 });
    },
  } as unknown as ElasticClient;
  const { run, report } = runWith(client, false);
  report.findings = [found('altered-event')];
  await acknowledge(run, [], NEVER);
  expect(report.failures).toEqual([
    'Which findings are unanswered could not be read from Elastic: The stream is closed.',
  ]);
  expect(unansweredOf(report).count).toBe(1);
});
