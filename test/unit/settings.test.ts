import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SettingsError } from '../../src/errors.ts';
import { INPUT_NAMES, SECRET_NAMES } from '../../src/settings/names.ts';
import masks from '../fixtures/cases/b20-summary-and-masks.json' with { type: 'json' };
import words from '../fixtures/cases/b23-inputs.json' with { type: 'json' };
import { ELASTIC, errorOf, type Given, read, SOURCE, SOURCE_1, settingsOf } from './given.ts';

describe('readSettings', () => {
  it('needs nothing but the key to Mimecast', () => {
    const settings = settingsOf({}, { RUNNER_TEMP: '/tmp/runner', GITHUB_RUN_ID: '42', GITHUB_RUN_ATTEMPT: '2' });
    expect(settings).toEqual({
      command: 'collect',
      tenant: 'default',
      source: {
        baseUrl: 'https://api.services.mimecast.com',
        credentials: { kind: 'oauth', clientId: 'client-1', clientSecret: 'canary-client-secret' },
      },
      categories: ['mimecast_access_logs'],
      query: undefined,
      providerDomains: ['mimecast.local', 'mimecast.com'],
      sessionGapMs: 1_800_000,
      approvals: undefined,
      time: {
        kind: 'window',
        window: { count: 1, unit: 'day' },
        timeZone: 'UTC',
        settle: 300,
        overlap: 86_400,
        catchUp: true,
      },
      evidence: [],
      lateAfterMs: 86_400_000,
      elastic: undefined,
      namespace: 'default',
      setup: undefined,
      documents: false,
      artifactName: undefined,
      retentionDays: undefined,
      evidencePath: '/tmp/runner/mimecast-audit-42-2',
      evidenceKept: false,
      deadlineMs: 3_000_000,
      failOn: 'error',
      dryRun: false,
      githubToken: undefined,
      issues: undefined,
      run: { id: '42', attempt: 2, url: undefined, repository: undefined },
    });
  });

  it('takes an empty or blank input as not given, as a schedule hands them over (case B23)', () => {
    const env = words.runs[0]?.env ?? {};
    const blank = Object.fromEntries(INPUT_NAMES.filter((name) => !(name in SOURCE)).map((name) => [name, ' ']));
    const { attempt, said } = read({ ...blank, ...SOURCE }, { ...env, RUNNER_TEMP: '/tmp', GITHUB_RUN_ID: '1' });
    expect(attempt()).toEqual(settingsOf({}, { RUNNER_TEMP: '/tmp', GITHUB_RUN_ID: '1' }));
    expect([said.notices, said.warnings]).toEqual([[], []]);
  });

  it('refuses an input that was not UTF-8, which Node hands over as U+FFFD', () => {
    expect(() => settingsOf({ tenant: 'Andr\uFFFD' })).toThrow(
      /^Input tenant holds U\+FFFD, where a character was lost/,
    );
  });

  it('names every wrong setting at once', () => {
    const given = { 'fail-on': 'always', tenant: 'a\nb', 'elastic-url': 'es.example.com', deadline: '5' };
    const { message, input } = errorOf(given, {});
    expect(input).toBe('elastic-url');
    expect(message.split(/ (?=\(\d\) )/)).toEqual([
      '6 settings are wrong.',
      '(1) Input elastic-url is "es.example.com": allowed is a full address such as https://host.example.com.',
      '(2) Input elastic-api-key is missing: give elastic-api-key, or elastic-username and elastic-password.',
      '(3) Input tenant is "a?b": line breaks, tabs and other characters that cannot be printed are not allowed.',
      expect.stringMatching(/^\(4\) Input mimecast-client-id is missing: /),
      expect.stringMatching(/^\(5\) Input deadline is "5": /),
      expect.stringMatching(/^\(6\) Input fail-on is "always": /),
    ]);
  });

  it.each([
    ['dependabot[bot]', 'push', 'runs that Dependabot starts'],
    ['somebody', 'pull_request', 'pull requests from forks'],
    ['somebody', 'schedule', 'of an environment that the job does not name, arrives empty'],
  ])('says why secrets may be empty: %s, %s', (actor, event, words) => {
    const env = { GITHUB_ACTIONS: 'true', GITHUB_ACTOR: actor, GITHUB_EVENT_NAME: event };
    expect(read({ 'mimecast-client-id': 'x', 'mimecast-client-secret': '' }, env).attempt).toThrow(words);
    // A wrong value is no empty secret.
    expect(read({ ...SOURCE, deadline: 'x' }, env).attempt).not.toThrow(words);
  });

  it('is frozen to its last part', () => {
    const open: string[] = [];
    const visit = (value: unknown, path: string) => {
      if (typeof value !== 'object' || value === null) return;
      if (!Object.isFrozen(value)) open.push(path);
      for (const [name, part] of Object.entries(value)) visit(part, `${path}.${name}`);
    };
    visit(settingsOf(ELASTIC, { GITHUB_RUN_ID: '1' }), 'settings');
    expect(open).toEqual([]);
  });

  it('never shows a secret in an error or a notice, whatever is wrong with it', () => {
    const secret = fc
      .tuple(fc.string({ maxLength: 8 }), fc.string({ maxLength: 8 }))
      .map(([a, b]) => `${a}canary77${b}`);
    const all = { ...SOURCE, ...ELASTIC };
    fc.assert(
      fc.property(fc.constantFrom(...SECRET_NAMES), secret, (name, value) => {
        const base = name.startsWith('elastic') ? { ...all, 'elastic-password': '' } : SOURCE_1;
        const user: Given = name === 'elastic-password' ? { 'elastic-api-key': '', 'elastic-username': 'u' } : {};
        const set = name === 'mimecast-client-secret' ? SOURCE : base;
        const { attempt, said } = read({ ...set, ...user, [name]: value });
        let message = '';
        try {
          attempt();
        } catch (error) {
          message = (error as Error).message;
        }
        expect([message, ...said.notices, ...said.warnings].join()).not.toContain('canary77');
      }),
      { numRuns: 500 },
    );
  });
});

