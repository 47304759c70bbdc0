/** The workbook as JSON and back: compact, since a sheet of 10,000 rows is written often. */
import type { Metadata } from './metadata';
import type { Protection } from './protection';
import { Row } from './row';
import { SheetModel } from './sheet';
import { internStyle, type Style } from './style';
import type { WorkbookOptions, WorkbookSnapshot } from './types';
import type { ValidationRule } from './validation';
import { CellError, type CellContent } from './values';
import { Workbook, type NamedRange } from './workbook';

/** null is an empty cell, `{e}` an error. */
type StoredValue = string | number | boolean | null | { readonly e: string };

/** Cells by column; styles and rules are numbers of the tables, -1 for none. */
interface StoredRow {
  readonly i: number;
  readonly v?: readonly StoredValue[];
  readonly f?: Readonly<Record<number, string>>;
  readonly s?: readonly number[];
  readonly n?: Readonly<Record<number, string>>;
  readonly r?: readonly number[];
  readonly h?: number;
  /** Bit 1: hidden, bit 2: filtered. */
  readonly x?: number;
}

interface StoredSheet {
  readonly id: number;
  readonly name: string;
  readonly size: readonly [number, number];
  readonly frozen: readonly [number, number];
  readonly hidden: boolean;
  readonly tabColor: string | null;
  readonly columns: readonly (readonly [number, { width?: number; hidden?: boolean }])[];
  readonly rows: readonly StoredRow[];
}

interface Stored {
  readonly format: 1;
  readonly id: string;
  readonly name: string;
  readonly locale: string;
  readonly timeZone: string;
  readonly owner: string;
  readonly editors: readonly string[];
  readonly revision: number;
  readonly nextId: number;
  readonly styles: readonly Style[];
  readonly rules: readonly ValidationRule[];
  readonly sheets: readonly StoredSheet[];
  readonly namedRanges: readonly NamedRange[];
  readonly protections: readonly Protection[];
  readonly metadata: readonly Metadata[];
}

/** Numbers shared objects in order of appearance. */
class Table<T> {
  readonly items: T[] = [];
  private readonly numbers = new Map<T, number>();
  number(item: T | undefined): number {
    if (item === undefined) return -1;
    let number = this.numbers.get(item);
    if (number === undefined) {
      number = this.items.push(item) - 1;
      this.numbers.set(item, number);
    }
    return number;
  }
}

const storeValue = (value: CellContent): StoredValue =>
  value === undefined ? null : value instanceof CellError ? { e: value.text } : value;
const loadValue = (value: StoredValue): CellContent =>
  value === null ? undefined : typeof value === 'object' ? new CellError(value.e) : value;

function sparse<T>(cells: readonly (T | undefined)[], write: (cell: T) => string): Record<number, string> {
  return Object.fromEntries(
    cells.flatMap((cell, column) => (cell === undefined ? [] : [[column, write(cell)]])),
  );
}

function storeRow(row: Row, index: number, styles: Table<Style>, rules: Table<ValidationRule>): StoredRow {
  const { values, formulas, notes, styles: cellStyles, rules: cellRules } = row.layers;
  const flags = Number(row.hidden) + 2 * Number(row.filtered);
  return {
    i: index,
    ...(values?.length ? { v: values.map(storeValue) } : {}),
    ...(formulas?.length ? { f: sparse(formulas, (cell) => cell.text) } : {}),
    ...(cellStyles?.length ? { s: cellStyles.map((style) => styles.number(style)) } : {}),
    ...(notes?.length ? { n: sparse(notes, (note) => note) } : {}),
    ...(cellRules?.length ? { r: cellRules.map((rule) => rules.number(rule)) } : {}),
    ...(row.height === undefined ? {} : { h: row.height }),
    ...(flags ? { x: flags } : {}),
  };
}

function storeSheet(sheet: SheetModel, styles: Table<Style>, rules: Table<ValidationRule>): StoredSheet {
  return {
    id: sheet.id,
    name: sheet.name,
    size: [sheet.maxRows, sheet.maxColumns],
    frozen: [sheet.frozenRows, sheet.frozenColumns],
    hidden: sheet.hidden,
    tabColor: sheet.tabColor,
    columns: sheet.columns.flatMap((column, index) => (column ? [[index, column] as const] : [])),
    rows: sheet.rows.flatMap((row, index) => (row ? [storeRow(row, index, styles, rules)] : [])),
  };
}

export function toSnapshot(workbook: Workbook): WorkbookSnapshot {
  const styles = new Table<Style>();
  const rules = new Table<ValidationRule>();
  const sheets = workbook.sheets.map((sheet) => storeSheet(sheet, styles, rules));
  const { id, name, locale, timeZone, owner, revision, nextId } = workbook;
  const stored: Stored = {
    ...{ format: 1, id, name, locale, timeZone, owner, revision, nextId },
    editors: [...workbook.editors],
    styles: styles.items,
    rules: rules.items,
    sheets,
    // Copies: the caller may keep the snapshot while the workbook goes on.
    namedRanges: structuredClone(workbook.namedRanges),
    protections: structuredClone(workbook.protections),
    metadata: structuredClone(workbook.metadata),
  };
  return stored as unknown as WorkbookSnapshot;
}

function loadRow(
  stored: StoredRow,
  styles: readonly (Style | undefined)[],
  rules: readonly ValidationRule[],
): Row {
  const row = new Row();
  if (stored.v) row.layers.values = stored.v.map(loadValue);
  for (const [column, text] of Object.entries(stored.f ?? {})) {
    row.set('formulas', Number(column), { text, value: undefined, computedAt: -1 });
  }
  if (stored.s) row.layers.styles = stored.s.map((number) => styles[number]);
  for (const [column, note] of Object.entries(stored.n ?? {})) row.set('notes', Number(column), note);
  if (stored.r) row.layers.rules = stored.r.map((number) => rules[number]);
  row.height = stored.h;
  row.hidden = Boolean((stored.x ?? 0) & 1);
  row.filtered = Boolean((stored.x ?? 0) & 2);
  return row;
}

/** `options` gives what a snapshot does not hold: switches, clock, formula engine. */
export function fromSnapshot(snapshot: WorkbookSnapshot, options: WorkbookOptions = {}): Workbook {
  const stored = snapshot as unknown as Stored;
  const { id, name, locale, timeZone, owner, editors } = stored;
  const workbook = new Workbook({ ...options, id, name, locale, timeZone, owner, editors, sheets: [] });
  const styles = stored.styles.map((style) => internStyle(style));
  const rules = stored.rules.map((rule) => ({ ...rule }));
  for (const each of stored.sheets) {
    const sheet = new SheetModel(each.id, each.name, each.size[0], each.size[1]);
    for (const row of each.rows) sheet.rows[row.i] = loadRow(row, styles, rules);
    for (const [index, column] of each.columns) sheet.columns[index] = { ...column };
    [sheet.frozenRows, sheet.frozenColumns] = each.frozen;
    sheet.hidden = each.hidden;
    sheet.tabColor = each.tabColor;
    workbook.sheets.push(sheet);
  }
  workbook.namedRanges.push(...structuredClone(stored.namedRanges));
  workbook.protections.push(...structuredClone(stored.protections));
  workbook.metadata.push(...structuredClone(stored.metadata));
  workbook.revision = stored.revision;
  workbook.contentRevision = stored.revision;
  workbook.nextId = stored.nextId;
  return workbook;
}
