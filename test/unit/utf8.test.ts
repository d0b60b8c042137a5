import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeUtf8 } from '../../src/utf8.ts';

describe('decodeUtf8', () => {
  it('reads what was written, without a byte order mark', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.boolean(), (text, marked) => {
        const plain = text
          .replaceAll('\0', '')
          .toWellFormed()
          .replace(/^\uFEFF/, '');
        expect(decodeUtf8(Buffer.from((marked ? '\uFEFF' : '') + plain))).toBe(plain);
      }),
    );
  });

  it.each([
    ['Windows-1252', Buffer.from('approvals:\n  - agreed-by: Andr\u00e9 M\u00fcller\n', 'latin1'), '0xE9 in line 2'],
    ['half a character at the end', Buffer.from('a\n\u00e9').subarray(0, 3), '0xC3 in line 2'],
    ['half a surrogate pair (CESU-8)', Buffer.from([0x61, 0xed, 0xa0, 0x80]), '0xED in line 1'],
    ['a longer form than needed', Buffer.from([0xc0, 0xaf]), '0xC0 in line 1'],
    [
      'a wrong byte after right ones of all lengths',
      Buffer.from([...Buffer.from('a\u00e9\u20ac\u{1F600}'), 0xff]),
      '0xFF',
    ],
    ['UTF-16, little end first', Buffer.from('\uFEFFapprovals: []', 'utf16le'), 'it looks like UTF-16'],
    ['UTF-16, big end first', Buffer.from('\uFEFFapprovals: []', 'utf16le').swap16(), 'it looks like UTF-16'],
    ['UTF-16 without a mark', Buffer.from('approvals: []', 'utf16le'), 'it looks like UTF-16'],
    ['UTF-16 without a mark, big end first', Buffer.from('approvals: []', 'utf16le').swap16(), 'it looks like UTF-16'],
  ])('refuses %s', (_what, bytes, place) => {
    expect(() => decodeUtf8(bytes)).toThrow(/^Not UTF-8: /);
    expect(() => decodeUtf8(bytes)).toThrow(place);
  });

  it('names the first byte that is wrong, wherever it stands', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '\n', '\u00e9', '\u20ac', '\u{1F600}') });
    fc.assert(
      fc.property(text, text, (before, after) => {
        const bytes = Buffer.concat([Buffer.from(before), Buffer.from([0xf8]), Buffer.from(after)]);
        expect(() => decodeUtf8(bytes)).toThrow(`0xF8 in line ${before.split('\n').length}.`);
      }),
    );
  });
});
