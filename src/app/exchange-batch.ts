/** One exchange with the tracker: sends a batch of operations and takes in what comes back. */
import type { SyncResult, SyncTask } from '../contract';
import { LeadSyncError } from '../core/errors';
import type { Lead } from '../core/lead';
import { absorbTask, pairMemory, wasPushedFor } from '../core/memory';
import { operationOf, type Push, type RecordProblem } from '../core/plan';
import { taskTextOf } from '../core/task-text';
import type { Session } from './session';

export interface BatchNews {
  /** Leads about which something new is known. */
  readonly touched: readonly Lead[];
  readonly hasMore: boolean;
}

/** @param limit most changes to pull; 0 leaves the cursor where it is */
export function exchangeBatch(
  session: Session,
  pushes: readonly Push[],
  limit: number,
  awaiting: Awaiting,
): BatchNews {
  if (pushes.length > 0) session.claim();
  session.report.fetched();
  const reply = session.ports.tracker.exchange({
    source: session.settings.source,
    run: session.run,
    cursor: limit === 0 ? null : session.cursor,
    operations: pushes.map(operationOf),
    limit,
    ...(pushes.length === 0 ? {} : { sheet: session.describeSheet() }),
  });
  if (reply.results.length !== pushes.length) throw mismatch(pushes.length, reply.results.length);
  const touched = new Set<Lead>();
  reply.results.forEach((result, index) => {
    const push = pushes[index] as Push;
    takeResult(session, push, result);
    // A refused operation would be refused again: it is reported, and tried in the next run.
    if (result.task !== null) touched.add(push.lead);
  });
  for (const task of reply.changes) takeChange(session, task, awaiting).forEach((lead) => touched.add(lead));
  // A tracker that promises more without moving on would be asked for ever.
  const hasMore = limit > 0 && reply.cursor !== session.cursor && reply.has_more;
  if (limit > 0) {
    session.cursor = reply.cursor;
    session.caughtUp = !hasMore;
  }
  return { touched: [...touched], hasMore };
}

/** Leads whose row names a task that nothing is remembered of, by task id, while a full read may still bring it (S23). */
export type Awaiting = Map<string, Lead>;

function takeResult(session: Session, push: Push, result: SyncResult): void {
  session.report.answered(push, result.outcome);
  if (result.outcome === 'created') session.created.add(push.lead.id);
  const { task } = result;
  if (task === null) {
    session.report.problem(problemOf(push, result));
    // Nothing has changed but that a conflict has been shown.
    if (push.kind === 'update' && push.memory.asked !== session.remembers(push.lead.id)?.asked)
      session.remember(push.memory);
    return;
  }
  if (push.kind === 'create') session.hear(pairMemory(push.lead, task, push.written, 'created'));
  else if (push.kind === 'link')
    session.hear(pairMemory(push.lead, task, taskTextOf(push.lead), push.byHand ? 'by hand' : 'named'));
  else takeUpdate(session, push, result.outcome, task);
}

function takeUpdate(
  session: Session,
  push: Push & { kind: 'update' },
  outcome: SyncResult['outcome'],
  task: SyncTask,
): void {
  const stored = outcome === 'updated' || outcome === 'unchanged';
  const memory = stored
    ? {
        ...push.memory,
        written: push.written,
        agreed: { ...push.agreed, version: task.version },
        asked: null,
      }
    : push.memory;
  session.hear(absorbTask(memory, task));
}

/** A change may come for a lead whose row is missing just now, or cannot be synced: it is remembered all the same. */
function takeChange(session: Session, task: SyncTask, awaiting: Awaiting): Lead[] {
  const known = session.leadsOf(task.id);
  for (const memory of known) session.hear(absorbTask(memory, task));
  const found = known
    .map((memory) => session.roster.leads.get(memory.leadId))
    .filter((lead) => lead !== undefined);
  const waiting = awaiting.get(task.id);
  if (waiting === undefined) return found;
  const memory = pairMemory(waiting, task, taskTextOf(waiting), 'named');
  if (!wasPushedFor(task, waiting.id)) return found; // Never pushed for this lead by us: to be linked first.
  awaiting.delete(task.id);
  session.hear(memory);
  return [...found, waiting];
}

function problemOf(push: Push, { problem }: SyncResult): RecordProblem {
  const { id: leadId, row } = push.lead;
  if (problem?.code === 'unknown_task') {
    const message = `Row ${row}: its task_id names no task of this tracker. Correct it, or clear the cell to get a new task.`;
    return { leadId, row, rule: 'S22', message };
  }
  const message = `Row ${row}: the tracker did not take it: ${problem?.message ?? 'no reason given.'}`;
  return { leadId, row, rule: 'S19', message };
}

function mismatch(sent: number, answered: number): LeadSyncError {
  const message =
    'The tracker answered another number of operations than were sent. Check that the address is a Work Tracker of this version.';
  return new LeadSyncError('tracker_not_understood', message, { sent, answered });
}
