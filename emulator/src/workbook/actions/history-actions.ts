/** Taking back and doing again what this person did. */
import type { Replayed } from '../history/history';
import type { Undone, UserActions } from '../types';
import type { ActionContext } from './action-context';

function tell({ workbook, author }: ActionContext, replayed: Replayed | null): Undone {
  if (!replayed) return { action: null, changes: [] };
  const { action, change } = replayed;
  workbook.changed(author, change.sheetId, true, () => change);
  return { action, changes: [change] };
}

export function historyActions(context: ActionContext): Pick<UserActions, 'undo' | 'redo'> {
  const { history } = context.workbook;
  return {
    undo: () => tell(context, history.undo(context.author)),
    redo: () => tell(context, history.redo(context.author)),
  };
}
