/** Erases a lead: every text of its tasks goes, here and in everything that was copied from them; versions and times stay. */
import type { Author } from '../access/access';
import { recordAudit } from '../audit/repository';
import { isPostgres } from '../db/is-postgres';
import { write } from '../db/store';
import type { TaskChange } from '../history/history-entry';
import { eraseValues } from '../history/repository';
import { saveTasks } from '../tasks/save-tasks';
import type { StoredTask } from '../tasks/stored-task';
import type { LeadDeps } from './export-lead';
import { deleteCopies, emptyWriteAheadLog, findTasksOfLead } from './lead-repository';
import { leadSubject } from './lead-subject';

/** Stands where a title was; a task cannot be without one. */
export const ERASED_TITLE = '[erased]';

/** @returns how many tasks were erased */
export async function eraseLead({ store, now }: LeadDeps, author: Author, leadId: string): Promise<number> {
  const { workspace } = author;
  const erased = await write(store, author, async (transaction) => {
    const tasks = await findTasksOfLead(transaction, workspace, leadId);
    const ids = tasks.map((task) => task.id);
    await deleteCopies(transaction, workspace, leadId, ids);
    await eraseValues(transaction, workspace, ids);
    // Only now, because it queues what webhooks must hear: that the tasks are gone.
    await saveTasks(
      transaction,
      author,
      tasks.map((task) => erasureOf(task, now().toISOString())),
    );
    await recordAudit(transaction, author, 'lead.erased', leadSubject(leadId), now());
    return tasks.length;
  });
  // When a reader stands in the way, the daily purge does it.
  if (!isPostgres(store.db)) await emptyWriteAheadLog(store.db);
  return erased;
}

/** One more version, so that every reader of the feed hears of it, also of a task that was deleted before. */
function erasureOf(task: StoredTask, at: string): TaskChange {
  const after: StoredTask = {
    ...task,
    title: ERASED_TITLE,
    notes: '',
    lead_id: null,
    version: task.version + 1,
    updated_at: at,
    deleted_at: task.deleted_at ?? at,
  };
  return { before: task, after, isErasure: true };
}
