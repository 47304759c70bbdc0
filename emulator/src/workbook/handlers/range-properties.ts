/** Host side of Range for what stands beside values: formats, notes and validation rules. */
import type { ExecutionInfo, HandlerTable } from '../../bridge/host';
import { isWireDate, ServiceError, type WireCell, type WireRange } from '../../bridge/protocol';
import { ENUM_STYLE_PROPERTIES, STYLE_PROPERTIES, WRAP } from '../../context/spreadsheet/style-properties';
import { normaliseColor } from '../colors';
import type { TextLook } from '../rich-text';
import { changeStyle, STYLE_DEFAULTS, type Style, type StyleChange } from '../style';
import { cellStyleOf, lookOfCell } from '../text-look';
import { instantOfSerial, serialOfInstant } from '../time-zone';
import type { ValidationRule } from '../validation';
import type { Access } from './access';
import { checkShape, mapCells } from './range-values';

type StyleField =
  (typeof STYLE_PROPERTIES)[number]['field'] | (typeof ENUM_STYLE_PROPERTIES)[number]['field'];

/** How one format is read from a style and written to it. */
interface StyleAccess {
  readonly singular: string;
  readonly plural: string;
  readonly read: (style: Style | undefined) => unknown;
  readonly change: (value: unknown) => StyleChange;
}

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

const STYLE_ACCESSES: readonly StyleAccess[] = [
  ...[...STYLE_PROPERTIES, ...ENUM_STYLE_PROPERTIES].map(({ singular, plural, field }) => ({
    ...{ singular, plural },
    read: (style: Style | undefined) => style?.[field] ?? STYLE_DEFAULTS[field],
    change: (value: unknown) => styleChange(field, value),
  })),
  {
    ...WRAP,
    read: (style) => style?.wrapStrategy === 'WRAP',
    change: (value) => ({ wrapStrategy: value === true ? 'WRAP' : undefined }),
  },
  {
    ...{ singular: 'TextRotation', plural: 'TextRotations' },
    read: (style) => ({ degrees: style?.rotation ?? 0, vertical: style?.verticalText ?? false }),
    change: (value) => rotationChange(value as TextTurn),
  },
  {
    ...{ singular: 'TextStyle', plural: 'TextStyles' },
    read: lookOfCell,
    change: (value) => cellStyleOf(value as TextLook | null),
  },
];

export interface TextTurn {
  readonly degrees: number;
  readonly vertical: boolean;
}

function rotationChange({ degrees, vertical }: TextTurn): StyleChange {
  if (degrees < -90 || degrees > 90)
    throw new ServiceError('The text rotation must be between -90 and 90 degrees.');
  return { rotation: degrees || undefined, verticalText: vertical || undefined };
}

function styleHandlers(access: Access): HandlerTable {
  const table: Record<string, HandlerTable[string]> = {};
  for (const { singular, plural, read: readStyle, change } of STYLE_ACCESSES) {
    const read = (range: WireRange): unknown[][] => {
      const sheet = access.range(range);
      return mapCells(range, (row, column) => readStyle(sheet.get('styles', row, column)));
    };
    const write = (
      execution: ExecutionInfo,
      range: WireRange,
      valueAt: (row: number, column: number) => unknown,
    ): void => {
      const sheet = access.range(range);
      access.change(execution, sheet, range, () =>
        sheet.eachCell(range, (row, column) => {
          const changed = change(valueAt(row - range.row, column - range.column));
          sheet.set('styles', row, column, changeStyle(sheet.get('styles', row, column), changed));
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
