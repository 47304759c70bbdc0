/** Which addresses Google's servers can reach: no machine of yours, unless a tunnel leads to it. */
import { lookup as systemLookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import type { Tunnel } from '../../options';

const PRIVATE_NAME = /(^|\.)(localhost|local|internal|lan|home|intranet|corp|test|invalid|home\.arpa)$/i;
const PRIVATE_V4 = [
  ['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12],
  ['192.0.0.0', 24], ['192.168.0.0', 16], ['198.18.0.0', 15], ['224.0.0.0', 3],
] as const; // prettier-ignore
const PRIVATE_V6 = [['::', 128], ['::1', 128], ['fc00::', 7], ['fe80::', 10], ['ff00::', 8]] as const; // prettier-ignore

const blocked = new BlockList();
for (const [net, prefix] of PRIVATE_V4) blocked.addSubnet(net, prefix, 'ipv4');
for (const [net, prefix] of PRIVATE_V6) blocked.addSubnet(net, prefix, 'ipv6');

/** By its looks alone: private and link-local addresses, loopback, names without a public suffix. */
export function looksPrivate(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  return isIP(host) ? isPrivateAddress(host) : !host.includes('.') || PRIVATE_NAME.test(host);
}

/** IPv4 addresses written inside IPv6 are checked as what they are. */
export function isPrivateAddress(address: string): boolean {
  return blocked.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

/** The local target behind a public-looking origin; undefined when no tunnel leads there. */
export function tunnelTarget(tunnels: readonly Tunnel[], url: URL): URL | undefined {
  const tunnel = tunnels.find(({ publicUrl }) => new URL(publicUrl).origin === url.origin);
  return tunnel && new URL(url.pathname + url.search, tunnel.target);
}

/** Throws a plain sentence for a tunnel that no real user could open. */
export function checkTunnel({ publicUrl, target }: Tunnel): void {
  const outside = parse(publicUrl, 'public address');
  const inside = parse(target, 'target');
  if (outside.protocol !== 'https:' || looksPrivate(outside.hostname)) {
    throw new Error(
      `A tunnel needs a public-looking https address such as https://tracker.example.dev, not ${publicUrl}`,
    );
  }
  if (!inside.protocol.startsWith('http'))
    throw new Error(`A tunnel leads to an http address, not ${target}`);
  if (!isThisMachine(inside.hostname))
    throw new Error(`A tunnel leads to a port of this machine such as http://127.0.0.1:8000, not ${target}`);
}

function isThisMachine(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host);
}

function parse(text: string, what: string): URL {
  if (!URL.canParse(text)) throw new Error(`The tunnel's ${what} is no URL: ${text}`);
  return new URL(text);
}

/** Name resolution that fails for a public name with a private address, as Google's does. */
export const publicLookup: LookupFunction = (hostname, options, callback) => {
  systemLookup(hostname, { ...options, all: true }, (error, addresses) => {
    const usable = (addresses ?? []).filter(({ address }) => !isPrivateAddress(address));
    const first = usable[0];
    if (error || !first) return callback(error ?? unresolved(hostname), '', 4);
    if (options.all) return (callback as unknown as (error: null, all: typeof usable) => void)(null, usable);
    callback(null, first.address, first.family);
  });
};

function unresolved(hostname: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`${hostname} has no public address`), { code: 'ENOTFOUND' });
}
