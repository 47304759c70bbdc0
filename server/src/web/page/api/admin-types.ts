/** What the tracker answers to the admin page: the types of its API document, and names for their parts. */
import type { Delivery, Webhook } from '../../../contract';

export type {
  ApiKey,
  AuditEntry,
  Delivery,
  NewApiKey,
  Settings,
  SignInLink,
  Webhook,
} from '../../../contract';

export type WebhookEvent = Webhook['events'][number];
export const WEBHOOK_EVENTS = [
  'task.created',
  'task.updated',
  'task.deleted',
] as const satisfies readonly WebhookEvent[];

export type DeliveryState = Delivery['state'];
export const DELIVERY_STATES = ['pending', 'delivered', 'dead'] as const satisfies readonly DeliveryState[];
