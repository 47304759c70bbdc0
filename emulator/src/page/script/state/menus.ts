/** The menus that the script has built for this person. */
import { signal } from '@preact/signals';
import { fetchMenus } from '../../api/client';
import { onEvent } from '../../api/event-stream';
import type { MenuDefinition } from '../../api/types';

export const scriptMenus = signal<readonly MenuDefinition[]>([]);

export function startMenus(): void {
  onEvent(({ type }) => {
    if (type !== 'menus' && type !== 'hello') return;
    fetchMenus().then(
      (menus) => (scriptMenus.value = menus),
      // The page says elsewhere that the connection is lost.
      () => undefined,
    );
  });
}
