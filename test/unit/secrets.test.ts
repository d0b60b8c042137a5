import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSecrets } from '../../src/runner/secrets.ts';

/** Every way in which a secret is known to come back. */
const WAYS: readonly (readonly [string, (secret: string) => string])[] = [
  ['as it is', (secret) => secret],
  ['for URLs', encodeURIComponent],
  ['for forms', (secret) => new URLSearchParams({ '': secret }).toString().slice(1)],
  ['for URLs, twice', (secret) => encodeURIComponent(encodeURIComponent(secret))],
  ['in JSON', (secret) => JSON.stringify(secret)],
  ['in JSON in JSON', (secret) => JSON.stringify(JSON.stringify(secret))],
  ['in HTML', (secret) => secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')],
  ['as entities', (secret) => secret.replace(/[^a-z0-9]/gi, (mark) => `&#${mark.charCodeAt(0)};`)],
  ['in hex', (secret) => Buffer.from(secret).toString('hex')],
  ['in Base64', (secret) => Buffer.from(secret).toString('base64')],
  ['in Base64 for URLs', (secret) => Buffer.from(secret).toString('base64url')],
  ['in Base64 behind one', (secret) => Buffer.from(`u:${secret}`).toString('base64')],
  ['in Base64 behind two', (secret) => Buffer.from(`us:${secret}`).toString('base64')],
  ['in Base64 between others', (secret) => Buffer.from(`user:${secret}!`).toString('base64')],
  ['in upper case', (secret) => secret.toUpperCase()],
  ['in lower case', (secret) => secret.toLowerCase()],
];

const letters = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, '');
const SECRETS = [
  'Abc:9$z&_q7',
  `${'kP4-'.repeat(20)}x`,
  'canary-client-secret-5d1f',
  'eyJhbGciOi.J9sQ_x-7.Zz"<>',
  'p\\ä"wörd-12345',
];

describe.each(SECRETS)('a known secret in text from outside: %s', (secret) => {
  const known = createSecrets();
  known.add(secret);

  it.each(WAYS)('is taken out %s', (_name, write) => {
    const written = write(secret);
    const left = known.redact(`before ${written} after`);
    expect(left).toMatch(/^before .*\*\*\*.* after$/s);
    // What is left is less than could be put together again.
    expect(left.length - 'before  after'.length).toBeLessThan(16);
  });

  it.each([
    ['blanks', (text: string) => text.replace(/[^A-Za-z0-9]/g, ' ')],
    ['wrapped lines', (text: string) => text.replace(/.{4}/g, '$&\n')],
    ['hyphens', (text: string) => Array.from(text).join('-')],
  ])('is taken out with other marks in it: %s', (_name, spoil) => {
    const bare = letters(secret);
    const left = letters(known.redact(`= ${spoil(secret)} =`));
    for (let at = 0; at + 8 <= bare.length; at += 1) expect(left).not.toContain(bare.slice(at, at + 8));
  });

  it('leaves no piece of more than eight characters, wherever it was cut', () => {
    for (let from = 0; from < secret.length; from += 1) {
      for (let to = from + 9; to <= secret.length; to += 1) {
        const piece = secret.slice(from, to);
        expect(known.redact(`it was ${piece} there`), piece).not.toContain(piece);
      }
    }
  });

  it('is hidden where it stands whole in a sentence of ours, which stays as it is but for that', () => {
    for (const [, write] of WAYS.slice(0, 3)) {
      expect(known.hide(`Check mimecast-client-secret: ${write(secret)}.`)).toBe('Check mimecast-client-secret: ***.');
    }
  });
});

it('a key in Base64 is known by what it stands for, too', () => {
  const known = createSecrets();
  known.add(Buffer.from('canary-secret-key-b2e4').toString('base64'));
  expect(known.redact('x canary-secret-key-b2e4 y')).toBe('x *** y');
  expect(known.redact(`x ${Buffer.from('canary-secret-key-b2e4').toString('hex')} y`)).toBe('x *** y');
});

describe('text without a secret', () => {
  it('stays as it is', () => {
    const known = createSecrets();
    for (const secret of SECRETS) known.add(secret);
    for (const text of ['err_xdk_invalid_signature', 'Token verification failed', 'https://login.example.com/', '']) {
      expect(known.redact(text)).toBe(text);
      expect(known.hide(text)).toBe(text);
    }
  });

  it('never fails, whatever it holds', () => {
    const known = createSecrets();
    for (const secret of SECRETS) known.add(secret);
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        known.redact(text);
        expect(known.hide(text)).toBe(text);
      }),
    );
  });

  it('is not shown at all once there are more secrets than a run has', () => {
    const known = createSecrets();
    for (let count = 0; count < 300; count += 1) known.add(`secret number ${count}`);
    expect(known.redact('anything')).toBe('***');
  });
});
