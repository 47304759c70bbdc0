/** A script's services as globals of this thread, for one test; people work in the same spreadsheet, and every call is on record. */
import { classify, createDirectServices, type DirectOptions } from '../../../emulator/src/index';
import { createDirectSpreadsheet } from '../../../emulator/src/workbook/direct';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;

export const OWNER = 'owner@example.com';
export const COLLEAGUE = 'colleague@example.com';

const before = new Map<string, PropertyDescriptor | undefined>();

/** No test sees the globals of another. */
afterEach(() => {
  for (const [name, descriptor] of before) {
    if (descriptor === undefined) Reflect.deleteProperty(globalThis, name);
    else Object.defineProperty(globalThis, name, descriptor);
  }
  before.clear();
});

/** Until the end of the test. */
export function publish(globals: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(globals)) {
    if (!before.has(name)) before.set(name, Object.getOwnPropertyDescriptor(globalThis, name));
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  }
}

export type Script = ReturnType<typeof openScript>;

/** A new spreadsheet with one empty tab, `Sheet1`, and the services as globals. */
export function openScript(options: DirectOptions = {}) {
  const { globals, workbook, execution } = createDirectServices({ users: [OWNER, COLLEAGUE], ...options });
  publish(globals);
  const spreadsheet = SpreadsheetApp.getActiveSpreadsheet();
  const sheet = spreadsheet.getSheets()[0] as Sheet;
  return {
    spreadsheet,
    sheet,
    workbook,
    /** What was logged so far. */
    logs: execution.logs,
    /** What the owner does by hand. */
    people: workbook.as(OWNER),
    /** The same spreadsheet in a script of its owner, who may protect cells; its calls are not counted. */
    ownersSheet: (): Sheet =>
      createDirectSpreadsheet({ workbook }).SpreadsheetApp.getActiveSpreadsheet().getSheets()[0] as Sheet,
    fill: (values: readonly (readonly unknown[])[]): void => {
      const cells = values.map((row) => [...row]);
      sheet.getRange(1, 1, cells.length, cells[0]?.length ?? 0).setValues(cells);
    },
    /** Calls that read or write something, in order. */
    calls: (work: () => unknown): string[] => {
      const from = execution.calls.length;
      work();
      const made = execution.calls.slice(from).map(({ method }) => method);
      return made.filter((method) => classify(method) !== 'other');
    },
  };
}

/** No spare row below the data, no spare column beside it: as after an import, or after somebody tidied up. */
export function trimGrid({ people, sheet }: Pick<Script, 'people' | 'sheet'>): void {
  const [rows, columns] = [Math.max(1, sheet.getLastRow()), Math.max(1, sheet.getLastColumn())];
  const spareRows = sheet.getMaxRows() - rows;
  const spareColumns = sheet.getMaxColumns() - columns;
  if (spareRows > 0) people.deleteRows(sheet.getName(), rows + 1, spareRows);
  if (spareColumns > 0) people.deleteColumns(sheet.getName(), columns + 1, spareColumns);
}
