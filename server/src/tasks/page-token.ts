/** The opaque mark in a next link: the place after which the next page begins, by order of creation. */
import { ProblemError } from '../errors';

const CONTENT = /^page:(?<place>\d{1,15})$/;

export function encodePageToken(createdSeq: number): string {
  return Buffer.from(`page:${createdSeq}`).toString('base64url');
}

/** @throws ProblemError invalid_request when the tracker made no such token */
export function decodePageToken(token: string): number {
  const place = CONTENT.exec(Buffer.from(token, 'base64url').toString('utf8'))?.groups?.['place'];
  if (place !== undefined && encodePageToken(Number(place)) === token) return Number(place);
  throw new ProblemError(
    'invalid_request',
    'page is not a token of this tracker. Take the one that came with the page before, or leave page out to start again.',
  );
}
