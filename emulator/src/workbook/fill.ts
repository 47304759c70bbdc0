/** Fills a range from some of its cells: series of numbers and dates go on, everything else repeats, formulas adapt. */
import { ServiceError } from '../bridge/protocol';
import { offsetReferences } from './formula-references';
import { areaContains } from './protection';
import type { SheetModel } from './sheet';
import type { Axis } from './structure';
import type { Area } from './types';
import type { CellContent } from './values';
import type { Workbook } from './workbook';

/** First along the rows, then along the columns. */
export function fillArea(workbook: Workbook, sheet: SheetModel, from: Area, to: Area): void {
  if (!areaContains(to, from))
    throw new ServiceError('The range to fill must contain the range to fill from.');
  const rows = { ...from, row: to.row, rows: to.rows };
  for (let column = from.column; column < from.column + from.columns; column++) {
    fillLine(workbook, sheet, 'row', column, [from.row, from.rows], [rows.row, rows.rows]);
  }
  for (let row = to.row; row < to.row + to.rows; row++) {
    fillLine(workbook, sheet, 'column', row, [from.column, from.columns], [to.column, to.columns]);
  }
}

type Span = readonly [start: number, count: number];

/** Goes along `axis` in the column (or row) `across`. */
function fillLine(
  workbook: Workbook,
  sheet: SheetModel,
  axis: Axis,
  across: number,
  [start, count]: Span,
  [first, total]: Span,
): void {
  const at = (line: number): readonly [number, number] => (axis === 'row' ? [line, across] : [across, line]);
  const values = Array.from({ length: count }, (_, offset) => sourceValue(sheet, ...at(start + offset)));
  const trend = trendOf(values);
  for (let line = first; line < first + total; line++) {
    if (line >= start && line < start + count) continue;
    const model = start + ((((line - start) % count) + count) % count);
    copyCell(workbook, sheet, at(model), at(line));
    if (trend) sheet.set('values', ...at(line), trend(line - start));
  }
}

function sourceValue(sheet: SheetModel, row: number, column: number): CellContent {
  return sheet.get('formulas', row, column) ? undefined : sheet.get('values', row, column);
}

/** The straight line that fits two or more numbers best; undefined when it is no series. */
function trendOf(values: readonly CellContent[]): ((offset: number) => number) | undefined {
  const numbers = values.filter((value) => typeof value === 'number');
  if (values.length < 2 || numbers.length !== values.length) return undefined;
  const middle = (values.length - 1) / 2;
  const mean = numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
  let together = 0;
  let spread = 0;
  numbers.forEach((value, index) => {
    together += (index - middle) * (value - mean);
    spread += (index - middle) ** 2;
  });
  const step = together / spread;
  // Without the noise of binary fractions: 0.1, 0.2 goes on with 0.3.
  return (offset) => Number((mean + (offset - middle) * step).toPrecision(15));
}

/** Notes stay where they are. */
function copyCell(
  workbook: Workbook,
  sheet: SheetModel,
  from: readonly [number, number],
  to: readonly [number, number],
): void {
  const formula = sheet.get('formulas', ...from);
  const text = formula && offsetReferences(formula.text, to[0] - from[0], to[1] - from[1]);
  sheet.set('values', ...to, text === undefined ? workbook.content(sheet, ...from) : undefined);
  sheet.set('formulas', ...to, text === undefined ? undefined : { text, value: undefined, computedAt: -1 });
  sheet.set('styles', ...to, sheet.get('styles', ...from));
  sheet.set('rules', ...to, sheet.get('rules', ...from));
  sheet.set('richTexts', ...to, sheet.get('richTexts', ...from));
}
