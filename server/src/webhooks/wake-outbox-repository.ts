/** The outbox of wakes: a hint for each sheet that shows one of the changed tasks, and at most one that waits. */
import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Author } from '../access/access';
import { isPostgres } from '../db/is-postgres';
import type { Database, DeliveryTable } from '../db/tables';
import type { TaskChange } from '../history/history-entry';
import { WAKE_TYPE } from './endpoint-kind';
import type { Listener } from './outbox-repository';

/**
 * How long a wake waits, in milliseconds, so that a burst of moves becomes one run of the sheet: a run takes seconds there and counts
 * against the platform's daily limits, while half a second more is not noticed by people. Later changes do not put it off again.
 */
export const WAKE_DELAY_MS = 500;

/** @returns the wakes that are missing */
export async function wakesFor(
  db: Kysely<Database>,
  listeners: readonly Listener[],
  { workspace, origin }: Author,
  changes: readonly TaskChange[],
): Promise<DeliveryTable[]> {
  const others = listeners.filter(({ kind, source }) => kind === 'wake' && source !== origin.source);
  const last = changes.at(-1);
  if (others.length === 0 || last === undefined) return [];
  const concerned = await sourcesOf(db, workspace, changes);
  const sheets = others.filter(({ source }) => source !== null && concerned.has(source));
  const { updated_at: now } = last.after;
  const waiting = await endpointsWithWaitingWake(db, workspace, sheets, now);
  return sheets.filter(({ id }) => !waiting.has(id)).map(({ id }) => wake(workspace, id, now));
}

/** A task that no lead of a sheet is linked to does not show there: a thousand sheets need not run for the task of one. */
async function sourcesOf(
  db: Kysely<Database>,
  workspace: string,
  changes: readonly TaskChange[],
): Promise<Set<string>> {
  const rows = await db
    .selectFrom('links')
    .select('source')
    .distinct()
    .where('workspace', '=', workspace)
    .where(
      'task_id',
      'in',
      changes.map(({ after }) => after.id),
    )
    .execute();
  return new Set(rows.map(({ source }) => source));
}

/**
 * A wake that is being sent does not count: its sheet may have read already. On PostgreSQL the waiting rows stay locked until these
 * changes are committed; otherwise the wake could leave before, and the sheet would find nothing new.
 */
async function endpointsWithWaitingWake(
  db: Kysely<Database>,
  workspace: string,
  endpoints: readonly Listener[],
  now: string,
): Promise<Set<string>> {
  if (endpoints.length === 0) return new Set();
  const rows = await db
    .selectFrom('deliveries')
    .select('endpoint_id')
    .where('workspace', '=', workspace)
    .where(
      'endpoint_id',
      'in',
      endpoints.map(({ id }) => id),
    )
    .where('state', '=', 'pending')
    .where((row) => row.or([row('locked_until', 'is', null), row('locked_until', '<=', now)]))
    .$if(isPostgres(db), (query) => query.forUpdate())
    .execute();
  return new Set(rows.map(({ endpoint_id }) => endpoint_id));
}

function wake(workspace: string, endpointId: string, now: string): DeliveryTable {
  return {
    workspace,
    id: randomUUID(),
    endpoint_id: endpointId,
    event_id: `wake_${randomUUID()}`,
    type: WAKE_TYPE,
    // A hint says nothing of what has changed.
    task_id: '',
    payload: '',
    state: 'pending',
    attempts: 0,
    next_attempt_at: new Date(Date.parse(now) + WAKE_DELAY_MS).toISOString(),
    locked_until: null,
    last_status: null,
    last_error: null,
    created_at: now,
  };
}
