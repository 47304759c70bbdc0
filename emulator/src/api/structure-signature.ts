/** A text that differs when anything of a workbook but its cells does: tabs, sizes, what is hidden, frozen or locked. */
import type { Workbook } from '../workbook';
import type { SheetModel } from '../workbook/sheet';

export function structureSignature(workbook: Workbook): string {
  const { name, locale, timeZone, protections } = workbook;
  return JSON.stringify([name, locale, timeZone, protections, workbook.sheets.map(sheetSignature)]);
}

function sheetSignature(sheet: SheetModel): unknown {
  const { id, name, hidden, maxRows, maxColumns, frozenRows, frozenColumns, tabColor } = sheet;
  const columns = sheet.columns.map((column) => column ?? 0);
  return [
    id,
    name,
    hidden,
    maxRows,
    maxColumns,
    frozenRows,
    frozenColumns,
    tabColor,
    columns,
    hiddenRows(sheet),
    sheet.merges,
    sheet.gridlinesHidden,
    sheet.rows.flatMap((row, index) => (row?.height === undefined ? [] : [[index, row.height]])),
  ];
}

function hiddenRows({ rows }: SheetModel): number[] {
  const hidden: number[] = [];
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index];
    if (row && (row.hidden || row.filtered)) hidden.push(index);
  }
  return hidden;
}
