/** The open mode: while there is no key at all, everyone is welcome who sits at this computer, and nobody else. */
import type { Request } from 'express';
import type { Kysely } from 'kysely';
import type { Database } from '../db/tables';
import { ProblemError } from '../errors';
import { LOCAL_ACCESS, type Access } from './access';
import { hostOf, isLoopback, isLoopbackAddress } from './is-loopback';
import { hasKeys } from './keys/repository';

/** Asks before every request, so that a key that is made anywhere ends the open mode at once. It never comes back. */
export function openModeOf(db: Kysely<Database>): OpenMode {
  let ended = false;
  return {
    hasEnded: () => ended,
    async isOn() {
      ended ||= await hasKeys(db);
      return !ended;
    },
  };
}

export interface OpenMode {
  /** As far as is known; once it has, that is for good. */
  hasEnded(): boolean;
  isOn(): Promise<boolean>;
}

/**
 * A page of some other site can make a browser here ask 127.0.0.1 under its own name (DNS rebinding), so the name counts too; and a
 * tunnel or proxy on this computer asks for somebody elsewhere.
 * @param allowedHosts further names, for a tunnel that is known to lead from this computer only
 * @throws ProblemError forbidden
 */
export function openAccess(request: Request, allowedHosts: readonly string[]): Access {
  const host = hostOf(request.headers.host);
  const isAllowed = host !== null && allowedHosts.includes(host);
  if (!isAllowed && (host === null || !isLoopback(host) || isForwarded(request))) throw outsider();
  if (!isLoopbackAddress(request.socket.remoteAddress ?? '')) throw outsider();
  return isFromOwnPage(request) ? LOCAL_BOARD_ACCESS : LOCAL_ACCESS;
}

const LOCAL_BOARD_ACCESS: Access = { ...LOCAL_ACCESS, origin: { kind: 'board', source: null } };

function isForwarded({ headers }: Request): boolean {
  return headers['x-forwarded-for'] !== undefined || headers['forwarded'] !== undefined;
}

function isFromOwnPage(request: Request): boolean {
  return request.headers['sec-fetch-site'] === 'same-origin';
}

function outsider(): ProblemError {
  return new ProblemError(
    'forbidden',
    'This tracker has no access keys yet, so it serves its own computer only, as localhost or 127.0.0.1 and not through a proxy. Make a key with: npm run tracker -- keys create --name admin --scope admin. Nothing was changed.',
  );
}
