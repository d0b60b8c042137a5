import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { StorageError } from '../../src/errors.ts';
import type { ManifestHeader } from '../../src/evidence/manifest.ts';
import { openEvidence } from '../../src/evidence/opened.ts';
import { type Evidence, openSpool } from '../../src/evidence/spool.ts';

/** The size of the disk below `home`, and how much each write may still take. */
const disk = vi.hoisted(() => ({ bytes: Number.POSITIVE_INFINITY, root: '', used: (_root: string): number => 0 }));

vi.mock('node:fs/promises', async (importOriginal) => {
  const real = await importOriginal<typeof import('node:fs/promises')>();
  const within = async <T>(path: unknown, data: Uint8Array, write: (bytes: Uint8Array) => Promise<T>): Promise<T> => {
    if (disk.root === '' || !String(path).startsWith(disk.root)) return write(data);
    const room = Math.max(0, disk.bytes - disk.used(disk.root));
    if (data.length <= room) return write(data);
    await write(data.subarray(0, room));
    throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
  };
  return {
    ...real,
    writeFile: (path: string, data: Uint8Array, options: object) =>
      within(path, Buffer.from(data), (bytes) => real.writeFile(path, bytes, options)),
    open: async (path: string, flags: string, mode?: number) => {
      const file = await real.open(path, flags, mode);
      if (flags === 'r') return file;
      const [append, write] = [file.appendFile.bind(file), file.writeFile.bind(file)];
      file.appendFile = (data) => within(path, Buffer.from(data as Uint8Array), append);
      file.writeFile = (data) => within(path, Buffer.from(data as Uint8Array), write);
      return file;
    },
  };
});

const DAY = { from: Date.UTC(2026, 10, 24) / 1000, to: Date.UTC(2026, 10, 25) / 1000 };
const RECEIVED = Date.parse('2026-11-25T00:10:30.000Z');
const RESERVE = 16 * 1024 * 1024;
const SMALL = { lines: 7, bytes: 2000, fanIn: 2 };

function header(reason: string | undefined): ManifestHeader {
  const [from, to] = ['2026-11-24T00:00:00Z', '2026-11-25T00:00:00Z'];
  return {
    ...{ tool: { name: 'test', version: '0' }, tenant: 'default', run: undefined, categories: 'all' },
    ...{ queryHash: undefined, started: '2026-11-25T00:10:00.000Z', closed: '2026-11-25T00:11:00.000Z' },
    spans: [{ from, to, complete: reason === undefined, reason, requests: 100 }],
  };
}

let home: string;
beforeAll(async () => {
  const { readdirSync, statSync } = await import('node:fs');
  disk.used = (root) =>
    readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
  home = await mkdtemp(join(tmpdir(), 'evidence-full-disk-'));
});
afterEach(() => {
  disk.root = '';
});
afterAll(() => rm(home, { recursive: true }));

/** Keeps pages until the disk is full, then closes. */
async function fill(
  bytes: number,
  pages: number,
): Promise<{ evidence: Evidence; kept: number; full: Error | undefined }> {
  const root = join(await mkdtemp(join(home, 'disk-')), 'evidence');
  const spool = await openSpool(root, SMALL);
  disk.root = root;
  disk.bytes = bytes;
  let full: Error | undefined;
  let kept = 0;
  for (; kept < pages && !full; kept += 1) {
    const events = Array.from({ length: 20 }, (_, index) => ({
      id: `id ${kept * 15 + index}`,
      eventTime: '2026-11-24T01:00:00Z',
      eventInfo: 'x'.repeat((index * 37) % 200),
    }));
    const bytes = Buffer.from(JSON.stringify({ data: events }));
    full = await spool.keep({ span: DAY, bytes, events, received: RECEIVED }).then(
      () => undefined,
      (error: Error) => error,
    );
  }
  return { evidence: await spool.close(header(full?.message)), kept: full ? kept - 1 : kept, full };
}

describe('a disk that is full', () => {
  it('at whatever byte: what was kept is closed, whole, and nothing else lies there', async () => {
    const seen = new Set<number>();
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 500_000 }), async (room) => {
        const { evidence, kept, full } = await fill(RESERVE + room, 40);
        if (full) {
          expect(full).toBeInstanceOf(StorageError);
          expect(full.message).toMatch(/^Evidence can't be kept in .*: the disk is full \(ENOSPC\); choose .*\.$/);
        }
        const { manifest } = evidence;
        seen.add(manifest.pages.length);
        // A page that was written before its events no longer fitted counts as well.
        expect([kept, kept + 1]).toContain(manifest.pages.length);
        expect(manifest.complete).toBe(full === undefined);
        expect((await readdir(evidence.folder)).sort()).toEqual([
          'SHA256SUMS',
          'events.ndjson',
          'manifest.json',
          'pages',
        ]);
        disk.root = '';
        const opened = await openEvidence(evidence.folder, join(home, 'scratch'));
        expect(opened.manifest).toEqual(manifest);
        await rm(evidence.folder, { recursive: true });
      }),
      { numRuns: 40 },
    );
    // Some early, some late, some never.
    expect(seen.size).toBeGreaterThan(5);
  });

  it('while the account is added: the evidence without it is as it was', async () => {
    const { evidence } = await fill(Number.POSITIVE_INFINITY, 3);
    const reports = new Map([
      ['access.csv', 'a'.repeat(3000)],
      ['access.html', 'b'.repeat(3000)],
    ]);
    const used = disk.used(disk.root);
    for (let room = 0; room <= 9000; room += 250) {
      disk.bytes = used + room;
      const full = await evidence.withReports(reports).catch((error: Error) => error);
      if (!(full instanceof Error)) {
        expect(full.manifest.reports).toHaveLength(2);
        expect(room).toBeGreaterThan(6000);
        return;
      }
      expect(full.message).toContain('the disk is full (ENOSPC)');
      const opened = await openEvidence(evidence.folder, join(home, 'scratch'));
      expect(opened.manifestHash).toBe(evidence.manifestHash);
    }
    expect.fail('The account was never added');
  });

  it('before anything was read: nothing is left', async () => {
    const root = join(home, 'small');
    disk.root = home;
    disk.bytes = RESERVE / 2;
    await expect(openSpool(root)).rejects.toThrow(/the disk is full \(ENOSPC\)/);
    expect(await readdir(root)).toEqual(['pages']);
  });
});
