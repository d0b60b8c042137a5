import { categoryChangedFinding, changesBetween, safeCode } from './category-finding.ts';
import { readListing, writeListing } from './elastic/categories.ts';
import type { ElasticClient } from './elastic/client.ts';
import { raise } from './elastic/findings.ts';
import { ElasticError, messageOf } from './errors.ts';
import { patiently } from './patience.ts';
import { absentSentences, type CategoriesReport, categoriesNotes } from './report/categories.ts';
import { formatCount } from './report/text.ts';
import type { Parts } from './run.ts';
import { deadline } from './runner/deadline.ts';
import { KNOWN_CATEGORIES } from './settings/categories.ts';
import type { Settings } from './settings.ts';

/**
 * Lists the categories that the account offers, against those we know, and against the last list that Elastic remembers: one
 * that appeared or disappeared is a finding. Findings are written before the list is, so that a run that ends between the two
 * loses none: the next one compares with the same list, and finds the same.
 * Never throws for what is wrong outside: it becomes a sentence in the report.
 */
export async function listCategories(settings: Settings, parts: Parts): Promise<CategoriesReport> {
  const { log, clock, cancelled } = parts;
  const report: CategoriesReport = {
    ...{ tenant: settings.tenant, dryRun: settings.dryRun, known: KNOWN_CATEGORIES, collected: settings.categories },
    ...{ codes: undefined, compared: undefined, findings: [], findingsRaised: 0, failures: [], cancelled: false },
  };
  const sentence = 'The time for the run was used up. Give more with the input deadline.';
  const stop = deadline(settings.deadlineMs, sentence, cancelled, clock);
  try {
    const codes = await log.group('Ask Mimecast', async () => {
      const all = new Set((await parts.categories(settings, stop)).map(safeCode));
      return [...all].sort();
    });
    report.codes = codes;
    for (const code of codes)
      log.info(`${code}${KNOWN_CATEGORIES.includes(code) ? '' : ' (not known to this version)'}`);
    for (const note of categoriesNotes(report)) log.info(note);
    report.failures.push(...absentSentences(report));
    await log.group('Compare', () => compare(codes, settings, parts, report, stop));
  } catch (error) {
    report.failures.push(messageOf(error));
  }
  report.cancelled = cancelled.aborted;
  return report;
}

async function compare(
  codes: readonly string[],
  settings: Settings,
  parts: Parts,
  report: CategoriesReport,
  signal: AbortSignal,
): Promise<void> {
  const { elastic: target } = settings;
  if (!target) {
    report.compared = { why: 'No Elastic setting is given, so nothing is remembered, and changes can not be noticed.' };
    parts.log.info(report.compared.why);
    return;
  }
  const client = await parts.elastic(target);
  try {
    await compareIn(client, target.namespace, codes, settings, parts, report, signal);
  } finally {
    await client.close();
  }
}

async function compareIn(
  client: ElasticClient,
  namespace: string,
  codes: readonly string[],
  settings: Settings,
  parts: Parts,
  report: CategoriesReport,
  signal: AbortSignal,
): Promise<void> {
  const { tenant, dryRun } = settings;
  const { log } = parts;
  const now = parts.clock.now();
  const place = { stream: `logs-mimecast.coverage-${namespace}`, tenant, signal };
  let last: Awaited<ReturnType<typeof readListing>>;
  try {
    last = await patiently('Last list', () => readListing(client, place), parts, signal);
  } catch (error) {
    if (!(error instanceof ElasticError) || error.status !== 403) throw error;
    // Nothing is remembered either: over a list that was not compared, a change would never be noticed.
    report.compared = { why: 'The Elastic key lacks the privilege read, so changes can not be noticed.' };
    log.warn(`${report.compared.why} docs/elasticsearch.md has the key to paste.`);
    return;
  }

  report.compared = { with: last?.listed };
  report.findings = last ? changesBetween(last, codes, now).map(categoryChangedFinding) : [];
  for (const { sentence } of report.findings) log.info(sentence);
  if (report.findings.length === 0) log.info(last ? 'Nothing has changed.' : 'This is the first list of this account.');
  report.findingsRaised = report.findings.length;
  if (dryRun) {
    log.info('dry-run: nothing is written to Elastic.');
    return;
  }
  const { findings } = report;
  const run = settings.run?.url;
  if (findings.length > 0) {
    const stream = `logs-mimecast.finding-${namespace}`;
    const given = { stream, tenant, findings, run, manifest: undefined, now, signal };
    const { raised, known } = await patiently('Findings', () => raise(client, given), parts, signal);
    report.findingsRaised = raised;
    log.info(`${formatCount(raised, 'finding')} raised, ${formatCount(known)} raised before`);
  }
  const listing = { codes, listed: now };
  await patiently(
    'List',
    () => writeListing(client, { ...place, listing, run, toolVersion: parts.tool.version }),
    parts,
    signal,
  );
  log.info('The list is remembered.');
}
