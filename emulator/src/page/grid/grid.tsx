/** The cells: rows and columns in sight only, one Tab stop, everything by keyboard or mouse. */
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { lastColumn, lastRow } from '../logic/area';
import { HEAD_HEIGHT, indexOf, NUMBERS_WIDTH, ROW_HEIGHT } from '../logic/grid-layout';
import { activeSheet, layout } from '../state/active-sheet';
import { cellsVersion, lookAt, rowCells } from '../state/cells';
import { copied } from '../state/clipboard';
import { editor } from '../state/editor';
import { foundColumns } from '../state/find';
import { filterArea } from '../state/filter';
import { focusWish } from '../state/focus';
import { activeCell, revealWish, selectedArea } from '../state/selection';
import { startClipboard } from './grid-clipboard';
import { onGridKey } from './grid-keys';
import { dashedDrag } from './drag';
import { gridMouse } from './grid-mouse';
import { GridRow } from './grid-row';
import { HeadRow } from './head-row';
import { HoverCard } from './hover-card';
import { readOnlyTest } from './read-only';
import { marksOf } from './row-marks';
import { columnWindow, drawnRows, firstDrawnRow, reveal, watchViewport } from './view-window';

export function Grid() {
  const viewport = useRef<HTMLDivElement>(null);
  const sheet = activeSheet.value;
  useLayoutEffect(() => (viewport.current ? watchViewport(viewport.current) : undefined), []);
  useEffect(() => startClipboard(), []);
  useReading();
  useFocus(viewport);
  if (!sheet) return null;
  const { rows, frozenRows, width } = layout.value;
  const count = layout.value.rows.length;
  return (
    <div class="grid-viewport" ref={viewport} {...gridMouse}>
      <div
        class="grid"
        role="grid"
        aria-label={sheet.name}
        aria-rowcount={sheet.rows + 1}
        aria-colcount={sheet.columns + 1}
        aria-multiselectable="true"
        style={{
          '--numbers': `${NUMBERS_WIDTH}px`,
          '--row': `${ROW_HEIGHT}px`,
          width: `${NUMBERS_WIDTH + width}px`,
          height: `${HEAD_HEIGHT + count * ROW_HEIGHT}px`,
        }}
        onKeyDown={onGridKey}
      >
        <div class="stuck" role="rowgroup" style={{ height: `${HEAD_HEIGHT + frozenRows * ROW_HEIGHT}px` }}>
          <HeadRow />
          {rows.slice(0, frozenRows).map((row, index) => drawRow(row, HEAD_HEIGHT + index * ROW_HEIGHT))}
        </div>
        <div class="scrolling" role="rowgroup">
          {drawnIndexes().map((index) => drawRow(rows[index] ?? 0, HEAD_HEIGHT + index * ROW_HEIGHT))}
        </div>
      </div>
      <HoverCard />
    </div>
  );
}

/** The rows in sight, and the active one: it keeps the focus out of sight too. */
function drawnIndexes(): number[] {
  const { rows, frozenRows } = layout.value;
  const first = firstDrawnRow.value;
  const last = Math.min(rows.length, first + drawnRows.value);
  const indexes = Array.from({ length: Math.max(0, last - first) }, (_, step) => first + step);
  const active = indexOf(rows, activeCell.value.row);
  if (active >= frozenRows && active < first) return [active, ...indexes];
  return active >= last ? [...indexes, active] : indexes;
}

function drawRow(row: number, top: number) {
  void cellsVersion.value;
  const sheet = activeSheet.value?.id ?? -1;
  const [first, last] = columnWindow.value;
  const area = selectedArea.value;
  const source = copied.value;
  const dashed = dashedDrag.value ?? (source?.sheet === sheet ? source.area : null);
  const isActive = row === activeCell.value.row;
  const open = editor.value;
  return (
    <GridRow
      key={row}
      row={row}
      top={top}
      layout={layout.value}
      first={first}
      last={last}
      cells={rowCells(sheet, row)}
      active={isActive ? activeCell.value.column : 0}
      isEditing={isActive && open?.sheet === sheet && open.row === row}
      handle={row === lastRow(area) ? lastColumn(area) : 0}
      isReadOnly={readOnlyTest.value}
      filter={filterArea()}
      found={foundColumns(row)}
      {...marksOf(row, area, dashed)}
    />
  );
}

/** What is in sight is read, and read again when it changes. */
function useReading(): void {
  const sheet = activeSheet.value?.id;
  const { rows, frozenRows } = layout.value;
  const first = rows[firstDrawnRow.value] ?? 1;
  const last = rows[Math.min(rows.length - 1, firstDrawnRow.value + drawnRows.value)] ?? first;
  useEffect(() => {
    if (sheet !== undefined) lookAt(sheet, frozenRows > 0 && first < 400 ? 1 : first, last);
  }, [sheet, first, last, rows]);
}

/** The active cell takes the focus when it was moved, and when a menu or dialog gives it back. */
function useFocus(viewport: { current: HTMLDivElement | null }): void {
  const [moved, wished] = [revealWish.value, focusWish.value];
  const { row, column } = activeCell.value;
  const isEditing = editor.value !== null;
  const lastWish = useRef(wished);
  useLayoutEffect(() => reveal(moved), [moved]);
  useLayoutEffect(() => {
    const isWished = lastWish.current !== wished;
    lastWish.current = wished;
    if (isEditing || (!isWished && isElsewhere(document.activeElement))) return;
    viewport.current?.querySelector<HTMLElement>('.cell.active')?.focus({ preventScroll: true });
    // Another layout may have drawn the active cell anew, elsewhere.
  }, [row, column, moved, wished, isEditing, layout.value]);
}

/** Somebody types or chooses beside the grid: moving the selection must not take them away. */
function isElsewhere(focused: Element | null): boolean {
  return focused !== null && focused !== document.body && !focused.closest('.grid-viewport, .formula-bar');
}
