import { ElasticError } from '../../errors.ts';
import { fieldsOf } from '../answer.ts';
import { type Door, refusalOf } from './door.ts';

/**
 * The request that makes the key of the daily run (docs/elasticsearch/api-key.json): it can add documents to the streams of one
 * namespace and read them, and can neither change nor delete any.
 */
export function keyRequest(namespace: string): object {
  return {
    name: 'mimecast-audit-collector',
    expiration: '365d',
    role_descriptors: {
      collector: {
        cluster: [],
        indices: [
          {
            names: [`logs-mimecast.*-${namespace}`],
            privileges: ['create_doc', 'auto_configure', 'read', 'view_index_metadata'],
          },
        ],
      },
    },
  };
}

/**
 * Makes the key of the daily run.
 * @param byApiKey whether the set-up came in with an API key: Elasticsearch gives a key that another key makes no privileges
 * (https://www.elastic.co/docs/api/doc/elasticsearch/operation/operation-security-create-api-key), so it isn't asked.
 * @param mask gets the key, and what it is made of, before anything else does.
 * @returns the key as it goes into a secret; undefined in a dry run.
 * @throws Error of one sentence; the signal's reason if it aborts.
 */
export async function createKey(
  door: Door,
  options: { readonly namespace: string; readonly byApiKey: boolean; mask(secret: string): void },
): Promise<string | undefined> {
  if (options.byApiKey) {
    throw new Error(
      'No key was made: the set-up itself uses an API key, and Elasticsearch gives a key that another key makes no privileges. Use elastic-username and elastic-password for it, or make the key by hand from the request above.',
    );
  }
  let answer: unknown;
  try {
    answer = await door.send('POST', '_security/api_key', keyRequest(options.namespace));
  } catch (error) {
    if (!(error instanceof ElasticError)) throw error;
    throw new Error(refusalOf(error, 'the key of the daily run'), { cause: error });
  }
  const { id, api_key: secret, encoded } = fieldsOf(answer);
  for (const piece of [encoded, secret, `${String(id)}:${String(secret)}`]) {
    if (typeof piece === 'string') options.mask(piece);
  }
  if (door.dryRun) return undefined;
  if (typeof encoded === 'string' && /^[\w+/=-]{16,500}$/.test(encoded)) return encoded;
  throw new Error(
    'Elasticsearch made a key and did not say which: find mimecast-audit-collector among its API keys, revoke it, and make one by hand.',
  );
}
