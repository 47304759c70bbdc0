/** How positions change when rows or columns are inserted, deleted or moved: one rule for tags, protections, names and formulas. */
import type { Area } from './types';

export type Axis = 'row' | 'column';

/** Positions are 1-based. `to` is where the moved block goes, counted before the move. */
export type Shift =
  | { readonly kind: 'insert'; readonly axis: Axis; readonly at: number; readonly count: number }
  | { readonly kind: 'delete'; readonly axis: Axis; readonly at: number; readonly count: number }
  | {
      readonly kind: 'move';
      readonly axis: Axis;
      readonly at: number;
      readonly count: number;
      readonly to: number;
    };

/** Where a row or column stands after the shift; undefined when it was deleted. */
export function shiftIndex(index: number, shift: Shift): number | undefined {
  const end = shift.at + shift.count;
  switch (shift.kind) {
    case 'insert':
      return index >= shift.at ? index + shift.count : index;
    case 'delete':
      if (index < shift.at) return index;
      return index < end ? undefined : index - shift.count;
    case 'move':
      if (index >= shift.at && index < end) {
        return index + (shift.to > shift.at ? shift.to - end : shift.to - shift.at);
      }
      if (index >= end && index < shift.to) return index - shift.count;
      if (index < shift.at && index >= shift.to) return index + shift.count;
      return index;
  }
}

/** A span from start to end; undefined when nothing of it is left. */
export function shiftSpan(start: number, end: number, shift: Shift): [number, number] | undefined {
  if (shift.kind !== 'delete') {
    const first = shiftIndex(start, shift) ?? start;
    const last = shiftIndex(end, shift) ?? end;
    return first <= last ? [first, last] : [last, first];
  }
  const removedBefore = Math.max(0, Math.min(start, shift.at + shift.count) - shift.at);
  const removedUpTo = Math.max(0, Math.min(end + 1, shift.at + shift.count) - shift.at);
  const first = start - removedBefore;
  const last = end - removedUpTo;
  return last >= first ? [first, last] : undefined;
}

export function shiftArea(area: Area, shift: Shift): Area | undefined {
  if (shift.axis === 'row') {
    const span = shiftSpan(area.row, area.row + area.rows - 1, shift);
    return span && { ...area, row: span[0], rows: span[1] - span[0] + 1 };
  }
  const span = shiftSpan(area.column, area.column + area.columns - 1, shift);
  return span && { ...area, column: span[0], columns: span[1] - span[0] + 1 };
}

/** Moves a block inside an array; `at` and `to` are 1-based, `to` counted before the move. */
export function moveInArray<T>(items: T[], at: number, count: number, to: number): void {
  const moved = items.splice(at - 1, count);
  const target = to > at ? to - 1 - count : to - 1;
  const tail = items.splice(target);
  // Appended piecewise: a spread of 10,000 rows would fill the stack.
  for (const item of moved) items.push(item);
  for (const item of tail) items.push(item);
}
