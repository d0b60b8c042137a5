import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface KibanaQuirks {
  /**
   * `no-security`: the rules' API is not there. `no-rules`: these credentials may not make rules. `no-privileges`: they may
   * do nothing. `login`: a page that asks to log in, by a redirect. `page`: an HTML page with 200. `starting`: not ready.
   * `no-delete`: saved objects can't be deleted (Serverless). `refuses-objects`, `refuses-rules`: a 200 that holds errors.
   */
  readonly fault?:
    | 'no-security'
    | 'no-rules'
    | 'no-privileges'
    | 'login'
    | 'page'
    | 'starting'
    | 'no-delete'
    | 'refuses-objects'
    | 'refuses-rules';
  /** `/s/<space>` or a base path. */
  readonly path?: string;
  /** Ids that saved objects get in this space, since another space has them: by our id. */
  readonly moved?: Readonly<Record<string, string>>;
}

type Fields = Record<string, unknown>;
interface Reply {
  readonly status: number;
  readonly body?: unknown;
  readonly text?: string;
  readonly location?: string;
}

export interface Kibana {
  readonly url: string;
  /** The value of `Authorization` that it takes. */
  readonly authorization: string;
  /** Method and path with its query, in order. */
  readonly requests: string[];
  /** By `type:id`. */
  readonly objects: Map<string, Fields>;
  /** By `rule_id`. */
  readonly rules: Map<string, Fields>;
  stop(): Promise<void>;
}

/** An API key of the stand-in, as it stands behind `ApiKey `. */
export const KIBANA_KEY = Buffer.from('kibana-key:canary-kibana-secret').toString('base64');

/**
 * Starts a stand-in of Kibana's import APIs, as its documentation and source tell them (elastic/kibana 8.19): it checks the
 * credentials, `kbn-xsrf`, the form and the version of the rules' API. It knows nothing of what a dashboard shows.
 */
