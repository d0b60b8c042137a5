import { setFlagsFromString } from 'node:v8';
import { setOutput } from '@actions/core';
import { collect } from './collect.ts';
import { createElastic } from './elastic/client.ts';
import { messageOf, SettingsError } from './errors.ts';
import { uploadArtifact } from './evidence/artifact.ts';
import { openSpool } from './evidence/spool.ts';
import { runCreated } from './github.ts';
import { createSource } from './mimecast/reader.ts';
import { setDefaults, setOutputs } from './report/outputs.ts';
import type { Report } from './report/report.ts';
import { writeSummary } from './report/summary.ts';
import { verdictOf } from './report/verdict.ts';
import { restore } from './restore.ts';
import type { Parts } from './run.ts';
import { systemClock } from './runner/clock.ts';
import { createHttp, proxyFromEnvironment } from './runner/http.ts';
import { createLog } from './runner/log.ts';
import { readSettings } from './settings.ts';
import { TOOL } from './tool.ts';

const REQUEST_TIMEOUT_MS = 60_000;
/** A page of 100 events is about 60 kB; this is room for a thousand times that. */
const ANSWER_LIMIT_BYTES = 64 * 1024 * 1024;

// Left alone, V8 lets garbage pile up to several times what is in use: a long run then needs twice the memory
// (`npm run bench` prints it).
setFlagsFromString('--semi-space-growth-factor=1');
setFlagsFromString('--heap-growing-percent=10');

const log = createLog();
const env = process.env;

/** Builds the real parts, runs once, and tells what happened. @returns the exit code. */
async function main(): Promise<number> {
  setDefaults({ setOutput });
  const settings = readSettings(env, { mask: log.mask, notice: log.info, warn: log.warn });
  const proxyFor = proxyFromEnvironment(env);
  const http = createHttp({
    timeoutMs: REQUEST_TIMEOUT_MS,
    maxBytes: ANSWER_LIMIT_BYTES,
    clock: systemClock,
    proxyFor,
  });

  const cancelled = cancelSignal();
  const parts: Parts = {
    log,
    clock: systemClock,
    cancelled,
    tool: TOOL,
    source: ({ source, categories, query }, signal) => {
      if (!source) throw new Error('This command reads nothing from Mimecast.');
      return createSource({ ...source, categories, query, http, clock: systemClock, log, signal, mask: log.mask });
    },
    created: ({ githubToken }, signal) => runCreated(env, githubToken, http, signal),
    spool: openSpool,
    upload: ({ name, files, root, retentionDays }, signal) =>
      uploadArtifact(name, files, root, { retentionDays, env, log, signal }),
    elastic: (target) => createElastic(target, { proxyFor, timeoutMs: REQUEST_TIMEOUT_MS }),
  };

  const report = await (settings.command === 'restore' ? restore(settings, parts) : collect(settings, parts));
  const verdict = verdictOf(report);
  await writeSummary(report, env).catch((error) =>
    log.warn(`The job summary could not be written: ${messageOf(error)}`),
  );
  const told = tell(report);
  log.info(verdict.sentence);
  for (const line of verdict.unsafe) log.info(line);
  const found = settings.failOn === 'finding' && verdict.findings > 0;
  const failed = (found || !verdict.ok || !told) && settings.failOn !== 'never';
  if (failed) log.annotateError(verdict.sentence);
  else if (!verdict.ok) log.annotateWarning(verdict.sentence);
  else if (log.warnings.length > 0) log.annotateWarning(log.warnings.join(' '));
  return failed ? 1 : 0;
}

/** Sets the outputs. @returns false if that failed: a later step would read the safe defaults. */
function tell(report: Report): boolean {
  try {
    setOutputs(report, { setOutput });
    return true;
  } catch (error) {
    log.warn(`The outputs could not be written: ${messageOf(error)}`);
    return false;
  }
}

/** GitHub sends SIGINT, then SIGTERM, and kills 10 s after the first. */
function cancelSignal(): AbortSignal {
  const controller = new AbortController();
  const cancel = () => controller.abort(new Error('The job was cancelled.'));
  process.once('SIGINT', cancel);
  process.once('SIGTERM', cancel);
  return controller.signal;
}

try {
  process.exit(await main());
} catch (error) {
  log.annotateError(error instanceof SettingsError ? error.message : `Unexpected: ${messageOf(error)}`);
  if (error instanceof Error && error.stack) log.debug(error.stack);
  process.exit(1);
}
