/** Whether a host, by its name or address, is this computer and no other. */
import { isIPv4, isIPv6 } from 'node:net';

/** @param host a name or an address, without brackets and port */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || isLoopbackAddress(host);
}

export function isLoopbackAddress(address: string): boolean {
  if (isIPv6(address)) return address === '::1' || /^::ffff:127\./i.test(address);
  return isIPv4(address) && address.startsWith('127.');
}

/** The host of a Host header, without brackets and port; null for what is none. */
export function hostOf(header: string | undefined): string | null {
  const { six, host } =
    /^(?:\[(?<six>[0-9a-f:.]+)\]|(?<host>[^\s:[\]]+))(?::\d{1,5})?$/i.exec(header ?? '')?.groups ?? {};
  return (six ?? host)?.toLowerCase() ?? null;
}
