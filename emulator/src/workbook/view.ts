/** The workbook as a page shows it: tabs and cells in the shapes of the JSON API. */
import type { CellsView, CellView, RuleView, SheetView, StyleView } from '../api/types';
import { areaName } from './a1';
import { bandColor } from './banding';
import { conditionalStyle } from './conditional-format';
import { inputText } from './input-text';
import type { InputRules } from './parse-input';
import { displayText } from './number-format';
import { rowHeights } from './row-heights';
import { runViews } from './run-view';
import { areasMeet, mayEdit } from './protection';
import type { SheetModel } from './sheet';
import { internStyle, type Style } from './style';
import { styleViewOf } from './style-view';
import type { Area } from './types';
import { ruleAccepts, type ValidationRule } from './validation';
import { CellError, plainText, type RawValue } from './values';
import type { Workbook } from './workbook';
import { inputRules, listEntries, ruleContext } from './write';

/** Numbers shared objects in order of appearance, and shows each once. */
class Table<Item extends object, View> {
  readonly views: View[] = [];
  private readonly numbers = new Map<Item, number>();
  constructor(private readonly show: (item: Item) => View) {}

  number(item: Item): number {
    let number = this.numbers.get(item);
    if (number === undefined) {
      number = this.views.push(this.show(item)) - 1;
      this.numbers.set(item, number);
    }
    return number;
  }
}

export function viewSheet(workbook: Workbook, sheet: SheetModel, user: string): SheetView {
  const used = workbook.contentSize(sheet);
  const widths = sheet.columns.flatMap((column, index) =>
    column?.width === undefined ? [] : [[index + 1, column.width] as const],
  );
  return {
    ...{ id: sheet.id, name: sheet.name, hidden: sheet.hidden },
    ...{ rows: sheet.maxRows, columns: sheet.maxColumns, usedRows: used.rows, usedColumns: used.columns },
    ...{ frozenRows: sheet.frozenRows, frozenColumns: sheet.frozenColumns },
    columnWidths: Object.fromEntries(widths),
    rowHeights: rowHeights(workbook, sheet),
    merges: sheet.merges.map(areaName),
    gridlinesHidden: sheet.gridlinesHidden,
    hiddenRows: sheet.rows.flatMap((row, index) => (row?.hidden || row?.filtered ? [index + 1] : [])),
    hiddenColumns: sheet.columns.flatMap((column, index) => (column?.hidden ? [index + 1] : [])),
    filter: sheet.filter && areaName(sheet.filter.area),
    locked: lockedRanges(workbook, sheet, user),
  };
}

/** Protected sheets with open ranges are locked around these: the places that are left are listed one by one. */
function lockedRanges(workbook: Workbook, sheet: SheetModel, user: string): SheetView['locked'] {
  if (!workbook.mayEdit(user)) return [{ range: null, description: 'View only' }];
  return workbook.protections.flatMap((protection): SheetView['locked'] => {
    if (protection.sheetId !== sheet.id || mayEdit(protection, user, workbook.owner)) return [];
    const { area, description, unprotected } = protection;
    if (area) return [{ range: areaName(area), description }];
    if (!unprotected.length) return [{ range: null, description }];
    const whole = { row: 1, column: 1, rows: sheet.maxRows, columns: sheet.maxColumns };
    return unprotected
      .reduce<Area[]>((rest, open) => rest.flatMap((part) => without(part, open)), [whole])
      .map((part) => ({ range: areaName(part), description }));
  });
}

/** What is left of an area around another: above, below, left and right of it. */
function without(area: Area, hole: Area): Area[] {
  if (!areasMeet(area, hole)) return [area];
  const top = Math.max(area.row, hole.row);
  const bottom = Math.min(area.row + area.rows, hole.row + hole.rows);
  const left = Math.max(area.column, hole.column);
  const right = Math.min(area.column + area.columns, hole.column + hole.columns);
  const middle = { row: top, rows: bottom - top };
  return [
    { ...area, rows: top - area.row },
    { ...area, row: bottom, rows: area.row + area.rows - bottom },
    { ...middle, column: area.column, columns: left - area.column },
    { ...middle, column: right, columns: area.column + area.columns - right },
  ].filter(({ rows, columns }) => rows > 0 && columns > 0);
}

