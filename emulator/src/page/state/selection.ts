/** The selection of this window: one block of cells, and the active cell in it. */
import { computed, signal } from '@preact/signals';
import { areaBetween, lastColumn, lastRow, type Area, type Cell } from '../logic/area';
import { indexOf, step } from '../logic/grid-layout';
import { activeSheet, layout, shownColumns } from './active-sheet';

interface Selection {
  /** The active cell: what is typed goes there. */
  readonly active: Cell;
  /** The corner opposite to it. */
  readonly end: Cell;
}

const TOP: Cell = { row: 1, column: 1 };
/** By tab, so that coming back to a tab finds its selection. */
const selections = signal<ReadonlyMap<number, Selection>>(new Map());
/** The cell that shall come into sight; a new object each time. */
export const revealWish = signal<Cell>({ ...TOP });

const selection = computed<Selection>(() => {
  const kept = selections.value.get(activeSheet.value?.id ?? -1);
  return kept ? { active: inside(kept.active), end: inside(kept.end) } : { active: TOP, end: TOP };
});

/** The grid may have become smaller. */
function inside({ row, column }: Cell): Cell {
  const { rows = 1, columns = 1 } = activeSheet.value ?? {};
  return { row: Math.min(row, rows), column: Math.min(column, columns) };
}

export const activeCell = computed<Cell>(() => selection.value.active);
export const selectionEnd = computed<Cell>(() => selection.value.end);
export const selectedArea = computed<Area>(() => areaBetween(selection.value.active, selection.value.end));

export const selectsWholeRows = computed(() => {
  const { column, columns } = selectedArea.value;
  return column === 1 && columns === activeSheet.value?.columns && columns > 1;
});
export const selectsWholeColumns = computed(() => {
  const { row, rows } = selectedArea.value;
  return row === 1 && rows === activeSheet.value?.rows && rows > 1;
});

/** @param reveal what is scrolled to */
export function select(active: Cell, end: Cell = active, reveal: Cell | null = end): void {
  const sheet = activeSheet.peek();
  if (!sheet) return;
  selections.value = new Map(selections.peek()).set(sheet.id, { active, end });
  if (reveal) revealWish.value = { row: reveal.row, column: reveal.column };
}

export function selectArea(area: Area): void {
  select(area, { row: lastRow(area), column: lastColumn(area) }, area);
}

/** @returns tells later whether the person has selected nothing else since, nor gone to another tab */
export function selectionStays(): () => boolean {
  const sheet = activeSheet.peek()?.id ?? -1;
  const before = selections.peek().get(sheet);
  return () => activeSheet.peek()?.id === sheet && selections.peek().get(sheet) === before;
}

export function extendTo(end: Cell, reveal = true): void {
  select(activeCell.peek(), end, reveal ? end : null);
}

export function selectRows(first: number, last: number): void {
  const columns = activeSheet.peek()?.columns ?? 1;
  select({ row: first, column: 1 }, { row: last, column: columns }, null);
}

export function selectColumns(first: number, last: number): void {
  const rows = activeSheet.peek()?.rows ?? 1;
  select({ row: 1, column: first }, { row: rows, column: last }, null);
}

export function selectAll(): void {
  const { rows = 1, columns = 1 } = activeSheet.peek() ?? {};
  select(TOP, { row: rows, column: columns }, null);
}

/** The cell so many steps away among those that show. */
export function cellAway(from: Cell, down: number, right: number): Cell {
  return {
    row: down === 0 ? from.row : step(layout.peek().rows, from.row, down),
    column: right === 0 ? from.column : step(shownColumns.peek(), from.column, right),
  };
}

export function isShown({ row, column }: Cell): boolean {
  const [rows, columns] = [layout.peek().rows, shownColumns.peek()];
  return rows[indexOf(rows, row)] === row && columns[indexOf(columns, column)] === column;
}
