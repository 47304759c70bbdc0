/** Adding, naming, moving, hiding and deleting tabs. */
import { ServiceError } from '../../bridge/protocol';
import { BringSheetBack, RemoveSheet } from '../history/other-steps';
import { parseArea } from '../a1';
import type { SheetModel } from '../sheet';
import type { UserActions } from '../types';
import { checkEditable } from '../write';
import { wholeSheet, type ActionContext } from './action-context';

type SheetActions = Pick<
  UserActions,
  'addSheet' | 'renameSheet' | 'moveSheet' | 'deleteSheet' | 'hideSheet' | 'showSheet' | 'select'
>;

export function sheetActions(context: ActionContext): SheetActions {
  const { workbook, author, user } = context;
  const name = {
    read: (sheet: SheetModel) => sheet.name,
    write: (sheet: SheetModel, value: string) => {
      if (sheet.name !== value) workbook.renameSheet(sheet, value);
    },
  };
  const hidden = {
    read: (sheet: SheetModel) => sheet.hidden,
    write: (sheet: SheetModel, value: boolean) => {
      if (value) workbook.hideSheet(sheet);
      else sheet.hidden = false;
    },
  };
  const position = {
    read: (sheet: SheetModel) => workbook.sheets.indexOf(sheet),
    write: (sheet: SheetModel, index: number) => {
      workbook.sheets.splice(workbook.sheets.indexOf(sheet), 1);
      workbook.sheets.splice(index, 0, sheet);
    },
  };
  return {
    addSheet: (asked = workbook.freeSheetName()) => {
      const sheet = workbook.addSheetModel({ name: asked });
      workbook.select(user, sheet.id);
      context.remember('add sheet', [new RemoveSheet(workbook, sheet.id)]);
      return context.structure(sheet.id, 'INSERT_GRID', 'add sheet', true);
    },
    renameSheet: (ref, asked) => context.set(workbook.sheet(ref), name, asked, 'rename sheet'),
    moveSheet: (ref, asked) => {
      if (!Number.isInteger(asked) || asked < 1 || asked > workbook.sheets.length) {
        throw new ServiceError(`A tab's position is a number from 1 to ${workbook.sheets.length}.`);
      }
      return context.set(workbook.sheet(ref), position, asked - 1, 'move sheet');
    },
    deleteSheet: (ref) => {
      const sheet = workbook.sheet(ref);
      checkEditable(workbook, sheet, wholeSheet(sheet), author);
      const step = new BringSheetBack(workbook, sheet);
      workbook.removeSheet(sheet);
      context.remember('delete sheet', [step]);
      return context.structure(sheet.id, 'REMOVE_GRID', 'delete sheet', true);
    },
    hideSheet: (ref) => context.set(workbook.sheet(ref), hidden, true, 'hide sheet'),
    showSheet: (ref) => context.set(workbook.sheet(ref), hidden, false, 'show sheet'),
    select: (ref, range = 'A1') => {
      const sheet = workbook.sheet(ref);
      const areas = range.split(',').map((part) => parseArea(part, sheet.maxRows, sheet.maxColumns));
      workbook.select(user, sheet.id, areas.at(-1), areas);
    },
  };
}
