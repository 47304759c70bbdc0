/** The workbook as JSON and back: compact, since a sheet of 10,000 rows is written often. */
import type { Banding } from './banding';
import type { ConditionalFormat } from './conditional-format';
import type { BasicFilter } from './filter';
import type { Metadata } from './metadata';
import type { Protection } from './protection';
import type { RichText } from './rich-text';
import { Row } from './row';
import { SheetModel } from './sheet';
import { storedStyle, type Style } from './style';
import type { Area, WorkbookOptions, WorkbookSnapshot } from './types';
import type { ValidationRule } from './validation';
import { CellError, type CellContent } from './values';
import { Workbook, type NamedRange } from './workbook';

/** null is an empty cell, `{e}` an error. */
type StoredValue = string | number | boolean | null | { readonly e: string };

/** Cells by column; styles and rules are numbers of the tables, -1 for none. */
export interface StoredRow {
  readonly i: number;
  readonly v?: readonly StoredValue[];
  readonly f?: Readonly<Record<number, string>>;
  readonly s?: readonly number[];
  readonly n?: Readonly<Record<number, string>>;
  readonly r?: readonly number[];
  readonly t?: Readonly<Record<number, RichText>>;
  readonly h?: number;
  /** Bit 1: hidden, bit 2: filtered, bit 3: of forced height. */
  readonly x?: number;
}

export interface StoredSheet {
  readonly id: number;
  readonly name: string;
  readonly size: readonly [number, number];
  readonly frozen: readonly [number, number];
  readonly hidden: boolean;
  readonly tabColor: string | null;
  readonly filter?: BasicFilter | null;
  readonly conditionalFormats?: readonly ConditionalFormat[];
  readonly merges?: readonly Area[];
  readonly bandings?: readonly Banding[];
  readonly gridlinesHidden?: true;
  readonly columns: readonly (readonly [number, { width?: number; hidden?: boolean }])[];
  readonly rows: readonly StoredRow[];
}

