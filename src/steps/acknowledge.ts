import { messageOf } from '../errors.ts';
import { answeredBy } from '../matter.ts';
import { formatCount } from '../report/text.ts';
import type { Run } from '../run.ts';
import type { JudgedSession } from '../session.ts';
import { mattersOf, newlySerious } from './matters.ts';
import { type Asked, claimsOrNone, takeWords } from './words.ts';

type Part = Pick<Run, 'settings' | 'parts' | 'past' | 'agreement' | 'report'>;

/**
 * Keeps an issue for each session that needs a person and for each serious finding, and takes over what people wrote when they
 * closed theirs.
 * @param again sessions that an earlier run told of, and that this one read again.
 */
export async function acknowledge(run: Part, again: readonly JudgedSession[], signal: AbortSignal): Promise<void> {
  const { settings, parts, past, agreement, report } = run;
  if (!agreement && settings.issues) {
    report.notes.push('No issue about accesses is opened: without an approvals file nothing says which are explained.');
  }
  const client = clientOf(past);
  try {
    report.matters = await mattersOf(client, settings, parts, report.findings, signal);
  } catch (error) {
    // Found by earlier runs and not known now: that is no all-clear.
    report.failures.push(`Which findings are unanswered could not be read from Elastic: ${messageOf(error)}`);
    report.matters = await mattersOf(undefined, settings, parts, report.findings, signal);
  }
  const judged = agreement ? report.sessions : [];
  await ask(run, { judged, again: agreement ? again : [], matters: report.matters }, signal, false);
}

/** The same for what was found after that: late events, rejected documents, lost time. */
export async function acknowledgeLate(run: Part, signal: AbortSignal): Promise<void> {
  const { settings, parts, report } = run;
  const found = newlySerious(report.findings, report.matters);
  if (found.length === 0) return;
  const matters = await mattersOf(undefined, settings, parts, found, signal);
  const asked = { judged: [], again: [], matters };
  await parts.log.group('Issues about findings', () => ask(run, asked, signal, true));
  report.matters.push(...matters);
}

async function ask(
  { settings, parts, past, report }: Part,
  asked: Omit<Asked, 'claims'>,
  signal: AbortSignal,
  adding: boolean,
): Promise<void> {
  const { claims, notes } = await claimsOrNone(clientOf(past), settings, parts, asked, signal);
  const taken = await takeWords(settings, parts, { ...asked, claims }, signal, adding);
  report.notes.push(...notes, ...taken.notes);
  report.findings = answeredBy(report.findings, asked.matters);
  const { kept } = taken;
  if (!kept) {
    parts.log.info('GitHub is not asked about issues.');
    return;
  }
  const { opened = 0, updated = 0, links } = report.issues ?? {};
  report.issues = {
    opened: opened + kept.opened,
    updated: updated + kept.updated,
    links: new Map([...(links ?? []), ...kept.links]),
  };
  report.acknowledgements = new Map([...report.acknowledgements, ...kept.acknowledged]);
  if (!adding) report.openIssues = kept.others;
  parts.log.info(
    `${formatCount(kept.opened, 'issue')} opened, ${formatCount(kept.updated)} updated, ${formatCount(kept.acknowledged.size)} acknowledged`,
  );
}

/** A key that may not read was told of before. */
function clientOf({ client, coverage }: Part['past']): Part['past']['client'] {
  return coverage && client;
}
