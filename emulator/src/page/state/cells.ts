/** Cells as last read, by blocks of rows: what is looked at is read first, and again when something has changed. */
import { signal } from '@preact/signals';
import { fetchCells } from '../api/client';
import type { CellsView, CellView, RuleView, StyleView } from '../api/types';
import { areaName, clip, lastRow, type Area } from '../logic/area';
import { applyPending, forgetWritten, type PendingEdit } from './pending-edits';
import { workbook } from './workbook';

/** A cell with its style and rule. */
export interface ShownCell extends Omit<CellView, 'style' | 'rule'> {
  readonly style?: StyleView;
  readonly rule?: RuleView;
}
export type ShownRow = readonly (ShownCell | null)[];

interface Block {
  readonly revision: number;
  readonly rows: readonly ShownRow[];
}

/** Rows of a block: few enough to be read in some milliseconds, enough for any screen. */
const BLOCK_ROWS = 200;
/** One answer holds no more cells than that; wider and longer areas are read in parts. */
const MOST_CELLS = 200_000;
const MOST_COLUMNS = 900;
/** Of rows or columns: as many as there are. */
const MOST_LINES = 20_000_000;

const blocks = new Map<string, Block>();
/** Grows whenever a cell may look different. */
export const cellsVersion = signal(0);
/** The revision that everything shown must have reached. */
let newest = 0;
let wanted: { readonly sheet: number; readonly first: number; readonly last: number } | null = null;
let running = false;

const keyOf = (sheet: number, block: number): string => `${sheet}:${block}`;
const blockOf = (row: number): number => Math.floor((row - 1) / BLOCK_ROWS);

/** Undefined as long as the row has not been read. */
export function rowCells(sheet: number, row: number): ShownRow | undefined {
  const block = blocks.get(keyOf(sheet, blockOf(row)));
  const cells = block?.rows[(row - 1) % BLOCK_ROWS] ?? (block && NO_CELLS);
  return cells && applyPending(sheet, row, cells);
}
const NO_CELLS: ShownRow = [];

export function cellAt(sheet: number, row: number, column: number): ShownCell | null {
  return rowCells(sheet, row)?.[column - 1] ?? null;
}

/** What editing a cell begins with. */
export function inputOf(cell: ShownCell | null): string {
  return cell?.input ?? cell?.text ?? '';
}

/** These rows are in sight: they are read before others, and read again as often as they change. */
export function lookAt(sheet: number, first: number, last: number): void {
  wanted = { sheet, first, last };
  void readOn();
}

/** Something has changed: whatever is older than this revision is read again when it is looked at. */
export function markChanged(revision: number): void {
  newest = Math.max(newest, revision);
  void readOn();
}

/** After a broken connection nothing is known to be right. */
export function forgetCells(): void {
  for (const [key, block] of blocks) blocks.set(key, { ...block, revision: -1 });
  void readOn();
}

async function readOn(): Promise<void> {
  if (running) return;
  running = true;
  try {
    for (let next = nextBlock(); next !== null; next = nextBlock()) await readBlock(next.sheet, next.block);
  } catch {
    // Unreachable: the next `hello` of the event stream starts again. A tab that is gone: the workbook says so.
  } finally {
    running = false;
  }
}

/** What is in sight first, then its neighbours, so that scrolling finds them ready. */
function nextBlock(): { sheet: number; block: number } | null {
  if (wanted === null) return null;
  const { sheet } = wanted;
  const [first, last] = [blockOf(wanted.first), blockOf(wanted.last)];
  const rows = workbook.peek()?.sheets.find(({ id }) => id === sheet)?.rows ?? 0;
  const inSight = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  const candidates = [...inSight, last + 1, first - 1].filter(
    (block) => block >= 0 && block * BLOCK_ROWS < rows,
  );
  const block = candidates.find((candidate) => isStale(sheet, candidate));
  return block === undefined ? null : { sheet, block };
}

