/** Decides one operation on the working set: what it changes, and what its source is told. No database, no clock of its own. */
import { assertNever } from '../assert-never';
import type {
  CreateOperation,
  LinkOperation,
  SyncOperation,
  SyncOutcome,
  SyncResult,
  UpdateOperation,
} from '../contract';
import { changeTask, makeTask, type StoredTask, type TaskMaker } from '../tasks/stored-task';
import type { WorkingSet } from './working-set';

export function applyOperation(set: WorkingSet, operation: SyncOperation, maker: TaskMaker): SyncResult {
  switch (operation.op) {
    case 'create':
      return create(set, operation, maker);
    case 'update':
      return update(set, operation, maker);
    case 'link':
      return link(set, operation);
    default:
      return assertNever(operation);
  }
}

function create(set: WorkingSet, operation: CreateOperation, maker: TaskMaker): SyncResult {
  const known = set.taskOfLead(operation.lead_id);
  if (known === undefined) return make(set, operation, maker);
  // Adopted as it is: its state stays the one it was pushed with, or an edit made since would be taken for synced.
  if (known.deleted_at === null) return answer(set, 'adopted', known, operation);
  return operation.replaces === known.id
    ? make(set, operation, maker)
    : answer(set, 'deleted', known, operation);
}

function make(set: WorkingSet, operation: CreateOperation, maker: TaskMaker): SyncResult {
  const task = makeTask(operation, maker);
  set.put(task);
  set.putState(task, operation.state);
  set.link(operation.lead_id, task);
  return answer(set, 'created', task, operation);
}

function update(set: WorkingSet, operation: UpdateOperation, maker: TaskMaker): SyncResult {
  const task = set.task(operation.task_id);
  if (task === undefined) return unknownTask();
  if (task.deleted_at !== null) return answer(set, 'deleted', task, operation);
  const changed = changeTask(task, operation.set, maker);
  if (operation.if_version !== task.version) {
    return answer(set, isRepeat(set, task, changed, operation) ? 'unchanged' : 'conflict', task, operation);
  }
  set.put(changed);
  set.putState(changed, operation.state);
  return answer(set, changed === task ? 'unchanged' : 'updated', changed, operation);
}

/** The reply to this very update was lost: the task stands where it left it, and nobody has touched it since. */
function isRepeat(
  set: WorkingSet,
  task: StoredTask,
  changed: StoredTask,
  { state }: UpdateOperation,
): boolean {
  const pushed = set.stateOf(task);
  return changed === task && pushed?.state === state && pushed.version === task.version;
}

function link(set: WorkingSet, operation: LinkOperation): SyncResult {
  const task = set.task(operation.task_id);
  if (task === undefined) return unknownTask();
  // A deleted task gains no lead: a link that another lead has to it keeps telling that lead of the deletion.
  if (task.deleted_at !== null) return answer(set, 'deleted', task, operation);
  set.link(operation.lead_id, task);
  return answer(set, 'adopted', task, operation);
}

function answer(set: WorkingSet, outcome: SyncOutcome, task: StoredTask, { row }: SyncOperation): SyncResult {
  set.putRow(task, row);
  return { outcome, task: set.view(task) };
}

function unknownTask(): SyncResult {
  const message =
    'This tracker has no task with the id given as task_id. Correct the id, or clear it to get a task again.';
  return { outcome: 'rejected', task: null, problem: { code: 'unknown_task', message } };
}
