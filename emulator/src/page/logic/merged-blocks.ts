/** Merged cells of a tab: which block a cell belongs to, found quickly. */
import { areaBetween, contains, intersects, lastColumn, lastRow, type Area, type Cell } from './area';

export interface MergedBlocks {
  readonly all: readonly Area[];
  /** Of each row that has any. */
  readonly byRow: ReadonlyMap<number, readonly Area[]>;
}

export const NO_MERGES: MergedBlocks = { all: [], byRow: new Map() };

export function mergedBlocks(all: readonly Area[]): MergedBlocks {
  if (!all.length) return NO_MERGES;
  const byRow = new Map<number, Area[]>();
  for (const area of all) {
    for (let row = area.row; row <= lastRow(area); row += 1) {
      const known = byRow.get(row);
      if (known) known.push(area);
      else byRow.set(row, [area]);
    }
  }
  return { all, byRow };
}

export function blockAt({ byRow }: MergedBlocks, cell: Cell): Area | undefined {
  return byRow.get(cell.row)?.find((area) => contains(area, cell));
}

/** The cell itself, or the first one of the block that it belongs to. */
export function cornerOf(merges: MergedBlocks, cell: Cell): Cell {
  const block = blockAt(merges, cell);
  return block ? { row: block.row, column: block.column } : cell;
}

/** The area with every block that it touches in full. */
export function withWholeBlocks({ all }: MergedBlocks, area: Area): Area {
  let whole = area;
  for (;;) {
    const torn = all.find((block) => intersects(block, whole) && !holds(whole, block));
    if (!torn) return whole;
    const first = { row: Math.min(whole.row, torn.row), column: Math.min(whole.column, torn.column) };
    whole = areaBetween(first, {
      row: Math.max(lastRow(whole), lastRow(torn)),
      column: Math.max(lastColumn(whole), lastColumn(torn)),
    });
  }
}

const holds = (outer: Area, inner: Area): boolean =>
  contains(outer, inner) && contains(outer, { row: lastRow(inner), column: lastColumn(inner) });
