import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../src/canonical.ts';
import { isWrittenNumber, JSON_LIMITS, JsonFault, parseFaithfully, parseJson, plain, textOf } from '../../src/json.ts';
import { parseEvent, parseEventLine } from '../event.ts';

function kindOf(read: () => unknown): string | undefined {
  try {
    read();
    return undefined;
  } catch (error) {
    if (error instanceof JsonFault) return error.kind;
    throw error;
  }
}

describe('JSON from outside', () => {
  it('is read as JSON.parse reads it, blanks and all', () => {
    const spaced = fc.tuple(fc.jsonValue({ stringUnit: 'binary' }), fc.constantFrom(undefined, 1, '\t', ' \n'));
    fc.assert(
      fc.property(spaced, ([value, space]) => {
        const text = JSON.stringify(value, undefined, space);
        expect(parseJson(text)).toEqual(JSON.parse(text));
        expect(canonicalJson(parseFaithfully(text))).toBe(canonicalJson(JSON.parse(text)).replaceAll('-0,', '0,'));
      }),
      { examples: [[[{ a: ['\\', '"', '\\"', {}, []] }, 1]]] },
    );
  });

  it('that is none is a fault, never anything else', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'[]{},:"\\-+.e019 tfn\u00e9') }), (text) => {
        let valid = true;
        try {
          JSON.parse(text);
        } catch {
          valid = false;
        }
        const kind = kindOf(() => parseFaithfully(text));
        if (!valid) expect(kind).toBe('syntax');
        else expect([undefined, 'twice']).toContain(kind);
      }),
      { numRuns: 5000 },
    );
  });

  it.each([
    ['levels', 'depth', '[[[[]]]]', { depth: 3 }],
    ['levels that never end', 'depth', '['.repeat(100_000), {}],
    ['values', 'values', '[1,2,3,4]', { values: 3 }],
    ['empty things', 'values', '[{},{},[]]', { values: 3 }],
    ['items of a list right in the outermost object', 'rows', '{"data":[1,2,3,4]}', { rows: 3 }],
    ['the same, a later list', 'rows', '{"a":[1],"data":[{},{},{},{}]}', { rows: 3 }],
  ])('too many %s: %s', (_name, kind, text, limits) => {
    expect(kindOf(() => parseJson(text, { ...JSON_LIMITS, ...limits }))).toBe(kind);
  });

  it('just within its limits is taken', () => {
    const limits = { depth: 3, values: 7, rows: 3 };
    expect(parseJson('{"data":[1,[2],",[{"],"x":{"[[[":":,"}}', limits)).toBeTypeOf('object');
  });

  it.each(['{"a":1,"a":2}', '{"a":1,"\\u0061":1}', '[{"x":{"__proto__":1,"__proto__":2}}]', '{"a":1.0,"a":1.0}'])(
    'one key twice is a fault, since a value would be dropped in silence: %s',
    (text) => {
      expect(kindOf(() => parseFaithfully(text))).toBe('twice');
    },
  );

  it('bytes that are no UTF-8 are a fault, and no other text', () => {
    expect(kindOf(() => textOf(Buffer.from('{"a":"Andr\u00e9"}', 'latin1')))).toBe('encoding');
    expect(textOf(Buffer.from('\ufeff{"a":"Andr\u00e9 \ufffd"}'))).toBe('{"a":"Andr\u00e9 \ufffd"}');
  });
});

describe('numbers', () => {
  const numbers = fc
    .tuple(fc.constantFrom('', '-'), fc.constantFrom('0', '1', '7', '90', '9007199254740993', '123456789012345678901'))
    .chain(([sign, whole]) =>
      fc
        .tuple(
          fc.constantFrom('', '.0', '.5', '.10', '.30000000000000000001'),
          fc.constantFrom('', 'e5', 'E-7', 'e+400'),
        )
        .map(([fraction, exponent]) => sign + whole + fraction + exponent),
    );

  it('stay as they were written, in events and their lines', () => {
    fc.assert(
      fc.property(fc.array(numbers, { maxLength: 5 }), (list) => {
        const text = `{"__proto__":{"x":[${list.join(',')}]},"a":true,"b":[null,"1.0",{}]}`;
        const event = parseEvent(parseFaithfully(text));
        expect(event.canonical).toBe(text);
        expect(parseEventLine(text)).toEqual(event);
      }),
    );
  });

  it('that differ give events that differ (D10)', () => {
    const keys = ['9007199254740993', '9007199254740992', '1', '1.0', '1e0', '-0', '0', '1e400', '1e401'].map(
      (id) => parseEvent(parseFaithfully(`{"id":${id}}`)).key,
    );
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('can be had as doubles', () => {
    const [kept, usual] = parseFaithfully('[200.0,7]') as unknown[];
    expect(isWrittenNumber(kept)).toBe(true);
    expect([plain(kept), plain(usual), plain('7')]).toEqual([200, 7, '7']);
    expect(parseEvent(parseFaithfully('1.0')).raw).toBe(1);
  });
});
