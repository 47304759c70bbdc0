/** The alerts and prompts of the script that wait for this person. */
import { signal } from '@preact/signals';
import { answerDialog, fetchDialogs } from '../../api/client';
import { currentUser } from '../../state/user';
import type { DialogView } from '../../api/types';
import { followList } from './follow-list';

export const waitingDialogs = signal<readonly DialogView[]>([]);

export function startDialogs(): void {
  followList(waitingDialogs, fetchDialogs, (items, event) => {
    if (event.type === 'dialog-closed') return without(items, event.id);
    if (event.type !== 'dialog' || event.dialog.user !== currentUser.peek()) return items;
    return [...without(items, event.dialog.id), event.dialog];
  });
}

/** @throws ApiError when the answer did not arrive; the dialog still waits then */
export async function answer(id: string, button: string, text?: string): Promise<void> {
  await answerDialog(id, button, text);
  waitingDialogs.value = without(waitingDialogs.peek(), id);
}

function without(items: readonly DialogView[], id: string): readonly DialogView[] {
  return items.filter((dialog) => dialog.id !== id);
}
