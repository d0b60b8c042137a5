import { ElasticError } from '../errors.ts';
import { fieldsOf } from './answer.ts';
import type { ElasticClient } from './client.ts';

/** What the key of docs/elasticsearch.md may do. */
const PRIVILEGES = ['create_doc', 'auto_configure', 'read', 'view_index_metadata'];
const DATASETS = ['audit', 'coverage', 'finding'];

/**
 * Which privileges the key or user lacks on the three streams. A server without security lacks none.
 * @returns `read`: what is held can be asked for; `missing`: names of privileges that are missing on any of them.
 * @throws ElasticError; the signal's reason if it aborts.
 */
export async function missingPrivileges(
  client: ElasticClient,
  { namespace, signal }: { readonly namespace: string; readonly signal: AbortSignal },
): Promise<{ read: boolean; missing: string[] }> {
  // Patterns would ask for the pattern itself, which a key for some of it does not have.
  const names = DATASETS.map((dataset) => `logs-mimecast.${dataset}-${namespace}`);
  let has: Readonly<Record<string, unknown>>;
  try {
    const body = { index: [{ names, privileges: PRIVILEGES }] };
    has = fieldsOf(fieldsOf(await client.ask('POST', '_security/user/_has_privileges', body, signal)).index);
  } catch (error) {
    if (error instanceof ElasticError && withoutSecurity(error)) return { read: true, missing: [] };
    throw error;
  }
  const missing = PRIVILEGES.filter((privilege) => names.some((name) => fieldsOf(has[name])[privilege] !== true));
  return { read: !missing.includes('read'), missing };
}

/** Without security nothing answers at that path: "no handler found", or the method is not allowed. */
function withoutSecurity({ status }: ElasticError): boolean {
  return status === 400 || status === 404 || status === 405;
}
