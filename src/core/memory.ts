/** What the sync remembers of one linked lead between runs, and how news from the tracker is absorbed into it. */
import { isTaskStatus, type SyncTask, type TaskStatus } from '../contract';
import type { AgreedStatus } from './merge-status';
import type { TaskText } from './task-text';

/** What both sides last agreed on. `version` is the task's version at that moment. */
export interface Agreed extends AgreedStatus {
  readonly version: number;
}

/** The newest state of the task that the tracker has told us, settled or not. */
export interface Seen {
  readonly version: number;
  readonly status: TaskStatus;
  readonly deleted: boolean;
  /** The title, the notes still equal what the sync last wrote (S18); once a person changes them they are theirs. */
  readonly ownsTitle: boolean;
  readonly ownsNotes: boolean;
}

/** A status cell about to be written, noted before it is: after a crash a cell that holds `to` has landed. */
export interface CellIntent {
  readonly from: string;
  readonly to: string;
  /** What both sides will have agreed on once the cell stands. */
  readonly agreed: Agreed;
}

/** One row of the hidden tab. */
export interface Memory {
  readonly leadId: string;
  readonly taskId: string;
  readonly agreed: Agreed | null;
  /** What the sync last wrote into the task. */
  readonly written: TaskText;
  readonly seen: Seen;
  readonly intent: CellIntent | null;
  /** The conflict already kept for people to see, as `status|version`, so that it is kept once while it cannot be settled. */
  readonly asked: string | null;
}

/** What travels with a push as `state`, and comes back with the task after a crash. */
interface PushedState {
  readonly lead: string;
  readonly agreed: AgreedStatus;
  readonly written: TaskText;
}

export function encodeState(leadId: string, agreed: AgreedStatus, written: TaskText): string {
  const state: PushedState = { lead: leadId, agreed: { lead: agreed.lead, task: agreed.task }, written };
  return JSON.stringify(state);
}

/** @returns null when the task carries no state, or one that was pushed for another lead */
function decodeState(task: SyncTask, leadId: string): PushedState | null {
  if (task.source_state === null) return null;
  try {
    const state = JSON.parse(task.source_state) as PushedState;
    return state.lead === leadId && isWhole(state) ? state : null;
  } catch {
    return null; // Written by another program under our source name: as good as no base (S23).
  }
}

function isWhole({ agreed, written }: Partial<PushedState>): boolean {
  const texts = [agreed?.lead, written?.title, written?.notes];
  return texts.every((text) => typeof text === 'string') && isTaskStatus(agreed?.task);
}

/** The task carries a state that this source pushed for this very lead. */
export function wasPushedFor(task: SyncTask, leadId: string): boolean {
  return decodeState(task, leadId) !== null;
}

/** How a lead and a task came together: the tracker answered a create, the row named the task, or a person changed the id (S21). */
export type Pairing = 'created' | 'named' | 'by hand';

/**
 * A lead and a task that have just been paired. The base is the state the tracker stored with our last push for this lead, if
 * nothing can have moved the lead since; otherwise there is none, and differences are for the conflict policy (S21, S23).
 */
export function pairMemory(
  lead: { id: string; status: string },
  task: SyncTask,
  text: TaskText,
  pairing: Pairing,
): Memory {
  const state = pairing === 'by hand' ? null : decodeState(task, lead.id);
  const written = state?.written ?? text;
  const trusted = state !== null && isBase(state, task, lead.status, pairing);
  return {
    leadId: lead.id,
    taskId: task.id,
    agreed: trusted ? { ...state.agreed, version: task.source_version ?? 0 } : null,
    written,
    seen: seenOf(task, written),
    intent: null,
    asked: null,
  };
}

/**
 * A change of the task after our last push may already have been taken over into the lead: only the lost memory knew. Not so when
 * the row never held a task id: then a crash fell right after the create, and a lead that is as it was pushed has not moved.
 */
function isBase(state: PushedState, task: SyncTask, status: string, pairing: Pairing): boolean {
  const untouched = task.source_version === task.version && state.agreed.task === task.status;
  return untouched || (pairing === 'created' && state.agreed.lead === status);
}

/**
 * The newest word of the tracker. If it stored a push of ours later than all we remember (a crash came between), that is the base.
 * A task older than what was agreed on comes from a restored backup: what it has lost is not for the lead to lose too, so there is
 * no base (S23).
 */
export function absorbTask(memory: Memory, task: SyncTask): Memory {
  if (task.version < (memory.agreed?.version ?? 0)) return absorbTask({ ...memory, agreed: null }, task);
  const state = decodeState(task, memory.leadId);
  const newer =
    state !== null && (task.source_version ?? 0) > Math.max(memory.seen.version, memory.agreed?.version ?? 0);
  const agreed = newer ? { ...state.agreed, version: task.source_version ?? 0 } : memory.agreed;
  const written = newer ? state.written : memory.written;
  const seen = seenOf(task, written);
  return sameSeen(seen, memory.seen) && !newer ? memory : { ...memory, agreed, written, seen };
}

/**
 * An intent whose value stands in the row has landed; one whose cell is as before is decided anew. A third value is a person's, typed
 * before or after ours: nobody can tell, so the pair has no base until it agrees again.
 */
export function settleIntent(memory: Memory, status: string): Memory {
  if (memory.intent === null) return memory;
  const { from, to, agreed } = memory.intent;
  return { ...memory, intent: null, agreed: status === to ? agreed : status === from ? memory.agreed : null };
}

function seenOf(task: SyncTask, written: TaskText): Seen {
  return {
    version: task.version,
    status: task.status,
    deleted: task.deleted,
    ownsTitle: task.title === written.title,
    ownsNotes: task.notes === written.notes,
  };
}

function sameSeen(left: Seen, right: Seen): boolean {
  return (
    left.version === right.version &&
    left.status === right.status &&
    left.deleted === right.deleted &&
    left.ownsTitle === right.ownsTitle &&
    left.ownsNotes === right.ownsNotes
  );
}
