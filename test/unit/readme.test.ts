import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { parseAgreement } from '../../src/access/approvals.ts';
import { ELASTIC, read as readInputs, SOURCE } from './given.ts';

const path = (name: string) => fileURLToPath(new URL(`../../${name}`, import.meta.url));
const read = (name: string) => readFileSync(path(name), 'utf8');
const filesOf = (folder: string, end: string) => readdirSync(path(folder)).filter((name) => name.endsWith(end));
const README = read('README.md');
const DOCS = filesOf('docs', '.md').map((name) => `docs/${name}`);
const PAGES = ['README.md', 'SECURITY.md', ...DOCS];

/** The code blocks of a page, of one language. */
function blocks(text: string, language: string): string[] {
  return [...text.matchAll(new RegExp(`^ *\`\`\`${language}\\n([\\s\\S]*?)^ *\`\`\`$`, 'gm'))].map(
    ([, block = '']) => block,
  );
}

interface Step {
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Workflow {
  readonly jobs?: Readonly<Record<string, { readonly steps?: readonly Step[] }>>;
}

/** All steps that use this Action, in a workflow or in a list of steps. */
function stepsOf(yaml: string): Step[] {
  const parsed = parse(yaml) as Workflow | readonly Step[] | null;
  const steps = Array.isArray(parsed)
    ? (parsed as readonly Step[])
    : Object.values((parsed as Workflow | null)?.jobs ?? {}).flatMap((job) => job.steps ?? []);
  return steps.filter(({ uses }) => uses === './' || uses?.startsWith('example/mimecast-audit-collector@'));
}

/** What the runner has where a workflow names a secret or a variable. All other expressions are empty in a scheduled run. */
const SECRETS: Readonly<Record<string, string>> = {
  ...SOURCE,
  ...ELASTIC,
  'github-token': 'canary-token',
  // Of the step before it in report.yml.
  start: '2026-10-01',
  end: '2026-10-31',
};
const IN_ACTIONS = {
  GITHUB_RUN_ID: '42',
  GITHUB_RUN_ATTEMPT: '1',
  GITHUB_REPOSITORY: 'example/audit',
  GITHUB_SERVER_URL: 'https://github.com',
  GITHUB_WORKSPACE: '/workspace',
};

/** A step's inputs as the runner hands them over. */
function handedOver(step: Step): Record<string, string> {
  return Object.fromEntries(
    Object.entries(step.with ?? {}).map(([name, value]) => {
      const text = String(value);
      if (/^\$\{\{ *(?:secrets|vars|github|steps)\.[^|]*\}\}$/.test(text)) return [name, SECRETS[name] ?? ''];
      return [name, text.replace(/\$\{\{.*?\}\}/g, /^\$\{\{.*\}\}$/.test(text) ? '' : '1')];
    }),
  );
}

describe('what users paste', () => {
  const { inputs } = parse(read('action.yml')) as { readonly inputs: Readonly<Record<string, unknown>> };
  const workflows = filesOf('.github/workflows', '.yml').map((name) => ({
    name,
    steps: stepsOf(read(`.github/workflows/${name}`)),
  }));
  const pasted = PAGES.map((name) => ({ name, steps: blocks(read(name), 'yaml').flatMap(stepsOf) })).filter(
    ({ steps }) => steps.length > 0,
  );

  it.each(workflows)('$name uses the Action once', ({ steps }) => expect(steps).toHaveLength(1));

  it('is on the pages that show a workflow', () => {
    expect(pasted.map(({ name }) => name)).toEqual(expect.arrayContaining(['README.md', 'docs/approvals.md']));
    expect(pasted[0]?.steps.map((step) => step.with?.command)).toEqual(['setup', undefined]);
  });

  it.each([...workflows, ...pasted])('gives the Action inputs that it has, and takes ($name)', ({ steps }) => {
    for (const step of steps) {
      expect(Object.keys(inputs)).toEqual(expect.arrayContaining(Object.keys(step.with ?? {})));
      // Some pages leave out what they are not about.
      const given = { ...SOURCE, 'github-token': 'canary-token', ...handedOver(step) };
      expect(readInputs(given, IN_ACTIONS).attempt).not.toThrow();
    }
  });

  it('is an approvals file that has no mistake', () => {
    const [file = ''] = blocks(README, 'yml');
    expect(parseAgreement(file, 'approvals.yml').approvals.map(({ ticket }) => ticket)).toEqual(['CS-20481']);
  });

  it('makes the Elastic key that all tests run with', () => {
    const [request = ''] = blocks(README, 'json');
    const [line, ...body] = request.split('\n');
    expect(line).toBe('POST /_security/api_key');
    expect(JSON.parse(body.join('\n'))).toEqual(JSON.parse(read('docs/elasticsearch/api-key.json')));
  });
});

describe('the pages', () => {
  /** What a page links to in this repository. */
  function linksOf(page: string): string[] {
    const folder = page.includes('/') ? `${page.slice(0, page.lastIndexOf('/'))}/` : '';
    return [...read(page).matchAll(/\]\((?!https?:)([^)#]+)[^)]*\)/g)].map(([, target = '']) => `${folder}${target}`);
  }

  it.each(PAGES)('%s links to files that are there', (page) => {
    expect(linksOf(page).filter((target) => !existsSync(path(target)))).toEqual([]);
  });

  it('are all linked from the README', () => {
    expect(linksOf('README.md')).toEqual(expect.arrayContaining([...DOCS, 'SECURITY.md', 'LICENSE']));
  });

  it.each(PAGES)('%s links to headings that are there', (page) => {
    const folder = page.includes('/') ? `${page.slice(0, page.lastIndexOf('/'))}/` : '';
    const missing = [...read(page).matchAll(/\]\(([^)#:]*)#([^)]+)\)/g)].filter(([, file = '', heading = '']) => {
      const text = read(file === '' ? page : `${folder}${file}`);
      return !headingsOf(text).includes(heading);
    });
    expect(missing.map(([link]) => link)).toEqual([]);
  });
});

/** The anchors of a page's headings, as GitHub makes them. */
function headingsOf(text: string): string[] {
  return [...text.matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}