describe('what is asked for', () => {
  it('takes categories by comma and line, each once', () => {
    const value = 'mimecast_access_logs, authentication_logs\n\nauthentication_logs,';
    expect(settingsOf({ categories: value }).categories).toEqual(['mimecast_access_logs', 'authentication_logs']);
    expect(settingsOf({ categories: 'all' }).categories).toBe('all');
  });

  it('lets an unknown category pass with a notice', () => {
    const { attempt, said } = read({ ...SOURCE, categories: 'policy_logs,brand_new_logs' });
    expect(attempt().categories).toEqual(['policy_logs', 'brand_new_logs']);
    expect(said.notices).toEqual([
      'Input categories holds codes that this version has not met: brand_new_logs. The account is asked whether it offers them.',
    ]);
  });

  it.each([
    ['categories', 'all,policy_logs', 'allowed is all, alone'],
    ['categories', ',', 'allowed is all, alone'],
    ['categories', 'policy logs', 'allowed is all, alone'],
    ['query', 'a\nb', 'line breaks'],
    ['query', 'q'.repeat(1001), 'at most 1000 characters'],
    ['tenant', 't'.repeat(65), 'at most 64 characters'],
    ['tenant', 'a\u202eb', 'cannot be printed'],
    ['time-zone', '+02:00', 'IANA name'],
    ['time-zone', 'Europe/Atlantis', 'IANA name'],
    ['settle', '5', 'from 0s to 1d, for example 5m'],
    ['settle', '2d', 'from 0s to 1d'],
    ['window', '0h', 'from 1h to 60d'],
    ['window', '61d', 'from 1h to 60d'],
    ['window', '1441h', 'from 1h to 60d'],
    ['window', '30m', 'from 1h to 60d'],
    ['window', '1.5h', 'from 1h to 60d'],
    ['overlap', '24', 'from 0s to 60d'],
    ['overlap', '61d', 'from 0s to 60d'],
    ['late-after', '61d', 'from 0s to 60d'],
    ['catch-up', 'yes', 'allowed are true'],
    ['command', 'verify', 'allowed are collect, restore'],
    ['deadline', '50', 'from 1s to 5d'],
    ['deadline', '0s', 'from 1s to 5d'],
    ['fail-on', 'Error', 'allowed are never, error, unanswered, unexplained, finding'],
    ['namespace', 'Prod', 'in lower case'],
    ['namespace', 'a-b', 'without - '],
    ['namespace', 'a:b', 'without - '],
    ['namespace', 'é'.repeat(51), 'at most 100 bytes'],
    ['artifact-name', 'audit: prod', 'must not hold any of'],
    ['evidence-path', '/', 'not the root'],
  ])('%s %j is refused', (input, value, message) => {
    const error = errorOf({ [input]: value });
    expect(error.message).toMatch(new RegExp(`^Input ${input} is "`));
    expect(error.message).toContain(message);
    expect(error.message).toMatch(/[^.]\.$/);
    expect(error.message).not.toContain('\n');
    expect(error.input).toBe(input);
  });

  it('takes a tenant as people write it (case B21)', () => {
    expect(settingsOf({ tenant: ' Acme/EU: prod ' }).tenant).toBe('Acme/EU: prod');
  });

  it.each([
    ['1h', { count: 1, unit: 'hour' }],
    ['6h', { count: 6, unit: 'hour' }],
    ['24h', { count: 1, unit: 'day' }],
    ['48h', { count: 2, unit: 'day' }],
    ['60d', { count: 60, unit: 'day' }],
  ])('window %s', (window, expected) => {
    expect(settingsOf({ window }).time).toMatchObject({ kind: 'window', window: expected });
  });

  it('takes the six boolean words of YAML and no others (case B23)', () => {
    const values = words.runs.find((run) => run.name === 'boolean words')?.values ?? [];
    const allowed = values.filter((value) => /^(true|false)$/i.test(value.trim()));
    expect(allowed.length).toBe(5);
    for (const value of allowed) {
      expect(settingsOf({ 'dry-run': value }).dryRun).toBe(value.trim().toLowerCase() === 'true');
    }
    const refused = values.filter((value) => !allowed.includes(value));
    expect(refused).toEqual(['yes', '0', '1']);
    for (const value of [...refused, 'tRUE']) {
      expect(errorOf({ 'dry-run': value }).message).toBe(
        `Input dry-run is "${value}": allowed are true, True, TRUE, false, False, FALSE.`,
      );
    }
  });

  it('takes whole numbers in digits (case B23)', () => {
    const values = words.runs.find((run) => run.name === 'numbers')?.values ?? [];
    const results = values.map((value) => {
      try {
        return settingsOf({ 'retention-days': value }).retentionDays;
      } catch (error) {
        return (error as SettingsError).input;
      }
    });
    const no = 'retention-days';
    expect(results).toEqual([100, no, no, no, no, undefined, 50]);
    expect(errorOf({ 'retention-days': '401' }).message).toContain('from 1 to 400');
    expect(errorOf({ 'retention-days': '0' }).message).toContain('from 1 to 400');
  });
});

