/** Puts inputs into cells: parsing, limits, protections and validation rules first, then all cells or none. */
import { ServiceError, type WireRange } from '../bridge/protocol';
import { cellName } from './a1';
import { isDatePattern } from './date-format';
import { localeRules } from './locale';
import { isCovered } from './merges';
import { parseInput, type Input, type InputRules } from './parse-input';
import { checkProtections } from './protection';
import type { SheetModel } from './sheet';
import { changeStyle, type Style } from './style';
import { serialOfInstant } from './time-zone';
import type { Area } from './types';
import { rejectionText, ruleAccepts, type RuleContext, type ValidationRule } from './validation';
import { CellError, MAX_CELL_TEXT, plainText, type CellContent } from './values';
import type { Author, Workbook } from './workbook';

/** What a script or person puts into a cell. null and undefined clear it. */
export type CellInput = string | number | boolean | { readonly $date: number } | null | undefined;

/** A validation rule that rejects invalid data did so. */
export class RuleRejection extends ServiceError {}

export function inputRules(workbook: Workbook): InputRules {
  const year = Number(
    new Intl.DateTimeFormat('en-US', { timeZone: workbook.timeZone, year: 'numeric' }).format(workbook.now()),
  );
  return { locale: workbook.locale, switches: workbook.switches, thisYear: year };
}

/** Reads one input for a cell with this style. */
export function toInput(
  workbook: Workbook,
  raw: CellInput,
  style: Style | undefined,
  rules: InputRules,
): Input {
  if (raw === null || raw === undefined) return { kind: 'value', value: undefined };
  if (typeof raw === 'string') {
    if (raw.length > MAX_CELL_TEXT) {
      throw new ServiceError(
        'Your input contains more than the maximum of 50000 characters in a single cell.',
      );
    }
    return parseInput(raw, style, rules);
  }
  if (typeof raw === 'number') {
    return { kind: 'value', value: Number.isFinite(raw) ? raw : new CellError('#NUM!') };
  }
  if (typeof raw === 'boolean') return { kind: 'value', value: raw };
  const serial = serialOfInstant(raw.$date, workbook.timeZone);
  const { datePattern } = localeRules(workbook.locale);
  return {
    kind: 'value',
    value: serial,
    format: Number.isInteger(serial) ? datePattern : `${datePattern} H:mm:ss`,
  };
}

export function ruleContext(workbook: Workbook, sheet: SheetModel, row: number, column: number): RuleContext {
  const pattern = workbook.formatOf(sheet, row, column);
  return {
    switches: workbook.switches,
    serialIsDate: pattern !== undefined && isDatePattern(pattern),
    listOf: (range) => listEntries(workbook, range),
    formulaHolds: (formula) => workbook.evaluate(sheet, row, column, formula) === true,
  };
}

export function listEntries(workbook: Workbook, range: WireRange): string[] {
  const sheet = workbook.findSheet(range.sheetId);
  const entries: string[] = [];
  sheet?.eachCell(range, (row, column) => {
    const text = plainText(workbook.content(sheet, row, column));
    if (text !== '') entries.push(text);
  });
  return entries;
}

/** Throws when a rejecting rule on the cell does not take the input. */
function checkRule(
  workbook: Workbook,
  sheet: SheetModel,
  row: number,
  column: number,
  rule: ValidationRule,
  input: Input,
): void {
  const content: CellContent =
    input.kind === 'formula' ? workbook.evaluate(sheet, row, column, input.text) : input.value;
  const base = ruleContext(workbook, sheet, row, column);
  const typedDate = input.kind === 'value' && input.format !== undefined && isDatePattern(input.format);
  const context = { ...base, serialIsDate: base.serialIsDate || typedDate };
  if (!ruleAccepts(rule, content, context)) {
    throw new RuleRejection(rejectionText(cellName(row, column), rule, context));
  }
}

function store(sheet: SheetModel, row: number, column: number, input: Input): void {
  if (input.kind === 'formula') {
    sheet.set('values', row, column, undefined);
    sheet.set('formulas', row, column, { text: input.text, value: undefined, computedAt: -1 });
    return;
  }
  sheet.set('formulas', row, column, undefined);
  sheet.set('values', row, column, input.value);
  if (input.format === undefined) return;
  const style = sheet.get('styles', row, column);
  // An explicit format stays; one that came from earlier input gives way.
  if (style?.numberFormat === undefined || style.fromInput) {
    sheet.set('styles', row, column, changeStyle(style, { numberFormat: input.format, fromInput: true }));
  }
}

export function checkEditable(workbook: Workbook, sheet: SheetModel, area: Area, author: Author): void {
  checkProtections(workbook.protections, sheet.id, area, author.user, workbook.owner);
}

/** Writes a block; `inputAt` gets 0-based positions inside it. Nothing is written when any cell is refused. The caller tells the workbook. */
export function writeCells(
  workbook: Workbook,
  sheet: SheetModel,
  area: Area,
  inputAt: (row: number, column: number) => Input,
  author: Author,
): void {
  checkEditable(workbook, sheet, area, author);
  const inputs: Input[] = [];
  sheet.eachCell(area, (row, column) => {
    const input = inputAt(row - area.row, column - area.column);
    const rule = sheet.get('rules', row, column);
    if (rule && !rule.allowInvalid) checkRule(workbook, sheet, row, column, rule, input);
    inputs.push(input);
  });
  let next = 0;
  const ignored = workbook.switches.writesUnderMerge === 'ignored' && sheet.merges.length > 0;
  sheet.eachCell(area, (row, column) => {
    const input = inputs[next++] as Input;
    if (!ignored || !isCovered(sheet, row, column)) store(sheet, row, column, input);
  });
}

/** The whole grid must hold the area; it grows where a person pastes or a row is appended. */
export function growTo(workbook: Workbook, sheet: SheetModel, rows: number, columns: number): void {
  const wantedRows = Math.max(rows, sheet.maxRows);
  const wantedColumns = Math.max(columns, sheet.maxColumns);
  workbook.checkCellCount(wantedRows * wantedColumns - sheet.maxRows * sheet.maxColumns);
  const { maxRows, maxColumns } = sheet;
  if (rows > maxRows) {
    workbook.shift(sheet, { kind: 'insert', axis: 'row', at: maxRows + 1, count: rows - maxRows }, maxRows);
  }
  if (columns > maxColumns) {
    workbook.shift(
      sheet,
      { kind: 'insert', axis: 'column', at: maxColumns + 1, count: columns - maxColumns },
      maxColumns,
    );
  }
}

/** Writes raw inputs of a script or a person's texts. */
export function writeRaw(
  workbook: Workbook,
  sheet: SheetModel,
  area: Area,
  rawAt: (row: number, column: number) => CellInput,
  author: Author,
): void {
  const rules = inputRules(workbook);
  writeCells(
    workbook,
    sheet,
    area,
    (row, column) =>
      toInput(workbook, rawAt(row, column), sheet.get('styles', area.row + row, area.column + column), rules),
    author,
  );
}
