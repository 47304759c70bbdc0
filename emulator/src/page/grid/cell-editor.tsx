/** The field in the cell that is being edited, with the list of choices where its rule has one. */
import { useLayoutEffect, useRef } from 'preact/hooks';
import {
  cancelEditing,
  changeMode,
  changeText,
  choices,
  closeList,
  commit,
  commitChoice,
  editor,
  highlight,
} from '../state/editor';
import { keepInWindow } from '../components/popup-place';

export function CellEditor() {
  const field = useRef<HTMLTextAreaElement>(null);
  const open = editor.value;
  // Before the next key is heard: it is meant for the field.
  useLayoutEffect(() => {
    // Typing in the bar above shows here too; the focus stays there.
    if (editor.peek()?.where !== 'cell') return;
    field.current?.focus({ preventScroll: true });
    const end = field.current?.value.length ?? 0;
    // With the list opened over a value, what is typed next takes its place.
    const replaces = editor.peek()?.list?.narrowed === false;
    field.current?.setSelectionRange(replaces ? 0 : end, end);
  }, []);
  useLayoutEffect(() => grow(field.current), [open?.text]);
  if (!open) return null;
  const options = choices.value;
  const chosen = open.list?.index ?? -1;
  return (
    <>
      <textarea
        ref={field}
        class="cell-editor"
        rows={1}
        aria-label="Edit cell"
        spellcheck={false}
        autocomplete="off"
        value={open.text}
        {...(open.list && {
          role: 'combobox',
          'aria-expanded': true,
          'aria-controls': 'choices',
          'aria-autocomplete': 'list' as const,
          'aria-activedescendant': chosen >= 0 ? `choice-${chosen}` : undefined,
        })}
        onInput={(event) => changeText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        onClick={() => changeMode('edit')}
        onBlur={onBlur}
      />
      {open.list && (
        <ChoiceList options={options} chosen={chosen} anchor={field.current?.parentElement ?? null} />
      )}
    </>
  );
}

interface ChoiceListProps {
  readonly options: readonly string[];
  readonly chosen: number;
  readonly anchor: Element | null;
}

function ChoiceList({ options, chosen, anchor }: ChoiceListProps) {
  const list = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const below = anchor ?? list.current?.closest('.cell') ?? null;
    if (list.current) keepInWindow(list.current, { below });
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  });
  return (
    <div class="choices" role="listbox" id="choices" aria-label="Choices" ref={list}>
      {options.length === 0 && <p class="choices-none">No matching choice</p>}
      {options.map((option, index) => (
        <div
          key={option}
          id={`choice-${index}`}
          class="choice"
          role="option"
          aria-selected={index === chosen}
          // The focus stays in the field.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => commit({}, option)}
        >
          <span class="chip-text">{option}</span>
        </div>
      ))}
    </div>
  );
}

const ARROWS: Readonly<Record<string, { down?: number; right?: number }>> = {
  ArrowUp: { down: -1 },
  ArrowDown: { down: 1 },
  ArrowLeft: { right: -1 },
  ArrowRight: { right: 1 },
};

function onKeyDown(event: KeyboardEvent): void {
  // Of the grid's own keys nothing is meant here.
  event.stopPropagation();
  const open = editor.peek();
  if (!open || event.isComposing) return;
  const { key, altKey, ctrlKey, metaKey, shiftKey } = event;
  if (key === 'Escape') {
    if (open.list?.narrowed && open.mode === 'edit') closeList();
    else cancelEditing();
  } else if (key === 'Enter' && (altKey || ctrlKey || metaKey))
    insertLine(event.target as HTMLTextAreaElement);
  else if (key === 'Enter' && open.list && open.list.index >= 0) commitChoice();
  else if (key === 'Enter') commit({ down: shiftKey ? -1 : 1 });
  else if (key === 'Tab') commitChoice({ right: shiftKey ? -1 : 1 });
  else if (key === 'F2') changeMode(open.mode === 'enter' ? 'edit' : 'enter');
  else if (open.list && (key === 'ArrowDown' || key === 'ArrowUp')) highlight(key === 'ArrowDown' ? 1 : -1);
  else if (open.mode === 'enter' && ARROWS[key] && !shiftKey && !ctrlKey) commit(ARROWS[key]);
  else return;
  event.preventDefault();
}

function insertLine(field: HTMLTextAreaElement): void {
  field.setRangeText('\n', field.selectionStart, field.selectionEnd, 'end');
  changeText(field.value);
}

/** The focus went elsewhere in the window: what was typed is kept. Another window in front changes nothing. */
function onBlur({ relatedTarget }: FocusEvent): void {
  const open = editor.peek();
  if (!open || open.where !== 'cell' || relatedTarget === null) return;
  if ((relatedTarget as Element).closest('.formula-bar')) editor.value = { ...open, where: 'bar' };
  else if (!(relatedTarget as Element).closest('.row')) commit();
}

/** As wide and high as the text, from the cell's size on. */
function grow(field: HTMLTextAreaElement | null): void {
  const cell = field?.parentElement;
  if (!field || !cell) return;
  field.style.width = `${cell.clientWidth}px`;
  field.style.height = `${cell.clientHeight}px`;
  const most = Math.max(cell.clientWidth, Math.min(480, innerWidth - cell.getBoundingClientRect().left - 24));
  field.style.width = `${Math.min(most, Math.max(cell.clientWidth, measure(field) + 16))}px`;
  if (field.scrollHeight > field.clientHeight) field.style.height = `${Math.min(field.scrollHeight, 240)}px`;
}

let pen: CanvasRenderingContext2D | null = null;
function measure(field: HTMLTextAreaElement): number {
  pen ??= document.createElement('canvas').getContext('2d');
  if (!pen) return 0;
  pen.font = getComputedStyle(field).font;
  return Math.max(...field.value.split('\n').map((line) => pen?.measureText(line).width ?? 0));
}
