/** Decides what one lead needs from what the sheet, the memory and the tracker say. Pure; writes nothing. */
import type { UpdateOperation } from '../contract';
import { idProblem, type Lead } from './lead';
import { encodeState, type Agreed, type Memory } from './memory';
import { mergeStatus, type AgreedStatus, type StatusDecision } from './merge-status';
import type { CellChange, ConflictRecord, FieldChange, LeadDecision, RecordProblem } from './plan';
import type { RuleId } from './rules';
import type { ConflictPolicy } from './settings';
import type { StatusLens } from './status-map';
import { taskTextOf, type TaskText } from './task-text';

export interface DecisionRules {
  readonly lens: StatusLens;
  readonly policy: ConflictPolicy;
}

const NOTHING: LeadDecision = { push: null, cells: [], memory: null, problem: null, conflict: null };

/** @param memory what is remembered of this lead; its task need not be the one the row names now */
export function decideLead(rules: DecisionRules, lead: Lead, memory: Memory | null): LeadDecision {
  const tooLong = idProblem(lead.id);
  if (tooLong !== null) return withProblem(lead, 'S19', `Row ${lead.row} was not synced: ${tooLong}`);
  if (lead.taskId === '')
    return memory === null ? decideCreate(rules, lead, null) : decideCleared(rules, lead, memory);
  if (memory === null) return decideLink(lead, false);
  if (memory.taskId !== lead.taskId) return decideLink(lead, true);
  if (memory.seen.deleted) return { ...detached(lead), memory };
  return decideLinked(rules, lead, memory);
}

/** No task id in the row, and none remembered: one task, made by the tracker at most once for this lead (S05, S06). */
function decideCreate(rules: DecisionRules, lead: Lead, replaces: string | null): LeadDecision {
  const status = rules.lens.toTask(lead.status);
  if (status === null) return unknownStatus(lead);
  const text = taskTextOf(lead);
  const agreed = { lead: lead.status, task: status };
  const state = encodeState(lead.id, agreed, text);
  const operation = {
    op: 'create' as const,
    lead_id: lead.id,
    ...text,
    status,
    state,
    ...(replaces === null ? {} : { replaces }),
  };
  const changes: FieldChange[] = [{ side: 'task', field: 'status', from: '', to: status, rule: 'S05' }];
  return { ...NOTHING, push: { kind: 'create', lead, changes, operation, agreed, written: text } };
}

/** Somebody cleared the task id. A live task is written back (S06); clearing a deleted one's id asks for a new task (S14). */
function decideCleared(rules: DecisionRules, lead: Lead, memory: Memory): LeadDecision {
  if (memory.seen.deleted) return decideCreate(rules, lead, memory.taskId);
  const decision = decideLinked(rules, lead, memory);
  return { ...decision, cells: [taskIdCell(lead, memory.taskId, 'S06'), ...decision.cells] };
}

function decideLink(lead: Lead, byHand: boolean): LeadDecision {
  const operation = { op: 'link' as const, lead_id: lead.id, task_id: lead.taskId };
  return { ...NOTHING, push: { kind: 'link', lead, changes: [], operation, byHand } };
}

function decideLinked(rules: DecisionRules, lead: Lead, memory: Memory): LeadDecision {
  const status = mergeStatus({
    lens: rules.lens,
    policy: rules.policy,
    base: memory.agreed,
    sheet: lead.status,
    tracker: memory.seen.status,
  });
  const agreed = agreedAfter(status, lead, memory);
  const conflict = conflictOf(lead, memory, status);
  const shown = { ...memory, asked: conflict === null ? null : `${lead.status}|${memory.seen.version}` };
  const push = decideUpdate(lead, shown, status, agreed);
  const kept = { ...shown, agreed: push === null && status.kind === 'agree' ? agreed : memory.agreed };
  return {
    push,
    cells: status.kind === 'pull' ? [statusCell(lead, memory, status)] : [],
    memory: sameMemory(kept, memory) ? memory : kept,
    problem: statusProblem(lead, status),
    // One that cannot be carried out (refused cell, rejected operation) comes up in every run; it is kept once.
    conflict: shown.asked === memory.asked ? null : conflict,
  };
}

/** What both sides agree on once the task has been written; a pull agrees only when its cell stands. */
function agreedAfter(status: StatusDecision, lead: Lead, memory: Memory): Agreed | null {
  const version = memory.seen.version;
  if (status.kind === 'push') return { lead: lead.status, task: status.to, version };
  if (status.kind === 'agree') return { lead: lead.status, task: memory.seen.status, version };
  return memory.agreed;
}

