/** The spreadsheet on the host: tabs, names, tags, protections, and who is told when something changes. */
import { ServiceError } from '../bridge/protocol';
import { switchesWith, type Switches } from '../switches';
import { shiftReferences, renameSheetReferences } from './formula-references';
import { builtInFormulaEngine } from './formula-evaluator';
import type { CustomFunctions } from './custom-functions';
import type { FormulaEngine } from './formulas';
import { History } from './history/history';
import { LayoutLog } from './history/layout-log';
import type { Metadata } from './metadata';
import { displayText } from './number-format';
import type { Protection } from './protection';
import { Recalculation } from './recalculation';
import { SheetModel } from './sheet';
import { FIRST_CELL, firstCell, type Selection } from './selection';
import type { Shift } from './structure';
import { removeWhere, shiftTied } from './tied-positions';
import type {
  Area,
  SheetOptions,
  SheetRef,
  UserActions,
  UserChange,
  WorkbookEvent,
  WorkbookOptions,
} from './types';
import { createUserActions } from './user-actions';
import { MAX_CELLS, type CellContent } from './values';
import { toSnapshot } from './snapshot';
import type { WorkbookSnapshot } from './types';

export interface NamedRange {
  name: string;
  sheetId: number;
  area: Area;
}

/** Who makes a change, for protections and listeners. */
export interface Author {
  readonly origin: 'user' | 'script';
  readonly user: string;
}

export class Workbook {
  readonly id: string;
  name: string;
  locale: string;
  timeZone: string;
  readonly owner: string;
  readonly editors: Set<string>;
  readonly mayEdit: (user: string) => boolean;
  readonly switches: Switches;
  readonly formulas: FormulaEngine;
  readonly customFunctions: CustomFunctions | undefined;
  readonly now: () => number;
  readonly sheets: SheetModel[] = [];
  readonly namedRanges: NamedRange[] = [];
  readonly protections: Protection[] = [];
  readonly metadata: Metadata[] = [];
  /** Grows with each change of any kind. */
  revision = 0;
  /** Grows when values, formulas or positions change; formulas computed earlier are stale. */
  contentRevision = 0;
  nextId = 1;
  readonly layout = new LayoutLog();
  readonly history = new History();
  private readonly recalculation = new Recalculation(this);
  private readonly selections = new Map<string, Selection>();
  private readonly listeners = new Set<(event: WorkbookEvent) => void>();
  private address: string | null = null;

  constructor(options: WorkbookOptions = {}) {
    this.id = options.id ?? '1LocalSpreadsheet0000000000000000000000000000';
    this.name = options.name ?? 'Untitled spreadsheet';
    this.locale = options.locale ?? 'en_US';
    this.timeZone = options.timeZone ?? 'Etc/UTC';
    this.owner = options.owner ?? 'owner@example.com';
    this.editors = new Set(options.editors);
    this.mayEdit = options.mayEdit ?? (() => true);
    this.switches = switchesWith(options.switches);
    this.formulas = options.formulas ?? builtInFormulaEngine;
    this.customFunctions = options.customFunctions;
    this.now = options.now ?? Date.now;
    for (const sheet of options.sheets ?? [{ name: 'Sheet1' }]) this.addSheetModel(sheet);
  }

  /** What `getUrl` gives: Google's address, unless a page shows the spreadsheet somewhere. */
  get url(): string {
    return this.address ?? `https://docs.google.com/spreadsheets/d/${this.id}/edit`;
  }

  /** From now on the spreadsheet is shown at this address, which may be given a fragment `#gid=…&range=…`. */
  servedAt(url: string): void {
    this.address = url;
  }

  /** The actions of one person; without a name, of the owner. */
  as(user: string = this.owner): UserActions {
    return createUserActions(this, user);
  }

  get user(): UserActions {
    return this.as();
  }

