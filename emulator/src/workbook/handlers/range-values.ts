/** Host side of Range for what cells hold: values, displayed texts and formulas. */
import type { ExecutionInfo, HandlerTable } from '../../bridge/host';
import { ServiceError, type WireCell, type WireRange } from '../../bridge/protocol';
import { isDatePattern } from '../date-format';
import type { Input } from '../parse-input';
import type { SheetModel } from '../sheet';
import { instantOfSerial } from '../time-zone';
import { CellError, type CellContent } from '../values';
import { writeCells, writeRaw, type CellInput } from '../write';
import type { Access } from './access';

/** What a script reads: numbers in cells with a date format are Dates. */
export function readCell(access: Access, content: CellContent, format: string | undefined): WireCell {
  if (content === undefined) return '';
  if (typeof content === 'number') {
    const isDate = format !== undefined && isDatePattern(format);
    return isDate ? { $date: instantOfSerial(content, access.workbook.timeZone) } : content;
  }
  if (content instanceof CellError) {
    return access.workbook.switches.errorValues === 'own-text' ? content.text : '#ERROR!';
  }
  return content;
}

function readRow(
  access: Access,
  sheet: SheetModel,
  row: number,
  column: number,
  columns: number,
): WireCell[] {
  const cells = new Array<WireCell>(columns);
  const layers = sheet.row(row)?.layers;
  for (let offset = 0; offset < columns; offset++) {
    const index = column - 1 + offset;
    const formula = layers?.formulas?.[index];
    const value = layers?.values?.[index];
    const content = value === undefined ? access.workbook.content(sheet, row, column + offset) : value;
    const format = layers?.styles?.[index]?.numberFormat ?? formula?.format;
    cells[offset] = content === undefined ? '' : readCell(access, content, format);
  }
  return cells;
}

/** One array per row of something about each cell. */
export function mapCells<T>(
  { row, column, rows, columns }: WireRange,
  read: (row: number, column: number) => T,
): T[][] {
  return Array.from({ length: rows }, (_, down) =>
    Array.from({ length: columns }, (_cell, across) => read(row + down, column + across)),
  );
}

/** The text for data whose shape is not the range's. */
export function checkShape(range: WireRange, data: readonly (readonly unknown[])[]): void {
  if (data.length !== range.rows) {
    throw new ServiceError(
      `The number of rows in the data does not match the number of rows in the range. The data has ${data.length} but the range has ${range.rows}.`,
    );
  }
  const wrong = data.find((row) => row.length !== range.columns);
  if (wrong) {
    throw new ServiceError(
      `The number of columns in the data does not match the number of columns in the range. The data has ${wrong.length} but the range has ${range.columns}.`,
    );
  }
}

const firstCell = (range: WireRange): WireRange => ({ ...range, rows: 1, columns: 1 });

function asFormula(text: string): Input {
  if (text === '') return { kind: 'value', value: undefined };
  return { kind: 'formula', text: text.startsWith('=') ? text : `=${text}` };
}

export function rangeValueHandlers(access: Access): HandlerTable {
  const { workbook } = access;
  const read =
    <T>(cell: (sheet: SheetModel, row: number, column: number) => T) =>
    (execution: ExecutionInfo, range: WireRange): T[][] => {
      access.beforeRead(execution);
      const sheet = access.range(range);
      return mapCells(range, (row, column) => cell(sheet, row, column));
    };
  const values = (execution: ExecutionInfo, range: WireRange): WireCell[][] => {
    access.beforeRead(execution);
    const sheet = access.range(range);
    return Array.from({ length: range.rows }, (_, down) =>
      readRow(access, sheet, range.row + down, range.column, range.columns),
    );
  };
  const displays = read((sheet, row, column) => workbook.display(sheet, row, column));
  const formulas = read((sheet, row, column) => sheet.get('formulas', row, column)?.text ?? '');
  const write = (
    execution: ExecutionInfo,
    range: WireRange,
    rawAt: (row: number, column: number) => CellInput,
  ): void => {
    const sheet = access.range(range);
    access.write(execution, sheet, () => writeRaw(workbook, sheet, range, rawAt, access.author(execution)));
  };
  const refuseMalformed = (refusal: string | undefined): void => {
    if (refusal !== undefined && workbook.switches.malformedArrays === 'signature')
      throw new ServiceError(refusal);
  };
  const refuseNulls = (rows: readonly (readonly CellInput[])[]): void => {
    if (workbook.switches.nullInArrays === 'clears' || !rows.some((row) => row.includes(null))) return;
    throw new ServiceError(
      "The parameters (Object[][]) don't match the method signature for SpreadsheetApp.Range.setValues.",
    );
  };
  const writeFormulas = (
    execution: ExecutionInfo,
    range: WireRange,
    at: (row: number, column: number) => string,
  ): void => {
    const sheet = access.range(range);
    access.write(execution, sheet, () =>
      writeCells(
        workbook,
        sheet,
        range,
        (row, column) => asFormula(at(row, column)),
        access.author(execution),
      ),
    );
  };
  return {
    'Range.getValues': values,
    'Range.getValue': (execution: ExecutionInfo, range: WireRange) =>
      values(execution, firstCell(range))[0]?.[0],
    'Range.getDisplayValues': displays,
    'Range.getDisplayValue': (execution: ExecutionInfo, range: WireRange) =>
      displays(execution, firstCell(range))[0]?.[0],
    'Range.getFormulas': formulas,
    'Range.getFormula': (execution: ExecutionInfo, range: WireRange) =>
      formulas(execution, firstCell(range))[0]?.[0],
    'Range.isBlank': (execution: ExecutionInfo, range: WireRange) =>
      values(execution, range).every((row) => row.every((cell) => cell === '')),
    'Range.setValue': (execution: ExecutionInfo, range: WireRange, value: CellInput) =>
      write(execution, range, () => value),
    // `refusal` comes with an array that is empty or not two-dimensional.
    'Range.setValues': (
      execution: ExecutionInfo,
      range: WireRange,
      rows: readonly (readonly CellInput[])[],
      refusal?: string,
    ) => {
      refuseMalformed(refusal);
      checkShape(range, rows);
      refuseNulls(rows);
      write(execution, range, (row, column) => rows[row]?.[column]);
    },
    'Range.setFormula': (execution: ExecutionInfo, range: WireRange, formula: string) =>
      writeFormulas(execution, range, () => formula),
    'Range.setFormulas': (
      execution: ExecutionInfo,
      range: WireRange,
      rows: readonly (readonly string[])[],
      refusal?: string,
    ) => {
      refuseMalformed(refusal);
      checkShape(range, rows);
      writeFormulas(execution, range, (row, column) => String(rows[row]?.[column] ?? ''));
    },
  };
}
