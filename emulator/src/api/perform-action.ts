/** Carries out a person's action on the spreadsheet: its name is the method's, its fields are the arguments in order. */
import { assertNever } from '../assert-never';
import type { StartedAction, UserSession } from '../index';
import type { UserActions, UserChange } from '../workbook';
import type { UserAction } from './types';

type Changes = UserChange | readonly UserChange[];

export interface Performed extends StartedAction {
  /** What was taken back or done again; null: there was nothing. Other actions do not say. */
  readonly action?: string | null;
  /** How many cells a find and replace changed. */
  readonly replaced?: number;
}

export function performAction(session: UserSession, action: UserAction): Performed {
  if (isReplay(action)) return replay(session, action.do);
  if (isReplace(action)) return replace(session, action);
  if (isSelect(action)) return session.startSelect(action.sheet, action.range);
  if (action.do === 'sort' && action.range === undefined)
    return session.startSort(action.sheet, action.column, action.ascending);
  return session.startAct((actions) => perform(actions, action));
}

/** undo and redo say what they did, too. */
type Select = Extract<UserAction, { readonly do: 'select' }>;
type Replace = Extract<UserAction, { readonly do: 'replace' }>;
type Replay = Extract<UserAction, { readonly do: 'undo' | 'redo' }>;

function isReplay(action: UserAction): action is Replay {
  return action.do === 'undo' || action.do === 'redo';
}

function isReplace(action: UserAction): action is Replace {
  return action.do === 'replace';
}

function isSelect(action: UserAction): action is Select {
  return action.do === 'select';
}

function perform(actions: UserActions, action: Exclude<UserAction, Replay | Replace | Select>): Changes {
  switch (action.do) {
    case 'edit':
      return actions.edit(action.sheet, action.cell, action.value);
    case 'paste':
      return actions.paste(action.sheet, action.cell, action.rows);
    case 'copy':
      return actions.copy(action.sheet, action.from, action.cell, action.to);
    case 'clear':
      return actions.clearRanges(action.sheet, action.range.split(','));
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
    case 'merge':
      return actions.merge(action.sheet, action.range, action.kind);
    case 'unmerge':
      return actions.unmerge(action.sheet, action.range);
    case 'note':
      return actions.note(action.sheet, action.range, action.note);
    case 'cut':
      return actions.cut(action.sheet, action.from, action.cell, action.to);
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
    default:
      return assertNever(action);
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

/** Says how many cells it changed, too. */
function replace(session: UserSession, action: Replace): Performed {
  const { sheet, find, replacement, range, matchCase, wholeCell } = action;
  let replaced = 0;
  const started = session.startAct((actions) => {
    const changes = actions.replace(sheet, find, replacement, range, matchCase, wholeCell);
    replaced = changes.reduce((sum, change) => sum + (change.replaced ?? 0), 0);
    return changes;
  });
  return { ...started, replaced };
}
