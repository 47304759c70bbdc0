/** The pages of HtmlService that are open for this person: one sidebar, one modal dialog, one modeless. */
import { computed, signal } from '@preact/signals';
import { closePage, fetchPages } from '../../api/client';
import { onEvent } from '../../api/event-stream';
import { currentUser } from '../../state/user';
import type { PageView } from '../../api/types';

const openPages = signal<readonly PageView[]>([]);

const newest = (kind: PageView['kind']) =>
  computed(() => openPages.value.findLast((page) => page.kind === kind));
export const sidebar = newest('sidebar');
export const modalPage = newest('modal');
export const modelessPage = newest('modeless');

export function startPages(): void {
  onEvent((event) => {
    if (event.type === 'hello') void loadPages();
    if (event.type === 'page' && event.page.user === currentUser.peek())
      openPages.value = [...without(event.page.id), event.page];
    if (event.type === 'page-closed') openPages.value = without(event.id);
  });
}

export function leavePage(id: string): void {
  openPages.value = without(id);
  // It is gone from this window; the emulator forgets it with the file if the message is lost.
  closePage(id).catch(() => undefined);
}

async function loadPages(): Promise<void> {
  try {
    openPages.value = await fetchPages();
  } catch {
    // The page says elsewhere that the connection is lost.
  }
}

function without(id: string): readonly PageView[] {
  return openPages.peek().filter((page) => page.id !== id);
}
