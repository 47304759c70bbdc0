/** The use cases of webhook endpoints: each change is one transaction, recorded in the audit log. */
import type { Author } from '../access/access';
import { recordAudit } from '../audit/repository';
import { write, type Store } from '../db/store';
import type { WebhookEndpointTable } from '../db/tables';
import { ProblemError, unknownObject } from '../errors';
import type { TaskMaker } from '../tasks/stored-task';
import { countDeliveries, resumeDeliveries } from './delivery-repository';
import {
  countEndpoints,
  deleteEndpoint,
  findEndpoint,
  insertEndpoint,
  listEndpoints,
  updateEndpoint,
  type EndpointName,
} from './endpoint-repository';
import type { NewWebhook, Webhook, WebhookChanges, WebhookWithSecret } from './schema';
import { makeSecret } from './secret';
import { acceptTarget, type TargetRules } from './target-url';
import { columnsOf, newEndpoint, toWebhook } from './webhook-record';

export interface WebhookServiceDeps {
  readonly store: Store;
  readonly maker: TaskMaker;
  readonly targets: TargetRules;
}

/** Every change of a task writes a row for each of them. */
const MOST_WEBHOOKS = 50;
/** How long the secret of before a rotation signs too. */
const ROTATION_MS = 24 * 60 * 60 * 1_000;

export type WebhookService = ReturnType<typeof createWebhookService>;

export function createWebhookService({ store, maker, targets }: WebhookServiceDeps) {
  const { db } = store;
  const withCounts = async (endpoint: WebhookEndpointTable): Promise<Webhook> => {
    const counts = await countDeliveries(db, endpoint.workspace);
    return toWebhook(endpoint, counts.get(endpoint.id));
  };

  return {
    async list({ workspace }: Author): Promise<Webhook[]> {
      const endpoints = await listEndpoints(db, workspace, 'webhook');
      const counts = await countDeliveries(db, workspace);
      return endpoints.map((endpoint) => toWebhook(endpoint, counts.get(endpoint.id)));
    },

    async create(author: Author, { url, events }: NewWebhook): Promise<WebhookWithSecret> {
      await acceptTarget(url, targets);
      const endpoint = newEndpoint(author.workspace, url, events, maker);
      await write(store, author, async (transaction) => {
        if ((await countEndpoints(transaction, author.workspace, 'webhook')) >= MOST_WEBHOOKS)
          throw tooMany();
        await insertEndpoint(transaction, endpoint);
        await recordAudit(transaction, author, 'webhook.created', endpoint.id, maker.now());
      });
      return { ...toWebhook(endpoint), secret: endpoint.secret };
    },

    async change(author: Author, id: string, changes: WebhookChanges): Promise<Webhook> {
      if (changes.url !== undefined) await acceptTarget(changes.url, targets);
      const name = endpointName(author, id);
      const changed = await write(store, author, async (transaction) => {
        const before = known(await findEndpoint(transaction, name, 'webhook'));
        const columns = columnsOf(changes);
        await updateEndpoint(transaction, name, columns);
        if (changes.enabled === true && before.enabled === 0)
          await resumeDeliveries(transaction, name, maker.now().toISOString());
        await recordAudit(transaction, author, 'webhook.changed', id, maker.now());
        return { ...before, ...columns };
      });
      return withCounts(changed);
    },

    async remove(author: Author, id: string): Promise<void> {
      const name = endpointName(author, id);
      await write(store, author, async (transaction) => {
        known(await findEndpoint(transaction, name, 'webhook'));
        await deleteEndpoint(transaction, name);
        await recordAudit(transaction, author, 'webhook.deleted', id, maker.now());
      });
    },

    /** @returns the new secret; the old one signs too for a day, the one before that no more */
    async rotateSecret(author: Author, id: string): Promise<string> {
      const name = endpointName(author, id);
      return write(store, author, async (transaction) => {
        const { secret: previous } = known(await findEndpoint(transaction, name, 'webhook'));
        const secret = makeSecret();
        const until = new Date(maker.now().getTime() + ROTATION_MS).toISOString();
        const columns = { secret, previous_secret: previous, previous_until: until };
        await updateEndpoint(transaction, name, columns);
        await recordAudit(transaction, author, 'webhook.secret-rotated', id, maker.now());
        return secret;
      });
    },
  };
}

/** PostgreSQL cannot even be asked for a text with NUL. @throws ProblemError unknown_object */
export function endpointName({ workspace }: Author, id: string): EndpointName {
  if (id.includes('\0')) throw unknownObject('webhook');
  return { workspace, id };
}

export function known(endpoint: WebhookEndpointTable | undefined): WebhookEndpointTable {
  if (endpoint === undefined) throw unknownObject('webhook');
  return endpoint;
}

function tooMany(): ProblemError {
  return new ProblemError(
    'conflict',
    `There are ${MOST_WEBHOOKS} webhooks already, which is the most. Delete one that is no longer needed. Nothing was changed.`,
  );
}
