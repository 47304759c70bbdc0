/** Which cells of the tab this person may not edit. */
import { computed } from '@preact/signals';
import { contains, readArea, type Area } from '../logic/area';
import { activeSheet } from '../state/active-sheet';

const lockedAreas = computed<readonly Area[]>(() => {
  const sheet = activeSheet.value;
  if (!sheet) return [];
  const all = { row: 1, column: 1, rows: sheet.rows, columns: sheet.columns };
  return sheet.locked.flatMap(({ range }) => {
    const area = range === null ? all : readArea(range, sheet.rows, sheet.columns);
    return area ? [area] : [];
  });
});

/** Another function whenever the protections are others. */
export const readOnlyTest = computed(() => {
  const areas = lockedAreas.value;
  return (row: number, column: number): boolean => areas.some((area) => contains(area, { row, column }));
});
