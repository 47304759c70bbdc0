/** What clients send and get about keys. */
import { z } from 'zod';
import type { Equal, Proven } from '../../validation/equal';
import { record, trimmedText } from '../../validation/text';
import { SCOPES } from '../access';
import type { ApiKey } from './api-key';

const NAME_LENGTH = 100;
const SCOPES_WANTED = `scopes must be a list of one or more of ${SCOPES.join(', ')}.`;
const EXPIRY_WANTED =
  'expires_at must be a time to come, such as 2030-01-31T00:00:00Z, or be left out for a key that does not expire.';

export const nameField = trimmedText('name', NAME_LENGTH);
export const scopesField = z
  .array(z.enum(SCOPES, { error: SCOPES_WANTED }), { error: SCOPES_WANTED })
  .min(1, { error: SCOPES_WANTED })
  .max(SCOPES.length, { error: SCOPES_WANTED });

/** Kept in one form, so that times compare as texts. */
export const expiryField = z.iso
  .datetime({ offset: true, error: EXPIRY_WANTED })
  .transform((time) => new Date(time).toISOString());

export const newKeySchema = record('A key', {
  name: nameField,
  scopes: scopesField,
  expires_at: z.exactOptional(expiryField.nullable()),
});

const keyShape = {
  id: z.string(),
  name: z.string(),
  scopes: z.array(z.enum(SCOPES)),
  created_at: z.iso.datetime(),
  expires_at: z.iso.datetime().nullable(),
  last_used_at: z.iso.datetime().nullable().meta({ description: 'To the minute.' }),
  revoked_at: z.iso.datetime().nullable(),
};

export const keySchema = z.object(keyShape).meta({ id: 'ApiKey' });
export const madeKeySchema = z
  .object({ ...keyShape, key: z.string().meta({ description: 'Shown this once.' }) })
  .meta({ id: 'NewApiKey' });

export type WireKey = Omit<ApiKey, 'workspace'>;
export type SchemaFitsTheKey = Proven<Equal<z.infer<typeof keySchema>, WireKey>>;
