import { appendFile, cp } from 'node:fs/promises';
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
