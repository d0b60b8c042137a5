import { assetsOf } from '../../src/elastic/assets/assets.ts';
import { createElastic } from '../../src/elastic/client.ts';
import { systemClock } from '../../src/runner/clock.ts';
import { setUp } from '../../src/setup.ts';
import { settingsOf } from '../unit/given.ts';
import type { ElasticNode } from './node.ts';
import { ask } from './request.ts';

/** An index template that is composed of nothing else. */
export interface IndexTemplate {
  readonly index_patterns: readonly string[];
  readonly priority: number;
  readonly template: Readonly<Record<string, unknown>>;
}

/** The index template of audit events that `command: setup` puts, with the mappings and settings of its component templates. */
export async function readTemplate(): Promise<IndexTemplate> {
  const assets = assetsOf({ retentionDays: 400, pipeline: false });
  const parts = assets.filter(({ name }) => name.startsWith('mimecast-audit@')).map(({ content }) => content.template);
  const { mappings, settings } = Object.assign({}, ...parts) as Record<string, unknown>;
  return {
    ...{ index_patterns: ['logs-mimecast.audit-*'], priority: 250, data_stream: {} },
    template: { mappings, settings },
  };
}

/**
 * Sets up a node by `command: setup`. The failure store is off, so that a refused document is seen as such; or on, as users have it.
 * @throws Error with what went wrong.
 */
export async function putTemplates(node: ElasticNode, options: { failureStore?: boolean } = {}): Promise<void> {
  const { url, username, password } = node;
  const quiet = () => {};
  const settings = settingsOf({
    command: 'setup',
    'elastic-url': url,
    'elastic-username': username,
    'elastic-password': password,
  });
  const { failures } = await setUp(settings, {
    log: { info: quiet, warn: quiet, debug: quiet, group: (_title, body) => body() },
    clock: systemClock,
    cancelled: new AbortController().signal,
    tool: { name: 'mimecast-audit-collector', version: '0.1.0' },
    elastic: (target) => createElastic(target, { proxyFor: () => undefined, timeoutMs: 30_000 }),
    mask: quiet,
  });
  if (failures.length > 0) throw new Error(failures.join(' '));
  if (options.failureStore) return;
  // By the means that users have: a component template of their own.
  const template = { data_stream_options: { failure_store: { enabled: false } } };
  for (const dataset of ['audit', 'coverage', 'finding']) {
    await ask(node, 'PUT', `_component_template/mimecast-${dataset}@custom`, { template });
  }
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
