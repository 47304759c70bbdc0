/** Host side of Range for what stands beside values: formats, notes and validation rules. */
import type { ExecutionInfo, HandlerTable } from '../../bridge/host';
import { isWireDate, type WireCell, type WireRange } from '../../bridge/protocol';
import { STYLE_PROPERTIES } from '../../context/spreadsheet/style-properties';
import { normaliseColor } from '../colors';
import { changeStyle, STYLE_DEFAULTS, type StyleChange } from '../style';
import { instantOfSerial, serialOfInstant } from '../time-zone';
import type { ValidationRule } from '../validation';
import type { Access } from './access';
import { checkShape, mapCells } from './range-values';

type StyleField = (typeof STYLE_PROPERTIES)[number]['field'];

/** A rule as it crosses to scripts: dates of date criteria are Dates there. */
export type WireRule = Omit<ValidationRule, 'values'> & { readonly values: readonly WireCell[] };

/** null sets a format back to the default, and so does the automatic number format. */
function styleChange(field: StyleField, value: unknown): StyleChange {
  const reset = value === null || value === undefined || value === STYLE_DEFAULTS[field];
  const kept = field === 'background' || field === 'fontColor' ? normaliseColor(value) : value;
  // A format that a script sets is explicit: typed input does not replace it.
  const origin = field === 'numberFormat' ? { fromInput: undefined } : {};
  const automatic = field === 'numberFormat' && /^general$/i.test(String(value));
  return { [field]: reset || automatic ? undefined : kept, ...origin };
}

function styleHandlers(access: Access): HandlerTable {
  const table: Record<string, HandlerTable[string]> = {};
  for (const { singular, plural, field } of STYLE_PROPERTIES) {
    const read = (range: WireRange): unknown[][] => {
      const sheet = access.range(range);
      return mapCells(
        range,
        (row, column) => sheet.get('styles', row, column)?.[field] ?? STYLE_DEFAULTS[field],
      );
    };
    const write = (
      execution: ExecutionInfo,
      range: WireRange,
      valueAt: (row: number, column: number) => unknown,
    ): void => {
      const sheet = access.range(range);
      access.change(execution, sheet, range, () =>
        sheet.eachCell(range, (row, column) => {
          const change = styleChange(field, valueAt(row - range.row, column - range.column));
          sheet.set('styles', row, column, changeStyle(sheet.get('styles', row, column), change));
        }),
      );
    };
    table[`Range.get${singular}`] = (_execution: ExecutionInfo, range: WireRange) =>
      read({ ...range, rows: 1, columns: 1 })[0]?.[0];
    table[`Range.get${plural}`] = (_execution: ExecutionInfo, range: WireRange) => read(range);
    table[`Range.set${singular}`] = (execution: ExecutionInfo, range: WireRange, value: unknown) =>
      write(execution, range, () => value);
    table[`Range.set${plural}`] = (
      execution: ExecutionInfo,
      range: WireRange,
      rows: readonly (readonly unknown[])[],
    ) => {
      checkShape(range, rows);
      write(execution, range, (row, column) => rows[row]?.[column]);
    };
  }
  return table;
}

/** setNotes writes a number as Java prints a double: 25 becomes `25.0`. setNote does not. */
function noteText(note: unknown, ofArray: boolean): string | undefined {
  if (note === null || note === undefined || note === '') return undefined;
  return ofArray && typeof note === 'number' && Number.isInteger(note) ? `${note}.0` : `${note as string}`;
}

function noteHandlers(access: Access): HandlerTable {
  const read = (range: WireRange): string[][] => {
    const sheet = access.range(range);
    return mapCells(range, (row, column) => sheet.get('notes', row, column) ?? '');
  };
  const write = (
    execution: ExecutionInfo,
    range: WireRange,
    noteAt: (row: number, column: number) => string | undefined,
  ): void => {
    const sheet = access.range(range);
    const perform = (): void =>
      sheet.eachCell(range, (row, column) =>
        sheet.set('notes', row, column, noteAt(row - range.row, column - range.column)),
      );
    access.change(execution, sheet, range, perform, false);
  };
  return {
    'Range.getNote': (_execution: ExecutionInfo, range: WireRange) =>
      read({ ...range, rows: 1, columns: 1 })[0]?.[0],
    'Range.getNotes': (_execution: ExecutionInfo, range: WireRange) => read(range),
    'Range.setNote': (execution: ExecutionInfo, range: WireRange, note: unknown) =>
      write(execution, range, () => noteText(note, false)),
    'Range.setNotes': (
      execution: ExecutionInfo,
      range: WireRange,
      notes: readonly (readonly unknown[])[],
    ) => {
      checkShape(range, notes);
      write(execution, range, (row, column) => noteText(notes[row]?.[column], true));
    },
  };
}

function toWireRule(access: Access, rule: ValidationRule | undefined): WireRule | null {
  if (!rule) return null;
  const dated = rule.criteria.startsWith('DATE_');
  const { timeZone } = access.workbook;
  return {
    ...rule,
    values: rule.values.map((value) =>
      dated && typeof value === 'number' ? { $date: instantOfSerial(value, timeZone) } : value,
    ),
  };
}

function fromWireRule(access: Access, rule: WireRule | null | undefined): ValidationRule | undefined {
  if (!rule) return undefined;
  const { timeZone } = access.workbook;
  return {
    ...rule,
    values: rule.values.map((value) => (isWireDate(value) ? serialOfInstant(value.$date, timeZone) : value)),
  };
}

function ruleHandlers(access: Access): HandlerTable {
  const read = (range: WireRange): (WireRule | null)[][] => {
    const sheet = access.range(range);
    return mapCells(range, (row, column) => toWireRule(access, sheet.get('rules', row, column)));
  };
  const write = (
    execution: ExecutionInfo,
    range: WireRange,
    ruleAt: (row: number, column: number) => ValidationRule | undefined,
  ): void => {
    const sheet = access.range(range);
    const perform = (): void =>
      sheet.eachCell(range, (row, column) =>
        sheet.set('rules', row, column, ruleAt(row - range.row, column - range.column)),
      );
    access.change(execution, sheet, range, perform, false);
  };
  return {
    'Range.getDataValidation': (_execution: ExecutionInfo, range: WireRange) =>
      read({ ...range, rows: 1, columns: 1 })[0]?.[0],
    'Range.getDataValidations': (_execution: ExecutionInfo, range: WireRange) => read(range),
    'Range.setDataValidation': (execution: ExecutionInfo, range: WireRange, rule: WireRule | null) => {
      const shared = fromWireRule(access, rule);
      write(execution, range, () => shared);
    },
    'Range.setDataValidations': (
      execution: ExecutionInfo,
      range: WireRange,
      rules: readonly (readonly (WireRule | null)[])[],
    ) => {
      checkShape(range, rules);
      write(execution, range, (row, column) => fromWireRule(access, rules[row]?.[column]));
    },
  };
}

export function rangePropertyHandlers(access: Access): HandlerTable {
  return { ...styleHandlers(access), ...noteHandlers(access), ...ruleHandlers(access) };
}
