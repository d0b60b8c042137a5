import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { inject, onTestFinished } from 'vitest';
import { createKey } from '../elasticsearch/key.ts';
import { type DataSet, seededDay } from '../simulator/data.ts';
import { defaultHmac, defaultOauth } from '../simulator/door.ts';
import { type Mimecast, type MimecastOptions, startMimecast } from '../simulator/mimecast.ts';
import { type Results, type ResultsOptions, startResults } from '../simulator/results.ts';
import { type Run, type RunOptions, runAction } from '../simulator/runner.ts';
import { type StoredDocument, storedIn } from './stored.ts';

/** When all scenarios play: the last complete day is the 24th. */
const NOW = '2026-11-25T06:17:00Z';
export const DAY = { from: Date.UTC(2026, 10, 24) / 1000, to: Date.UTC(2026, 10, 25) / 1000 };

/** True if this run of the tests has a real Elasticsearch. */
export const hasElasticsearch = inject('elasticsearch') !== undefined;

/** The real node. @throws Error if there is none. */
export function elasticNode() {
  const node = inject('elasticsearch');
  if (!node) throw new Error('This test needs Elasticsearch');
  return node;
}

/** Its address. @throws Error if there is none. */
export function elasticUrl(): string {
  return elasticNode().url;
}

/** Takes what is to be done at the end of a test. */
type Finished = (cleanup: () => Promise<void>) => void;

export interface WorldOptions {
  /** Default: a day of 260 events, every 50 of them ending with a session of the provider. */
  readonly data?: DataSet;
  readonly mimecast?: Partial<MimecastOptions>;
  /** `'none'`: there is no artifact service, as on a laptop. */
  readonly results?: ResultsOptions | 'none';
  /** Deliver to the real Elasticsearch; a URL goes to that instead (a proxy before it). Default false. */
  readonly elastic?: boolean | string;
}

export interface World {
  readonly mimecast: Mimecast;
  readonly results: Results | undefined;
  /** Data stream of the audit events; each world has its own. */
  readonly stream: string;
  /** The inputs that all runs of this world start from. */
  readonly inputs: Readonly<Record<string, string>>;
  /** Runs the bundle with these inputs over the world's own. */
  run(inputs?: Readonly<Record<string, string>>, options?: Partial<RunOptions>): Promise<Run>;
  /** All documents of the stream, oldest first. */
  stored(): Promise<readonly StoredDocument[]>;
}

/**
 * A Mimecast, an artifact service and, if asked, a stream of the real Elasticsearch; all gone when the test ends.
 * @param finished runs what it is given at the end of the test: one that runs beside others has to give its own.
 */
export async function createWorld(options: WorldOptions = {}, finished: Finished = onTestFinished): Promise<World> {
  const started = Date.now();
  const mimecast = await startMimecast({
    data: options.data ?? seededDay({ ...DAY, events: 260, accessEvery: 50 }),
    clock: () => Date.parse(NOW) + Date.now() - started,
    ...options.mimecast,
  });
  finished(() => mimecast.stop());
  const results = options.results === 'none' ? undefined : await startResults(options.results);
  if (results) finished(() => results.stop());

  const namespace = `t${randomUUID().replaceAll('-', '')}`;
  const stream = `logs-mimecast.audit-${namespace}`;
  const node = inject('elasticsearch');
  const elastic =
    options.elastic && node
      ? {
          'elastic-url': options.elastic === true ? node.url : options.elastic,
          'elastic-api-key': await createKey(node, namespace),
          namespace,
        }
      : {};
  const inputs = {
    'mimecast-url': mimecast.url,
    'mimecast-client-id': defaultOauth.clientId,
    'mimecast-client-secret': defaultOauth.clientSecret,
    categories: 'all',
    ...elastic,
  };

  return {
    mimecast,
    results,
    stream,
    inputs,
    async run(more = {}, runOptions = {}) {
      const run = await runAction({
        bundle: inject('bundle'),
        action: fileURLToPath(new URL('../../action.yml', import.meta.url)),
        now: NOW,
        ...runOptions,
        inputs: { ...inputs, ...more },
        env: { ...results?.env, ...runOptions.env },
      });
      finished(() => run.cleanup());
      return run;
    },
    stored: () => (node ? storedIn(node, stream) : Promise.resolve([])),
  };
}

/** The credentials of API 1.0 in place of those of 2.0. */
export const API_1 = {
  'mimecast-client-id': '',
  'mimecast-client-secret': '',
  'mimecast-access-key': defaultHmac.accessKey,
  'mimecast-secret-key': defaultHmac.secretKey,
  'mimecast-app-id': defaultHmac.appId,
  'mimecast-app-key': defaultHmac.appKey,
};

/** What differs from run to run is replaced by a word, so that a text can be compared with a snapshot. */
export function steady(text: string, run: Run): string {
  return text
    .replaceAll(run.folder, 'FOLDER')
    .replaceAll(/127\.0\.0\.1:\d+/g, 'HOST')
    .replaceAll(/\bt[0-9a-f]{32}\b/g, 'NAMESPACE')
    .replaceAll(/\b[0-9a-f]{64}\b/g, 'SHA256')
    .replaceAll(/\b\d+(\.\d+)? (s|ms|rows\/s)\b/g, 'N $2')
    .replaceAll(/\b\d+ bytes\b/g, 'N bytes')
    .replaceAll(/Uploaded bytes \d+/g, 'Uploaded bytes N');
}
