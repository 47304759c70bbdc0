/** What all spreadsheet handlers share: finding sheets and ranges, permissions, and errors that wait for a flush. */
import type { ExecutionInfo } from '../../bridge/host';
import type { ServiceError, WireRange } from '../../bridge/protocol';
import { checkArea } from '../a1';
import type { SheetModel } from '../sheet';
import type { Area } from '../types';
import type { Selection } from '../selection';
import type { Author, Workbook } from '../workbook';
import { checkEditable, RuleRejection } from '../write';

export interface SpreadsheetDeps {
  /** Throws ServiceError when the execution may not open spreadsheets by id or address. */
  readonly checkOpen?: (execution: ExecutionInfo, method: string) => void;
  /** Whose screen the execution sees; undefined where nobody sits before the spreadsheet (clock, web app). */
  readonly keyboardUser?: (execution: ExecutionInfo) => string | undefined;
  /** The tab of the formula that an execution runs for. */
  readonly formulaSheet?: (execution: ExecutionInfo) => number | undefined;
}

function defaultKeyboardUser(execution: ExecutionInfo): string | undefined {
  if (execution.entry === 'clock' || execution.entry === 'webapp') return undefined;
  return execution.activeUser || execution.effectiveUser;
}

export class Access {
  /** Rejections that surface at the next flush (switch `validationErrors`). */
  private readonly late = new WeakMap<ExecutionInfo, ServiceError>();
  /** What is active where there is no screen. */
  private readonly blind = new WeakMap<ExecutionInfo, Selection>();

  constructor(
    readonly workbook: Workbook,
    readonly deps: SpreadsheetDeps,
  ) {}

  sheet(id: number): SheetModel {
    return this.workbook.sheet(id);
  }

  /** The range's sheet; throws when the grid no longer holds the range. */
  range(wire: WireRange): SheetModel {
    const sheet = this.workbook.sheet(wire.sheetId);
    checkArea(wire, sheet.maxRows, sheet.maxColumns);
    return sheet;
  }

  wire(sheet: SheetModel, { row, column, rows, columns }: Area): WireRange {
    return { sheetId: sheet.id, row, column, rows, columns };
  }

  wholeSheet(sheet: SheetModel): WireRange {
    return { sheetId: sheet.id, row: 1, column: 1, rows: sheet.maxRows, columns: sheet.maxColumns };
  }

  author(execution: ExecutionInfo): Author {
    return { origin: 'script', user: execution.effectiveUser };
  }

  checkEditable(execution: ExecutionInfo, sheet: SheetModel, area: Area): void {
    checkEditable(this.workbook, sheet, area, this.author(execution));
  }

  changed(execution: ExecutionInfo, sheet: SheetModel | undefined, content: boolean): void {
    this.workbook.changed(this.author(execution), sheet?.id, content);
  }

  /** Checks protections, makes the change and tells the workbook. */
  change(execution: ExecutionInfo, sheet: SheetModel, area: Area, perform: () => void, content = true): void {
    this.checkEditable(execution, sheet, area);
    perform();
    this.changed(execution, sheet, content);
  }

  /** A write that a rule may reject, now or at the next flush. */
  write(execution: ExecutionInfo, sheet: SheetModel, perform: () => void): void {
    try {
      perform();
    } catch (error) {
      const deferred =
        error instanceof RuleRejection && this.workbook.switches.validationErrors === 'at-flush';
      if (!deferred) throw error;
      if (!this.late.has(execution)) this.late.set(execution, error);
      return;
    }
    this.changed(execution, sheet, true);
  }

  flush(execution: ExecutionInfo): void {
    const error = this.late.get(execution);
    this.late.delete(execution);
    if (error) throw error;
  }

  /** Reads force earlier writes. */
  beforeRead(execution: ExecutionInfo): void {
    if (this.workbook.switches.readsFlush) this.flush(execution);
  }

  private screenOf(execution: ExecutionInfo): string | undefined {
    const user = (this.deps.keyboardUser ?? defaultKeyboardUser)(execution);
    if (user !== undefined || this.workbook.switches.activeSheetWithoutUser === 'first') return user;
    return execution.effectiveUser;
  }

  active(execution: ExecutionInfo): Selection {
    const own = this.deps.formulaSheet?.(execution);
    if (own !== undefined) return { sheetId: own, area: { row: 1, column: 1, rows: 1, columns: 1 } };
    const user = this.screenOf(execution);
    if (user !== undefined) return this.workbook.selection(user);
    const chosen = this.blind.get(execution);
    if (chosen && this.workbook.findSheet(chosen.sheetId)) return chosen;
    return { sheetId: this.workbook.sheets[0]?.id ?? 0, area: { row: 1, column: 1, rows: 1, columns: 1 } };
  }

  activate(
    execution: ExecutionInfo,
    sheet: SheetModel,
    area: Area = { row: 1, column: 1, rows: 1, columns: 1 },
    areas: readonly Area[] = [area],
  ): void {
    const user = this.screenOf(execution);
    if (user === undefined) this.blind.set(execution, { sheetId: sheet.id, area, areas });
    else this.workbook.select(user, sheet.id, area, areas);
  }
}
