import { listCategories } from '../../src/categories.ts';
import { collect } from '../../src/collect.ts';
import { type Ending, endCategories, endRetrospect, endRun, endSetup } from '../../src/endings.ts';
import { messageOf, SettingsError } from '../../src/errors.ts';
import { retrospect } from '../../src/retrospect.ts';
import type { Parts } from '../../src/run.ts';
import { readSettings } from '../../src/settings.ts';
import { setUp } from '../../src/setup.ts';

/** What a person may see of one step. */
export interface Ended {
  readonly code: number;
  readonly annotations: readonly string[];
  readonly lines: readonly string[];
}

/** Plays src/main.ts: runs the command that the environment asks for, in this process. */
export async function runStep(
  env: Readonly<Record<string, string>>,
  partsWith: (log: Parts['log']) => Parts,
): Promise<Ended> {
  const annotations: string[] = [];
  const lines: string[] = [];
  const warnings: string[] = [];
  const log: Ending['log'] = {
    warnings,
    info: (text) => void lines.push(text),
    warn(text) {
      if (!warnings.includes(text)) warnings.push(text);
      lines.push(`Warning: ${text}`);
    },
    debug() {},
    group: (_title, body) => body(),
    annotateError: (text) => void annotations.push(text),
    annotateWarning: (text) => void annotations.push(text),
    mask() {},
  };
  const parts = partsWith(log);
  const ending: Ending = { log, env, setOutput() {} };
  try {
    const settings = readSettings(env, { mask() {}, notice: log.info, warn: log.warn });
    const code = await commanded();
    return { code, annotations, lines };

    function commanded(): Promise<number> {
      switch (settings.command) {
        case 'setup':
          return setUp(settings, { ...parts, mask() {} }).then((report) => endSetup(report, settings, ending));
        case 'categories':
          return listCategories(settings, parts).then((report) => endCategories(report, settings, ending));
        case 'report':
          return retrospect(settings, parts).then((report) => endRetrospect(report, settings, ending));
        case 'collect':
          return collect(settings, parts).then((report) => endRun(report, settings, ending));
        default:
          throw new Error(`No workflow of the README runs ${settings.command}.`);
      }
    }
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    return { code: 1, annotations: [...annotations, messageOf(error)], lines };
  }
}
