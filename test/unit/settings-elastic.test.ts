import { describe, expect, it } from 'vitest';
import keys from '../fixtures/cases/b17-keys.json' with { type: 'json' };
import { ELASTIC, errorOf, type Given, read, SOURCE, settingsOf } from './given.ts';

describe('Elastic', () => {
  const url = { 'elastic-url': 'https://es.example.com' };

  it('is what was given', () => {
    expect(settingsOf({ ...ELASTIC, namespace: 'prod.eu_1' }).elastic).toEqual({
      url: 'https://es.example.com:9243',
      auth: { kind: 'api-key', encoded: Buffer.from('key-id-1:canary-key').toString('base64') },
      ca: undefined,
      namespace: 'prod.eu_1',
    });
    const basic = settingsOf({ ...url, 'elastic-username': 'writer', 'elastic-password': 'canary password' }).elastic;
    expect(basic?.auth).toEqual({ kind: 'basic', username: 'writer', password: 'canary password' });
  });

  it('is evidence only when nothing but a namespace is given', () => {
    expect(settingsOf({ namespace: 'prod' }).elastic).toBeUndefined();
  });

  it.each([
    ['https://es.example.com/', 'https://es.example.com'],
    ['https://proxy.example.com/es/', 'https://proxy.example.com/es'],
    ['HTTPS://ES.example.com:443', 'https://es.example.com'],
    ['http://localhost:9200', 'http://localhost:9200'],
  ])('at %s is at %s', (given, expected) => {
    expect(settingsOf({ ...ELASTIC, 'elastic-url': given }).elastic?.url).toBe(expected);
  });

  it.each([
    ['eu-central-1.example.com$abc123$def456', 'https://abc123.eu-central-1.example.com'],
    ['example.com:443$abc123', 'https://abc123.example.com'],
    ['example.com:9243$abc123$', 'https://abc123.example.com:9243'],
    ['example.com$abc123:9244$def:9245', 'https://abc123.example.com:9244'],
  ])('cloud id of %s is %s', (inside, expected) => {
    const cloudId = `my deployment:${Buffer.from(inside).toString('base64')}`;
    const given = { 'elastic-cloud-id': cloudId, 'elastic-api-key': ELASTIC['elastic-api-key'] ?? '' };
    expect(settingsOf(given).elastic?.url).toBe(expected);
  });

  it.each(['no-colon', 'name:', 'name:####', `name:${btoa('example.com')}`, `name:${btoa('evil.example/x$abc')}`])(
    'cloud id %s is refused',
    (cloudId) => {
      expect(errorOf({ 'elastic-cloud-id': cloudId, 'elastic-api-key': 'abc:defg' }).input).toBe('elastic-cloud-id');
    },
  );

  it('tells a cloud id from an address', () => {
    const cloudId = `my deployment:${Buffer.from('example.com$abc123').toString('base64')}`;
    const key = { 'elastic-api-key': 'abc:defg' };
    expect(errorOf({ 'elastic-url': cloudId, ...key }).message).toBe(
      'Input elastic-url is a cloud id and no address: give it as elastic-cloud-id.',
    );
    expect(errorOf({ 'elastic-cloud-id': 'https://es.example.com', ...key }).message).toBe(
      'Input elastic-cloud-id is an address and no cloud id: give it as elastic-url.',
    );
  });

  it('case B17: understands a key however it was copied', () => {
    const results = keys.keys.map(({ value }) => {
      const { attempt, said } = read({ ...SOURCE, ...url, 'elastic-api-key': value });
      try {
        const auth = attempt().elastic?.auth;
        return [auth?.kind === 'api-key' ? auth.encoded : auth?.kind, ...said.notices];
      } catch (error) {
        return [(error as Error).message];
      }
    });
    const encoded = 'YWJjOmRlZg==';
    const trimmed = 'Blanks or line ends around input elastic-api-key were removed.';
    expect(results).toEqual([
      [encoded],
      [encoded, trimmed],
      [encoded],
      [encoded, 'Input elastic-api-key was Base64 with a line end inside; the line end was removed.'],
      [encoded, trimmed],
      ['Input elastic-api-key is JSON: give only the value of its field encoded.'],
      [encoded],
    ]);
  });

  it('sends the form of Elastic Cloud as it is', () => {
    const auth = settingsOf({ ...url, 'elastic-api-key': 'essu_VGhpcyBpcyBhIGNhbmFyeQ==AAAA' }).elastic?.auth;
    expect(auth).toEqual({ kind: 'api-key', encoded: 'essu_VGhpcyBpcyBhIGNhbmFyeQ==AAAA' });
  });

  it.each<[string, string, Given]>([
    ['elastic-url', 'is missing: give elastic-url or elastic-cloud-id', { 'elastic-api-key': 'abc:defg' }],
    ['elastic-cloud-id', 'both given', { ...ELASTIC, 'elastic-cloud-id': 'a:b' }],
    ['elastic-api-key', 'is missing: give elastic-api-key', url],
    ['elastic-api-key', "can't stand beside", { ...ELASTIC, 'elastic-username': 'u' }],
    ['elastic-username', 'is missing: elastic-password is given', { ...url, 'elastic-password': 'canary' }],
    ['elastic-password', 'is missing: elastic-username is given', { ...url, 'elastic-username': 'u' }],
    ['elastic-username', 'a colon', { ...url, 'elastic-username': 'u:v', 'elastic-password': 'canary' }],
    ['elastic-password', 'must be one line', { ...url, 'elastic-username': 'u', 'elastic-password': 'can\nary' }],
    ['elastic-api-key', 'blank or line end in its middle', { ...url, 'elastic-api-key': 'YWJj\nOmRlZg==' }],
    ['elastic-api-key', 'is not understood', { ...url, 'elastic-api-key': 'abcdefgh' }],
    ['elastic-api-key', 'is not understood', { ...url, 'elastic-api-key': 'a:b:cdef' }],
    ['elastic-url', 'it must begin with https://', { ...ELASTIC, 'elastic-url': 'http://es.example.com' }],
    ['elastic-url', 'must not hold a user', { ...ELASTIC, 'elastic-url': 'https://elastic:pw@es.example.com' }],
    [
      'elastic-ca',
      'is not understood',
      { ...ELASTIC, 'elastic-ca': '-----BEGIN CERTIFICATE-----\\nAAAA\\n-----END CERTIFICATE-----' },
    ],
    ['elastic-ca', 'is not understood', { ...ELASTIC, 'elastic-ca': 'hello' }],
  ])('%s: %s', (input, message, given) => {
    const error = errorOf(given);
    expect(error.message).toContain(message);
    expect(error.input).toBe(input);
  });

  it('takes certificates as PEM, and nothing beside them', () => {
    const settings = settingsOf({ ...ELASTIC, 'elastic-ca': `made up\n${CERTIFICATE}\n\n${CERTIFICATE}\n` });
    expect(settings.elastic?.ca).toBe(`${CERTIFICATE}\n${CERTIFICATE}\n`);
  });

  it('refuses a private key in place of a certificate, and masks it', () => {
    const key = '-----BEGIN PRIVATE KEY-----\ncanary-private-line\n-----END PRIVATE KEY-----';
    const { attempt, said } = read({ ...SOURCE, ...ELASTIC, 'elastic-ca': `${CERTIFICATE}\n${key}` });
    expect(attempt).toThrow('Input elastic-ca holds a private key');
    expect(said.masks).toContain('canary-private-line');
  });
});

