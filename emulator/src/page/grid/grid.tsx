/** The cells: rows and columns in sight only, one Tab stop, everything by keyboard or mouse. */
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { lastColumn, lastRow } from '../logic/area';
import { HEAD_HEIGHT, heightBetween, indexOf, NUMBERS_WIDTH, ROW_HEIGHT } from '../logic/grid-layout';
import { activeSheet, layout } from '../state/active-sheet';
import { cellsVersion, lookAt, rowCells } from '../state/cells';
import { copied } from '../state/clipboard';
import { editor } from '../state/editor';
import { foundColumns } from '../state/find';
import { filterArea } from '../state/filter';
import { focusWish } from '../state/focus';
import { activeCell, otherAreas, revealWish, selectedArea } from '../state/selection';
import { startClipboard } from './grid-clipboard';
import { onGridKey } from './grid-keys';
import { dashedDrag } from './drag';
import { gridMouse } from './grid-mouse';
import { GridRow } from './grid-row';
import { blocksIn } from './block-places';
import { HeadRow } from './head-row';
import { HoverCard } from './hover-card';
import { readOnlyTest } from './read-only';
import { marksOf } from './row-marks';
import { columnWindow, endOfDrawnRows, firstDrawnRow, reveal, watchViewport } from './view-window';

export function Grid() {
  const viewport = useRef<HTMLDivElement>(null);
  const sheet = activeSheet.value;
  useLayoutEffect(() => (viewport.current ? watchViewport(viewport.current) : undefined), []);
  useEffect(() => startClipboard(), []);
  useReading();
  useFocus(viewport);
  if (!sheet) return null;
  const places = layout.value;
  const { rows, frozenRows, width } = places;
  const heightOf = (count: number): string => `${HEAD_HEIGHT + heightBetween(places, 0, count)}px`;
  return (
    <div class="grid-viewport" ref={viewport} {...gridMouse}>
      <div
        class={sheet.gridlinesHidden ? 'grid no-lines' : 'grid'}
        role="grid"
        aria-label={sheet.name}
        aria-rowcount={sheet.rows + 1}
        aria-colcount={sheet.columns + 1}
        aria-multiselectable="true"
        style={{
          '--numbers': `${NUMBERS_WIDTH}px`,
          '--row': `${ROW_HEIGHT}px`,
          width: `${NUMBERS_WIDTH + width}px`,
          height: heightOf(rows.length),
        }}
        onKeyDown={onGridKey}
      >
        <div class="stuck" role="rowgroup" style={{ height: heightOf(frozenRows) }}>
          <HeadRow />
          {rows.slice(0, frozenRows).map((_, index) => drawRow(index))}
        </div>
        <div class="scrolling" role="rowgroup">
          {drawnIndexes().map(drawRow)}
        </div>
      </div>
      <HoverCard />
    </div>
  );
}

/** The rows in sight, and those that are drawn out of sight too: the active one, for the focus, and merged cells' first ones. */
function drawnIndexes(): number[] {
  const { rows, frozenRows, merges } = layout.value;
  const [first, end] = [firstDrawnRow.value, endOfDrawnRows.value];
  const others = merges.all.filter(
    (area) => area.row < (rows[first] ?? 0) && lastRow(area) >= (rows[first] ?? 0),
  );
  const extra = [activeCell.value, ...others].map(({ row }) => indexOf(rows, row));
  const indexes = new Set(Array.from({ length: Math.max(0, end - first) }, (_, step) => first + step));
  for (const index of extra) if (index >= frozenRows) indexes.add(index);
  return [...indexes].sort((one, other) => one - other);
}

function drawRow(index: number) {
  void cellsVersion.value;
  const places = layout.value;
  const row = places.rows[index] ?? 0;
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
      top={HEAD_HEIGHT + heightBetween(places, 0, index)}
      height={heightBetween(places, index, index + 1)}
      layout={places}
      blocks={blocksIn(sheet, places, row)}
      first={first}
      last={last}
      cells={rowCells(sheet, row)}
      active={isActive ? activeCell.value.column : 0}
      isEditing={isActive && open?.sheet === sheet && open.row === row}
      handle={row === lastRow(area) ? lastColumn(area) : 0}
      isReadOnly={readOnlyTest.value}
      filter={filterArea()}
      found={foundColumns(row)}
      {...marksOf(row, area, dashed, otherAreas.value)}
    />
  );
}

/** What is in sight is read, and read again when it changes. */
function useReading(): void {
  const sheet = activeSheet.value?.id;
  const { rows, frozenRows } = layout.value;
  const first = rows[firstDrawnRow.value] ?? 1;
  const last = rows[Math.min(rows.length - 1, endOfDrawnRows.value)] ?? first;
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
