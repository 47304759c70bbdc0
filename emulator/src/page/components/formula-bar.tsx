/** The bar above the cells: the name of the selection, and what stands in the active cell. */
import { useRef, useState } from 'preact/hooks';
import { areaName, cellName, readArea } from '../logic/area';
import { activeSheet } from '../state/active-sheet';
import { cellAt, cellsVersion, inputOf } from '../state/cells';
import { cancelEditing, changeMode, changeText, commit, editor, startEditing } from '../state/editor';
import { focusGrid } from '../state/focus';
import { activeCell, selectArea, selectedArea } from '../state/selection';

export function FormulaBar() {
  return (
    <div class="formula-bar">
      <NameBox />
      <span class="formula-sign" aria-hidden="true">
        ƒx
      </span>
      <ValueField />
    </div>
  );
}

/** Shows where one is, and goes where one wants. */
function NameBox() {
  const [typed, setTyped] = useState<string | null>(null);
  const area = selectedArea.value;
  const name = area.rows * area.columns === 1 ? cellName(area.row, area.column) : areaName(area);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') setTyped(null);
    else if (event.key !== 'Enter') return;
    else {
      const { rows = 1, columns = 1 } = activeSheet.peek() ?? {};
      const target = readArea(typed ?? '', rows, columns);
      setTyped(null);
      if (target) selectArea(target);
    }
    event.preventDefault();
    focusGrid();
  };
  return (
    <input
      class="name-box"
      aria-label="Name of the selection; type one to go there"
      value={typed ?? name}
      spellcheck={false}
      autocomplete="off"
      onFocus={(event) => event.currentTarget.select()}
      onInput={(event) => setTyped(event.currentTarget.value)}
      onBlur={() => setTyped(null)}
      onKeyDown={onKeyDown}
    />
  );
}

function ValueField() {
  const field = useRef<HTMLTextAreaElement>(null);
  void cellsVersion.value;
  const { row, column } = activeCell.value;
  const open = editor.value;
  const text = open ? open.text : inputOf(cellAt(activeSheet.value?.id ?? -1, row, column));
  const onFocus = (): void => {
    if (editor.peek()) changeMode('edit');
    else startEditing({ where: 'bar' });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    if (event.key === 'Escape') cancelEditing();
    else if (event.key === 'Enter' && !event.altKey && !event.ctrlKey && !event.metaKey)
      commit({ down: event.shiftKey ? -1 : 1 });
    else if (event.key === 'Tab') commit({ right: event.shiftKey ? -1 : 1 });
    else return;
    event.preventDefault();
  };
  const onBlur = ({ relatedTarget }: FocusEvent): void => {
    if (editor.peek()?.where === 'bar' && !(relatedTarget as Element | null)?.closest('.cell-editor'))
      commit();
  };
  return (
    <textarea
      ref={field}
      class="value-field"
      rows={1}
      aria-label={`Value of ${cellName(row, column)}`}
      value={text}
      spellcheck={false}
      autocomplete="off"
      onFocus={onFocus}
      onInput={(event) => changeText(event.currentTarget.value)}
      onKeyDown={onKeyDown}
      onBlur={onBlur}
    />
  );
}
