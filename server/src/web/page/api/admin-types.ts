/** What the tracker answers to the admin page, as its HTTP contract has it. */
import type { Actor, Origin, Scope } from './types';

export interface ApiKey {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly created_at: string;
  readonly expires_at: string | null;
  readonly last_used_at: string | null;
  readonly revoked_at: string | null;
}

/** The one answer that shows the key itself. */
export type NewApiKey = ApiKey & { readonly key: string };

export interface SignInLink {
  readonly url: string;
  readonly expires_at: string;
}

export const WEBHOOK_EVENTS = ['task.created', 'task.updated', 'task.deleted'] as const;
export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number];

export interface Webhook {
  readonly id: string;
  readonly url: string;
  readonly events: readonly WebhookEvent[];
  readonly enabled: boolean;
  readonly created_at: string;
  readonly disabled_reason: string | null;
  readonly dead: number;
  readonly pending: number;
}

export const DELIVERY_STATES = ['pending', 'delivered', 'dead'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

export interface Delivery {
  readonly id: string;
  readonly event_id: string;
  readonly type: string;
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly next_attempt_at: string | null;
  readonly last_status: number | null;
  readonly last_error: string | null;
  readonly created_at: string;
}

export interface AuditEntry {
  readonly id: string;
  readonly at: string;
  readonly actor: Actor;
  readonly origin: Origin;
  readonly action: string;
  /** Id of what it was done to. */
  readonly subject: string;
}

export interface Settings {
  readonly retention_days: number | null;
}
