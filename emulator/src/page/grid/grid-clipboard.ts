/** The clipboard's events, as long as the focus is in the cells and none of them is edited. */
import { copySelection, pasteText } from '../state/clipboard';

let plainPaste = false;

/** @returns a function that ends it */
export function startClipboard(): () => void {
  document.addEventListener('copy', onCopy);
  document.addEventListener('cut', onCut);
  document.addEventListener('paste', onPaste);
  document.addEventListener('keydown', onKeyDown, true);
  return () => {
    document.removeEventListener('copy', onCopy);
    document.removeEventListener('cut', onCut);
    document.removeEventListener('paste', onPaste);
    document.removeEventListener('keydown', onKeyDown, true);
  };
}

/** The event of a paste does not say whether Shift was held. */
function onKeyDown({ key, shiftKey }: KeyboardEvent): void {
  if (key.toLowerCase() === 'v') plainPaste = shiftKey;
}

function isInCells(): boolean {
  const focused = document.activeElement;
  return focused !== null && focused.closest('.grid') !== null && !focused.matches('textarea, input');
}

function onCopy(event: ClipboardEvent): void {
  if (!isInCells()) return;
  event.preventDefault();
  copySelection(event.clipboardData, false);
}

function onCut(event: ClipboardEvent): void {
  if (!isInCells()) return;
  event.preventDefault();
  copySelection(event.clipboardData, true);
}

function onPaste(event: ClipboardEvent): void {
  const text = event.clipboardData?.getData('text/plain');
  if (!isInCells() || text === undefined) return;
  event.preventDefault();
  void pasteText(text, plainPaste);
}
