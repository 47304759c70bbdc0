/** Find and replace in the tab. */
import { signal } from '@preact/signals';
import { act, here } from './actions';
import { announce } from './messages';

export interface Replacement {
  readonly find: string;
  readonly replacement: string;
  readonly matchCase: boolean;
  readonly wholeCell: boolean;
}

export const replaceIsOpen = signal(false);
/** What came of the last one. */
export const replaceResult = signal('');

export function openReplace(): void {
  replaceResult.value = '';
  replaceIsOpen.value = true;
}

export async function replaceAll(wanted: Replacement): Promise<void> {
  const answer = wanted.find === '' ? null : await act({ do: 'replace', sheet: here(), ...wanted });
  if (!answer && wanted.find !== '') return;
  const count = answer?.replaced ?? 0;
  const cells = count === 1 ? '1 cell' : `${count} cells`;
  replaceResult.value = count === 0 ? 'Nothing was found.' : `Replaced in ${cells}.`;
  announce(replaceResult.value);
}
