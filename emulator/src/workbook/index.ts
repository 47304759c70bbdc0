/** The spreadsheet model and the host side of SpreadsheetApp. */
import type { WorkbookOptions } from './types';
import { Workbook } from './workbook';

export type {
  Area,
  ChangeType,
  EditAction,
  EditChange,
  SheetOptions,
  SheetRef,
  StructureChange,
  UserActions,
  UserChange,
  WorkbookEvent,
  WorkbookOptions,
  WorkbookSnapshot,
} from './types';
export { CHANGE_TYPES } from './types';
export type { FormulaCells, FormulaEngine, FormulaPosition } from './formulas';
export { Workbook } from './workbook';
export { fromSnapshot } from './snapshot';
export { spreadsheetHandlers, type SpreadsheetDeps } from './handlers';

/** A new spreadsheet: one tab `Sheet1` of 1000 × 26 cells unless the options say otherwise. */
export function createWorkbook(options: WorkbookOptions = {}): Workbook {
  return new Workbook(options);
}
