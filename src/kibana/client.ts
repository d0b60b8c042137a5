import type { ElasticTarget } from '../elastic-target.ts';
import { ElasticError } from '../errors.ts';
import { parseJson } from '../json.ts';
import { type Http, type HttpAnswer, TransferError } from '../runner/http.ts';

/** An answer of Kibana that is JSON, whatever its status. */
export interface KibanaAnswer {
  readonly status: number;
  /** Nothing in it is trusted, and no text of it is shown. */
  readonly body: unknown;
}

/** Kibana's APIs as far as a set-up needs them. */
export interface KibanaClient {
  /**
   * Sends a file as the field `file` of a form.
   * @param path begins with `/api/`.
   * @throws ElasticError if no answer of Kibana comes; the signal's reason if it aborts.
   */
  upload(path: string, file: { readonly name: string; readonly text: string }): Promise<KibanaAnswer>;
  /** Sends JSON. The same errors as `upload`. */
  post(path: string, body: unknown): Promise<KibanaAnswer>;
  get(path: string): Promise<KibanaAnswer>;
}

export interface KibanaOptions {
  /** With `/s/<space>` if it is not the default space. */
  readonly url: string;
  readonly auth: ElasticTarget['auth'];
  /** Follows no redirect, so that credentials go to no other host. */
  readonly http: Http;
  readonly signal: AbortSignal;
}

/** The rules' API has versions, and Serverless answers only to those who name one (docs: Kibana API, versioning). */
const API_VERSION = '2023-10-31';

/** Stands in no asset: they are JSON, one line each. */
const BOUNDARY = '----mimecast-audit-collector-file';

export function createKibana({ url, auth, http, signal }: KibanaOptions): KibanaClient {
  const base = url.replace(/\/$/, '');
  const authorization =
    auth.kind === 'api-key'
      ? `ApiKey ${auth.encoded}`
      : `Basic ${Buffer.from(`${auth.username}:${auth.password}`).toString('base64')}`;

  async function send(method: 'GET' | 'POST', path: string, type?: string, body?: string): Promise<KibanaAnswer> {
    const headers = {
      Authorization: authorization,
      Accept: 'application/json',
      // Kibana takes no request without it that could have come from a page of another site. Its value doesn't matter.
      'kbn-xsrf': 'mimecast-audit-collector',
      ...(path.startsWith('/api/detection_engine/') ? { 'elastic-api-version': API_VERSION } : {}),
      ...(type === undefined ? {} : { 'Content-Type': type }),
    };
    const request = { method, url: base + path, headers, ...(body === undefined ? {} : { body }) };
    let answer: HttpAnswer;
    try {
      answer = await http(request, signal);
    } catch (error) {
      signal.throwIfAborted();
      throw unreachable(error);
    }
    return { status: answer.status, body: jsonIn(answer) };
  }

  return {
    upload: (path, { name, text }) =>
      send(
        'POST',
        path,
        `multipart/form-data; boundary=${BOUNDARY}`,
        [
          `--${BOUNDARY}`,
          `Content-Disposition: form-data; name="file"; filename="${name}"`,
          'Content-Type: application/ndjson',
          '',
          text,
          `--${BOUNDARY}--`,
          '',
        ].join('\r\n'),
      ),
    post: (path, body) => send('POST', path, 'application/json', JSON.stringify(body)),
    get: (path) => send('GET', path),
  };
}

/**
 * What to do about an answer that is not what was asked for.
 * @param what was asked for, such as `the import of saved objects`.
 * @param privileges that it needs in Kibana.
 */
export function refused(status: number, what: string, privileges: string): ElasticError {
  const sentence = `Kibana did not do ${what} (HTTP ${status}). ${adviceFor(status, privileges)}`;
  return new ElasticError(sentence, { status, code: 'kibana' });
}

function adviceFor(status: number, privileges: string): string {
  switch (status) {
    case 401:
      return 'It does not take the credentials: check elastic-api-key, or elastic-username and elastic-password, and that kibana-url is the Kibana of that Elasticsearch.';
    case 403:
      return `The credentials need the Kibana privileges ${privileges} in this space: see docs/kibana.md.`;
    case 404:
      return 'Check kibana-url: it must be the address of Kibana itself, and its space, if one is named, must exist.';
    case 413:
      return 'What stands before Kibana takes no request of this size: import the files of docs/kibana by hand.';
    case 429:
    case 502:
    case 503:
    case 504:
      return 'It is starting or too busy: run the set-up again later.';
    default:
      return 'Check that it is Kibana 8.19 or later, or import the files of docs/kibana by hand.';
  }
}

function unreachable(error: unknown): ElasticError {
  if (!(error instanceof TransferError)) {
    return new ElasticError('Kibana could not be asked. Check kibana-url.', { code: 'kibana', cause: error });
  }
  const advice =
    error.kind === 'redirect'
      ? 'Kibana sends to a log-in page, or kibana-url is not its own address: give the address that Kibana itself has, with https and its base path.'
      : 'Check kibana-url, and that this runner may reach it.';
  return new ElasticError(`${error.message} ${advice}`, { code: 'kibana' });
}

/**
 * The body, parsed; a text of several JSON lines becomes an array of them, as an export has.
 * @throws ElasticError for a successful answer that is no JSON: it is a page, and not Kibana's API.
 */
function jsonIn({ status, body }: HttpAnswer): unknown {
  const text = body.toString('utf8').trim();
  try {
    return parseJson(text);
  } catch {
    // Below: it may be NDJSON.
  }
  try {
    return text.split('\n').map((line) => parseJson(line));
  } catch {
    if (status >= 300) return undefined;
  }
  throw new ElasticError(
    `What answers at kibana-url is not the API of Kibana (HTTP ${status}, no JSON). Check kibana-url, and what stands before it.`,
    { status, code: 'kibana' },
  );
}
