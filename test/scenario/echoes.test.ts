import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, inject, it, onTestFinished } from 'vitest';
import { startProxy } from '../elasticsearch/proxy.ts';
import { defaultHmac, type Hmac, type Oauth } from '../simulator/door.ts';
import type { Fault } from '../simulator/faults.ts';
import type { Run } from '../simulator/runner.ts';
import { API_1, createWorld, hasElasticsearch } from './world.ts';

/** As short and as strange as a person makes one; longer than any cut; with words in it. */
const SECRETS = [
  'Abc:9$z&_q7',
  Array.from({ length: 27 }, (_, at) => `z${(at * 7919) % 97}`)
    .join('')
    .slice(0, 81),
];

function textOf(folder: string): string {
  return readdirSync(folder)
    .map((name) => join(folder, name))
    .map((path) => (statSync(path).isDirectory() ? textOf(path) : readFileSync(path, 'utf8')))
    .join('\n');
}

/** What of a run anybody may get to see. The pages are left out: they are the evidence of what came. */
function seenOf(run: Run): string {
  const raw = run.log.split('\n').filter((line) => !line.startsWith('::add-mask::'));
  const manifest = String(run.outputs['manifest-path'] ?? '');
  return [
    ...[raw.join('\n'), run.shown, run.summary, JSON.stringify(run.outputs), JSON.stringify(run.annotations)],
    manifest === '' ? textOf(join(run.folder, 'temp')) : readFileSync(manifest, 'utf8'),
  ].join('\n');
}

/** A secret in the forms that an answer may have it in, and pieces of it. */
function echoesOf(secret: string): string[] {
  const forms = [
    secret,
    encodeURIComponent(secret),
    Buffer.from(secret).toString('base64'),
    Buffer.from(`user:${secret}`).toString('base64'),
    Buffer.from(secret).toString('hex'),
    secret.replace(/[^A-Za-z0-9]+/g, ' '),
    secret.replace(/[^A-Za-z0-9 ._,;=+/()-]+/g, ' '),
  ];
  return [...forms, secret.slice(0, 9), secret.slice(1, 60), secret.slice(2)];
}

/** What is left of it: pieces of nine characters, and it as letters and digits with anything between them. */
function leaks(seen: string, secret: string): string[] {
  const pieces = echoesOf(secret).flatMap((form) =>
    Array.from({ length: Math.max(0, form.length - 8) }, (_, at) => form.slice(at, at + 9)),
  );
  return pieces.filter((piece) => seen.includes(piece));
}

/** Answers that say the secret again, in each place that is read for a sentence. Five faults of an answer are named. */
function refusals(secret: string): Fault['do'][] {
  const all = echoesOf(secret);
  const bare = secret.replace(/[^a-z0-9]/gi, '');
  const fives = [all.slice(0, 5), all.slice(5)];
  return [
    ...fives.map((some) => ({ status: 401, body: { fail: some.map((code) => ({ code, message: 'x' })) } })),
    ...fives.map((some) => ({ status: 400, body: { error: some.map((echo) => ({ message: `Given: ${echo}` })) } })),
    { status: 200, body: { fail: [{ errors: [{ code: 'x', field: secret, message: secret }] }] } },
    { status: 200, body: `Not JSON: ${secret}`, headers: { 'content-type': `text/${bare}` } },
    { status: 302, body: '', headers: { location: `https://${bare.slice(0, 60)}.example.com/` } },
  ];
}

const DEBUG = { env: { RUNNER_DEBUG: '1', ACTIONS_STEP_DEBUG: 'true' } };

it.each(SECRETS)('Mimecast says the client secret again: %s', async (clientSecret) => {
  const oauth: Oauth = { clientId: 'someone', clientSecret };
  for (const deed of refusals(clientSecret)) {
    const faults: Fault[] = [{ on: { path: 'token', times: 9 }, do: deed }];
    const world = await createWorld({ mimecast: { oauth, faults } });
    const inputs = { 'mimecast-client-id': oauth.clientId, 'mimecast-client-secret': clientSecret };
    const run = await world.run(inputs, DEBUG);
    expect(run.code).toBe(1);
    expect(leaks(seenOf(run), clientSecret), JSON.stringify(deed)).toEqual([]);
  }
});

it.each(SECRETS.slice(1))('Mimecast says the access key of API 1.0 again: %s', async (accessKey) => {
  const key = accessKey.replaceAll(':', '-');
  const hmac: Hmac = { ...defaultHmac, accessKey: key };
  for (const deed of refusals(key)) {
    const world = await createWorld({ mimecast: { hmac, faults: [{ on: { path: 'audit', times: 9 }, do: deed }] } });
    const run = await world.run({ ...API_1, 'mimecast-access-key': key }, DEBUG);
    expect(run.code).toBe(1);
    expect(leaks(seenOf(run), key), JSON.stringify(deed)).toEqual([]);
  }
});

it.runIf(hasElasticsearch)('Elastic says its key again', async () => {
  const world = await createWorld({ elastic: true });
  const key = String(world.inputs['elastic-api-key']);
  const secret = Buffer.from(key, 'base64').toString().split(':')[1] ?? key;
  for (const echo of [key, secret.toLowerCase().replace(/[^a-z0-9]/g, '_')]) {
    const error = { type: echo.toLowerCase(), reason: `field [${echo}] of ${echo}` };
    const items = [{ create: { _id: echo, status: 400, error } }];
    for (const [status, answer] of [
      [401, { error, status: 401 }],
      [200, { errors: true, items }],
    ] as const) {
      const body = JSON.stringify(answer);
      const headers = { 'content-type': 'application/json', 'x-elastic-product': 'Elasticsearch', 'x-echo': echo };
      const proxy = await startProxy(inject('elasticsearch')?.url ?? '', [
        { on: { times: 99 }, do: { status, body, headers } },
      ]);
      onTestFinished(() => proxy.stop());
      const run = await world.run({ 'elastic-url': proxy.url }, { env: { ...DEBUG.env, DEBUG: '*' } });
      expect(run.code).toBe(1);
      for (const one of [key, secret]) expect(leaks(seenOf(run), one)).toEqual([]);
    }
  }
});
