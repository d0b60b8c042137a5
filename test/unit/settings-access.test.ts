import { describe, expect, it } from 'vitest';
import { SettingsError } from '../../src/errors.ts';
import { ELASTIC, errorOf, type Given, read, SOURCE, settingsOf } from './given.ts';

const RUN = { GITHUB_RUN_ID: '7', GITHUB_REPOSITORY: 'example/watch', GITHUB_WORKSPACE: '/work', RUNNER_TEMP: '/temp' };
const TOKEN = { 'github-token': 'canary-token' };

describe('what is told of the provider and its accesses', () => {
  it('takes domains by comma and line, in lower case, each once', () => {
    const given = settingsOf({ 'provider-domains': 'Mimecast.COM, @support.example\nmimecast.com' });
    expect(given.providerDomains).toEqual(['mimecast.com', 'support.example']);
  });

  it.each(['mimecast', 'a@mimecast.com', ',', 'mimecast.com;example.com', 'exa mple.com'])(
    'refuses provider-domains %j',
    (value) => {
      expect(errorOf({ 'provider-domains': value }).message).toMatch(
        /^Input provider-domains is ".*allowed are domains/,
      );
    },
  );

  it('takes a gap from a minute to half a day', () => {
    expect(settingsOf({ 'session-gap': '45m' }).sessionGapMs).toBe(2_700_000);
    expect(errorOf({ 'session-gap': '30s' }).message).toMatch(/^Input session-gap is "30s"/);
    expect(errorOf({ 'session-gap': '13h' }).message).toMatch(/from 1m to 12h/);
  });

  it('looks for approvals in the workspace', () => {
    expect(settingsOf({ approvals: '.github/approvals.yml' }, RUN).approvals).toEqual({
      path: '/work/.github/approvals.yml',
      given: '.github/approvals.yml',
    });
    expect(errorOf({ approvals: '/' }).message).toMatch(/^Input approvals is "\/"/);
  });
});

describe('issues', () => {
  it('are opened only if asked for', () => {
    expect(settingsOf({ ...TOKEN, 'issue-labels': 'x' }, RUN).issues).toBeUndefined();
  });

  it('go to the repository of the workflow, with labels and assignees', () => {
    const given = { ...TOKEN, 'open-issues': 'true', 'issue-labels': 'a b, c\na b', 'issue-assignees': '@octocat' };
    expect(settingsOf(given, RUN).issues).toEqual({
      repository: 'example/watch',
      token: 'canary-token',
      labels: ['a b', 'c'],
      assignees: ['octocat'],
    });
    expect(settingsOf({ ...TOKEN, 'open-issues': 'true' }, RUN).issues?.labels).toEqual(['provider-access']);
  });

  it.each<[Given, Given, RegExp]>([
    [{ 'open-issues': 'true' }, RUN, /^Input github-token is missing: .* issues: write/],
    [{ ...TOKEN, 'open-issues': 'true' }, {}, /^Input open-issues is true, but GITHUB_REPOSITORY/],
    [{ 'issue-assignees': 'octo cat' }, RUN, /^Input issue-assignees is "octo cat"/],
    [{ 'issue-labels': 'x'.repeat(51) }, RUN, /^Input issue-labels .* at most 50 characters/],
    [{ 'open-issues': 'yes' }, RUN, /^Input open-issues is "yes"/],
  ])('case %#', (given, env, message) => {
    const { attempt } = read({ ...SOURCE, ...given }, env);
    expect(attempt).toThrow(SettingsError);
    expect(attempt).toThrow(message);
  });
});

describe('the commands that need no key to Mimecast', () => {
  const settings = (given: Given) => read(given, RUN).attempt();

  it('report reads evidence, Elastic, or both', () => {
    expect(settings({ command: 'report', 'evidence-path': 'a,b' })).toMatchObject({
      source: undefined,
      evidence: ['/work/a', '/work/b'],
      // Its own files never go where the evidence is that it reads.
      evidencePath: '/temp/mimecast-audit-7-1',
    });
    expect(settings({ command: 'report', ...ELASTIC })).toMatchObject({ source: undefined, evidence: [] });
    expect(() => settings({ command: 'report' })).toThrow(/^Input evidence-path is missing: command report/);
  });

  it('setup has settings of its own, which no other command has', () => {
    expect(settings({ command: 'setup', ...ELASTIC }).setup).toEqual({
      remove: false,
      retentionDays: 400,
      kibanaUrl: undefined,
      createKey: false,
    });
    const given = { 'event-retention': '730d', 'kibana-url': 'https://kb.example.com/s/audit/', 'create-key': 'true' };
    expect(settings({ command: 'setup', remove: 'true', ...given, ...ELASTIC }).setup).toEqual({
      remove: true,
      retentionDays: 730,
      kibanaUrl: 'https://kb.example.com/s/audit',
      createKey: true,
    });
    expect(settings({ ...SOURCE, ...given, ...ELASTIC }).setup).toBeUndefined();
  });

  it.each<[Given, RegExp]>([
    [{}, /^Input elastic-url is missing: command setup needs an Elastic to set up\.$/],
    [{ ...ELASTIC, 'event-retention': '36h' }, /^Input event-retention is "36h": allowed are whole days/],
    [{ ...ELASTIC, 'event-retention': '0d' }, /^Input event-retention is "0d"/],
    [{ ...ELASTIC, 'kibana-url': 'http://kb.example.com' }, /^Input kibana-url .* must begin with https/],
  ])('setup, case %#', (given, message) => {
    expect(() => settings({ command: 'setup', ...given })).toThrow(message);
  });

  it('categories needs a key to Mimecast', () => {
    expect(() => settings({ command: 'categories' })).toThrow(SettingsError);
    expect(settings({ command: 'categories', ...SOURCE }).source).toBeDefined();
  });
});
