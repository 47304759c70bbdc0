/** Where the merged cells of a row are drawn: the first cell of a block over all of it, the others not at all. */
import type { StyleView } from '../api/types';
import { lastColumn, lastRow, type Area } from '../logic/area';
import { heightBetween, indexOf, type GridLayout } from '../logic/grid-layout';
import { rowCells } from '../state/cells';

export interface BlockPlace {
  readonly area: Area;
  /** The first of its columns that shows. */
  readonly column: number;
  /** This is the first of its rows that shows: it is drawn here. */
  readonly isHere: boolean;
  /** In pixels, of what shows of it. */
  readonly width: number;
  readonly height: number;
  /** Lines at its far edges, which are kept with other cells than the first. */
  readonly borders: NonNullable<StyleView['borders']>;
}

const NONE: readonly BlockPlace[] = [];
let known: { readonly layout: GridLayout; readonly rows: Map<number, readonly BlockPlace[]> } | null = null;

/** The same list as long as the layout and the blocks' borders are the same: the row is not drawn again then. */
export function blocksIn(sheet: number, layout: GridLayout, row: number): readonly BlockPlace[] {
  const areas = layout.merges.byRow.get(row);
  if (!areas) return NONE;
  if (known?.layout !== layout) known = { layout, rows: new Map() };
  const places = areas.map((area) => placeOf(sheet, layout, row, area));
  const before = known.rows.get(row);
  if (before && JSON.stringify(before) === JSON.stringify(places)) return before;
  known.rows.set(row, places);
  return places;
}

function placeOf(sheet: number, layout: GridLayout, row: number, area: Area): BlockPlace {
  const { rows, columns } = layout;
  const inside = columns.filter(({ column }) => column >= area.column && column <= lastColumn(area));
  const first = indexOf(rows, area.row);
  const next = indexOf(rows, lastRow(area) + 1);
  const end = (rows[next] ?? 0) > lastRow(area) ? next : rows.length;
  return {
    ...{ area, column: inside[0]?.column ?? 0, isHere: rows[first] === row },
    width: inside.reduce((sum, { width }) => sum + width, 0),
    height: heightBetween(layout, first, end),
    borders: farBorders(sheet, area),
  };
}

function farBorders(sheet: number, area: Area): BlockPlace['borders'] {
  const at = (row: number, column: number) => rowCells(sheet, row)?.[column - 1]?.style?.borders;
  const [right, bottom] = [at(area.row, lastColumn(area))?.right, at(lastRow(area), area.column)?.bottom];
  return { ...(right && { right }), ...(bottom && { bottom }) };
}
