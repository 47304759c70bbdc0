/** One cell: its text as Sheets shows it, with chip, box, note and mark. */
import type { JSX } from 'preact';
import { isTicked } from '../state/commands';
import type { ShownCell } from '../state/cells';
import { lookOf } from './cell-look';
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

function placeOf({ isFrozen, left, width }: GridCellProps): Record<string, string> {
  const frozen = { '--stick': `${left}px`, width: `${width}px` };
  return isFrozen ? frozen : { left: `calc(var(--numbers) + ${left}px)`, width: `${width}px` };
}

function classesOf({
  cell,
  isFrozen,
  isLastFrozen,
  isActive,
  isEditing,
  marks,
  isReadOnly,
}: GridCellProps): string {
  let names = 'cell';
  if (isFrozen) names += ' frozen-cell';
  if (isLastFrozen) names += ' last-frozen';
  if (isActive) names += ' active';
  if (isEditing) names += ' editing';
  if (isReadOnly) names += ' read-only';
  if (cell?.note) names += ' has-note';
  if (cell?.invalid) names += ' invalid';
  if (cell && !cell.style?.align && cell.number) names += ' numeric';
  return names + marks;
}

/** Read out after the text. */
function aboutOf(cell: ShownCell | null): string {
  if (!cell) return '';
  const invalid = cell.invalid ? `Invalid: ${cell.rule?.help ?? invalidText(cell)}` : '';
  return [cell.note && `Note: ${cell.note}`, invalid].filter(Boolean).join('. ');
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
      {cell.text}
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
