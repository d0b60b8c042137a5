import { isIPv4, isIPv6 } from 'node:net';

/** What an IP field says: its addresses, or, if any piece of it is no address, its words as they stand. */
interface AddressField {
  readonly addresses: readonly string[];
  readonly raw: string | undefined;
}

/** The longest address there is, with brackets, zone and port. Longer text isn't looked at. */
const LONGEST = 80;

/**
 * Reads one network address. Brackets, a port and a zone id (`fe80::1%eth0`) are left off.
 * @returns the shortest spelling (RFC 5952; an IPv4-mapped address as IPv4), or undefined if it is no address.
 */
export function readAddress(text: string): string | undefined {
  if (text.length > LONGEST) return undefined;
  if (isIPv4(text)) return text;
  const bare = text.startsWith('[') ? unbracket(text) : withoutPort(text);
  if (bare === undefined) return undefined;
  if (isIPv4(bare)) return bare;
  const zone = bare.indexOf('%');
  const address = zone < 0 ? bare : bare.slice(0, zone);
  return isIPv6(address) && zone !== bare.length - 1 ? shortest(address) : undefined;
}

/**
 * Reads the value of an IP field: one address or a list by comma or blank. Stray commas and colons around an address are
 * left off, as Mimecast has written `IP: : 192.0.2.15,,`. The word `null` and an empty value mean nothing.
 * A list with a word in it gives no address at all, since the word may stand for the client.
 */
export function readAddressField(value: string): AddressField {
  const whole = readAddress(value);
  if (whole !== undefined) return { addresses: [whole], raw: undefined };
  const pieces = value.split(/[\s,;]+/).filter((piece) => piece !== '' && piece !== ':' && piece !== 'null');
  const addresses = new Set<string>();
  for (const piece of pieces) {
    const address = readAddress(piece);
    if (address === undefined) return { addresses: [], raw: value };
    addresses.add(address);
  }
  return { addresses: [...addresses], raw: undefined };
}

/** `[address]` or `[address]:port`. */
function unbracket(text: string): string | undefined {
  const end = text.indexOf(']');
  if (end < 0) return undefined;
  const rest = text.slice(end + 1);
  if (rest !== '' && !(rest.startsWith(':') && isPort(rest.slice(1)))) return undefined;
  return text.slice(1, end);
}

/** `IPv4:port`: with more than one colon it is IPv6, which can't be told from a port without brackets. */
function withoutPort(text: string): string {
  const colon = text.indexOf(':');
  const single = colon > 0 && text.indexOf(':', colon + 1) < 0;
  return single && isPort(text.slice(colon + 1)) ? text.slice(0, colon) : text;
}

function isPort(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) <= 65_535;
}

function shortest(address: string): string {
  // The URL parser of the platform writes IPv6 as RFC 5952 says.
  const spelt = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const mapped = /^::ffff:([\da-f]{1,4}):([\da-f]{1,4})$/.exec(spelt);
  if (!mapped) return spelt;
  const high = Number.parseInt(mapped[1] ?? '', 16);
  const low = Number.parseInt(mapped[2] ?? '', 16);
  return `${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`;
}
