import { createHash } from 'node:crypto';
import { deflateSync, inflateSync } from 'node:zlib';

/*
 * Mimecast's opaque texts: event ids and page tokens share one coding, seen in public captures of 2021 to 2024: compact
 * JSON with `/` written as `\/`, zlib level 9 (first bytes 78 da), base64url without padding.
 */

/** What an event id holds, in the order of the real ones. */
export interface IdContent {
  /** 16 bytes that vary and a tail that is constant for the account, base64. */
  readonly secureid: string;
  /** Grows with time. */
  readonly auditlogid: number;
  /** Account code such as `CUSA99A999`. */
  readonly customercode: string;
  readonly version: 1;
}

/** What a page token holds, in the order of the real ones. Neither dates nor filter: paging is by offset. */
export interface TokenContent {
  /** Page size that the token was made for. */
  readonly pagesizeid: number;
  readonly secureid: string;
  readonly pageNumber: number;
  readonly isPrevious: boolean;
  readonly pageToken: null;
  readonly version: 1;
  /** Offset of the page's first row in the newest-first list, from 0. */
  readonly recordstartid: number;
}

/** How an id is packed. `stored` is the same coding without any compression: a tenth of the time, for benches. */
export type Packing = 'deflated' | 'stored';

/** Codes an id or a token. */
export function encode(content: IdContent | TokenContent, packing: Packing = 'deflated'): string {
  const json = JSON.stringify(content).replaceAll('/', '\\/');
  const bytes = packing === 'stored' ? store(Buffer.from(json)) : deflateSync(json, { level: 9, memLevel: 1 });
  return bytes.toString('base64url');
}

/** A zlib stream of one stored block (RFC 1950, RFC 1951 section 3.2.4), under the header of level 9. */
function store(plain: Buffer): Buffer {
  const bytes = Buffer.alloc(plain.length + 11);
  bytes.writeUInt16BE(0x78da, 0);
  bytes.writeUInt8(1, 2);
  bytes.writeUInt16LE(plain.length, 3);
  bytes.writeUInt16LE(plain.length ^ 0xffff, 5);
  plain.copy(bytes, 7);
  let [low, high] = [1, 0];
  for (const byte of plain) {
    low += byte;
    high += low;
  }
  bytes.writeUInt16BE(high % 65_521, plain.length + 7);
  bytes.writeUInt16BE(low % 65_521, plain.length + 9);
  return bytes;
}

/** The object in an id or a token; undefined if the text was not coded so. */
export function decode(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const content: unknown = JSON.parse(inflateSync(Buffer.from(text, 'base64url')).toString());
    return typeof content === 'object' && content !== null ? (content as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** `auditlogid` of an event's id, or undefined for an id of another make. */
export function auditLogId(id: unknown): number | undefined {
  const value = typeof id === 'string' ? decode(id)?.auditlogid : undefined;
  return typeof value === 'number' ? value : undefined;
}

/** A `secureid`: 48 bytes for an account code of up to ten characters, 80 for a longer one. */
export function secureId(code: string, salt: readonly [number, number, number, number]): string {
  const varying = Buffer.alloc(16);
  salt.forEach((value, index) => {
    varying.writeUInt32BE(value >>> 0, index * 4);
  });
  return Buffer.concat([varying, tail(code)]).toString('base64');
}

/** The event id of `auditlogid` in an account: the same for the same numbers. */
export function eventId(code: string, auditlogid: number, seed: number, packing?: Packing): string {
  const salt = [mix(seed, auditlogid, 1), mix(seed, auditlogid, 2), mix(seed, auditlogid, 3), seed] as const;
  return encode({ secureid: secureId(code, salt), auditlogid, customercode: code, version: 1 }, packing);
}

/** 32 well-mixed bits from three numbers; the only chance in the simulator, so that a seed gives the same day again. */
export function mix(seed: number, index: number, salt: number): number {
  let bits = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul((index + 0x7f4a7c15) | 0, 0xc2b2ae35);
  bits ^= Math.imul(salt + 1, 0x27d4eb2f);
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

const tails = new Map<string, Buffer>();

function tail(code: string): Buffer {
  const known = tails.get(code);
  if (known) return known;
  const made = createHash(code.length > 10 ? 'sha512' : 'sha256')
    .update(code)
    .digest();
  tails.set(code, made);
  return made;
}
