/** The filter's card of one column: its values, and which of them are shown. */
import { signal } from '@preact/signals';
import { lastColumn, lastRow, readArea, type Area } from '../logic/area';
import { act, here } from './actions';
import { activeSheet } from './active-sheet';
import { cellsOf } from './cells';
import { focusGrid } from './focus';

export interface OpenFilter {
  readonly column: number;
  readonly below: Element;
  readonly values: readonly { readonly text: string; readonly shown: boolean }[];
}

export const openFilter = signal<OpenFilter | null>(null);

export function filterArea(): Area | null {
  const sheet = activeSheet.value;
  return sheet?.filter ? readArea(sheet.filter, sheet.rows, sheet.columns) : null;
}

/** Whether the cell is a column's head in the filter, where its button stands. */
export function isFilterHead(area: Area | null, row: number, column: number): boolean {
  return area !== null && row === area.row && column >= area.column && column <= lastColumn(area);
}

/** A value is hidden when no row with it shows. */
export async function showFilter(column: number, below: Element): Promise<void> {
  const [sheet, area] = [activeSheet.peek(), filterArea()];
  if (!sheet || !area) return;
  const rows = Math.min(lastRow(area), sheet.usedRows) - area.row;
  const block = { row: area.row + 1, column, rows, columns: 1 };
  const cells = rows > 0 ? await cellsOf(sheet.id, block) : [];
  const hidden = new Set(sheet.hiddenRows);
  const shown = new Map<string, boolean>();
  cells.forEach(([cell], index) => {
    const text = cell?.text ?? '';
    shown.set(text, shown.get(text) === true || !hidden.has(area.row + 1 + index));
  });
  const values = [...shown].map(([text, isShown]) => ({ text, shown: isShown }));
  values.sort((one, other) => one.text.localeCompare(other.text, undefined, { numeric: true }));
  openFilter.value = { column, below, values };
}

export async function applyFilter(column: number, hiddenValues: readonly string[]): Promise<void> {
  openFilter.value = null;
  focusGrid();
  await act({ do: 'filterColumn', sheet: here(), column, hiddenValues });
}

export function closeFilter(): void {
  openFilter.value = null;
  focusGrid();
}
