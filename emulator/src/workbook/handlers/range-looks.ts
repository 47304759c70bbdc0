/** Host side of Range for borders, merged cells and banding. */
import type { ExecutionInfo, HandlerTable } from '../../bridge/host';
import { ServiceError, type WireRange } from '../../bridge/protocol';
import { BAND_PARTS, themeColors, type Banding, type BandingTheme, type BandPart } from '../banding';
import { drawBorders, type BorderSides } from '../borders';
import { normaliseColor } from '../colors';
import { mergeCells, mergesIn, unmergeCells, type MergeKind } from '../merges';
import { areasMeet } from '../protection';
import type { SheetModel } from '../sheet';
import type { BorderStyle } from '../style';
import type { Access } from './access';

function mergeHandlers(access: Access): HandlerTable {
  const merge = (kind: MergeKind) => (execution: ExecutionInfo, range: WireRange) => {
    const sheet = access.range(range);
    access.change(execution, sheet, range, () => mergeCells(access.workbook, sheet, range, kind));
  };
  return {
    'Range.merge': merge('all'),
    'Range.mergeAcross': merge('across'),
    'Range.mergeVertically': merge('down'),
    'Range.breakApart': (execution: ExecutionInfo, range: WireRange) => {
      const sheet = access.range(range);
      access.change(execution, sheet, range, () => unmergeCells(sheet, range), false);
    },
    'Range.getMergedRanges': (_execution: ExecutionInfo, range: WireRange) => {
      const sheet = access.range(range);
      return mergesIn(sheet, range).map((area) => access.wire(sheet, area));
    },
    'Range.isPartOfMerge': (_execution: ExecutionInfo, range: WireRange) =>
      mergesIn(access.range(range), range).length > 0,
  };
}

function borderHandlers(access: Access): HandlerTable {
  return {
    'Range.setBorder': (
      execution: ExecutionInfo,
      range: WireRange,
      sides: BorderSides,
      color: string | null,
      style: BorderStyle | null,
    ) => {
      const sheet = access.range(range);
      const border = `${style ?? 'SOLID'} ${(normaliseColor(color) as string | null) ?? '#000000'}` as const;
      access.change(execution, sheet, range, () => drawBorders(sheet, range, sides, border), false);
    },
  };
}

function findBanding(access: Access, id: number): { sheet: SheetModel; banding: Banding } {
  for (const sheet of access.workbook.sheets) {
    const banding = sheet.bandings.find((each) => each.id === id);
    if (banding) return { sheet, banding };
  }
  throw new ServiceError('The banding was removed.');
}

function checkFree(sheet: SheetModel, area: WireRange, except?: number): void {
  if (!sheet.bandings.some((each) => each.id !== except && areasMeet(each.area, area))) return;
  throw new ServiceError(
    'You cannot add alternating background colors to a range that already has alternating background colors.',
  );
}

const areaOf = ({ row, column, rows, columns }: WireRange): Banding['area'] => ({
  ...{ row, column },
  ...{ rows, columns },
});

function bandingHandlers(access: Access): HandlerTable {
  const replace = (execution: ExecutionInfo, id: number, change: Partial<Banding> | null): void => {
    const { sheet } = findBanding(access, id);
    sheet.bandings = sheet.bandings.flatMap((each) =>
      each.id !== id ? [each] : change ? [{ ...each, ...change }] : [],
    );
    access.changed(execution, sheet, false);
  };
  const apply =
    (axis: Banding['axis']) =>
    (execution: ExecutionInfo, range: WireRange, theme: BandingTheme, header: boolean, footer: boolean) => {
      const sheet = access.range(range);
      checkFree(sheet, range);
      const area = areaOf(range);
      const id = access.workbook.newId();
      const banding = { id, area, axis, colors: themeColors(theme, header, footer) };
      access.change(execution, sheet, range, () => sheet.bandings.push(banding), false);
      return id;
    };
  return {
    'Range.applyRowBanding': apply('row'),
    'Range.applyColumnBanding': apply('column'),
    'Range.getBandings': (_execution: ExecutionInfo, range: WireRange) =>
      access
        .range(range)
        .bandings.filter(({ area }) => areasMeet(area, range))
        .map(({ id }) => id),
    'Sheet.getBandings': (_execution: ExecutionInfo, id: number) =>
      access.sheet(id).bandings.map((banding) => banding.id),
    'Banding.getRange': (_execution: ExecutionInfo, id: number) => {
      const { sheet, banding } = findBanding(access, id);
      return access.wire(sheet, banding.area);
    },
    'Banding.setRange': (execution: ExecutionInfo, id: number, range: WireRange) => {
      const area = areaOf(range);
      checkFree(access.range(range), range, id);
      replace(execution, id, { area });
    },
    'Banding.copyTo': (execution: ExecutionInfo, id: number, range: WireRange) => {
      const sheet = access.range(range);
      checkFree(sheet, range);
      const area = areaOf(range);
      const copy = { ...findBanding(access, id).banding, id: access.workbook.newId(), area };
      access.change(execution, sheet, range, () => sheet.bandings.push(copy), false);
      return copy.id;
    },
    'Banding.getColor': (_execution: ExecutionInfo, id: number, axis: Banding['axis'], part: BandPart) => {
      const { banding } = findBanding(access, id);
      return banding.axis === axis ? banding.colors[part] : null;
    },
    'Banding.setColor': (
      execution: ExecutionInfo,
      id: number,
      axis: Banding['axis'],
      part: BandPart,
      color: string | null,
    ) => {
      const { banding } = findBanding(access, id);
      const before = banding.axis === axis ? banding.colors : NO_BANDS;
      const colors = { ...before, [part]: normaliseColor(color) as string | null };
      replace(execution, id, { axis, colors });
    },
    'Banding.remove': (execution: ExecutionInfo, id: number) => replace(execution, id, null),
  };
}

const NO_BANDS = Object.fromEntries(BAND_PARTS.map((part) => [part, null])) as Banding['colors'];

export function rangeLookHandlers(access: Access): HandlerTable {
  return { ...mergeHandlers(access), ...borderHandlers(access), ...bandingHandlers(access) };
}
