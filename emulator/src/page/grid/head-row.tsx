/** The column letters above the cells: select, resize, move and their menu. */
import { columnLetters, lastColumn } from '../logic/area';
import { HEAD_HEIGHT, type ColumnPlace } from '../logic/grid-layout';
import { layout } from '../state/active-sheet';
import { selectedArea } from '../state/selection';
import { columnWindow } from './view-window';

export function HeadRow() {
  const { columns, frozenColumns } = layout.value;
  const [first, last] = columnWindow.value;
  return (
    <div class="head-row row" role="row" aria-rowindex={1} style={{ height: `${HEAD_HEIGHT}px` }}>
      <div class="corner" role="columnheader" aria-colindex={1} data-corner>
        <span class="visually-hidden">Rows</span>
      </div>
      {columns.slice(0, frozenColumns).map((place) => (
        <Letter key={place.column} place={place} isFrozen />
      ))}
      {columns.slice(Math.max(first, frozenColumns), last + 1).map((place) => (
        <Letter key={place.column} place={place} isFrozen={false} />
      ))}
    </div>
  );
}

function Letter({ place, isFrozen }: { readonly place: ColumnPlace; readonly isFrozen: boolean }) {
  const { column, left, width } = place;
  const area = selectedArea.value;
  const isMarked = column >= area.column && column <= lastColumn(area);
  const style = isFrozen
    ? { '--stick': `${left}px`, width: `${width}px` }
    : { left: `calc(var(--numbers) + ${left}px)`, width: `${width}px` };
  return (
    <div
      class={`letter${isFrozen ? ' frozen-cell' : ''}${isMarked ? ' marked' : ''}`}
      role="columnheader"
      aria-colindex={column + 1}
      data-letter={column}
      style={style}
    >
      {columnLetters(column)}
      <span class="letter-menu" data-letter-menu={column} aria-hidden="true">
        ▾
      </span>
      <span class="resizer" data-resizer={column} aria-hidden="true" />
    </div>
  );
}
