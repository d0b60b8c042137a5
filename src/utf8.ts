import { isUtf8 } from 'node:buffer';

const LINE_FEED = 10;

/** Bytes that are not UTF-8. */
export class EncodingError extends Error {
  override readonly name = 'EncodingError';
  /** Where it shows, for a sentence: `the first byte that does not fit is 0xE9 in line 3`. */
  readonly place: string;

  constructor(place: string) {
    super(`Not UTF-8: ${place}.`);
    this.place = place;
  }
}

/**
 * Reads bytes as UTF-8, a byte order mark left out. The decoders of Node put U+FFFD where a byte doesn't fit, so that what
 * is read is no longer what was written, and nobody is told.
 * @throws EncodingError, with the line of the first byte that doesn't fit. A zero byte counts as one: no text has any, and
 *   UTF-16 without a byte order mark has little else that gives it away.
 */
export function decodeUtf8(bytes: Uint8Array): string {
  const zero = bytes.indexOf(0);
  const wide = zero !== -1 || startsWith(bytes, 0xff, 0xfe) || startsWith(bytes, 0xfe, 0xff);
  if (!wide && isUtf8(bytes)) return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  throw new EncodingError(wide ? 'it looks like UTF-16' : `the first byte that does not fit is ${placeOf(bytes)}`);
}

/** Where UTF-8 ends: `0xE9 in line 3`. */
function placeOf(bytes: Uint8Array): string {
  let line = 1;
  let start = 0;
  // No character reaches over a line feed, so each line is right or wrong by itself.
  for (let end = bytes.indexOf(LINE_FEED); end !== -1; end = bytes.indexOf(LINE_FEED, start)) {
    if (!isUtf8(bytes.subarray(start, end))) break;
    start = end + 1;
    line += 1;
  }
  let at = start;
  for (let length = 1; length > 0; at += length) length = lengthAt(bytes, at);
  return `0x${(bytes[at] ?? 0).toString(16).toUpperCase().padStart(2, '0')} in line ${line}`;
}

/** Bytes of the character that begins there; 0 if none does. */
function lengthAt(bytes: Uint8Array, at: number): number {
  if ((bytes[at] ?? 0xff) < 0x80) return 1;
  return [2, 3, 4].find((length) => at + length <= bytes.length && isUtf8(bytes.subarray(at, at + length))) ?? 0;
}

function startsWith(bytes: Uint8Array, first: number, second: number): boolean {
  return bytes[0] === first && bytes[1] === second;
}
