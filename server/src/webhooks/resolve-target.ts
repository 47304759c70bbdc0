/** Looks a receiver's name up once, and gives only addresses that may be connected to. */
import { lookup as systemLookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import type { AddressPolicy } from './address-policy';
import { DeliveryError } from './delivery-error';

export interface Resolved {
  readonly address: string;
  readonly family: number;
}

/** Every address of a name. */
export type Lookup = (name: string) => Promise<readonly Resolved[]>;

export const lookUp: Lookup = (name) => systemLookup(name, { all: true });

export interface ResolveOptions {
  readonly permits: AddressPolicy;
  readonly lookup: Lookup;
  readonly signal: AbortSignal;
}

/**
 * A name with one forbidden address among others is refused as a whole: which one a connection takes is chance.
 * @throws DeliveryError forbidden_address or unreachable; the signal's reason when it comes first
 */
export async function resolveTarget(
  { hostname }: URL,
  { permits, lookup, signal }: ResolveOptions,
): Promise<readonly Resolved[]> {
  const addresses = await addressesOf(hostname, lookup, signal);
  if (addresses.length === 0) throw new DeliveryError('unreachable');
  if (!addresses.every(({ address }) => permits(address))) throw new DeliveryError('forbidden_address');
  return addresses;
}

/** Whether it is known now that no connection would be made. */
export async function isForbiddenTarget(url: URL, options: ResolveOptions): Promise<boolean> {
  try {
    await resolveTarget(url, options);
    return false;
  } catch (error) {
    return error instanceof DeliveryError && error.code === 'forbidden_address';
  }
}

/** URL has brought every spelling of an IPv4 address (decimal, octal, hexadecimal, short) into its usual form. */
async function addressesOf(
  hostname: string,
  lookup: Lookup,
  signal: AbortSignal,
): Promise<readonly Resolved[]> {
  const literal = hostname.replace(/^\[(.*)\]$/, '$1');
  const family = isIP(literal);
  if (family !== 0) return [{ address: literal, family }];
  return Promise.race([
    lookup(hostname).catch((cause: unknown) => {
      throw new DeliveryError('unreachable', { cause });
    }),
    abortOf(signal),
  ]);
}

function abortOf(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const fail = () => reject(signal.reason as Error);
    if (signal.aborted) fail();
    else signal.addEventListener('abort', fail, { once: true });
  });
}
