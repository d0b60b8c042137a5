import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { regionNames } from '../../src/mimecast/regions.ts';
import { INPUT_NAMES } from '../../src/settings/names.ts';
import { readSettings } from '../../src/settings.ts';
import { ELASTIC, settingsOf } from './given.ts';

describe('action.yml', () => {
  const contract = parse(readFileSync(join(import.meta.dirname, '../../action.yml'), 'utf8'));
  const descriptionOf = (name: string): string => contract.inputs[name].description;

  it('names the inputs that the settings read, and no other', () => {
    expect(Object.keys(contract.inputs)).toEqual([...INPUT_NAMES]);
    const looked = new Set<string>();
    const env = new Proxy<Record<string, string | undefined>>(
      { 'INPUT_MIMECAST-CLIENT-ID': 'client-1', 'INPUT_MIMECAST-CLIENT-SECRET': 'secret' },
      {
        get: (target, name) => {
          looked.add(String(name));
          return target[String(name)];
        },
      },
    );
    readSettings(env, { mask: () => undefined, notice: () => undefined, warn: () => undefined });
    const variables = [...looked].filter((name) => name.startsWith('INPUT_'));
    expect(variables.sort()).toEqual(INPUT_NAMES.map((name) => `INPUT_${name.toUpperCase()}`).sort());
  });

  it('has no input that is read and then forgotten', () => {
    const folder = join(import.meta.dirname, '../../src/settings');
    const files = readdirSync(folder).filter((file) => file !== 'names.ts');
    const sources = [join(folder, '../settings.ts'), ...files.map((file) => join(folder, file))];
    const text = sources.map((file) => readFileSync(file, 'utf8')).join('\n');
    const unused = INPUT_NAMES.filter((name) => !text.includes(`'${name}'`) && !text.includes(`inputs.${name}`));
    expect(unused).toEqual([]);
  });

  it('tells the defaults as they are', () => {
    const told = INPUT_NAMES.flatMap((name) => {
      const value = /[Dd]efault `([^`]+)`/.exec(descriptionOf(name))?.[1];
      return value === undefined ? [] : [[name, value] as const];
    });
    expect(told.map(([name]) => name)).toEqual([
      'command',
      'mimecast-region',
      'tenant',
      'categories',
      'provider-domains',
      'session-gap',
      'window',
      'time-zone',
      'settle',
      'overlap',
      'catch-up',
      'late-after',
      'namespace',
      'event-retention',
      'create-key',
      'remove',
      'documents',
      'evidence-kept',
      'deadline',
      'fail-on',
      'dry-run',
      'open-issues',
      'issue-labels',
    ]);
    const env = { GITHUB_RUN_ID: '1' };
    expect(settingsOf({ ...ELASTIC, ...Object.fromEntries(told) }, env)).toEqual(settingsOf(ELASTIC, env));
  });

  it('tells every region', () => {
    const named = [...descriptionOf('mimecast-region').matchAll(/`(\w+)`/g)].map((match) => match[1]);
    expect([...new Set(named)].sort()).toEqual([...new Set([...regionNames('oauth'), ...regionNames('hmac')])].sort());
  });

  it('has the outputs of the contract and runs on Node 24', () => {
    expect(Object.keys(contract.outputs)).toEqual([
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
    expect(contract.runs).toEqual({ using: 'node24', main: 'dist/index.js' });
  });
});
