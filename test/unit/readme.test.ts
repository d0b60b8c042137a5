import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const path = (name: string) => fileURLToPath(new URL(`../../${name}`, import.meta.url));
const read = (name: string) => readFileSync(path(name), 'utf8');
const README = read('README.md');

/** The code blocks of a page, of one language. */
function blocks(text: string, language: string): string[] {
  return [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(
    ([, block = '']) => block,
  );
}

interface Step {
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

/** All steps that use this Action, in a workflow. */
function stepsOf(workflow: string): Step[] {
  const { jobs } = parse(workflow) as { readonly jobs: Readonly<Record<string, { readonly steps: readonly Step[] }>> };
  return Object.values(jobs)
    .flatMap(({ steps }) => steps)
    .filter(({ uses }) => uses === './' || uses?.startsWith('example/mimecast-audit-collector@'));
}

describe('what users paste', () => {
  const { inputs } = parse(read('action.yml')) as { readonly inputs: Readonly<Record<string, unknown>> };
  const workflows = ['collect', 'audit', 'report', 'reusable', 'ci'].map((name) =>
    read(`.github/workflows/${name}.yml`),
  );

  it.each([...blocks(README, 'yaml'), ...workflows])(
    'gives the Action inputs that it has (workflow %#)',
    (workflow) => {
      const steps = stepsOf(workflow);
      expect(steps).toHaveLength(1);
      for (const step of steps)
        expect(Object.keys(inputs)).toEqual(expect.arrayContaining(Object.keys(step.with ?? {})));
    },
  );

  it('makes the Elastic key that all tests run with', () => {
    const [request = ''] = blocks(README, 'json');
    const [line, ...body] = request.split('\n');
    expect(line).toBe('POST /_security/api_key');
    expect(JSON.parse(body.join('\n'))).toEqual(JSON.parse(read('docs/elasticsearch/api-key.json')));
  });
});

describe('the pages', () => {
  it.each([
    'README.md',
    'SECURITY.md',
    'docs/access-report.md',
    'docs/approvals.md',
    'docs/architecture.md',
    'docs/beats.md',
    'docs/benchmarks.md',
    'docs/elastic-integration.md',
    'docs/elasticsearch.md',
    'docs/elasticsearch-node.md',
    'docs/evidence.md',
    'docs/github-issues.md',
    'docs/guarantees.md',
    'docs/kibana.md',
    'docs/troubleshooting.md',
  ])('%s links to files that are there', (page) => {
    const folder = page.includes('/') ? `${page.slice(0, page.lastIndexOf('/'))}/` : '';
    const targets = [...read(page).matchAll(/\]\((?!https?:)([^)#]+)[^)]*\)/g)].map(
      ([, target = '']) => `${folder}${target}`,
    );
    expect(targets.filter((target) => !existsSync(path(target)))).toEqual([]);
  });
});
