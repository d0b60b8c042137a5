import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../src/canonical.ts';

describe('canonical JSON', () => {
  it('is what RFC 8785 says, for all that it allows', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
        expect(canonicalJson(value)).toBe(canonicalize(value));
      }),
      { numRuns: 500 },
    );
  });

  it('sorts keys by UTF-16 code units', () => {
    // Example of RFC 8785, 3.2.3.
    const value = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 };
    expect(canonicalJson(value)).toBe('{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\ud83d\ude00":5,"\ufb33":3}');
  });

  it.each([
    ['half a surrogate pair', JSON.parse('{"a":"\\ud800"}'), '{"a":"\\ud800"}'],
    ['a number beyond all doubles', JSON.parse('[1e999]'), '[null]'],
    ['a key of the prototype', JSON.parse('{"__proto__":1}'), '{"__proto__":1}'],
    ['nothing', null, 'null'],
    ['empty things', [{}, []], '[{},[]]'],
  ])('never refuses: %s', (_name, value, text) => {
    expect(canonicalJson(value)).toBe(text);
  });

  it('takes any depth', () => {
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    expect(canonicalJson(JSON.parse(deep))).toBe(deep);
  });
});
