import { createHash } from 'node:crypto';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { messageOf } from '../errors.ts';
import { type ArtifactResult, artifactName } from '../evidence/artifact.ts';
import { isLitter } from '../evidence/litter.ts';
import type { Account } from '../report/account.ts';
import type { Parts } from '../run.ts';
import type { Settings } from '../settings.ts';
import { filesOf } from './account.ts';

/** Where an account is kept that belongs to no evidence. */
interface Kept {
  /** access.html, absolute; undefined if it could not be written. */
  readonly file: string | undefined;
  /** undefined if there is no artifact service, or it failed. */
  readonly artifact: ArtifactResult | undefined;
  /** One sentence each. */
  readonly failures: readonly string[];
}

/** Writes an account into its folder, with the hashes of its files, and uploads it. Never throws. */
export async function keep(account: Account, settings: Settings, parts: Parts, signal: AbortSignal): Promise<Kept> {
  const { evidencePath: folder, tenant, artifactName: given, retentionDays, run } = settings;
  let file: string | undefined;
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    if (!(await readdir(folder, { withFileTypes: true })).every(isLitter))
      throw new Error(`the folder ${folder} is not empty`);
    const files: string[] = [];
    const write = async (name: string, text: string): Promise<void> => {
      await writeFile(join(folder, name), text, { flag: 'wx', mode: 0o600 });
      files.push(join(folder, name));
    };
    let sums = '';
    for (const [name, text] of filesOf(account)) {
      await write(name, text);
      sums += `${createHash('sha256').update(text).digest('hex')}  ${name}\n`;
    }
    await write('SHA256SUMS', sums);
    file = join(folder, 'access.html');
    const period = { ...account.period, runId: run?.id, attempt: run?.attempt };
    const name = given ?? artifactName({ kind: 'report', tenant, ...period });
    const result = await parts.upload({ name, files, root: folder, retentionDays }, signal);
    if (result !== 'no-service') return { file, artifact: result, failures: [] };
    parts.log.info('No artifact service here: the report stays in its folder.');
    return { file, artifact: undefined, failures: [] };
  } catch (error) {
    return { file, artifact: undefined, failures: [`The report could not be kept: ${messageOf(error)}`] };
  }
}