export async function startKibana({ fault, path = '', moved = {} }: KibanaQuirks = {}): Promise<Kibana> {
  const requests: string[] = [];
  const objects = new Map<string, Fields>();
  const rules = new Map<string, Fields>();
  const authorization = `ApiKey ${KIBANA_KEY}`;
  const placeOf = (type: unknown, id: unknown) => `${String(type)}:${moved[String(id)] ?? String(id)}`;

  function importObjects(lines: readonly Fields[], overwrite: boolean): Reply {
    const sent = new Set(lines.map(({ type, id }) => `${String(type)}:${String(id)}`));
    const errors = lines.flatMap((line): Fields[] => {
      const about = { type: line.type, id: line.id, title: 'canary-title' };
      if (fault === 'refuses-objects') return [{ ...about, error: { type: 'unsupported_type' } }];
      const lacking = (line.references as Fields[]).filter(
        ({ type, id }) => !sent.has(`${String(type)}:${String(id)}`) && !objects.has(placeOf(type, id)),
      );
      if (lacking.length > 0) return [{ ...about, error: { type: 'missing_references', references: lacking } }];
      if (overwrite || !objects.has(placeOf(line.type, line.id))) return [];
      const destinationId = moved[String(line.id)];
      return [{ ...about, error: { type: 'conflict', ...(destinationId === undefined ? {} : { destinationId }) } }];
    });
    // As Kibana does: with an error that the user could resolve nothing is made, and the count says otherwise.
    if (errors.length === 0) for (const line of lines) objects.set(placeOf(line.type, line.id), line);
    const successCount = lines.length - errors.length;
    const success = errors.length === 0;
    return { status: 200, body: { success, successCount, ...(success ? {} : { errors }), warnings: [] } };
  }

  function importRules(lines: readonly Fields[], overwrite: boolean): Reply {
    const errors = lines.flatMap((line): Fields[] => {
      const id = String(line.rule_id);
      if (fault === 'refuses-rules') return [{ rule_id: id, error: { status_code: 400, message: 'canary-message' } }];
      if (!overwrite && rules.has(id)) {
        return [{ rule_id: id, error: { status_code: 409, message: `rule_id: "${id}" already exists` } }];
      }
      rules.set(id, { ...line, id: randomUUID() });
      return [];
    });
    const success = errors.length === 0;
    const count = lines.length - errors.length;
    return { status: 200, body: { success, success_count: count, rules_count: lines.length, errors } };
  }

  function exported({ objects: asked }: Fields): Reply {
    const [{ type, id }] = asked as [Fields];
    const found = objects.get(`${String(type)}:${String(id)}`);
    if (!found) return { status: 400, body: { statusCode: 400, message: 'Error fetching objects to export' } };
    return { status: 200, text: JSON.stringify(found) };
  }

  function deleteObjects(asked: readonly Fields[]): Reply {
    if (fault === 'no-delete') return { status: 404, body: { statusCode: 404, error: 'Not Found' } };
    const statuses = asked.map(({ type, id }) => {
      const success = objects.delete(`${String(type)}:${String(id)}`);
      return { type, id, success, ...(success ? {} : { error: { statusCode: 404, error: 'Not Found' } }) };
    });
    return { status: 200, body: { statuses } };
  }

  function deleteRules({ action, ids }: Fields): Reply {
    if (action !== 'delete') return { status: 400, body: { statusCode: 400 } };
    const wanted = ids as unknown[];
    const found = [...rules].filter(([, { id }]) => wanted.includes(id));
    for (const [ruleId] of found) rules.delete(ruleId);
    const summary = { failed: wanted.length - found.length, succeeded: found.length, total: wanted.length };
    return { status: 200, body: { success: true, rules_count: wanted.length, attributes: { summary } } };
  }

  function answer(request: IncomingMessage, body: Buffer): Reply {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://stand.in');
    const { headers } = request;
    if (fault === 'login') return { status: 302, location: '/login?next=canary' };
    if (fault === 'page') return { status: 200, text: '<html>canary-page</html>' };
    if (fault === 'starting') return { status: 503, text: 'Kibana server is not ready yet.' };
    if (!pathname.startsWith(`${path}/api/`)) return { status: 404, body: { statusCode: 404, error: 'Not Found' } };
    if (headers.authorization !== authorization) return { status: 401, body: { statusCode: 401 } };
    if (request.method !== 'GET' && headers['kbn-xsrf'] === undefined) {
      return { status: 400, body: { statusCode: 400, message: 'Request must contain a kbn-xsrf header.' } };
    }
    const overwrite = searchParams.get('overwrite') === 'true';
    const place = `${request.method} ${pathname.slice(path.length)}`;
    if (place.includes('/api/detection_engine/')) {
      if (fault === 'no-security') return { status: 404, body: { statusCode: 404, error: 'Not Found' } };
      if (fault === 'no-rules') return { status: 403, body: { statusCode: 403 } };
      if (headers['elastic-api-version'] !== '2023-10-31') return { status: 400, body: { statusCode: 400 } };
    }
    if (fault === 'no-privileges') return { status: 403, body: { statusCode: 403, message: 'canary-message' } };
    switch (place) {
      case 'POST /api/saved_objects/_import':
      case 'POST /api/detection_engine/rules/_import': {
        const lines = linesIn(headers['content-type'], body);
        if (typeof lines === 'string') return { status: 400, body: { statusCode: 400, message: lines } };
        return place.includes('saved_objects') ? importObjects(lines, overwrite) : importRules(lines, overwrite);
      }
      case 'POST /api/saved_objects/_export':
        return exported(JSON.parse(body.toString()) as Fields);
      case 'POST /api/saved_objects/_bulk_delete':
        return deleteObjects(JSON.parse(body.toString()) as Fields[]);
      case 'POST /api/detection_engine/rules/_bulk_action':
        return deleteRules(JSON.parse(body.toString()) as Fields);
      case 'GET /api/detection_engine/rules': {
        const id = searchParams.get('rule_id') ?? '';
        const found = rules.get(id);
        if (found) return { status: 200, body: found };
        return { status: 404, body: { status_code: 404, message: `rule_id: "${id}" not found` } };
      }
      default:
        return { status: 404, body: { statusCode: 404, error: 'Not Found' } };
    }
  }

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      requests.push(`${request.method} ${request.url}`);
      const {
        status,
        body,
        text = body === undefined ? '' : JSON.stringify(body),
        location,
      } = answer(request, Buffer.concat(chunks));
      response.writeHead(status, {
        'content-length': Buffer.byteLength(text),
        ...(location === undefined ? {} : { location }),
      });
      response.end(text);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${path}`,
    authorization,
    requests,
    objects,
    rules,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The lines of the one file of a form (RFC 7578), or what is wrong with it. */
function linesIn(type: string | undefined, body: Buffer): Fields[] | string {
  const boundary = /^multipart\/form-data; boundary=("?)([\w'()+,./:=?-]{1,70})\1$/.exec(type ?? '')?.[2];
  if (boundary === undefined) return 'no form';
  const text = body.toString('utf8');
  const parts = text.split(`--${boundary}`);
  if (parts.length !== 3 || parts[0] !== '' || !/^--(\r\n)?$/.test(parts[2] ?? '')) return 'not one part';
  const part = /^\r\n((?:[^\r\n]+\r\n)+)\r\n([\s\S]*)\r\n$/.exec(parts[1] ?? '');
  const [, headers = '', content = ''] = part ?? [];
  if (!/^content-disposition: form-data; name="file"; filename="[\w-]+\.ndjson"\r\n/i.test(headers)) return 'no file';
  return content
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Fields);
}
