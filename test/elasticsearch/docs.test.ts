import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { assetsOf, bodyOf } from '../../src/elastic/assets/assets.ts';
import { hasNode, sharedNode } from './delivery.ts';
import { ask } from './request.ts';

const page = readFileSync(new URL('../../docs/elasticsearch.md', import.meta.url), 'utf8');

describe('docs/elasticsearch.md', () => {
  it('sends users to the very files that the tests use', () => {
    expect(page).toContain('](elasticsearch/api-key.json)');
    expect(page).toContain('](elasticsearch/setup-key.json)');
  });

  it('names every privilege of the key', () => {
    const key = readFileSync(new URL('../../docs/elasticsearch/api-key.json', import.meta.url), 'utf8');
    const { role_descriptors: roles } = JSON.parse(key) as {
      role_descriptors: { collector: { cluster: string[]; indices: { names: string[]; privileges: string[] }[] } };
    };
    expect(roles.collector.cluster).toEqual([]);
    expect(roles.collector.indices).toHaveLength(1);
    expect(roles.collector.indices[0]?.names).toEqual(['logs-mimecast.*-default']);
    const section = page.slice(page.indexOf('### 3. The key of the daily run'), page.indexOf('### 4.'));
    const table = section.split('\n').filter((line) => line.startsWith('| `'));
    const named = table.flatMap((line) =>
      [...(line.split('|')[1] ?? '').matchAll(/`([a-z_]+)`/g)].map(([, name]) => name),
    );
    expect(named.sort()).toEqual(roles.collector.indices[0]?.privileges.toSorted());
  });

  it.skipIf(!hasNode)('the node has what the set-up puts, and only the failure store is set besides', async () => {
    const node = sharedNode();
    for (const asset of assetsOf({ retentionDays: 400, pipeline: false })) {
      const key = asset.kind === 'index template' ? 'index_template' : 'component_template';
      const [found] = (await ask(node, 'GET', asset.path))[`${key}s`] as Record<string, object>[];
      expect(found?.[key]).toMatchObject(bodyOf(asset, '0.1.0'));
    }
    const { component_templates: own } = await ask(node, 'GET', '_component_template/mimecast-audit@custom');
    const template = { data_stream_options: { failure_store: { enabled: false } } };
    expect(own).toMatchObject([{ component_template: { template } }]);
    expect(Object.keys((own as [{ component_template: { template: object } }])[0].component_template.template)).toEqual(
      ['data_stream_options'],
    );
  });
});
