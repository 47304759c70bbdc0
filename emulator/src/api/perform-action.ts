/** Carries out a person's action on the spreadsheet: its name is the method's, its fields are the arguments in order. */
import type { StartedAction, UserSession } from '../index';
import type { UserActions, UserChange } from '../workbook';
import type { UserAction } from './types';

type Changes = UserChange | readonly UserChange[];

export interface Performed extends StartedAction {
  /** What was taken back or done again; null: there was nothing. Other actions do not say. */
  readonly action?: string | null;
}

export function performAction(session: UserSession, action: UserAction): Performed {
  if (action.do === 'undo' || action.do === 'redo') return replay(session, action.do);
  if (action.do === 'sort' && action.range === undefined)
    return session.startSort(action.sheet, action.column, action.ascending);
  return session.startAct((actions) => perform(actions, action));
}

function perform(actions: UserActions, action: UserAction): Changes {
  switch (action.do) {
    case 'edit':
      return actions.edit(action.sheet, action.cell, action.value);
    case 'paste':
      return actions.paste(action.sheet, action.cell, action.rows);
    case 'copy':
      return actions.copy(action.sheet, action.from, action.cell);
    case 'clear':
      return actions.clear(action.sheet, action.range);
    case 'sort':
      return actions.sort(action.sheet, action.range ?? '', action.column, action.ascending);
    case 'insertRows':
    case 'insertColumns':
      return actions[action.do](action.sheet, action.before, action.count);
    case 'deleteRows':
    case 'deleteColumns':
      return actions[action.do](action.sheet, action.first, action.count);
    case 'moveRows':
    case 'moveColumns':
      return actions[action.do](action.sheet, action.first, action.count ?? 1, action.before);
    case 'addSheet':
      return actions.addSheet(action.name);
    case 'renameSheet':
      return actions.renameSheet(action.sheet, action.name);
    case 'deleteSheet':
    case 'hideSheet':
    case 'showSheet':
      return actions[action.do](action.sheet);
    case 'note':
      return actions.note(action.sheet, action.range, action.note);
    case 'select':
      actions.select(action.sheet, action.range);
      return [];
    case 'cut':
      return actions.cut(action.sheet, action.from, action.cell);
    case 'fill':
      return actions.fill(action.sheet, action.from, action.range);
    case 'moveSheet':
      return actions.moveSheet(action.sheet, action.position);
    case 'format':
      return actions.format(action.sheet, action.range, action.style);
    case 'freeze':
      return actions.freeze(action.sheet, action.rows, action.columns);
    case 'columnWidth':
      return actions.columnWidth(action.sheet, action.column, action.width);
    case 'filter':
      return actions.filter(action.sheet, action.range);
    case 'filterColumn':
      return actions.filterColumn(action.sheet, action.column, action.hiddenValues);
    case 'replace': {
      const { sheet, find, replacement, range, matchCase, wholeCell } = action;
      return actions.replace(sheet, find, replacement, range, matchCase, wholeCell);
    }
    case 'undo':
    case 'redo':
      return []; // see replay
  }
}

function replay(session: UserSession, direction: 'undo' | 'redo'): Performed {
  let replayed: string | null = null;
  const started = session.startAct((actions) => {
    const { action, changes } = actions[direction]();
    replayed = action;
    return changes;
  });
  return { ...started, action: replayed };
}
