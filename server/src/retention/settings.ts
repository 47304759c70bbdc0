/** The settings of a workspace that people change while it runs. */
import { z } from 'zod';
import type { Author } from '../access/access';
import { recordAudit } from '../audit/repository';
import { write, type Store } from '../db/store';
import { ok, operation, type Operation } from '../http/operation';
import { record, wholeNumber } from '../validation/text';
import { findRetention, saveRetention } from './retention-repository';

/** A hundred years. */
const MOST_DAYS = 36_500;
const tag = 'Admin';

const daysField = wholeNumber('retention_days', 1, MOST_DAYS).nullable();

const changesSchema = record('The settings', { retention_days: z.exactOptional(daysField) }).meta({
  id: 'SettingsChanges',
});
const settingsSchema = z
  .object({
    retention_days: z.int().min(1).nullable().meta({
      description:
        'Deleted tasks, old history, audit entries and finished deliveries are removed after so many days; null keeps them.',
    }),
  })
  .meta({ id: 'Settings' });

export interface SettingsDeps {
  readonly store: Store;
  readonly now: () => Date;
}

export function settingsOperations(deps: SettingsDeps): Operation[] {
  return [
    operation({
      id: 'readSettings',
      method: 'get',
      path: '/settings',
      tag,
      summary: 'The settings of this workspace',
      permission: 'admin',
      answers: { 200: { description: 'The settings.', schema: settingsSchema } },
      handle: async ({ access }) => ok(await readSettings(deps, access)),
    }),
    operation({
      id: 'changeSettings',
      method: 'patch',
      path: '/settings',
      tag,
      summary: 'Change settings',
      permission: 'admin',
      body: { schema: changesSchema },
      answers: { 200: { description: 'The settings as they are now.', schema: settingsSchema } },
      handle: async ({ access, body: { retention_days } }) =>
        ok(
          retention_days === undefined
            ? await readSettings(deps, access)
            : await setRetention(deps, access, retention_days),
        ),
    }),
  ];
}

type Settings = z.infer<typeof settingsSchema>;

async function readSettings({ store }: SettingsDeps, { workspace }: Author): Promise<Settings> {
  return { retention_days: await findRetention(store.db, workspace) };
}

async function setRetention(
  { store, now }: SettingsDeps,
  author: Author,
  retention_days: number | null,
): Promise<Settings> {
  return write(store, author, async (transaction) => {
    if ((await findRetention(transaction, author.workspace)) !== retention_days) {
      await saveRetention(transaction, author.workspace, retention_days);
      await recordAudit(transaction, author, 'settings.changed', 'retention_days', now());
    }
    return { retention_days };
  });
}
