/** Text that is longer than its cell runs on over empty neighbours to the right, without lines across it. */
import type { StyleView } from '../api/types';
import { type ColumnPlace, type GridLayout } from '../logic/grid-layout';
import type { ShownCell, ShownRow } from '../state/cells';

export interface Overflow {
  /** How much further than its cell a text goes, in pixels, by column. */
  readonly room: ReadonlyMap<number, number>;
  /** Columns whose right line would cut through a text. */
  readonly crossed: ReadonlySet<number>;
}

const NONE: Overflow = { room: new Map(), crossed: new Set() };
const PADDING = 8;

/** @param isFree whether a text may run over the cell of this column */
export function overflowOf(
  { columns, frozenColumns }: GridLayout,
  cells: ShownRow,
  isFree: (column: number) => boolean,
): Overflow {
  let found: { room: Map<number, number>; crossed: Set<number> } | null = null;
  for (let index = frozenColumns; index < columns.length; index += 1) {
    const place = columns[index] as ColumnPlace;
    if (place.column > cells.length) break;
    const wanted = wantedRoom(cells[place.column - 1], place.width);
    if (wanted <= 0 || !isFree(place.column)) continue;
    found ??= { room: new Map(), crossed: new Set() };
    found.room.set(place.column, spread(columns, cells, index, wanted, isFree, found.crossed));
  }
  return found ?? NONE;
}

/** @returns the room there is; notes the lines that are crossed */
function spread(
  columns: readonly ColumnPlace[],
  cells: ShownRow,
  from: number,
  wanted: number,
  isFree: (column: number) => boolean,
  crossed: Set<number>,
): number {
  let room = 0;
  for (let index = from + 1; index < columns.length && room < wanted; index += 1) {
    const { column, width } = columns[index] as ColumnPlace;
    const cell = cells[column - 1];
    if (!isFree(column) || (cell && (cell.text !== '' || cell.rule))) break;
    crossed.add(columns[index - 1]?.column ?? 0);
    room += width;
  }
  return room;
}

/** How much of the text does not fit; numbers, wrapped, cut off and turned texts stay in their cells. */
function wantedRoom(cell: ShownCell | null | undefined, width: number): number {
  if (!cell || cell.text === '' || cell.rule || cell.number) return 0;
  const { style } = cell;
  if (style?.wrap || style?.clip || style?.rotation || style?.vertical) return 0;
  if (style?.align && style.align !== 'left') return 0;
  // No letter is wider than an em: most texts are known to fit without being measured.
  const points = style?.fontSize ?? 10;
  if (cell.text.length * points * 1.3 + PADDING <= width) return 0;
  return widthOf(cell.text, style) + PADDING - width;
}

const MOST_KNOWN = 20_000;
const widths = new Map<string, number>();
let pen: CanvasRenderingContext2D | null = null;

function widthOf(text: string, style: StyleView | undefined): number {
  const size = ((style?.fontSize ?? 10) * 13) / 10;
  const family = style?.fontFamily ?? '';
  const key = `${size} ${style?.bold ?? ''} ${family} ${text}`;
  const known = widths.get(key);
  if (known !== undefined) return known;
  if (widths.size > MOST_KNOWN) widths.clear();
  pen ??= document.createElement('canvas').getContext('2d');
  if (!pen) return 0;
  const page = getComputedStyle(document.body).fontFamily;
  pen.font = `${style?.bold ? 700 : 400} ${size}px ${family ? `${family}, ${page}` : page}`;
  const width = Math.max(...text.split('\n').map((line) => pen?.measureText(line).width ?? 0));
  widths.set(key, width);
  return width;
}
