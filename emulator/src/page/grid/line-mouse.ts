/** The mouse on row numbers and column letters: selects lines, and drags those that are selected to another place. */
import { lastColumn, lastRow } from '../logic/area';
import * as lines from '../state/line-commands';
import {
  activeCell,
  selectColumns,
  selectedArea,
  selectRows,
  selectsWholeColumns,
  selectsWholeRows,
} from '../state/selection';
import { dashedDrag, drag } from './drag';
import { cellUnder } from './view-window';

/** Of rows that are selected as a whole the block is dragged; else rows are selected. */
export function pressedNumber(event: PointerEvent): void {
  const { row } = cellUnder(event.clientX, event.clientY);
  const area = selectedArea.peek();
  if (selectsWholeRows.peek() && !event.shiftKey && row >= area.row && row <= lastRow(area)) {
    moveByDrag(event, 'row', (before) => lines.moveRowsTo(area.row, area.rows, before));
    return;
  }
  const first = event.shiftKey ? activeCell.peek().row : row;
  selectRows(first, row);
  drag(event, { move: (x, y) => selectRows(first, cellUnder(x, y).row) });
}

export function pressedLetter(event: PointerEvent): void {
  const { column } = cellUnder(event.clientX, event.clientY);
  const area = selectedArea.peek();
  if (selectsWholeColumns.peek() && !event.shiftKey && column >= area.column && column <= lastColumn(area)) {
    moveByDrag(event, 'column', (before) => lines.moveColumnsTo(area.column, area.columns, before));
    return;
  }
  const first = event.shiftKey ? activeCell.peek().column : column;
  selectColumns(first, column);
  drag(event, { move: (x, y) => selectColumns(first, cellUnder(x, y).column) });
}

/** The outline shows which line the block will stand before or behind. Not moved, it was a click: that line is selected. */
function moveByDrag(event: PointerEvent, line: 'row' | 'column', move: (before: number) => unknown): void {
  const from = selectedArea.peek();
  const first = from[line];
  const last = line === 'row' ? lastRow(from) : lastColumn(from);
  let [target, moved] = [first, false];
  drag(event, {
    move: (x, y) => {
      target = cellUnder(x, y)[line];
      moved = true;
      const outline = { ...from, [line]: target, [`${line}s`]: 1 };
      dashedDrag.value = target < first || target > last ? outline : null;
    },
    end: () => {
      dashedDrag.value = null;
      if (target < first) void move(target);
      else if (target > last) void move(target + 1);
      else if (!moved) selectLine(event, line);
    },
  });
}

function selectLine({ clientX, clientY }: PointerEvent, line: 'row' | 'column'): void {
  const at = cellUnder(clientX, clientY)[line];
  if (line === 'row') selectRows(at, at);
  else selectColumns(at, at);
}
