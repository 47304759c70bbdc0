/** Whether and where the script is a web app, for whom, and as whom it runs: the manifest's section, and its addresses. */
import { createHash } from 'node:crypto';
import type { Manifest } from '../options';

export const ACCESS = ['MYSELF', 'DOMAIN', 'ANYONE', 'ANYONE_ANONYMOUS'] as const;
export type Access = (typeof ACCESS)[number];

export interface Deployment {
  readonly id: string;
  /** Of the address that runs what was loaded last. */
  readonly testId: string;
  readonly access: Access;
  /** It runs as whoever calls it, not as the owner. */
  readonly asCaller: boolean;
}

/** null: the manifest has no `webapp` section, and the address does not exist. @param seed makes the id when there is no address */
export function deploymentOf(manifest: Manifest, seed: string, url: string | null): Deployment | null {
  const { webapp } = manifest;
  if (typeof webapp !== 'object' || webapp === null) return null;
  const { access, executeAs } = webapp as { access?: unknown; executeAs?: unknown };
  return {
    id: idIn(url) ?? madeId(seed),
    testId: madeId(`${seed} head`),
    access: ACCESS.find((known) => known === access) ?? 'MYSELF',
    asCaller: executeAs === 'USER_ACCESSING',
  };
}

export function execPath({ id }: Deployment): string {
  return `/macros/s/${id}/exec`;
}

export function devPath({ testId }: Deployment): string {
  return `/macros/s/${testId}/dev`;
}

/** A script that runs as its caller has to know the caller. */
export function needsAccount({ access, asCaller }: Deployment): boolean {
  return access !== 'ANYONE_ANONYMOUS' || asCaller;
}

export function mayCall({ access }: Deployment, caller: string, owner: string): boolean {
  switch (access) {
    case 'MYSELF':
      return caller === owner;
    case 'DOMAIN':
      return domainOf(caller) === domainOf(owner);
    case 'ANYONE':
    case 'ANYONE_ANONYMOUS':
      return true;
  }
}

function domainOf(email: string): string {
  return email.slice(email.lastIndexOf('@') + 1).toLowerCase();
}

function idIn(url: string | null): string | undefined {
  return url === null ? undefined : /\/macros\/s\/([^/?#]+)\/exec$/.exec(url)?.[1];
}

/** The same after every restart, as an address that others have noted must be. */
function madeId(seed: string): string {
  return `AKfycb${createHash('sha256').update(seed).digest('base64url')}`;
}
