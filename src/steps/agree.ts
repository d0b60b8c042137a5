import { parseAgreement } from '../access/approvals.ts';
import { SettingsError } from '../errors.ts';
import type { Parts } from '../run.ts';
import type { Agreement } from '../session.ts';
import type { Settings } from '../settings.ts';
import { EncodingError } from '../utf8.ts';

/**
 * Reads the approvals file, before anything is asked of anybody: a mistake in it must not be found after the work.
 * @returns undefined if none is given, or it is not there (yet): accesses are listed then and not judged, and the run says so.
 * @throws SettingsError, all mistakes, with line and column.
 */
export async function agree({ approvals: file }: Settings, parts: Parts): Promise<Agreement | undefined> {
  if (file === undefined) return undefined;
  let text: string;
  try {
    text = await parts.readText(file.path);
  } catch (error) {
    if (error instanceof EncodingError) {
      const sentence = `Approvals file ${file.given} is not UTF-8: save it as UTF-8 (${error.place}).`;
      throw new SettingsError('approvals', sentence);
    }
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    const place = 'The path is relative to the workspace; check the repository out before this step.';
    if (code === 'ENOENT') {
      parts.log.warn(`The approvals file ${file.given} is not there, so accesses are listed and not judged. ${place}`);
      return undefined;
    }
    throw new SettingsError('approvals', `Input approvals: the file ${file.given} can't be read (${code}). ${place}`);
  }
  const agreement = parseAgreement(text, file.given);
  parts.log.info(`${agreement.approvals.length} approvals in ${file.given}`);
  return agreement;
}
