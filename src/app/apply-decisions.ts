/** Carries out decisions on the sheet's side, in the order that survives a crash at any point (docs/sync-rules.md, "Order of writes"). */
import { findColumns, textOf, type Lead, type LeadColumns, type LeadTable } from '../core/lead';
import { matchCells, type MatchedCell } from '../core/match-cells';
import type { Memory } from '../core/memory';
import type { CellChange, LeadDecision } from '../core/plan';
import type { BlankCells } from '../ports';
import type { Session } from './session';

/** @param leads those that this batch has news about; operations they still need wait for the next run */
export function applyDecisions(session: Session, leads: readonly Lead[]): void {
  const decisions = leads.map((lead) => {
    const decision = session.decide(lead);
    return isPull(decision) && !session.mayPull(lead) ? withoutPull(decision) : decision;
  });
  noteDecisions(session, decisions.map(withoutUndone));
  for (const decision of decisions) {
    const { memory, push, conflict } = decision;
    if (memory !== null && (push === null || conflict?.kept === 'tracker')) session.remember(memory);
  }
  const cells = withoutFormulas(
    session,
    decisions.flatMap((decision) => decision.cells),
  );
  if (cells.length > 0) writeCells(session, cells);
  saveMemories(session);
}

/** The lead's status is to become what the task's is. */
export function isPull({ cells }: LeadDecision): boolean {
  return cells.some(({ field }) => field === 'status');
}

/** Decided again when the tracker has been heard: what is given up is not shown before. */
function withoutPull(decision: LeadDecision): LeadDecision {
  const cells = decision.cells.filter(({ field }) => field !== 'status');
  return { ...decision, cells, memory: null, conflict: null };
}

/** What needs an operation first is not given up yet: the run that sends it shows it. A cell that gives way is written now. */
function withoutUndone(decision: LeadDecision): LeadDecision {
  const waits = decision.push !== null && decision.conflict?.kept !== 'tracker';
  return waits ? { ...decision, conflict: null } : decision;
}

/** Shows what was decided: problems in the report, and given-up values where people can see them before they are given up. */
export function noteDecisions(session: Session, decisions: readonly LeadDecision[]): void {
  for (const { problem } of decisions) if (problem !== null) session.report.problem(problem);
  const records = decisions
    .map((decision) => decision.conflict)
    .filter((record) => record !== null)
    .filter((record) => session.firstSight(record));
  if (records.length === 0) return;
  session.claim();
  session.ports.conflicts.append(session.run, records);
  records.forEach((record) => session.report.conflict(record));
}

/** A formula is never overwritten. Looked up before anything is noted, so that a formula column does not cost a write in every run. */
function withoutFormulas(session: Session, cells: readonly CellChange[]): readonly CellChange[] {
  if (!cells.some((cell) => cell.field === 'status')) return cells;
  const found = lookUp(session, cells);
  const formulas = new Set(found.formulas.map(({ change }) => change));
  found.formulas.forEach((cell) => reportFormula(session, cell));
  return cells.filter((cell) => !formulas.has(cell));
}

function writeCells(session: Session, cells: readonly CellChange[]): void {
  session.claim();
  noteIntents(session, cells);
  session.claim();
  const { ready, missed, formulas, blanks } = lookUp(session, cells);
  const writes = ready.map(({ row, column, change }) => ({ row, column, value: change.to }));
  const refused = new Map(
    session.ports.sheet.write(writes, blanks).map((refusal) => [refusal.write, refusal.reason]),
  );
  formulas.forEach((cell) => reportFormula(session, cell));
  ready.forEach((cell, index) => {
    const reason = refused.get(writes[index] as (typeof writes)[number]);
    settleCell(session, cell.change, reason === undefined);
    if (reason === undefined) session.report.wrote(withRule(session, cell.change));
    else reportRefusal(session, cell, reason);
  });
  [...missed, ...formulas.map(({ change }) => change)].forEach((change) =>
    settleCell(session, change, false),
  );
  session.report.missed(missed.length);
}

/** The id of a task that this run made belongs to the making (S05); any other was found again (S06). */
function withRule(session: Session, change: CellChange): CellChange {
  return change.field === 'task_id' && session.created.has(change.leadId)
    ? { ...change, rule: 'S05' }
    : change;
}

/**
 * What a cell is about to say is noted before it says it: status cells as intents, new pairings as they are. So a filled task_id
 * cell without memory can only mean that the memory was lost. A pairing with a deleted task comes after its cell instead, because
 * together with a blank cell it would read as a person's wish for a new task (S14).
 */
function noteIntents(session: Session, cells: readonly CellChange[]): void {
  for (const { leadId, from, to, agreed } of cells) {
    const memory = session.remembers(leadId);
    if (agreed !== null && memory !== null) session.remember({ ...memory, intent: { from, to, agreed } });
  }
  saveMemories(session, (memory) => !session.isUnstoredDetached(memory));
}