function decideUpdate(
  lead: Lead,
  memory: Memory,
  status: StatusDecision,
  agreed: Agreed | null,
): LeadDecision['push'] {
  if (agreed === null) return null; // No common past and nobody has decided yet: leave the whole pair alone.
  const text = taskTextOf(lead);
  const written = textAfter(memory, text);
  const set: UpdateOperation['set'] = {
    ...(status.kind === 'push' ? { status: status.to } : {}),
    ...(written.title === memory.written.title ? {} : { title: written.title }),
    ...(written.notes === memory.written.notes ? {} : { notes: written.notes }),
  };
  const changes = changesOf(set, memory, status.rule);
  if (changes.length === 0 && !needsConfirming(status, lead, memory)) return null;
  const after: AgreedStatus = { lead: agreed.lead, task: agreed.task };
  const state = encodeState(lead.id, after, written);
  const operation = {
    op: 'update' as const,
    task_id: memory.taskId,
    if_version: memory.seen.version,
    set,
    state,
  };
  return { kind: 'update', lead, changes, operation, memory, agreed: after, written };
}

/**
 * The sheet moved to what the task is thought to be. The tracker may have moved on unseen, so the base moves only when the tracker
 * confirms the version; an update that sets nothing asks just that, and leaves the new base with the task.
 */
function needsConfirming(status: StatusDecision, lead: Lead, memory: Memory): boolean {
  return status.kind === 'agree' && memory.agreed?.lead !== lead.status;
}

/** Title and notes follow the lead as long as they are still what the sync last wrote (S18). */
function textAfter(memory: Memory, text: TaskText): TaskText {
  return {
    title: memory.seen.ownsTitle ? text.title : memory.written.title,
    notes: memory.seen.ownsNotes ? text.notes : memory.written.notes,
  };
}

function changesOf(set: UpdateOperation['set'], memory: Memory, statusRule: RuleId): FieldChange[] {
  const changes: FieldChange[] = [];
  const add = (field: FieldChange['field'], from: string, to: string | undefined, rule: RuleId): void => {
    if (to !== undefined) changes.push({ side: 'task', field, from, to, rule });
  };
  add('status', memory.seen.status, set.status, statusRule);
  add('title', memory.written.title, set.title, 'S18');
  add('notes', memory.written.notes, set.notes, 'S18');
  return changes;
}

function statusCell(lead: Lead, memory: Memory, status: StatusDecision & { kind: 'pull' }): CellChange {
  const agreed = { lead: status.to, task: memory.seen.status, version: memory.seen.version };
  return { leadId: lead.id, field: 'status', from: lead.status, to: status.to, rule: status.rule, agreed };
}

/** The cell that links a lead to its task. */
export function taskIdCell(lead: Lead, taskId: string, rule: RuleId): CellChange {
  return { leadId: lead.id, field: 'task_id', from: lead.taskId, to: taskId, rule, agreed: null };
}

function conflictOf(lead: Lead, memory: Memory, status: StatusDecision): ConflictRecord | null {
  const lost = status.kind === 'push' || status.kind === 'pull' ? status.lost : undefined;
  if (status.kind !== 'ask' && lost === undefined) return null;
  const kept = status.kind === 'ask' ? null : status.kind === 'push' ? 'sheet' : 'tracker';
  return {
    leadId: lead.id,
    field: 'status',
    rule: status.rule,
    sheet: lead.status,
    tracker: memory.seen.status,
    kept,
    taskId: memory.taskId,
    version: memory.seen.version,
  };
}

function statusProblem(lead: Lead, status: StatusDecision): RecordProblem | null {
  if (status.kind === 'unknown') return unknownStatus(lead).problem;
  if (status.kind !== 'ask') return null;
  const message = `Row ${lead.row}: sheet and tracker changed the status differently. Set both to the same value to settle it.`;
  return { leadId: lead.id, row: lead.row, rule: status.rule, message };
}

function unknownStatus(lead: Lead): LeadDecision {
  return withProblem(
    lead,
    'S03',
    `Row ${lead.row}: the status "${lead.status}" is not in the status map. Map it, or choose a listed one.`,
  );
}

function detached(lead: Lead): LeadDecision {
  return withProblem(
    lead,
    'S14',
    `Row ${lead.row}: its task was deleted in the tracker. Clear the task_id cell to get a new one.`,
  );
}

function withProblem(lead: Lead, rule: RuleId, message: string): LeadDecision {
  return { ...NOTHING, problem: { leadId: lead.id, row: lead.row, rule, message } };
}

function sameMemory(left: Memory, right: Memory): boolean {
  return left.asked === right.asked && sameAgreed(left.agreed, right.agreed);
}

function sameAgreed(left: Agreed | null, right: Agreed | null): boolean {
  if (left === null || right === null) return left === right;
  return left.lead === right.lead && left.task === right.task && left.version === right.version;
}
