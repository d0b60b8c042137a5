import type { Run } from '../run.ts';

/** Keeps an issue for each session that needs a person, and takes over what people wrote when they closed theirs. */
export async function acknowledge({ settings, parts, agreement, report }: Run, signal: AbortSignal): Promise<void> {
  const { issues, tenant, time, run, dryRun } = settings;
  if (!issues) return;
  if (!agreement) {
    report.notes.push('No issue is opened: without the input approvals nothing says which accesses are explained.');
    return;
  }
  const asked = { judged: report.sessions, tenant, timeZone: time.timeZone, dryRun };
  // The page of the run lists its artifacts; the evidence is not uploaded yet.
  const kept = await parts.issues(issues, { ...asked, runUrl: run?.url, artifactUrl: undefined }, signal);
  const { opened, updated, links, acknowledged, problem } = kept;
  for (const judged of report.sessions) judged.acknowledged = acknowledged.get(judged.session.id);
  report.issues = { opened, updated, links };
  report.acknowledgements = acknowledged;
  if (problem !== undefined) {
    report.notes.push(`Issues about accesses: ${problem}`);
    parts.log.warn(problem);
  }
  parts.log.info(`${opened} issues opened, ${updated} updated, ${acknowledged.size} sessions acknowledged`);
}
