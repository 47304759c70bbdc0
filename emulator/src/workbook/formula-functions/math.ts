/** Sums, extremes, counts, rounding, random numbers. */
import { numberOf, numbers, plain, lifted, type Functions } from '../formula-arguments';
import { checked, fail, textToNumber } from '../formula-values';
import { CellError } from '../values';

const sum = (values: readonly number[]): number => {
  let total = 0;
  for (const value of values) total += value;
  return total;
};

function extreme(values: readonly number[], pick: (one: number, other: number) => number): number {
  return values.length ? values.reduce((one, other) => pick(one, other)) : 0;
}

/** Half away from zero on the decimal that a person sees. */
export function round(
  value: number,
  places: number,
  rounding: (value: number) => number = Math.round,
): number {
  const [digits = '0', exponent = '0'] = Math.abs(value).toString().split('e');
  const scaled = rounding(Number(`${digits}e${Number(exponent) + Math.trunc(places)}`));
  const [result = '0', power = '0'] = scaled.toString().split('e');
  return Math.sign(value) * Number(`${result}e${Number(power) - Math.trunc(places)}`);
}

const multiple =
  (rounding: (value: number) => number) =>
  (value: number, factor: number): number =>
    factor === 0 ? 0 : Number((rounding(Number((value / factor).toPrecision(15))) * factor).toPrecision(15));

export const MATH: Functions = {
  ...plain({
    SUM: (args, scope) => sum(numbers(args, scope)),
    PRODUCT: (args, scope) => numbers(args, scope).reduce((one, other) => one * other, 1),
    AVERAGE: (args, scope) => {
      const values = numbers(args, scope);
      return values.length ? sum(values) / values.length : fail('#DIV/0!');
    },
    MIN: (args, scope) => extreme(numbers(args, scope), Math.min),
    MAX: (args, scope) => extreme(numbers(args, scope), Math.max),
    COUNT: (args, { cells }) =>
      args
        .flatMap((argument) =>
          argument
            .cells()
            .map((cell) =>
              argument.reference || typeof cell !== 'string' ? cell : textToNumber(cell, cells.locale),
            ),
        )
        .filter((value) => typeof value === 'number').length,
    COUNTA: (args) =>
      args.flatMap((argument) => argument.cells()).filter((value) => value !== undefined).length,
    COUNTBLANK: (args) =>
      args.flatMap((argument) => argument.cells()).filter((value) => value === undefined || value === '')
        .length,
    COUNTUNIQUE: (args) =>
      new Set(
        args
          .flatMap((argument) => argument.cells())
          .filter((value) => value !== undefined && !(value instanceof CellError)),
      ).size,
  }),
  SUMPRODUCT: {
    arrays: true,
    compute: (args) => {
      const columns = args.map((argument) => argument.cells().map(checked));
      if (columns.some((column) => column.length !== columns[0]?.length)) return fail('#VALUE!');
      return sum(
        (columns[0] ?? []).map((_, index) =>
          columns.reduce((product, column) => {
            const value = column[index];
            return product * (typeof value === 'number' ? value : value === true ? 1 : 0);
          }, 1),
        ),
      );
    },
  },
  ...lifted({
    ABS: ([value], scope) => Math.abs(numberOf(value, scope)),
    SIGN: ([value], scope) => Math.sign(numberOf(value, scope)),
    INT: ([value], scope) => Math.floor(numberOf(value, scope)),
    ROUND: ([value, places], scope) => round(numberOf(value, scope), numberOf(places, scope)),
    ROUNDUP: ([value, places], scope) => round(numberOf(value, scope), numberOf(places, scope), Math.ceil),
    ROUNDDOWN: ([value, places], scope) => round(numberOf(value, scope), numberOf(places, scope), Math.floor),
    TRUNC: ([value, places], scope) => round(numberOf(value, scope), numberOf(places, scope), Math.floor),
    CEILING: ([value, factor], scope) =>
      multiple(Math.ceil)(numberOf(value, scope), numberOf(factor, scope, 1)),
    FLOOR: ([value, factor], scope) =>
      multiple(Math.floor)(numberOf(value, scope), numberOf(factor, scope, 1)),
    MROUND: ([value, factor], scope) =>
      multiple(Math.round)(numberOf(value, scope), numberOf(factor, scope, 1)),
    MOD: ([value, divisor], scope) => {
      const by = numberOf(divisor, scope);
      const number = numberOf(value, scope);
      return by === 0 ? fail('#DIV/0!') : number - by * Math.floor(number / by);
    },
    SQRT: ([value], scope) => {
      const number = numberOf(value, scope);
      return number < 0 ? fail('#NUM!') : Math.sqrt(number);
    },
    POWER: ([base, exponent], scope) => numberOf(base, scope) ** numberOf(exponent, scope),
    RAND: () => Math.random(),
    RANDBETWEEN: ([low, high], scope) => {
      const least = Math.ceil(numberOf(low, scope));
      return least + Math.floor(Math.random() * (Math.floor(numberOf(high, scope)) - least + 1));
    },
  }),
};
