/** The card beside a cell with a note or an invalid value: while the mouse is over it, and while it is the active cell. */
import { signal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { openMenu } from '../components/top-menu';
import { keepInWindow } from '../components/popup-place';
import { cellName, type Cell } from '../logic/area';
import { activeSheet } from '../state/active-sheet';
import { cellAt, cellsVersion } from '../state/cells';
import { contextMenu } from '../state/context-menu';
import { editor } from '../state/editor';
import { activeCell } from '../state/selection';
import { invalidText } from './grid-cell';

/** The cell under the mouse. */
export const hoveredCell = signal<Cell | null>(null);

export function HoverCard() {
  const card = useRef<HTMLDivElement>(null);
  const sheet = activeSheet.value?.id ?? -1;
  void cellsVersion.value;
  const isCovered = editor.value !== null || contextMenu.value !== null || openMenu.value !== null;
  const candidates = isCovered ? [] : [hoveredCell.value, activeCell.value];
  const place = candidates.find((cell) => cell && hasCard(sheet, cell)) ?? null;
  const cell = place ? cellAt(sheet, place.row, place.column) : null;
  useLayoutEffect(() => {
    const target = place && document.querySelector(`[data-cell="${cellName(place.row, place.column)}"]`);
    if (card.current && target) keepInWindow(card.current, { beside: target });
  });
  if (!place || !cell) return null;
  return (
    <div class="hover-card" ref={card} aria-hidden="true" data-testid="hover-card">
      {cell.invalid && (
        <p class="hover-invalid">
          <strong>Invalid:</strong> {cell.rule?.help ?? invalidText(cell)}
        </p>
      )}
      {cell.error !== undefined && (
        <p class="hover-invalid">
          <strong>Error:</strong> {cell.error}
        </p>
      )}
      {cell.note && <p class="hover-note">{cell.note}</p>}
    </div>
  );
}

function hasCard(sheet: number, { row, column }: Cell): boolean {
  const cell = cellAt(sheet, row, column);
  return cell?.note !== undefined || cell?.invalid === true || cell?.error !== undefined;
}
