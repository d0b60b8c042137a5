import { execFile } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { INPUT_NAMES } from '../../src/settings/names.ts';

const PROJECT = join(import.meta.dirname, '../..');
const EMPTY = [
  '# Title\n',
  '<!-- inputs:start -->',
  '<!-- inputs:end -->',
  'between',
  '<!-- outputs:start -->stale row\n<!-- outputs:end -->',
  'after\n',
].join('\n');

describe('scripts/tables.ts', () => {
  let folder = '';

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tables-'));
    copyFileSync(join(PROJECT, 'action.yml'), join(folder, 'action.yml'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const readme = () => readFileSync(join(folder, 'README.md'), 'utf8');
  const write = (text: string) => writeFileSync(join(folder, 'README.md'), text);

  /** Runs the script on the folder; its exit code and what it wrote. */
  function run(...args: string[]): Promise<{ code: unknown; said: string }> {
    return new Promise((resolve) => {
      execFile(process.execPath, [join(PROJECT, 'scripts/tables.ts'), ...args, folder], (error, stdout, stderr) =>
        resolve({ code: error ? error.code : 0, said: stdout + stderr }),
      );
    });
  }

  it('writes both tables between their marks, leaves the rest, and is then content', async () => {
    write(EMPTY);
    expect(await run('--check')).toEqual({
      code: 1,
      said: 'The tables in README.md are not those of action.yml: run node scripts/tables.ts\n',
    });
    expect(readme()).toBe(EMPTY);

    expect((await run()).code).toBe(0);
    const rows = readme().split('\n');
    expect(rows.filter((row) => row.startsWith('| `')).map((row) => row.split('`')[1])).toEqual([
      ...INPUT_NAMES,
      'window-start',
      'window-end',
      'events',
      'provider-accesses',
      'sessions',
      'unexplained',
      'unanswered',
      'unknown-wordings',
      'indexed',
      'known',
      'rejected',
      'late',
      'holes',
      'findings',
      'complete',
      'artifact-id',
      'artifact-url',
      'artifact-digest',
      'evidence-path',
      'report-path',
      'documents-path',
      'api-key',
    ]);
    for (const kept of ['# Title', 'between', 'after']) expect(rows).toContain(kept);
    expect(readme()).not.toContain('stale row');
    expect(await run('--check')).toEqual({ code: 0, said: '' });
  });

  it('keeps a description inside its cell', async () => {
    write(EMPTY);
    writeFileSync(
      join(folder, 'action.yml'),
      'inputs:\n  a:\n    description: "x | y\\n`p|q <r>` <b>"\noutputs:\n  b:\n    description: z\n',
    );
    await run();
    expect(readme()).toContain('| `a` | x \\| y `p\\|q <r>` &lt;b> |\n');
  });

  it('fails when a mark is missing', async () => {
    write(EMPTY.replace('<!-- inputs:end -->', ''));
    const { code, said } = await run();
    expect(code).toBe(1);
    expect(said).toContain('README.md must hold <!-- inputs:start --> and after it <!-- inputs:end -->, once each.');
  });
});
