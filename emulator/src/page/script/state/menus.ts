/** The menus that the script has built for this person. */
import { signal } from '@preact/signals';
import { fetchMenus } from '../../api/client';
import { onEvent } from '../../api/event-stream';
import type { MenuDefinition } from '../../api/types';

export const scriptMenus = signal<readonly MenuDefinition[]>([]);

/** Of two requests under way the later one counts. */
let turn = 0;

export function startMenus(): void {
  onEvent(({ type }) => {
    if (type === 'menus' || type === 'hello') void readMenus();
  });
}

async function readMenus(): Promise<void> {
  const mine = (turn += 1);
  try {
    const menus = await fetchMenus();
    if (mine === turn) scriptMenus.value = menus;
  } catch {
    // The page says elsewhere that the connection is lost.
  }
}
