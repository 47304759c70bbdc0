/** Everything that is kept about one lead, for the person who asks for it. */
import type { Transaction } from 'kysely';
import type { Author } from '../access/access';
import { recordAudit } from '../audit/repository';
import type { Task } from '../contract';
import { write, type Store } from '../db/store';
import type { Database } from '../db/tables';
import { findHistory } from '../history/repository';
import type { HistoryEntry } from '../history/history-entry';
import type { StoredTask } from '../tasks/stored-task';
import { leadSubject } from './lead-subject';
import {
  findAnswersOfTask,
  findDeliveriesOfTask,
  findLinksOfTask,
  findStatesOfTask,
  findTasksOfLead,
} from './lead-repository';

export interface ExportedTask {
  readonly task: Task & { readonly deleted_at: string | null };
  readonly history: readonly HistoryEntry[];
  readonly links: readonly { source: string; lead_id: string; row: number | null }[];
  /** What a sheet last pushed with it. */
  readonly states: readonly { source: string; state: string; version: number }[];
  /** What webhooks were sent, or are to be sent. */
  readonly deliveries: readonly {
    id: string;
    type: string;
    state: string;
    created_at: string;
    payload: string;
  }[];
  /** Answers kept for repeats under an Idempotency-Key. */
  readonly answers: readonly { created_at: string; answer: string }[];
}

export interface LeadExport {
  readonly lead_id: string;
  readonly exported_at: string;
  readonly tasks: readonly ExportedTask[];
}

export interface LeadDeps {
  readonly store: Store;
  readonly now: () => Date;
}

export async function exportLead(
  { store, now }: LeadDeps,
  author: Author,
  leadId: string,
): Promise<LeadExport> {
  return write(store, author, async (transaction) => {
    const tasks = [];
    for (const task of await findTasksOfLead(transaction, author.workspace, leadId))
      tasks.push(await exportTask(transaction, author.workspace, task));
    await recordAudit(transaction, author, 'lead.exported', leadSubject(leadId), now());
    return { lead_id: leadId, exported_at: now().toISOString(), tasks };
  });
}

async function exportTask(
  transaction: Transaction<Database>,
  workspace: string,
  task: StoredTask,
): Promise<ExportedTask> {
  const { id } = task;
  const links = await findLinksOfTask(transaction, workspace, id);
  const states = await findStatesOfTask(transaction, workspace, id);
  const deliveries = await findDeliveriesOfTask(transaction, workspace, id);
  const answers = await findAnswersOfTask(transaction, workspace, id);
  return {
    task,
    history: await findHistory(transaction, workspace, id),
    links: links.map(({ source, lead_id, sheet_row }) => ({ source, lead_id, row: sheet_row })),
    states: states.map(({ source, state, version }) => ({ source, state, version })),
    deliveries: deliveries.map(({ id: delivery, type, state, created_at, payload }) => ({
      id: delivery,
      type,
      state,
      created_at,
      payload,
    })),
    answers: answers.map(({ created_at, answer }) => ({ created_at, answer })),
  };
}