/** Made for this test: a self-signed authority without a use, CN=test.example. */
const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBhDCCASugAwIBAgIUfwjw1+tMEgegoqVRxLmpQrMSTIMwCgYIKoZIzj0EAwIw
FzEVMBMGA1UEAwwMdGVzdC5leGFtcGxlMCAXDTI2MTEyNTEzMDYwMFoYDzIxMjYx
MTAxMTMwNjAwWjAXMRUwEwYDVQQDDAx0ZXN0LmV4YW1wbGUwWTATBgcqhkjOPQIB
BggqhkjOPQMBBwNCAAQ08Bcpm/2ZlUOXVxtCTlNaZkuVibWQveIclewJ80PV17bT
pDlxRlbxFqdTzY9bMx+Ao56hRbVdM9L/buWFZvF1o1MwUTAdBgNVHQ4EFgQUTZcE
Ym8ObE87QElJpmQTC+ZZgSwwHwYDVR0jBBgwFoAUTZcEYm8ObE87QElJpmQTC+ZZ
gSwwDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNHADBEAiAj/h72dEUzY4PG
bMyYcNNGVRtX54JozC03SfhW57rfqQIgJhfdE5CqCX7XpasAJmEEY+gtpB8EzV+4
aseBtCIdOvY=
-----END CERTIFICATE-----`;
