/** Duplicates a tab with everything on it but tags and protections. */
import { LAYERS, Row } from './row';
import type { SheetModel } from './sheet';
import type { Workbook } from './workbook';

function cloneRow(row: Row): Row {
  const copy = new Row();
  for (const layer of LAYERS) {
    const cells = row.layers[layer];
    if (cells) copy.layers[layer] = [...cells] as never;
  }
  copy.layers.formulas = row.layers.formulas?.map((cell) => cell && { ...cell, computedAt: -1 }) ?? [];
  copy.height = row.height;
  copy.heightForced = row.heightForced;
  copy.hidden = row.hidden;
  copy.filtered = row.filtered;
  return copy;
}

export function cloneSheet(workbook: Workbook, sheet: SheetModel, name: string, index: number): SheetModel {
  const copy = workbook.addSheetModel({ name, rows: sheet.maxRows, columns: sheet.maxColumns }, index);
  sheet.rows.forEach((row, position) => (copy.rows[position] = row && cloneRow(row)));
  sheet.columns.forEach((column, position) => (copy.columns[position] = column && { ...column }));
  copy.frozenRows = sheet.frozenRows;
  copy.frozenColumns = sheet.frozenColumns;
  copy.tabColor = sheet.tabColor;
  copy.filter = structuredClone(sheet.filter);
  copy.conditionalFormats = structuredClone(sheet.conditionalFormats);
  copy.merges = [...sheet.merges];
  copy.bandings = sheet.bandings.map((banding) => ({ ...banding, id: workbook.newId() }));
  copy.gridlinesHidden = sheet.gridlinesHidden;
  return copy;
}
