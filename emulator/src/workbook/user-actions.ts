/** What a person does at the keyboard; each action tells what events it should fire, and can be taken back. */
import { ServiceError } from '../bridge/protocol';
import { VIEW_ONLY_TEXT } from '../people';
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
  const actions = {
    ...cellActions(context),
    ...lineActions(context),
    ...sheetActions(context),
    ...lookActions(context),
    ...historyActions(context),
  };
  return workbook.mayEdit(user) ? actions : { ...refusedAll(actions), select: actions.select };
}

/** Whoever may only read can look around. */
function refusedAll(actions: UserActions): UserActions {
  const refuse = (): never => {
    throw new ServiceError(VIEW_ONLY_TEXT);
  };
  return Object.fromEntries(Object.keys(actions).map((name) => [name, refuse])) as unknown as UserActions;
}
