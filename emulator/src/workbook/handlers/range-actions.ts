/** Host side of Range for what moves or clears blocks: clear, copy, move, sort, checkboxes, trimming. */
import type { ExecutionInfo, HandlerTable } from '../../bridge/host';
import { ServiceError, type WireRange } from '../../bridge/protocol';
import { clearArea, copyBlock, type ClearOptions, type PasteKind } from '../copy';
import { fillArea } from '../fill';
import type { Input } from '../parse-input';
import { areasMeet, mayEdit } from '../protection';
import { sortArea, type SortKey } from '../sort';
import type { SheetModel } from '../sheet';
import type { ValidationRule } from '../validation';
import { writeCells } from '../write';
import { moveBlock } from '../move-block';
import type { Access } from './access';

type CheckboxValue = string | number | boolean;

/** A smaller source fills the whole target, as pasting does; a larger one spills over it. */
function* tiles(from: WireRange, to: WireRange): Generator<{ row: number; column: number }> {
  const down = to.rows % from.rows === 0 ? to.rows / from.rows : 1;
  const across = to.columns % from.columns === 0 ? to.columns / from.columns : 1;
  for (let tile = 0; tile < down * across; tile++) {
    yield {
      row: to.row + Math.floor(tile / across) * from.rows,
      column: to.column + (tile % across) * from.columns,
    };
  }
}

function copyTo(
  access: Access,
  execution: ExecutionInfo,
  from: WireRange,
  to: WireRange,
  kind: PasteKind | 'PASTE_COLUMN_WIDTHS',
  transposed: boolean,
): void {
  const source = access.range(from);
  const target = access.sheet(to.sheetId);
  const size = transposed ? { rows: from.columns, columns: from.rows } : pickSize(from);
  for (const corner of tiles({ ...from, ...size }, to)) {
    const area = { ...size, ...corner, sheetId: to.sheetId };
    access.range(area);
    access.checkEditable(execution, target, area);
    if (kind === 'PASTE_COLUMN_WIDTHS') copyWidths(source, from, target, corner.column);
    else copyBlock(access.workbook, source, from, target, corner, kind, transposed);
  }
  access.changed(execution, target, true);
}

const pickSize = ({ rows, columns }: WireRange): Pick<WireRange, 'rows' | 'columns'> => ({ rows, columns });

function copyWidths(source: SheetModel, from: WireRange, target: SheetModel, column: number): void {
  for (let across = 0; across < from.columns; across++)
    target.changeColumn(column + across, { width: source.columnWidth(from.column + across) });
}

function moveTo(access: Access, execution: ExecutionInfo, from: WireRange, to: WireRange): void {
  const source = access.range(from);
  const landing = { ...from, sheetId: to.sheetId, row: to.row, column: to.column };
  const target = access.range(landing);
  access.checkEditable(execution, source, from);
  access.checkEditable(execution, target, landing);
  moveBlock(access.workbook, source, from, target, to);
  access.changed(execution, target, true);
}

function sort(access: Access, execution: ExecutionInfo, range: WireRange, keys: readonly SortKey[]): void {
  const sheet = access.range(range);
  const last = range.column + range.columns - 1;
  if (keys.some(({ column }) => column < range.column || column > last)) {
    throw new ServiceError('The coordinates or dimensions of the range are invalid.');
  }
  access.change(execution, sheet, range, () => sortArea(access.workbook, sheet, range, keys));
}

function checkboxRule(values: readonly CheckboxValue[]): ValidationRule {
  return { criteria: 'CHECKBOX', values, allowInvalid: false, helpText: null };
}

/** Cells without a box stay as they are. */
function setChecked(access: Access, execution: ExecutionInfo, range: WireRange, checked: boolean): void {
  const sheet = access.range(range);
  const boxes: [number, number, CheckboxValue][] = [];
  sheet.eachCell(range, (row, column) => {
    const rule = sheet.get('rules', row, column);
    if (rule?.criteria === 'CHECKBOX') boxes.push([row, column, boxValue(rule, checked)]);
  });
  access.change(execution, sheet, range, () => {
    for (const [row, column, value] of boxes) sheet.set('values', row, column, value);
  });
}

function boxValue(rule: ValidationRule, checked: boolean): CheckboxValue {
  const [on = true, off = rule.values.length ? '' : false] = rule.values;
  return checked ? on : off;
}

