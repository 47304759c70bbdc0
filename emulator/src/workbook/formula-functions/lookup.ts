/** Finding values in ranges, and places. */
import { numberOf, plain, textOf, type Functions } from '../formula-arguments';
import {
  checked,
  compare,
  fail,
  keyOf,
  toBoolean,
  type Argument,
  type FormulaScope,
  type Value,
} from '../formula-values';
import { parseReference } from '../formula-parser';
import type { Matrix } from '../formulas';
import { CellError, type CellContent } from '../values';

const indexes = new WeakMap<Matrix, Map<number | 'row', ReadonlyMap<string, number>>>();

/** The first position of each value in a column, or in the first row; -1 when it is not there. */
function findExact(matrix: Matrix, line: number | 'row', wanted: CellContent): number {
  let known = indexes.get(matrix);
  if (!known) indexes.set(matrix, (known = new Map<number | 'row', ReadonlyMap<string, number>>()));
  let index = known.get(line);
  if (!index) {
    const first = new Map<string, number>();
    const values = line === 'row' ? (matrix[0] ?? []) : matrix.map((row) => row[line]);
    values.forEach((value, position) => {
      const key = keyOf(value);
      if (value !== undefined && !first.has(key)) first.set(key, position);
    });
    known.set(line, (index = first));
  }
  return index.get(keyOf(wanted ?? 0)) ?? -1;
}

/** The last value that is not greater, in values sorted upwards. */
function findSorted(values: readonly CellContent[], wanted: CellContent, ascending = true): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const value = values[middle];
    const order = value === undefined ? 1 : compare(value, wanted);
    if (ascending ? order <= 0 : order >= 0) low = middle + 1;
    else high = middle;
  }
  const found = low - 1;
  return typeof values[found] === typeof wanted ? found : -1;
}

const lineOf = (matrix: Matrix): readonly CellContent[] =>
  matrix.length === 1 ? (matrix[0] ?? []) : matrix.map((row) => row[0]);

const exactIn = (matrix: Matrix, wanted: CellContent): number =>
  findExact(matrix, matrix.length === 1 ? 'row' : 0, wanted);

function vlookup([wanted, range, column, sorted]: readonly Argument[], scope: FormulaScope): Value {
  const matrix = range?.matrix() ?? [];
  const index = Math.trunc(numberOf(column, scope)) - 1;
  if (index < 0) return fail('#VALUE!');
  if (index >= (matrix[0]?.length ?? 0)) return fail('#REF!');
  const value = wanted?.one();
  const row =
    sorted && !toBoolean(sorted.one())
      ? findExact(matrix, 0, value)
      : findSorted(
          matrix.map((each) => each[0]),
          value,
        );
  return row < 0 ? fail('#N/A') : checked(matrix[row]?.[index]);
}

function hlookup([wanted, range, row, sorted]: readonly Argument[], scope: FormulaScope): Value {
  const matrix = range?.matrix() ?? [];
  const index = Math.trunc(numberOf(row, scope)) - 1;
  if (index < 0) return fail('#VALUE!');
  if (index >= matrix.length) return fail('#REF!');
  const value = wanted?.one();
  const column =
    sorted && !toBoolean(sorted.one()) ? findExact(matrix, 'row', value) : findSorted(matrix[0] ?? [], value);
  return column < 0 ? fail('#N/A') : checked(matrix[index]?.[column]);
}

function match([wanted, range, type]: readonly Argument[], scope: FormulaScope): Value {
  const matrix = range?.matrix() ?? [];
  const kind = numberOf(type, scope, 1);
  const value = wanted?.one();
  const found = kind === 0 ? exactIn(matrix, value) : findSorted(lineOf(matrix), value, kind > 0);
  return found < 0 ? fail('#N/A') : found + 1;
}

/** Exact, else the next smaller (-1) or next larger (1). */
function xmatch(matrix: Matrix, wanted: CellContent, mode: number): number {
  const exact = exactIn(matrix, wanted);
  if (exact >= 0 || mode === 0) return exact;
  let best = -1;
  const values = lineOf(matrix);
  values.forEach((value, index) => {
    if (
      typeof value !== typeof wanted ||
      (mode < 0 ? compare(value, wanted) > 0 : compare(value, wanted) < 0)
    )
      return;
    const order = best < 0 ? 0 : compare(value, values[best]);
    if (best < 0 || (mode < 0 ? order > 0 : order < 0)) best = index;
  });
  return best;
}

function xlookup([wanted, range, results, missing, mode]: readonly Argument[], scope: FormulaScope): Value {
  const matrix = range?.matrix() ?? [];
  const found = xmatch(matrix, wanted?.one(), numberOf(mode, scope));
  if (found < 0) return missing?.node ? missing.one() : fail('#N/A');
  const given = results?.matrix() ?? [];
  const picked = matrix.length === 1 ? given.map((row) => [row[found]]) : [given[found] ?? []];
  return picked.length === 1 && picked[0]?.length === 1 ? checked(picked[0][0]) : picked;
}

