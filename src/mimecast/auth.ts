import { createHmac, randomUUID } from 'node:crypto';
import { ProviderError } from '../errors.ts';
import { plain } from '../json.ts';
import type { HttpAnswer, HttpRequest } from '../runner/http.ts';
import { failuresOf, readBody } from './answer.ts';
import { exchange, PassingFault, statusText, throwIfPassing, throwIfWebPage, type Wire } from './exchange.ts';

/** The keys of one API application: API 2.0 (`oauth`) or API 1.0 (`hmac`). `secretKey` is base64, as Mimecast gives it. */
export type Credentials =
  | { readonly kind: 'oauth'; readonly clientId: string; readonly clientSecret: string }
  | {
      readonly kind: 'hmac';
      readonly accessKey: string;
      readonly secretKey: string;
      readonly appId: string;
      readonly appKey: string;
    };

/** Signs requests, for either generation of the API. */
export interface Auth {
  /**
   * The headers that make a request to `path` (no host, no query) a signed one; fetches a token where one is needed.
   * @throws ProviderError if Mimecast gives no token; the signal's reason if it aborts.
   */
  headers(path: string, signal: AbortSignal): Promise<Record<string, string>>;
  /** Called after a 401. True if the next `headers` will be made with something new, so that another try makes sense. */
  renew(): boolean;
}

export interface AuthOptions extends Wire {
  readonly credentials: Credentials;
  /** Told of every access token, before it is used. */
  mask(secret: string): void;
  /** Default: a random UUID. */
  readonly requestId?: () => string;
}

const TOKEN_PATH = '/oauth/token';
const TOKEN_LABEL = 'Mimecast access token';
/** A token lives about 30 minutes (`expires_in` 1799); taken where the answer doesn't say it, s. */
const USUAL_LIFE_S = 1_799;
/** A token is renewed this long before its end, s. */
const RENEW_EARLY_S = 60;

export function createAuth(options: AuthOptions): Auth {
  return options.credentials.kind === 'oauth'
    ? createOAuth(options.credentials, options)
    : createHmacAuth(options.credentials, options);
}

/** Servers and proxies take headers of 8 kB altogether, seldom more. */
const LONGEST_TOKEN = 8192;

interface Token {
  readonly value: string;
  /** When to get the next one, ms UTC. */
  readonly renewAt: number;
}

function createOAuth(credentials: Credentials & { kind: 'oauth' }, options: AuthOptions): Auth {
  const { clock, http, baseUrl, mask } = options;
  let token: Token | undefined;
  let pending: Promise<Token> | undefined;

  const request: HttpRequest = {
    method: 'POST',
    url: baseUrl + TOKEN_PATH,
    headers: { Accept: 'application/json', 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      client_id: credentials.clientId,
      client_secret: credentials.clientSecret,
      grant_type: 'client_credentials',
    }).toString(),
  };

  const fetchToken = (signal: AbortSignal) =>
    exchange(
      TOKEN_LABEL,
      async () => {
        const asked = clock.now();
        const { value, lifeSeconds } = readToken(await http(request, signal));
        mask(value);
        const early = Math.min(RENEW_EARLY_S, lifeSeconds / 2);
        return { value, renewAt: asked + (lifeSeconds - early) * 1000 };
      },
      options,
      signal,
    );

  return {
    async headers(_path, signal) {
      if (token === undefined || clock.now() >= token.renewAt) {
        pending ??= fetchToken(signal).finally(() => {
          pending = undefined;
        });
        token = await pending;
      }
      return { Authorization: `Bearer ${token.value}` };
    },
    renew() {
      token = undefined;
      return true;
    },
  };
}

function readToken(answer: HttpAnswer): { value: string; lifeSeconds: number } {
  const reading = readBody(answer);
  const failures = failuresOf(reading.json);
  const { status } = answer;
  const details = { status, code: failures[0]?.code };
  throwIfWebPage(TOKEN_LABEL, status, answer);
  throwIfPassing(TOKEN_LABEL, status, answer, failures);
  if (status === 400 || status === 401 || status === 403 || (status < 300 && failures.length > 0)) {
    throw new ProviderError(
      `${TOKEN_LABEL}: ${statusText(status, failures)}: Mimecast refused the client id and secret. Check mimecast-client-id, mimecast-client-secret and mimecast-region, and that the API application is enabled.`,
      details,
    );
  }
  if (status < 200 || status >= 300) {
    throw new ProviderError(
      `${TOKEN_LABEL}: ${statusText(status, failures)}. Check mimecast-region or mimecast-url.`,
      details,
    );
  }
  if (reading.json === undefined) {
    const sentence = `${TOKEN_LABEL}: ${reading.problem}. Check mimecast-region or mimecast-url.`;
    throw reading.passing
      ? new PassingFault(sentence, { why: reading.problem, ...details })
      : new ProviderError(sentence, details);
  }
  const { access_token: value, expires_in: life } = reading.json;
  // Printable without blanks: anything else can't stand in a header.
  if (typeof value !== 'string' || value.length > LONGEST_TOKEN || !/^[\x21-\x7e]+$/.test(value)) {
    throw new ProviderError(
      `${TOKEN_LABEL}: the answer holds no usable access_token. Check mimecast-region or mimecast-url.`,
      details,
    );
  }
  return { value, lifeSeconds: lifeOf(plain(life)) };
}

/** `expires_in` has been seen as a number and as text. */
function lifeOf(value: unknown): number {
  const seconds = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof seconds === 'number' && Number.isFinite(seconds) && seconds > 0 ? seconds : USUAL_LIFE_S;
}

/**
 * API 1.0: HMAC-SHA1 over date, request id, path and application key, joined by colons; the key is the decoded secret key.
 * The body is not signed. A signature is not masked: without the access key, which is, it opens nothing, and thousands of
 * masks would slow every later line of the log. Source: integrations.mimecast.com, API overview, authorization.
 */
function createHmacAuth(credentials: Credentials & { kind: 'hmac' }, options: AuthOptions): Auth {
  const { clock, requestId = randomUUID } = options;
  const { accessKey, appId, appKey } = credentials;
  const key = Buffer.from(credentials.secretKey, 'base64');
  return {
    async headers(path, signal) {
      signal.throwIfAborted();
      const date = new Date(clock.now()).toUTCString().replace('GMT', 'UTC');
      const id = requestId();
      const signature = createHmac('sha1', key).update(`${date}:${id}:${path}:${appKey}`).digest('base64');
      return {
        Authorization: `MC ${accessKey}:${signature}`,
        'x-mc-date': date,
        'x-mc-req-id': id,
        'x-mc-app-id': appId,
      };
    },
    renew: () => false,
  };
}