  onChange(listener: (event: WorkbookEvent) => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  /**
   * Every change ends here. `content` is false for notes, tab colours and the like. A user's change is described after
   * formulas became stale, since it may tell a formula's new result.
   */
  changed(author: Author, sheetId: number | undefined, content: boolean, describe?: () => UserChange): void {
    this.revision++;
    if (content) this.contentRevision++;
    const change = describe?.();
    const event: WorkbookEvent = {
      revision: this.revision,
      origin: author.origin,
      user: author.user,
      ...(sheetId === undefined ? {} : { sheetId }),
      ...(change ? { change } : {}),
    };
    for (const listener of this.listeners) listener(event);
  }

  toSnapshot(): WorkbookSnapshot {
    return toSnapshot(this);
  }

  // --- Sheets ---

  findSheet(ref: SheetRef): SheetModel | undefined {
    return this.sheets.find((sheet) => (typeof ref === 'number' ? sheet.id === ref : sheet.name === ref));
  }

  sheet(ref: SheetRef): SheetModel {
    const sheet = this.findSheet(ref);
    if (!sheet)
      throw new ServiceError(typeof ref === 'number' ? `Sheet ${ref} not found` : 'Sheet not found');
    return sheet;
  }

  addSheetModel(options: SheetOptions, index = this.sheets.length): SheetModel {
    this.checkSheetName(options.name);
    const id = this.sheets.length === 0 ? 0 : this.newId();
    const sheet = new SheetModel(id, options.name, options.rows, options.columns);
    this.checkCellCount(sheet.maxRows * sheet.maxColumns);
    this.sheets.splice(index, 0, sheet);
    return sheet;
  }

  /** The first free `SheetN`. */
  freeSheetName(): string {
    let number = this.sheets.length + 1;
    while (this.nameTaken(`Sheet${number}`)) number++;
    return `Sheet${number}`;
  }

  private nameTaken(name: string, except?: SheetModel): boolean {
    return this.sheets.some((sheet) => sheet !== except && sheet.name.toLowerCase() === name.toLowerCase());
  }

  checkSheetName(name: string, except?: SheetModel): void {
    if (this.nameTaken(name, except)) {
      throw new ServiceError(`A sheet with the name "${name}" already exists. Please enter another name.`);
    }
  }

  renameSheet(sheet: SheetModel, name: string): void {
    this.checkSheetName(name, sheet);
    const before = sheet.name;
    sheet.name = name;
    this.layout.add({ kind: 'rename', before, after: name });
    this.eachFormula((cell) => renameSheetReferences(cell, before, name));
  }

  removeSheet(sheet: SheetModel): void {
    if (this.sheets.length === 1) throw new ServiceError("You can't remove all the sheets in a document.");
    if (!sheet.hidden) this.checkStaysVisible(sheet);
    this.sheets.splice(this.sheets.indexOf(sheet), 1);
    const gone = (item: { sheetId?: number }): boolean => item.sheetId === sheet.id;
    removeWhere(this.namedRanges, gone);
    removeWhere(this.protections, gone);
    removeWhere(this.metadata, (tag) => 'sheetId' in tag.location && tag.location.sheetId === sheet.id);
  }

  hideSheet(sheet: SheetModel): void {
    this.checkStaysVisible(sheet);
    sheet.hidden = true;
  }

  private checkStaysVisible(sheet: SheetModel): void {
    if (this.sheets.every((other) => other === sheet || other.hidden)) {
      throw new ServiceError("You can't hide all the sheets in a document.");
    }
  }

  newId(): number {
    return this.nextId++;
  }

  checkCellCount(added: number): void {
    const cells = this.sheets.reduce((sum, sheet) => sum + sheet.maxRows * sheet.maxColumns, added);
    if (cells > MAX_CELLS) {
      throw new ServiceError(
        `This action would increase the number of cells in the workbook above the limit of ${MAX_CELLS} cells.`,
      );
    }
  }

  // --- Cells ---

  /** A cell's value; formulas are brought up to date first, and their results may reach into empty cells. */
  content(sheet: SheetModel, row: number, column: number): CellContent {
    const formula = sheet.get('formulas', row, column);
    if (formula) return this.recalculation.value(sheet, row, column, formula);
    const value = sheet.get('values', row, column);
    return value === undefined ? this.recalculation.spilled(sheet, row, column) : value;
  }

  /** A cell's own number format, or the one that its formula's result takes. */
  formatOf(sheet: SheetModel, row: number, column: number): string | undefined {
    const own = sheet.get('styles', row, column)?.numberFormat;
    if (own !== undefined) return own;
    const formula = sheet.get('formulas', row, column);
    if (!formula) return undefined;
    this.content(sheet, row, column);
    return formula.format;
  }

  /** Size of what holds content, results that reach into empty cells included. */
  contentSize(sheet: SheetModel): { rows: number; columns: number } {
    const own = sheet.contentSize();
    const spilled = this.recalculation.spilledSize(sheet);
    return { rows: Math.max(own.rows, spilled.rows), columns: Math.max(own.columns, spilled.columns) };
  }

  /** The result of a formula as if it stood in the cell. */
  evaluate(sheet: SheetModel, row: number, column: number, formula: string): CellContent {
    return this.recalculation.evaluate(sheet, row, column, formula);
  }

  display(sheet: SheetModel, row: number, column: number): string {
    const content = this.content(sheet, row, column);
    return displayText(content, this.formatOf(sheet, row, column), this.locale);
  }

  /** The used size, by the switch that says whether formulas that show nothing count. */
  usedSize(sheet: SheetModel): { rows: number; columns: number } {
    if (this.switches.lastRowCountsBlankFormulas) return this.contentSize(sheet);
    return sheet.contentSize(
      (_formula, row, column) => ![undefined, ''].includes(this.content(sheet, row, column) as ''),
    );
  }

  eachFormula(change: (text: string, sheet: SheetModel) => string): void {
    for (const sheet of this.sheets) {
      for (const row of sheet.rows) {
        row?.layers.formulas?.forEach((cell, column) => {
          const text = cell && change(cell.text, sheet);
          if (text === undefined || text === cell?.text) return;
          row.set('formulas', column, { text, value: undefined, computedAt: -1 });
        });
      }
    }
  }

  // --- Structure ---

  /** Inserts, deletes or moves rows or columns, and everything that is tied to them. Growing at the end moves nothing. */
  shift(
    sheet: SheetModel,
    shift: Shift,
    like = 0,
    moves = shift.kind !== 'insert' || !isGrowth(sheet, shift),
  ): void {
    if (moves) this.layout.add({ kind: 'shift', sheetId: sheet.id, name: sheet.name, shift });
    sheet.apply(shift, like);
    shiftTied(this, sheet, shift);
    this.eachFormula((text, owner) => shiftReferences(text, owner.name, sheet.name, shift));
  }

  // --- Selections ---

  selection(user: string): Selection {
    const selection = this.selections.get(user);
    return selection && this.findSheet(selection.sheetId) ? selection : firstCell(this.sheets);
  }

  select(user: string, sheetId: number, area: Area = FIRST_CELL, areas: readonly Area[] = []): void {
    this.selections.set(user, { sheetId, area, ...(areas.length > 1 ? { areas } : {}) });
  }
}

const isGrowth = (sheet: SheetModel, { axis, at }: Shift): boolean =>
  at > (axis === 'row' ? sheet.maxRows : sheet.maxColumns);
