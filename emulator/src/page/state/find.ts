/** Find in the tab: what is looked for, where it was found, and which of the finds is shown. */
import { computed, effect, signal } from '@preact/signals';
import type { Cell } from '../logic/area';
import { activeSheet } from './active-sheet';
import { cellsOf, cellsVersion } from './cells';
import { focusGrid } from './focus';
import { activeCell, select } from './selection';

/** Null: the bar is closed. */
export const findText = signal<string | null>(null);
export const finds = signal<readonly Cell[]>([]);
const index = signal(-1);

/** 1-based place of the shown find, 0 when none is. */
export const findPlace = computed(() => index.value + 1);

/** Columns of the finds in a row, `,2,5,`; empty where there is none. */
export function foundColumns(row: number): string {
  return foundByRow.value.get(row) ?? '';
}

const foundByRow = computed(() => {
  const rows = new Map<number, string>();
  for (const { row, column } of finds.value) rows.set(row, `${rows.get(row) ?? ','}${column},`);
  return rows;
});

export function openFind(): void {
  findText.value ??= '';
}

export function closeFind(): void {
  findText.value = null;
  finds.value = [];
  index.value = -1;
  focusGrid();
}

export function stepFind(by: 1 | -1): void {
  const all = finds.peek();
  if (all.length === 0) return;
  const now = index.peek();
  index.value = now === -1 ? (by === 1 ? 0 : all.length - 1) : (now + by + all.length) % all.length;
  const cell = all[index.peek()];
  if (cell) select(cell);
}

/** Started once, by main: looks again while somebody types and when cells change. */
export function followFind(): void {
  let round = 0;
  let lastText: string | null = null;
  effect(() => {
    const text = findText.value;
    const sheet = activeSheet.value;
    void cellsVersion.value;
    round += 1;
    const mine = round;
    if (text === null || text === '' || !sheet) {
      finds.value = [];
      index.value = -1;
      lastText = text;
      return;
    }
    const isNew = text !== lastText;
    lastText = text;
    void findAll(sheet.id, text, sheet.usedRows, sheet.usedColumns).then((found) => {
      if (mine !== round) return;
      finds.value = found;
      if (isNew) showNearest(found);
      else index.value = Math.min(index.peek(), found.length - 1);
    });
  });
}

async function findAll(sheet: number, text: string, rows: number, columns: number): Promise<Cell[]> {
  if (rows === 0 || columns === 0) return [];
  const wanted = text.toLowerCase();
  const found: Cell[] = [];
  const all = await cellsOf(sheet, { row: 1, column: 1, rows, columns }).catch(() => []);
  all.forEach((cells, row) =>
    cells.forEach((cell, column) => {
      if (cell?.text.toLowerCase().includes(wanted)) found.push({ row: row + 1, column: column + 1 });
    }),
  );
  return found;
}

/** The first find from the active cell on. */
function showNearest(found: readonly Cell[]): void {
  const { row, column } = activeCell.peek();
  const next = found.findIndex((cell) => cell.row > row || (cell.row === row && cell.column >= column));
  index.value = found.length === 0 ? -1 : Math.max(0, next);
  const cell = found[index.peek()];
  if (cell) select(cell);
}
