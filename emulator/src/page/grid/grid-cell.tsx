/** One cell: its text as Sheets shows it, with chip, box, note and mark. */
import type { JSX } from 'preact';
import type { StyleView } from '../api/types';
import { isTicked } from '../state/commands';
import type { ShownCell } from '../state/cells';
import type { BlockPlace } from './block-places';
import { bordersLook, lookOf } from './cell-look';
import { RichText } from './rich-text';
import { CellEditor } from './cell-editor';

interface GridCellProps {
  readonly name: string;
  readonly column: number;
  readonly left: number;
  readonly width: number;
  readonly isFrozen: boolean;
  readonly isLastFrozen: boolean;
  readonly cell: ShownCell | null;
  readonly room: number;
  /** Text of a cell to the left runs on over its right edge, or its own does. */
  readonly isCrossed: boolean;
  /** Merged cells that this one stands for. */
  readonly block: BlockPlace | null;
  readonly isActive: boolean;
  readonly isSelected: boolean;
  readonly isEditing: boolean;
  readonly hasHandle: boolean;
  readonly isReadOnly: boolean;
  readonly hasFilter: boolean;
  readonly marks: string;
}

export function GridCell(props: GridCellProps): JSX.Element {
  const { name, column, cell, isActive, isEditing } = props;
  const isList = cell?.rule?.kind === 'list' && cell.rule.showsDropdown !== false;
  const about = aboutOf(cell);
  return (
    <div
      class={classesOf(props)}
      role="gridcell"
      aria-colindex={column + 1}
      aria-colspan={props.block && props.block.area.columns > 1 ? props.block.area.columns : undefined}
      aria-rowspan={props.block && props.block.area.rows > 1 ? props.block.area.rows : undefined}
      aria-selected={props.isSelected}
      aria-readonly={props.isReadOnly ? true : undefined}
      aria-invalid={cell?.invalid ? true : undefined}
      aria-haspopup={isList ? 'listbox' : undefined}
      aria-describedby={about === '' ? undefined : `about-${name}`}
      tabIndex={isActive && !isEditing ? 0 : -1}
      id={isActive ? 'grid' : undefined}
      data-cell={name}
      style={{ ...placeOf(props), ...(cell?.style && lookOf(cell.style)) }}
    >
      <Borders borders={cell?.style?.borders} far={props.block?.borders} />
      {isEditing ? <CellEditor /> : <Content {...props} isList={isList} />}
      {about !== '' && (
        <span class="visually-hidden" id={`about-${name}`} aria-hidden="true">
          {about}
        </span>
      )}
      {props.hasFilter && (
        <button
          type="button"
          class="filter-button"
          tabIndex={-1}
          aria-label={`Filter ${cell?.text ?? name}`}
          data-filter={column}
        >
          ▾
        </button>
      )}
      {props.hasHandle && !isEditing && <span class="fill-handle" data-fill-handle />}
    </div>
  );
}

function Borders({
  borders,
  far,
}: {
  readonly borders: StyleView['borders'];
  readonly far: StyleView['borders'];
}): JSX.Element | null {
  if (!borders && !far) return null;
  const drawn = far ? { ...borders, right: undefined, bottom: undefined, ...far } : (borders ?? {});
  return <span class="borders" aria-hidden="true" style={bordersLook(drawn)} />;
}

function placeOf({ isFrozen, left, width, block }: GridCellProps): Record<string, string> {
  const size = { width: `${width}px`, ...(block && { height: `${block.height}px` }) };
  return isFrozen
    ? { '--stick': `${left}px`, ...size }
    : { left: `calc(var(--numbers) + ${left}px)`, ...size };
}

function classesOf({
  cell,
  isFrozen,
  isLastFrozen,
  isActive,
  isEditing,
  marks,
  isReadOnly,
  isCrossed,
  block,
}: GridCellProps): string {
  let names = 'cell';
  if (isFrozen) names += ' frozen-cell';
  if (isLastFrozen) names += ' last-frozen';
  if (isActive) names += ' active';
  if (isEditing) names += ' editing';
  if (isReadOnly) names += ' read-only';
  if (isCrossed) names += ' crossed';
  if (block) names += ' merged';
  if (cell?.note) names += ' has-note';
  if (cell?.invalid) names += ' invalid';
  if (cell && !cell.style?.align && cell.number) names += ' numeric';
  return names + marks;
}

/** Read out after the text. */
function aboutOf(cell: ShownCell | null): string {
  if (!cell) return '';
  const invalid = cell.invalid ? `Invalid: ${cell.rule?.help ?? invalidText(cell)}` : '';
  return [cell.error, cell.note && `Note: ${cell.note}`, invalid].filter(Boolean).join('. ');
}

export function invalidText(cell: ShownCell): string {
  return cell.rule?.kind === 'list'
    ? 'Input must be an item on the specified list'
    : 'Input must match the validation rule of this cell';
}

function Content({
  cell,
  room,
  width,
  isList,
}: GridCellProps & { readonly isList: boolean }): JSX.Element | null {
  if (cell?.rule?.kind === 'checkbox') return <Box cell={cell} />;
  if (isList) return <Chip text={cell?.text ?? ''} />;
  if (!cell || cell.text === '') return null;
  return (
    <span class="text" style={room > 0 ? { maxWidth: `${width + room - 6}px` } : {}}>
      {cell.runs ? <RichText text={cell.text} runs={cell.runs} /> : cell.text}
    </span>
  );
}

function Chip({ text }: { readonly text: string }): JSX.Element {
  return (
    <span class={text === '' ? 'chip blank' : 'chip'}>
      <span class="chip-text">{text}</span>
      <span class="chip-arrow" aria-hidden="true" data-chip />
    </span>
  );
}

function Box({ cell }: { readonly cell: ShownCell }): JSX.Element {
  const ticked = isTicked(cell.text);
  return (
    <span
      class={`box${ticked ? ' ticked' : ''}`}
      data-box
      role="img"
      aria-label={ticked ? 'checked' : 'not checked'}
    >
      {ticked && (
        <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
          <path d="M3.500 8.500l3 3 6-7" fill="none" stroke="#fff" stroke-width="2.200" />
        </svg>
      )}
    </span>
  );
}