export interface Stored {
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
export class Table<T> {
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

function sparse<T, S>(cells: readonly (T | undefined)[], write: (cell: T) => S): Record<number, S> {
  return Object.fromEntries(
    cells.flatMap((cell, column) => (cell === undefined ? [] : [[column, write(cell)]])),
  );
}

export function storeRow(
  row: Row,
  index: number,
  styles: Table<Style>,
  rules: Table<ValidationRule>,
): StoredRow {
  const { values, formulas, notes, styles: cellStyles, rules: cellRules, richTexts } = row.layers;
  const flags = Number(row.hidden) + 2 * Number(row.filtered) + 4 * Number(row.heightForced);
  return {
    i: index,
    ...(values?.length ? { v: values.map(storeValue) } : {}),
    ...(formulas?.length ? { f: sparse(formulas, (cell) => cell.text) } : {}),
    ...(cellStyles?.length ? { s: cellStyles.map((style) => styles.number(style)) } : {}),
    ...(notes?.length ? { n: sparse(notes, (note) => note) } : {}),
    ...(cellRules?.length ? { r: cellRules.map((rule) => rules.number(rule)) } : {}),
    ...(richTexts?.length ? { t: sparse(richTexts, (richText) => richText) } : {}),
    ...(row.height === undefined ? {} : { h: row.height }),
    ...(flags ? { x: flags } : {}),
  };
}

/** All but the rows. */
function storeSheetHead(sheet: SheetModel): Omit<StoredSheet, 'rows'> {
  return {
    id: sheet.id,
    name: sheet.name,
    size: [sheet.maxRows, sheet.maxColumns],
    frozen: [sheet.frozenRows, sheet.frozenColumns],
    hidden: sheet.hidden,
    tabColor: sheet.tabColor,
    ...(sheet.filter ? { filter: structuredClone(sheet.filter) } : {}),
    ...(sheet.conditionalFormats.length
      ? { conditionalFormats: structuredClone(sheet.conditionalFormats) }
      : {}),
    ...(sheet.merges.length ? { merges: [...sheet.merges] } : {}),
    ...(sheet.bandings.length ? { bandings: structuredClone(sheet.bandings) } : {}),
    ...(sheet.gridlinesHidden ? { gridlinesHidden: true } : {}),
    columns: sheet.columns.flatMap((column, index) => (column ? [[index, column] as const] : [])),
  };
}

export type StoredHead = Omit<Stored, 'styles' | 'rules' | 'sheets'> & {
  readonly sheets: readonly Omit<StoredSheet, 'rows'>[];
};

/** Everything but the rows of tabs. */
export function storeHead(workbook: Workbook): StoredHead {
  const { id, name, locale, timeZone, owner, revision, nextId } = workbook;
  return {
    ...{ format: 1, id, name, locale, timeZone, owner, revision, nextId },
    editors: [...workbook.editors],
    sheets: workbook.sheets.map(storeSheetHead),
    // Copies: the caller may keep the snapshot while the workbook goes on.
    namedRanges: structuredClone(workbook.namedRanges),
    protections: structuredClone(workbook.protections),
    metadata: structuredClone(workbook.metadata),
  };
}

export function toSnapshot(workbook: Workbook): WorkbookSnapshot {
  const styles = new Table<Style>();
  const rules = new Table<ValidationRule>();
  const head = storeHead(workbook);
  const sheets = head.sheets.map((sheet, position) => ({
    ...sheet,
    rows: (workbook.sheets[position]?.rows ?? []).flatMap((row, index) =>
      row ? [storeRow(row, index, styles, rules)] : [],
    ),
  }));
  const stored: Stored = { ...head, styles: styles.items, rules: rules.items, sheets };
  return stored as unknown as WorkbookSnapshot;
}

export function loadRow(
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
  for (const [column, richText] of Object.entries(stored.t ?? {}))
    row.set('richTexts', Number(column), richText);
  row.height = stored.h;
  row.hidden = Boolean((stored.x ?? 0) & 1);
  row.filtered = Boolean((stored.x ?? 0) & 2);
  row.heightForced = Boolean((stored.x ?? 0) & 4);
  return row;
}

/** `options` gives what a snapshot does not hold: switches, clock, formula engine. */
export function fromSnapshot(snapshot: WorkbookSnapshot, options: WorkbookOptions = {}): Workbook {
  const stored = snapshot as unknown as Stored;
  const { id, name, locale, timeZone, owner, editors } = stored;
  const workbook = new Workbook({ ...options, id, name, locale, timeZone, owner, editors, sheets: [] });
  const styles = stored.styles.map(storedStyle);
  const rules = stored.rules.map((rule) => ({ ...rule }));
  loadHead(workbook, stored);
  stored.sheets.forEach((each, position) => {
    const sheet = workbook.sheets[position];
    for (const row of each.rows) if (sheet) sheet.rows[row.i] = loadRow(row, styles, rules);
  });
  return workbook;
}

/** Tabs that are there keep their rows. */
export function loadHead(workbook: Workbook, stored: StoredHead): void {
  const { name, locale, timeZone } = stored;
  Object.assign(workbook, { name, locale, timeZone });
  const sheets = stored.sheets.map((head) => loadSheetHead(workbook.findSheet(head.id), head));
  workbook.sheets.splice(0, Infinity, ...sheets);
  workbook.namedRanges.splice(0, Infinity, ...structuredClone(stored.namedRanges));
  workbook.protections.splice(0, Infinity, ...structuredClone(stored.protections));
  workbook.metadata.splice(0, Infinity, ...structuredClone(stored.metadata));
  workbook.revision = stored.revision;
  workbook.contentRevision = stored.revision;
  workbook.nextId = stored.nextId;
}

function loadSheetHead(known: SheetModel | undefined, head: StoredHead['sheets'][number]): SheetModel {
  const sheet = known ?? new SheetModel(head.id, head.name, head.size[0], head.size[1]);
  sheet.name = head.name;
  sheet.columns.splice(0, Infinity, ...new Array<undefined>(head.size[1]).fill(undefined));
  for (const [index, column] of head.columns) sheet.columns[index] = { ...column };
  [sheet.frozenRows, sheet.frozenColumns] = head.frozen;
  sheet.hidden = head.hidden;
  sheet.tabColor = head.tabColor;
  sheet.filter = structuredClone(head.filter ?? null);
  sheet.conditionalFormats = structuredClone([...(head.conditionalFormats ?? [])]);
  sheet.merges = [...(head.merges ?? [])];
  sheet.bandings = structuredClone([...(head.bandings ?? [])]);
  sheet.gridlinesHidden = head.gridlinesHidden ?? false;
  return sheet;
}
