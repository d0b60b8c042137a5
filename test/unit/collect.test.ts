import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { collect } from '../../src/collect.ts';
import type { ElasticClient } from '../../src/elastic/client.ts';
import { ElasticError } from '../../src/errors.ts';
import { type Evidence, openSpool, type Spool } from '../../src/evidence/spool.ts';
import type { Source } from '../../src/mimecast/reader.ts';
import { verdictOf } from '../../src/report/verdict.ts';
import type { Parts } from '../../src/run.ts';
import { systemClock } from '../../src/runner/clock.ts';
import { KNOWN_CATEGORIES } from '../../src/settings/categories.ts';
import { readSettings } from '../../src/settings.ts';
import { decodeUtf8 } from '../../src/utf8.ts';

const NOW = Date.parse('2026-11-25T06:17:00Z');
const folders: string[] = [];

afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

/** A run with parts that all work, on one page of these events; `change` breaks some. */
async function play(events: readonly object[], change: Partial<Parts> = {}, inputs: Record<string, string> = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'collect-'));
  folders.push(folder);
  const given = {
    'mimecast-client-id': 'client-id',
    'mimecast-client-secret': 'client-secret',
    'elastic-url': 'https://elastic.example.com',
    'elastic-api-key': 'made-up-id:made-up-key',
    'evidence-path': join(folder, 'evidence'),
    ...inputs,
  };
  const env = Object.fromEntries(Object.entries(given).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]));
  const silent = () => {};
  const stored = new Set<string>();
  const parts: Parts = {
    log: { info: silent, warn: silent, debug: silent, group: (_title, body) => body() },
    clock: { ...systemClock, now: () => NOW },
    cancelled: new AbortController().signal,
    tool: { name: 'test', version: '0' },
    source: () => sourceOf(events),
    categories: async () => KNOWN_CATEGORIES,
    readText: async (path) => decodeUtf8(await readFile(path)),
    issues: async () => ({
      opened: 0,
      updated: 0,
      acknowledged: new Map(),
      answered: new Set(),
      outgrown: new Set(),
      others: [],
      links: new Map(),
      problem: undefined,
    }),
    created: async () => ({ created: undefined, note: undefined }),
    spool: openSpool,
    upload: async ({ name }) => ({ id: '1', url: undefined, digest: undefined, name, size: 1 }),
    elastic: async () => elasticInto(stored),
    ...change,
  };
  const report = await collect(readSettings(env, { mask: silent, notice: silent, warn: silent }), parts);
  return { report, verdict: verdictOf(report), stored };
}

function sourceOf(events: readonly object[]): Source {
  return {
    async read(span, keep) {
      await keep({ span, bytes: Buffer.from(JSON.stringify({ data: events })), events, received: NOW });
      return {
        complete: true,
        reason: undefined,
        error: undefined,
        pages: 1,
        rows: events.length,
        requests: 1,
        clockSkewMs: 0,
      };
    },
  };
}

