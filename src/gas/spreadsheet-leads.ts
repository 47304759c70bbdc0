/** The leads tab as the sync's LeadSheet: whole reads, and writes grouped into as few calls as possible. */
import { messageOf } from '../core/errors';
import type { LeadTable } from '../core/lead';
import type { BlankCells, CellWrite, LeadSheet, RefusedWrite } from '../ports';
import { asText } from './as-text';

export class SpreadsheetLeads implements LeadSheet {
  private dataRows = 0;
  private header: readonly unknown[] | null = null;

  constructor(private readonly sheet: GoogleAppsScript.Spreadsheet.Sheet) {}

  /** After the first time the width is known, and whole columns are read: one call instead of two, in every batch. */
  read(): LeadTable {
    const [header = [], ...rows] = this.readCells();
    while (rows.length > 0 && isBlank(rows[rows.length - 1])) rows.pop();
    this.header = header;
    this.dataRows = rows.length;
    return { header, rows };
  }

  /** Another header, or a grid that has shrunk: somebody moved columns, and the width counts no longer. */
  private readCells(): unknown[][] {
    try {
      if (this.header !== null) {
        const cells = this.sheet
          .getRange(`A:${lettersOf(this.header.length - 1)}`)
          .getValues() as unknown[][];
        if (JSON.stringify(cells[0]) === JSON.stringify(this.header)) return cells;
      }
    } catch {
      // Read below.
    }
    return this.sheet.getDataRange().getValues();
  }

  readFormulas(column: number): readonly boolean[] {
    if (this.dataRows === 0) return [];
    const letters = lettersOf(column);
    const formulas = this.sheet
      .getRange(`${letters}:${letters}`)
      .getFormulas()
      .slice(1, this.dataRows + 1);
    return formulas.map(([formula]) => formula !== '');
  }

  write(cells: readonly CellWrite[], blanks?: BlankCells): readonly RefusedWrite[] {
    if (cells.length === 0) return [];
    try {
      for (const group of groupWrites(cells, blanks)) this.writeGroup(group);
      SpreadsheetApp.flush();
      return [];
    } catch {
      // One protected cell fails its whole group, perhaps only at the flush: find out which, so that the others go on.
      return this.writeOneByOne(cells);
    }
  }

  private writeGroup(group: WriteGroup): void {
    if (group.kind === 'same') this.sheet.getRangeList(group.cells.map(a1Of)).setValue(asText(group.value));
    else {
      const { row, column } = group.cells[0] as CellWrite;
      const values = group.cells.map(({ value }) => [asText(value)]);
      this.sheet.getRange(row, column + 1, values.length, 1).setValues(values);
    }
  }

  private writeOneByOne(cells: readonly CellWrite[]): RefusedWrite[] {
    const refused: RefusedWrite[] = [];
    for (const write of cells) {
      try {
        this.sheet.getRange(write.row, write.column + 1).setValue(asText(write.value));
        SpreadsheetApp.flush();
      } catch (error) {
        refused.push({ write, reason: messageOf(error) });
      }
    }
    return refused;
  }
}

type WriteGroup =
  | { readonly kind: 'same'; readonly value: string; readonly cells: readonly CellWrite[] }
  | { readonly kind: 'block'; readonly cells: readonly CellWrite[] };

/** Per column: blocks of neighbouring rows, or the scattered cells of one value, whichever takes fewer calls. */
function groupWrites(cells: readonly CellWrite[], blanks?: BlankCells): WriteGroup[] {
  const columns = groupBy(cells, (cell) => String(cell.column));
  return columns.flatMap((column) => {
    const blocks = neighbours(column, blanks);
    const values = groupBy(column, (cell) => cell.value);
    if (blocks.length <= values.length)
      return blocks.map((block): WriteGroup => ({ kind: 'block', cells: block }));
    return values.map((same): WriteGroup => ({
      kind: 'same',
      value: (same[0] as CellWrite).value,
      cells: same,
    }));
  });
}

function neighbours(column: readonly CellWrite[], blanks?: BlankCells): CellWrite[][] {
  const blocks: CellWrite[][] = [];
  for (const cell of [...column].sort((left, right) => left.row - right.row)) {
    const block = blocks[blocks.length - 1];
    const between =
      block === undefined ? null : blanksBetween(block[block.length - 1] as CellWrite, cell, blanks);
    if (block !== undefined && between !== null) block.push(...between, cell);
    else blocks.push([cell]);
  }
  return blocks;
}

/** @returns the cells between the two, as writes that leave them blank; null when one of them is not known to be blank */
function blanksBetween(above: CellWrite, below: CellWrite, blanks?: BlankCells): CellWrite[] | null {
  const between: CellWrite[] = [];
  for (let row = above.row + 1; row < below.row; row += 1) {
    if (blanks?.column !== below.column || !blanks.rows.has(row)) return null;
    between.push({ row, column: below.column, value: '' });
  }
  return between;
}

function groupBy(cells: readonly CellWrite[], key: (cell: CellWrite) => string): CellWrite[][] {
  const groups = new Map<string, CellWrite[]>();
  for (const cell of cells) {
    const group = groups.get(key(cell));
    if (group === undefined) groups.set(key(cell), [cell]);
    else group.push(cell);
  }
  return [...groups.values()];
}

function isBlank(cells: readonly unknown[] | undefined): boolean {
  return cells === undefined || cells.every((cell) => cell === '');
}

/** `{row: 2, column: 3}` → `D2` */
export function a1Of({ row, column }: Pick<CellWrite, 'row' | 'column'>): string {
  return `${lettersOf(column)}${row}`;
}

/** 0-based column index → `A`, `Z`, `AA` */
function lettersOf(column: number): string {
  let letters = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}
