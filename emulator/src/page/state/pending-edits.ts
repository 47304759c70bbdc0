/** What this person has just typed and the emulator has not shown yet: laid over the cells as read. */
import type { ShownCell, ShownRow } from './cells';

export interface PendingEdit {
  readonly sheet: number;
  readonly row: number;
  readonly column: number;
  readonly text: string;
  /** The revision that holds it; null until the emulator has answered. */
  revision: number | null;
}

const edits = new Set<PendingEdit>();

export function addPending(sheet: number, row: number, column: number, text: string): PendingEdit {
  const edit: PendingEdit = { sheet, row, column, text, revision: null };
  edits.add(edit);
  return edit;
}

export function dropPending(edit: PendingEdit): void {
  edits.delete(edit);
}

/** Cells of this revision have been read: edits that it holds need no laying over. */
export function forgetWritten(sheet: number, revision: number): void {
  for (const edit of edits)
    if (edit.sheet === sheet && edit.revision !== null && edit.revision <= revision) edits.delete(edit);
}

export function applyPending(sheet: number, row: number, cells: ShownRow): ShownRow {
  let shown: (ShownCell | null)[] | undefined;
  for (const edit of edits) {
    if (edit.sheet !== sheet || edit.row !== row) continue;
    shown ??= [...cells];
    while (shown.length < edit.column) shown.push(null);
    shown[edit.column - 1] = typed(shown[edit.column - 1] ?? null, edit.text);
  }
  return shown ?? cells;
}

/** A formula shows itself only when it is worked out. */
function typed(cell: ShownCell | null, text: string): ShownCell {
  const { style, rule, note } = cell ?? {};
  const shown = text.startsWith('=') ? (cell?.text ?? '') : text;
  return { text: shown, ...(style && { style }), ...(rule && { rule }), ...(note && { note }) };
}
