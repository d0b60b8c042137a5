import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { artifactName, checkArtifactName, uploadArtifact } from '../../src/evidence/artifact.ts';
import type { Log } from '../../src/runner/log.ts';

const SIGNATURE = 'canary-signature';
const EVENT_TEXT = 'canary event text';

/** One planned answer to a call of the service; undefined means: never answer. */
type Answer = { status: number; json: object } | undefined;

let server: Server;
let folder: string;
let files: string[];
let calls: { method: string; body: Record<string, unknown> }[];
let plan: Record<string, Answer[]>;
let blobStatus: number;
let blob: Buffer;
let printed: string;
let said: string[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evidence-artifact-'));
  await mkdir(join(folder, 'pages'));
  files = [join(folder, 'manifest.json'), join(folder, 'pages', '0001.json')];
  for (const file of files) await writeFile(file, JSON.stringify({ eventInfo: EVENT_TEXT }));
  [calls, plan, blobStatus, blob, printed, said] = [[], {}, 201, Buffer.alloc(0), '', []];
  server = createServer(serve).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const scope = 'Actions.Results:11111111-1111-4111-8111-111111111111:22222222-2222-4222-8222-222222222222';
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  vi.stubEnv('ACTIONS_RESULTS_URL', origin());
  vi.stubEnv('ACTIONS_RUNTIME_TOKEN', `${part({ alg: 'none' })}.${part({ scp: scope })}.`);
  vi.stubEnv('GITHUB_SERVER_URL', 'https://github.com');
  vi.stubEnv('GITHUB_REPOSITORY', 'example/audit');
  vi.stubEnv('GITHUB_RUN_ID', '42');
  vi.stubEnv('GITHUB_RETENTION_DAYS', '90');
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += text;
    return true;
  });
});

afterEach(async () => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
  await rm(folder, { recursive: true });
});

function origin(): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A results service and a blob store, as much as one upload needs. */
async function serve(request: IncomingMessage, response: import('node:http').ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  const url = new URL(request.url ?? '/', origin());
  if (request.method === 'PUT') {
    if (url.searchParams.get('comp') === 'block') blob = Buffer.concat([blob, body]);
    response.writeHead(blobStatus).end();
    return;
  }
  const method = url.pathname.split('/').at(-1) ?? '';
  calls.push({ method, body: JSON.parse(body.toString()) });
  const usual = {
    CreateArtifact: { ok: true, signed_upload_url: `${origin()}/account/container/blob?sig=${SIGNATURE}` },
    FinalizeArtifact: { ok: true, artifact_id: '4711' },
  }[method];
  const planned = plan[method];
  const answer = planned && planned.length > 0 ? planned.shift() : { status: 200, json: usual ?? {} };
  if (!answer) return;
  response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer.json));
}

function upload(name = 'audit', more: { retentionDays?: number; env?: NodeJS.ProcessEnv; signal?: AbortSignal } = {}) {
  const log: Log = {
    info: (text) => said.push(text),
    warn: (text) => said.push(`warning: ${text}`),
    debug: () => {},
    group: (_title, body) => body(),
  };
  const { retentionDays, env = process.env, signal = new AbortController().signal } = more;
  return uploadArtifact(name, files, folder, { retentionDays, env, log, signal });
}

function callsOf(method: string) {
  return calls.filter((call) => call.method === method).map((call) => call.body);
}

