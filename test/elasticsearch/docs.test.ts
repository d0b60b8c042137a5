import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { hasNode, sharedNode } from './delivery.ts';
import { ask } from './request.ts';
import { readTemplate } from './template.ts';

const page = readFileSync(new URL('../../docs/elasticsearch.md', import.meta.url), 'utf8');

describe('docs/elasticsearch.md', () => {
  it('sends users to the very files that the tests use', () => {
    expect(page).toContain('](elasticsearch/index-template.json)');
    expect(page).toContain('](elasticsearch/api-key.json)');
  });

  it('names every privilege of the key', () => {
    const key = readFileSync(new URL('../../docs/elasticsearch/api-key.json', import.meta.url), 'utf8');
    const { role_descriptors: roles } = JSON.parse(key) as {
      role_descriptors: { collector: { cluster: string[]; indices: { names: string[]; privileges: string[] }[] } };
    };
    expect(roles.collector.cluster).toEqual([]);
    expect(roles.collector.indices).toHaveLength(1);
    expect(roles.collector.indices[0]?.names).toEqual(['logs-mimecast.*-default']);
    const table = page.split('\n').filter((line) => line.startsWith('| `'));
    const named = table.flatMap((line) =>
      [...(line.split('|')[1] ?? '').matchAll(/`([a-z_]+)`/g)].map(([, name]) => name),
    );
    expect(named.sort()).toEqual(roles.collector.indices[0]?.privileges.toSorted());
  });

  it.skipIf(!hasNode)('the node has that template, and only the failure store is set besides', async () => {
    const { index_templates: found } = await ask(sharedNode(), 'GET', '_index_template/mimecast');
    const { index_patterns, priority, template } = await readTemplate();
    const [{ index_template: put }] = found as [{ index_template: { template: Record<string, unknown> } }];
    expect(put).toMatchObject({ index_patterns, priority });
    expect(put.template.mappings).toEqual(template.mappings);
    expect(Object.keys(put.template).sort()).toEqual([...Object.keys(template), 'data_stream_options'].sort());
  });
});
