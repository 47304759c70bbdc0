/** The two kinds of endpoints: those of people's own programs, and the sheets' web apps. */
import type { WebhookEndpointTable } from '../db/tables';

export const ENDPOINT_KINDS = ['webhook', 'wake'] as const;
export type EndpointKind = (typeof ENDPOINT_KINDS)[number];

export const DELIVERY_STATES = ['pending', 'delivered', 'dead'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** What a delivery row of a wake endpoint has as its type. */
export const WAKE_TYPE = 'wake';

export function kindOf({ kind }: Pick<WebhookEndpointTable, 'kind'>): EndpointKind {
  return kind === 'wake' ? 'wake' : 'webhook';
}
