/** What an execution may know of the person at the keyboard. */
import type { EntryKind } from '../bridge/host';
import type { Switches } from '../switches';

/** '' where the platform does not say. `actor` did something, `effective` lends the authority. */
export function activeUserOf(entry: EntryKind, actor: string, effective: string, switches: Switches): string {
  switch (entry) {
    case 'menu':
    case 'editor':
    case 'page':
      return actor;
    case 'clock':
      return effective;
    case 'webapp':
    case 'custom':
      return '';
    case 'simple':
      return switches.activeUserInTriggers === 'shown' ? actor : '';
    case 'installable':
      return actor === effective || switches.activeUserInTriggers === 'shown' ? actor : '';
  }
}