describe('catching up', () => {
  it('is set by overlap, catch-up and late-after', () => {
    const { time, lateAfterMs } = settingsOf({ overlap: '0s', 'catch-up': 'false', 'late-after': '90m' });
    expect(time).toMatchObject({ overlap: 0, catchUp: false });
    expect(lateAfterMs).toBe(5_400_000);
  });

  it('may make the step red, without a word', () => {
    const { attempt, said } = read({ ...SOURCE, 'fail-on': 'finding' });
    expect(attempt().failOn).toBe('finding');
    expect(said.warnings).toEqual([]);
  });

  it('needs a token that can stand in a header, which is masked', () => {
    const { attempt, said } = read({ ...SOURCE, 'github-token': 'canary-token' });
    expect(attempt().githubToken).toBe('canary-token');
    expect(said.masks).toContain('canary-token');
    const error = errorOf({ 'github-token': 'canary token' });
    expect(error.message).toMatch(/^Input github-token must be one line of ASCII/);
    expect(error.message).not.toContain('canary');
  });
});

describe('command restore', () => {
  const env = { GITHUB_WORKSPACE: '/runner/work', RUNNER_TEMP: '/runner/temp', GITHUB_RUN_ID: '7' };
  const restore = (given: Given) => read({ command: 'restore', ...given }, env);

  it('needs no key to Mimecast, and takes evidence by line and comma, each once', () => {
    const paths = 'evidence, /data/audit.zip\n\n ../other \r\nevidence,';
    const settings = restore({ ...ELASTIC, 'evidence-path': paths }).attempt();
    expect(settings.evidence).toEqual(['/runner/work/evidence', '/data/audit.zip', '/runner/other']);
    expect(settings.source).toBeUndefined();
    expect(settings.elastic?.url).toBe('https://es.example.com:9243');
    // Its own files never go where the evidence is that it reads.
    expect(settings.evidencePath).toBe('/runner/temp/mimecast-audit-7-1');
    expect(Object.isFrozen(settings.evidence)).toBe(true);
  });

  it.each<[Given, RegExp]>([
    [{ 'evidence-path': 'evidence' }, /^Input elastic-url is missing: command restore needs an Elastic/],
    [{ ...ELASTIC }, /^Input evidence-path is missing: command restore needs folders or zip files/],
    [{ ...ELASTIC, 'evidence-path': ' , \n' }, /^Input evidence-path is missing/],
    [{ ...ELASTIC, 'evidence-path': 'evidence,/' }, /^Input evidence-path is "\/": .* not the root\.$/],
    [{ ...ELASTIC, 'evidence-path': 'evid\u202eence' }, /^Input evidence-path is "evid\?ence": .* cannot be printed/],
  ])('case %#', (given, message) => {
    expect(restore(given).attempt).toThrow(SettingsError);
    expect(restore(given).attempt).toThrow(message);
  });

  it('still needs the key when it collects', () => {
    expect(read(ELASTIC).attempt).toThrow('Input mimecast-client-id is missing');
  });
});

