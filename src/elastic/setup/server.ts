import { ElasticError } from '../../errors.ts';
import { fieldsOf } from '../answer.ts';
import { DATASETS } from '../assets/fields.ts';
import { PROCESSORS } from '../assets/pipeline.ts';
import type { Door } from './door.ts';

/** What a set-up needs to know of the other side before it begins. */
export interface Server {
  /** Such as `9.5.3`, or `serverless`; undefined if the key may not ask. */
  readonly version: string | undefined;
  /** Whether it has keys and privileges at all. */
  readonly secured: boolean;
  /** True if the set-up itself came in with an API key. */
  readonly byApiKey: boolean;
  /** Names of privileges on the cluster, without which nothing can be set up. */
  readonly lacksCluster: readonly string[];
  /** Names of privileges on the streams, without which streams that exist stay as they are. */
  readonly lacksStreams: readonly string[];
  /** Processors of our pipeline that it surely lacks. */
  readonly lacksProcessors: readonly string[];
}

/** Privileges of the set-up's key (https://www.elastic.co/docs/reference/elasticsearch/security-privileges). */
export const SETUP_CLUSTER = ['manage_index_templates', 'manage_ingest_pipelines'];
export const SETUP_STREAMS = ['view_index_metadata', 'manage'];

/**
 * Asks the server what it is and what the key may do there. Serverless, and keys without `monitor`, answer less: what is not known
 * is taken to be there, and shows when it is used.
 * @param options `createKey`: whether the key must be able to make a key too.
 * @throws ElasticError; the signal's reason if it aborts.
 */
export async function lookAt(door: Door, options: { namespace: string; createKey: boolean }): Promise<Server> {
  const cluster = [...SETUP_CLUSTER, ...(options.createKey ? ['manage_own_api_key'] : [])];
  const names = DATASETS.map((dataset) => `logs-mimecast.${dataset}-${options.namespace}`);
  const may = await privileges(door, { cluster, index: [{ names, privileges: SETUP_STREAMS }] });
  const streams = fieldsOf(may?.index);
  const version = fieldsOf(fieldsOf(await allowed(() => door.get(''))).version);
  return {
    version: version.build_flavor === 'serverless' ? 'serverless' : text(version.number),
    secured: may !== undefined,
    byApiKey: may !== undefined && (await authentication(door)) === 'api_key',
    lacksCluster: may ? cluster.filter((one) => fieldsOf(may.cluster)[one] !== true) : [],
    lacksStreams: may ? SETUP_STREAMS.filter((one) => names.some((name) => fieldsOf(streams[name])[one] !== true)) : [],
    lacksProcessors: lacking(await allowed(() => door.get('_nodes/ingest?filter_path=nodes.*.ingest.processors.type'))),
  };
}

/** What a key may do; undefined where there is no security, or a dry run can't ask. */
async function privileges(door: Door, body: object): Promise<Readonly<Record<string, unknown>> | undefined> {
  try {
    const answer = await door.get('_security/user/_has_privileges', body);
    return answer === undefined ? undefined : fieldsOf(answer);
  } catch (error) {
    // Without security nothing answers at that path.
    if (error instanceof ElasticError && (error.status === 400 || error.status === 405)) return undefined;
    throw error;
  }
}

async function authentication(door: Door): Promise<string | undefined> {
  return text(fieldsOf(await allowed(() => door.get('_security/_authenticate'))).authentication_type);
}

/** Each node must have them; undefined, and so none lacking, where the server doesn't tell. */
function lacking(answer: unknown): string[] {
  const nodes = Object.values(fieldsOf(fieldsOf(answer).nodes));
  const known = nodes.map((node) => {
    const { processors } = fieldsOf(fieldsOf(node).ingest);
    return new Set(Array.isArray(processors) ? processors.map((one) => fieldsOf(one).type) : []);
  });
  return PROCESSORS.filter((type) => known.some((types) => !types.has(type)));
}

/** An answer that is only nice to have: undefined if the key may not ask, or the server has no such thing. */
async function allowed(ask: () => Promise<unknown>): Promise<unknown> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof ElasticError && error.status !== undefined && error.status < 500) return undefined;
    throw error;
  }
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && /^[\w.+-]{1,40}$/.test(value) ? value : undefined;
}
