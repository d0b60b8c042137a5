import { inflateSync } from 'node:zlib';

/** The inside is about 200 bytes: the default of 16 KiB for each id is what most of the time would go to. */
const INFLATE = { maxOutputLength: 8192, chunkSize: 512 };

/**
 * The account's code from an event's id, which is the base64url of a zlib stream of JSON with `customercode`
 * (mimecast-api.md 4.3). The id is Mimecast's own affair: one that can't be read so is an id like any other.
 */
export function accountCode(id: string): string | undefined {
  // 0x78, the first byte of every zlib stream, is `e` and one of eight letters.
  if (!id.startsWith('e') || id.length > 4096) return undefined;
  try {
    const text = inflateSync(Buffer.from(id, 'base64url'), INFLATE).toString('utf8');
    const inside: unknown = JSON.parse(text);
    const code =
      typeof inside === 'object' && inside !== null && 'customercode' in inside ? inside.customercode : undefined;
    return typeof code === 'string' && /^\w{1,40}$/.test(code) ? code : undefined;
  } catch {
    return undefined;
  }
}
