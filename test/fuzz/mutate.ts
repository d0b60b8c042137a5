import { gzipSync } from 'node:zlib';
import { hostileTexts } from '../fixtures/hostile.ts';
import type { Dice } from '../torture/dice.ts';

// Changes to what comes from outside, drawn from dice: the same dice give the same change.

/** What is to stand in JSON as it is, such as a number that no double holds: `write` puts it there bare. */
export const RAW = '\u0001raw:';
const NUMBERS = [
  ...[
    '9007199254740993',
    '9007199254740992',
    '1e400',
    '-1e400',
    '1.0',
    '-0',
    '0.1e-400',
    '1E5',
    '99999999999999999999',
  ],
  ...['123456789012345678901234567890', '-1', '2147483648', '4294967296', '1.7976931348623157e308'],
];
const NO_JSON = ['NaN', 'Infinity', '01', '+1', '1.', '.5', '0x1F', 'undefined', "'a'", ''];
const KEYS = ['__proto__', 'constructor', 'toString', 'length', 'then', 'toJSON', '', 'data', 'id', '\ud800', 'events'];
const INVISIBLE = ['\u200b', '\u00ad', '\ufeff', '\u2060', '\u202e', '\u00a0', '\u0000', '\t', '\r\n', '\u2028'];
const HALVES = ['\ud800', '\udc00', 'x\ud801', '\udfff\ud800'];
const DATES = [
  ...[
    '2026-11-24T10:01:00Z',
    '2026-11-24T10:01:00+00:00',
    '2026-11-24t10:01:00+0000',
    '2026-11-24',
    '24.11.2026 10:01',
  ],
  ...['2026-02-31T10:00:00+0000', '2099-01-01T00:00:00+0000', '1999-01-01T00:00:00+0000', '0000-00-00T00:00:00+0000'],
  ...[
    '2026-11-24T24:00:00+0000',
    '2026-11-24T10:01:60+0000',
    '2026-11-24T10:01:00+9999',
    '+275760-09-13T00:00:00.000Z',
  ],
  ...['2026-11-23T23:59:59+0000', '2026-11-25T00:00:00+0000', '2026-11-24T10:01:00.999999999+0000', 'yesterday', ''],
];

let hostile: readonly string[] | undefined;

/** A text that must do nothing. */
export function hostileText(dice: Dice): string {
  hostile ??= hostileTexts();
  return dice.pick(hostile);
}

/** JSON of a value; numbers that `mutated` put in stand as they were drawn. Half surrogates are escaped, as `JSON.stringify` does. */
export function write(value: unknown): string {
  return (JSON.stringify(value) ?? 'null').replaceAll(/"\\u0001raw:([^"\\]*)"/g, '$1');
}

/** A text with one change. */
export function mutatedText(text: string, dice: Dice): string {
  const at = dice.int(0, text.length);
  const [before, after] = [text.slice(0, at), text.slice(at)];
  switch (dice.int(0, 13)) {
    case 0:
      return before;
    case 1:
      return after;
    case 2:
      return before + hostileText(dice) + after;
    case 3:
      return hostileText(dice);
    case 4:
      return before + dice.pick(INVISIBLE) + after;
    case 5:
      return before + dice.pick(HALVES) + after;
    case 6:
      return text.toUpperCase();
    case 7:
      return before + before + after;
    case 8:
      return ` ${text} `;
    case 9:
      return dice.pick(DATES);
    case 10:
      // Full width, as some keyboards write it.
      return text.replace(/[!-~]/g, (sign) =>
        dice.chance(0.2) ? String.fromCharCode(sign.charCodeAt(0) + 0xfee0) : sign,
      );
    case 11:
      return before + after.slice(1);
    case 12:
      return text.normalize('NFD') + dice.pick(['', '\u0301']);
    default:
      return (before || 'x').repeat(dice.chance(0.02) ? 2000 : 3) + after;
  }
}

/** A JSON value with some changes to its structure. The value given stays as it is. */
export function mutated<T>(value: T, dice: Dice, times = 1): unknown {
  let root: unknown = structuredClone(value);
  for (let time = 0; time < times; time += 1) root = changed(root, dice);
  return root;
}

type Holder = Record<string, unknown> | unknown[];

/** Goes down a random way, and changes what is there. */
function changed(root: unknown, dice: Dice): unknown {
  const holder: Holder = { root };
  let [parent, key]: [Holder, string] = [holder, 'root'];
  for (;;) {
    const here = at(parent, key);
    const keys = isHolder(here) ? Object.keys(here) : [];
    if (keys.length === 0 || (parent !== holder && dice.chance(0.2))) break;
    [parent, key] = [here as Holder, dice.pick(keys)];
  }
  changeAt(parent, key, dice);
  return (holder as Record<string, unknown>).root;
}

