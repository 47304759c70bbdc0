/** Search, filters and the board's actions. */
import { useState } from 'preact/hooks';
import { NO_FILTERS, hasFilters, writeFilters } from '../logic/board-filters';
import { STATUSES } from '../logic/status-names';
import { filters } from '../state/board';
import { openDialog } from '../state/dialogs';
import { changeSearch, search } from '../state/router';
import { mayWrite } from '../state/session';
import { isFlowShown } from './board-page';
import { SearchField, SourceField } from './filter-fields';
import { ChartIcon, CloseIcon, FilterIcon, KeyboardIcon, PlusIcon } from './icons';

export function Toolbar() {
  const { lead, source } = filters.value;
  const [isOpen, setOpen] = useState(lead !== '' || source !== '');
  return (
    <div class="toolbar" role="search" aria-label="Search and filter the cards">
      <h1 class="visually-hidden">Board</h1>
      <SearchField field="text" label="Search titles and notes" hint="Search" shortcut="/" />
      <button
        class="button quiet icon-only phone-only"
        type="button"
        aria-label="Filters"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        <FilterIcon />
      </button>
      <div class={`filters ${isOpen ? 'open' : ''}`}>
        <SearchField field="lead" label="Lead id" hint="Lead id" />
        <SourceField />
        {hasFilters(filters.value) && (
          <button class="button quiet" type="button" onClick={clear}>
            <CloseIcon />
            Clear
          </button>
        )}
      </div>
      <span class="grow" />
      <FlowButton />
      <button
        class="button quiet icon-only wide-only"
        type="button"
        aria-label="Keyboard shortcuts"
        title="Keyboard shortcuts (?)"
        onClick={() => openDialog({ kind: 'shortcuts' })}
      >
        <KeyboardIcon />
      </button>
      {mayWrite.value && <NewButton />}
    </div>
  );
}

function NewButton() {
  const [first] = STATUSES;
  return (
    <button
      class="button primary"
      type="button"
      aria-label="New card"
      title="New card (n)"
      onClick={() => first && openDialog({ kind: 'new', status: first })}
    >
      <PlusIcon />
      <span class="wide-only">New card</span>
    </button>
  );
}

function FlowButton() {
  const shown = isFlowShown();
  return (
    <button
      class="button quiet"
      type="button"
      aria-label="Flow"
      aria-expanded={shown}
      onClick={() => toggleFlow(shown)}
    >
      <ChartIcon />
      <span class="wide-only">Flow</span>
    </button>
  );
}

function toggleFlow(shown: boolean): void {
  const query = new URLSearchParams(search.value);
  if (shown) query.delete('view');
  else query.set('view', 'flow');
  const text = query.toString();
  changeSearch(text === '' ? '' : `?${text}`);
}

function clear(): void {
  changeSearch(writeFilters(search.value, NO_FILTERS));
  document.querySelector<HTMLInputElement>('#filter-text')?.focus();
}
