import { readFile } from 'node:fs/promises';
import type { ElasticNode } from './node.ts';
import { ask } from './request.ts';

/** An index template as docs/elasticsearch/index-template.json has it. */
export interface IndexTemplate {
  readonly index_patterns: readonly string[];
  readonly priority: number;
  readonly template: Readonly<Record<string, unknown>>;
}

/** The index template that docs/elasticsearch.md gives to users. */
export async function readTemplate(): Promise<IndexTemplate> {
  const file = new URL('../../docs/elasticsearch/index-template.json', import.meta.url);
  return JSON.parse(await readFile(file, 'utf8')) as IndexTemplate;
}

/** Puts the users' index template. The failure store is off, so that a refused document is seen as such; or on. */
export async function putTemplates(node: ElasticNode, options: { failureStore?: boolean } = {}): Promise<void> {
  const { template, ...rest } = await readTemplate();
  await putTemplate(node, 'mimecast', { ...rest, template }, options.failureStore ?? false);
}

/** Puts any index template with the failure store off or on. */
export async function putTemplate(
  node: ElasticNode,
  name: string,
  { template, ...rest }: IndexTemplate,
  failureStore: boolean,
): Promise<void> {
  const body = { ...template, data_stream_options: { failure_store: { enabled: failureStore } } };
  await ask(node, 'PUT', `_index_template/${name}`, { ...rest, template: body });
}
