/** What clients may send about webhooks and wake hooks, and what they get. */
import { z } from 'zod';
import { SYNC_LIMITS } from '../contract';
import { nameText, oneOf, record, text } from '../validation/text';
import { FAILURES } from './delivery-error';
import { DELIVERY_STATES } from './endpoint-kind';
import { EVENT_TYPES } from './outbox-repository';
import { LONGEST_URL } from './target-url';

const EVENTS_ERROR = `events must be a list of one or more of ${EVENT_TYPES.join(', ')}, each once.`;

const urlField = text('url', { min: 1, max: LONGEST_URL }).meta({
  description: 'Where to send to: https, a public host, no name or password in it.',
});

const eventsField = z
  .array(oneOf('events', EVENT_TYPES), { error: EVENTS_ERROR })
  .min(1, { error: EVENTS_ERROR })
  .max(EVENT_TYPES.length, { error: EVENTS_ERROR })
  .refine((events) => new Set(events).size === events.length, { error: EVENTS_ERROR })
  .meta({ description: EVENTS_ERROR, uniqueItems: true });

const ENABLED_ERROR = 'enabled must be true or false.';

export const newWebhookSchema = record('A webhook', { url: urlField, events: eventsField });

export const webhookChangesSchema = record('A change of a webhook', {
  url: z.exactOptional(urlField),
  events: z.exactOptional(eventsField),
  enabled: z.exactOptional(z.boolean({ error: ENABLED_ERROR })),
});

export const deliveriesQuerySchema = record('The query', {
  state: z.exactOptional(oneOf('state', DELIVERY_STATES)),
  page: z.exactOptional(text('page', { min: 1, max: 200 })),
});

/** Enough for 128 random bits in any usual spelling. */
const SECRET = { min: 16, max: 200 } as const;

export const wakeHookSchema = record('A wake hook', {
  url: urlField,
  secret: text('secret', SECRET),
});

export const wakeHookPath = z.object({ source: nameText('source', SYNC_LIMITS.source) });

/** Ids are opaque here: one that names nothing is answered with 404, whatever it looks like. */
export const webhookPath = z.object({ id: z.string() });
export const deliveryPath = z.object({ id: z.string(), delivery: z.string() });

export const webhookSchema = z
  .object({
    id: z.uuid(),
    url: z.string(),
    events: z.array(z.enum(EVENT_TYPES)),
    enabled: z.boolean(),
    created_at: z.iso.datetime(),
    disabled_reason: z
      .string()
      .nullable()
      .meta({ description: 'Why the tracker disabled it; null when it did not.' }),
    dead: z.int().meta({ description: 'Deliveries that were given up; each can be sent again.' }),
    pending: z.int().meta({ description: 'Deliveries that wait to be sent, or to be sent again.' }),
  })
  .meta({ id: 'Webhook' });

export const secretSchema = z
  .object({
    secret: z
      .string()
      .meta({ description: '`whsec_` and base64, as Standard Webhooks has it. Shown this once.' }),
  })
  .meta({ id: 'WebhookSecret' });

export const newWebhookAnswerSchema = webhookSchema
  .extend(secretSchema.shape)
  .meta({ id: 'WebhookWithSecret' });

export const deliverySchema = z
  .object({
    id: z.uuid(),
    event_id: z.string().meta({ description: 'The webhook-id header; the same in every attempt.' }),
    type: z.enum(EVENT_TYPES),
    state: z.enum(DELIVERY_STATES),
    attempts: z.int(),
    next_attempt_at: z.iso.datetime().nullable().meta({
      description:
        'When it is sent (again). While it is being sent: when that is given up. Null when it is settled, or waits for its webhook to be enabled.',
    }),
    last_status: z.int().nullable(),
    last_error: z.enum(FAILURES).nullable(),
    created_at: z.iso.datetime(),
  })
  .meta({ id: 'Delivery' });

export const deliveriesSchema = z
  .object({ deliveries: z.array(deliverySchema), next: z.string().nullable() })
  .meta({ id: 'DeliveryPage' });

export type NewWebhook = z.infer<typeof newWebhookSchema>;
export type WebhookChanges = z.infer<typeof webhookChangesSchema>;
export type DeliveriesQuery = z.infer<typeof deliveriesQuerySchema>;
export type WakeHook = z.infer<typeof wakeHookSchema>;
export type Webhook = z.infer<typeof webhookSchema>;
export type WebhookWithSecret = z.infer<typeof newWebhookAnswerSchema>;
export type Delivery = z.infer<typeof deliverySchema>;
export type DeliveryPage = z.infer<typeof deliveriesSchema>;