interface LookedUp {
  readonly ready: readonly MatchedCell[];
  readonly formulas: readonly MatchedCell[];
  readonly missed: readonly CellChange[];
  /** Task id cells of leads that have none. */
  readonly blanks: BlankCells;
}

/**
 * The read of the values comes last: between it and the write there must be nothing, because the platform has no compare-and-set
 * and whatever a person types in between is overwritten.
 */
function lookUp(session: Session, cells: readonly CellChange[]): LookedUp {
  const { sheet } = session.ports;
  const before = session.columns;
  if (before.status < 0 || before.task_id < 0) return lookAgain(session, cells);
  const needsStatus = cells.some((cell) => cell.field === 'status');
  const needsTaskId = session.taskIdFormulas === null && cells.some((cell) => cell.field === 'task_id');
  const statusFormulas = needsStatus ? sheet.readFormulas(before.status) : [];
  const taskIdFormulas = needsTaskId ? sheet.readFormulas(before.task_id) : [];
  const fresh = sheet.read();
  const columns = findColumns(fresh.header);
  session.columns = columns;
  // Somebody is moving columns right now: what the formulas were looked up for is no longer there.
  if (columns.status !== before.status || columns.task_id !== before.task_id) return nothingFound(cells);
  if (needsTaskId) session.taskIdFormulas = leadsWith(fresh, columns, taskIdFormulas);
  const statuses = leadsWith(fresh, columns, statusFormulas);
  const { ready, missed } = matchCells(fresh, columns, cells);
  const holdsFormula = ({ change }: MatchedCell): boolean =>
    (change.field === 'status' ? statuses : session.taskIdFormulas)?.has(change.leadId) === true;
  return {
    ready: ready.filter((cell) => !holdsFormula(cell)),
    formulas: ready.filter(holdsFormula),
    missed,
    blanks: {
      column: columns.task_id,
      rows:
        session.taskIdFormulas === null ? new Set() : blankTaskIds(fresh, columns, session.taskIdFormulas),
    },
  };
}

/** A column was gone at the last look: perhaps it is back. */
function lookAgain(session: Session, cells: readonly CellChange[]): LookedUp {
  session.columns = findColumns(session.ports.sheet.read().header);
  return nothingFound(cells);
}

function nothingFound(missed: readonly CellChange[]): LookedUp {
  return { ready: [], formulas: [], missed, blanks: { column: -1, rows: new Set() } };
}

function blankTaskIds(
  table: LeadTable,
  columns: LeadColumns,
  formulas: ReadonlySet<string>,
): ReadonlySet<number> {
  const rows = new Set<number>();
  table.rows.forEach((cells, index) => {
    const id = textOf(cells[columns.id]);
    if (id !== '' && !formulas.has(id) && cells[columns.task_id] === '') rows.add(index + 2);
  });
  return rows;
}

function leadsWith(
  table: LeadTable,
  columns: LeadColumns,
  formulas: readonly boolean[],
): ReadonlySet<string> {
  const leadIds = new Set<string>();
  formulas.forEach((isFormula, index) => isFormula && leadIds.add(textOf(table.rows[index]?.[columns.id])));
  return leadIds;
}

/** Moves the base of a cell that stands; otherwise the decision is made anew in the next run. */
function settleCell(session: Session, change: CellChange, stands: boolean): void {
  const memory = session.remembers(change.leadId);
  if (stands) session.wrote(change);
  if (memory === null) return;
  if (change.agreed !== null)
    session.remember({ ...memory, intent: null, ...(stands ? { agreed: change.agreed, asked: null } : {}) });
  else if (!stands && session.isUnstoredDetached(memory)) session.forget(memory);
}

/** Stores what changed in memory; a run that changed nothing stores nothing. */
function saveMemories(session: Session, wanted: (memory: Memory) => boolean = () => true): void {
  const unsaved = session.unsaved().filter(wanted);
  if (unsaved.length === 0) return;
  session.claim();
  session.ports.memory.save(unsaved, session.roster.leads.size);
  session.markSaved(unsaved);
}

function reportFormula(session: Session, { change, row }: MatchedCell): void {
  const message = `Row ${row}: the ${change.field} cell holds a formula, which the sync never overwrites. Replace it by a value to sync it.`;
  session.report.problem({ leadId: change.leadId, row, rule: 'S19', message });
}

function reportRefusal(session: Session, { change, row }: MatchedCell, reason: string): void {
  const message = `Row ${row}: the ${change.field} cell could not be written (${reason}) It is tried again in the next run.`;
  session.report.problem({ leadId: change.leadId, row, rule: 'S19', message });
}
