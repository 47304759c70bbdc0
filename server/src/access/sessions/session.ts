/** A browser that is signed in. */
import type { Access, Scope } from '../access';

export interface Session {
  /** SHA-256 of the cookie's value. */
  readonly hash: string;
  readonly workspace: string;
  /** The key it was opened with; null after a one-time link. */
  readonly keyId: string | null;
  /** Of the key, or what the person is called. */
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly createdAt: string;
  readonly expiresAt: string;
}

/**
 * How long a session lasts, in days. Fixed and not prolonged by use: a stolen cookie ends at a known time, and no request has to
 * write.
 */
const SESSION_DAYS = 14;
const DAY_MS = 86_400_000;

/** @param keyExpiry a session never outlives its key */
export function sessionEnd(now: Date, keyExpiry: string | null): string {
  const end = new Date(now.getTime() + SESSION_DAYS * DAY_MS).toISOString();
  return keyExpiry !== null && keyExpiry < end ? keyExpiry : end;
}

export function toAccess({ workspace, keyId, name, scopes }: Session): Access {
  return {
    workspace,
    actor: { kind: keyId === null ? 'person' : 'key', name },
    origin: { kind: 'board', source: null },
    scopes: new Set(scopes),
    keyId,
    mode: 'session',
  };
}

/** Stands for the session in the audit log; the hash itself would tell which cookie to look for. */
export function auditIdOf({ hash }: Pick<Session, 'hash'>): string {
  return hash.slice(0, 16);
}
