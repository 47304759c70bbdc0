/** A link to a place in the spreadsheet, as Sheets has them: `#gid=0&range=A5` opens that tab and selects those cells. */
import { effect } from '@preact/signals';
import { readArea } from '../logic/area';
import { activeSheet, shownSheets, wishedSheet } from './active-sheet';
import { focusGrid } from './focus';
import { selectArea } from './selection';
import { workbook } from './workbook';

/** Started once, by main: at the first sight of the workbook, and whenever a link within this window is followed. */
export function followAddress(): void {
  const stop = effect(() => {
    if (workbook.value === null) return;
    queueMicrotask(() => stop());
    goThere();
  });
  addEventListener('hashchange', goThere);
}

function goThere(): void {
  const place = new URLSearchParams(location.hash.slice(1));
  const tab = place.get('gid');
  if (tab !== null && shownSheets.peek().some(({ id }) => String(id) === tab))
    wishedSheet.value = Number(tab);
  const { rows = 1, columns = 1 } = activeSheet.peek() ?? {};
  const area = readArea(place.get('range') ?? '', rows, columns);
  if (area === null) return;
  selectArea(area);
  focusGrid();
}
