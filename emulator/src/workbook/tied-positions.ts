/** What is tied to rows and columns by position moves with them: tags, named ranges, protections, rules that look at a range. */
import { shiftFilter } from './filter';
import type { SheetModel } from './sheet';
import { shiftArea, shiftIndex, type Shift } from './structure';
import type { Area } from './types';
import type { ValidationRule } from './validation';
import type { Workbook } from './workbook';

export function removeWhere<T>(items: T[], gone: (item: T) => boolean): void {
  for (let index = items.length - 1; index >= 0; index--) {
    if (gone(items[index] as T)) items.splice(index, 1);
  }
}

/** A deleted row takes its tags with it. */
function shiftTags(workbook: Workbook, sheet: SheetModel, shift: Shift): void {
  const type = shift.axis === 'row' ? 'ROW' : 'COLUMN';
  removeWhere(workbook.metadata, (tag) => {
    const { location } = tag;
    if (location.type !== type || location.sheetId !== sheet.id) return false;
    const index = shiftIndex(location.index, shift);
    if (index !== undefined) tag.location = { ...location, index };
    return index === undefined;
  });
}

function shiftAreas(workbook: Workbook, sheet: SheetModel, shift: Shift): void {
  const removeLost = (item: { sheetId: number; area: Area | undefined }): boolean => {
    if (item.sheetId !== sheet.id || !item.area) return false;
    const area = shiftArea(item.area, shift);
    if (area) item.area = area;
    return !area;
  };
  removeWhere(workbook.namedRanges, removeLost);
  removeWhere(workbook.protections, removeLost);
  for (const protection of workbook.protections) {
    if (protection.sheetId !== sheet.id) continue;
    protection.unprotected = protection.unprotected.flatMap((area) => shiftArea(area, shift) ?? []);
  }
}

/** Rules that take their list from a range follow it. */
function shiftRules(workbook: Workbook, sheet: SheetModel, shift: Shift): void {
  const shifted = new Map<ValidationRule, ValidationRule>();
  for (const row of workbook.sheets.flatMap((each) => each.rows)) {
    row?.layers.rules?.forEach((rule, column) => {
      if (!rule?.range || rule.range.sheetId !== sheet.id) return;
      let moved = shifted.get(rule);
      if (!moved) {
        const area = shiftArea(rule.range, shift);
        moved = area ? { ...rule, range: { ...area, sheetId: sheet.id } } : rule;
        shifted.set(rule, moved);
      }
      if (moved !== rule) row.set('rules', column, moved);
    });
  }
}

function shiftLooks(sheet: SheetModel, shift: Shift): void {
  if (sheet.filter) sheet.filter = shiftFilter(sheet.filter, shift);
  sheet.conditionalFormats = sheet.conditionalFormats.flatMap((format) => {
    const ranges = format.ranges.flatMap((area) => shiftArea(area, shift) ?? []);
    return ranges.length ? [{ ...format, ranges }] : [];
  });
  sheet.bandings = sheet.bandings.flatMap((banding) => {
    const area = shiftArea(banding.area, shift);
    return area ? [{ ...banding, area }] : [];
  });
  // What is left of one cell only is no merged block any more.
  sheet.merges = sheet.merges
    .flatMap((area) => shiftArea(area, shift) ?? [])
    .filter(({ rows, columns }) => rows * columns > 1);
}

export function shiftTied(workbook: Workbook, sheet: SheetModel, shift: Shift): void {
  shiftTags(workbook, sheet, shift);
  shiftAreas(workbook, sheet, shift);
  shiftRules(workbook, sheet, shift);
  shiftLooks(sheet, shift);
}
