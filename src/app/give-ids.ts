/** Gives rows without an id one before they are synced (S01), when people asked for that. */
import { LEAD_FIELDS, requireColumns, textOf, type LeadTable } from '../core/lead';
import type { SyncPorts } from '../ports';

/**
 * There is no id to find these rows by, so the cells are written straight after the read, by row number.
 * @returns the table to go on with: read again when ids were written
 */
export function giveIds(ports: Pick<SyncPorts, 'sheet' | 'newId'>, table: LeadTable): LeadTable {
  const columns = requireColumns(table.header);
  const others = LEAD_FIELDS.filter((field) => field !== 'id');
  const writes = table.rows.flatMap((cells, index) => {
    const filled = others.some((field) => textOf(cells[columns[field]]) !== '');
    const blank = textOf(cells[columns.id]) === '';
    return filled && blank ? [{ row: index + 2, column: columns.id, value: ports.newId() }] : [];
  });
  if (writes.length === 0) return table;
  const formulas = ports.sheet.readFormulas(columns.id);
  ports.sheet.write(writes.filter(({ row }) => formulas[row - 2] !== true));
  return ports.sheet.read();
}
