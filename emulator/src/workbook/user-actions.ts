/** What a person does at the keyboard: typed input, pastes, sorts, rows and tabs; each tells what events it should fire. */
import { parseArea } from './a1';
import { isDatePattern } from './date-format';
import { clearArea, copyBlock, styleArea } from './copy';
import { checkInsertion } from './protection';
import { deleteLines, insertLines, moveLines } from './row-operations';
import type { SheetModel } from './sheet';
import { sortArea } from './sort';
import type { Axis } from './structure';
import type {
  Area,
  ChangeType,
  EditAction,
  EditChange,
  SheetRef,
  StructureChange,
  UserActions,
  UserChange,
} from './types';
import { plainText } from './values';
import type { Author, Workbook } from './workbook';
import { checkEditable, growTo, writeRaw } from './write';

type StructureType = Exclude<ChangeType, 'EDIT'>;
const CHANGE_OF = {
  insert: { row: 'INSERT_ROW', column: 'INSERT_COLUMN' },
  delete: { row: 'REMOVE_ROW', column: 'REMOVE_COLUMN' },
} as const;

class Actions implements UserActions {
  private readonly author: Author;

  constructor(
    private readonly workbook: Workbook,
    private readonly user: string,
  ) {
    this.author = { origin: 'user', user };
  }

  edit(ref: SheetRef, cell: string, text: string): EditChange {
    return this.write(ref, cell, [[text]], 'type');
  }

  paste(ref: SheetRef, topLeft: string, rows: readonly (readonly string[])[]): EditChange {
    return this.write(ref, topLeft, rows, 'paste');
  }

  private write(
    ref: SheetRef,
    topLeft: string,
    rows: readonly (readonly string[])[],
    action: EditAction,
  ): EditChange {
    const sheet = this.workbook.sheet(ref);
    const start = parseArea(topLeft, sheet.maxRows, sheet.maxColumns);
    const area = {
      row: start.row,
      column: start.column,
      rows: Math.max(1, rows.length),
      columns: Math.max(1, ...rows.map((row) => row.length)),
    };
    growTo(this.workbook, sheet, area.row + area.rows - 1, area.column + area.columns - 1);
    return this.edited(sheet, area, action, () =>
      writeRaw(this.workbook, sheet, area, (row, column) => rows[row]?.[column] ?? '', this.author),
    );
  }

  copy(ref: SheetRef, from: string, topLeft: string): EditChange {
    const sheet = this.workbook.sheet(ref);
    const source = parseArea(from, sheet.maxRows, sheet.maxColumns);
    const { row, column } = parseArea(topLeft, sheet.maxRows, sheet.maxColumns);
    const area = { ...source, row, column };
    growTo(this.workbook, sheet, row + area.rows - 1, column + area.columns - 1);
    checkEditable(this.workbook, sheet, area, this.author);
    return this.edited(sheet, area, 'paste', () => copyBlock(this.workbook, sheet, source, sheet, area));
  }

  clear(ref: SheetRef, range: string): EditChange {
    const { sheet, area } = this.editable(ref, range);
    return this.edited(sheet, area, 'clear', () => clearArea(sheet, area, { contents: true }));
  }

  sort(ref: SheetRef, range: string, column: number, ascending = true): EditChange {
    const { sheet, area } = this.editable(ref, range);
    return this.edited(sheet, area, 'sort', () =>
      sortArea(this.workbook, sheet, area, [{ column, ascending }]),
    );
  }

  insertRows(ref: SheetRef, before: number, count = 1): StructureChange {
    return this.insert(ref, 'row', before, count);
  }
  insertColumns(ref: SheetRef, before: number, count = 1): StructureChange {
    return this.insert(ref, 'column', before, count);
  }
  deleteRows(ref: SheetRef, first: number, count = 1): StructureChange {
    return this.remove(ref, 'row', first, count);
  }
  deleteColumns(ref: SheetRef, first: number, count = 1): StructureChange {
    return this.remove(ref, 'column', first, count);
  }

  private insert(ref: SheetRef, axis: Axis, before: number, count: number): StructureChange {
    const sheet = this.workbook.sheet(ref);
    checkInsertion(this.workbook.protections, sheet.id, axis, before, this.user, this.workbook.owner);
    // As "insert above" does: the new row looks like the one it pushes down, at the end like the last.
    const size = axis === 'row' ? sheet.maxRows : sheet.maxColumns;
    insertLines(this.workbook, sheet, axis, before, count, Math.min(before, size));
    return this.structure(sheet.id, CHANGE_OF.insert[axis], `insert ${axis}s`, true);
  }

  private remove(ref: SheetRef, axis: Axis, first: number, count: number): StructureChange {
    const sheet = this.workbook.sheet(ref);
    checkEditable(this.workbook, sheet, lineArea(sheet, axis, first, count), this.author);
    deleteLines(this.workbook, sheet, axis, first, count);
    return this.structure(sheet.id, CHANGE_OF.delete[axis], `delete ${axis}s`, true);
  }

  moveRows(ref: SheetRef, first: number, count: number, before: number): UserChange[] {
    return this.move(ref, 'row', first, count, before);
  }
  moveColumns(ref: SheetRef, first: number, count: number, before: number): UserChange[] {
    return this.move(ref, 'column', first, count, before);
  }

  /** A move fires both events; the edit's range is where the block went. */
  private move(ref: SheetRef, axis: Axis, first: number, count: number, before: number): UserChange[] {
    const sheet = this.workbook.sheet(ref);
    checkEditable(this.workbook, sheet, lineArea(sheet, axis, first, count), this.author);
    const target = lineArea(sheet, axis, before > first ? before - count : before, count);
    const edit = this.edited(sheet, target, 'paste', () =>
      moveLines(this.workbook, sheet, axis, first, count, before),
    );
    return [edit, this.structure(sheet.id, 'OTHER', `move ${axis}s`)];
  }

