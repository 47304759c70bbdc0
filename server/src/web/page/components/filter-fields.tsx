/** The fields of search and filters: what is typed goes to the address, and the address is what they show. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { NO_SOURCE, writeFilters, type BoardFilters } from '../logic/board-filters';
import { filters } from '../state/board';
import { changeSearch, search } from '../state/router';
import { sources } from '../state/sources';
import { DownIcon, SearchIcon } from './icons';

/** Typing rests this long before the tracker is asked, in milliseconds. */
const PAUSE_MS = 200;

interface Props {
  readonly field: 'text' | 'lead';
  readonly label: string;
  readonly hint: string;
  readonly shortcut?: string;
}

export function SearchField({ field, label, hint, shortcut }: Props) {
  const { value, type, rest } = useTyped(field);
  return (
    <div class={`field-inline search-${field}`}>
      {field === 'text' && <SearchIcon />}
      <input
        id={`filter-${field}`}
        type="search"
        aria-label={label}
        placeholder={hint}
        maxLength={200}
        autocomplete="off"
        spellcheck={false}
        value={value}
        onInput={(event) => type(event.currentTarget.value)}
        onBlur={rest}
        onKeyDown={(event) => event.key === 'Enter' && rest()}
      />
      {shortcut !== undefined && value === '' && (
        <kbd class="wide-only" aria-hidden="true">
          {shortcut}
        </kbd>
      )}
    </div>
  );
}

/** One entry of the history for one bout of typing, not one for each letter. */
function useTyped(field: 'text' | 'lead') {
  const applied = filters.value[field];
  const [typed, setTyped] = useState(applied);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const isNewEntry = useRef(true);
  const asked = useRef(applied);
  useEffect(() => {
    // Back, forward and Clear change what is shown; the echo of one's own typing does not.
    if (applied !== asked.current) setTyped(applied);
    asked.current = applied;
  }, [applied]);
  const apply = (value: string) => {
    if (value.trim() === filters.value[field]) return;
    asked.current = value.trim();
    applyFilter(field, value, !isNewEntry.current);
    isNewEntry.current = false;
  };
  const type = (value: string) => {
    setTyped(value);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => apply(value), PAUSE_MS);
  };
  const rest = () => {
    clearTimeout(timer.current);
    apply(typed);
    isNewEntry.current = true;
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  return { value: typed, type, rest };
}

export function SourceField() {
  return (
    <div class="field-inline">
      <select
        aria-label="Source"
        value={filters.value.source}
        onChange={(event) => applyFilter('source', event.currentTarget.value, false)}
      >
        <option value="">All sources</option>
        <option value={NO_SOURCE}>Board (no sheet)</option>
        {sources.value.map(({ source, name }) => (
          <option key={source} value={source}>
            {name || source}
          </option>
        ))}
      </select>
      <DownIcon />
    </div>
  );
}

function applyFilter(field: keyof BoardFilters, value: string, replace: boolean): void {
  changeSearch(writeFilters(search.value, { ...filters.value, [field]: value }), { replace });
}
