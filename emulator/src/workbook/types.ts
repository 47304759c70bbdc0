/** What the workbook shows to the rest of the emulator: options, changes, and a user's actions. */
import type { Switches } from '../switches';
import type { MergeKind } from './merges';
import type { StyleViewChange } from './style-view';
import type { CustomFunctions } from './custom-functions';
import type { FormulaEngine } from './formulas';

export interface WorkbookOptions {
  readonly id?: string;
  readonly name?: string;
  /** As Sheets writes it, e.g. `en_US`, `de_DE`. */
  readonly locale?: string;
  /** IANA name; dates in cells are wall time here. */
  readonly timeZone?: string;
  readonly owner?: string;
  /** Other people who may edit. */
  readonly editors?: readonly string[];
  /** Whether a person's own edits are taken; everybody's without it. */
  readonly mayEdit?: (user: string) => boolean;
  readonly switches?: Partial<Switches>;
  /** Milliseconds since the epoch; dates typed without a year need it. */
  readonly now?: () => number;
  readonly formulas?: FormulaEngine;
  /** The script's functions, for formulas that name them. */
  readonly customFunctions?: CustomFunctions;
  /** Tabs of a new workbook; one `Sheet1` without it. */
  readonly sheets?: readonly SheetOptions[];
}

export interface SheetOptions {
  readonly name: string;
  readonly rows?: number;
  readonly columns?: number;
}

/** A rectangle, 1-based. */
export interface Area {
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
}

export const CHANGE_TYPES = [
  'EDIT',
  'INSERT_ROW',
  'INSERT_COLUMN',
  'REMOVE_ROW',
  'REMOVE_COLUMN',
  'INSERT_GRID',
  'REMOVE_GRID',
  'FORMAT',
  'OTHER',
] as const;
export type ChangeType = (typeof CHANGE_TYPES)[number];

/** How a user came to change cells; sort, import, undo and find-and-replace may fire no event (switch `bulkEvents`). */
export type EditAction = 'type' | 'paste' | 'clear' | 'sort' | 'import' | 'undo' | 'replace';

/** Cells that a user changed. value and oldValue exist for single cells only, and not where the cell is or was empty. */
export interface EditChange {
  readonly type: 'edit';
  readonly action: EditAction;
  readonly sheetId: number;
  readonly range: Area;
  readonly value?: string;
  readonly oldValue?: string;
  /** Of a find and replace: how many cells it changed. */
  readonly replaced?: number;
}

/** Everything else a user does; `changeType` is what onChange reports. */
export interface StructureChange {
  readonly type: 'structure';
  readonly changeType: Exclude<ChangeType, 'EDIT'>;
  readonly action: string;
  readonly sheetId: number;
}

export type UserChange = EditChange | StructureChange;

/** Told to listeners after each change, whoever made it. */
export interface WorkbookEvent {
  readonly revision: number;
  readonly origin: 'user' | 'script';
  /** Absent when the change concerns the whole workbook. */
  readonly sheetId?: number;
  /** A user's changes only. */
  readonly change?: UserChange;
  readonly user?: string;
}

/** A tab by its id or name. */
export type SheetRef = number | string;

/** What undo or redo did: the action's name, null when there was nothing left; the events it may fire. */
export interface Undone {
  readonly action: string | null;
  readonly changes: readonly UserChange[];
}

