/** Operators of formulas, on single values and through arrays. */
import type { BinaryOperator } from './formula-parser';
import { attempt, checked, compare, fail, toNumber, type Value } from './formula-values';
import { isMatrix } from './formulas';
import { plainText, type CellContent } from './values';

export function binary(
  operator: BinaryOperator,
  left: CellContent,
  right: CellContent,
  locale: string,
): CellContent {
  checked(left);
  checked(right);
  const number = (value: CellContent): number => toNumber(value, locale);
  switch (operator) {
    case '&':
      return plainText(left) + plainText(right);
    case '+':
      return number(left) + number(right);
    case '-':
      return number(left) - number(right);
    case '*':
      return number(left) * number(right);
    case '/':
      return number(right) === 0 ? fail('#DIV/0!') : number(left) / number(right);
    case '^':
      return number(left) ** number(right);
    case '=':
      return compare(left, right) === 0;
    case '<>':
      return compare(left, right) !== 0;
    case '<':
      return compare(left, right) < 0;
    case '<=':
      return compare(left, right) <= 0;
    case '>':
      return compare(left, right) > 0;
    case '>=':
      return compare(left, right) >= 0;
  }
}

/** A result per cell where any value is an array; rows and columns of one repeat, missing cells are #N/A as in Sheets. */
export function broadcast(
  values: readonly Value[],
  compute: (cells: readonly CellContent[]) => Value,
): Value {
  if (!values.some(isMatrix)) return compute(values as readonly CellContent[]);
  const sizes = values.map((value) => (isMatrix(value) ? [value.length, value[0]?.length ?? 0] : [1, 1]));
  const rows = Math.max(...sizes.map(([height = 1]) => height));
  const columns = Math.max(...sizes.map(([, width = 1]) => width));
  const cellAt = (value: Value, row: number, column: number): CellContent => {
    if (!isMatrix(value)) return value;
    const line = value.length === 1 ? value[0] : value[row];
    const cell = line?.length === 1 ? line[0] : line?.[column];
    return line && (line.length === 1 || column < line.length) ? cell : attempt(() => fail('#N/A'));
  };
  return Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (__, column) => {
      const result = attempt(() => compute(values.map((value) => cellAt(value, row, column))));
      return isMatrix(result) ? result[0]?.[0] : result;
    }),
  );
}
