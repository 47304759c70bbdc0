/** Reads the address of a receiver when it is given, and refuses at once what no connection would ever be made to. */
import { isIP } from 'node:net';
import { ProblemError } from '../errors';
import { addressPolicy } from './address-policy';
import { isForbiddenTarget, type Lookup } from './resolve-target';

export const LONGEST_URL = 2_000;
/** Names that lead to this computer or a local network wherever they are looked up. */
const LOCAL_NAMES = /(^|\.)(localhost|local|internal|intranet|lan|home\.arpa)$/;
/** How long the name may take to be looked up, in milliseconds. */
const LOOKUP_PATIENCE_MS = 3_000;

export interface TargetRules {
  readonly allowPrivate: boolean;
  readonly lookup: Lookup;
}

/**
 * A name that cannot be looked up now is accepted: every connection checks it again. Any port is: what listens there must speak TLS
 * with a certificate for this name, so no other service can be talked to.
 * @throws ProblemError invalid_request
 */
export async function acceptTarget(text: string, { allowPrivate, lookup }: TargetRules): Promise<void> {
  const url = readTarget(text, allowPrivate);
  const signal = AbortSignal.timeout(LOOKUP_PATIENCE_MS);
  const isForbidden = await isForbiddenTarget(url, { permits: addressPolicy(allowPrivate), lookup, signal });
  if (isForbidden) throw localTarget();
}

/** The part that needs no look-up. @throws ProblemError invalid_request */
export function readTarget(text: string, allowPrivate: boolean): URL {
  if (!URL.canParse(text)) throw refusal('url must be a whole address such as https://example.com/hooks.');
  const url = new URL(text);
  if (url.protocol !== 'https:' && !(allowPrivate && url.protocol === 'http:'))
    throw refusal('url must begin with https://, so that nobody on the way can read or change what is sent.');
  if (url.username !== '' || url.password !== '')
    throw refusal('url must not hold a name or password; receivers verify the signature instead.');
  if (text.includes('#')) throw refusal('url must not have a part after #; it is never sent.');
  if (!allowPrivate && isLocalName(url.hostname)) throw localTarget();
  return url;
}

function isLocalName(hostname: string): boolean {
  const name = hostname.replace(/\.$/, '');
  if (name.startsWith('[') || isIP(name) !== 0) return false;
  return LOCAL_NAMES.test(name) || !name.includes('.');
}

function localTarget(): ProblemError {
  return refusal(
    'url leads to a private, local or reserved address, which the tracker does not call. Give a public one; for trials on your own computer start the tracker with WEBHOOK_ALLOW_PRIVATE=1.',
  );
}

function refusal(message: string): ProblemError {
  return new ProblemError('invalid_request', `${message} Nothing was changed.`, {
    errors: [{ path: 'url', message }],
  });
}
