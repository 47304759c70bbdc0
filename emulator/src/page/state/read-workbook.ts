/** Reads the workbook: at start, after a change, and when the connection is back. */
import { fetchWorkbook } from '../api/client';
import { onEvent } from '../api/event-stream';
import type { WorkbookView } from '../api/types';
import { wishedSheet } from './active-sheet';
import { forgetCells, markChanged } from './cells';
import { workbook } from './workbook';

let reading: Promise<void> | null = null;
/** The tab that this window has told the emulator last. */
let toldSheet: number | null = null;

export function rememberToldSheet(sheet: number): void {
  toldSheet = sheet;
}

/** Calls at the same time share one request. */
function read(): Promise<void> {
  reading ??= fetchWorkbook()
    .then(take)
    .finally(() => (reading = null));
  return reading;
}

/** A script may have made another tab the active one: the window goes there. */
function take(view: WorkbookView): void {
  const before = workbook.peek();
  const moved = before !== null && view.activeSheet !== before.activeSheet && view.activeSheet !== toldSheet;
  if (before !== null && view.revision < before.revision) return;
  workbook.value = view;
  if (moved) wishedSheet.value = view.activeSheet;
}

/** Until it is at least as new as this revision; a request that was under way may still bring an older one. */
export async function readWorkbook(revision: number): Promise<void> {
  for (let times = 0; times < 2 && (workbook.peek()?.revision ?? -1) < revision; times += 1) await read();
}

/** Started once, by main: from now on the window shows what is so. */
export function followWorkbook(): void {
  onEvent((event) => {
    if (event.type === 'hello') void read().then(forgetCells, () => undefined);
    if (event.type !== 'changed') return;
    const reread = readWorkbook(event.revision).catch(() => undefined);
    // Of another structure the size has to be known first.
    if (event.structure) void reread.then(() => markChanged(event.revision));
    else markChanged(event.revision);
  });
}
