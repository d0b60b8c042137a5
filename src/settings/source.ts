import type { Credentials } from '../mimecast/auth.ts';
import { baseUrlOf, regionNames } from '../mimecast/regions.ts';
import type { InputName, Inputs } from './names.ts';
import { fault, refusal, urlOf } from './words.ts';

/** Where the events come from, and the key to it. */
export interface SourceSettings {
  /** Scheme and host, without a `/` at its end. */
  readonly baseUrl: string;
  readonly credentials: Credentials;
}

const OAUTH = ['mimecast-client-id', 'mimecast-client-secret'] as const;
const HMAC = ['mimecast-access-key', 'mimecast-secret-key', 'mimecast-app-id', 'mimecast-app-key'] as const;

/** Understands the inputs `mimecast-*`. @throws SettingsError */
export function sourceOf(inputs: Inputs): SourceSettings {
  const credentials = credentialsOf(inputs);
  return { baseUrl: addressOf(inputs, credentials.kind), credentials };
}

function credentialsOf(inputs: Inputs): Credentials {
  const oauth = OAUTH.some((name) => inputs[name] !== undefined);
  const hmac = HMAC.some((name) => inputs[name] !== undefined);
  if (oauth && hmac) {
    const given = HMAC.find((name) => inputs[name] !== undefined) ?? HMAC[0];
    throw fault(given, `belongs to API 1.0 and can't stand beside ${OAUTH.join(' and ')} (API 2.0); give one set only`);
  }
  if (!oauth && !hmac) {
    throw fault(
      'mimecast-client-id',
      `is missing: give ${OAUTH.join(' and ')} (API 2.0), or ${HMAC.join(', ')} (API 1.0)`,
    );
  }
  if (oauth) {
    const [clientId, clientSecret] = OAUTH.map((name) => keyOf(inputs, name, OAUTH, 'API 2.0'));
    return { kind: 'oauth', clientId: clientId ?? '', clientSecret: clientSecret ?? '' };
  }
  const [accessKey, secretKey, appId, appKey] = HMAC.map((name) => keyOf(inputs, name, HMAC, 'API 1.0'));
  if (!/^(?:[A-Za-z0-9+/]{4})+(?:[A-Za-z0-9+/]{2}(?:==)?|[A-Za-z0-9+/]{3}=?)?$/.test(secretKey ?? '')) {
    throw fault('mimecast-secret-key', 'is not Base64: copy it again, whole, as Mimecast shows it');
  }
  return {
    kind: 'hmac',
    accessKey: accessKey ?? '',
    secretKey: secretKey ?? '',
    appId: appId ?? '',
    appKey: appKey ?? '',
  };
}

/** One of a set of keys; all of the set must be there. */
function keyOf(inputs: Inputs, name: InputName, set: readonly InputName[], api: string): string {
  const missing = set.filter((other) => inputs[other] === undefined);
  if (missing[0]) {
    throw fault(missing[0], `is missing: ${api} needs ${set.join(', ')}; not given: ${missing.join(', ')}`);
  }
  const value = inputs[name] ?? '';
  if (/^[[{]/.test(value)) throw fault(name, 'is JSON: give the value alone');
  if (!/^[\x21-\x7e]+$/.test(value)) throw fault(name, 'must be one line of ASCII without blanks: copy it again');
  return value;
}

function addressOf(inputs: Inputs, generation: Credentials['kind']): string {
  const { 'mimecast-url': url, 'mimecast-region': given } = inputs;
  if (url !== undefined) {
    if (given !== undefined) throw fault('mimecast-region', 'and input mimecast-url are both given; give one of them');
    return urlOf('mimecast-url', url, 'no path');
  }
  const names = regionNames(generation).join(', ');
  const region = given ?? (generation === 'oauth' ? 'global' : undefined);
  if (region === undefined)
    throw fault('mimecast-region', `is missing: API 1.0 needs one of ${names}, or mimecast-url`);
  const baseUrl = baseUrlOf(generation, region);
  if (baseUrl !== undefined) return baseUrl;
  throw refusal('mimecast-region', region, `allowed for API ${generation === 'oauth' ? '2.0' : '1.0'} are ${names}`);
}
