/** Exchanges with a tracker under test in few words, and the operations to send. */
import type {
  CreateOperation,
  SyncOperation,
  SyncReply,
  SyncRequest,
  SyncResult,
  SyncTask,
  TaskStatus,
} from '../../../src/contract';
import { LeadSyncError } from '../../../src/core/errors';
import type { Tracker } from '../../../src/ports';

/** What people do in a tracker, beside the sheets. */
export interface People {
  /** @returns the id of the task they made */
  make(values: { title: string; status: TaskStatus; lead_id: string | null; notes: string }): string;
  edit(id: string, set: { title?: string; status?: TaskStatus; notes?: string }): void;
  remove(id: string): void;
}

/** A tracker of its own for one test, empty, with the people who work in it. */
export interface TrackerUnderTest extends People {
  readonly tracker: Tracker;
  close(): Promise<void>;
}

export type Desk = ReturnType<typeof makeDesk>;

/** Its functions speak to the tracker that was opened last. */
export function makeDesk(makeTracker: () => Promise<TrackerUnderTest>) {
  let under: TrackerUnderTest;
  const exchange = (request: Partial<SyncRequest> = {}): SyncReply =>
    under.tracker.exchange({ source: 'sheet-1', run: 1, cursor: null, operations: [], limit: 0, ...request });
  const operate = (operation: SyncOperation, request: Partial<SyncRequest> = {}): SyncResult => {
    const { results } = exchange({ operations: [operation], ...request });
    expect(results).toHaveLength(1);
    return results[0]!;
  };
  /** The tasks changed since, and where that read ended. */
  const read = (cursor: string | null, request: Partial<SyncRequest> = {}): SyncReply =>
    exchange({ cursor, limit: 100, ...request });
  const people: People = {
    make: (values) => under.make(values),
    edit: (id, set) => under.edit(id, set),
    remove: (id) => under.remove(id),
  };
  return {
    people,
    exchange,
    operate,
    read,
    open: async (): Promise<void> => {
      under = await makeTracker();
    },
    close: () => under.close(),
    /** Where a read of another tracker of this kind ended. */
    cursorOfAnother: async (): Promise<string | null> => {
      const other = await makeTracker();
      other.make({ title: 'There', status: 'TODO', lead_id: null, notes: '' });
      const request = { source: 'sheet-1', run: 1, cursor: null, operations: [], limit: 100 };
      const { cursor } = other.tracker.exchange(request);
      await other.close();
      return cursor;
    },
    /** The task that a create makes, which must succeed. */
    created: (leadId: string, values: Partial<CreateOperation> = {}): SyncTask => {
      const result = operate(create(leadId, values));
      expect(result.outcome).toBe('created');
      return result.task!;
    },
    byHand: (title = 'By hand'): string => people.make({ title, status: 'TODO', lead_id: null, notes: '' }),
    /** A task as this source sees it now. */
    now: (id: string, request: Partial<SyncRequest> = {}): SyncTask | undefined =>
      read(null, request).changes.find((task) => task.id === id),
    refusal: (request: Partial<SyncRequest>): Partial<LeadSyncError> => {
      try {
        exchange(request);
      } catch (error) {
        if (error instanceof LeadSyncError) return { code: error.code, data: error.data };
        throw error;
      }
      throw new Error('The exchange was not refused.');
    },
  };
}

export const NO_TASK = '00000000-0000-4000-8000-000000000000';
export const STATE = '{"lead":"NEW"}';
export const LATER_STATE = '{"lead":"CONTACTED"}';
export const UNKNOWN = { outcome: 'rejected', task: null, problem: { code: 'unknown_task' } };

export function create(leadId: string, values: Partial<CreateOperation> = {}): CreateOperation {
  return {
    op: 'create',
    lead_id: leadId,
    title: `Follow up: ${leadId.slice(0, 9)}`,
    status: 'TODO',
    notes: '',
    state: STATE,
    ...values,
  };
}

export function update(
  { id, version }: Pick<SyncTask, 'id' | 'version'>,
  set: Extract<SyncOperation, { op: 'update' }>['set'],
): SyncOperation {
  return { op: 'update', task_id: id, if_version: version, set, state: LATER_STATE };
}

export function link(leadId: string, taskId: string): SyncOperation {
  return { op: 'link', lead_id: leadId, task_id: taskId };
}
