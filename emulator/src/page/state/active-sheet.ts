/** The tab that this window shows, and how its grid is laid out. */
import { computed, signal } from '@preact/signals';
import type { SheetView } from '../api/types';
import { layOut, type GridLayout } from '../logic/grid-layout';
import { NO_MERGES } from '../logic/merged-blocks';
import { workbook } from './workbook';

/** As wished; the tab may have been hidden or deleted meanwhile. */
export const wishedSheet = signal<number | null>(null);

export const shownSheets = computed(() => workbook.value?.sheets.filter(({ hidden }) => !hidden) ?? []);

export const activeSheet = computed<SheetView | null>(() => {
  const wished = wishedSheet.value ?? workbook.value?.activeSheet;
  return shownSheets.value.find(({ id }) => id === wished) ?? shownSheets.value[0] ?? null;
});

const EMPTY: GridLayout = {
  rows: [],
  frozenRows: 0,
  tops: [0],
  merges: NO_MERGES,
  columns: [],
  frozenColumns: 0,
  frozenWidth: 0,
  width: 0,
};

export const layout = computed<GridLayout>(() => (activeSheet.value ? layOut(activeSheet.value) : EMPTY));

/** Numbers of the columns that show. */
export const shownColumns = computed(() => layout.value.columns.map(({ column }) => column));
