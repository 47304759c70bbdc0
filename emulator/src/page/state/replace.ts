/** Find and replace in the tab. */
import { signal } from '@preact/signals';
import { cellsOf } from './cells';
import { act, here } from './actions';
import { activeSheet } from './active-sheet';
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
  const count = await countMatches(wanted);
  if (count > 0 && !(await act({ do: 'replace', sheet: here(), ...wanted }))) return;
  const cells = count === 1 ? '1 cell' : `${count} cells`;
  replaceResult.value = count === 0 ? 'Nothing was found.' : `Replaced in ${cells}.`;
  announce(replaceResult.value);
}

async function countMatches({ find, matchCase, wholeCell }: Replacement): Promise<number> {
  const sheet = activeSheet.peek();
  if (!sheet || find === '' || sheet.usedRows === 0) return 0;
  const fold = (text: string): string => (matchCase ? text : text.toLowerCase());
  const wanted = fold(find);
  const area = { row: 1, column: 1, rows: sheet.usedRows, columns: Math.max(1, sheet.usedColumns) };
  const cells = (await cellsOf(sheet.id, area).catch(() => [])).flat();
  return cells.filter((cell) => {
    const text = fold(cell?.input ?? cell?.text ?? '');
    return wholeCell ? text === wanted : text.includes(wanted);
  }).length;
}
