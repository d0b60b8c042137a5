import { afterEach, describe, expect, it } from 'vitest';
import type { Change } from '../../src/change.ts';
import { setUpKibana } from '../../src/kibana/setup.ts';
import { createHttp } from '../../src/runner/http.ts';
import { KIBANA_KEY, type Kibana, type KibanaQuirks, startKibana } from '../simulator/kibana.ts';

const DASHBOARD = 'dashboard mimecast-audit-provider-access';
const DEAD = 'rule mimecast-audit-no-coverage';
const http = createHttp({
  timeoutMs: 10_000,
  maxBytes: 1_000_000,
  clock: { now: () => 0, sleep: async () => {} },
  proxyFor: () => undefined,
});

const running: Kibana[] = [];
afterEach(async () => {
  for (const kibana of running.splice(0)) await kibana.stop();
});

async function start(quirks: KibanaQuirks = {}): Promise<Kibana> {
  const kibana = await startKibana(quirks);
  running.push(kibana);
  return kibana;
}

interface Run {
  readonly changes: readonly Change[];
  readonly warnings: readonly string[];
  readonly lines: readonly string[];
  /** How often each action happened. */
  readonly counts: Readonly<Record<string, number>>;
}

async function run(kibana: Kibana, given: Partial<Parameters<typeof setUpKibana>[0]> = {}): Promise<Run> {
  const warnings: string[] = [];
  const lines: string[] = [];
  const changes = await setUpKibana({
    url: kibana.url,
    auth: { kind: 'api-key', encoded: KIBANA_KEY },
    http,
    log: { info: (line) => lines.push(line), warn: (line) => warnings.push(line) },
    signal: new AbortController().signal,
    remove: false,
    dryRun: false,
    ...given,
  });
  const counts: Record<string, number> = {};
  for (const { action } of changes) counts[action] = (counts[action] ?? 0) + 1;
  return { changes, warnings, lines, counts };
}

const actionOf = (changes: readonly Change[], name: string) => changes.find((one) => one.name === name)?.action;

/** The sentence it fails with. */
async function failure(kibana: Kibana, given: Parameters<typeof run>[1] = {}): Promise<string> {
  const error = await run(kibana, given).then(
    () => new Error('it did not fail'),
    (thrown: unknown) => thrown as Error,
  );
  expect(error.name).toBe('ElasticError');
  expect(JSON.stringify(error) + error.message).not.toMatch(/canary|kibana-key/);
  return error.message;
}

