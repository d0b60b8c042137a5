import { appendFile } from 'node:fs/promises';
import type { SetupReport } from './change.ts';
import { messageOf } from './errors.ts';
import { openOfRun } from './report/access-sentence.ts';
import { openOfAccount, unansweredOfAccount, verdictOfAccount } from './report/account-verdict.ts';
import { type CategoriesReport, categoriesVerdict, writeCategories } from './report/categories.ts';
import { setOutputs } from './report/outputs.ts';
import type { Report } from './report/report.ts';
import { renderRetrospect, retrospectOutputs } from './report/retrospect.ts';
import { renderSetup, setupSentence } from './report/setup.ts';
import { writeSummary } from './report/summary.ts';
import { unansweredOf } from './report/unanswered.ts';
import { verdictOf } from './report/verdict.ts';
import type { Retrospect } from './retrospect.ts';
import type { createLog } from './runner/log.ts';
import type { Settings } from './settings.ts';

/** What an ending is told to. */
export interface Ending {
  readonly log: ReturnType<typeof createLog>;
  readonly env: NodeJS.ProcessEnv;
  setOutput(name: string, value: string): void;
}

/** Tells what a run came to: summary, outputs, log and annotation. @returns the exit code. */
export async function endRun(report: Report, { failOn }: Settings, ending: Ending): Promise<number> {
  const { log, env } = ending;
  const verdict = verdictOf(report);
  await summarised(writeSummary(report, env), log);
  const told = tell(report, ending);
  log.info(verdict.sentence);
  for (const line of verdict.unsafe) log.info(line);
  const open = openOfRun(report) + unansweredOf(report).count;
  const isFound = (failOn === 'finding' && verdict.findings > 0) || (failOn !== 'error' && open > 0);
  const failed = (isFound || !verdict.ok || !told) && failOn !== 'never';
  if (failed) log.annotateError(verdict.sentence);
  else if (!verdict.ok || open > 0) log.annotateWarning(verdict.sentence);
  else if (log.warnings.length > 0) log.annotateWarning(log.warnings.join(' '));
  return failed ? 1 : 0;
}

/** Tells what became of `command: categories`. @returns the exit code. */
export async function endCategories(report: CategoriesReport, { failOn }: Settings, ending: Ending): Promise<number> {
  const { log, env, setOutput } = ending;
  const { ok, sentence } = categoriesVerdict(report);
  await summarised(writeCategories(report, env), log);
  setOutput('findings', String(report.findingsRaised));
  log.info(sentence);
  const failed = failOn !== 'never' && (!ok || (failOn === 'finding' && report.findingsRaised > 0));
  if (failed) log.annotateError(sentence);
  else if (!ok || report.findings.length > 0) log.annotateWarning(sentence);
  return failed ? 1 : 0;
}

/** Tells what became of `command: report`. @returns the exit code. */
export async function endRetrospect(result: Retrospect, { failOn, tenant }: Settings, ending: Ending): Promise<number> {
  const { log, env, setOutput } = ending;
  const { account, artifact, file, notes, failures } = result;
  const ok = account !== undefined && failures.length === 0;
  if (account) {
    for (const [name, value] of retrospectOutputs(account, result, result.accesses)) setOutput(name, value);
    const summary = env.GITHUB_STEP_SUMMARY;
    if (summary)
      await summarised(appendFile(summary, renderRetrospect(account, { artifact, file, notes, failures })), log);
  }
  const verdict = account && verdictOfAccount(account);
  const sentences = [verdict?.sentence, ...(verdict?.more ?? []), ...failures].filter((one) => one !== undefined);
  const sentence = `Provider access to ${tenant}: ${sentences.join(' ')}`;
  log.info(sentence);
  const open = account ? openOfAccount(account) + unansweredOfAccount(account) : 0;
  const isFound = failOn !== 'error' && open > 0;
  const failed = (isFound || !ok) && failOn !== 'never';
  if (failed) log.annotateError(sentence);
  else if (!ok || open > 0) log.annotateWarning(sentence);
  else if (log.warnings.length > 0) log.annotateWarning(log.warnings.join(' '));
  return failed ? 1 : 0;
}

/** Tells what became of `command: setup`, and hands the key over if one was made. @returns the exit code. */
export async function endSetup(report: SetupReport, { failOn }: Settings, ending: Ending): Promise<number> {
  const { log, env, setOutput } = ending;
  // First: it can't be shown again.
  if (report.key !== undefined) setOutput('api-key', report.key);
  const file = env.GITHUB_STEP_SUMMARY;
  if (file) await summarised(appendFile(file, renderSetup(report)), log);
  const sentence = setupSentence(report);
  log.info(sentence);
  const failed = report.failures.length > 0 && failOn !== 'never';
  if (failed) log.annotateError(sentence);
  else if (report.failures.length > 0 || report.warnings.length > 0) {
    log.annotateWarning([sentence, ...report.warnings].join(' '));
  }
  return failed ? 1 : 0;
}

async function summarised(writing: Promise<unknown>, log: Ending['log']): Promise<void> {
  await writing.catch((error) => log.warn(`The job summary could not be written: ${messageOf(error)}`));
}

/** Sets the outputs. @returns false if that failed: a later step would read the safe defaults. */
function tell(report: Report, { log, setOutput }: Ending): boolean {
  try {
    setOutputs(report, { setOutput });
    return true;
  } catch (error) {
    log.warn(`The outputs could not be written: ${messageOf(error)}`);
    return false;
  }
}
