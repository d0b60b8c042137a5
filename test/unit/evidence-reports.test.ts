import { createHash } from 'node:crypto';
import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openEvidence } from '../../src/evidence/opened.ts';
import { type Evidence, openSpool } from '../../src/evidence/spool.ts';

const HEADER = {
  tool: { name: 'mimecast-audit-collector', version: '0.0.0' },
  tenant: 'default',
  run: undefined,
  categories: 'all' as const,
  queryHash: undefined,
  started: '2026-11-25T00:10:00.000Z',
  closed: '2026-11-25T00:11:00.000Z',
  spans: [{ from: '2026-11-24T00:00:00Z', to: '2026-11-25T00:00:00Z', complete: true, reason: undefined, requests: 1 }],
};
const REPORTS = new Map([
  ['access.json', '{"format":1}\n'],
  ['access.html', '<!doctype html><title>ü</title>'],
]);

let folder: string;
let bare: Evidence;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evidence-reports-'));
  const spool = await openSpool(join(folder, 'evidence'));
  const bytes = Buffer.from('{"data":[{"id":"a","eventTime":"2026-11-24T01:00:00+0000"}]}');
  const events = [{ id: 'a', eventTime: '2026-11-24T01:00:00+0000' }];
  const span = { from: Date.UTC(2026, 10, 24) / 1000, to: Date.UTC(2026, 10, 25) / 1000 };
  await spool.keep({ span, bytes, events, received: Date.parse(HEADER.started) });
  bare = await spool.close(HEADER);
});
afterEach(() => rm(folder, { recursive: true }));

async function check(): Promise<string> {
  try {
    const opened = await openEvidence(bare.folder, join(folder, 'scratch'));
    return `whole, with ${opened.manifest.reports.map(({ file }) => file).join(', ') || 'no report'}`;
  } catch (error) {
    return (error as Error).message.replace(bare.folder, 'HERE');
  }
}

describe('reports beside the evidence', () => {
  it('are in the manifest, with their hashes, and the evidence is whole with them and without', async () => {
    expect(await check()).toBe('whole, with no report');
    const full = await bare.withReports(REPORTS);
    const page = await readFile(join(bare.folder, 'access.html'));
    expect(full.manifest.reports.map(({ file }) => file)).toEqual(['access.html', 'access.json']);
    expect(full.manifest.reports[0]).toEqual({
      file: 'access.html',
      sha256: createHash('sha256').update(page).digest('hex'),
      bytes: page.length,
    });
    expect(full.files.filter((file) => /access\.\w+$/.test(file))).toHaveLength(2);
    expect(full.manifestHash).not.toBe(bare.manifestHash);
    expect({ ...full.manifest, reports: [] }).toEqual(bare.manifest);
    expect(await check()).toBe('whole, with access.html, access.json');
  });

  it('that were changed, are missing or are not listed are found', async () => {
    await bare.withReports(REPORTS);
    await appendFile(join(bare.folder, 'access.json'), ' ');
    expect(await check()).toBe('The evidence HERE is refused: access.json was changed: it has 1 bytes too many.');
    await writeFile(join(bare.folder, 'access.json'), '{"format":2}\n');
    expect(await check()).toMatch(/access\.json was changed: its hash is not the one in the manifest/);
    await rm(join(bare.folder, 'access.json'));
    expect(await check()).toMatch(/access\.json is missing/);
    await writeFile(join(bare.folder, 'access.json'), '{"format":1}\n');
    await writeFile(join(bare.folder, 'access.csv'), '');
    expect(await check()).toMatch(/access\.csv is one file too many/);
  });

  it('can have no other names', async () => {
    for (const name of ['events.ndjson', '../access.html', 'pages/0002.json', 'access.html/x']) {
      await expect(bare.withReports(new Map([[name, '']]))).rejects.toThrow(/^A report can't be called/);
    }
    expect(await check()).toBe('whole, with no report');
  });

  it('never take the place of a file that is there', async () => {
    await writeFile(join(bare.folder, 'access.html'), 'mine');
    await expect(bare.withReports(REPORTS)).rejects.toThrow(/^Evidence can't be kept in .*EEXIST/);
    expect(await readFile(join(bare.folder, 'access.html'), 'utf8')).toBe('mine');
  });
});
