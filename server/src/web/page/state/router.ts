/** The address bar as state: pages and filters follow it, and back and forward work. */
import { signal } from '@preact/signals';

export const path = signal(location.pathname);
export const search = signal(location.search);
/** Grows with every arrival on a page, so that pages can put the focus where it belongs. */
export const arrivals = signal(0);

addEventListener('popstate', () => read());

/** @param to a path with its query, of this origin */
export function navigate(to: string, { replace = false }: { readonly replace?: boolean } = {}): void {
  if (to === location.pathname + location.search) return;
  if (replace) history.replaceState(null, '', to);
  else history.pushState(null, '', to);
  read();
}

/** Changes the query of the page that is shown. */
export function changeSearch(wanted: string, options?: { readonly replace?: boolean }): void {
  navigate(`${location.pathname}${wanted}`, options);
}

function read(): void {
  const moved = path.value !== location.pathname;
  path.value = location.pathname;
  search.value = location.search;
  if (moved) arrivals.value += 1;
}

/** The id of the card whose page the address names, or null. */
export function cardIdOf(pathname: string): string | null {
  const id = /^\/card\/([^/]+)$/.exec(pathname)?.[1];
  try {
    return id === undefined ? null : decodeURIComponent(id);
  } catch {
    return null;
  }
}

export function cardPath(id: string): string {
  return `/card/${encodeURIComponent(id)}`;
}