/** Changes what stands at a place, or its place. */
function changeAt(parent: Holder, key: string, dice: Dice): void {
  const isList = Array.isArray(parent);
  const isTop = key === 'root';
  const here = at(parent, key);
  const kind = dice.int(0, 11);
  if (kind === 0 && isList) parent.splice(Number(key), 1);
  else if (kind === 0 && !isTop) delete (parent as Record<string, unknown>)[key];
  else if (kind === 1 && isList) parent.splice(Number(key), 0, structuredClone(here));
  else if (kind === 1) put(parent, `${key}2`, structuredClone(here));
  else if (kind === 2 && !isList && !isTop) {
    delete (parent as Record<string, unknown>)[key];
    const names = [...KEYS, key.toUpperCase(), `${key} `, ` ${key}`, key.slice(1), `${key}\u200b`];
    put(parent, dice.pick(names), here);
  } else if (kind === 3) {
    const other = dice.pick(Object.keys(parent));
    const there = at(parent, other);
    put(parent, other, here);
    put(parent, key, there);
  } else put(parent, key, another(here, kind, dice));
}

/** Something else in the place of a value. */
function another(here: unknown, kind: number, dice: Dice): unknown {
  switch (kind) {
    case 2:
      return { [dice.pick(KEYS)]: here };
    case 4:
      return RAW + dice.pick(NUMBERS);
    case 5:
      return dice.chance(0.1) ? RAW + dice.pick(NO_JSON) : retyped(here, dice);
    case 6: {
      const deep = dice.chance(0.05) ? dice.pick([1000, 10_000, 100_000]) : 0;
      if (deep > 0) return `${RAW}${'['.repeat(deep)}${']'.repeat(deep)}`;
      let nested = here;
      for (let level = dice.int(1, 30); level > 0; level -= 1) nested = dice.chance(0.5) ? [nested] : { a: nested };
      return nested;
    }
    case 7:
      return Array.from({ length: dice.chance(0.02) ? 3000 : dice.int(0, 12) }, () => here);
    default:
      return typeof here === 'string' ? mutatedText(here, dice) : retyped(here, dice);
  }
}

function retyped(value: unknown, dice: Dice): unknown {
  const text = typeof value === 'string' ? value : write(value ?? null).slice(0, 2000);
  return dice.pick<() => unknown>([
    () => null,
    () => true,
    () => false,
    () => 0,
    () => -1,
    () => '',
    () => [],
    () => ({}),
    () => [value],
    () => ({ value }),
    () => text,
    () => Number(text) || 7,
    () => dice.pick(DATES),
    () => hostileText(dice),
    () => dice.pick(HALVES),
  ])();
}

function isHolder(value: unknown): value is Holder {
  return typeof value === 'object' && value !== null;
}

function at(parent: Holder, key: string): unknown {
  return (parent as Record<string, unknown>)[key];
}

/** Also under `__proto__`, which an assignment would not make a key of. */
function put(parent: Holder, key: string, value: unknown): void {
  Object.defineProperty(parent, key, { value, configurable: true, enumerable: true, writable: true });
}

/** Bytes with one change: bits, cuts, additions, another encoding, gzip that is right or wrong. */
export function mutatedBytes(bytes: Buffer, dice: Dice): Buffer {
  const place = dice.int(0, Math.max(0, bytes.length - 1));
  const copy = Buffer.from(bytes);
  switch (dice.int(0, 11)) {
    case 0:
      if (copy.length > 0) copy[place] = (copy[place] ?? 0) ^ (1 << dice.int(0, 7));
      return copy;
    case 1:
      return copy.subarray(0, place);
    case 2:
      return copy.subarray(place);
    case 3:
      return Buffer.concat([copy, Buffer.from(dice.pick(['\0', ' ', '\n', '{}', ']', 'x', '\ufeff', ',']))]);
    case 4:
      return Buffer.concat([Buffer.from('\ufeff'), copy]);
    case 5:
      return Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(copy.toString('utf8'), 'utf16le')]);
    case 6:
      return Buffer.from(copy.toString('utf8'), 'latin1');
    case 7:
      return Buffer.concat([
        copy.subarray(0, place),
        Buffer.from(dice.pick([[0xff], [0xc3], [0xed, 0xa0, 0x80], [0xe9], [0]])),
        copy.subarray(place),
      ]);
    case 8:
      return gzipSync(copy);
    case 9:
      return Buffer.concat([copy, copy]);
    case 10:
      return Buffer.concat([copy.subarray(0, place), copy.subarray(place + dice.int(1, 9))]);
    default:
      return Buffer.from(`<html><body>${dice.pick(['Access denied', 'nginx', 'Log in'])}</body></html>`);
  }
}

/** Ways to write the user so that a person still sees the provider's address. */
export function disguised(address: string, dice: Dice): string {
  const [name = '', domain = ''] = address.split('@');
  return dice.pick([
    `${address} (Mimecast Support)`,
    `"${address}"`,
    `${address};x`,
    `${address},`,
    `${address}/support`,
    `${address}#EXT#`,
    `${address}:443`,
    `${address} ada.larch@harbourlight.example`,
    `ada.larch@harbourlight.example ${address}`,
    `Tamsin Marrowby <${address}>`,
    `Tamsin Marrowby <${address}> via Console`,
    `<${address}>`,
    `Tamsin Marrowby<${address}>`,
    `mailto:${address}`,
    address.toUpperCase(),
    `${address}.`,
    ` ${address}\t`,
    `${address}\u200b`,
    `\u202e${address}`,
    `${name}@\u200b${domain}`,
    `${name}\uff20${domain}`,
    `${name}@mime\u00adcast.local`,
    `${name}@${domain.replace('m', '\uff4d')}`,
    `[${address}]`,
    `'${address}'`,
    `${address}\u0000`,
  ]);
}
