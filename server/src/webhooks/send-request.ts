/** One request to a receiver: its name is looked up once, the connection goes to an address that was checked, little of the answer is read. */
import * as http from 'node:http';
import * as https from 'node:https';
import type { LookupFunction } from 'node:net';
import type { AddressPolicy } from './address-policy';
import { DeliveryError } from './delivery-error';
import { resolveTarget, type Lookup, type Resolved } from './resolve-target';

/** What is read of an answer, in bytes; the connection is cut behind it. */
const MOST_READ = 16 * 1024;

export interface OutgoingRequest {
  readonly method: 'POST' | 'GET';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface ReceivedAnswer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  /** At most the first `MOST_READ` bytes. */
  readonly text: string;
}

export interface SendOptions {
  readonly permits: AddressPolicy;
  readonly lookup: Lookup;
  /** Covers everything from the look-up to the last byte read. */
  readonly signal: AbortSignal;
}

/**
 * Follows no redirect. A library's filtering agent was tried first, see docs/decisions/tracker.md.
 * @throws DeliveryError when no answer came, the signal's reason when it came first
 */
export async function sendRequest(request: OutgoingRequest, options: SendOptions): Promise<ReceivedAnswer> {
  const addresses = await resolveTarget(request.url, options);
  try {
    return await readAnswer(connect(request, addresses, options.signal), request.body);
  } catch (cause) {
    if (options.signal.aborted) throw options.signal.reason;
    throw new DeliveryError('unreachable', { cause });
  }
}

function connect(
  { method, url, headers }: OutgoingRequest,
  addresses: readonly Resolved[],
  signal: AbortSignal,
): http.ClientRequest {
  const { request } = url.protocol === 'https:' ? https : http;
  // A connection of its own, never a kept one: that could have been closed by now, and the request would fail for it.
  return request(url, { method, signal, agent: false, lookup: pinned(addresses), headers: { ...headers } });
}

/** In place of a second look-up, which might answer otherwise. */
function pinned(addresses: readonly Resolved[]): LookupFunction {
  return (_hostname, { all }, callback) => {
    const [first] = addresses;
    if (all === true) callback(null, [...addresses]);
    else callback(null, first?.address ?? '', first?.family);
  };
}

async function readAnswer(request: http.ClientRequest, body: string | undefined): Promise<ReceivedAnswer> {
  const response = await new Promise<http.IncomingMessage>((resolve, reject) => {
    request.on('error', reject);
    // E.g. an upgrade that nobody asked for ends without an error.
    request.once('close', () => reject(new Error('closed without an answer')));
    request.once('response', resolve);
    request.end(body);
  });
  const { statusCode: status = 0, headers } = response;
  return { status, headers, text: await readStart(response) };
}

/** An answer that breaks off, or drips until the time is over, still had its status: what came until then is taken. */
async function readStart(response: http.IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      size += chunk.length;
      if (size >= MOST_READ) break;
    }
  } catch {
    response.destroy();
  }
  return Buffer.concat(chunks).subarray(0, MOST_READ).toString('utf8');
}
