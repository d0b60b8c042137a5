import { BLOCKED, ElasticError, WEB_PAGE } from '../errors.ts';
import { fieldsOf, nameOf } from './answer.ts';
import { UnreadableAnswer } from './connection.ts';

export interface Circumstances {
  readonly stream: string;
  readonly url: string;
  readonly timedOut: boolean;
  readonly timeoutMs: number;
}

/** What the privileges of the daily key are, and where they stand in full. */
const KEY =
  'create_doc, auto_configure, read and view_index_metadata on logs-mimecast.*; docs/elasticsearch.md has the key to paste';

/** What to do where writes are blocked: neither the key nor the template is at fault. */
export const BLOCKED_ADVICE =
  'Most often its disk is full (flood-stage watermark), or the index was made read-only: free space, and start the run again later.';

/** Turns whatever the client threw into one sentence that holds neither body nor header nor key. */
export function explain(thrown: unknown, { stream, url, timedOut, timeoutMs }: Circumstances): ElasticError {
  const place = `Elasticsearch at ${new URL(url).host}`;
  if (timedOut) {
    return new ElasticError(`${place} did not answer within ${timeoutMs / 1000} s.`, { code: 'timeout' });
  }
  if (thrown instanceof UnreadableAnswer) {
    return new ElasticError(`${place} gave an answer that ${thrown.message}.`, {
      code: thrown.passing ? 'network' : 'answer',
    });
  }
  const error = fieldsOf(thrown);
  const status = typeof error.statusCode === 'number' ? error.statusCode : undefined;
  if (error.name === 'ProductNotSupportedError') {
    return new ElasticError(`${place} does not say that it is Elasticsearch. Check elastic-url.`, { code: 'product' });
  }
  if (status !== undefined && status >= 400 && status !== 404 && isPage(error.body)) {
    return new ElasticError(
      `A web page answered in the place of ${place} (HTTP ${status}): something between this runner and Elasticsearch blocks the request, such as a firewall or a proxy. If it stays so, check elastic-url and whether the addresses of the runner are blocked.`,
      { status, code: WEB_PAGE },
    );
  }
  if (status !== undefined && status >= 300) {
    const code = nameOf(fieldsOf(fieldsOf(error.body).error).type);
    return new ElasticError(
      `${place} answered HTTP ${status}${code ? ` (${code})` : ''} for ${stream}. ${advice(status, code)}`,
      {
        status,
        code,
      },
    );
  }
  const code = networkCode(thrown);
  return new ElasticError(`${place} can't be reached${code ? ` (${code})` : ''}. ${networkAdvice(code)}`, {
    // Neither a certificate nor an unknown name gets better by waiting.
    code: isCertificate(code) ? 'tls' : code === 'ENOTFOUND' ? 'name' : isProtocol(code) ? 'protocol' : 'network',
  });
}

function advice(status: number, code: string | undefined): string {
  if (code === BLOCKED) return BLOCKED_ADVICE;
  switch (status) {
    case 401:
      return 'The key or password is wrong, expired or revoked. Make a new one and put it into the secret.';
    case 403:
      return `The key may not do this. It needs ${KEY}.`;
    case 404:
      return code === 'index_not_found_exception'
        ? 'There is no such data stream and no index template that makes one. docs/elasticsearch.md has the template to paste.'
        : 'There is no Elasticsearch behind this address. Check elastic-url.';
    case 413:
      return 'The request is too large for a proxy in front of it.';
    case 429:
      return 'It is too busy. Start the run again later.';
    default:
      return status >= 500
        ? 'It is not healthy now. Start the run again later.'
        : 'Check elastic-url and the index template.';
  }
}

/** Elasticsearch answers with JSON, which the client has parsed. */
function isPage(body: unknown): boolean {
  return typeof body === 'string' && /^\s{0,200}</.test(body.slice(0, 400));
}

/** Node's code of a connection that failed, wherever the client has put it. */
function networkCode(thrown: unknown): string | undefined {
  for (let at: unknown = thrown, depth = 0; depth < 5; depth += 1) {
    const fields = fieldsOf(at);
    if (typeof fields.code === 'string' && /^[A-Z][A-Z0-9_]{1,60}$/.test(fields.code)) return fields.code;
    const message = typeof fields.message === 'string' ? fields.message : '';
    // The client keeps a certificate's fault as text only.
    if (/certificate|altnames/i.test(message.slice(0, 500))) return 'CERTIFICATE';
    const named = /\b(E[A-Z]{4,20}|[A-Z]+(?:_[A-Z]+){2,6})\b/.exec(message.slice(0, 500));
    if (named?.[1]) return named[1];
    at = fields.cause;
  }
  return undefined;
}

/** What answers does not speak HTTP. */
function isProtocol(code: string | undefined): boolean {
  return code !== undefined && (code === 'EPROTO' || code.startsWith('HPE_'));
}

function isCertificate(code: string | undefined): boolean {
  return code !== undefined && /CERT|SIGNATURE|TLS|SSL/.test(code);
}

function networkAdvice(code: string | undefined): string {
  if (isCertificate(code))
    return 'Its certificate is not trusted: give the authority in elastic-ca, or check elastic-url.';
  return 'Check elastic-url, the network between this runner and it, and HTTPS_PROXY.';
}
