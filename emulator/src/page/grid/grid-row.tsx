/** One row: its number and its cells in sight. Drawn again only when something of it changes. */
import { Component, type VNode } from 'preact';
import { cellName, type Area } from '../logic/area';
import { ROW_HEIGHT, type ColumnPlace, type GridLayout } from '../logic/grid-layout';
import type { ShownRow } from '../state/cells';
import { isFilterHead } from '../state/filter';
import type { BlockPlace } from './block-places';
import { GridCell } from './grid-cell';
import { isAlsoSelected, markClasses, type RowMarks } from './row-marks';
import { overflowOf, type Overflow } from './text-overflow';

export interface GridRowProps extends RowMarks {
  readonly row: number;
  /** From the top of the cells; frozen rows stand in a part of their own. */
  readonly top: number;
  readonly height: number;
  readonly layout: GridLayout;
  /** Merged cells that reach into this row. */
  readonly blocks: readonly BlockPlace[];
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
  private overflow: Overflow = { room: new Map(), crossed: new Set() };

  override shouldComponentUpdate(next: GridRowProps): boolean {
    const now = this.props as unknown as Record<string, unknown>;
    return Object.entries(next).some(([name, value]) => now[name] !== value);
  }

  override render(): VNode {
    const { row, top, height, layout, cells } = this.props;
    const { columns, frozenColumns } = layout;
    this.overflow = overflowOf(layout, cells ?? [], (column) => !this.block(column));
    const isMarked = this.props.selectedTo > 0;
    return (
      <div
        class={height > ROW_HEIGHT ? 'row tall' : 'row'}
        role="row"
        aria-rowindex={row + 1}
        aria-busy={cells === undefined ? true : undefined}
        data-row={row}
        style={{ top: `${top}px`, height: `${height}px` }}
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

  /** The columns in sight, and some out of sight: the active cell's, which keeps the focus, and those of merged cells. */
  private scrolling(): readonly ColumnPlace[] {
    const { layout, first, last, active } = this.props;
    const { columns, frozenColumns } = layout;
    const from = Math.max(first, frozenColumns);
    const inSight = columns.slice(from, last + 1);
    const wanted = new Set([active, ...this.props.blocks.map(({ column }) => column)]);
    if (active === 0 && wanted.size === 1) return inSight;
    const isOutside = ({ column }: ColumnPlace, index: number): boolean =>
      wanted.has(column) && index >= frozenColumns && (index < from || index > last);
    const outside = columns.filter(isOutside);
    if (!outside.length) return inSight;
    return [...inSight, ...outside].sort((one, other) => one.column - other.column);
  }

  private block(column: number): BlockPlace | undefined {
    return this.props.blocks.find(({ area }) => column >= area.column && column < area.column + area.columns);
  }

  private cell(place: ColumnPlace, isFrozen: boolean): VNode | null {
    const block = this.block(place.column);
    if (!block) return this.ordinaryCell(place, isFrozen);
    if (block.isHere && block.column === place.column) return this.ordinaryCell(place, isFrozen, block);
    // Frozen cells stand one after the other: what is covered from above keeps its place.
    return isFrozen && !block.isHere ? <CoveredCell key={place.column} place={place} /> : null;
  }

  /** @param block this is its first cell: it is drawn over all of them */
  private ordinaryCell(place: ColumnPlace, isFrozen: boolean, block?: BlockPlace): VNode {
    const { row, cells, layout, isEditing, handle, isReadOnly, filter, found } = this.props;
    const column = block?.area.column ?? place.column;
    const isActive = column === this.props.active;
    return (
      <GridCell
        key={column}
        name={cellName(block?.area.row ?? row, column)}
        column={column}
        left={place.left}
        width={block?.width ?? place.width}
        block={block ?? null}
        isFrozen={isFrozen}
        isLastFrozen={isFrozen && layout.columns[layout.frozenColumns - 1] === place}
        cell={cells?.[column - 1] ?? null}
        room={this.overflow.room.get(column) ?? 0}
        isCrossed={this.overflow.crossed.has(column)}
        isActive={isActive}
        isSelected={
          (this.props.selectedTo > 0 &&
            column >= this.props.selectedFrom &&
            column <= this.props.selectedTo) ||
          isAlsoSelected(this.props, column)
        }
        isEditing={isActive && isEditing}
        hasHandle={handle >= column && handle <= column + (block?.area.columns ?? 1) - 1}
        isReadOnly={isReadOnly(row, column)}
        hasFilter={isFilterHead(filter, row, column)}
        marks={markClasses(this.props, column) + (found.includes(`,${column},`) ? ' found' : '')}
      />
    );
  }
}

function CoveredCell({ place }: { readonly place: ColumnPlace }): VNode {
  const style = { '--stick': `${place.left}px`, width: `${place.width}px` };
  return <div class="cell frozen-cell covered" aria-hidden="true" style={style} />;
}
