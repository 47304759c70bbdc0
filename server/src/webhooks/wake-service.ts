/** The use cases of wake hooks: a sheet says where its web app is, or that it has none any more. */
import type { Author } from '../access/access';
import { recordAudit } from '../audit/repository';
import { write } from '../db/store';
import { ProblemError, unknownObject } from '../errors';
import {
  countEndpoints,
  deleteEndpoint,
  findWakeEndpoint,
  insertEndpoint,
  updateEndpoint,
} from './endpoint-repository';
import type { WakeHook } from './schema';
import { acceptTarget } from './target-url';
import type { WebhookServiceDeps } from './webhook-service';

/** A bound on what one key can make; a workspace has a sheet for each team. */
const MOST_WAKE_HOOKS = 5_000;

export type WakeService = ReturnType<typeof createWakeService>;

export function createWakeService({ store, maker, targets }: WebhookServiceDeps) {
  return {
    /** Takes the place of the one before, and works again when that one had been disabled. */
    async put(author: Author, source: string, { url, secret }: WakeHook): Promise<void> {
      await acceptTarget(url, targets);
      const { workspace } = author;
      await write(store, author, async (transaction) => {
        const now = maker.now();
        const current = { url, secret, enabled: 1, disabled_reason: null };
        const before = await findWakeEndpoint(transaction, workspace, source);
        const id = before?.id ?? maker.newId();
        if (before !== undefined) await updateEndpoint(transaction, before, current);
        else {
          if ((await countEndpoints(transaction, workspace, 'wake')) >= MOST_WAKE_HOOKS) throw tooMany();
          const unused = { events: '', previous_secret: null, previous_until: null };
          const identity = { workspace, id, kind: 'wake', source, created_at: now.toISOString() };
          await insertEndpoint(transaction, { ...identity, ...unused, ...current });
        }
        await recordAudit(transaction, author, 'wake-hook.set', id, now);
      });
    },

    async remove(author: Author, source: string): Promise<void> {
      await write(store, author, async (transaction) => {
        const endpoint = await findWakeEndpoint(transaction, author.workspace, source);
        if (endpoint === undefined) throw unknownObject('wake hook');
        await deleteEndpoint(transaction, endpoint);
        await recordAudit(transaction, author, 'wake-hook.deleted', endpoint.id, maker.now());
      });
    },
  };
}

function tooMany(): ProblemError {
  return new ProblemError(
    'conflict',
    `There are ${MOST_WAKE_HOOKS} wake hooks already, which is the most. Delete those of sheets that are gone. Nothing was changed.`,
  );
}