describe('masks', () => {
  it('cover every secret and what can be told from it, before anything is refused', () => {
    const { attempt, said } = read({
      ...SOURCE_1,
      ...ELASTIC,
      'elastic-username': 'u',
      'elastic-password': 'canary+pass',
      window: 'x',
    });
    expect(attempt).toThrow(SettingsError);
    expect(said.masks).toEqual(
      expect.arrayContaining([
        'canary-access-key',
        'AAECAwQFBgcICQoLDA0ODw==',
        'canary-app-key',
        'key-id-1:canary-key',
        Buffer.from('key-id-1:canary-key').toString('base64'),
        'key-id-1',
        'canary-key',
        'canary+pass',
        'canary%2Bpass',
        Buffer.from('u:canary+pass').toString('base64'),
      ]),
    );
  });

  it('cover both halves of a key that came as Base64, with the scheme in front or a line end inside', () => {
    const { attempt, said } = read({
      ...SOURCE,
      ...ELASTIC,
      'elastic-api-key': `ApiKey ${btoa('key-id-1:canary-key\n')}`,
    });
    attempt();
    expect(said.masks).toEqual(
      expect.arrayContaining([btoa('key-id-1:canary-key\n'), btoa('key-id-1:canary-key'), 'canary-key', 'key-id-1']),
    );
  });

  it('case B20: a secret is not JSON, not one letter, not several lines, and braces stay readable', () => {
    const results = masks.secrets.map(({ value }) => {
      const { attempt, said } = read({ ...SOURCE, 'mimecast-client-secret': value });
      expect(attempt).toThrow(SettingsError);
      for (const mask of said.masks) expect(mask.length).toBeGreaterThanOrEqual(4);
      return said.masks;
    });
    expect(results[0]).toContain('foobar-made-up');
    expect(results[0]).not.toContain('{');
    expect(results[1]).toEqual([]);
    expect(results[2]).toEqual(expect.arrayContaining(['line-one-made-up', 'line-two-made-up']));
    expect(errorOf({ 'mimecast-client-secret': 'e' }).message).toBe(
      "Input mimecast-client-secret is shorter than 4 characters: that is no secret, and can't be masked.",
    );
  });
});

