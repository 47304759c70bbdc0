/** A running service, filled with tasks and proven to do what is measured. */
import type { Task } from '../../server/src/contract';
import { LIST_LENGTH, newNotes, newTask } from '../load/requests';
import type { ServiceProcess } from '../services/process';

export const CONTENDERS = ['tracker', 'bare', 'python', 'pythonOnLoop'] as const;
export type ContenderName = (typeof CONTENDERS)[number];

const TASKS = 1_000;
const AT_ONCE = 10;

export interface Contender {
  readonly name: ContenderName;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly ids: readonly string[];
  /** What the service says of itself besides its address, e.g. versions. */
  readonly about: Readonly<Record<string, unknown>>;
  stop(): Promise<void>;
}

/** @param key sent as a bearer token; absent for services that know none */
export async function prepare(
  name: ContenderName,
  service: ServiceProcess,
  key?: string,
): Promise<Contender> {
  const { url } = service.said;
  const headers: Record<string, string> = key === undefined ? {} : { authorization: `Bearer ${key}` };
  try {
    const ids = await fill(url, headers);
    await prove(name, url, headers, ids);
    return { name, url, headers, ids, about: service.said, stop: () => service.stop() };
  } catch (error) {
    await service.stop();
    throw error;
  }
}

async function fill(url: string, headers: Record<string, string>): Promise<string[]> {
  const ids: string[] = [];
  while (ids.length < TASKS) {
    const made = Array.from({ length: AT_ONCE }, () =>
      send<Task>(`${url}/tasks`, 'POST', headers, newTask()),
    );
    for (const { id } of await Promise.all(made)) ids.push(id);
  }
  return ids;
}

/** A service that answers quickly because it does less would be no baseline. */
async function prove(
  name: ContenderName,
  url: string,
  headers: Record<string, string>,
  ids: readonly string[],
) {
  const [id = ''] = ids;
  const notes = newNotes();
  const before = await send<Task>(`${url}/tasks/${id}`, 'GET', headers);
  const changed = await send<Task>(`${url}/tasks/${id}`, 'PATCH', headers, notes);
  const list = await send<Task[]>(`${url}/tasks?limit=${LIST_LENGTH}`, 'GET', headers);
  const isProven =
    changed.notes === notes.notes &&
    changed.version === before.version + 1 &&
    list.length === LIST_LENGTH &&
    // In the order in which they were made; the first ones were made at the same time.
    ids.slice(0, AT_ONCE).includes(list[0]?.id ?? '') &&
    Object.keys(before).sort().join() === FIELDS;
  if (!isProven) throw new Error(`The service "${name}" does not do what the others do.`);
}

const FIELDS = 'created_at,id,lead_id,notes,status,title,updated_at,version';

async function send<T>(
  url: string,
  method: string,
  headers: Record<string, string>,
  body?: object,
): Promise<T> {
  const response = await fetch(url, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${method} at ${url} answered ${response.status}.`);
  return (await response.json()) as T;
}