describe('uploadArtifact', () => {
  it('sends one zip of all files and gives id, URL, digest and size', async () => {
    const result = await upload();
    expect(result).toEqual({
      id: '4711',
      url: 'https://github.com/example/audit/actions/runs/42/artifacts/4711',
      digest: createHash('sha256').update(blob).digest('hex'),
      name: 'audit',
      size: blob.length,
    });
    expect(blob.subarray(0, 2).toString()).toBe('PK');
    for (const name of ['manifest.json', 'pages/0001.json']) expect(blob.includes(name)).toBe(true);
    expect(blob.includes(folder)).toBe(false);
    expect(callsOf('CreateArtifact')[0]).toMatchObject({ name: 'audit' });
    expect(callsOf('CreateArtifact')[0]).not.toHaveProperty('expires_at');
  });

  it('prints no event text, and no signature before the runner masks it', async () => {
    await upload();
    const lines = printed.split('\n');
    const masked = lines.indexOf(`::add-mask::${SIGNATURE}`);
    const shown = lines.findIndex((line) => line.includes(SIGNATURE) && !line.startsWith('::add-mask::'));
    expect(masked).toBeGreaterThanOrEqual(0);
    expect(shown === -1 || shown > masked).toBe(true);
    const visible = lines.filter((line) => !/^::(debug|add-mask)::/.test(line)).join('\n');
    expect(visible).toContain('SHA256 digest');
    expect(visible).not.toMatch(/canary|sig=|::/);
    expect(printed).not.toContain(EVENT_TEXT);
  });

  it.each([
    ['ACTIONS_RESULTS_URL', undefined],
    ['ACTIONS_RUNTIME_TOKEN', ''],
    ['GITHUB_SERVER_URL', 'https://github.example.com'],
    ['GITHUB_SERVER_URL', 'nonsense'],
  ])('says that there is no service when %s is %s', async (name, value) => {
    expect(await upload('audit', { env: { ...process.env, [name]: value } })).toBe('no-service');
    expect(calls).toEqual([]);
    expect(printed).toBe('');
  });

  it('has no URL when the environment does not name the repository', async () => {
    expect(await upload('audit', { env: { ...process.env, GITHUB_REPOSITORY: undefined } })).toMatchObject({
      url: undefined,
    });
  });

  it('asks for the retention that is wanted, and for no more than the repository allows', async () => {
    const days = (body: Record<string, unknown> | undefined) =>
      Math.round((Date.parse(String(body?.expires_at)) - Date.now()) / 86_400_000);
    await upload('a', { retentionDays: 7 });
    await upload('b', { retentionDays: 400 });
    expect(callsOf('CreateArtifact').map(days)).toEqual([7, 90]);
    expect(said).toEqual([
      "warning: The artifact is kept for 90 days, not 400: the repository's settings allow no more.",
    ]);
    expect(printed).not.toContain('::warning');
  });

  it('takes another name, once, when the run has one artifact of that name (case B21)', async () => {
    const { runs } = JSON.parse(
      await readFile(new URL('../fixtures/cases/b21-artifact-names.json', import.meta.url), 'utf8'),
    );
    const taken = { status: runs[0].results_service.status, json: runs[0].results_service.json };
    plan = { CreateArtifact: [taken] };
    const result = await upload();
    const name = result === 'no-service' ? '' : result.name;
    expect(name).toMatch(/^audit-[0-9a-f]{6}$/);
    expect(callsOf('FinalizeArtifact')[0]).toMatchObject({ name });
    expect(said).toEqual([`The run has an artifact named audit already; these files are uploaded as ${name}.`]);

    plan = { CreateArtifact: [taken, taken] };
    await expect(upload()).rejects.toThrow(
      /Artifact audit-[0-9a-f]{6} could not be uploaded: the artifact service answered with status 409/,
    );
  });

  const refused = (msg: string) => ({ status: 403, json: { code: 'permission_denied', msg } });
  it.each<[string, Record<string, Answer[]>, number, RegExp]>([
    [
      'a refusal',
      { CreateArtifact: [refused(`https://x.example/?sig=${SIGNATURE}`)] },
      201,
      /answered with status 403/,
    ],
    ['a full quota', { CreateArtifact: [refused('insufficient usage to create artifact')] }, 201, /quota .* used up/],
    ['a refusal at the end', { FinalizeArtifact: [refused('no')] }, 201, /answered with status 403/],
    ['no id', { FinalizeArtifact: [{ status: 200, json: { ok: true } }] }, 201, /no artifact id/],
    ['not ok', { CreateArtifact: [{ status: 200, json: { ok: false } }] }, 201, /response from backend was not ok/],
    ['a blob store that refuses', {}, 403, /answered with status 403/],
  ])('turns %s into one sentence', async (_what, planned, status, reason) => {
    [plan, blobStatus] = [planned, status];
    const error: Error = await upload().then(
      () => expect.unreachable(),
      (thrown) => thrown,
    );
    expect(error.message).toMatch(/^Artifact audit could not be uploaded: .*\.$/);
    expect(error.message).toMatch(reason);
    expect(`${error.message}${error.stack}${error.cause}`).not.toMatch(/canary|:\/\/\d|sig=/);
    expect(printed).not.toMatch(/^::(warning|error)/m);
  });

  it('says that the service can not be reached', async () => {
    vi.stubEnv('ACTIONS_RESULTS_URL', 'http://127.0.0.1:1');
    await expect(upload()).rejects.toThrow(/can't be reached or a file can't be read \(ECONNREFUSED\)\./);
  });

  it('says which file is missing rather than uploading the others', async () => {
    files.push(join(folder, 'gone.json'));
    await expect(upload()).rejects.toThrow(/gone.json does not exist/);
    expect(calls).toEqual([]);
  });

  it('stops waiting as soon as the signal aborts, with its reason', async () => {
    plan = { CreateArtifact: [undefined] };
    const controller = new AbortController();
    const uploading = upload('audit', { signal: controller.signal });
    await vi.waitUntil(() => calls.length === 1);
    controller.abort(new Error('The job was cancelled.'));
    await expect(uploading).rejects.toThrow('The job was cancelled.');
    await expect(upload('audit', { signal: controller.signal })).rejects.toThrow('The job was cancelled.');
    expect(calls).toHaveLength(1);
  });
});

