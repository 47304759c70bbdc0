/** The alerts and prompts of the script that wait for this person. */
import { signal } from '@preact/signals';
import { answerDialog, fetchDialogs } from '../../api/client';
import { onEvent } from '../../api/event-stream';
import { currentUser } from '../../state/user';
import type { DialogView } from '../../api/types';

export const waitingDialogs = signal<readonly DialogView[]>([]);

export function startDialogs(): void {
  onEvent((event) => {
    if (event.type === 'hello') void loadDialogs();
    if (event.type === 'dialog' && event.dialog.user === currentUser.peek())
      waitingDialogs.value = [...without(event.dialog.id), event.dialog];
    if (event.type === 'dialog-closed') waitingDialogs.value = without(event.id);
  });
}

/** @throws ApiError when the answer did not arrive; the dialog still waits then */
export async function answer(id: string, button: string, text?: string): Promise<void> {
  await answerDialog(id, button, text);
  waitingDialogs.value = without(id);
}

async function loadDialogs(): Promise<void> {
  try {
    waitingDialogs.value = await fetchDialogs();
  } catch {
    // The page says elsewhere that the connection is lost.
  }
}

function without(id: string): readonly DialogView[] {
  return waitingDialogs.peek().filter((dialog) => dialog.id !== id);
}
