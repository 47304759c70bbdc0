/** The pages of HtmlService that are open for this person: one sidebar, one modal dialog, one modeless. */
import { computed, signal } from '@preact/signals';
import { closePage, fetchPages } from '../../api/client';
import { currentUser } from '../../state/user';
import type { PageView } from '../../api/types';
import { followList } from './follow-list';

const openPages = signal<readonly PageView[]>([]);

const newest = (kind: PageView['kind']) =>
  computed(() => openPages.value.findLast((page) => page.kind === kind));
export const sidebar = newest('sidebar');
export const modalPage = newest('modal');
export const modelessPage = newest('modeless');

export function startPages(): void {
  followList(openPages, fetchPages, (items, event) => {
    if (event.type === 'page-closed') return without(items, event.id);
    if (event.type !== 'page' || event.page.user !== currentUser.peek()) return items;
    return [...without(items, event.page.id), event.page];
  });
}

export function leavePage(id: string): void {
  openPages.value = without(openPages.peek(), id);
  // It is gone from this window; the emulator forgets it with the file if the message is lost.
  closePage(id).catch(() => undefined);
}

function without(items: readonly PageView[], id: string): readonly PageView[] {
  return items.filter((page) => page.id !== id);
}