  addSheet(name = this.workbook.freeSheetName()): StructureChange {
    const sheet = this.workbook.addSheetModel({ name });
    this.workbook.select(this.user, sheet.id);
    return this.structure(sheet.id, 'INSERT_GRID', 'add sheet', true);
  }

  renameSheet(ref: SheetRef, name: string): StructureChange {
    const sheet = this.workbook.sheet(ref);
    this.workbook.renameSheet(sheet, name);
    return this.structure(sheet.id, 'OTHER', 'rename sheet', true);
  }

  deleteSheet(ref: SheetRef): StructureChange {
    const sheet = this.workbook.sheet(ref);
    checkEditable(this.workbook, sheet, wholeSheet(sheet), this.author);
    this.workbook.removeSheet(sheet);
    return this.structure(sheet.id, 'REMOVE_GRID', 'delete sheet', true);
  }

  hideSheet(ref: SheetRef): StructureChange {
    const sheet = this.workbook.sheet(ref);
    this.workbook.hideSheet(sheet);
    return this.structure(sheet.id, 'OTHER', 'hide sheet');
  }

  showSheet(ref: SheetRef): StructureChange {
    const sheet = this.workbook.sheet(ref);
    sheet.hidden = false;
    return this.structure(sheet.id, 'OTHER', 'show sheet');
  }

  setNumberFormat(ref: SheetRef, range: string, pattern: string): StructureChange {
    const { sheet, area } = this.editable(ref, range);
    styleArea(sheet, area, { numberFormat: pattern, fromInput: undefined });
    return this.structure(sheet.id, 'FORMAT', 'number format', true);
  }

  setNote(ref: SheetRef, range: string, note: string): StructureChange {
    const { sheet, area } = this.editable(ref, range);
    sheet.eachCell(area, (row, column) => sheet.set('notes', row, column, note || undefined));
    return this.structure(sheet.id, 'OTHER', 'note');
  }

  filterRows(ref: SheetRef, hidden: readonly number[]): StructureChange {
    const sheet = this.workbook.sheet(ref);
    for (const row of sheet.rows) if (row) row.filtered = false;
    for (const row of hidden) sheet.ensureRow(row).filtered = true;
    return this.structure(sheet.id, 'OTHER', 'filter');
  }

  setFrozenRows(ref: SheetRef, rows: number): StructureChange {
    const sheet = this.workbook.sheet(ref);
    sheet.frozenRows = rows;
    return this.structure(sheet.id, 'OTHER', 'freeze rows');
  }

  importTable(ref: SheetRef, rows: readonly (readonly string[])[]): EditChange {
    const sheet = this.workbook.sheet(ref);
    checkEditable(this.workbook, sheet, wholeSheet(sheet), this.author);
    clearArea(sheet, wholeSheet(sheet), { contents: true });
    return rows.length ? this.write(ref, 'A1', rows, 'import') : this.clear(ref, 'A1');
  }

  select(ref: SheetRef, range = 'A1'): void {
    const sheet = this.workbook.sheet(ref);
    this.workbook.select(this.user, sheet.id, parseArea(range, sheet.maxRows, sheet.maxColumns));
  }

  private editable(ref: SheetRef, range: string): { sheet: SheetModel; area: Area } {
    const sheet = this.workbook.sheet(ref);
    const area = parseArea(range, sheet.maxRows, sheet.maxColumns);
    checkEditable(this.workbook, sheet, area, this.author);
    return { sheet, area };
  }

  /** What `e.value` would show of a single cell; undefined when it is empty or the area is larger. */
  private eventText(sheet: SheetModel, area: Area): string | undefined {
    if (area.rows !== 1 || area.columns !== 1) return undefined;
    const content = this.workbook.content(sheet, area.row, area.column);
    if (content === undefined) return undefined;
    const pattern = sheet.get('styles', area.row, area.column)?.numberFormat;
    const isDate = typeof content === 'number' && pattern !== undefined && isDatePattern(pattern);
    return isDate && this.workbook.switches.eventDates === 'display'
      ? this.workbook.display(sheet, area.row, area.column)
      : plainText(content);
  }

  /** Makes the change and describes it; `value` and `oldValue` are given for single cells only. */
  private edited(sheet: SheetModel, area: Area, action: EditAction, perform: () => void): EditChange {
    const oldValue = this.eventText(sheet, area);
    perform();
    const describe = (): EditChange => {
      const value = this.eventText(sheet, area);
      return {
        ...{ type: 'edit', action, sheetId: sheet.id, range: area },
        ...(value === undefined ? {} : { value }),
        ...(oldValue === undefined ? {} : { oldValue }),
      };
    };
    let change: EditChange | undefined;
    this.workbook.changed(this.author, sheet.id, true, () => (change = describe()));
    return change ?? describe();
  }

  private structure(
    sheetId: number,
    changeType: StructureType,
    action: string,
    content = false,
  ): StructureChange {
    const change: StructureChange = { type: 'structure', changeType, action, sheetId };
    this.workbook.changed(this.author, sheetId, content, () => change);
    return change;
  }
}

const wholeSheet = (sheet: SheetModel): Area => ({
  row: 1,
  column: 1,
  rows: sheet.maxRows,
  columns: sheet.maxColumns,
});

function lineArea(sheet: SheetModel, axis: Axis, first: number, count: number): Area {
  return axis === 'row'
    ? { row: first, column: 1, rows: count, columns: sheet.maxColumns }
    : { row: 1, column: first, rows: sheet.maxRows, columns: count };
}

export function createUserActions(workbook: Workbook, user: string): UserActions {
  return new Actions(workbook, user);
}
