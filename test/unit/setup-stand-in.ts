import { type Asset, assetsOf, bodyOf } from '../../src/elastic/assets/assets.ts';
import { PROCESSORS } from '../../src/elastic/assets/pipeline.ts';
import type { ElasticClient } from '../../src/elastic/client.ts';
import { ElasticError } from '../../src/errors.ts';
import { systemClock } from '../../src/runner/clock.ts';
import { type SetupParts, setUp } from '../../src/setup.ts';
import { ELASTIC, type Given, settingsOf } from './given.ts';

/** What a request is answered with: a body, or a status that is an error. */
export type Answers = Readonly<Record<string, unknown>>;

interface Sent {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

const VERSION = '1.2.3';

/** An answer that is an error. */
export function refused(status: number | undefined, code?: string): ElasticError {
  return new ElasticError(`refused with ${status}`, { status, code });
}

/** A server with all processors and security on, for a user who may do everything, and with nothing of ours. */
export const OPEN: Answers = {
  'GET ': { version: { number: '9.5.3', build_flavor: 'default' } },
  'GET _security/_authenticate': { authentication_type: 'realm' },
  'GET _nodes/ingest': { nodes: { a: { ingest: { processors: PROCESSORS.map((type) => ({ type })) } } } },
  'GET _security/user/_has_privileges': { all: true },
  'GET _index_template': {},
  'POST _security/api_key': { id: 'key-id', api_key: 'canary-secret', encoded: 'Y2FuYXJ5LWVuY29kZWQ=' },
};

/** What the server answers of assets that stand there as this version puts them. */
export function standing(retentionDays = 400, pipeline = true): Answers {
  return Object.assign({}, ...assetsOf({ retentionDays, pipeline }).map((one) => standingAs(one)));
}

/** The same of one asset, with some of it changed. */
export function standingAs(asset: Asset, change: object = {}): Answers {
  const body = { ...bodyOf(asset, VERSION), ...change };
  if (asset.kind === 'ingest pipeline') return { [`GET ${asset.path}`]: { [asset.name]: body } };
  const key = asset.kind === 'component template' ? 'component_template' : 'index_template';
  return { [`GET ${asset.path}`]: { [`${key}s`]: [{ name: asset.name, [key]: body }] } };
}

/** Runs a set-up against a server that answers as told: 404 to other questions, "acknowledged" to other changes. */
export async function play(answers: Answers, given: Given = {}, more: Partial<SetupParts> = {}) {
  const sent: Sent[] = [];
  const lines: string[] = [];
  const masks: string[] = [];
  let closed = 0;
  const client: ElasticClient = {
    bulk: () => Promise.reject(new Error('a set-up sends no documents')),
    async ask(method, path, body, signal) {
      signal.throwIfAborted();
      sent.push({ method, path, body });
      return answerTo(answers, method, path, body);
    },
    close: async () => {
      closed += 1;
    },
  };
  const note = (text: string): number => lines.push(text);
  const settings = settingsOf({ command: 'setup', ...ELASTIC, ...given });
  const report = await setUp(settings, {
    log: { info: note, warn: note, debug: note, group: (_title, body) => body() },
    clock: systemClock,
    cancelled: new AbortController().signal,
    tool: { name: 'mimecast-audit-collector', version: VERSION },
    elastic: async () => client,
    mask: (secret) => {
      masks.push(secret);
      lines.push('(masked)');
    },
    ...more,
  });
  return {
    report,
    sent,
    changes: sent.filter(({ method, path }) => method !== 'GET' && !path.includes('_simulate_index')),
    lines,
    masks,
    closed: () => closed,
  };
}

/** What the server answers. @throws ElasticError where the answer is one. */
export function answerTo(answers: Answers, method: string, path: string, body: unknown): unknown {
  const answer =
    answers[`${method} ${path.split('?')[0]}`] ?? (method === 'GET' ? refused(404) : { acknowledged: true });
  if (answer instanceof Error) throw answer;
  return path.endsWith('_has_privileges') ? privileges(answer, body) : answer;
}

/** Everything that was asked for, except what `lacks` names. */
function privileges(answer: unknown, body: unknown): object {
  const { lacks = [] } = answer as { lacks?: readonly string[] };
  const { cluster, index } = body as { cluster: string[]; index: { names: string[]; privileges: string[] }[] };
  const may = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, !lacks.includes(name)]));
  return {
    cluster: may(cluster),
    index: Object.fromEntries(index.flatMap((one) => one.names.map((name) => [name, may(one.privileges)]))),
  };
}
