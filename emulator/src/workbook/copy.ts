/** Copies blocks of cells, as copy-and-paste and Range.copyTo do. */
import { offsetReferences } from './formula-references';
import { copyMerges } from './merges';
import type { RichText } from './rich-text';
import { LAYERS, type FormulaCell, type Layer } from './row';
import type { SheetModel } from './sheet';
import { changeStyle, type Style } from './style';
import type { Area } from './types';
import type { ValidationRule } from './validation';
import type { CellContent } from './values';
import type { Workbook } from './workbook';

export const PASTE_KINDS = [
  'PASTE_NORMAL',
  'PASTE_VALUES',
  'PASTE_FORMULA',
  'PASTE_FORMAT',
  'PASTE_NO_BORDERS',
  'PASTE_DATA_VALIDATION',
] as const;
export type PasteKind = (typeof PASTE_KINDS)[number];

/** What each kind brings along. */
const PASTED_LAYERS: Readonly<Record<PasteKind, readonly Layer[]>> = {
  PASTE_NORMAL: LAYERS,
  PASTE_NO_BORDERS: LAYERS,
  PASTE_VALUES: ['values', 'formulas', 'richTexts'],
  PASTE_FORMULA: ['values', 'formulas', 'richTexts'],
  PASTE_FORMAT: ['styles'],
  PASTE_DATA_VALIDATION: ['rules'],
};

interface CopiedCell {
  readonly value: CellContent;
  readonly formula: FormulaCell | undefined;
  readonly style: Style | undefined;
  readonly note: string | undefined;
  readonly rule: ValidationRule | undefined;
  readonly richText: RichText | undefined;
}

function pick(
  workbook: Workbook,
  sheet: SheetModel,
  row: number,
  column: number,
  kind: PasteKind,
): CopiedCell {
  const formula = kind === 'PASTE_VALUES' ? undefined : sheet.get('formulas', row, column);
  return {
    value: formula ? undefined : workbook.content(sheet, row, column),
    formula,
    style:
      kind === 'PASTE_NO_BORDERS' ? withoutBorders(sheet, row, column) : sheet.get('styles', row, column),
    note: sheet.get('notes', row, column),
    rule: sheet.get('rules', row, column),
    richText: sheet.get('richTexts', row, column),
  };
}

const NO_BORDERS = {
  borderTop: undefined,
  borderLeft: undefined,
  borderBottom: undefined,
  borderRight: undefined,
} as const;

const withoutBorders = (sheet: SheetModel, row: number, column: number): Style | undefined =>
  changeStyle(sheet.get('styles', row, column), NO_BORDERS);

/** Copies `from` to the area of the same size (transposed: its rows are columns) that starts at row, column; they may overlap. */
export function copyBlock(
  workbook: Workbook,
  source: SheetModel,
  from: Area,
  target: SheetModel,
  to: { readonly row: number; readonly column: number },
  kind: PasteKind = 'PASTE_NORMAL',
  transposed = false,
): void {
  const picked: CopiedCell[] = [];
  source.eachCell(from, (row, column) => picked.push(pick(workbook, source, row, column, kind)));
  const layers = PASTED_LAYERS[kind];
  let next = 0;
  source.eachCell(from, (row, column) => {
    const cell = picked[next++] as CopiedCell;
    const [down, across] = [row - from.row, column - from.column];
    const [toRow, toColumn] = [
      to.row + (transposed ? across : down),
      to.column + (transposed ? down : across),
    ];
    if (layers.includes('values')) target.set('values', toRow, toColumn, cell.value);
    if (layers.includes('formulas')) {
      const text = cell.formula && offsetReferences(cell.formula.text, toRow - row, toColumn - column);
      target.set(
        'formulas',
        toRow,
        toColumn,
        text === undefined ? undefined : { text, value: undefined, computedAt: -1 },
      );
    }
    if (layers.includes('styles')) target.set('styles', toRow, toColumn, cell.style);
    if (layers.includes('notes')) target.set('notes', toRow, toColumn, cell.note);
    if (layers.includes('rules')) target.set('rules', toRow, toColumn, cell.rule);
    if (layers.includes('richTexts')) target.set('richTexts', toRow, toColumn, cell.richText);
  });
  if (layers.includes('styles') && !transposed) copyMerges(source, from, target, to);
}

export interface ClearOptions {
  readonly contents?: boolean;
  readonly formats?: boolean;
  readonly notes?: boolean;
  readonly rules?: boolean;
}

export function clearArea(sheet: SheetModel, area: Area, what: ClearOptions): void {
  sheet.eachCell(area, (row, column) => {
    if (!sheet.row(row)) return;
    if (what.contents) {
      sheet.set('values', row, column, undefined);
      sheet.set('formulas', row, column, undefined);
    }
    if (what.formats) sheet.set('styles', row, column, undefined);
    if (what.notes) sheet.set('notes', row, column, undefined);
    if (what.rules) sheet.set('rules', row, column, undefined);
  });
}

/** Sets fields of the style of every cell. */
export function styleArea(sheet: SheetModel, area: Area, change: Parameters<typeof changeStyle>[1]): void {
  sheet.eachCell(area, (row, column) => {
    sheet.set('styles', row, column, changeStyle(sheet.get('styles', row, column), change));
  });
}
