/** Host side of the basic filter. */
import type { ExecutionInfo, HandlerTable } from '../../bridge/host';
import { ServiceError, type WireRange } from '../../bridge/protocol';
import { applyFilter, withCriteria, type BasicFilter, type FilterCriteria } from '../filter';
import { areaContains } from '../protection';
import type { SheetModel } from '../sheet';
import { sortArea } from '../sort';
import type { Access } from './access';
import { conditionFromWire, conditionToWire, type WireCondition } from './wire-condition';

interface WireFilterCriteria {
  readonly hiddenValues: readonly string[] | null;
  readonly visibleValues: readonly string[] | null;
  readonly condition: WireCondition | null;
}

export function filterHandlers(access: Access): HandlerTable {
  const { workbook } = access;
  const find = (id: number): { sheet: SheetModel; filter: BasicFilter } => {
    const sheet = access.sheet(id);
    if (!sheet.filter) throw new ServiceError('The filter is no longer there.');
    return { sheet, filter: sheet.filter };
  };
  const set = (execution: ExecutionInfo, sheet: SheetModel, filter: BasicFilter | null): void => {
    sheet.filter = filter;
    applyFilter(workbook, sheet);
    access.changed(execution, sheet, false);
  };
  const columnOf = ({ area }: BasicFilter, column: number): number => {
    const inside = areaContains({ ...area, row: 1, rows: 1 }, { row: 1, column, rows: 1, columns: 1 });
    if (!inside) throw new ServiceError('The coordinates or dimensions of the range are invalid.');
    return column;
  };
  const fromWire = ({ condition, ...values }: WireFilterCriteria): FilterCriteria => ({
    ...values,
    condition: condition && conditionFromWire(condition, workbook.timeZone),
  });
  return {
    'Sheet.getFilter': (_execution: ExecutionInfo, id: number) => access.sheet(id).filter !== null,
    'Range.getFilter': (_execution: ExecutionInfo, range: WireRange) => access.range(range).filter !== null,
    'Range.createFilter': (execution: ExecutionInfo, range: WireRange) => {
      const sheet = access.range(range);
      if (sheet.filter)
        throw new ServiceError("You can't create a filter in a sheet that already has a filter.");
      const { row, column, rows, columns } = range;
      set(execution, sheet, { area: { row, column, rows, columns }, criteria: {} });
    },
    'Filter.getRange': (_execution: ExecutionInfo, id: number) => ({ sheetId: id, ...find(id).filter.area }),
    'Filter.remove': (execution: ExecutionInfo, id: number) => set(execution, find(id).sheet, null),
    'Filter.getColumnFilterCriteria': (_execution: ExecutionInfo, id: number, column: number) => {
      const { filter } = find(id);
      const criteria = filter.criteria[columnOf(filter, column)];
      if (!criteria) return null;
      const { condition, ...values } = criteria;
      return { ...values, condition: condition && conditionToWire(condition, workbook.timeZone) };
    },
    'Filter.setColumnFilterCriteria': (
      execution: ExecutionInfo,
      id: number,
      column: number,
      wire: WireFilterCriteria | null,
    ) => {
      const { sheet, filter } = find(id);
      set(execution, sheet, withCriteria(filter, columnOf(filter, column), wire && fromWire(wire)));
    },
    'Filter.sort': (execution: ExecutionInfo, id: number, column: number, ascending: boolean) => {
      const { sheet, filter } = find(id);
      const key = { column: columnOf(filter, column), ascending };
      // The filter's first row is its header.
      const area = { ...filter.area, row: filter.area.row + 1, rows: filter.area.rows - 1 };
      if (area.rows < 1) return;
      access.change(execution, sheet, area, () => {
        sortArea(workbook, sheet, area, [key]);
        applyFilter(workbook, sheet);
      });
    },
  };
}
