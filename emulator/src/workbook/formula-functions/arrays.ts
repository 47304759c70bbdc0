/** Functions whose results cover several cells. */
import { asMatrix, expanding, numberOf, type Functions } from '../formula-arguments';
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
import type { Matrix } from '../formulas';
import type { CellContent } from '../values';

const transpose = (matrix: Matrix): Matrix =>
  (matrix[0] ?? []).map((_, column) => matrix.map((row) => row[column]));

/** Conditions stand upright beside the rows, or lie over the columns. */
function filter([range, ...conditions]: readonly Argument[]): Value {
  const matrix = range?.matrix() ?? [];
  const tests = conditions.map((condition) => condition.matrix());
  const upright = tests.every((test) => test.length === matrix.length && test[0]?.length === 1);
  const lying = tests.every((test) => test.length === 1 && test[0]?.length === matrix[0]?.length);
  if (!tests.length || (!upright && !lying)) return fail('#N/A');
  const held = (index: number): boolean =>
    tests.every((test) => {
      const value = upright ? test[index]?.[0] : test[0]?.[index];
      return typeof value === 'string' ? false : toBoolean(checked(value));
    });
  const kept = upright
    ? matrix.filter((_, index) => held(index))
    : matrix.map((row) => row.filter((_, index) => held(index)));
  return kept.length && kept[0]?.length ? kept : fail('#N/A');
}

/** Pairs of column (a number or a range) and direction. */
function sort([range, ...keys]: readonly Argument[], scope: FormulaScope): Value {
  const matrix = range?.matrix() ?? [];
  const orders: { values: readonly CellContent[]; ascending: boolean }[] = [];
  for (let index = 0; index < Math.max(keys.length, 1); index += 2) {
    const column = keys[index]?.reference ? undefined : numberOf(keys[index], scope, 1) - 1;
    const values = column === undefined ? (keys[index]?.cells() ?? []) : matrix.map((row) => row[column]);
    orders.push({ values, ascending: keys[index + 1] ? toBoolean(keys[index + 1]?.one()) : true });
  }
  const places = matrix.map((_, index) => index);
  places.sort((one, other) => {
    for (const { values, ascending } of orders) {
      const [first, second] = [values[one], values[other]];
      const blanks = Number(first === undefined) - Number(second === undefined);
      const order = blanks || (ascending ? compare(first, second) : compare(second, first));
      if (order) return order;
    }
    return one - other;
  });
  return places.map((place) => matrix[place] ?? []);
}

function unique([range]: readonly Argument[]): Value {
  const seen = new Set<string>();
  return (range?.matrix() ?? []).filter((row) => {
    const key = row.map(keyOf).join('\u0000');
    return !seen.has(key) && Boolean(seen.add(key));
  });
}

function sequence([rows, columns, start, step]: readonly Argument[], scope: FormulaScope): Value {
  const width = numberOf(columns, scope, 1);
  const height = numberOf(rows, scope, 1);
  if (width < 1 || height < 1 || width * height > 100_000) return fail('#NUM!');
  const [first, by] = [numberOf(start, scope, 1), numberOf(step, scope, 1)];
  return Array.from({ length: height }, (_, down) =>
    Array.from({ length: width }, (__, across) => first + by * (down * width + across)),
  );
}

function multiply([left, right]: readonly Argument[]): Value {
  const [one, other] = [left?.matrix() ?? [], right?.matrix() ?? []];
  if (one[0]?.length !== other.length) return fail('#VALUE!');
  return one.map((row) =>
    (other[0] ?? []).map((_, column) =>
      row.reduce<number>((total, value, index) => total + Number(value) * Number(other[index]?.[column]), 0),
    ),
  );
}

/** The first columns of the rows of all arguments. */
function stack(args: readonly Argument[]): Value {
  const rows = args.flatMap((argument) => argument.matrix());
  const width = rows.reduce((widest, row) => Math.max(widest, row.length), 0);
  return rows.map((row) => [...row, ...new Array<undefined>(width - row.length).fill(undefined)]);
}

export const ARRAYS: Functions = expanding({
  ARRAYFORMULA: ([value]) => value?.value(),
  FILTER: filter,
  SORT: sort,
  UNIQUE: unique,
  TRANSPOSE: ([range]) => transpose(asMatrix(range?.value())),
  FLATTEN: (args) => args.flatMap((argument) => argument.cells().map((cell) => [cell])),
  SEQUENCE: sequence,
  MMULT: multiply,
  VSTACK: stack,
  HSTACK: (args) => transpose(asMatrix(stackAcross(args))),
  TOCOL: ([range]) => (range?.cells() ?? []).map((cell) => [cell]),
  TOROW: ([range]) => [[...(range?.cells() ?? [])]],
});

function stackAcross(args: readonly Argument[]): Matrix {
  const columns = args.flatMap((argument) => transpose(argument.matrix()));
  const height = columns.reduce((longest, column) => Math.max(longest, column.length), 0);
  return columns.map((column) => [
    ...column,
    ...new Array<undefined>(height - column.length).fill(undefined),
  ]);
}
