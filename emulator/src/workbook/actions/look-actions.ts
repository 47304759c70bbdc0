/** Formats, notes and filters. */
import { parseArea } from '../a1';
import { styleArea } from '../copy';
import { ServiceError } from '../../bridge/protocol';
import { applyFilter, withCriteria, type BasicFilter } from '../filter';
import { mergeCells, unmergeCells } from '../merges';
import { areaContains } from '../protection';
import type { SheetModel } from '../sheet';
import { styleChangeOf } from '../style-view';
import type { SheetRef, StructureChange, UserActions } from '../types';
import type { ActionContext } from './action-context';

type LookActions = Pick<
  UserActions,
  | 'format'
  | 'merge'
  | 'unmerge'
  | 'note'
  | 'setNote'
  | 'setNumberFormat'
  | 'filter'
  | 'filterColumn'
  | 'filterRows'
>;

/** The filter and the rows that it hides. */
interface FilterState {
  readonly filter: BasicFilter | null;
  readonly filtered: readonly number[];
}

const filterState = {
  exact: true,
  read: (sheet: SheetModel): FilterState => ({
    filter: sheet.filter,
    filtered: sheet.rows.flatMap((row, index) => (row?.filtered ? [index + 1] : [])),
  }),
  write: (sheet: SheetModel, { filter, filtered }: FilterState) => {
    sheet.filter = filter;
    for (const row of sheet.rows) if (row) row.filtered = false;
    for (const row of filtered) sheet.ensureRow(row).filtered = true;
  },
};

function setFilter(context: ActionContext, sheet: SheetModel, filter: BasicFilter | null): StructureChange {
  const property = {
    ...filterState,
    write: (each: SheetModel, state: FilterState) => {
      filterState.write(each, state);
      if (state.filter === filter) applyFilter(context.workbook, each);
    },
  };
  return context.set(sheet, property, { filter, filtered: [] }, 'filter');
}

function filterColumn(
  context: ActionContext,
  ref: SheetRef,
  column: number,
  hiddenValues: readonly string[],
): StructureChange {
  const sheet = context.workbook.sheet(ref);
  const { filter } = sheet;
  if (!filter) throw new ServiceError('There is no filter on this sheet: put one on a range first.');
  if (!areaContains({ ...filter.area, row: 1, rows: 1 }, { row: 1, column, rows: 1, columns: 1 })) {
    throw new ServiceError('That column is not part of the filter.');
  }
  const own = hiddenValues.length ? { hiddenValues, visibleValues: null, condition: null } : null;
  return setFilter(context, sheet, withCriteria(filter, column, own));
}

export function lookActions(context: ActionContext): LookActions {
  const { workbook } = context;
  const format: UserActions['format'] = (ref, range, style) => {
    const areas = range.split(',').map((part) => context.editable(ref, part).area);
    const sheet = workbook.sheet(ref);
    return context.decorated(sheet, areas, 'FORMAT', 'format', () => {
      for (const area of areas) styleArea(sheet, area, styleChangeOf(style));
    });
  };
  const note: UserActions['note'] = (ref, range, text) => {
    const { sheet, area } = context.editable(ref, range);
    return context.decorated(sheet, [area], 'OTHER', 'note', () =>
      sheet.eachCell(area, (row, column) => sheet.set('notes', row, column, text || undefined)),
    );
  };
  return {
    format,
    merge: (ref, range, kind = 'all') => {
      const { sheet, area } = context.editable(ref, range);
      const perform = (): void => mergeCells(workbook, sheet, area, kind);
      return context.decorated(sheet, [area], 'FORMAT', 'merge cells', perform);
    },
    unmerge: (ref, range) => {
      const { sheet, area } = context.editable(ref, range);
      return context.decorated(sheet, [area], 'FORMAT', 'unmerge cells', () => unmergeCells(sheet, area));
    },
    note,
    setNote: note,
    setNumberFormat: (ref, range, numberFormat) => ({
      ...format(ref, range, { numberFormat }),
      action: 'number format',
    }),
    filter: (ref, range) => {
      const sheet = workbook.sheet(ref);
      const area = range === null ? null : parseArea(range, sheet.maxRows, sheet.maxColumns);
      return setFilter(context, sheet, area && { area, criteria: {} });
    },
    filterColumn: (ref, column, hiddenValues) => filterColumn(context, ref, column, hiddenValues),
    filterRows: (ref, hidden) => {
      const sheet = workbook.sheet(ref);
      return context.set(sheet, filterState, { filter: sheet.filter, filtered: hidden }, 'filter');
    },
  };
}
