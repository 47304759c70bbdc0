/** The admin page's requests, one function each. */
import { request } from './request';
import type {
  ApiKey,
  AuditEntry,
  Delivery,
  DeliveryState,
  NewApiKey,
  Settings,
  SignInLink,
  Webhook,
  WebhookEvent,
} from './admin-types';
import type { Scope } from './types';

export interface WantedKey {
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly expires_at?: string;
}

export const fetchKeys = (): Promise<readonly ApiKey[]> => request('GET', '/keys');
export const createKey = (key: WantedKey): Promise<NewApiKey> => request('POST', '/keys', { body: key });
export const revokeKey = (id: string): Promise<null> => request('DELETE', `/keys/${encodeURIComponent(id)}`);

export function createSignInLink(name: string, scopes: readonly Scope[]): Promise<SignInLink> {
  return request('POST', '/sign-in-links', { body: { name, scopes } });
}

export const fetchWebhooks = (): Promise<readonly Webhook[]> => request('GET', '/webhooks');

export function createWebhook(
  url: string,
  events: readonly WebhookEvent[],
): Promise<Webhook & { readonly secret: string }> {
  return request('POST', '/webhooks', { body: { url, events } });
}

export function setWebhookEnabled(id: string, enabled: boolean): Promise<Webhook> {
  return request('PATCH', webhookPath(id), { body: { enabled } });
}

export const deleteWebhook = (id: string): Promise<null> => request('DELETE', webhookPath(id));

export function rotateSecret(id: string): Promise<{ readonly secret: string }> {
  return request('POST', `${webhookPath(id)}/rotate-secret`, { body: {} });
}

export interface DeliveryPage {
  readonly deliveries: readonly Delivery[];
  readonly next: string | null;
}

export function fetchDeliveries(
  id: string,
  state: DeliveryState | '',
  page: string | null,
): Promise<DeliveryPage> {
  const query = new URLSearchParams({ ...(state !== '' && { state }), ...(page !== null && { page }) });
  return request('GET', `${webhookPath(id)}/deliveries?${query.toString()}`);
}

export function replayDelivery(webhook: string, delivery: string): Promise<null> {
  const path = `${webhookPath(webhook)}/deliveries/${encodeURIComponent(delivery)}/replay`;
  return request('POST', path, { body: {} });
}

export interface AuditPage {
  readonly entries: readonly AuditEntry[];
  readonly next: string | null;
}

export function fetchAudit(page: string | null): Promise<AuditPage> {
  const query = new URLSearchParams({ limit: '50', ...(page !== null && { page }) });
  return request('GET', `/audit?${query.toString()}`);
}

export const fetchSettings = (): Promise<Settings> => request('GET', '/settings');

export function changeSettings(settings: Settings): Promise<Settings> {
  return request('PATCH', '/settings', { body: settings });
}

export const exportLead = (lead: string): Promise<unknown> => request('GET', `${leadPath(lead)}/export`);

export function eraseLead(lead: string): Promise<{ readonly tasks: number }> {
  return request('DELETE', leadPath(lead));
}

function webhookPath(id: string): string {
  return `/webhooks/${encodeURIComponent(id)}`;
}

function leadPath(lead: string): string {
  return `/leads/${encodeURIComponent(lead)}`;
}