function isStale(sheet: number, block: number): boolean {
  const known = blocks.get(keyOf(sheet, block));
  return known === undefined || known.revision < newest;
}

async function readBlock(sheet: number, block: number): Promise<void> {
  const asked = newest;
  const area = { row: block * BLOCK_ROWS + 1, column: 1, rows: BLOCK_ROWS, columns: MOST_LINES };
  const read = await readArea(sheet, area);
  // A tab that shrank meanwhile answers nothing: it counts as read until the next change.
  const revision = Math.max(read?.revision ?? asked, asked);
  blocks.set(keyOf(sheet, block), { revision, rows: read?.rows ?? [] });
  newest = Math.max(newest, read?.revision ?? 0);
  forgetWritten(sheet, revision);
  cellsVersion.value += 1;
}

/** As old as the oldest of its parts. */
async function readArea(sheet: number, area: Area): Promise<Block | null> {
  const view = workbook.peek()?.sheets.find(({ id }) => id === sheet);
  const inside = view && clip(area, view.rows, view.columns);
  if (!inside) return null;
  const rows: ShownRow[] = [];
  let revision = Infinity;
  for (const band of bandsOf(inside)) {
    const parts: ShownRow[][] = [];
    for (const part of band) {
      const read = await fetchCells(sheet, areaName(part));
      revision = Math.min(revision, read.revision);
      parts.push(resolve(read));
    }
    parts[0]?.forEach((_, index) => rows.push(parts.flatMap((part) => part[index] ?? [])));
  }
  return { revision, rows };
}

/** Bands of rows, each of parts beside one another, none larger than one answer. */
function bandsOf({ row, column, rows, columns }: Area): Area[][] {
  const wide = Math.min(columns, MOST_COLUMNS);
  const high = Math.floor(MOST_CELLS / wide);
  return spans(row, rows, high).map(([first, count]) =>
    spans(column, columns, wide).map(([left, width]) => ({
      ...{ row: first, rows: count },
      ...{ column: left, columns: width },
    })),
  );
}

function spans(first: number, count: number, most: number): [number, number][] {
  return Array.from({ length: Math.ceil(count / most) }, (_, index) => [
    first + index * most,
    Math.min(most, count - index * most),
  ]);
}

function resolve({ cells, styles, rules }: CellsView): ShownRow[] {
  return cells.map((row) => row.map((cell) => cell && resolveCell(cell, styles, rules)));
}

function resolveCell(
  { style, rule, ...cell }: CellView,
  styles: readonly StyleView[],
  rules: readonly RuleView[],
): ShownCell {
  const [look, check] = [styles[style ?? -1], rules[rule ?? -1]];
  return { ...cell, ...(look && { style: look }), ...(check && { rule: check }) };
}

/** The cells of an area, whether in sight or not; read where they are not known. Empty outside of the grid. */
export async function cellsOf(sheet: number, area: Area): Promise<readonly ShownRow[]> {
  const known = knownCellsOf(sheet, area);
  if (known !== null) return known;
  return (await readArea(sheet, area))?.rows ?? [];
}

/** The cells of an area as they are shown, perhaps while they are being read again; null where some are not known. */
export function shownCellsOf(sheet: number, area: Area): readonly ShownRow[] | null {
  return knownCellsOf(sheet, area, true);
}

/** The cells of an area if all of it is known and fresh, else null. */
function knownCellsOf(sheet: number, area: Area, evenStale = false): readonly ShownRow[] | null {
  const rows: ShownRow[] = [];
  for (let row = area.row; row <= lastRow(area); row += 1) {
    const cells = !evenStale && isStale(sheet, blockOf(row)) ? undefined : rowCells(sheet, row);
    if (cells === undefined) return null;
    rows.push(Array.from({ length: area.columns }, (_, index) => cells[area.column - 1 + index] ?? null));
  }
  return rows;
}

export type { PendingEdit };
