/** What the spreadsheet's objects have in common: the way to the host, kept where scripts cannot see it by name. */
import type { HostCall, WireCell, WireDate, WireRange } from '../../bridge/protocol';
import { Facade } from '../facade';
import { isDate } from '../signature';

export const HOST = Symbol('host');
export const RANGE = Symbol('range');
export const SHEET = Symbol('sheet');

/** `name` is the class within SpreadsheetApp, e.g. `Range`. */
export abstract class SpreadsheetObject extends Facade {
  declare readonly [HOST]: HostCall;

  constructor(name: string, host: HostCall) {
    super(name, 'SpreadsheetApp');
    hide(this, HOST, host);
  }
}

/** Sets a property that neither JSON nor loops see. */
export function hide(target: object, key: PropertyKey, value: unknown): void {
  Object.defineProperty(target, key, { value, enumerable: false });
}

/** Copies the members of method groups onto a class; their types are checked where the groups are written. */
export function addMethods(target: { readonly prototype: object }, ...groups: readonly object[]): void {
  for (const group of groups) {
    for (const [name, method] of Object.entries(group)) {
      Object.defineProperty(target.prototype, name, { value: method, writable: true, configurable: true });
    }
  }
}

/** As JavaScript turns an argument into text. */
export const textOf = (value: unknown): string => `${value as string}`;

/** A whole number as the platform takes it: the fraction is cut off. */
export const whole = (value: unknown): number => Math.trunc(value as number);

/** A cell as a script sees it; dates are of the script's own realm. */
export function fromCell(cell: WireCell): string | number | boolean | Date {
  return typeof cell === 'object' ? new Date(cell.$date) : cell;
}

/** Rows from the host are fresh: their dates are replaced in place. */
export function fromRows(rows: WireCell[][]): (string | number | boolean | Date)[][] {
  for (const row of rows) {
    for (let index = 0; index < row.length; index++) {
      if (typeof row[index] === 'object') (row as unknown[])[index] = fromCell(row[index] as WireDate);
    }
  }
  return rows as (string | number | boolean | Date)[][];
}

/** What crosses for a value that a script writes. Arrays and objects become the texts that Java gives them. */
export function toCell(value: unknown): WireCell | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (isDate(value)) return { $date: value.getTime() };
  if (Array.isArray(value)) return '[Ljava.lang.Object;@1b6d3586';
  if (typeof value === 'object' && value.toString === Object.prototype.toString) {
    const fields = Object.entries(value).map(([key, field]) => `${key}=${String(field)}`);
    return `{${fields.join(', ')}}`;
  }
  return textOf(value);
}

export const wireOf = (range: unknown): WireRange => (range as { [RANGE]: WireRange })[RANGE];
export const sheetIdOf = (sheet: unknown): number => (sheet as { [SHEET]: number })[SHEET];
