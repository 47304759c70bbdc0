/** The operations under /keys. */
import { z } from 'zod';
import { ProblemError } from '../../errors';
import { ok, operation, type Operation } from '../../http/operation';
import type { ApiKey } from './api-key';
import { keySchema, madeKeySchema, newKeySchema, type WireKey } from './schema';
import type { KeyService } from './service';

const tag = 'Admin';

export function keyOperations(keys: KeyService, now: () => Date): Operation[] {
  return [listKeys(keys), createKey(keys, now), revokeKey(keys)];
}

const listKeys = (keys: KeyService): Operation =>
  operation({
    id: 'listKeys',
    method: 'get',
    path: '/keys',
    tag,
    summary: 'The keys of this workspace, newest first; never the keys themselves',
    permission: 'admin',
    answers: { 200: { description: 'Live, expired and revoked ones.', schema: z.array(keySchema) } },
    handle: async ({ access }) => ok((await keys.list(access)).map(toWire)),
  });

const createKey = (keys: KeyService, now: () => Date): Operation =>
  operation({
    id: 'createKey',
    method: 'post',
    path: '/keys',
    tag,
    summary: 'Make a key for this workspace',
    description:
      'The answer is the only place where the key is shown. A name may have two live keys: make the second, hand it out, then revoke the first. The first key of all ends the open mode at once: from then on every request needs a key or a session.',
    permission: 'admin',
    body: { schema: newKeySchema },
    answers: { 201: { description: 'The key.', schema: madeKeySchema } },
    problems: ['conflict'],
    async handle({ access, body: { name, scopes, expires_at = null } }) {
      refuseThePast(expires_at, now());
      const { key, ...made } = await keys.create(access, { name, scopes, expires_at });
      return { status: 201, body: { ...toWire(made), key } };
    },
  });

const revokeKey = (keys: KeyService): Operation =>
  operation({
    id: 'revokeKey',
    method: 'delete',
    path: '/keys/{id}',
    tag,
    summary: 'Revoke a key, and end the sessions that were opened with it',
    permission: 'admin',
    params: z.object({ id: z.string() }),
    answers: { 204: { description: 'It is refused from now on; it stays in the list.' } },
    problems: ['unknown_object'],
    async handle({ access, params }) {
      await keys.revoke(access, params.id);
      return { status: 204 };
    },
  });

function toWire({ workspace: _workspace, ...key }: ApiKey): WireKey {
  return key;
}

export function refuseThePast(expiresAt: string | null, now: Date): void {
  if (expiresAt === null || expiresAt > now.toISOString()) return;
  throw new ProblemError('invalid_request', 'expires_at must be a time to come. Nothing was changed.', {
    errors: [{ path: 'expires_at', message: 'expires_at must be a time to come.' }],
  });
}
