/** Taking back what was done: the message after each deed offers it, and so does Ctrl+Z. */
import { isKind, messageOf } from '../api/api-error';
import { changeTask, deleteTask, fetchCard, restoreTask } from '../api/board-api';
import { followVersion, pushDeed, takeDeed, type Deed, type UndoStack } from '../logic/undo-stack';
import { announce } from './announcer';
import { known, receiveCard } from './board';
import { requestFocus } from './focus';
import { toast, toastError } from './toasts';
import { answered } from './under-way';

let stack: UndoStack = [];
let last = 0;

/** Keeps a deed that can be taken back and says that it is done. */
export function remember(deed: Deed, text: string): void {
  last += 1;
  const number = last;
  stack = pushDeed(stack, number, deed);
  toast({ kind: 'info', text, action: { label: 'Undo', run: () => void undo(number) } });
}

export function forgetDeeds(): void {
  stack = [];
}

let turn: Promise<void> = Promise.resolve();

/**
 * In turn, and after what has been begun: the last deed may not be answered yet, and the one before it needs the version that
 * taking it back makes.
 * @param number of the deed; the last one unless given
 */
export function undo(number?: number): Promise<void> {
  turn = turn.then(answered).then(() => undoNow(number));
  return turn;
}

async function undoNow(number: number | undefined): Promise<void> {
  const taken = takeDeed(stack, number);
  stack = taken.stack;
  const { deed } = taken;
  if (deed === null) {
    announce('There is nothing to undo.');
    return;
  }
  try {
    await takeBack(deed);
    announce(`Undone: ${deed.title}.`);
  } catch (error) {
    toastError(
      isKind(error, 'version-mismatch')
        ? `“${deed.title}” has changed since, so it was left as it is.`
        : `“${deed.title}” could not be put back. ${messageOf(error)}`,
    );
  }
}

async function takeBack(deed: Deed): Promise<void> {
  switch (deed.kind) {
    case 'created': {
      await deleteTask(deed.id, deed.version);
      const card = known.value.get(deed.id);
      if (card !== undefined) receiveCard({ ...card, version: card.version + 1 }, true);
      return;
    }
    case 'deleted': {
      await restoreTask(deed.id);
      receiveCard(await fetchCard(deed.id));
      requestFocus(deed.id);
      return;
    }
    case 'changed': {
      const task = await changeTask(deed.id, deed.version, deed.before);
      stack = followVersion(stack, deed.id, task.version);
      const card = known.value.get(deed.id);
      receiveCard(card === undefined ? await fetchCard(deed.id) : { ...card, ...task });
      requestFocus(deed.id);
    }
  }
}
