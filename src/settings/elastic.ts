import { X509Certificate } from 'node:crypto';
import type { ElasticTarget } from '../elastic-target.ts';
import type { Faults } from './faults.ts';
import type { InputName, Inputs } from './names.ts';
import { apiKeyParts, withoutScheme } from './secrets.ts';
import { fault, lineOf, refusal, urlOf } from './words.ts';

const SETTINGS = [
  'elastic-url',
  'elastic-cloud-id',
  'elastic-api-key',
  'elastic-username',
  'elastic-password',
  'elastic-ca',
] as const satisfies readonly InputName[];

/** Understands the inputs `elastic-*` and `namespace`; undefined if none of `elastic-*` is given. */
export function elasticOf(
  inputs: Inputs,
  notice: (text: string) => void,
  { attempt }: Faults,
): ElasticTarget | undefined {
  if (SETTINGS.every((name) => inputs[name] === undefined)) return undefined;
  return {
    url: attempt(() => addressOf(inputs)),
    auth: attempt(() => authOf(inputs, notice)),
    ca: attempt(() => authorityOf(inputs['elastic-ca'])),
    namespace: attempt(() => namespaceOf(inputs.namespace ?? 'default')),
  };
}

/** The last part of the streams' names. A namespace is part of a data stream's name (docs: Fleet, data streams, naming scheme): 100 bytes, no hyphen. */
export function namespaceOf(value: string): string {
  lineOf('namespace', value, 100);
  if (Buffer.byteLength(value) > 100 || value !== value.toLowerCase() || /[-\\/*?"<>|\s,#:]/.test(value)) {
    throw refusal(
      'namespace',
      value,
      'allowed are at most 100 bytes, in lower case, without a blank and without - \\ / * ? " < > | , # :',
    );
  }
  return value;
}

function addressOf(inputs: Inputs): string {
  const { 'elastic-url': url, 'elastic-cloud-id': cloudId } = inputs;
  if (url !== undefined && cloudId !== undefined) {
    throw fault('elastic-cloud-id', 'and input elastic-url are both given; give one of them');
  }
  if (url !== undefined && isCloudId(url)) {
    throw fault('elastic-url', 'is a cloud id and no address: give it as elastic-cloud-id');
  }
  if (url !== undefined) return urlOf('elastic-url', url, 'path allowed');
  if (cloudId !== undefined && /^https?:\/\//i.test(cloudId)) {
    throw fault('elastic-cloud-id', 'is an address and no cloud id: give it as elastic-url');
  }
  if (cloudId !== undefined) return cloudAddress(cloudId);
  throw fault(
    'elastic-url',
    'is missing: give elastic-url or elastic-cloud-id, or no Elastic input at all for evidence only',
  );
}

/** True for what Elastic Cloud shows as cloud id: people put it in the place of the address. */
function isCloudId(text: string): boolean {
  if (/^[a-z]+:\/\//i.test(text) || !text.includes(':')) return false;
  return CLOUD_ID.test(Buffer.from(text.slice(text.lastIndexOf(':') + 1), 'base64').toString('latin1'));
}

const CLOUD_ID = /^([a-z0-9.-]+)(:\d{1,5})?\$([a-z0-9-]+)(:\d{1,5})?(?:\$[a-z0-9:-]*)?$/i;

/** `label:` and the Base64 of `domain[:port]$elasticsearch id[:port][$kibana id]`, as Elastic Cloud shows it. */
function cloudAddress(cloudId: string): string {
  const text = Buffer.from(cloudId.slice(cloudId.lastIndexOf(':') + 1), 'base64').toString('latin1');
  const match = CLOUD_ID.exec(text);
  if (!cloudId.includes(':') || !match) {
    throw refusal(
      'elastic-cloud-id',
      cloudId,
      'copy it again, whole, from the Elastic Cloud console (name:Base64), or give elastic-url',
    );
  }
  const [, domain, port = '', id, ownPort = port] = match;
  return urlOf('elastic-cloud-id', `https://${id}.${domain}${ownPort}`, 'no path');
}

function authOf(inputs: Inputs, notice: (text: string) => void): ElasticTarget['auth'] {
  const { 'elastic-api-key': key, 'elastic-username': username, 'elastic-password': password } = inputs;
  if (key !== undefined && (username !== undefined || password !== undefined)) {
    throw fault('elastic-api-key', "can't stand beside elastic-username and elastic-password; give one of both");
  }
  if (key !== undefined) return { kind: 'api-key', encoded: encodedKey(key, notice) };
  if (username === undefined && password === undefined) {
    throw fault('elastic-api-key', 'is missing: give elastic-api-key, or elastic-username and elastic-password');
  }
  if (username === undefined) throw fault('elastic-username', 'is missing: elastic-password is given');
  if (password === undefined) throw fault('elastic-password', 'is missing: elastic-username is given');
  if (lineOf('elastic-username', username, 1000).includes(':')) {
    throw refusal('elastic-username', username, 'a colon is not allowed in it (RFC 7617)');
  }
  if (/\p{C}/u.test(password)) throw fault('elastic-password', 'must be one line without control characters');
  return { kind: 'basic', username, password };
}

/** What stands behind `ApiKey ` in the header: Base64 of `id:key`, or the `essu_` form of Elastic Cloud as it is. */
function encodedKey(value: string, notice: (text: string) => void): string {
  const key = withoutScheme(value);
  if (/^[[{]/.test(key)) {
    throw fault('elastic-api-key', 'is JSON: give only the value of its field encoded');
  }
  if (/\s/.test(key)) throw fault('elastic-api-key', 'holds a blank or line end in its middle: copy it again');
  if (/^essu_[A-Za-z0-9+/_=-]+$/.test(key)) return key;
  const parts = apiKeyParts(key);
  if (!parts) {
    throw fault(
      'elastic-api-key',
      'is not understood: allowed are id:key, its Base64 (field encoded), or a key that begins with essu_',
    );
  }
  if (parts.lineEnd) notice('Input elastic-api-key was Base64 with a line end inside; the line end was removed.');
  return parts.encoded;
}

/** One or more certificates in PEM, each of them read once so that a broken one is found now. */
function authorityOf(pem: string | undefined): string | undefined {
  if (pem === undefined) return undefined;
  if (/PRIVATE KEY/.test(pem))
    throw fault('elastic-ca', 'holds a private key: give the certificate only, and replace that key');
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? [];
  try {
    for (const block of blocks) new X509Certificate(block);
  } catch {
    blocks.length = 0;
  }
  if (blocks.length === 0) {
    throw fault(
      'elastic-ca',
      'is not understood: give the certificate as PEM, with its line breaks, from BEGIN to END CERTIFICATE',
    );
  }
  return `${blocks.join('\n')}\n`;
}
