/** A key as the tracker knows it: everything but the key itself. */
import type { Scope } from '../access';

export interface ApiKey {
  readonly id: string;
  readonly workspace: string;
  /** What the key is for; changes made with it carry this name. */
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** RFC 3339, as all times here. */
  readonly created_at: string;
  readonly expires_at: string | null;
  readonly last_used_at: string | null;
  readonly revoked_at: string | null;
}

export function isLive(
  { expires_at, revoked_at }: Pick<ApiKey, 'expires_at' | 'revoked_at'>,
  now: Date,
): boolean {
  return revoked_at === null && (expires_at === null || expires_at > now.toISOString());
}
