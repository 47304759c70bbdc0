/** Who is at the board, signing in and out. */
import { request } from './request';
import type { Session } from './types';

export function fetchSession(): Promise<Session> {
  return request('GET', '/session');
}

export function signIn(credential: { readonly key: string } | { readonly token: string }): Promise<Session> {
  return request('POST', '/session', { body: credential });
}

export function signOut(): Promise<null> {
  return request('DELETE', '/session');
}
