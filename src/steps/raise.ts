import { acknowledgedFinding } from '../access/access-findings.ts';
import { raise as write } from '../elastic/findings.ts';
import { messageOf } from '../errors.ts';
import type { Finding } from '../finding.ts';
import { patiently } from '../patience.ts';
import { formatCount } from '../report/text.ts';
import type { Evidence, Run } from '../run.ts';

/**
 * Writes the findings of this run to Elastic, each once however often it is found.
 * @param from how many of them an earlier call has written: pieces of evidence that are restored follow one another.
 */
export async function raise(run: Run, evidence: Evidence, signal: AbortSignal, from = 0): Promise<void> {
  const { settings, parts, past, report } = run;
  const before = new Set(report.findings.slice(0, from).map(subjectOf));
  const findings = report.findings.slice(from).filter((one) => !before.has(subjectOf(one)));
  await writeAcknowledgements(run, evidence, signal);
  if (findings.length === 0) {
    parts.log.info('Nothing was found that a person should look at.');
    return;
  }
  for (const { sentence } of findings.slice(0, 20)) parts.log.info(sentence);
  const { client } = past;
  if (!settings.elastic || !client || settings.dryRun) {
    report.findingsRaised += findings.length;
    return;
  }
  const stream = `logs-mimecast.finding-${settings.elastic.namespace}`;
  const { tenant } = settings;
  const common = {
    stream,
    tenant,
    findings,
    run: settings.run?.url,
    manifest: evidence.manifestHash,
    now: parts.clock.now(),
  };
  try {
    const { raised, known } = await patiently('Findings', () => write(client, { ...common, signal }), parts, signal);
    report.findingsRaised += raised;
    parts.log.info(`${formatCount(raised, 'finding')} raised, ${formatCount(known)} raised before`);
  } catch (error) {
    report.findingsRaised += findings.length;
    report.failures.push(`Findings could not be written to Elastic: ${messageOf(error)}`);
  }
}

function subjectOf({ kind, subject }: Finding): string {
  return JSON.stringify([kind, subject]);
}

/** What people said of sessions is kept beside the findings, for reports of later months. It is no news for the summary. */
async function writeAcknowledgements(
  { settings, parts, past, report }: Run,
  evidence: Evidence,
  signal: AbortSignal,
): Promise<void> {
  const { client } = past;
  const findings = [...report.acknowledgements].map(([session, word]) => acknowledgedFinding(session, word));
  if (!settings.elastic || !client || settings.dryRun || findings.length === 0) return;
  const stream = `logs-mimecast.finding-${settings.elastic.namespace}`;
  const common = { stream, tenant: settings.tenant, findings, run: settings.run?.url, now: parts.clock.now() };
  try {
    const given = { ...common, manifest: evidence.manifestHash, signal };
    const { raised } = await patiently('Acknowledgements', () => write(client, given), parts, signal);
    if (raised > 0) parts.log.info(`${formatCount(raised, 'acknowledgement')} taken over`);
  } catch (error) {
    report.failures.push(`Acknowledgements could not be written to Elastic: ${messageOf(error)}`);
  }
}
