/** The emulator's JSON API, one function each; all calls carry this window's user. */
import { asUser, userQuery } from '../state/user';
import { request } from './request';
import type {
  ActionAnswer,
  AuthorizationView,
  CellsView,
  ClockView,
  DialogView,
  ExecutionDetails,
  ExecutionView,
  FaultsView,
  MailView,
  MenuDefinition,
  PageView,
  PersonView,
  PropertiesView,
  QuotaView,
  ScriptCallAnswer,
  ScriptView,
  SwitchView,
  TriggerView,
  UserAction,
  WorkbookView,
} from './types';

/** What has to be done before a script starts: it reads what the person has just typed and selected. */
let prepare: () => Promise<void> = () => Promise.resolve();

/** Wired once, by main. */
export function beforeScripts(wait: () => Promise<void>): void {
  prepare = wait;
}

async function script<T>(path: string, body: object): Promise<T> {
  await prepare();
  return request<T>('POST', path, { body: asUser(body) });
}

// --- The spreadsheet ---

export const fetchWorkbook = (): Promise<WorkbookView> => request('GET', `/api/workbook${userQuery()}`);

/** @param range A1; without it all that is used */
export function fetchCells(sheet: number, range?: string, signal?: AbortSignal): Promise<CellsView> {
  return request('GET', `/api/sheets/${sheet}/cells${userQuery({ range })}`, { ...(signal && { signal }) });
}

export function performAction(action: UserAction): Promise<ActionAnswer> {
  return request('POST', '/api/actions', { body: asUser({ action }) });
}

export const csvAddress = (sheet: number): string => `/api/sheets/${sheet}/csv${userQuery()}`;

export function importCsv(sheet: number, content: string): Promise<ActionAnswer> {
  return request('POST', csvAddress(sheet), { text: { type: 'text/csv', content } });
}

// --- People ---

/** A person who is there already gets this role. */
export function sharePerson(email: string, role: 'editor' | 'viewer'): Promise<readonly PersonView[]> {
  return request('POST', '/api/people', { body: { email, role } });
}

// --- Menus, dialogs, pages ---

export const openFile = (): Promise<ActionAnswer> => request('POST', '/api/open', { body: asUser({}) });

export const fetchMenus = (): Promise<readonly MenuDefinition[]> =>
  request('GET', `/api/menus${userQuery()}`);

/** @throws ApiError `authorization_required` when the person has to allow the script first */
export function chooseMenu(path: readonly string[]): Promise<ActionAnswer> {
  return script('/api/menu', { path });
}

export const fetchDialogs = (): Promise<readonly DialogView[]> =>
  request('GET', `/api/dialogs${userQuery()}`);

export function answerDialog(id: string, button: string, text?: string): Promise<unknown> {
  const answer = text === undefined ? { button } : { button, text };
  return request('POST', `/api/dialogs/${encodeURIComponent(id)}`, { body: asUser(answer) });
}

export const fetchPages = (): Promise<readonly PageView[]> => request('GET', `/api/pages${userQuery()}`);

export const pageContentAddress = (id: string): string =>
  `/api/pages/${encodeURIComponent(id)}/content${userQuery()}`;

export function runFromPage(id: string, name: string, args: readonly unknown[]): Promise<ScriptCallAnswer> {
  return script(`/api/pages/${encodeURIComponent(id)}/run`, { function: name, args });
}

export const closePage = (id: string): Promise<unknown> =>
  request('POST', `/api/pages/${encodeURIComponent(id)}/close`, { body: asUser({}) });

// --- Authorisation ---

export const fetchAuthorization = (): Promise<AuthorizationView> =>
  request('GET', `/api/authorization${userQuery()}`);

export function grantScopes(grant: 'all' | readonly string[]): Promise<AuthorizationView> {
  return request('POST', '/api/authorization', { body: asUser({ grant }) });
}

export const revokeScopes = (): Promise<AuthorizationView> =>
  request('DELETE', `/api/authorization${userQuery()}`);

// --- The script ---

export const fetchScript = (): Promise<ScriptView> => request('GET', '/api/script');

export function runFunction(name: string, args: readonly unknown[] = []): Promise<ActionAnswer> {
  return script('/api/run', { function: name, args });
}

/** Newest first. @param after only those with a larger id */
export function fetchExecutions(
  options: { after?: number; limit?: number } = {},
): Promise<readonly ExecutionView[]> {
  const query = new URLSearchParams(Object.entries(options).map(([name, value]) => [name, String(value)]));
  return request('GET', `/api/executions?${query.toString()}`);
}

export const fetchExecution = (id: number): Promise<ExecutionDetails> =>
  request('GET', `/api/executions/${id}`);

export const killExecution = (id: number): Promise<unknown> =>
  request('POST', `/api/executions/${id}/kill`, { body: asUser({}) });

export const fetchTriggers = (): Promise<readonly TriggerView[]> => request('GET', '/api/triggers');

export function runTrigger(id: string): Promise<ActionAnswer> {
  return request('POST', `/api/triggers/${encodeURIComponent(id)}/run`, { body: {} });
}

export function setTriggerNotify(id: string, frequency: TriggerView['notify']): Promise<unknown> {
  return request('POST', `/api/triggers/${encodeURIComponent(id)}/notify`, { body: { frequency } });
}

export function setTriggerEnabled(id: string, enabled: boolean): Promise<unknown> {
  return request('POST', `/api/triggers/${encodeURIComponent(id)}/${enabled ? 'enable' : 'disable'}`, {
    body: {},
  });
}

export const fetchProperties = (): Promise<PropertiesView> => request('GET', '/api/properties');

export const fetchQuotas = (): Promise<readonly QuotaView[]> => request('GET', `/api/quotas${userQuery()}`);

export const fetchOutbox = (): Promise<readonly MailView[]> => request('GET', '/api/outbox');

// --- Time, switches, faults ---

export const fetchClock = (): Promise<ClockView> => request('GET', '/api/clock');

export function changeClock(change: { speed?: number; advanceMs?: number }): Promise<ClockView> {
  return request('POST', '/api/clock', { body: change });
}

export const fetchSwitches = (): Promise<readonly SwitchView[]> => request('GET', '/api/switches');

export function changeSwitches(
  values: Readonly<Record<string, string | boolean>>,
): Promise<readonly SwitchView[]> {
  return request('PATCH', '/api/switches', { body: values });
}

export const fetchFaults = (): Promise<FaultsView> => request('GET', '/api/faults');

export const setFaults = (faults: FaultsView): Promise<FaultsView> =>
  request('PUT', '/api/faults', { body: faults });
