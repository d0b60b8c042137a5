import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ResultsOptions {
  /**
   * What fails. `create`, `finalize`: that call is refused in a way that the client doesn't try again. `upload`: the blob
   * store refuses every byte. `conflict-once`: the first create finds that the name is taken. `down`: every connection is
   * reset (the client tries for about half a minute).
   */
  readonly fail?: 'create' | 'upload' | 'finalize' | 'conflict-once' | 'down';
}

interface Artifact {
  readonly name: string;
  /** What was uploaded: a zip, unless the client skips the archive. */
  readonly bytes: Buffer;
  /** SHA-256 of `bytes`, hex. */
  readonly sha256: string;
}

export interface Results {
  readonly url: string;
  /** What the runner gives an Action so that it finds this service. */
  readonly env: Record<string, string>;
  /** Finalized artifacts, in order. */
  readonly artifacts: Artifact[];
  /** Method names called and blob requests made, in order. */
  readonly requests: string[];
  stop(): Promise<void>;
}

/** An artifact that is being uploaded. */
interface Upload {
  readonly name: string;
  readonly blocks: Map<string, Buffer>;
  bytes: Buffer | undefined;
}

type Reply = { readonly status: number; readonly body?: unknown };

const SERVICE = '/twirp/github.actions.results.api.v1.ArtifactService/';

/**
 * Starts a stand-in of the results service that `@actions/artifact` 6 uploads to, and of the blob store behind it. The
 * client only takes it where GITHUB_SERVER_URL is github.com, *.ghe.com or *.localhost.
 */
export async function startResults({ fail }: ResultsOptions = {}): Promise<Results> {
  const artifacts: Artifact[] = [];
  const requests: string[] = [];
  const uploads = new Map<string, Upload>();
  let conflicts = fail === 'conflict-once' ? 1 : 0;
  let url = '';

  function call(method: string, fields: Readonly<Record<string, unknown>>): Reply {
    const name = String(fields.name ?? '');
    if (method === 'ListArtifacts') {
      const list = artifacts.map((artifact, index) => ({ name: artifact.name, database_id: String(index + 1) }));
      return { status: 200, body: { artifacts: list } };
    }
    if (method === 'CreateArtifact') {
      if (fail === 'create') return refusal(403, 'permission_denied', 'not allowed');
      if (conflicts > 0 || artifacts.some((artifact) => artifact.name === name)) {
        conflicts -= 1;
        return refusal(409, 'already_exists', 'an artifact with this name already exists on the workflow run');
      }
      uploads.set(name, { name, blocks: new Map(), bytes: undefined });
      const signed = `${url}/blob/${encodeURIComponent(name)}?sv=2025-11-05&sig=canary-blob-signature`;
      return { status: 200, body: { ok: true, signed_upload_url: signed } };
    }
    if (method === 'FinalizeArtifact') {
      const bytes = uploads.get(name)?.bytes;
      if (fail === 'finalize' || !bytes) return refusal(400, 'invalid_argument', 'nothing to finalize');
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const { hash, size } = fields;
      if ((hash !== undefined && hash !== `sha256:${sha256}`) || Number(size) !== bytes.length) {
        return refusal(400, 'invalid_argument', 'size or hash are not those of the upload');
      }
      artifacts.push({ name, bytes, sha256 });
      return { status: 200, body: { ok: true, artifact_id: String(artifacts.length) } };
    }
    return refusal(404, 'bad_route', 'no such method');
  }

  function put(target: URL, bytes: Buffer): Reply {
    const upload = uploads.get(decodeURIComponent(target.pathname.slice('/blob/'.length)));
    if (!upload || target.searchParams.get('sig') !== 'canary-blob-signature') return { status: 403 };
    if (fail === 'upload') return { status: 403 };
    const part = target.searchParams.get('comp');
    if (part === 'block') {
      upload.blocks.set(target.searchParams.get('blockid') ?? '', bytes);
    } else if (part === 'blocklist') {
      const ids = [...bytes.toString().matchAll(/<(?:Latest|Uncommitted)>([^<]+)</g)].map(([, id]) => id ?? '');
      if (ids.some((id) => !upload.blocks.has(id))) return { status: 400 };
      upload.bytes = Buffer.concat(ids.map((id) => upload.blocks.get(id) ?? Buffer.alloc(0)));
    } else {
      upload.bytes = bytes;
    }
    return { status: 201 };
  }

  async function answer(request: IncomingMessage): Promise<Reply> {
    const target = new URL(request.url ?? '/', url);
    const bytes = await readAll(request);
    if (request.method === 'PUT' && target.pathname.startsWith('/blob/')) {
      requests.push(`PUT ${target.searchParams.get('comp') ?? 'blob'}`);
      return put(target, bytes);
    }
    const method = target.pathname.startsWith(SERVICE) ? target.pathname.slice(SERVICE.length) : target.pathname;
    requests.push(method);
    if (request.headers.authorization !== `Bearer ${token}`) return refusal(401, 'unauthenticated', 'wrong token');
    return call(method, JSON.parse(bytes.toString()) as Record<string, unknown>);
  }

  const token = runtimeToken();
  const server = createServer((request, response) => {
    if (fail === 'down') {
      requests.push('reset');
      request.socket.resetAndDestroy();
      return;
    }
    answer(request).then(
      ({ status, body }) => {
        response.writeHead(status, { 'content-type': 'application/json', 'x-ms-request-id': randomUUID() });
        response.end(body === undefined ? '' : JSON.stringify(body));
      },
      () => response.destroy(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    env: {
      ACTIONS_RESULTS_URL: `${url}/`,
      ACTIONS_RUNTIME_TOKEN: token,
      GITHUB_SERVER_URL: 'https://github.com',
    },
    artifacts,
    requests,
    stop: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

/** An unsigned JSON Web Token with the scope in which the client looks for the run's ids. */
function runtimeToken(): string {
  const parts = [
    { alg: 'none', typ: 'JWT' },
    { scp: `Actions.Results:${randomUUID()}:${randomUUID()}`, sub: 'canary-runtime-token' },
  ].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'));
  return `${parts.join('.')}.canary-runtime-7f3d`;
}

function refusal(status: number, code: string, msg: string): Reply {
  return { status, body: { code, msg } };
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}
