/** Host side of Protection. */
import type { ExecutionInfo, HandlerTable } from '../../bridge/host';
import { ServiceError, type WireRange } from '../../bridge/protocol';
import { mayEdit, PROTECTED_TEXT, type Protection } from '../protection';
import type { Area } from '../types';
import type { Access } from './access';

const bare = ({ row, column, rows, columns }: WireRange): Area => ({ row, column, rows, columns });

export function protectionHandlers(access: Access): HandlerTable {
  const { workbook } = access;
  const find = (id: number): Protection => {
    const protection = workbook.protections.find((each) => each.id === id);
    if (!protection) throw new ServiceError('The protection is no longer there.');
    return protection;
  };
  /** Only who may edit the protected cells may change the protection. */
  const change = (execution: ExecutionInfo, id: number, perform: (protection: Protection) => void): void => {
    const protection = find(id);
    if (!mayEdit(protection, execution.effectiveUser, workbook.owner)) throw new ServiceError(PROTECTED_TEXT);
    perform(protection);
    access.changed(execution, access.sheet(protection.sheetId), false);
  };
  const create = (execution: ExecutionInfo, sheetId: number, area: Area | undefined): number => {
    const protection: Protection = {
      ...{
        id: workbook.newId(),
        sheetId,
        area,
        rangeName: null,
        description: '',
        warningOnly: false,
        unprotected: [],
      },
      // Has no effect until editors change; the list omits the owner, who can still edit.
      editors: [...workbook.editors],
    };
    workbook.protections.push(protection);
    access.changed(execution, access.sheet(sheetId), false);
    return protection.id;
  };
  const list = (type: string, sheetId: number | null): number[] =>
    workbook.protections
      .filter(
        (each) => (sheetId === null || each.sheetId === sheetId) && (each.area ? 'RANGE' : 'SHEET') === type,
      )
      .map((each) => each.id);
  return {
    // A sheet has one protection at most: asking again gives the same.
    'Sheet.protect': (execution: ExecutionInfo, id: number) =>
      workbook.protections.find((each) => each.sheetId === id && !each.area)?.id ??
      create(execution, id, undefined),
    'Range.protect': (execution: ExecutionInfo, range: WireRange) => {
      access.range(range);
      return create(execution, range.sheetId, bare(range));
    },
    'Sheet.getProtections': (_execution: ExecutionInfo, id: number, type: string) => list(type, id),
    'Spreadsheet.getProtections': (_execution: ExecutionInfo, type: string) => list(type, null),
    'Protection.getEditors': (_execution: ExecutionInfo, id: number) => find(id).editors,
    'Protection.addEditors': (execution: ExecutionInfo, id: number, emails: string[]) =>
      change(execution, id, (protection) => {
        for (const email of emails) workbook.editors.add(email);
        protection.editors = [...new Set([...protection.editors, ...emails])].filter(
          (email) => email !== workbook.owner,
        );
      }),
    'Protection.removeEditors': (execution: ExecutionInfo, id: number, emails: string[]) =>
      change(execution, id, (protection) => {
        protection.editors = protection.editors.filter((email) => !emails.includes(email));
      }),
    'Protection.canEdit': (execution: ExecutionInfo, id: number) =>
      mayEdit(find(id), execution.effectiveUser, workbook.owner),
    'Protection.remove': (execution: ExecutionInfo, id: number) =>
      change(execution, id, (protection) =>
        workbook.protections.splice(workbook.protections.indexOf(protection), 1),
      ),
    'Protection.getDescription': (_execution: ExecutionInfo, id: number) => find(id).description,
    'Protection.setDescription': (execution: ExecutionInfo, id: number, description: string) =>
      change(execution, id, (protection) => (protection.description = description)),
    'Protection.isWarningOnly': (_execution: ExecutionInfo, id: number) => find(id).warningOnly,
    'Protection.setWarningOnly': (execution: ExecutionInfo, id: number, warningOnly: boolean) =>
      change(execution, id, (protection) => (protection.warningOnly = warningOnly)),
    'Protection.getProtectionType': (_execution: ExecutionInfo, id: number) =>
      find(id).area ? 'RANGE' : 'SHEET',
    'Protection.getRange': (_execution: ExecutionInfo, id: number) => {
      const { sheetId, area } = find(id);
      return area ? { sheetId, ...area } : access.wholeSheet(access.sheet(sheetId));
    },
    'Protection.getUnprotectedRanges': (_execution: ExecutionInfo, id: number) =>
      find(id).unprotected.map((area) => ({ sheetId: find(id).sheetId, ...area })),
    'Protection.setUnprotectedRanges': (execution: ExecutionInfo, id: number, ranges: WireRange[]) =>
      change(execution, id, (protection) => (protection.unprotected = ranges.map(bare))),
  };
}
