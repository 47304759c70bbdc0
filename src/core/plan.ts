/** The plan as plain data: every change the sync intends, with the rule it follows. Shown, carried out, logged and tested alike. */
import type { CreateOperation, LinkOperation, SyncOperation, UpdateOperation } from '../contract';
import type { Lead } from './lead';
import type { Agreed, Memory } from './memory';
import type { AgreedStatus } from './merge-status';
import type { RuleId } from './rules';
import type { TaskText } from './task-text';

/** One intended write of one field, for people. `from` is what the decision was made from. */
export interface FieldChange {
  readonly side: 'task' | 'lead';
  readonly field: 'status' | 'title' | 'notes' | 'task_id';
  readonly from: string;
  readonly to: string;
  readonly rule: RuleId;
}

interface PushBase {
  readonly lead: Lead;
  readonly changes: readonly FieldChange[];
}

/** An operation for the tracker, and what will hold once it has been carried out. */
export type Push =
  | (PushBase & {
      readonly kind: 'create';
      readonly operation: CreateOperation;
      readonly agreed: AgreedStatus;
      readonly written: TaskText;
    })
  | (PushBase & {
      readonly kind: 'update';
      readonly operation: UpdateOperation;
      readonly memory: Memory;
      readonly agreed: AgreedStatus;
      readonly written: TaskText;
    })
  | (PushBase & { readonly kind: 'link'; readonly operation: LinkOperation; readonly byHand: boolean });

/** A cell to write, only if it still holds `from` in the row that has this lead's id. */
export interface CellChange {
  readonly leadId: string;
  readonly field: 'status' | 'task_id';
  readonly from: string;
  readonly to: string;
  readonly rule: RuleId;
  /** For a status: what both sides will have agreed on once the cell stands. */
  readonly agreed: Agreed | null;
}

/** Something about one row that a person should look at. */
export interface RecordProblem {
  readonly leadId: string;
  readonly row: number;
  readonly rule: RuleId;
  /** Says what is wrong and what to do; never a name or a mail address. */
  readonly message: string;
}

/** A value that was given up, or waits for a person (`kept` null), kept where people can see it and take it back (S11, S12). */
export interface ConflictRecord {
  readonly leadId: string;
  readonly field: 'status';
  readonly rule: RuleId;
  readonly sheet: string;
  readonly tracker: string;
  readonly kept: 'sheet' | 'tracker' | null;
  readonly taskId: string;
  readonly version: number;
}

/** What is to be done about one lead, decided from what is known now. */
export interface LeadDecision {
  readonly push: Push | null;
  readonly cells: readonly CellChange[];
  /** The memory to keep when it changes without any push; null when there is nothing to keep. */
  readonly memory: Memory | null;
  readonly problem: RecordProblem | null;
  readonly conflict: ConflictRecord | null;
}

export function operationOf({ operation, lead }: Push): SyncOperation {
  return { ...operation, row: lead.row };
}
