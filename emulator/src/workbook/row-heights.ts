/** How high rows show: as somebody set them, or as high as the text in them needs. */
import { mergesIn } from './merges';
import type { Row } from './row';
import type { SheetModel } from './sheet';
import type { Style } from './style';
import { plainText } from './values';
import type { Workbook } from './workbook';

/** Pixels, at the size that Sheets gives text by itself (10 points). */
const LINE = 17;
const CHARACTER = 7;
/** Around the lines, above and below, left and right. */
const ROOM = { high: 8, wide: 10 };
const ONE_LINE = LINE + ROOM.high;
const DEFAULT_POINTS = 10;

interface Measured {
  readonly version: number;
  /** Column widths and merged cells then: the very object, as long as they stay as they are. */
  readonly frame: Frame;
  readonly height: number;
}
interface Frame {
  readonly text: string;
}

/** Ten thousand rows are looked at with each change of the workbook: those that stayed are not measured again. */
const measured = new WeakMap<Row, Measured>();
const frames = new WeakMap<SheetModel, Frame>();

function frameOf(sheet: SheetModel): Frame {
  const text = JSON.stringify([sheet.columns, sheet.merges]);
  const known = frames.get(sheet);
  if (known?.text === text) return known;
  const frame = { text };
  frames.set(sheet, frame);
  return frame;
}

/** By row number, in pixels; rows of one line are not in it. */
export function rowHeights(workbook: Workbook, sheet: SheetModel): Record<number, number> {
  const heights: Record<number, number> = {};
  const frame = frameOf(sheet);
  sheet.rows.forEach((row, index) => {
    if (!row) return;
    const fitting = row.heightForced ? 0 : knownHeight(workbook, sheet, row, index + 1, frame);
    const height = Math.max(row.height ?? 0, fitting);
    if (height > 0) heights[index + 1] = height;
  });
  return heights;
}

/** Formulas may show something else without a change of their row. */
function knownHeight(workbook: Workbook, sheet: SheetModel, row: Row, number: number, frame: Frame): number {
  const known = measured.get(row);
  if (known?.version === row.version && known.frame === frame) return known.height;
  const height = fittingHeight(workbook, sheet, row, number);
  if (!row.layers.formulas?.length) measured.set(row, { version: row.version, frame, height });
  return height;
}

/** 0 where one line of ordinary text is enough. */
function fittingHeight(workbook: Workbook, sheet: SheetModel, row: Row, number: number): number {
  const { values = [], formulas = [], styles = [] } = row.layers;
  let highest = 0;
  for (let index = 0; index < Math.max(values.length, formulas.length); index++) {
    const style = styles[index];
    const value = values[index];
    const wraps = style?.wrapStrategy === 'WRAP';
    const isTall = (style?.fontSize ?? DEFAULT_POINTS) > DEFAULT_POINTS;
    const mayNeedLines = wraps || (typeof value === 'string' && value.includes('\n'));
    // A merged block does not make its rows higher.
    if ((!mayNeedLines && !isTall) || isMerged(sheet, number, index + 1)) continue;
    const text = plainText(formulas[index] ? workbook.content(sheet, number, index + 1) : value);
    highest = Math.max(highest, heightOf(text, style, wraps ? sheet.columnWidth(index + 1) : Infinity));
  }
  return highest > ONE_LINE ? highest : 0;
}

const isMerged = (sheet: SheetModel, row: number, column: number): boolean =>
  sheet.merges.length > 0 && mergesIn(sheet, { row, column, rows: 1, columns: 1 }).length > 0;

/** Widths do not depend on a font here, as in autoResizeColumn. */
function heightOf(text: string, style: Style | undefined, width: number): number {
  const scale = (style?.fontSize ?? DEFAULT_POINTS) / DEFAULT_POINTS;
  const perLine = Math.max(1, Math.floor((width - ROOM.wide) / (CHARACTER * scale)));
  const lines = text.length <= perLine && !text.includes('\n') ? 1 : linesOf(text, perLine);
  return text === '' ? 0 : Math.ceil(lines * LINE * scale) + ROOM.high;
}

const linesOf = (text: string, perLine: number): number =>
  text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / perLine)), 0);
