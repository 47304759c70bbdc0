/** F6 goes round the parts of the window, since Tab is the cells' own: menus, cells, run bar, sidebar, panel, tour. */
import { focusGrid } from '../state/focus';

interface Region {
  /** Says whether the focus is in it. */
  readonly place: string;
  /** What takes the focus there; without it the active cell does. */
  readonly target?: string;
}

const REGIONS: readonly Region[] = [
  { place: '.menu-bar', target: '.menu-bar [data-top-menu]' },
  { place: '.sheet' },
  { place: '.run-bar', target: '.run-bar button' },
  { place: '.script-sidebar', target: '.script-sidebar button' },
  { place: '.modeless', target: '.modeless button' },
  { place: '.script-panel', target: '.script-panel [role=tab][aria-selected=true]' },
  { place: '.tour', target: '.tour .primary' },
];

export function startRegionKeys(): void {
  document.addEventListener(
    'keydown',
    (event) => {
      const isOwn = event.key === 'F6' && !event.ctrlKey && !event.altKey && !event.metaKey;
      if (!isOwn || document.querySelector('dialog[open]') !== null) return;
      event.preventDefault();
      event.stopPropagation();
      goOn(event.shiftKey ? -1 : 1);
    },
    true,
  );
}

function goOn(step: 1 | -1): void {
  const shown = REGIONS.filter(({ place }) => document.querySelector(place) !== null);
  const active = document.activeElement;
  const now = active === null ? -1 : shown.findIndex(({ place }) => active.closest(place) !== null);
  // From nowhere in particular the cells come first.
  const from = now === -1 ? shown.findIndex(({ target }) => target === undefined) - step : now;
  const region = shown[(from + step + shown.length) % shown.length];
  if (region?.target === undefined) focusGrid();
  else document.querySelector<HTMLElement>(region.target)?.focus();
}
