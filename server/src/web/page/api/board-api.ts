/** The board's requests, one function each. */
import type { BoardFilters } from '../logic/board-filters';
import { request } from './request';
import type {
  Card,
  CardFields,
  CardPage,
  Counts,
  Flow,
  HistoryEntry,
  Source,
  Task,
  TaskStatus,
} from './types';

/** Cards on one page of a column. */
export const PAGE_SIZE = 100;

export function fetchCards(
  status: TaskStatus,
  filters: BoardFilters,
  page: string | null,
  signal?: AbortSignal,
): Promise<CardPage> {
  const query = filterQuery(filters, { status, limit: String(PAGE_SIZE), ...(page !== null && { page }) });
  return request('GET', `/board/cards?${query}`, { ...(signal && { signal }) });
}

export function fetchCounts(filters: BoardFilters, signal?: AbortSignal): Promise<Counts> {
  return request('GET', `/board/counts?${filterQuery(filters)}`, { ...(signal && { signal }) });
}

export function fetchSources(): Promise<readonly Source[]> {
  return request('GET', '/board/sources');
}

export function fetchFlow(days: number): Promise<Flow> {
  return request('GET', `/board/flow?days=${days}`);
}

export function fetchCard(id: string): Promise<Card> {
  return request('GET', `${taskPath(id)}/card`);
}

export function fetchHistory(id: string): Promise<readonly HistoryEntry[]> {
  return request('GET', `${taskPath(id)}/history`);
}

/** @param key makes a repeat safe: it answers with the first task */
export function createTask(fields: CardFields, key: string): Promise<Task> {
  return request('POST', '/tasks', { body: fields, headers: { 'idempotency-key': key } });
}

export function changeTask(id: string, version: number, changes: Partial<CardFields>): Promise<Task> {
  return request('PATCH', taskPath(id), { body: changes, version });
}

export function deleteTask(id: string, version: number): Promise<null> {
  return request('DELETE', taskPath(id), { version });
}

export function restoreTask(id: string): Promise<Task> {
  return request('POST', `${taskPath(id)}/restore`, { body: {} });
}

function taskPath(id: string): string {
  return `/tasks/${encodeURIComponent(id)}`;
}

function filterQuery(filters: BoardFilters, more: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams(more);
  if (filters.text !== '') query.set('q', filters.text);
  if (filters.lead !== '') query.set('lead_id', filters.lead);
  if (filters.source !== '') query.set('source', filters.source);
  return query.toString();
}
