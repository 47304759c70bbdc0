/** One line of the audit log, and the place in it where a page ends. */
import type { Actor, Origin } from '../access/access';
import { ProblemError } from '../errors';

export interface AuditEntry {
  readonly id: string;
  readonly at: string;
  readonly actor: Actor;
  readonly origin: Origin;
  readonly action: string;
  readonly subject: string;
}

export type AuditPlace = Pick<AuditEntry, 'at' | 'id'>;

const CONTENT = /^audit:(?<at>[0-9TZ:.-]{20,30})\|(?<id>[0-9a-f-]{36})$/;

export function encodeAuditPage({ at, id }: AuditPlace): string {
  return Buffer.from(`audit:${at}|${id}`).toString('base64url');
}

/** @throws ProblemError invalid_request when the tracker made no such token */
export function decodeAuditPage(token: string): AuditPlace {
  const { at, id } = CONTENT.exec(Buffer.from(token, 'base64url').toString('utf8'))?.groups ?? {};
  if (at !== undefined && id !== undefined) return { at, id };
  throw new ProblemError(
    'invalid_request',
    'page is not a token of this tracker. Take next from the page before, or leave page out to start again.',
  );
}
