/** Host side of Range for places found by what stands around: the data region, the next cell with data. */
import type { ExecutionInfo, HandlerTable } from '../../bridge/host';
import type { WireRange } from '../../bridge/protocol';
import type { SheetModel } from '../sheet';
import type { Area } from '../types';
import type { Access } from './access';

/** The published names; PREVIOUS and NEXT are left and right. */
const STEPS = { UP: [-1, 0], DOWN: [1, 0], PREVIOUS: [0, -1], NEXT: [0, 1] } as const;
export type Direction = keyof typeof STEPS;

/** As Ctrl and an arrow: to the end of the block, or from its end to the next one; else to the edge of the sheet. */
function nextDataCell(
  access: Access,
  sheet: SheetModel,
  { row, column }: Pick<Area, 'row' | 'column'>,
  direction: Direction,
): Area {
  const [down, across] = STEPS[direction];
  const filled = (at: number): boolean =>
    access.workbook.display(sheet, row + down * at, column + across * at) !== '';
  const inside = (at: number): boolean =>
    row + down * at >= 1 &&
    row + down * at <= sheet.maxRows &&
    column + across * at >= 1 &&
    column + across * at <= sheet.maxColumns;
  let at = 0;
  const staysInBlock = inside(1) && filled(0) && filled(1);
  if (staysInBlock) while (inside(at + 1) && filled(at + 1)) at++;
  else {
    do at++;
    while (inside(at) && !filled(at));
    if (!inside(at)) at--;
  }
  return { row: row + down * at, column: column + across * at, rows: 1, columns: 1 };
}

/** Grows in each direction (or along one axis) as long as the neighbouring line holds data. */
function dataRegion(access: Access, sheet: SheetModel, start: Area, axis: 'row' | 'column' | null): Area {
  const size = access.workbook.contentSize(sheet);
  const filled = (area: Area): boolean => {
    if (area.row < 1 || area.column < 1 || area.row > size.rows || area.column > size.columns) return false;
    let found = false;
    sheet.eachCell(area, (row, column) => {
      found ||= access.workbook.content(sheet, row, column) !== undefined;
    });
    return found;
  };
  let region = start;
  for (let next = grown(region, axis, filled); next !== region; next = grown(region, axis, filled))
    region = next;
  return region;
}

function grown(area: Area, axis: 'row' | 'column' | null, filled: (area: Area) => boolean): Area {
  const { row, column, rows, columns } = area;
  if (axis !== 'column') {
    if (filled({ ...area, row: row - 1, rows: 1 })) return { ...area, row: row - 1, rows: rows + 1 };
    if (filled({ ...area, row: row + rows, rows: 1 })) return { ...area, rows: rows + 1 };
  }
  if (axis !== 'row') {
    if (filled({ ...area, column: column - 1, columns: 1 }))
      return { ...area, column: column - 1, columns: columns + 1 };
    if (filled({ ...area, column: column + columns, columns: 1 })) return { ...area, columns: columns + 1 };
  }
  return area;
}

export function rangePlaceHandlers(access: Access): HandlerTable {
  return {
    'Range.getNextDataCell': (execution: ExecutionInfo, range: WireRange, direction: Direction) => {
      access.beforeRead(execution);
      const sheet = access.range(range);
      return access.wire(sheet, nextDataCell(access, sheet, range, direction));
    },
    'Range.getDataRegion': (execution: ExecutionInfo, range: WireRange, dimension: string | null) => {
      access.beforeRead(execution);
      const sheet = access.range(range);
      const axis = dimension === 'ROWS' ? 'row' : dimension === 'COLUMNS' ? 'column' : null;
      return access.wire(sheet, dataRegion(access, sheet, range, axis));
    },
  };
}
