/** Tells the emulator which tab and cells this person has selected: scripts ask for the active range. */
import { effect } from '@preact/signals';
import { performAction } from '../api/client';
import { activeSheet } from './active-sheet';
import { rememberToldSheet } from './read-workbook';
import { selectedRanges } from './selection';

/** Long enough to leave out the steps of a held arrow key. */
const REST_MS = 120;

let told = '';
let timer: ReturnType<typeof setTimeout> | undefined;

/** At once, e.g. before a menu item of the script is chosen. Not telling is no reason to stop anybody. */
export async function tellSelection(): Promise<void> {
  clearTimeout(timer);
  const sheet = activeSheet.peek();
  if (!sheet) return;
  const range = selectedRanges.peek();
  if (told === `${sheet.id}!${range}`) return;
  told = `${sheet.id}!${range}`;
  rememberToldSheet(sheet.id);
  await performAction({ do: 'select', sheet: sheet.id, range }).catch(() => (told = ''));
}

/** Started once, by main. */
export function followSelection(): void {
  effect(() => {
    if (!activeSheet.value || !selectedRanges.value) return;
    clearTimeout(timer);
    timer = setTimeout(() => void tellSelection(), REST_MS);
  });
}
