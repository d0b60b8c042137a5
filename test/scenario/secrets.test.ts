import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { defaultHmac, defaultOauth } from '../simulator/door.ts';
import { API_1, createWorld, hasElasticsearch } from './world.ts';

function textOf(folder: string): string {
  return readdirSync(folder)
    .map((name) => join(folder, name))
    .map((path) => (statSync(path).isDirectory() ? textOf(path) : readFileSync(path, 'utf8')))
    .join('\n');
}

it.runIf(hasElasticsearch).each([
  ['API 2.0', {}],
  ['API 1.0', API_1],
])('no secret is left in log, summary, outputs, evidence or documents: %s', async (_name, inputs) => {
  const world = await createWorld({
    elastic: true,
    mimecast: { faults: [{ on: { path: 'audit', request: 2 }, do: 'reset' }] },
  });
  const run = await world.run(inputs, { env: { RUNNER_DEBUG: '1' } });
  expect(run.code).toBe(0);

  const key = String(world.inputs['elastic-api-key']);
  const decoded = Buffer.from(key, 'base64').toString();
  const secrets = [
    ...[defaultOauth.clientSecret, defaultHmac.secretKey, defaultHmac.accessKey, defaultHmac.appKey],
    ...[key, decoded, decoded.split(':')[1] ?? key],
  ];
  const left = [
    run.shown,
    run.summary,
    JSON.stringify(run.outputs),
    textOf(join(run.folder, 'temp')),
    JSON.stringify(await world.stored()),
  ].join('\n');
  for (const secret of secrets)
    expect(left.includes(secret), `a secret of ${secret.length} characters is left`).toBe(false);
  // What is masked must have been masked before it could be shown: it may stand in the raw log only in its mask.
  const raw = run.log
    .split('\n')
    .filter((line) => !line.startsWith('::add-mask::'))
    .join('\n');
  for (const secret of secrets) expect(raw.includes(secret)).toBe(false);
});
