/** Host side of TextFinder: looks through what cells display, or through formulas. */
import type { ExecutionInfo, HandlerTable } from '../../bridge/host';
import type { WireRange } from '../../bridge/protocol';
import type { SheetModel } from '../sheet';
import { inputRules, toInput, writeCells } from '../write';
import type { Access } from './access';

/** Case is ignored and parts of a cell match, unless said otherwise. */
export interface TextSearch {
  readonly text: string;
  /** Null: the whole spreadsheet. */
  readonly ranges: readonly WireRange[] | null;
  readonly matchCase: boolean;
  readonly matchEntireCell: boolean;
  readonly matchFormulaText: boolean;
  readonly ignoreDiacritics: boolean;
  readonly useRegularExpression: boolean;
}

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '');

function patternOf(search: TextSearch): RegExp {
  const text = search.ignoreDiacritics ? plain(search.text) : search.text;
  const source = search.useRegularExpression ? text : text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(search.matchEntireCell ? `^(?:${source})$` : source, search.matchCase ? 'gu' : 'giu');
}

function searchedText(
  access: Access,
  sheet: SheetModel,
  row: number,
  column: number,
  search: TextSearch,
): string {
  const formula = search.matchFormulaText ? sheet.get('formulas', row, column)?.text : undefined;
  const text = formula ?? access.workbook.display(sheet, row, column);
  return search.ignoreDiacritics ? plain(text) : text;
}

function rangesOf(access: Access, search: TextSearch): readonly WireRange[] {
  return search.ranges ?? access.workbook.sheets.map((sheet) => access.wholeSheet(sheet));
}

function findAll(access: Access, search: TextSearch): WireRange[] {
  const pattern = patternOf(search);
  const found: WireRange[] = [];
  for (const range of rangesOf(access, search)) {
    const sheet = access.range(range);
    const used = access.workbook.contentSize(sheet);
    const rows = Math.min(range.rows, used.rows - range.row + 1);
    const columns = Math.min(range.columns, used.columns - range.column + 1);
    sheet.eachCell({ ...range, rows, columns }, (row, column) => {
      pattern.lastIndex = 0;
      const text = searchedText(access, sheet, row, column, search);
      if (text !== '' && pattern.test(text))
        found.push({ sheetId: sheet.id, row, column, rows: 1, columns: 1 });
    });
  }
  return found;
}

/** Replaces in the displayed text; formula cells are left alone unless formula text is searched. Returns how many matches. */
function replaceIn(
  access: Access,
  execution: ExecutionInfo,
  cell: WireRange,
  search: TextSearch,
  replacement: string,
): number {
  const sheet = access.range(cell);
  const { row, column } = cell;
  if (sheet.get('formulas', row, column) && !search.matchFormulaText) return 0;
  const text = searchedText(access, sheet, row, column, search);
  const count = text.match(patternOf(search))?.length ?? 0;
  const escaped = search.useRegularExpression ? replacement : replacement.replaceAll('$', '$$$$');
  const replaced = text.replace(patternOf(search), escaped);
  const input = toInput(
    access.workbook,
    replaced,
    sheet.get('styles', row, column),
    inputRules(access.workbook),
  );
  access.write(execution, sheet, () =>
    writeCells(access.workbook, sheet, cell, () => input, access.author(execution)),
  );
  return count;
}

export function textFinderHandlers(access: Access): HandlerTable {
  return {
    'TextFinder.findAll': (execution: ExecutionInfo, search: TextSearch) => {
      access.beforeRead(execution);
      return findAll(access, search);
    },
    'TextFinder.replaceAllWith': (execution: ExecutionInfo, search: TextSearch, replacement: string) =>
      findAll(access, search).reduce(
        (count, cell) => count + replaceIn(access, execution, cell, search, replacement),
        0,
      ),
    'TextFinder.replaceWith': (
      execution: ExecutionInfo,
      search: TextSearch,
      cell: WireRange,
      replacement: string,
    ) => replaceIn(access, execution, cell, search, replacement),
  };
}
