/** The operations of signing in and out. */
import type { Request } from 'express';
import { z } from 'zod';
import { ProblemError } from '../../errors';
import { actorSchema } from '../../history/schema';
import { ok, operation, type Operation } from '../../http/operation';
import { record, text } from '../../validation/text';
import { SCOPES, type Access } from '../access';
import { nameField, scopesField } from '../keys/schema';
import { knownAccess } from '../request-access';
import { hashOf } from '../secret';
import type { AccessSettings } from '../settings';
import { clearSessionCookie, readSessionCookie, setSessionCookie } from './cookie';
import type { SessionService } from './service';
import { toAccess } from './session';

const tag = 'Session';
const SECRET_LENGTH = 200;

const sessionSchema = z
  .object({
    mode: z.enum(['open', 'key', 'session', 'none']).meta({
      description:
        '`open`: no key was ever made, everyone at this computer may do all. `none`: not signed in.',
    }),
    workspace: z.string().nullable(),
    actor: actorSchema.nullable(),
    scopes: z.array(z.enum(SCOPES)),
  })
  .meta({ id: 'Session' });

const signInSchema = record('A sign-in', {
  key: z.exactOptional(text('key', { min: 1, max: SECRET_LENGTH })),
  token: z.exactOptional(text('token', { min: 1, max: SECRET_LENGTH })),
});

const newLinkSchema = record('A sign-in link', { name: nameField, scopes: scopesField });
const linkSchema = z
  .object({ url: z.url(), expires_at: z.iso.datetime() })
  .meta({ id: 'SignInLink', description: 'To be given to one person; it works once.' });

export function sessionOperations(sessions: SessionService, settings: AccessSettings): Operation[] {
  return [
    readSession(),
    signIn(sessions, settings),
    signOut(sessions, settings),
    makeLink(sessions, settings),
  ];
}

const readSession = (): Operation =>
  operation({
    id: 'readSession',
    method: 'get',
    path: '/session',
    tag,
    summary: 'Who asks, and what they may do',
    permission: 'public',
    answers: { 200: { description: 'Also for nobody.', schema: sessionSchema } },
    handle: ({ request }) => ok(toWire(knownAccess(request))),
  });

const signIn = (sessions: SessionService, settings: AccessSettings): Operation =>
  operation({
    id: 'signIn',
    method: 'post',
    path: '/session',
    tag,
    summary: 'Sign in with a key or with the token of a one-time link',
    description:
      'Send `key` or `token`, not both. Attempts are limited for each address, and for all together.',
    permission: 'public',
    body: { schema: signInSchema },
    answers: {
      200: {
        description: 'Signed in.',
        schema: sessionSchema,
        headers: { 'Set-Cookie': 'The session: HttpOnly, SameSite=Strict, and Secure behind TLS.' },
      },
    },
    problems: ['unauthenticated'],
    async handle({ body, response }) {
      const opened = await open(sessions, body);
      setSessionCookie(response, settings, opened);
      return ok(toWire(toAccess(opened.session)));
    },
  });

async function open(sessions: SessionService, { key, token }: z.infer<typeof signInSchema>) {
  if (key !== undefined && token === undefined) return sessions.openWithKey(key);
  if (token !== undefined && key === undefined) return sessions.openWithToken(token);
  throw new ProblemError('invalid_request', 'Send either key or token. Nothing was changed.');
}

const signOut = (sessions: SessionService, settings: AccessSettings): Operation =>
  operation({
    id: 'signOut',
    method: 'delete',
    path: '/session',
    tag,
    summary: 'Sign out',
    permission: 'public',
    answers: {
      204: {
        description: 'Nobody is signed in here any more.',
        headers: { 'Set-Cookie': 'Takes the session back.' },
      },
    },
    async handle({ request, response }) {
      const secret = readSessionCookie(request, settings);
      const access = knownAccess(request);
      if (secret !== null && access?.mode === 'session') await sessions.end(access, { hash: hashOf(secret) });
      clearSessionCookie(response, settings);
      return { status: 204 };
    },
  });

const makeLink = (sessions: SessionService, settings: AccessSettings): Operation =>
  operation({
    id: 'makeSignInLink',
    method: 'post',
    path: '/sign-in-links',
    tag: 'Admin',
    summary: 'A link that signs one person in, once, within 15 minutes',
    description:
      'The token stands behind the `#`, which browsers send to nobody. Their changes carry this name.',
    permission: 'admin',
    body: { schema: newLinkSchema },
    answers: { 201: { description: 'Shown this once.', schema: linkSchema } },
    async handle({ access, body, request }) {
      const { token, expiresAt } = await sessions.makeLink(access, body);
      const url = signInAddress(settings.publicUrl ?? ownAddress(request), token);
      return { status: 201, body: { url, expires_at: expiresAt } };
    },
  });

/** @param base without a slash at the end */
export function signInAddress(base: string, token: string): string {
  return `${base}/sign-in#token=${token}`;
}

function ownAddress(request: Request): string {
  return `${request.protocol}://${request.headers.host ?? 'localhost'}`;
}

function toWire(access: Access | null): z.infer<typeof sessionSchema> {
  if (access === null) return { mode: 'none', workspace: null, actor: null, scopes: [] };
  const { mode, workspace, actor, scopes } = access;
  return { mode, workspace, actor, scopes: [...scopes] };
}
