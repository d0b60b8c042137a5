import { createHmac, randomBytes } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Answer } from './faults.ts';
import type { Quirks } from './quirks.ts';

/** Credentials of API 2.0. */
export interface Oauth {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** Credentials of API 1.0. `secretKey` is base64. */
export interface Hmac {
  readonly accessKey: string;
  readonly secretKey: string;
  readonly appId: string;
  readonly appKey: string;
}

/** Fixed credentials for whoever names none. The words in them are what a secret scan looks for. */
export const defaultOauth: Oauth = { clientId: 'simulator-client', clientSecret: 'canary-client-secret-5d1f' };
export const defaultHmac: Hmac = {
  accessKey: 'canary-access-key-71c0',
  secretKey: Buffer.from('canary-secret-key-b2e4').toString('base64'),
  appId: '00000000-0000-4000-8000-00000000a991',
  appKey: 'canary-app-key-93aa',
};

export interface Door {
  /** Answers `POST /oauth/token`. */
  token(form: string): Answer;
  /** The refusal of a call, or undefined if it may go on. */
  refuse(headers: IncomingHttpHeaders, path: string): Answer | undefined;
  /** Ends all tokens that were given out. */
  expire(): void;
}

/** Who may come in: both generations, each only with its credentials. Tokens last `tokenSeconds` of `now` (ms). */
export function doorOf(
  { oauth, hmac }: { readonly oauth: Oauth | undefined; readonly hmac: Hmac | undefined },
  tokenSeconds: number,
  quirks: Quirks,
  now: () => number,
): Door {
  const tokens = new Map<string, number>();

  function refuseHmac(headers: IncomingHttpHeaders, path: string): Answer | undefined {
    const date = String(headers['x-mc-date'] ?? '');
    const id = String(headers['x-mc-req-id'] ?? '');
    const [, key, signature] = /^MC ([^:]+):([A-Za-z0-9+/]{27}=)$/.exec(headers.authorization ?? '') ?? [];
    if (!hmac || headers['x-mc-app-id'] !== hmac.appId) {
      return failure(401, 'err_developer_key', '0002 Developer Key Is Not Valid');
    }
    if (quirks.bindingExpired) return failure(418, 'err_xdk_binding_expired', 'AccessKey Has Expired');
    const signed = createHmac('sha1', Buffer.from(hmac.secretKey, 'base64'))
      .update(`${date}:${id}:${path}:${hmac.appKey}`)
      .digest('base64');
    const sound =
      /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d (?:UTC|GMT)$/.test(date) &&
      /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id);
    if (sound && key === hmac.accessKey && signature === signed) return undefined;
    return failure(401, 'err_xdk_invalid_signature', '0004 Invalid Signature');
  }

  return {
    token(form) {
      const fields = new URLSearchParams(form);
      const right =
        oauth !== undefined &&
        fields.get('grant_type') === 'client_credentials' &&
        fields.get('client_id') === oauth.clientId &&
        fields.get('client_secret') === oauth.clientSecret;
      // The real code of this refusal is in no source; its flat shape is.
      if (!right) return flat(quirks.tokenFailIn200 ? 200 : 401, 'invalid_client', 'Client credentials are invalid');
      const token = `canary-token-${randomBytes(24).toString('base64url')}`;
      tokens.set(token, now() + tokenSeconds * 1000);
      return {
        status: 200,
        body: { access_token: token, token_type: 'Bearer', expires_in: tokenSeconds, scope: '' },
      };
    },
    refuse(headers, path) {
      const authorization = headers.authorization ?? '';
      if (authorization.startsWith('MC ')) return refuseHmac(headers, path);
      const end = tokens.get(authorization.replace(/^Bearer /, ''));
      if (end === undefined) return flat(401, 'token_verification_failed', 'Token verification failed');
      return end > now() ? undefined : flat(401, 'token_expired', 'Access token expired');
    },
    expire() {
      for (const token of tokens.keys()) tokens.set(token, 0);
    },
  };
}

/** A failure of the gateway (API 2.0): a flat `fail`. */
export function flat(status: number, code: string, message: string): Answer {
  return { status, body: { fail: [{ code, message }] } };
}

/** A failure of the function itself: `fail` with its `errors`. `fields`: names of what is wrong, one error each. */
export function failure(
  status: number,
  code: string,
  message: string,
  fields?: readonly string[],
  key?: unknown,
): Answer {
  const error = { code, message, retryable: false };
  const errors = fields ? fields.map((name) => ({ ...error, field: name })) : [error];
  return {
    status,
    body: {
      meta: { isLastToken: false, status },
      data: [],
      fail: [{ ...(key === undefined ? {} : { key }), errors }],
    },
  };
}
