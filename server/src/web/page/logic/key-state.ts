/** Whether a key still opens anything. */
import type { ApiKey } from '../api/admin-types';

export type KeyState = 'live' | 'expired' | 'revoked';

export function keyState(key: Pick<ApiKey, 'revoked_at' | 'expires_at'>, now: number): KeyState {
  if (key.revoked_at !== null) return 'revoked';
  if (key.expires_at !== null && Date.parse(key.expires_at) <= now) return 'expired';
  return 'live';
}
