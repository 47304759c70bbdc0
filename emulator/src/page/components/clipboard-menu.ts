/** Copy, cut and paste chosen from a menu, where no clipboard event comes from the keyboard. */
import { copySelection, pasteText } from '../state/clipboard';
import { focusGrid } from '../state/focus';
import { tell } from '../state/messages';

export function copyByMenu(cut: boolean): void {
  copySelection(null, cut);
  focusGrid();
}

/** Browsers ask the person, or refuse. */
export async function pasteByMenu(plain: boolean): Promise<void> {
  const text = await navigator.clipboard.readText().catch(() => null);
  if (text === null)
    tell(`The browser does not let a menu paste. Press ${plain ? 'Ctrl+Shift+V' : 'Ctrl+V'}.`);
  else await pasteText(text, plain);
}