/** What a person does in the spreadsheet; throws ServiceError with the text the person would be shown. */
export interface UserActions {
  /** Types into one cell. */
  edit(sheet: SheetRef, cell: string, text: string): EditChange;
  /** Pastes a block of texts as if typed; the grid grows where it must. */
  paste(sheet: SheetRef, topLeft: string, rows: readonly (readonly string[])[]): EditChange;
  /** Copies a range with formats, notes and rules, to the same tab or another. */
  copy(sheet: SheetRef, from: string, topLeft: string, to?: SheetRef): EditChange;
  /** Moves a range with formats, notes and rules; formulas that point into it follow. Tells of the place it went to. */
  cut(sheet: SheetRef, from: string, topLeft: string, to?: SheetRef): EditChange;
  /** Repeats `from` over `range`, which contains it; two or more numbers or dates go on as a series, formulas adapt. */
  fill(sheet: SheetRef, from: string, range: string): EditChange;
  clear(sheet: SheetRef, range: string): EditChange;
  /** Each range is one change; all are taken back together. */
  clearRanges(sheet: SheetRef, ranges: readonly string[]): EditChange[];
  /** `column` is the sheet's column, 1-based. */
  sort(sheet: SheetRef, range: string, column: number, ascending?: boolean): EditChange;
  insertRows(sheet: SheetRef, before: number, count?: number): StructureChange;
  insertColumns(sheet: SheetRef, before: number, count?: number): StructureChange;
  deleteRows(sheet: SheetRef, first: number, count?: number): StructureChange;
  deleteColumns(sheet: SheetRef, first: number, count?: number): StructureChange;
  /** Rows come to stand before the row that has this number now. */
  moveRows(sheet: SheetRef, first: number, count: number, before: number): UserChange[];
  moveColumns(sheet: SheetRef, first: number, count: number, before: number): UserChange[];
  addSheet(name?: string): StructureChange;
  renameSheet(sheet: SheetRef, name: string): StructureChange;
  /** `position` is 1 for the first tab. */
  moveSheet(sheet: SheetRef, position: number): StructureChange;
  deleteSheet(sheet: SheetRef): StructureChange;
  hideSheet(sheet: SheetRef): StructureChange;
  showSheet(sheet: SheetRef): StructureChange;
  /** Fields set to null go back to their default. `range` may be a list, `A1:B2,D4`. */
  format(sheet: SheetRef, range: string, style: StyleViewChange): StructureChange;
  merge(sheet: SheetRef, range: string, kind?: MergeKind): StructureChange;
  unmerge(sheet: SheetRef, range: string): StructureChange;
  note(sheet: SheetRef, range: string, note: string): StructureChange;
  freeze(sheet: SheetRef, rows?: number, columns?: number): StructureChange;
  columnWidth(sheet: SheetRef, column: number, width: number): StructureChange;
  /** Puts a filter on a range (its first row is the header), or takes it away. */
  filter(sheet: SheetRef, range: string | null): StructureChange;
  /** Hides the rows that display one of these values in the column; nothing hides none. */
  filterColumn(sheet: SheetRef, column: number, hiddenValues: readonly string[]): StructureChange;
  /** Replaces text in what cells display; formulas stay. One change for all cells, none when nothing was found. */
  replace(
    sheet: SheetRef,
    find: string,
    replacement: string,
    range?: string,
    matchCase?: boolean,
    wholeCell?: boolean,
  ): EditChange[];
  /**
   * Takes back what this person did last (up to 100 actions): contents, formats, notes, rows, columns, tabs. What others wrote into
   * the same cells since is written over, as in Sheets. Places are found again after rows were inserted, deleted or moved; where
   * that cannot be done exactly, or after a sort, it is refused and nothing changes.
   */
  undo(): Undone;
  redo(): Undone;
  setNumberFormat(sheet: SheetRef, range: string, pattern: string): StructureChange;
  setNote(sheet: SheetRef, range: string, note: string): StructureChange;
  /** Hides exactly these rows by filter. */
  filterRows(sheet: SheetRef, hidden: readonly number[]): StructureChange;
  setFrozenRows(sheet: SheetRef, rows: number): StructureChange;
  /** Replaces a tab's content by a table of plain texts, parsed as typed. */
  importTable(sheet: SheetRef, rows: readonly (readonly string[])[]): EditChange;
  /** Makes the tab and range active for this person; of a list, `A1:B2,D4`, the last one is the active range. */
  select(sheet: SheetRef, range?: string): void;
}

/** The state of the workbook as JSON; its inside is the emulator's own. */
export interface WorkbookSnapshot {
  readonly format: 1;
  readonly [part: string]: unknown;
}