describe('misspelt inputs', () => {
  it.each([
    ['INPUT_TIME_ZONE', 'time_zone', 'time-zone'],
    ['INPUT_MIMECAST_CLIENT_ID', 'mimecast_client_id', 'mimecast-client-id'],
    ['INPUT_CATEGORY', 'category', undefined],
    ['INPUT_CATEGORYS', 'categorys', 'categories'],
    ['INPUT_DRYRUN', 'dryrun', 'dry-run'],
    ['INPUT_STRAT', 'strat', 'start'],
    ['INPUT_ID', 'id', undefined],
    ['INPUT_TOKEN', 'token', undefined],
    ['INPUT_', '', undefined],
    ['TIME_ZONE', '', undefined],
  ])('%s', (variable, written, meant) => {
    const { attempt, said } = read(SOURCE, { [variable]: 'x' });
    attempt();
    const warning = `Input ${written} is not known and not used; was ${meant} meant?`;
    expect(said.warnings).toEqual(meant ? [warning] : []);
  });

  it('are told before the error that they lead to', () => {
    const { attempt, said } = read({ 'mimecast-client-id': 'x', mimecast_client_secret: 'canary' });
    expect(attempt).toThrow('mimecast-client-secret is missing');
    expect(said.warnings).toEqual([
      'Input mimecast_client_secret is not known and not used; was mimecast-client-secret meant?',
    ]);
  });
});

describe('the run and its folder', () => {
  const github = {
    GITHUB_RUN_ID: '12345678901',
    GITHUB_RUN_ATTEMPT: '3',
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_REPOSITORY: 'example/audit',
    RUNNER_TEMP: '/runner/temp',
    GITHUB_WORKSPACE: '/runner/work',
  };

  it('are what the runner says', () => {
    const settings = settingsOf({}, { ...github, GITHUB_ACTION: '__example_collector' });
    expect(settings.run).toEqual({
      id: '12345678901',
      attempt: 3,
      url: 'https://github.com/example/audit/actions/runs/12345678901/attempts/3',
      repository: 'example/audit',
    });
    expect(settings.evidencePath).toBe('/runner/temp/mimecast-audit-12345678901-3-__example_collector');
  });

  it('are missing elsewhere, and the folder is a new one each time', () => {
    const [first, second] = [settingsOf({}), settingsOf({})];
    expect(first.run).toBeUndefined();
    expect(first.evidencePath.startsWith(join(tmpdir(), 'mimecast-audit-'))).toBe(true);
    expect(first.evidencePath).not.toBe(second.evidencePath);
  });

  it.each([
    ['evidence', '/runner/work/evidence'],
    ['../evidence', '/runner/evidence'],
    ['/data/evidence', '/data/evidence'],
  ])('evidence-path %s is %s', (given, expected) => {
    expect(settingsOf({ 'evidence-path': given }, github).evidencePath).toBe(expected);
  });

  it('without a workspace starts from where the process is', () => {
    expect(settingsOf({ 'evidence-path': 'evidence' }).evidencePath).toBe(resolve('evidence'));
  });
});
