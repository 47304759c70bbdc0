/** The menu that opens at a place in the window: of cells, rows, columns and tabs. */
import { signal } from '@preact/signals';
import type { MenuEntry } from '../components/menu-entries';
import type { Place } from '../components/popup-place';

export interface ContextMenu {
  readonly label: string;
  readonly place: Place;
  readonly entries: readonly MenuEntry[];
}

export const contextMenu = signal<ContextMenu | null>(null);
