/** The selection of this window: one block of cells, and the active cell in it. */
import { computed, signal } from '@preact/signals';
import { areaBetween, areaName, clip, lastColumn, lastRow, type Area, type Cell } from '../logic/area';
import { indexOf, step } from '../logic/grid-layout';
import { blockAt, cornerOf, withWholeBlocks } from '../logic/merged-blocks';
import { activeSheet, layout, shownColumns } from './active-sheet';

interface Selection {
  /** The active cell: what is typed goes there. */
  readonly active: Cell;
  /** The corner opposite to it. */
  readonly end: Cell;
  /** Blocks that were selected before, with Ctrl held since. */
  readonly others?: readonly Area[];
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

/** Of merged cells the first one. */
export const activeCell = computed<Cell>(() => cornerOf(layout.value.merges, selection.value.active));
export const selectionEnd = computed<Cell>(() => selection.value.end);
export const selectedArea = computed<Area>(() =>
  withWholeBlocks(layout.value.merges, areaBetween(selection.value.active, selection.value.end)),
);

const NO_AREAS: readonly Area[] = [];
/** Blocks that are selected besides the active one. */
export const otherAreas = computed<readonly Area[]>(() => {
  const { others } = selections.value.get(activeSheet.value?.id ?? -1) ?? {};
  const { rows = 1, columns = 1 } = activeSheet.value ?? {};
  return others?.flatMap((area) => clip(area, rows, columns) ?? []) ?? NO_AREAS;
});
/** All of them as the emulator takes a list of ranges; the active one last. */
export const selectedRanges = computed(() => [...otherAreas.value, selectedArea.value].map(areaName).join());

/** Ctrl and a click: what is selected stays, and another block begins. */
export function selectAlso(cell: Cell): void {
  const others = [...otherAreas.peek(), selectedArea.peek()];
  select(cell, cell, null, others);
}

export const selectsWholeRows = computed(() => {
  const { column, columns } = selectedArea.value;
  return column === 1 && columns === activeSheet.value?.columns && columns > 1;
});
export const selectsWholeColumns = computed(() => {
  const { row, rows } = selectedArea.value;
  return row === 1 && rows === activeSheet.value?.rows && rows > 1;
});

/** @param reveal what is scrolled to */
export function select(
  active: Cell,
  end: Cell = active,
  reveal: Cell | null = end,
  others: readonly Area[] = NO_AREAS,
): void {
  const sheet = activeSheet.peek();
  if (!sheet) return;
  selections.value = new Map(selections.peek()).set(sheet.id, { active, end, others });
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
  select(activeCell.peek(), end, reveal ? end : null, otherAreas.peek());
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
  // Out of merged cells from their edge.
  const block = blockAt(layout.peek().merges, from) ?? { ...from, rows: 1, columns: 1 };
  const row = down > 0 ? lastRow(block) : block.row;
  const column = right > 0 ? lastColumn(block) : block.column;
  return {
    row: down === 0 ? from.row : step(layout.peek().rows, row, down),
    column: right === 0 ? from.column : step(shownColumns.peek(), column, right),
  };
}

export function isShown({ row, column }: Cell): boolean {
  const [rows, columns] = [layout.peek().rows, shownColumns.peek()];
  return rows[indexOf(rows, row)] === row && columns[indexOf(columns, column)] === column;
}
