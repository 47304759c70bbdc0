/** Which addresses the tracker may call on somebody's behalf: public ones, by the special-purpose registries of IANA. */
import { BlockList, isIP } from 'node:net';

/** Says whether an address may be connected to. */
export type AddressPolicy = (address: string) => boolean;

type Family = 'ipv4' | 'ipv6';

/** Cloud metadata outside the ranges below, or inside those that a local tracker may use; never allowed. */
const METADATA: Readonly<Record<Family, readonly string[]>> = {
  ipv4: ['168.63.129.16/32', '100.100.100.200/32'],
  ipv6: ['fd00:ec2::/32', 'fd20:ce::/32'],
};

/** This computer, home and company networks, provider NAT; allowed for local use. */
const PRIVATE: Readonly<Record<Family, readonly string[]>> = {
  ipv4: ['127.0.0.0/8', '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10'],
  ipv6: ['::1/128', 'fc00::/7'],
};

/** https://www.iana.org/assignments/iana-ipv4-special-registry, multicast and what was never assigned. */
const SPECIAL_V4 = [
  '0.0.0.0/8',
  '169.254.0.0/16',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.31.196.0/24',
  '192.52.193.0/24',
  '192.88.99.0/24',
  '192.175.48.0/24',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
];

/** All public IPv6 addresses. Outside are also those that carry an IPv4 address: mapped, compatible, translated, NAT64. */
const GLOBAL_V6 = ['2000::/3'];
/** Within it: protocol assignments with Teredo, ORCHID and benchmarking; documentation; 6to4; AS112. */
const SPECIAL_V6 = ['2001::/23', '2001:db8::/32', '2002::/16', '2620:4f:8000::/48', '3fff::/20'];

const metadata = { ipv4: listOf('ipv4', METADATA.ipv4), ipv6: listOf('ipv6', METADATA.ipv6) };
const privates = { ipv4: listOf('ipv4', PRIVATE.ipv4), ipv6: listOf('ipv6', PRIVATE.ipv6) };
const specialV4 = listOf('ipv4', SPECIAL_V4);
const globalV6 = listOf('ipv6', GLOBAL_V6);
const specialV6 = listOf('ipv6', SPECIAL_V6);

/** @param allowPrivate also `PRIVATE`, never metadata, link-local, multicast or reserved addresses */
export function addressPolicy(allowPrivate: boolean): AddressPolicy {
  return (address) => {
    const family = familyOf(address);
    if (family === null || metadata[family].check(address, family)) return false;
    if (privates[family].check(address, family)) return allowPrivate;
    return family === 'ipv4'
      ? !specialV4.check(address, family)
      : globalV6.check(address, family) && !specialV6.check(address, family);
  };
}

/** null for what is no address, and for one with a zone (`fe80::1%eth0`), which only makes sense on a local network. */
function familyOf(address: string): Family | null {
  if (address.includes('%')) return null;
  const version = isIP(address);
  return version === 0 ? null : `ipv${version as 4 | 6}`;
}

function listOf(family: Family, ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [network = '', bits = ''] = range.split('/');
    list.addSubnet(network, Number(bits), family);
  }
  return list;
}
