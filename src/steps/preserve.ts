import { dirname } from 'node:path';
import { messageOf } from '../errors.ts';
import { artifactName } from '../evidence/artifact.ts';
import type { Evidence } from '../evidence/spool.ts';
import type { Run } from '../run.ts';

/**
 * Uploads the evidence. It comes before Elastic: once it is uploaded, nothing is lost whatever happens there. Where there is no
 * artifact service, it is kept only if somebody has said so: a folder on a runner goes with it.
 */
export async function preserve(run: Run, evidence: Evidence, signal: AbortSignal): Promise<void> {
  const { settings, parts, report } = run;
  const { folder, files, manifestHash } = evidence;
  report.evidence = { folder, manifestHash, artifact: undefined, problem: undefined };
  parts.log.info(`Evidence in ${folder}, manifest ${manifestHash}`);
  if (parts.cancelled.aborted) {
    report.evidence.problem = 'The job was cancelled, so the evidence was not uploaded.';
    return;
  }
  const name = settings.artifactName ?? nameOf(run, 'audit');
  try {
    const { retentionDays } = settings;
    const result = await parts.upload({ name, files, root: folder, retentionDays }, signal);
    if (result !== 'no-service') {
      report.evidence.artifact = result;
      parts.log.info(`Uploaded as artifact ${result.name}, id ${result.id}`);
    } else if (settings.evidenceKept) {
      report.evidence.onTrust = true;
      parts.log.info(
        'No artifact service here: the evidence stays in its folder, which evidence-kept says outlives this run.',
      );
    } else {
      fail(
        `There is no artifact service here, so the evidence is only in ${folder}: keep that folder in a later step or on a disk that lasts, and say so with the input evidence-kept.`,
      );
    }
  } catch (error) {
    fail(`The evidence is not uploaded and only in ${folder}: ${messageOf(error)}`);
  }

  function fail(sentence: string): void {
    report.evidence = { folder, manifestHash, artifact: undefined, problem: sentence };
    report.failures.push(sentence);
    parts.log.warn(sentence);
  }
}

/** Uploads the list of refused documents as an artifact of its own, since the evidence is closed by then. */
export async function preserveRejected(run: Run, file: string, signal: AbortSignal): Promise<void> {
  const { settings, parts, report } = run;
  try {
    const { retentionDays } = settings;
    await parts.upload({ name: nameOf(run, 'rejected'), files: [file], root: dirname(file), retentionDays }, signal);
  } catch (error) {
    const sentence = `The list of rejected documents is not uploaded and only in ${file}: ${messageOf(error)}`;
    report.failures.push(sentence);
    parts.log.warn(sentence);
  }
}

function nameOf({ settings, plan }: Run, kind: 'audit' | 'rejected'): string {
  const { id, attempt } = settings.run ?? {};
  return artifactName({ kind, tenant: settings.tenant, ...plan.asked, runId: id, attempt });
}