describe('setUpKibana', () => {
  it('puts everything, each rule disabled, and says so for each', async () => {
    const kibana = await start();
    const { counts, lines, warnings } = await run(kibana);
    expect(kibana.objects.size + kibana.rules.size).toBeGreaterThan(10);
    expect(counts).toEqual({ created: kibana.objects.size + kibana.rules.size });
    expect(lines).toHaveLength(kibana.objects.size + kibana.rules.size);
    expect(warnings).toEqual([]);
    for (const id of [...kibana.rules.keys(), ...[...kibana.objects.values()].map(({ id }) => id)]) {
      expect(id).toMatch(/^mimecast-audit-/);
    }
    for (const { enabled } of kibana.rules.values()) expect(enabled).toBe(false);
  });

  it('done again changes nothing, and says so', async () => {
    const kibana = await start();
    const first = await run(kibana);
    const before = JSON.stringify([[...kibana.objects], [...kibana.rules]]);
    expect((await run(kibana)).counts).toEqual({ unchanged: first.changes.length });
    expect(JSON.stringify([[...kibana.objects], [...kibana.rules]])).toBe(before);
  });

  it('keeps what a user changed: a rule that is on, a dashboard of the same version', async () => {
    const kibana = await start();
    await run(kibana);
    const rule = kibana.rules.get('mimecast-audit-no-coverage');
    const dashboard = kibana.objects.get('dashboard:mimecast-audit-provider-access');
    Object.assign(rule ?? {}, { enabled: true, interval: '1h' });
    Object.assign(dashboard?.attributes ?? {}, { title: 'Ours' });
    await run(kibana);
    expect(kibana.rules.get('mimecast-audit-no-coverage')).toMatchObject({ enabled: true, interval: '1h' });
    expect(dashboard).toMatchObject({ attributes: { title: 'Ours' } });
  });

  it('puts back what is missing and leaves the rest', async () => {
    const kibana = await start();
    await run(kibana);
    kibana.objects.delete('search:mimecast-audit-finding-list');
    kibana.rules.delete('mimecast-audit-no-coverage');
    const { changes, counts } = await run(kibana);
    expect(counts.created).toBe(2);
    expect(actionOf(changes, 'search mimecast-audit-finding-list')).toBe('created');
    expect(actionOf(changes, DEAD)).toBe('created');
    expect(kibana.objects.has('search:mimecast-audit-finding-list')).toBe(true);
    expect(kibana.rules.has('mimecast-audit-no-coverage')).toBe(true);
  });

  it.each([
    ['an older version', 'About (mimecast-audit-collector, version 0)', 'updated'],
    ['a version that it does not know', 'changed by hand', 'updated'],
    ['a newer version', 'About (mimecast-audit-collector, version 999)', 'skipped'],
  ])('meets a dashboard of %s', async (_name, description, action) => {
    const kibana = await start();
    await run(kibana);
    const found = kibana.objects.get('dashboard:mimecast-audit-provider-access');
    const mark = { ...found, attributes: { description, title: 'Old' } };
    kibana.objects.set('dashboard:mimecast-audit-provider-access', mark);
    expect(actionOf((await run(kibana)).changes, DASHBOARD)).toBe(action);
    const now = kibana.objects.get('dashboard:mimecast-audit-provider-access')?.attributes as { title: string };
    expect(now.title === 'Old').toBe(action === 'skipped');
  });

  it('keeps a rule of another version, and says how to have the new one', async () => {
    const kibana = await start();
    await run(kibana);
    for (const tags of [['mimecast-audit-collector v0'], [], undefined]) {
      Object.assign(kibana.rules.get('mimecast-audit-no-coverage') ?? {}, { tags, enabled: true });
      const { changes } = await run(kibana);
      const kept = changes.find(({ name }) => name === DEAD);
      expect(kept).toMatchObject({ action: 'skipped', note: expect.stringContaining('delete that rule') });
      expect(kibana.rules.get('mimecast-audit-no-coverage')?.enabled).toBe(true);
    }
  });

  it('reads the version of a dashboard that has another id in this space', async () => {
    const kibana = await start({ moved: { 'mimecast-audit-provider-access': 'moved-1' } });
    await run(kibana);
    expect(kibana.objects.has('dashboard:moved-1')).toBe(true);
    expect(actionOf((await run(kibana)).changes, DASHBOARD)).toBe('unchanged');
  });

  it('works in a space, and with user name and password', async () => {
    const kibana = await start({ path: '/base/s/audit' });
    expect((await run(kibana, { url: `${kibana.url}/` })).counts.created).toBeGreaterThan(10);
    expect(kibana.requests.every((line) => line.split(' ')[1]?.startsWith('/base/s/audit/api/'))).toBe(true);
    const basic = await start();
    const sent: string[] = [];
    await run(basic, {
      auth: { kind: 'basic', username: 'someone', password: 'pässword' },
      http: (request, signal) => {
        sent.push(request.headers.Authorization ?? '');
        return http({ ...request, headers: { ...request.headers, Authorization: basic.authorization } }, signal);
      },
    });
    expect(new Set(sent)).toEqual(new Set([`Basic ${Buffer.from('someone:pässword').toString('base64')}`]));
  });

  it('removes what it made and nothing else, and then finds nothing', async () => {
    const kibana = await start();
    const { changes } = await run(kibana);
    kibana.objects.set('dashboard:theirs', { type: 'dashboard', id: 'theirs' });
    kibana.rules.set('theirs', { rule_id: 'theirs', id: 'x' });
    expect((await run(kibana, { remove: true })).counts).toEqual({ removed: changes.length });
    expect([...kibana.objects.keys(), ...kibana.rules.keys()]).toEqual(['dashboard:theirs', 'theirs']);
    expect((await run(kibana, { remove: true })).counts).toEqual({ unchanged: changes.length });
  });

  it('a dry run sends nothing and prints the requests without credentials', async () => {
    const kibana = await start();
    for (const remove of [false, true]) {
      const { counts, lines } = await run(kibana, { dryRun: true, remove });
      expect(Object.keys(counts)).toEqual([remove ? 'removed' : 'created']);
      expect(lines.join('\n')).toContain(remove ? '_bulk_delete' : '/api/detection_engine/rules/_import');
      expect(lines.join('\n')).not.toContain(KIBANA_KEY);
    }
    expect(kibana.requests).toEqual([]);
  });

  it.each([
    ['no-security', 'no Security'],
    ['no-rules', 'Rules and Exceptions'],
  ] as const)('%s: everything but the rules, and a warning', async (fault, said) => {
    const kibana = await start({ fault });
    const { counts, warnings } = await run(kibana);
    expect(counts).toEqual({ created: kibana.objects.size, skipped: expect.any(Number) });
    expect(warnings).toEqual([expect.stringContaining(said)]);
    const gone = await run(kibana, { remove: true });
    expect(gone.warnings).toEqual([expect.stringContaining(said)]);
    expect(kibana.objects.size).toBe(0);
  });

  it('says what to delete by hand where Kibana has no API for it', async () => {
    const kibana = await start({ fault: 'no-delete' });
    await run(kibana);
    const { counts, warnings } = await run(kibana, { remove: true });
    expect(counts).toEqual({ removed: expect.any(Number), skipped: kibana.objects.size });
    expect(warnings).toEqual([expect.stringContaining('Stack Management')]);
    expect(kibana.rules.size).toBe(0);
  });

  it.each([
    ['no-privileges', /HTTP 403.*Saved Objects Management.*docs\/kibana\.md/],
    ['login', /redirect.*not followed.*kibana-url/],
    ['page', /not the API of Kibana/],
    ['starting', /HTTP 503.*later/],
    ['refuses-objects', /data view mimecast-audit-events \(unsupported_type\)/],
    ['refuses-rules', /rule mimecast-audit-access-without-approval \(400\)/],
  ] as const)('%s fails with one sentence that says what to do', async (fault, sentence) => {
    const kibana = await start({ fault });
    expect(await failure(kibana)).toMatch(sentence);
    if (fault === 'login' || fault === 'page') expect(kibana.requests).toHaveLength(1);
  });

  it('credentials that are not taken, a wrong address, and nobody there', async () => {
    const kibana = await start();
    expect(await failure(kibana, { auth: { kind: 'api-key', encoded: 'b3RoZXI6a2V5' } })).toMatch(
      /401.*elastic-api-key/,
    );
    expect(await failure(kibana, { url: `${kibana.url}/s/none` })).toMatch(/404.*kibana-url/);
    await running.pop()?.stop();
    expect(await failure(kibana)).toMatch(/no answer.*kibana-url/);
  });

  it('ends with the reason of the signal', async () => {
    const kibana = await start();
    const signal = AbortSignal.abort(new Error('cancelled'));
    await expect(run(kibana, { signal })).rejects.toThrow('cancelled');
    expect(kibana.requests).toEqual([]);
  });
});
