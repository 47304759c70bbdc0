/** One row: its number and its cells in sight. Drawn again only when something of it changes. */
import { Component, type VNode } from 'preact';
import { cellName, type Area } from '../logic/area';
import { ROW_HEIGHT, type ColumnPlace, type GridLayout } from '../logic/grid-layout';
import type { ShownRow } from '../state/cells';
import { isFilterHead } from '../state/filter';
import { GridCell } from './grid-cell';
import { markClasses, type RowMarks } from './row-marks';

export interface GridRowProps extends RowMarks {
  readonly row: number;
  /** From the top of the cells; frozen rows stand in a part of their own. */
  readonly top: number;
  readonly layout: GridLayout;
  /** First and last index among the columns that show. */
  readonly first: number;
  readonly last: number;
  /** Undefined as long as it is not known. */
  readonly cells: ShownRow | undefined;
  /** Column of the active cell, 0 in other rows. */
  readonly active: number;
  readonly isEditing: boolean;
  /** Column whose cell has the fill handle; 0 for none. */
  readonly handle: number;
  readonly isReadOnly: (row: number, column: number) => boolean;
  readonly filter: Area | null;
  /** Columns whose cells are found: `,2,5,`. */
  readonly found: string;
}

export class GridRow extends Component<GridRowProps> {
  override shouldComponentUpdate(next: GridRowProps): boolean {
    const now = this.props as unknown as Record<string, unknown>;
    return Object.entries(next).some(([name, value]) => now[name] !== value);
  }

  override render(): VNode {
    const { row, top, layout, cells } = this.props;
    const { columns, frozenColumns } = layout;
    const isMarked = this.props.selectedTo > 0;
    return (
      <div
        class="row"
        role="row"
        aria-rowindex={row + 1}
        aria-busy={cells === undefined ? true : undefined}
        data-row={row}
        style={{ top: `${top}px`, height: `${ROW_HEIGHT}px` }}
      >
        <div
          class={`row-number${isMarked ? ' marked' : ''}`}
          role="rowheader"
          aria-colindex={1}
          data-row-number={row}
        >
          {row}
        </div>
        {columns.slice(0, frozenColumns).map((place) => this.cell(place, true))}
        {this.scrolling().map((place) => this.cell(place, false))}
      </div>
    );
  }

  /** The columns in sight, and the active cell's: it keeps the focus out of sight too. */
  private scrolling(): readonly ColumnPlace[] {
    const { layout, first, last, active } = this.props;
    const { columns, frozenColumns } = layout;
    const from = Math.max(first, frozenColumns);
    const inSight = columns.slice(from, last + 1);
    if (active === 0) return inSight;
    const index = columns.findIndex(({ column }) => column === active);
    const place = columns[index];
    if (!place || index < frozenColumns || (index >= from && index <= last)) return inSight;
    return index < from ? [place, ...inSight] : [...inSight, place];
  }

  private cell(place: ColumnPlace, isFrozen: boolean): VNode {
    const { row, cells, layout, active, isEditing, handle, isReadOnly, filter, found } = this.props;
    const { column } = place;
    const isActive = column === active;
    return (
      <GridCell
        key={column}
        name={cellName(row, column)}
        column={column}
        left={place.left}
        width={place.width}
        isFrozen={isFrozen}
        isLastFrozen={isFrozen && layout.columns[layout.frozenColumns - 1] === place}
        cell={cells?.[column - 1] ?? null}
        room={cells === undefined || isFrozen ? 0 : roomBeside(layout, cells, place)}
        isActive={isActive}
        isSelected={
          this.props.selectedTo > 0 && column >= this.props.selectedFrom && column <= this.props.selectedTo
        }
        isEditing={isActive && isEditing}
        hasHandle={column === handle}
        isReadOnly={isReadOnly(row, column)}
        hasFilter={isFilterHead(filter, row, column)}
        marks={markClasses(this.props, column) + (found.includes(`,${column},`) ? ' found' : '')}
      />
    );
  }
}

/** Text runs on over empty neighbours to the right: how far, in pixels. */
function roomBeside(layout: GridLayout, cells: ShownRow, { column, width }: ColumnPlace): number {
  const cell = cells[column - 1];
  if (!cell || cell.text.length * 5 < width || cell.rule || cell.style?.wrap) return 0;
  let room = 0;
  const start = layout.columns.findIndex((place) => place.column === column) + 1;
  for (const next of layout.columns.slice(start, start + 8)) {
    const neighbour = cells[next.column - 1];
    if (neighbour && (neighbour.text !== '' || neighbour.rule)) break;
    room += next.width;
  }
  return room;
}
