/** Gives rows without an id one before they are synced (S01), when people asked for that. */
import { LEAD_FIELDS, requireColumns, textOf, type LeadTable } from '../core/lead';
import type { SyncPorts } from '../ports';

/**
 * There is no id to find these rows by, so the cells are written straight after the read, by row number.
 * @returns the table to go on with: read again when ids were written
 */
export function giveIds(ports: Pick<SyncPorts, 'sheet' | 'newId'>, table: LeadTable): LeadTable {
  if (rowsWithoutId(table).length === 0) return table;
  const before = requireColumns(table.header).id;
  // Formulas first: between the read of the values and the write there must be nothing.
  const formulas = ports.sheet.readFormulas(before);
  const fresh = ports.sheet.read();
  const column = requireColumns(fresh.header).id;
  // Rows that moved meanwhile make the look-up of formulas worthless: the next run gives the ids.
  if (column !== before || !sameIds(table, fresh, column)) return fresh;
  const rows = rowsWithoutId(fresh).filter((row) => formulas[row - 2] !== true);
  ports.sheet.write(rows.map((row) => ({ row, column, value: ports.newId() })));
  return ports.sheet.read();
}

/** 1-based sheet rows that hold something but no id. */
function rowsWithoutId(table: LeadTable): number[] {
  const columns = requireColumns(table.header);
  const others = LEAD_FIELDS.filter((field) => field !== 'id');
  return table.rows.flatMap((cells, index) => {
    const filled = others.some((field) => textOf(cells[columns[field]]) !== '');
    return filled && textOf(cells[columns.id]) === '' ? [index + 2] : [];
  });
}

function sameIds(before: LeadTable, after: LeadTable, column: number): boolean {
  return (
    before.rows.length === after.rows.length &&
    before.rows.every((cells, index) => textOf(cells[column]) === textOf(after.rows[index]?.[column]))
  );
}