describe('artifactName', () => {
  const span = { from: Date.UTC(2026, 10, 24) / 1000, to: Date.UTC(2026, 10, 25) / 1000 };

  it('holds tenant, span, run and attempt', () => {
    expect(artifactName({ kind: 'audit', tenant: 'default', ...span, runId: '42', attempt: 1 })).toBe(
      'mimecast-audit-default-20261124T000000Z-20261125T000000Z-42-1',
    );
    expect(artifactName({ kind: 'audit', tenant: 'default', ...span, runId: undefined, attempt: undefined })).toBe(
      'mimecast-audit-default-20261124T000000Z-20261125T000000Z',
    );
  });

  it('keeps tenants apart whose names it has to change', () => {
    const names = ['Acme/EU: prod', 'acme eu prod', 'acme-eu-prod', '東京', '大阪'].map((tenant) =>
      artifactName({ kind: 'audit', tenant, ...span, runId: '42', attempt: 1 }),
    );
    expect(new Set(names).size).toBe(5);
    expect(names[0]).toMatch(/^mimecast-audit-acme-eu-prod-[0-9a-f]{6}-2026/);
  });

  it('is a name that an artifact may have, for any tenant', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.string(), (tenant, runId) => {
        const name = artifactName({ kind: 'audit', tenant, ...span, runId, attempt: '1' });
        expect(name).toMatch(/^[A-Za-z0-9-]{1,200}$/);
        expect(checkArtifactName(name)).toBeUndefined();
      }),
    );
  });
});

describe('checkArtifactName', () => {
  it.each(['"', ':', '<', '>', '|', '*', '?', '\\', '/'])('refuses %s', (character) => {
    expect(checkArtifactName(`audit${character}1`)).toMatch(/must not hold any of/);
  });

  it.each([
    ['', /empty/],
    [' ', /empty/],
    ['a\r\nb', /line break/],
    ['a\u0000', /control/],
    ['a'.repeat(201), /200 characters; this has 201/],
  ])('refuses %j', (name, why) => {
    expect(checkArtifactName(name)).toMatch(why);
  });

  it.each(['audit', 'Audit (1), März', 'a'.repeat(200)])('allows %s', (name) => {
    expect(checkArtifactName(name)).toBeUndefined();
  });
});
