import { formatCount } from '../report/text.ts';
import type { Run } from '../run.ts';
import type { JudgedSession } from '../session.ts';
import { claimsOrNone, takeWords } from './words.ts';

/**
 * Keeps an issue for each session that needs a person, and takes over what people wrote when they closed theirs.
 * @param again sessions that an earlier run told of, and that this one read again.
 */
export async function acknowledge(
  { settings, parts, past, agreement, report }: Pick<Run, 'settings' | 'parts' | 'past' | 'agreement' | 'report'>,
  again: readonly JudgedSession[],
  signal: AbortSignal,
): Promise<void> {
  if (!agreement) {
    if (settings.issues) {
      report.notes.push('No issue is opened: without an approvals file nothing says which accesses are explained.');
    }
    return;
  }
  const judged = report.sessions;
  // A key that may not read was told of before.
  const client = past.coverage && past.client;
  const { claims, notes } = await claimsOrNone(client, settings, parts, judged, signal);
  const taken = await takeWords(settings, parts, { judged, again, claims }, signal);
  report.notes.push(...notes, ...taken.notes);
  const { kept } = taken;
  if (!kept) return;
  const { opened, updated, links, acknowledged } = kept;
  report.issues = { opened, updated, links };
  report.acknowledgements = acknowledged;
  parts.log.info(
    `${formatCount(opened, 'issue')} opened, ${formatCount(updated)} updated, ${formatCount(acknowledged.size, 'session')} acknowledged`,
  );
}
