/** Whether and where the script is a web app: the manifest's section, and the address it has been given. */
import { createHash } from 'node:crypto';
import type { Manifest } from '../options';

export interface Deployment {
  readonly id: string;
  /** Whether people without a Google account may call it. */
  readonly anonymous: boolean;
}

/** null: the manifest has no `webapp` section, and the address does not exist. @param seed makes the id when there is no address */
export function deploymentOf(manifest: Manifest, seed: string, url: string | null): Deployment | null {
  const { webapp } = manifest;
  if (typeof webapp !== 'object' || webapp === null) return null;
  const { access, executeAs } = webapp as { access?: unknown; executeAs?: unknown };
  // A script that runs as its visitor has to know the visitor.
  const anonymous = access === 'ANYONE_ANONYMOUS' && executeAs !== 'USER_ACCESSING';
  return { id: idIn(url) ?? madeId(seed), anonymous };
}

export function execPath(id: string): string {
  return `/macros/s/${id}/exec`;
}

function idIn(url: string | null): string | undefined {
  return url === null ? undefined : /\/macros\/s\/([^/?#]+)\/exec$/.exec(url)?.[1];
}

/** The same after every restart, as an address that others have noted must be. */
function madeId(seed: string): string {
  return `AKfycb${createHash('sha256').update(seed).digest('base64url')}`;
}
