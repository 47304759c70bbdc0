/** The opaque mark of the next page of deliveries: the place after which it begins. */
import { ProblemError } from '../errors';
import type { DeliveryPlace } from './delivery-repository';

const CONTENT = /^delivery:(?<at>[0-9TZ:.-]{20,30})\|(?<id>[0-9a-f-]{36})$/;

export function encodeDeliveryPage({ created_at: at, id }: DeliveryPlace): string {
  return Buffer.from(`delivery:${at}|${id}`).toString('base64url');
}

/** @throws ProblemError invalid_request when the tracker made no such token */
export function decodeDeliveryPage(token: string): DeliveryPlace {
  const { at, id } = CONTENT.exec(Buffer.from(token, 'base64url').toString('utf8'))?.groups ?? {};
  if (at !== undefined && id !== undefined) return { created_at: at, id };
  throw new ProblemError(
    'invalid_request',
    'page is not a token of this tracker. Take next from the page before, or leave page out to start again.',
  );
}
