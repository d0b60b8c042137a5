import { join } from 'node:path';
import { collect } from './collect.ts';
import { type Ending, endRun } from './endings.ts';
import { SettingsError } from './errors.ts';
import { makePlan } from './plan.ts';
import { foldOutputs } from './report/outputs.ts';
import type { Report } from './report/report.ts';
import { verdictOf } from './report/verdict.ts';
import type { Parts } from './run.ts';
import type { TimeSettings } from './settings/time.ts';
import type { Settings } from './settings.ts';
import { formatMoment } from './span.ts';

/**
 * Reads the spans of the input `spans` one after the other, each as a run of its own with evidence, artifact and summary. A span that
 * does not come to a good end ends all: what stopped it would stop the next one too, and those that are left are named.
 * @returns the exit code, 1 as soon as one span has it. @throws SettingsError before any request if a span can't be read.
 */
export async function collectSpans(
  settings: Settings,
  spans: readonly TimeSettings[],
  parts: Parts,
  ending: Ending,
): Promise<number> {
  const { clock, log } = parts;
  const until = clock.now() + settings.deadlineMs;
  const outputs: Record<string, string>[] = [];
  let code = 0;
  for (const time of spans) checkSpan(time, clock.now());
  for (const [index, time] of spans.entries()) {
    log.info(`Span ${index + 1} of ${spans.length}: ${textOf(time)}`);
    const told = new Map<string, string>();
    const one = settingsOf(settings, time, index, (until - clock.now()) / (spans.length - index));
    const report = await collect(one, parts);
    code = Math.max(
      code,
      await endRun(report, one, { ...ending, setOutput: (name, value) => void told.set(name, value) }),
    );
    outputs.push(Object.fromEntries(told));
    if (!isGood(report) && index + 1 < spans.length) {
      log.warn(
        `Not read: ${spans
          .slice(index + 1)
          .map(textOf)
          .join(', ')}. Run them again once the cause is gone.`,
      );
      if (settings.failOn !== 'never') code = 1;
      outputs.push({ complete: 'false' });
      break;
    }
  }
  const folded = { ...foldOutputs(outputs), 'evidence-path': settings.evidencePath };
  for (const [name, value] of Object.entries(folded)) ending.setOutput(name, value);
  return code;
}

/** Before the first request: a mistake in the last span must not be found after the work. @throws SettingsError */
function checkSpan(time: TimeSettings, now: number): void {
  try {
    makePlan(time, now, undefined);
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    throw new SettingsError('spans', error.message.replace('Input start is', 'Input spans has a start of'));
  }
}

/** What one span is read with: its share of the time, and a place of its own. */
function settingsOf(settings: Settings, time: TimeSettings, index: number, deadlineMs: number): Settings {
  const { evidencePath, artifactName } = settings;
  return {
    ...settings,
    time,
    evidencePath: join(evidencePath, String(index + 1)),
    artifactName: artifactName === undefined ? undefined : `${artifactName}-${index + 1}`,
    deadlineMs: Math.max(1000, Math.floor(deadlineMs)),
  };
}

function isGood(report: Report): boolean {
  return verdictOf(report).ok;
}

function textOf(time: TimeSettings): string {
  if (time.kind !== 'span') return 'the last window';
  return `${formatMoment(time.start)}/${time.end === undefined ? '' : formatMoment(time.end)}`;
}