/** Row or column 0 means all of them. */
function index([range, row, column]: readonly Argument[], scope: FormulaScope): Value {
  const matrix = range?.matrix() ?? [];
  let [down, across] = [Math.trunc(numberOf(row, scope)), Math.trunc(numberOf(column, scope))];
  if (matrix.length === 1 && column === undefined) [down, across] = [1, down];
  if (down < 0 || across < 0 || down > matrix.length || across > (matrix[0]?.length ?? 0))
    return fail('#NUM!');
  const rows = down === 0 ? matrix : [matrix[down - 1] ?? []];
  const picked = across === 0 ? rows : rows.map((each) => [each[across - 1]]);
  return picked.length === 1 && picked[0]?.length === 1 ? checked(picked[0][0]) : picked;
}

function lookup([wanted, range, results]: readonly Argument[]): Value {
  const matrix = range?.matrix() ?? [];
  const found = findSorted(lineOf(matrix), wanted?.one());
  const given = results
    ? lineOf(results.matrix())
    : matrix.length === 1
      ? (matrix[0] ?? [])
      : matrix.map((row) => row.at(-1));
  return found < 0 ? fail('#N/A') : checked(given[found]);
}

function indirect([text]: readonly Argument[], { cells }: FormulaScope): Value {
  const reference = parseReference(textOf(text));
  const { sheet, firstRow, firstColumn, lastRow, lastColumn } = reference ?? fail('#REF!');
  const size = cells.size(sheet);
  const [row, column] = [firstRow ?? 1, firstColumn ?? 1];
  const rows = (lastRow ?? size.rows) - row + 1;
  const columns = (lastColumn ?? size.columns) - column + 1;
  if (rows === 1 && columns === 1) return checked(cells.read(sheet, row, column));
  return rows < 1 || columns < 1 ? undefined : cells.block(sheet, { row, column, rows, columns });
}

function offset([from, down, across, height, width]: readonly Argument[], scope: FormulaScope): Value {
  const {
    sheet,
    firstRow = 1,
    firstColumn = 1,
    lastRow = firstRow,
    lastColumn = firstColumn,
  } = from?.reference ?? fail('#VALUE!');
  const row = firstRow + numberOf(down, scope);
  const column = firstColumn + numberOf(across, scope);
  const rows = numberOf(height, scope, lastRow - firstRow + 1);
  const columns = numberOf(width, scope, lastColumn - firstColumn + 1);
  if (row < 1 || column < 1 || rows < 1 || columns < 1) return fail('#REF!');
  if (rows === 1 && columns === 1) return checked(scope.cells.read(sheet, row, column));
  return scope.cells.block(sheet, { row, column, rows, columns });
}

export const LOOKUP: Functions = {
  VLOOKUP: { lift: [0], compute: vlookup },
  HLOOKUP: { lift: [0], compute: hlookup },
  XLOOKUP: { lift: [0], compute: xlookup, expands: true },
  MATCH: { lift: [0], compute: match },
  XMATCH: {
    lift: [0],
    compute: ([wanted, range, mode], scope) => {
      const found = xmatch(range?.matrix() ?? [], wanted?.one(), numberOf(mode, scope));
      return found < 0 ? fail('#N/A') : found + 1;
    },
  },
  LOOKUP: { lift: [0], compute: lookup },
  INDEX: { arrays: true, expands: true, compute: index },
  INDIRECT: { expands: true, compute: indirect },
  OFFSET: { expands: true, compute: offset },
  ...plain({
    CHOOSE: ([which, ...choices], scope) => {
      const choice = choices[Math.trunc(numberOf(which, scope)) - 1];
      return choice ? choice.value() : fail('#NUM!');
    },
    ROW: ([cell], { at, arrays }) => {
      const { firstRow = at.row, lastRow = firstRow } = cell?.reference ?? {};
      if (!arrays || firstRow === lastRow) return firstRow;
      return Array.from({ length: lastRow - firstRow + 1 }, (_, down) => [firstRow + down]);
    },
    COLUMN: ([cell], { at, arrays }) => {
      const { firstColumn = at.column, lastColumn = firstColumn } = cell?.reference ?? {};
      if (!arrays || firstColumn === lastColumn) return firstColumn;
      return [Array.from({ length: lastColumn - firstColumn + 1 }, (_, across) => firstColumn + across)];
    },
    ROWS: ([range]) => range?.matrix().length ?? 0,
    COLUMNS: ([range]) => range?.matrix()[0]?.length ?? 0,
    'ERROR.TYPE': ([value]) => {
      const types = ['#NULL!', '#DIV/0!', '#VALUE!', '#REF!', '#NAME?', '#NUM!', '#N/A'];
      const content = value?.value();
      return content instanceof CellError ? types.indexOf(content.text) + 1 : fail('#N/A');
    },
  }),
};
