/** What the person does: sent one after the other; typing shows at once and is taken back when it is refused. */
import { messageOf } from '../api/api-error';
import { performAction } from '../api/client';
import type { ActionAnswer, UserAction } from '../api/types';
import { cellName } from '../logic/area';
import { activeSheet } from './active-sheet';
import { cellsVersion, markChanged } from './cells';
import { problem } from './messages';
import { addPending, dropPending } from './pending-edits';
import { readWorkbook } from './read-workbook';
import { selectionStays } from './selection';
import { tellSelection } from './selection-sync';

let queue: Promise<unknown> = Promise.resolve();

/** Sends something in its turn. @returns null when it was refused; the person has been told */
export function inTurn(send: () => Promise<ActionAnswer>): Promise<ActionAnswer | null> {
  const turn = queue.then(async () => {
    try {
      const answer = await send();
      await readWorkbook(answer.revision);
      markChanged(answer.revision);
      return answer;
    } catch (error) {
      problem.value = messageOf(error);
      return null;
    }
  });
  queue = turn;
  return turn;
}

export function act(action: UserAction): Promise<ActionAnswer | null> {
  return inTurn(() => performAction(action));
}

/** Then selects what it has left behind, unless the person has gone elsewhere meanwhile. */
export async function actAndSelect(action: UserAction, choose: () => void): Promise<void> {
  const stays = selectionStays();
  if ((await act(action)) && stays()) choose();
}

/** All that was done so far has been answered, and the emulator knows what is selected: for what a script reads next. */
export async function settled(): Promise<void> {
  await queue;
  await tellSelection();
}

/** The tab in sight; what the person does means it. */
export function here(): number {
  return activeSheet.peek()?.id ?? 0;
}

/** Types into one cell of a tab. */
export async function typeInto(sheet: number, row: number, column: number, text: string): Promise<boolean> {
  const edit = addPending(sheet, row, column, text);
  cellsVersion.value += 1;
  const answer = await act({ do: 'edit', sheet, cell: cellName(row, column), value: text });
  if (answer) edit.revision = answer.revision;
  else dropPending(edit);
  cellsVersion.value += 1;
  return answer !== null;
}
