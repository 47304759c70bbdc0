/** The card of a filter's column: sort by it, and choose the values whose rows show. */
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { columnLetters } from '../logic/area';
import { sortSheet } from '../state/commands';
import { applyFilter, closeFilter, openFilter, type OpenFilter } from '../state/filter';
import { keepInWindow } from './popup-place';

export function FilterCard() {
  const open = openFilter.value;
  return open && <Card key={open.column} open={open} />;
}

/** More values than this are narrowed by typing, not listed. */
const MOST_LISTED = 200;

function Card({ open }: { readonly open: OpenFilter }) {
  const card = useRef<HTMLDivElement>(null);
  const [hidden, setHidden] = useState(
    new Set(open.values.filter(({ shown }) => !shown).map(({ text }) => text)),
  );
  const [search, setSearch] = useState('');
  useLayoutEffect(() => {
    if (card.current) keepInWindow(card.current, { below: open.below });
    card.current?.querySelector<HTMLElement>('input[type=text]')?.focus();
  }, []);
  const listed = open.values.filter(({ text }) => text.toLowerCase().includes(search.toLowerCase()));
  const toggle = (text: string): void => {
    const next = new Set(hidden);
    if (!next.delete(text)) next.add(text);
    setHidden(next);
  };
  const hideAll = (away: boolean): void => {
    const next = new Set(hidden);
    for (const { text } of listed)
      if (away) next.add(text);
      else next.delete(text);
    setHidden(next);
  };
  const sort = (ascending: boolean): void => {
    closeFilter();
    void sortSheet(ascending, open.column);
  };
  return (
    <div
      class="filter-card"
      role="dialog"
      aria-label={`Filter of column ${columnLetters(open.column)}`}
      ref={card}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Escape') closeFilter();
      }}
    >
      <div class="filter-row">
        <button type="button" class="text-button" onClick={() => sort(true)}>
          Sort A to Z
        </button>
        <button type="button" class="text-button" onClick={() => sort(false)}>
          Sort Z to A
        </button>
      </div>
      <input
        type="text"
        aria-label="Narrow the values"
        placeholder="Search"
        value={search}
        onInput={(event) => setSearch(event.currentTarget.value)}
      />
      <div class="filter-row">
        <button type="button" class="text-button" onClick={() => hideAll(false)}>
          Select all
        </button>
        <button type="button" class="text-button" onClick={() => hideAll(true)}>
          Clear
        </button>
      </div>
      <div class="filter-values" role="group" aria-label="Values that show">
        {listed.slice(0, MOST_LISTED).map(({ text }) => (
          <label key={text} class="check">
            <input type="checkbox" checked={!hidden.has(text)} onChange={() => toggle(text)} />
            {text === '' ? '(Blanks)' : text}
          </label>
        ))}
        {listed.length > MOST_LISTED && (
          <p class="muted">Type to see the other {listed.length - MOST_LISTED}.</p>
        )}
      </div>
      <div class="modal-buttons">
        <button type="button" onClick={closeFilter}>
          Cancel
        </button>
        <button type="button" class="primary" onClick={() => void applyFilter(open.column, [...hidden])}>
          OK
        </button>
      </div>
    </div>
  );
}
