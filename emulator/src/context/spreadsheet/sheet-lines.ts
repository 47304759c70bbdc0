/** Methods of Sheet about its rows and columns, which come in pairs. */
import { a, flag, integer, requireSignature, type Accepts } from '../signature';
import { BandingFacade } from './banding';
import { HOST, whole, wireOf } from './handle';
import type { SheetFacade } from './sheet';
import { onSheet } from './sheet-methods';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;
type LineMethods = Partial<Record<keyof Sheet, (this: SheetFacade, ...args: unknown[]) => unknown>>;

const aRange = a('SpreadsheetApp.Range');

/** Which arguments a method takes, what it asks of the host, and whether it gives the sheet back. */
interface Line {
  readonly takes: readonly Accepts[][];
  /** Host arguments after the sheet; the method's own whole numbers without it. */
  readonly send?: (args: readonly unknown[]) => readonly unknown[];
  readonly gives?: 'sheet' | 'nothing' | 'answer';
}

const one = [[integer]];
const oneOrTwo = [[integer], [integer, integer]];
const two = [[integer, integer]];
const single = (args: readonly unknown[]): unknown[] => [...args.map(whole), 1];
const count = ([first, many = 1]: readonly unknown[]): unknown[] => [whole(first), whole(many)];

/** Methods of rows and, with other words, of columns. */
const LINES: Readonly<Record<string, Line>> = {
  'insert{One}Before': { takes: one, send: single },
  'insert{One}After': { takes: one, send: single },
  'insert{Many}Before': { takes: two },
  'insert{Many}After': { takes: two },
  'insert{Many}': { takes: oneOrTwo, send: count, gives: 'nothing' },
  'delete{One}': { takes: one, send: single },
  'delete{Many}': { takes: two, gives: 'nothing' },
  'hide{Many}': { takes: oneOrTwo, send: count, gives: 'nothing' },
  'show{Many}': { takes: oneOrTwo, send: count, gives: 'nothing' },
  'setFrozen{Many}': { takes: one, gives: 'nothing' },
  'getFrozen{Many}': { takes: [[]], gives: 'answer' },
  'is{One}HiddenByUser': { takes: one, gives: 'answer' },
  'get{Size}': { takes: one, gives: 'answer' },
  'set{Size}': { takes: two, send: ([line, size]) => [whole(line), 1, whole(size)] },
  'set{Size}s': { takes: [[integer, integer, integer]] },
  'move{Many}': {
    takes: [[aRange, integer]],
    send: ([range, to]) => [wireOf(range), whole(to)],
    gives: 'nothing',
  },
};

function methodFor(name: string, { takes, send, gives = 'sheet' }: Line) {
  return function (this: SheetFacade, ...args: unknown[]): unknown {
    requireSignature(`SpreadsheetApp.Sheet.${name}`, args, ...takes);
    const answer = onSheet(this, name, ...(send ? send(args) : args.map(whole)));
    return gives === 'sheet' ? this : gives === 'answer' ? answer : undefined;
  };
}

const WORDS = [
  { One: 'Row', Many: 'Rows', Size: 'RowHeight' },
  { One: 'Column', Many: 'Columns', Size: 'ColumnWidth' },
] as const;

function pairedMethods(): LineMethods {
  const methods: Record<string, ReturnType<typeof methodFor>> = {};
  for (const words of WORDS) {
    for (const [pattern, line] of Object.entries(LINES)) {
      const name = pattern.replace(/\{(\w+)\}/, (_all, word: keyof typeof words) => words[word]);
      methods[name] = methodFor(name, line);
    }
  }
  return methods;
}

/** hideRow and its like take a range, of which the rows or columns count. */
function lineOfRange(
  sheet: SheetFacade,
  method: string,
  axis: 'row' | 'column',
  args: readonly unknown[],
): void {
  requireSignature(`SpreadsheetApp.Sheet.${method}`, args, [aRange]);
  const { row, rows, column, columns } = wireOf(args[0]);
  onSheet(sheet, method, ...(axis === 'row' ? [row, rows] : [column, columns]));
}

const otherMethods = {
  hideRow(...args: unknown[]) {
    lineOfRange(this, 'hideRow', 'row', args);
  },
  unhideRow(...args: unknown[]) {
    lineOfRange(this, 'unhideRow', 'row', args);
  },
  hideColumn(...args: unknown[]) {
    lineOfRange(this, 'hideColumn', 'column', args);
  },
  unhideColumn(...args: unknown[]) {
    lineOfRange(this, 'unhideColumn', 'column', args);
  },
  isRowHiddenByFilter(...args: unknown[]) {
    requireSignature('SpreadsheetApp.Sheet.isRowHiddenByFilter', args, one[0] as Accepts[]);
    return onSheet(this, 'isRowHiddenByFilter', whole(args[0])) as boolean;
  },
  autoResizeColumn(...args: unknown[]) {
    requireSignature('SpreadsheetApp.Sheet.autoResizeColumn', args, ...one);
    onSheet(this, 'autoResizeColumn', whole(args[0]), 1);
    return this;
  },
  autoResizeColumns(...args: unknown[]) {
    requireSignature('SpreadsheetApp.Sheet.autoResizeColumns', args, ...two);
    onSheet(this, 'autoResizeColumns', ...args.map(whole));
    return this;
  },
  autoResizeRows(...args: unknown[]) {
    requireSignature('SpreadsheetApp.Sheet.autoResizeRows', args, ...two);
    onSheet(this, 'autoResizeRows', ...args.map(whole));
    return this;
  },
  setRowHeightsForced(...args: unknown[]) {
    requireSignature('SpreadsheetApp.Sheet.setRowHeightsForced', args, [integer, integer, integer]);
    onSheet(this, 'setRowHeightsForced', ...args.map(whole));
    return this;
  },
  hasHiddenGridlines() {
    return onSheet(this, 'hasHiddenGridlines') as boolean;
  },
  setHiddenGridlines(...args: unknown[]) {
    requireSignature('SpreadsheetApp.Sheet.setHiddenGridlines', args, [flag]);
    onSheet(this, 'setHiddenGridlines', args[0]);
    return this;
  },
  getBandings() {
    return (onSheet(this, 'getBandings') as number[]).map((id) => new BandingFacade(this[HOST], id));
  },
} satisfies Partial<Sheet> & ThisType<SheetFacade>;

export const sheetLines = { ...pairedMethods(), ...otherMethods };
