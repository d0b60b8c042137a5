import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createWorld, hasElasticsearch, steady } from './world.ts';

it('without any Elastic setting the evidence is kept, and the log and the summary say that this is all', async () => {
  const world = await createWorld();
  const run = await world.run();

  expect(run.code).toBe(0);
  expect(run.outputs).toMatchObject({ events: '260', indexed: '0', complete: 'true' });
  expect(run.shown).toMatch(/evidence only/i);
  expect(run.summary).toMatch(/evidence only/i);
  expect(world.results?.artifacts).toHaveLength(1);
  expect(run.outputs['artifact-digest']).toBe(world.results?.artifacts[0]?.sha256);
  expect(run.outputs['artifact-url']).toMatch(
    /^https:\/\/github\.com\/example\/audit\/actions\/runs\/42\/artifacts\/\d+$/,
  );
});

it('without an artifact service nothing outlives the run, so it is not complete, and covers nothing', async () => {
  const world = await createWorld({ results: 'none', elastic: true });
  const run = await world.run();

  expect(run.code).toBe(1);
  expect(run.outputs).toMatchObject({ events: '260', complete: 'false' });
  expect(run.shown).toContain('There is no artifact service here');
  expect(run.shown).toContain('evidence-kept');
  if (hasElasticsearch) expect(run.shown).toContain('Nothing is recorded as covered');
  expect(run.shown).not.toContain('Z is recorded as covered');

  const kept = await world.run({ 'evidence-kept': 'true' });
  expect(kept.code).toBe(0);
  if (hasElasticsearch)
    expect(kept.shown).toContain('2026-11-24T00:00:00Z to 2026-11-25T00:00:00Z is recorded as covered');
});

it('without an artifact service the evidence stays in its folder, if that is kept, and can be checked there', async () => {
  const world = await createWorld({ results: 'none' });
  const run = await world.run({ 'evidence-kept': 'true' });

  expect(run.code).toBe(0);
  expect(run.outputs).toMatchObject({ complete: 'true' });
  const folder = run.outputs['evidence-path'] ?? '';
  expect(run.shown).toContain(folder);
  execFileSync('sha256sum', ['--check', '--quiet', 'SHA256SUMS'], { cwd: folder });
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
  expect(manifest).toMatchObject({ format: 1, complete: true, events: { count: 260, in_span: 260 } });
  expect(steady(run.summary, run)).toMatchSnapshot('summary');
});
