/** SpreadsheetApp straight over the model, without worker or context: for unit tests of code that takes a spreadsheet. */
import type { ExecutionInfo, HandlerTable } from '../bridge/host';
import { createSpreadsheetApp } from '../context/spreadsheet';
import { spreadsheetHandlers, type SpreadsheetDeps } from './handlers';
import type { WorkbookOptions } from './types';
import { Workbook } from './workbook';

export interface DirectOptions extends WorkbookOptions {
  /** An existing workbook instead of a new one. */
  readonly workbook?: Workbook;
  /** What the script runs as; by default the owner, from the menu. */
  readonly execution?: Partial<ExecutionInfo>;
  readonly deps?: SpreadsheetDeps;
  /** Added to, or in place of, the spreadsheet's own: `Ui.alert`, `Spreadsheet.toast`, … */
  readonly handlers?: HandlerTable;
  /** Called before each service call: count it, act as a user, or throw in its place. */
  readonly onCall?: (method: string, args: readonly unknown[]) => void;
}

type AnyHandler = (execution: ExecutionInfo, ...args: readonly unknown[]) => unknown;

export interface DirectSpreadsheet {
  readonly workbook: Workbook;
  readonly SpreadsheetApp: ReturnType<typeof createSpreadsheetApp>;
  /** Names of the service calls made so far, oldest first. */
  readonly calls: readonly string[];
}

export function createDirectSpreadsheet(options: DirectOptions = {}): DirectSpreadsheet {
  const workbook = options.workbook ?? new Workbook(options);
  const handlers: HandlerTable = { ...spreadsheetHandlers(workbook, options.deps), ...options.handlers };
  const user = workbook.owner;
  const execution: ExecutionInfo = {
    ...{ id: 1, entry: 'menu', authMode: 'FULL', effectiveUser: user, activeUser: user },
    ...options.execution,
  };
  const calls: string[] = [];
  const host = (method: string, args: readonly unknown[]): unknown => {
    calls.push(method);
    options.onCall?.(method, args);
    const handler = handlers[method] as AnyHandler | undefined;
    if (!handler) throw new Error(`${method} is not implemented by this emulator`);
    return handler(execution, ...args);
  };
  return { workbook, SpreadsheetApp: createSpreadsheetApp(host), calls };
}
