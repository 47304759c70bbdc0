/** What a person does at the keyboard; each action tells what events it should fire, and can be taken back. */
import { ActionContext } from './actions/action-context';
import { cellActions } from './actions/cell-actions';
import { historyActions } from './actions/history-actions';
import { lineActions } from './actions/line-actions';
import { lookActions } from './actions/look-actions';
import { sheetActions } from './actions/sheet-actions';
import type { UserActions } from './types';
import type { Workbook } from './workbook';

export function createUserActions(workbook: Workbook, user: string): UserActions {
  const context = new ActionContext(workbook, user);
  return {
    ...cellActions(context),
    ...lineActions(context),
    ...sheetActions(context),
    ...lookActions(context),
    ...historyActions(context),
  };
}
