import { describe, expect, it } from 'vitest';
import keys from '../fixtures/cases/b17-keys.json' with { type: 'json' };
import { errorOf, type Given, read, SOURCE, SOURCE_1, settingsOf } from './given.ts';

describe('the source', () => {
  it('is API 1.0 with its four keys', () => {
    expect(read(SOURCE_1).attempt().source).toEqual({
      baseUrl: 'https://eu-api.mimecast.com',
      credentials: {
        kind: 'hmac',
        accessKey: 'canary-access-key',
        secretKey: 'AAECAwQFBgcICQoLDA0ODw==',
        appId: 'app-1',
        appKey: 'canary-app-key',
      },
    });
  });

  it.each([
    ['mimecast-region', 'UK', 'https://uk-api.services.mimecast.com'],
    ['mimecast-url', 'https://us-api.services.mimecast.com/', 'https://us-api.services.mimecast.com'],
    ['mimecast-url', 'http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
    ['mimecast-url', 'http://[::1]:8080/', 'http://[::1]:8080'],
    ['mimecast-url', 'http://api.localhost:81', 'http://api.localhost:81'],
  ])('with %s %s is at %s', (name, value, baseUrl) => {
    expect(settingsOf({ [name]: value }).source?.baseUrl).toBe(baseUrl);
  });

  it('takes line ends off its secrets, and says so (case B17)', () => {
    const [{ client_secret = '' } = {}, { secret_key_v1 = '' } = {}] = keys.mimecast_secrets;
    const { attempt, said } = read({ ...SOURCE, 'mimecast-client-secret': client_secret });
    expect(attempt().source?.credentials).toMatchObject({ clientSecret: 's3cr3t' });
    expect(said.notices).toEqual(['Blanks or line ends around input mimecast-client-secret were removed.']);
    expect(said.masks).toEqual(['s3cr3t']);
    const old = read({ ...SOURCE_1, 'mimecast-secret-key': secret_key_v1 }).attempt();
    expect(old.source?.credentials).toMatchObject({ secretKey: 'AAECAwQFBgcICQoLDA0ODw==' });
  });

  it.each<[string, string, Given]>([
    [
      'mimecast-client-id',
      'Input mimecast-client-id is missing: give mimecast-client-id and mimecast-client-secret (API 2.0), or mimecast-access-key, mimecast-secret-key, mimecast-app-id, mimecast-app-key (API 1.0).',
      {},
    ],
    [
      'mimecast-client-secret',
      'Input mimecast-client-secret is missing: API 2.0 needs mimecast-client-id, mimecast-client-secret; not given: mimecast-client-secret.',
      { 'mimecast-client-id': 'x' },
    ],
    [
      'mimecast-secret-key',
      'Input mimecast-secret-key is missing: API 1.0 needs mimecast-access-key, mimecast-secret-key, mimecast-app-id, mimecast-app-key; not given: mimecast-secret-key, mimecast-app-key.',
      { 'mimecast-access-key': 'abcd', 'mimecast-app-id': 'x' },
    ],
    ['mimecast-access-key', "belongs to API 1.0 and can't stand beside", { ...SOURCE, ...SOURCE_1 }],
    ['mimecast-secret-key', 'is not Base64', { ...SOURCE_1, 'mimecast-secret-key': 'not/base64!' }],
    ['mimecast-app-id', 'must be one line of ASCII', { ...SOURCE_1, 'mimecast-app-id': 'a b' }],
    ['mimecast-client-secret', 'is JSON', { ...SOURCE, 'mimecast-client-secret': '{"a":"bcdef"}' }],
    ['mimecast-region', 'is missing: API 1.0 needs one of eu, de', { ...SOURCE_1, 'mimecast-region': '' }],
    [
      'mimecast-region',
      'Input mimecast-region is "eu": allowed for API 2.0 are global, uk, us.',
      { ...SOURCE, 'mimecast-region': 'eu' },
    ],
    ['mimecast-region', 'both given', { ...SOURCE, 'mimecast-region': 'uk', 'mimecast-url': 'https://a.example.com' }],
    ['mimecast-url', 'it must begin with https://', { ...SOURCE, 'mimecast-url': 'http://api.example.com' }],
    ['mimecast-url', 'it must begin with https://', { ...SOURCE, 'mimecast-url': 'http://127.0.0.1.example.com' }],
    ['mimecast-url', 'allowed is a full address', { ...SOURCE, 'mimecast-url': 'api.example.com' }],
    ['mimecast-url', 'allowed is a full address', { ...SOURCE, 'mimecast-url': 'ftp://localhost' }],
    [
      'mimecast-url',
      'Input mimecast-url must not hold a user or password',
      { ...SOURCE, 'mimecast-url': 'https://u:pw@a.example.com' },
    ],
    ['mimecast-url', 'leave out the path', { ...SOURCE, 'mimecast-url': 'https://a.example.com/api/audit' }],
    ['mimecast-url', 'must not hold a query', { ...SOURCE, 'mimecast-url': 'https://a.example.com?' }],
  ])('%s: %s', (input, message, given) => {
    const error = errorOf(given, {});
    expect(error.message).toContain(message);
    expect(error.input).toBe(input);
  });
});
