import { createHash } from 'node:crypto';
import { appendFile, cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createWorld, hasElasticsearch } from './world.ts';

it.runIf(hasElasticsearch)('restore brings back from evidence what Elastic lost, and covers it again', async () => {
  const before = await createWorld();
  const collected = await before.run();
  const evidence = collected.outputs['evidence-path'] ?? '';

  // An Elastic that has nothing: the same account in another namespace. Mimecast is not asked.
  const after = await createWorld({ elastic: true });
  const inputs = { command: 'restore', 'mimecast-client-id': '', 'mimecast-client-secret': '', 'mimecast-url': '' };
  const restored = await after.run({ ...inputs, 'evidence-path': evidence });
  expect(restored.code, restored.shown).toBe(0);
  expect(restored.outputs).toMatchObject({ indexed: '260', known: '0', rejected: '0', complete: 'true' });
  expect(after.mimecast.requests).toEqual([]);
  expect(await after.stored()).toHaveLength(260);

  const again = await after.run({ ...inputs, 'evidence-path': evidence });
  expect(again.outputs).toMatchObject({ indexed: '0', known: '260', complete: 'true' });
  const daily = await after.run();
  expect(daily.outputs).toMatchObject({ indexed: '0', holes: '0', findings: '0' });
  expect(await after.stored()).toHaveLength(260);
});

it.runIf(hasElasticsearch)(
  'restore of evidence that overlaps tells of each event once (D51, D54)',
  async () => {
    const before = await createWorld();
    const spans = [
      ['2026-11-24T00:00:00Z', '2026-11-25T00:00:00Z'],
      ['2026-11-24T00:00:00Z', '2026-11-24T20:00:00Z'],
      ['2026-11-24T06:00:00Z', '2026-11-25T00:00:00Z'],
    ];
    const pieces: string[] = [];
    for (const [start = '', end = ''] of spans) {
      const run = await before.run({ start, end, window: '' });
      pieces.push(run.outputs['evidence-path'] ?? '');
    }
    const after = await createWorld({ elastic: true });
    const approvals = join(pieces[0] ?? '', '..', 'approvals.yml');
    await writeFile(approvals, 'approvals: []\n');
    const run = await after.run({ command: 'restore', 'evidence-path': pieces.join('\n'), approvals });
    expect(run.outputs).toMatchObject({ events: '260', indexed: '260', known: '0', rejected: '0', complete: 'true' });
    expect(run.outputs).toMatchObject({ sessions: '5', findings: '10' });
    expect(pieces).toContain(run.outputs['evidence-path']);
    expect(run.outputs['provider-accesses']).toBe('25');
    expect(run.summary).toContain('(260 new, 0 there before)');
    expect(run.summary).toContain('Evidence: 3 pieces given, whole and unchanged.');
    expect(run.summary).toContain('; all new.');
    expect(run.summary).not.toContain('raised before');
    expect(run.summary).not.toContain('only copy');
  },
  240_000,
);

it.runIf(hasElasticsearch)('restore refuses evidence that was changed, by the name of the file', async () => {
  const world = await createWorld({ elastic: true });
  const collected = await world.run({ 'dry-run': 'true' });
  const folder = join(collected.folder, 'changed');
  await cp(collected.outputs['evidence-path'] ?? '', folder, { recursive: true });
  await appendFile(join(folder, 'events.ndjson'), '{"id":"smuggled in"}\n');

  const run = await world.run({ command: 'restore', 'evidence-path': folder });
  expect(run.code).toBe(1);
  expect(run.shown).toContain('events.ndjson');
  expect(run.outputs).toMatchObject({ indexed: '0', complete: 'false' });
  expect(await world.stored()).toHaveLength(0);
});

it('evidence without a page, of two hundred years, brings nothing and proves nothing, though all hashes are right', async () => {
  const world = await createWorld({ elastic: true });
  const folder = join((await world.run({ 'dry-run': 'true' })).outputs['evidence-path'] ?? '', '..', 'forged');
  await mkdir(join(folder, 'pages'), { recursive: true });
  const sha = (text: string) => createHash('sha256').update(text).digest('hex');
  const span = { from: '1970-01-01T00:00:00Z', to: '2200-01-01T00:00:00Z', complete: true, reason: null, requests: 0 };
  const counts = { count: 0, in_span: 0, outside: 0, undated: 0, duplicates: 0, conflicting: 0 };
  const manifest = JSON.stringify({
    ...{ format: 1, tool: { name: 'mimecast-audit-collector', version: '0.1.0' }, tenant: 'default', run: null },
    ...{ categories: 'all', queryHash: null, started: '2026-11-25T00:10:00.000Z', closed: '2026-11-25T00:11:00.000Z' },
    ...{ complete: true, spans: [span], events: { ...counts, sha256: sha(''), bytes: 0 }, pages: [], reports: [] },
    ...{ root: null, previous: null },
  });
  await writeFile(join(folder, 'manifest.json'), manifest);
  await writeFile(join(folder, 'events.ndjson'), '');
  await writeFile(join(folder, 'SHA256SUMS'), `${sha(manifest)}  manifest.json\n${sha('')}  events.ndjson\n`);

  for (const command of hasElasticsearch ? ['restore', 'report'] : ['report']) {
    const run = await world.run({ command, 'evidence-path': folder });
    expect(run.code).toBe(1);
    expect(run.shown).toContain("manifest.json can't be what a run wrote (span 1 ends after the evidence was closed)");
    expect(run.shown).not.toContain('proven,');
    expect(run.shown).not.toContain('is recorded as covered');
  }
  await rm(folder, { recursive: true });
});

it.runIf(hasElasticsearch)('restore passes over what Finder and Explorer leave, with a line', async () => {
  const world = await createWorld({ elastic: true });
  const folder = join((await world.run({ 'dry-run': 'true' })).outputs['evidence-path'] ?? '');
  for (const name of ['.DS_Store', 'pages/Thumbs.db', '._access.html']) await writeFile(join(folder, name), 'x');

  const run = await world.run({ command: 'restore', 'evidence-path': folder });
  expect(run.code, run.shown).toBe(0);
  expect(run.shown).toMatch(/Passed over in \S+: \.DS_Store and 2 more, which macOS or Windows left there\./);
  expect(run.outputs).toMatchObject({ indexed: '260', complete: 'true' });
});
