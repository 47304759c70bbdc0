/** The cookie of a session. */
import type { CookieOptions, Request, Response } from 'express';
import { isSecure, type AccessSettings } from '../settings';
import type { OpenedSession } from './service';

type Settings = Pick<AccessSettings, 'publicUrl'>;

/** @returns null when there is none */
export function readSessionCookie(request: Request, settings: Settings): string | null {
  const start = `${nameOf(request, settings)}=`;
  const cookies = (request.headers.cookie ?? '').split(';').map((cookie) => cookie.trim());
  return cookies.find((cookie) => cookie.startsWith(start))?.slice(start.length) ?? null;
}

export function setSessionCookie(
  response: Response,
  settings: Settings,
  { secret, session }: OpenedSession,
): void {
  const { req: request } = response;
  const expires = new Date(session.expiresAt);
  response.cookie(nameOf(request, settings), secret, { ...optionsOf(request, settings), expires });
}

export function clearSessionCookie(response: Response, settings: Settings): void {
  const { req: request } = response;
  response.clearCookie(nameOf(request, settings), optionsOf(request, settings));
}

/** Browsers take the prefix only with Secure and for this very host, so no neighbour can plant such a cookie. */
function nameOf(request: Request, settings: Settings): string {
  return isBehindTls(request, settings) ? '__Host-session' : 'session';
}

/** Strict costs nothing here: pages are the same for everyone, and only the requests that they then make carry the cookie. */
function optionsOf(request: Request, settings: Settings): CookieOptions {
  return { httpOnly: true, sameSite: 'strict', secure: isBehindTls(request, settings), path: '/' };
}

function isBehindTls(request: Request, settings: Settings): boolean {
  return isSecure(settings) || request.secure;
}
