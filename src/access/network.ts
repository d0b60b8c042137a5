import { BlockList, isIPv4, isIPv6 } from 'node:net';

const lists = new WeakMap<readonly string[], BlockList>();

/** True if it is a block such as `198.51.100.0/24` or `2001:db8::/32`, or one address. */
export function isNetwork(text: string): boolean {
  return partsOf(text) !== undefined;
}

/**
 * True if the address lies in one of the blocks. Bits of a block beyond its prefix are of no account. What is no address lies
 * in none.
 */
export function isInNetworks(networks: readonly string[], address: string | undefined): boolean {
  if (address === undefined) return false;
  const family = familyOf(address);
  return family !== undefined && listOf(networks).check(address, family);
}

/** Building a list takes longer than asking it, and a policy is asked for every act. */
function listOf(networks: readonly string[]): BlockList {
  let list = lists.get(networks);
  if (!list) {
    list = new BlockList();
    for (const network of networks) {
      const parts = partsOf(network);
      if (parts) list.addSubnet(parts.address, parts.prefix, parts.family);
    }
    lists.set(networks, list);
  }
  return list;
}

function partsOf(text: string): { address: string; prefix: number; family: 'ipv4' | 'ipv6' } | undefined {
  const match = /^([\da-fA-F:.]{2,45})(?:\/(\d{1,3}))?$/.exec(text);
  const address = match?.[1] ?? '';
  const family = familyOf(address);
  // Addresses are read as IPv4 where they are mapped, so such a block would never be met.
  if (!family || /^::ffff:/i.test(address)) return undefined;
  const most = family === 'ipv4' ? 32 : 128;
  const prefix = match?.[2] === undefined ? most : Number(match[2]);
  return prefix <= most ? { address, prefix, family } : undefined;
}

function familyOf(address: string): 'ipv4' | 'ipv6' | undefined {
  if (isIPv4(address)) return 'ipv4';
  return isIPv6(address) && !address.includes('%') ? 'ipv6' : undefined;
}
