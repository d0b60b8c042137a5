import { readFileSync } from 'node:fs';
import { matchesGlob } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const PAGE = readFileSync(new URL('../../docs/beats.md', import.meta.url), 'utf8');

/** The blocks of a language in the page, in order. */
function blocks(language: string): string[] {
  return [...PAGE.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\`$`, 'gms'))].map(([, text]) => text ?? '');
}

describe('docs/beats.md', () => {
  const [workflow, filebeat, parsers] = blocks('yaml').map((text) => parse(text));

  it('the paths find the file of a run of the workflow, and not the one that is being written', () => {
    const evidence = String(workflow[0].with['evidence-path']).replaceAll(/\$\{\{[^}]*\}\}/g, '17');
    expect(workflow[0].with.documents).toBe(true);
    const [pattern] = filebeat['filebeat.inputs'][0].paths;
    expect(matchesGlob(`${evidence}-documents/documents.ndjson`, pattern)).toBe(true);
    expect(matchesGlob(`${evidence}-documents/documents.ndjson.part`, pattern)).toBe(false);
    expect(matchesGlob(`${evidence}/events.ndjson`, pattern)).toBe(false);
    expect(PAGE.match(/\/var\/lib\/mimecast-audit\/\*-documents\/documents\.ndjson/g)).toHaveLength(2);
  });

  it('Filebeat and the Agent read the lines alike: into the root, the id from _id', () => {
    expect(filebeat['filebeat.inputs'][0].parsers).toEqual(parsers);
    expect(parsers).toEqual([
      { ndjson: { target: '', overwrite_keys: true, document_id: '_id', add_error_key: true } },
    ]);
  });

  it('a document goes to the stream that it names', () => {
    const source = { data_stream: { type: 'logs', dataset: 'mimecast.audit', namespace: 'default' } };
    const index = String(filebeat['output.elasticsearch'].index).replaceAll(
      /%\{\[data_stream\.(\w+)\]\}/g,
      (_all, name: 'type' | 'dataset' | 'namespace') => source.data_stream[name],
    );
    const [request = ''] = PAGE.match(/^POST \/_security\/api_key\n(\{.*?^\})/ms)?.slice(1) ?? [];
    const [{ names, privileges }] = JSON.parse(request).role_descriptors.writer.index;
    expect(names).toEqual([index]);
    const daily = JSON.parse(readFileSync(new URL('../../docs/elasticsearch/api-key.json', import.meta.url), 'utf8'));
    const allowed = JSON.stringify(daily);
    for (const privilege of privileges) expect(allowed).toContain(`"${privilege}"`);
    expect(privileges).not.toContain('read');
  });
});
