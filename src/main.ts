import { readFile } from 'node:fs/promises';
import { setFlagsFromString } from 'node:v8';
import { setOutput } from '@actions/core';
import { listCategories } from './categories.ts';
import { collect } from './collect.ts';
import { createElastic } from './elastic/client.ts';
import { endCategories, endRetrospect, endRun, endSetup } from './endings.ts';
import { messageOf, SettingsError } from './errors.ts';
import { uploadArtifact } from './evidence/artifact.ts';
import { openSpool } from './evidence/spool.ts';
import { apiBaseOf } from './github/api.ts';
import { keepIssues } from './github/issues.ts';
import { runCreated } from './github/run-created.ts';
import { setUpKibana } from './kibana/setup.ts';
import { askCategories } from './mimecast/categories.ts';
import { createSource } from './mimecast/reader.ts';
import { setDefaults } from './report/outputs.ts';
import { restore } from './restore.ts';
import { retrospect } from './retrospect.ts';
import type { Parts } from './run.ts';
import { systemClock } from './runner/clock.ts';
import { createHttp, type Http, proxyFromEnvironment } from './runner/http.ts';
import { createLog } from './runner/log.ts';
import { secrets } from './runner/secrets.ts';
import { readSettings } from './settings.ts';
import { type SetupParts, setUp } from './setup.ts';
import { collectSpans } from './spans.ts';
import { TOOL } from './tool.ts';
import { decodeUtf8 } from './utf8.ts';

const REQUEST_TIMEOUT_MS = 60_000;
/** A page of 100 events is about 60 kB; this is room for a thousand times that. */
const ANSWER_LIMIT_BYTES = 64 * 1024 * 1024;
/** What a run may take after its deadline to tell how it ended, ms. Whatever still hangs then is left behind. */
const ENDING_MS = 30_000;

// Left alone, V8 lets garbage pile up to several times what is in use: a long run then needs twice the memory
// (`npm run bench` prints it).
setFlagsFromString('--semi-space-growth-factor=1');
setFlagsFromString('--heap-growing-percent=10');

// Packages that are loaded later print what they send, keys and bodies, where one of these asks for it.
for (const name of ['DEBUG', 'AZURE_LOG_LEVEL']) delete process.env[name];

const log = createLog();
const env = process.env;
const ending = { log, env, setOutput };

/** Builds the real parts, runs the command once, and tells what happened. @returns the exit code. */
async function main(): Promise<number> {
  setDefaults({ setOutput });
  // The runner masks these, but finds none that was cut.
  for (const name of ['ACTIONS_RUNTIME_TOKEN', 'GITHUB_TOKEN']) secrets.add(env[name] ?? '');
  const settings = readSettings(env, { mask: log.mask, notice: log.info, warn: log.warn });
  setTimeout(() => {
    log.annotateError('The run did not end when its deadline was over, and was stopped. Start it again.');
    process.exit(1);
  }, settings.deadlineMs + ENDING_MS);
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
    categories: ({ source }, signal) => {
      if (!source) throw new Error('This command reads nothing from Mimecast.');
      return askCategories({ ...source, http, clock: systemClock, log, signal, mask: log.mask });
    },
    created: ({ githubToken }, signal) => runCreated(env, githubToken, http, signal),
    readText: async (path) => decodeUtf8(await readFile(path)),
    issues: (issues, asked, signal) =>
      keepIssues({ ...asked, settings: issues, apiUrl: apiBaseOf(env), http, clock: systemClock, log, signal }),
    spool: openSpool,
    upload: ({ name, files, root, retentionDays }, signal) =>
      uploadArtifact(name, files, root, { retentionDays, env, log, signal }),
    elastic: (target) => createElastic(target, { proxyFor, timeoutMs: REQUEST_TIMEOUT_MS }),
  };

  switch (settings.command) {
    case 'setup':
      return endSetup(await setUp(settings, { ...parts, mask: log.mask, kibana: kibanaWith(http) }), settings, ending);
    case 'categories':
      return endCategories(await listCategories(settings, parts), settings, ending);
    case 'restore':
      return endRun(await restore(settings, parts), settings, ending);
    case 'report':
      return endRetrospect(await retrospect(settings, parts), settings, ending);
    case 'collect':
      return settings.spans
        ? collectSpans(settings, settings.spans, parts, ending)
        : endRun(await collect(settings, parts), settings, ending);
  }
}

/** Sets up Kibana with the key that sets up Elasticsearch. */
function kibanaWith(http: Http): NonNullable<SetupParts['kibana']> {
  return async ({ elastic, setup, dryRun }, report, signal) => {
    if (!elastic || setup?.kibanaUrl === undefined) return;
    const warn = (text: string): void => {
      report.warnings.push(text);
      log.warn(text);
    };
    const { kibanaUrl: url, remove } = setup;
    try {
      const given = { url, auth: elastic.auth, http, signal, log: { info: log.info, warn }, remove, dryRun };
      report.changes.push(...(await setUpKibana(given)));
    } catch (error) {
      report.failures.push(messageOf(error));
    }
  };
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
