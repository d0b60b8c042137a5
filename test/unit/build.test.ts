import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { builtinModules } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Build, build } from '../../scripts/build.ts';
import { licensesOf, packageFolder, readPackage } from '../../scripts/licenses.ts';

const ENTRY = fileURLToPath(new URL('build.entry.ts', import.meta.url));
const LIMIT_BYTES = 3_500_000;

let folder: string;
let made: Build;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'build-'));
  made = await build(join(folder, 'dist'), ENTRY);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

async function filesOf(path: string): Promise<Record<string, string>> {
  const names = (await readdir(path)).sort();
  return Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await readFile(join(path, name), 'utf8')])),
  );
}

/** What a module imports when it is loaded. */
function staticImports(code: string): string[] {
  return [...code.matchAll(/^(?:import|export) (?:[^'"]* from )?"([^"]+)";$/gm)].map(([, name = '']) => name);
}

describe('the bundle', () => {
  it('is the same, byte for byte, however often it is built', async () => {
    await build(join(folder, 'again'), ENTRY);
    expect(await filesOf(join(folder, 'again'))).toEqual(await filesOf(join(folder, 'dist')));
  });

  it('loads the clients of Elasticsearch and of artifacts only when they are used', async () => {
    const files = await filesOf(join(folder, 'dist'));
    const loaded = new Set(['index.js']);
    for (const name of loaded) {
      for (const other of staticImports(files[name] ?? '')) if (other.startsWith('./')) loaded.add(other.slice(2));
    }
    expect(Object.keys(files)).toEqual(expect.arrayContaining(['artifact.js', 'elasticsearch.js', 'index.js']));
    expect([...loaded]).not.toContain('artifact.js');
    expect([...loaded]).not.toContain('elasticsearch.js');
  });

  it('needs nothing beside itself and Node', async () => {
    const files = await filesOf(join(folder, 'dist'));
    const own = new Set(Object.keys(files).map((name) => `./${name}`));
    const foreign = Object.values(files)
      .flatMap(staticImports)
      .filter((name) => !own.has(name) && !builtinModules.includes(name.replace(/^node:/, '')));
    expect(foreign).toEqual([]);
  });

  it('holds none of the weight that was left out', () => {
    const names = [...made.sizes.keys()].map((label) => label.replace(/ [^ ]+$/, ''));
    expect(names).toEqual(expect.arrayContaining(['@elastic/transport', '@azure/storage-blob', 'node-fetch', 'dayjs']));
    for (const absent of [
      'typescript',
      '@protobuf-ts/plugin',
      '@octokit/core',
      'undici',
      'unzip-stream',
      'web-streams-polyfill',
      'readable-stream',
      '@opentelemetry/semantic-conventions',
    ]) {
      expect(names).not.toContain(absent);
    }
    expect([...made.files.values()].reduce((sum, bytes) => sum + bytes)).toBeLessThan(LIMIT_BYTES);
  });

  it('names each bundled package with its licence', async () => {
    const text = await readFile(join(folder, 'dist/licenses.txt'), 'utf8');
    for (const label of made.sizes.keys()) if (label !== '(own)') expect(text).toContain(`\n\n${label}\nLicence: `);
  });

  it('uploads an artifact and fills a bulk request with what is left of their clients', async () => {
    await mkdir(join(folder, 'files/below'), { recursive: true });
    await writeFile(join(folder, 'files/one.txt'), 'one');
    await writeFile(join(folder, 'files/below/two.txt'), 'two');
    await using service = await serve();
    const claims = Buffer.from(
      '{"scp":"Actions.Results:11111111-1111-1111-1111-111111111111:22222222-2222-2222-2222-222222222222"}',
    );
    const child = spawn(process.execPath, [join(folder, 'dist/index.js')], {
      env: {
        FOLDER: join(folder, 'files'),
        ELASTIC_URL: service.url,
        ACTIONS_RESULTS_URL: service.url,
        ACTIONS_RUNTIME_TOKEN: `e30.${claims.toString('base64url')}.`,
        GITHUB_SERVER_URL: 'https://github.com',
        GITHUB_WORKSPACE: folder,
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const printed = await textOf(child.stderr);
    const digest = createHash('sha256').update(service.zip()).digest('hex');
    expect(printed).toMatch(/^\{/);
    expect(JSON.parse(printed)).toEqual({
      uploaded: { id: 42, size: service.zip().length, digest },
      fetched: { errors: false },
      errors: false,
    });
    expect(service.zip().subarray(0, 4)).toEqual(Buffer.from('PK\x03\x04'));
    expect(service.zip().includes('below/two.txt')).toBe(true);
  });
});

describe('licensesOf', () => {
  const at = (name: string) => join(folder, 'packages', name);

  async function packageWith(name: string, files: Readonly<Record<string, string>>) {
    await mkdir(at(name), { recursive: true });
    await writeFile(join(at(name), 'package.json'), JSON.stringify({ name, version: '1.0.0', license: 'MIT' }));
    for (const [file, text] of Object.entries(files)) await writeFile(join(at(name), file), text);
    return readPackage(at(name));
  }

  it('takes licence and notice files, and a licence at the end of the README', async () => {
    const text = licensesOf([
      await packageWith('b', { 'README.md': '# b\n\n## License\n\nPermission is hereby granted, free of charge\n' }),
      await packageWith('a', { LICENSE: 'Licence of a\r\n', 'NOTICE.txt': 'Notice of a' }),
    ]);
    expect(text).toContain('\n\na 1.0.0\nLicence: MIT\n\nLicence of a\n\nNotice of a\n');
    expect(text.indexOf('a 1.0.0')).toBeLessThan(text.indexOf('b 1.0.0'));
    expect(text).toContain('## License\n\nPermission is hereby granted, free of charge\n');
  });

  it('refuses packages that ship no licence text, and names all of them', async () => {
    const bare = [await packageWith('c', {}), await packageWith('d', { 'README.md': '## License\n\nMIT' })];
    expect(() => licensesOf(bare)).toThrow('No licence text is in c, d:');
  });

  it('finds the package of a module', () => {
    expect(packageFolder('/x/node_modules/@a/b/lib/c.js')).toBe('/x/node_modules/@a/b');
    expect(packageFolder('/x/node_modules/a/node_modules/b/index.js')).toBe('/x/node_modules/a/node_modules/b');
    expect(packageFolder('/x/src/main.ts')).toBeUndefined();
  });
});

/** A results service, the blob store behind it, and a server that says yes to a bulk request, in one. */
async function serve(): Promise<{ url: string; zip: () => Buffer; [Symbol.asyncDispose](): Promise<void> }> {
  const blocks: Buffer[] = [];
  const server: Server = createServer(async (request, response) => {
    const body = await bytesOf(request);
    const path = request.url ?? '';
    const block = request.method === 'PUT' && path.includes('comp=block&');
    if (block) blocks.push(body);
    response.statusCode = request.method === 'PUT' ? 201 : 200;
    response.setHeader('content-type', 'application/json');
    response.setHeader('x-elastic-product', 'Elasticsearch');
    if (path.endsWith('/CreateArtifact'))
      response.end(JSON.stringify({ ok: true, signed_upload_url: `${url}/account/container/blob` }));
    else if (path.endsWith('/FinalizeArtifact')) response.end('{"ok":true,"artifact_id":"42"}');
    else response.end(request.method === 'PUT' ? '' : '{"errors":false}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    zip: () => Buffer.concat(blocks),
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function bytesOf(stream: IncomingMessage | NodeJS.ReadableStream): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(Buffer.from(part));
  return Buffer.concat(parts);
}

async function textOf(stream: NodeJS.ReadableStream): Promise<string> {
  return (await bytesOf(stream)).toString('utf8');
}
