/** Keys that work wherever the focus is, except where something is typed. */
import { redo, undo } from '../state/commands';
import { openFind } from '../state/find';
import { openReplace } from '../state/replace';

const KEYS: Readonly<Record<string, () => unknown>> = { f: openFind, h: openReplace, z: undo, y: redo };

/** Started once, by main. The grid hears its keys first. */
export function startPageKeys(): void {
  document.addEventListener('keydown', (event) => {
    const target = event.target as Element;
    const isFind = event.key.toLowerCase() === 'f';
    if (event.defaultPrevented || event.altKey || !(event.ctrlKey || event.metaKey)) return;
    if (target.closest('dialog') || (!isFind && target.matches('input, textarea, select'))) return;
    const does = KEYS[event.key.toLowerCase()];
    if (!does) return;
    event.preventDefault();
    void does();
  });
}
