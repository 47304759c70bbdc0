/** An emulator's dialogs for whoever answers them: a test in a person's place, or a person, later. */
import type { EmulatorCore } from '../emulator';
import type { DialogAnswer, DialogHandler, PendingDialog } from '../services/dialogs';

export function dialogsOf({ ui: { dialogs } }: EmulatorCore) {
  return {
    /** Answers alerts and prompts; one that nobody answers fails the call. Returns a function that removes the handler. */
    onDialog: (handler: DialogHandler): (() => void) => dialogs.onDialog(handler),
    /** From now on a dialog that no handler answers waits for `answer`. Returns a function that ends this. */
    attend: (): (() => void) => dialogs.attend(),
    /** Those that wait, oldest first. */
    list: (user?: string): readonly PendingDialog[] => dialogs.list(user),
    /** @returns false when no dialog with this id waits @throws Error for a button that it does not have */
    answer: (id: string, answer: DialogAnswer): boolean => dialogs.answer(id, answer),
  };
}
