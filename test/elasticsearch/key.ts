import { readFile } from 'node:fs/promises';
import type { ElasticNode } from './node.ts';
import { ask } from './request.ts';

interface KeyRequest {
  readonly name: string;
  readonly role_descriptors: {
    readonly collector: {
      readonly cluster: readonly string[];
      readonly indices: readonly { readonly names: readonly string[]; readonly privileges: readonly string[] }[];
    };
  };
}

/**
 * Makes an API key by the request that docs/elasticsearch.md gives to users, so that all tests run with exactly these
 * privileges.
 * @param privileges in place of those of the request.
 * @returns the key as users paste it: the Base64 of `id:key`.
 */
export async function createKey(node: ElasticNode, namespace: string, privileges?: readonly string[]): Promise<string> {
  const file = new URL('../../docs/elasticsearch/api-key.json', import.meta.url);
  const { name, role_descriptors: roles } = JSON.parse(await readFile(file, 'utf8')) as KeyRequest;
  const indices = roles.collector.indices.map((entry) => ({
    names: entry.names.map((pattern) => pattern.replace(/default$/, namespace)),
    privileges: privileges ?? entry.privileges,
  }));
  const answer = await ask(node, 'POST', '_security/api_key', {
    name,
    role_descriptors: { collector: { ...roles.collector, indices } },
  });
  return String(answer.encoded);
}
