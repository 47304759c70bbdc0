/** Methods of Range about what its cells hold. */
import type { WireCell } from '../../bridge/protocol';
import { anything, grid, requireSignature, signatureError, text } from '../signature';
import { fromCell, fromRows, HOST, RANGE, toCell } from './handle';
import type { RangeFacade } from './range';

type Range = GoogleAppsScript.Spreadsheet.Range;

/** Calls the method of that name on the host. */
export function onRange(range: RangeFacade, method: string, ...args: readonly unknown[]): unknown {
  return range[HOST](`Range.${method}`, [range[RANGE], ...args]);
}

/**
 * Sends a two-dimensional array. An empty or flat one goes with the words of its refusal: whether it is refused by
 * signature or by shape is the host's switch.
 */
function sendGrid(
  range: RangeFacade,
  method: string,
  args: readonly unknown[],
  convert: (cell: unknown) => unknown,
): void {
  const [rows] = args;
  if (args.length !== 1 || !Array.isArray(rows)) throw signatureError(`SpreadsheetApp.Range.${method}`, args);
  const refusal = grid(rows) ? [] : [signatureError(`SpreadsheetApp.Range.${method}`, args).message];
  const cells = rows.map((row) => (Array.isArray(row) ? Array.from(row as unknown[], convert) : []));
  onRange(range, method, cells, ...refusal);
}

export const rangeValues = {
  getValue() {
    return fromCell(onRange(this, 'getValue') as WireCell);
  },
  getValues() {
    return fromRows(onRange(this, 'getValues') as WireCell[][]);
  },
  getDisplayValue() {
    return onRange(this, 'getDisplayValue') as string;
  },
  getDisplayValues() {
    return onRange(this, 'getDisplayValues') as string[][];
  },
  getFormula() {
    return onRange(this, 'getFormula') as string;
  },
  getFormulas() {
    return onRange(this, 'getFormulas') as string[][];
  },
  isBlank() {
    return onRange(this, 'isBlank') as boolean;
  },
  setValue(...args: unknown[]) {
    requireSignature('SpreadsheetApp.Range.setValue', args, [anything]);
    onRange(this, 'setValue', toCell(args[0]));
    return this;
  },
  setValues(...args: unknown[]) {
    sendGrid(this, 'setValues', args, toCell);
    return this;
  },
  setFormula(...args: unknown[]) {
    requireSignature('SpreadsheetApp.Range.setFormula', args, [text]);
    onRange(this, 'setFormula', String(args[0]));
    return this;
  },
  setFormulas(...args: unknown[]) {
    sendGrid(this, 'setFormulas', args, String);
    return this;
  },
} satisfies Partial<Range> & ThisType<RangeFacade>;