function elasticInto(stored: Set<string>): ElasticClient {
  return {
    async bulk(_stream, ndjson) {
      const ids = [...ndjson.toString().matchAll(/^\{"create":\{"_id":"([^"]+)"/gm)].map(([, id]) => id ?? '');
      return ids.map((id) => {
        const known = stored.has(id);
        stored.add(id);
        return {
          id,
          status: known ? 409 : 201,
          result: undefined,
          failureStore: undefined,
          type: undefined,
          field: undefined,
        };
      });
    },
    ask: forbidden,
    close: async () => {},
  };
}

/** A key that may write and not read: nothing is compared. */
async function forbidden(): Promise<never> {
  throw new ElasticError('The key may not read.', { status: 403 });
}

function event(id: string, eventTime = '2026-11-24T10:00:00+0000', eventInfo = 'Synthetic'): object {
  return { id, eventTime, eventInfo, category: 'mimecast_access_logs', user: 'tmarrowby@mimecast.local' };
}

describe('collect', () => {
  it('reads, preserves and delivers', async () => {
    const { report, verdict, stored } = await play([event('a'), event('b')]);
    expect(verdict).toMatchObject({ ok: true, complete: true });
    expect(report.accesses).toMatchObject({ count: 2, whole: true });
    expect(stored.size).toBe(2);
  });

  it.each([
    ['Windows-1252', 'latin1', /^Approvals file \S*a\.yml is not UTF-8: save it as UTF-8 .*0xE9 in line 2/],
    ['UTF-16', 'utf16le', /^Approvals file \S*a\.yml is not UTF-8: save it as UTF-8 .*UTF-16/],
  ] as const)('refuses an approvals file in %s before any request', async (_what, encoding, words) => {
    const folder = await mkdtemp(join(tmpdir(), 'collect-'));
    folders.push(folder);
    const path = join(folder, 'a.yml');
    await writeFile(path, 'approvals: []\n# Andr\u00e9 M\u00fcller\n', encoding);
    await expect(play([], { source: () => expect.fail('asked') }, { approvals: path })).rejects.toThrow(words);
  });

  it('lists accesses and judges none where the approvals file is not there yet, and says so', async () => {
    const said: string[] = [];
    const log = { info() {}, debug() {}, warn: (text: string) => void said.push(text) };
    const quiet: Parts['log'] = { ...log, group: (_title, body) => body() };
    const approvals = join(tmpdir(), 'nowhere', 'mimecast-approvals.yml');
    const { report, verdict } = await play([event('a')], { log: quiet }, { approvals });
    expect(verdict).toMatchObject({ ok: true, complete: true });
    expect(report.sessions.map(({ verdict }) => verdict)).toEqual(['not-judged']);
    expect(said.join()).toContain(`approvals file ${approvals} is not there, so accesses are listed and not judged.`);
  });

  it('preserves the evidence though comparing hangs, and delivers nothing without it', async () => {
    const hanging = (signal: AbortSignal) =>
      new Promise<never>((_resolve, reject) =>
        signal.addEventListener('abort', () => reject(signal.reason), { once: true }),
      );
    const granted = { create_doc: true, auto_configure: true, read: true, view_index_metadata: true };
    const index = Object.fromEntries(
      ['audit', 'coverage', 'finding'].map((dataset) => [`logs-mimecast.${dataset}-default`, granted]),
    );
    let uploads = 0;
    const { report, verdict, stored } = await play(
      [event('a')],
      {
        elastic: async () => ({
          ...elasticInto(new Set()),
          ask: async (_method, path, _body, signal) => {
            if (path.startsWith('_security')) return { index };
            signal.throwIfAborted();
            if (path.includes('mimecast.audit')) return hanging(signal);
            throw new ElasticError('There is no such stream.', { status: 404, code: 'index_not_found_exception' });
          },
        }),
        upload: async ({ name }) => {
          uploads += 1;
          return { id: '1', url: undefined, digest: undefined, name, size: 1 };
        },
      },
      { deadline: '2s' },
    );
    expect(verdict.ok).toBe(false);
    expect(uploads).toBe(1);
    expect(report.evidence?.artifact?.id).toBe('1');
    expect(report.elastic).toMatchObject({ state: 'used', created: 0, complete: false });
    expect(report.covered).toEqual([]);
    expect(stored.size).toBe(0);
    expect(report.failures.join(' ')).toMatch(/time for comparing and reviewing/);
  });

  it('does not wait for an artifact service that hangs: Elastic and the report still have their time', async () => {
    const { report, verdict, stored } = await play(
      [event('a')],
      {
        upload: (_upload, signal) =>
          new Promise((_resolve, reject) =>
            signal.addEventListener('abort', () => reject(signal.reason), { once: true }),
          ),
      },
      { deadline: '2s' },
    );
    expect(verdict).toMatchObject({ ok: false, complete: false });
    expect(report.evidence?.problem).toContain('was used up');
    expect(report.elastic).toMatchObject({ created: 1, complete: true });
    expect(stored.size).toBe(1);
  });

  it('fails where two events share an id: Elastic can take one only', async () => {
    const { report, verdict } = await play([event('a'), event('a', undefined, 'Changed')]);
    expect(verdict).toMatchObject({ ok: false, complete: false });
    expect(report.failures.join()).toContain('share their id');
  });

  it('preserves and delivers what could not be reviewed, and proves nothing about the provider', async () => {
    const { report, verdict, stored } = await play([event('a')], {
      spool: async (folder) => unreadableOnce(await openSpool(folder)),
    });
    expect(report.evidence?.artifact).toBeDefined();
    expect(stored.size).toBe(1);
    expect(verdict.ok).toBe(false);
    expect(verdict.sentence).not.toContain('proven,');
  });

  it('counts a provider access once, in the window that it belongs to', async () => {
    const { report } = await play([
      event('before', '2026-11-23T23:59:59+0000'),
      event('in', '2026-11-24T00:00:00+0000'),
      event('undated', 'yesterday'),
      event('after', '2026-11-25T00:00:00+0000'),
    ]);
    expect(report.accesses.count).toBe(2);
    expect(report.read).toMatchObject({ events: 1, undated: 1, outside: 2, unique: 4 });
    expect(report.elastic).toMatchObject({ created: 4 });
  });

  it('says in the report that the list of rejected documents was not uploaded', async () => {
    const { report, verdict } = await play([event('a')], {
      elastic: async () => ({
        bulk: async () => {
          const id = (await import('../event.ts')).parseEvent(event('a')).key;
          return [
            {
              id,
              status: 400,
              result: undefined,
              failureStore: undefined,
              type: 'document_parsing_exception',
              field: 'x',
            },
          ];
        },
        ask: forbidden,
        close: async () => {},
      }),
      upload: async ({ name }) => {
        if (name.startsWith('mimecast-rejected-')) throw new Error(`Artifact ${name} could not be uploaded: HTTP 500.`);
        return { id: '1', url: undefined, digest: undefined, name, size: 1 };
      },
    });
    expect(verdict.ok).toBe(false);
    expect(report.failures.join()).toContain('The list of rejected documents is not uploaded');
    expect(report.evidence).toMatchObject({ problem: undefined });
  });
});

/** A spool whose evidence can't be read the first time. */
function unreadableOnce(spool: Spool): Spool {
  let times = 0;
  return {
    keep: (page) => spool.keep(page),
    async close(header): Promise<Evidence> {
      const evidence = await spool.close(header);
      return {
        ...evidence,
        events() {
          times += 1;
          if (times === 1) throw new Error('EIO: the disk failed');
          return evidence.events();
        },
      };
    },
  };
}

describe('a category that the account does not offer (D46)', () => {
  const OFFERED = ['authentication_logs', 'mimecast_access_logs', 'brand_new_logs'];
  const asked = (categories: string, offered: () => Promise<readonly string[]>) =>
    play([], { categories: offered }, { categories });

  it('is refused in one sentence with the nearest one, and nothing is read', async () => {
    const { report } = await asked('mimecast_acces_logs', async () => OFFERED);
    expect(report.read).toBeUndefined();
    expect(report.failures).toEqual([
      'Input categories names mimecast_acces_logs, which the account does not offer to this API application; was mimecast_access_logs meant? Nothing was read. It offers authentication_logs, mimecast_access_logs, brand_new_logs.',
    ]);
    expect(verdictOf(report)).toMatchObject({ ok: false, complete: false });
  });

  it('is refused also if other accounts offer it', async () => {
    const { report } = await asked('mimecast_access_logs, policy_logs', async () => OFFERED);
    expect(report.failures.join()).toMatch(/^Input categories names policy_logs, which the account does not offer/);
  });

  it('is read if the account offers it, though this version has not met it', async () => {
    const { report } = await asked('brand_new_logs', async () => OFFERED);
    expect(report.failures).toEqual([]);
    expect(report.read?.complete).toBe(true);
  });

  it('is refused by its spelling if the account does not answer', async () => {
    const unanswered = () => Promise.reject(new Error('Mimecast categories: 503.'));
    const { report } = await asked('Mimecast-access_logs'.replace('-', '_'), unanswered);
    expect(report.failures).toEqual([
      'Input categories names Mimecast_access_logs; was mimecast_access_logs meant? Nothing was read, as the account could not be asked whether it offers Mimecast_access_logs: Mimecast categories: 503.',
    ]);
    expect((await asked('brand_new_logs', unanswered)).report.failures).toEqual([]);
    expect((await asked('policy_logs', unanswered)).report.failures).toEqual([]);
  });
});
