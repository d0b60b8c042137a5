import { expect, it } from 'vitest';
import { openEvidence } from '../../src/evidence/opened.ts';
import { createWorld, hasElasticsearch } from './world.ts';

const FULL = ['--import', new URL('../simulator/full-disk.mjs', import.meta.url).href];

it('what fits on a disk is closed and uploaded as incomplete, and the next run reads the rest', async () => {
  const world = await createWorld({ elastic: true });
  const run = await world.run(
    {},
    {
      nodeFlags: FULL,
      // The reserve takes 16 MiB; behind it there is room for some of three pages, not for all.
      env: { FULL_DISK_BYTES: String(16 * 1024 * 1024 + 350_000), FULL_DISK_NAME: 'mimecast-audit-' },
    },
  );

  expect(run.code).toBe(1);
  expect(run.shown).toContain('the disk is full (ENOSPC)');
  expect(run.outputs).toMatchObject({ complete: 'false' });
  expect(run.shown).not.toContain('Unexpected');
  const evidence = await openEvidence(run.outputs['evidence-path'] ?? '', `${run.folder}/scratch`);
  expect(evidence.manifest).toMatchObject({ complete: false, spans: [{ complete: false }] });
  expect(evidence.manifest.pages.length).toBeGreaterThan(0);
  expect(evidence.manifest.pages.length).toBeLessThan(3);
  expect(world.results?.artifacts).toHaveLength(1);
  expect(run.outputs['artifact-digest']).toBe(world.results?.artifacts[0]?.sha256);

  if (!hasElasticsearch) return;
  expect(await world.stored()).toHaveLength(evidence.manifest.events.count);
  const next = await world.run();
  expect(next.code).toBe(0);
  expect(await world.stored()).toHaveLength(260);
});
