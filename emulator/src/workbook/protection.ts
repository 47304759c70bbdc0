/** Protected ranges and sheets: who may change which cells. */
import { ServiceError } from '../bridge/protocol';
import type { Axis } from './structure';
import type { Area } from './types';

export interface Protection {
  readonly id: number;
  readonly sheetId: number;
  /** Undefined: the whole sheet. */
  area: Area | undefined;
  rangeName: string | null;
  description: string;
  warningOnly: boolean;
  editors: string[];
  unprotected: Area[];
}

export const PROTECTED_TEXT =
  'You are trying to edit a protected cell or object. Please contact the spreadsheet owner to remove protection if you need to edit.';

export function areasMeet(one: Area, other: Area): boolean {
  return (
    one.row < other.row + other.rows &&
    other.row < one.row + one.rows &&
    one.column < other.column + other.columns &&
    other.column < one.column + one.columns
  );
}

export function areaContains(outer: Area, inner: Area): boolean {
  return (
    inner.row >= outer.row &&
    inner.column >= outer.column &&
    inner.row + inner.rows <= outer.row + outer.rows &&
    inner.column + inner.columns <= outer.column + outer.columns
  );
}

/** The owner may always edit, though the protection's editor list omits them. */
export function mayEdit(
  protection: Pick<Protection, 'warningOnly' | 'editors'>,
  user: string,
  owner: string,
): boolean {
  return protection.warningOnly || user === owner || protection.editors.includes(user);
}

/** Inserting rows or columns inside a protected block changes it; beside it does not. */
export function checkInsertion(
  protections: readonly Protection[],
  sheetId: number,
  axis: Axis,
  at: number,
  user: string,
  owner: string,
): void {
  for (const { area, ...protection } of protections) {
    if (protection.sheetId !== sheetId || mayEdit(protection, user, owner)) continue;
    const [start, length] = axis === 'row' ? [area?.row, area?.rows] : [area?.column, area?.columns];
    if (start !== undefined && length !== undefined && (at <= start || at >= start + length)) continue;
    throw new ServiceError(PROTECTED_TEXT);
  }
}

/** Throws the platform's text when a protection keeps this user from changing these cells. */
export function checkProtections(
  protections: readonly Protection[],
  sheetId: number,
  area: Area,
  user: string,
  owner: string,
): void {
  for (const protection of protections) {
    if (protection.sheetId !== sheetId || mayEdit(protection, user, owner)) continue;
    if (protection.area && !areasMeet(protection.area, area)) continue;
    if (protection.unprotected.some((open) => areaContains(open, area))) continue;
    throw new ServiceError(PROTECTED_TEXT);
  }
}