/** true or false when all boxes agree, else null; null without boxes. */
function isChecked(sheet: SheetModel, range: WireRange): boolean | null {
  const states = new Set<boolean>();
  sheet.eachCell(range, (row, column) => {
    const rule = sheet.get('rules', row, column);
    if (rule?.criteria === 'CHECKBOX') states.add(sheet.get('values', row, column) === boxValue(rule, true));
  });
  return states.size === 1 ? states.has(true) : null;
}

export function rangeActionHandlers(access: Access): HandlerTable {
  const { workbook } = access;
  const clear =
    (always?: ClearOptions) =>
    (execution: ExecutionInfo, range: WireRange, asked: ClearOptions): void => {
      const sheet = access.range(range);
      access.change(execution, sheet, range, () => clearArea(sheet, range, always ?? asked));
    };
  return {
    'Range.clear': clear(),
    'Range.clearContent': clear({ contents: true }),
    'Range.clearFormat': clear({ formats: true }),
    'Range.clearNote': clear({ notes: true }),
    'Range.clearDataValidations': clear({ rules: true }),
    'Range.copyTo': (
      execution: ExecutionInfo,
      from: WireRange,
      to: WireRange,
      kind: PasteKind | 'PASTE_COLUMN_WIDTHS',
      transposed: boolean,
    ) => copyTo(access, execution, from, to, kind, transposed),
    'Range.moveTo': (execution: ExecutionInfo, from: WireRange, to: WireRange) =>
      moveTo(access, execution, from, to),
    'Range.sort': (execution: ExecutionInfo, range: WireRange, keys: readonly SortKey[]) =>
      sort(access, execution, range, keys),
    'Range.activate': (execution: ExecutionInfo, range: WireRange) =>
      access.activate(execution, access.range(range), range),
    'Range.insertCheckboxes': (
      execution: ExecutionInfo,
      range: WireRange,
      values: readonly CheckboxValue[],
    ) => {
      const sheet = access.range(range);
      const rule = checkboxRule(values);
      access.change(execution, sheet, range, () =>
        sheet.eachCell(range, (row, column) => {
          sheet.set('rules', row, column, rule);
          if (sheet.get('values', row, column) === undefined)
            sheet.set('values', row, column, boxValue(rule, false));
        }),
      );
    },
    'Range.removeCheckboxes': (execution: ExecutionInfo, range: WireRange) => {
      const sheet = access.range(range);
      access.change(execution, sheet, range, () =>
        sheet.eachCell(range, (row, column) => {
          if (sheet.get('rules', row, column)?.criteria !== 'CHECKBOX') return;
          sheet.set('rules', row, column, undefined);
          sheet.set('values', row, column, undefined);
        }),
      );
    },
    'Range.isChecked': (_execution: ExecutionInfo, range: WireRange) => isChecked(access.range(range), range),
    'Range.check': (execution: ExecutionInfo, range: WireRange) => setChecked(access, execution, range, true),
    'Range.uncheck': (execution: ExecutionInfo, range: WireRange) =>
      setChecked(access, execution, range, false),
    'Range.autoFill': (execution: ExecutionInfo, range: WireRange, to: WireRange) => {
      const sheet = access.range(range);
      access.range(to);
      access.change(execution, sheet, to, () => fillArea(workbook, sheet, range, to));
    },
    'Range.canEdit': (execution: ExecutionInfo, range: WireRange) => {
      const blocking = workbook.protections.filter(
        (each) => each.sheetId === range.sheetId && !mayEdit(each, execution.effectiveUser, workbook.owner),
      );
      return blocking.every((each) => each.area !== undefined && !areasMeet(each.area, range));
    },
    'Range.trimWhitespace': (execution: ExecutionInfo, range: WireRange) => {
      const sheet = access.range(range);
      access.write(execution, sheet, () =>
        writeCells(
          workbook,
          sheet,
          range,
          (row, column) => trimmed(sheet, range.row + row, range.column + column),
          access.author(execution),
        ),
      );
    },
  };
}

function trimmed(sheet: SheetModel, row: number, column: number): Input {
  const formula = sheet.get('formulas', row, column);
  if (formula) return { kind: 'formula', text: formula.text };
  const value = sheet.get('values', row, column);
  return {
    kind: 'value',
    value: typeof value === 'string' ? value.trim().replace(/\s+/g, ' ') || undefined : value,
  };
}
