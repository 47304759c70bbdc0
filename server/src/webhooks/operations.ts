/** The operations of webhooks and wake hooks. */
import { z } from 'zod';
import type { Store } from '../db/store';
import { ok, operation, type Operation } from '../http/operation';
import type { TaskMaker } from '../tasks/stored-task';
import { createDeliveryService } from './delivery-service';
import { deliveryOperations } from './delivery-operations';
import { lookUp } from './resolve-target';
import {
  newWebhookAnswerSchema,
  newWebhookSchema,
  secretSchema,
  webhookChangesSchema,
  webhookPath,
  webhookSchema,
} from './schema';
import { wakeOperations } from './wake-operations';
import { createWakeService } from './wake-service';
import { createWebhookService, type WebhookService } from './webhook-service';

const tag = 'Webhooks';
const permission = 'admin';

export interface WebhookDeps {
  readonly store: Store;
  readonly maker: TaskMaker;
  /** Lets receivers be on this computer or in a private network. */
  readonly allowPrivateWebhooks?: boolean;
}

export function webhookOperations({ store, maker, allowPrivateWebhooks = false }: WebhookDeps): Operation[] {
  const deps = { store, maker, targets: { allowPrivate: allowPrivateWebhooks, lookup: lookUp } };
  const webhooks = createWebhookService(deps);
  return [
    listWebhooks(webhooks),
    createWebhook(webhooks),
    changeWebhook(webhooks),
    deleteWebhook(webhooks),
    rotateSecret(webhooks),
    ...deliveryOperations(createDeliveryService(deps)),
    ...wakeOperations(createWakeService(deps)),
  ];
}

const listWebhooks = (webhooks: WebhookService): Operation =>
  operation({
    id: 'listWebhooks',
    method: 'get',
    path: '/webhooks',
    tag,
    summary: 'All webhooks, oldest first',
    permission,
    answers: { 200: { description: 'Without their secrets.', schema: z.array(webhookSchema) } },
    handle: async ({ access }) => ok(await webhooks.list(access)),
  });

const createWebhook = (webhooks: WebhookService): Operation =>
  operation({
    id: 'createWebhook',
    method: 'post',
    path: '/webhooks',
    tag,
    summary: 'Have changes of tasks sent to an address',
    description:
      'After the Standard Webhooks specification: `webhook-id`, `webhook-timestamp` and `webhook-signature` headers, a JSON body with `type`, `timestamp` and `data` (the task). Answer 2xx within 20 seconds; anything else is tried again over three days. A redirect is a failure, 410 disables the webhook.',
    permission,
    body: { schema: newWebhookSchema },
    answers: {
      201: { description: 'The webhook, and its secret this once.', schema: newWebhookAnswerSchema },
    },
    problems: ['conflict'],
    handle: async ({ access, body }) => ({ status: 201, body: await webhooks.create(access, body) }),
  });

const changeWebhook = (webhooks: WebhookService): Operation =>
  operation({
    id: 'changeWebhook',
    method: 'patch',
    path: '/webhooks/{id}',
    tag,
    summary: 'Change the address or the events, or disable or enable it',
    description:
      'While a webhook is disabled nothing new is kept for it; what was pending waits, and is sent when it is enabled again.',
    permission,
    params: webhookPath,
    body: { schema: webhookChangesSchema },
    answers: { 200: { description: 'The webhook.', schema: webhookSchema } },
    problems: ['unknown_object'],
    handle: async ({ access, params, body }) => ok(await webhooks.change(access, params.id, body)),
  });

const deleteWebhook = (webhooks: WebhookService): Operation =>
  operation({
    id: 'deleteWebhook',
    method: 'delete',
    path: '/webhooks/{id}',
    tag,
    summary: 'Delete a webhook with all its deliveries, also those not sent yet',
    permission,
    params: webhookPath,
    answers: { 204: { description: 'Deleted.' } },
    problems: ['unknown_object'],
    async handle({ access, params }) {
      await webhooks.remove(access, params.id);
      return { status: 204 };
    },
  });

const rotateSecret = (webhooks: WebhookService): Operation =>
  operation({
    id: 'rotateWebhookSecret',
    method: 'post',
    path: '/webhooks/{id}/rotate-secret',
    tag,
    summary: 'Make a new secret',
    description:
      'For 24 hours both secrets sign, so that no event is missed while the receiver changes over.',
    permission,
    params: webhookPath,
    answers: { 200: { description: 'The new secret, shown this once.', schema: secretSchema } },
    problems: ['unknown_object'],
    handle: async ({ access, params }) => ok({ secret: await webhooks.rotateSecret(access, params.id) }),
  });
