/** Compare-and-set for cells: finds each change's row by lead id in a fresh read, and keeps only those whose cell still holds `from`. */
import { textOf, type LeadColumns, type LeadTable } from './lead';
import type { CellChange } from './plan';

/** A cell that may be written now. */
export interface MatchedCell {
  readonly change: CellChange;
  /** 1-based sheet row. */
  readonly row: number;
  /** 0-based column index. */
  readonly column: number;
}

export interface MatchedCells {
  readonly ready: readonly MatchedCell[];
  /** The row is gone, doubled, or somebody has changed the cell meanwhile: the next run decides anew. */
  readonly missed: readonly CellChange[];
}

export function matchCells(
  fresh: LeadTable,
  columns: LeadColumns,
  changes: readonly CellChange[],
): MatchedCells {
  const rows = indexRows(fresh, columns.id, new Set(changes.map((change) => change.leadId)));
  const ready: MatchedCell[] = [];
  const missed: CellChange[] = [];
  for (const change of changes) {
    const found = rows.get(change.leadId) ?? [];
    const index = found[0];
    const column = columns[change.field];
    const holds = index !== undefined && textOf(fresh.rows[index]?.[column]) === change.from;
    if (holds && found.length === 1) ready.push({ change, row: index + 2, column });
    else missed.push(change);
  }
  return { ready, missed };
}

function indexRows(table: LeadTable, idColumn: number, wanted: ReadonlySet<string>): Map<string, number[]> {
  const rows = new Map<string, number[]>();
  table.rows.forEach((cells, index) => {
    const id = textOf(cells[idColumn]);
    if (!wanted.has(id)) return;
    const found = rows.get(id);
    if (found === undefined) rows.set(id, [index]);
    else found.push(index);
  });
  return rows;
}
