/** Who is at the board and what they may do. */
import { computed, signal } from '@preact/signals';
import { messageOf } from '../api/api-error';
import * as sessions from '../api/session-api';
import type { Session } from '../api/types';
import { navigate, path, search } from './router';

export const session = signal<Session | null>(null);
/** Why nobody can be told: the tracker did not answer. */
export const sessionFailure = signal<string | null>(null);

const isSignedIn = computed(() => session.value !== null && session.value.mode !== 'none');
export const mayWrite = computed(() => has('write'));
export const mayAdmin = computed(() => has('admin'));
/** Nothing is asked of the tracker before somebody is signed in. */
export const isReady = isSignedIn;
/** Nobody is asked for a key, since there is none yet. */
export const isOpenMode = computed(() => session.value?.mode === 'open');

function has(scope: 'write' | 'admin'): boolean {
  const scopes = session.value?.scopes ?? [];
  return scopes.includes(scope) || scopes.includes('admin');
}

export async function loadSession(): Promise<void> {
  try {
    session.value = await sessions.fetchSession();
    sessionFailure.value = null;
    if (session.value.mode === 'none') askToSignIn();
  } catch (error) {
    sessionFailure.value = messageOf(error);
  }
}

export async function signIn(credential: Parameters<typeof sessions.signIn>[0]): Promise<void> {
  session.value = await sessions.signIn(credential);
  navigate(returnPath(search.value), { replace: true });
}

/** The first key ends the open mode: whoever made it goes on with it, and is not locked out. */
export async function adoptKey(key: string): Promise<void> {
  session.value = await sessions.signIn({ key });
}

export async function signOut(): Promise<void> {
  await sessions.signOut();
  sessionEnded();
}

export function sessionEnded(): void {
  session.value = { mode: 'none', workspace: null, actor: null, scopes: [] };
  askToSignIn();
}

function askToSignIn(): void {
  if (path.value === '/sign-in') return;
  const back = path.value + search.value;
  navigate(back === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(back)}`, { replace: true });
}

/** Only a path of this origin: a foreign address in a link must not be followed. */
export function returnPath(query: string): string {
  const wanted = new URLSearchParams(query).get('next') ?? '/';
  return /^\/(?![/\\])/.test(wanted) ? wanted : '/';
}