/** Row by row; without an area, all that is used, formats and notes included. */
export function viewCells(
  workbook: Workbook,
  sheet: SheetModel,
  area: Area = shownArea(workbook, sheet),
): CellsView {
  const viewer: Viewer = {
    workbook,
    sheet,
    input: inputRules(workbook),
    styles: new Table<Style, StyleView>(styleViewOf),
    rules: new Table<ValidationRule, RuleView>((rule) => ruleViewOf(workbook, rule)),
  };
  const cells = Array.from({ length: area.rows }, (_, rows) =>
    Array.from({ length: area.columns }, (__, columns) =>
      viewCell(viewer, area.row + rows, area.column + columns),
    ),
  );
  return {
    ...{ sheet: sheet.id, range: areaName(area), revision: workbook.revision, cells },
    ...{ styles: viewer.styles.views, rules: viewer.rules.views },
  };
}

const INVALID = { invalid: true } as const;
const NUMBER = { number: true } as const;

interface Viewer {
  readonly workbook: Workbook;
  readonly sheet: SheetModel;
  readonly input: InputRules;
  readonly styles: Table<Style, StyleView>;
  readonly rules: Table<ValidationRule, RuleView>;
}

/** Up to the last cell that holds or shows anything; A1 of an empty tab. */
export function shownArea(workbook: Workbook, sheet: SheetModel): Area {
  const used = workbook.contentSize(sheet);
  let [rows, columns] = [Math.max(1, used.rows), Math.max(1, used.columns)];
  sheet.rows.forEach((row, index) => {
    for (const cells of Object.values(row?.layers ?? {})) {
      if (!cells.length) continue;
      rows = Math.max(rows, index + 1);
      columns = Math.max(columns, cells.length);
    }
  });
  return { row: 1, column: 1, rows, columns };
}

function viewCell(viewer: Viewer, row: number, column: number): CellView | null {
  const { workbook, sheet } = viewer;
  const own = sheet.get('styles', row, column);
  const rule = sheet.get('rules', row, column);
  const note = sheet.get('notes', row, column);
  const formula = sheet.get('formulas', row, column);
  const added = sheet.conditionalFormats.length
    ? conditionalStyle(workbook, sheet, { row, column })
    : undefined;
  const band = sheet.bandings.length && !own?.background ? bandColor(sheet, row, column) : undefined;
  const style =
    added || band !== undefined
      ? internStyle({ ...own, ...(band !== undefined && { background: band }), ...added })
      : own;
  const content = workbook.content(sheet, row, column);
  if (content === undefined && !formula && !style && !rule && note === undefined) return null;
  const text = displayText(content, own?.numberFormat ?? formula?.format, workbook.locale);
  const input = formula ? formula.text : inputText(content, own, viewer.input);
  const invalid = rule && content !== undefined && breaks(viewer, rule, content, row, column);
  return {
    text,
    ...(input === text ? undefined : { input }),
    ...(typeof content === 'number' ? NUMBER : undefined),
    ...(note === undefined ? undefined : { note }),
    ...runViews(sheet.get('richTexts', row, column)),
    ...(style ? { style: viewer.styles.number(style) } : undefined),
    ...(rule ? { rule: viewer.rules.number(rule) } : undefined),
    ...(invalid ? INVALID : undefined),
    ...(content instanceof CellError && content.message !== undefined && { error: content.message }),
  };
}

function breaks(
  { workbook, sheet }: Viewer,
  rule: ValidationRule,
  content: RawValue,
  row: number,
  column: number,
): boolean {
  return !ruleAccepts(rule, content, ruleContext(workbook, sheet, row, column));
}

function ruleViewOf(workbook: Workbook, rule: ValidationRule): RuleView {
  const help = rule.helpText ? { help: rule.helpText } : {};
  const rejects = !rule.allowInvalid;
  if (rule.criteria === 'CHECKBOX') return { kind: 'checkbox', rejects, ...help };
  if (rule.criteria !== 'VALUE_IN_LIST' && rule.criteria !== 'VALUE_IN_RANGE') {
    return { kind: 'other', rejects, ...help };
  }
  const values = rule.range ? listEntries(workbook, rule.range) : rule.values.map(plainText);
  return { kind: 'list', values, showsDropdown: rule.showDropdown ?? true, rejects, ...help };
}
