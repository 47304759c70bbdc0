/** Borders of cells. Two neighbours share the line between them: who draws it last decides how it looks. */
import type { SheetModel } from './sheet';
import { changeStyle, type Border, type StyleChange } from './style';
import type { Area } from './types';

/** Of an area: its four edges and the lines inside. null keeps what is there, false takes it away. */
export interface BorderSides {
  readonly top: boolean | null;
  readonly left: boolean | null;
  readonly bottom: boolean | null;
  readonly right: boolean | null;
  readonly vertical: boolean | null;
  readonly horizontal: boolean | null;
}

type Side = 'borderTop' | 'borderLeft' | 'borderBottom' | 'borderRight';

const change = (sheet: SheetModel, row: number, column: number, fields: StyleChange): void =>
  sheet.set('styles', row, column, changeStyle(sheet.get('styles', row, column), fields));

export function drawBorders(sheet: SheetModel, area: Area, sides: BorderSides, border: Border): void {
  const [lastRow, lastColumn] = [area.row + area.rows - 1, area.column + area.columns - 1];
  const field = (side: Side, asked: boolean | null): StyleChange =>
    asked === null ? {} : { [side]: asked ? border : undefined };
  sheet.eachCell(area, (row, column) =>
    change(sheet, row, column, {
      ...field('borderTop', row === area.row ? sides.top : sides.horizontal),
      ...field('borderBottom', row === lastRow ? sides.bottom : sides.horizontal),
      ...field('borderLeft', column === area.column ? sides.left : sides.vertical),
      ...field('borderRight', column === lastColumn ? sides.right : sides.vertical),
    }),
  );
  clearFacing(sheet, area, sides);
}

/** What the neighbours outside drew on the same lines is gone. */
function clearFacing(sheet: SheetModel, { row, column, rows, columns }: Area, sides: BorderSides): void {
  const clear = (asked: boolean | null, part: Area, side: Side): void => {
    if (asked === null || part.row < 1 || part.column < 1) return;
    if (part.row > sheet.maxRows || part.column > sheet.maxColumns) return;
    sheet.eachCell(part, (at, across) => {
      if (sheet.get('styles', at, across)?.[side]) change(sheet, at, across, { [side]: undefined });
    });
  };
  clear(sides.top, { row: row - 1, rows: 1, column, columns }, 'borderBottom');
  clear(sides.bottom, { row: row + rows, rows: 1, column, columns }, 'borderTop');
  clear(sides.left, { row, rows, column: column - 1, columns: 1 }, 'borderRight');
  clear(sides.right, { row, rows, column: column + columns, columns: 1 }, 'borderLeft');
}
