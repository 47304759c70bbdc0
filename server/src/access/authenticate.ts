/** Finds out who asks: by key, by session, or by sitting at this computer while there are no keys. */
import type { Request } from 'express';
import type { AppDeps } from '../app';
import { ProblemError } from '../errors';
import type { Access } from './access';
import type { ApiKey } from './keys/api-key';
import { verifyKey, verifyKnownKey } from './keys/verify-key';
import { openAccess, openModeOf } from './open-mode';
import { unauthenticated } from './request-access';
import { readSessionCookie } from './sessions/cookie';
import { createSessionService } from './sessions/service';
import { toAccess } from './sessions/session';
import type { AccessSettings } from './settings';

/** What is known about the sender of a request. */
export interface Caller {
  /** Null when nobody is known to ask. */
  readonly access: Access | null;
  /** Why a credential was refused; the request is, too. */
  readonly refusal: ProblemError | null;
  /** Whose requests are counted together: a key's or a session's. Null: those of the address. */
  readonly counted: string | null;
}

const NOBODY: Caller = { access: null, refusal: null, counted: null };
const BEARER = /^Bearer +(?<key>\S+) *$/i;

/** At once where nothing has to be looked up. */
export type Authenticate = (request: Request) => Caller | Promise<Caller>;

/** An unknown or ended session is nobody, and not refused: the cookie comes by itself, also when its owner signs in anew. */
export function authenticator(
  { store, maker }: Pick<AppDeps, 'store' | 'maker'>,
  settings: AccessSettings,
): Authenticate {
  const openMode = openModeOf(store.db);
  const sessions = createSessionService(store, maker.now);

  const byKey = async (header: string): Promise<Caller> => {
    return callerOf(await verifyKey(store.db, readBearer(header), maker.now()));
  };
  const bySession = async (secret: string): Promise<Caller> => {
    const session = await sessions.find(secret);
    if (session === undefined) return NOBODY;
    return { access: toAccess(session), refusal: null, counted: `session ${session.hash}` };
  };
  const find = async (request: Request): Promise<Caller> => {
    if (await openMode.isOn()) return { ...NOBODY, access: openAccess(request, settings.allowedHosts) };
    const { authorization } = request.headers;
    if (authorization !== undefined) return byKey(authorization);
    const secret = readSessionCookie(request, settings);
    return secret === null ? NOBODY : bySession(secret);
  };
  const findOrRefuse = async (request: Request): Promise<Caller> => {
    try {
      return await find(request);
    } catch (error) {
      if (error instanceof ProblemError) return { ...NOBODY, refusal: error };
      throw error;
    }
  };
  return (request) => {
    const { authorization } = request.headers;
    if (authorization === undefined || !openMode.hasEnded()) return findOrRefuse(request);
    const text = BEARER.exec(authorization)?.groups?.['key'] ?? '';
    const key = verifyKnownKey(store.db, text, maker.now());
    return key === undefined ? findOrRefuse(request) : callerOf(key);
  };
}

/** For answers that stay open: whether the sender, asked again, is still who it was. */
export function stillGranted(
  authenticate: Authenticate,
): (request: Request, access: Access) => Promise<boolean> {
  return async (request, { mode, workspace }) => {
    const { access } = await authenticate(request);
    return access !== null && access.mode === mode && access.workspace === workspace;
  };
}

const callers = new WeakMap<ApiKey, Caller>();

/** The same for every request while the key is known. */
function callerOf(key: ApiKey): Caller {
  const known = callers.get(key);
  if (known !== undefined) return known;
  const caller: Caller = { access: accessOfKey(key), refusal: null, counted: `key ${key.id}` };
  callers.set(key, caller);
  return caller;
}

function accessOfKey({ id, workspace, name, scopes }: ApiKey): Access {
  return {
    workspace,
    actor: { kind: 'key', name },
    origin: { kind: 'api', source: null },
    scopes: new Set(scopes),
    keyId: id,
    mode: 'key',
  };
}

/** @throws ProblemError unauthenticated */
function readBearer(header: string): string {
  const key = BEARER.exec(header)?.groups?.['key'];
  if (key !== undefined) return key;
  throw unauthenticated('Send the key as "Authorization: Bearer <key>". Nothing was changed.');
}
