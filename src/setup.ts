import type { SetupReport } from './change.ts';
import type { ElasticClient } from './elastic/client.ts';
import { type Door, openDoor } from './elastic/setup/door.ts';
import { linesOf } from './elastic/setup/json.ts';
import { createKey, keyRequest } from './elastic/setup/key.ts';
import { putAssets } from './elastic/setup/put.ts';
import { removeAssets } from './elastic/setup/removal.ts';
import { lookAt, type Server } from './elastic/setup/server.ts';
import { updateStreams } from './elastic/setup/streams.ts';
import { messageOf } from './errors.ts';
import type { Parts } from './run.ts';
import { deadline } from './runner/deadline.ts';
import type { Settings } from './settings.ts';

/** What a dry run only says. */
const CHANGING: ReadonlySet<string> = new Set(['created', 'updated', 'removed']);

/** What a set-up works with. */
export interface SetupParts extends Pick<Parts, 'log' | 'clock' | 'cancelled' | 'tool' | 'elastic'> {
  /** Has the runner hide a secret in every later line. */
  mask(secret: string): void;
  /** Sets up Kibana too, or takes away what an earlier set-up put there; its changes go into the report. */
  kibana?(settings: Settings, report: SetupReport, signal: AbortSignal): Promise<void>;
}

/**
 * Prepares Elasticsearch for the daily run, or takes away what an earlier set-up put: pipeline, templates, what streams that exist
 * lack, and on demand the daily run's key. Twice is the same as once. Nothing that holds documents is ever deleted, and nothing
 * touched that this program did not make. A dry run prints every change as a request and sends none.
 * Never throws for what is wrong outside: it becomes a sentence in the report.
 */
export async function setUp(settings: Settings, parts: SetupParts): Promise<SetupReport> {
  const { elastic: target, setup, dryRun } = settings;
  if (!target || !setup) throw new Error('This command needs an Elastic to set up.');
  const { log, clock, cancelled } = parts;
  const { namespace } = target;
  const report: SetupReport = {
    ...{ host: new URL(target.url).host, namespace, dryRun, remove: setup.remove },
    ...{ changes: [], warnings: [], failures: [] },
    ...{ keyRequest: setup.remove ? undefined : keyRequest(namespace), key: undefined },
  };
  const stop = deadline(
    settings.deadlineMs,
    'The time for the set-up was used up. Give more with the input deadline.',
    cancelled,
    clock,
  );
  let client: ElasticClient | undefined;
  try {
    client = await parts.elastic(target);
    const warn = warner(report, parts);
    const door = openDoor({ client, dryRun, signal: stop, print: (line) => log.info(line), warn });
    const createsKey = setup.createKey && !setup.remove;
    const server = await log.group('Look at Elasticsearch', async () => {
      const seen = await lookAt(door, { namespace, createKey: createsKey });
      log.info(`Elasticsearch at ${report.host}: ${seen.version ?? 'its version is not told to this key'}`);
      return seen;
    });
    holdPrivileges(server, namespace, dryRun, warn);
    if (setup.remove) await log.group('Remove what an earlier set-up put', () => remove(door, report, parts));
    else await log.group('Set up Elasticsearch', () => prepare(door, server, settings, report, parts));
    if (report.keyRequest) printKeyRequest(report.keyRequest, parts);
    if (createsKey) report.key = await makeKey(door, server, report, parts);
  } catch (error) {
    report.failures.push(messageOf(error));
  }
  await client?.close();
  if (setup.kibanaUrl !== undefined && report.failures.length === 0) await parts.kibana?.(settings, report, stop);
  return report;
}

async function prepare(
  door: Door,
  { lacksProcessors }: Server,
  settings: Settings,
  report: SetupReport,
  parts: SetupParts,
): Promise<void> {
  const done = noter(report, parts);
  const made = await putAssets(door, {
    retentionDays: settings.setup?.retentionDays ?? 400,
    toolVersion: parts.tool.version,
    lacksProcessors,
    done,
    warn: warner(report, parts),
  });
  await updateStreams(door, { namespace: report.namespace, made, done });
}

async function remove(door: Door, report: SetupReport, parts: SetupParts): Promise<void> {
  await removeAssets(door, { toolVersion: parts.tool.version, done: noter(report, parts) });
  if (report.changes.length === 0) parts.log.info('Nothing of an earlier set-up is there.');
}

/** Without privileges on the cluster nothing can be done; without those on the streams, streams that exist stay as they are. */
function holdPrivileges(server: Server, namespace: string, dryRun: boolean, warn: (sentence: string) => void): void {
  const { lacksCluster, lacksStreams } = server;
  const on = `${lacksStreams.join(', ')} on logs-mimecast.*-${namespace}`;
  if (lacksCluster.length > 0) {
    const streams = lacksStreams.length > 0 ? `, and ${on}` : '';
    const sentence = `The key of the set-up lacks ${lacksCluster.join(', ')} on the cluster${streams}. Grant them; docs/elasticsearch.md has the key to paste.`;
    if (!dryRun) throw new Error(sentence);
    warn(sentence);
  } else if (lacksStreams.length > 0) {
    warn(`The key of the set-up lacks ${on}: streams that exist already stay as they are.`);
  }
}

async function makeKey(
  door: Door,
  { secured, byApiKey }: Server,
  report: SetupReport,
  parts: SetupParts,
): Promise<string | undefined> {
  const name = 'API key mimecast-audit-collector';
  const done = noter(report, parts);
  if (!secured && !report.dryRun) {
    done({ name, action: 'skipped', note: 'Security is off there: there are no keys, and the daily run needs none.' });
    return undefined;
  }
  const key = await createKey(door, { namespace: report.namespace, byApiKey, mask: (secret) => parts.mask(secret) });
  const note = 'It ends after 365 days. Earlier keys of this name stay valid until they end or are revoked.';
  done({ name, action: 'created', note });
  return key;
}

/** The request for the daily run's key, for those who make it by hand. */
function printKeyRequest(request: object, { log }: SetupParts): void {
  log.info('The key of the daily run, with the least privileges:');
  log.info('POST /_security/api_key');
  for (const line of linesOf(request)) log.info(line);
}

function noter(report: SetupReport, { log }: SetupParts): (change: SetupReport['changes'][number]) => void {
  return (change) => {
    report.changes.push(change);
    const verb = report.dryRun && CHANGING.has(change.action) ? `would be ${change.action}` : change.action;
    log.info(`${change.name}: ${verb}${change.note === undefined ? '' : `. ${change.note}`}`);
  };
}

function warner(report: SetupReport, { log }: SetupParts): (sentence: string) => void {
  return (sentence) => {
    report.warnings.push(sentence);
    log.warn(sentence);
  };
}
