/** All other functions, from Formula.js: statistics, finance, engineering, trigonometry and more. */
import * as formulajs from '@formulajs/formulajs';
import type { FormulaFunction } from '../formula-arguments';
import { checked, fail, type Argument, type Value } from '../formula-values';
import { isMatrix } from '../formulas';
import { CellError, type CellContent } from '../values';

const ERRORS = ['#NULL!', '#DIV/0!', '#VALUE!', '#REF!', '#NAME?', '#NUM!', '#N/A', '#ERROR!'];

/** Theirs take JavaScript dates of this machine's zone, or are no functions of Sheets. */
const LEFT_OUT = new Set(
  'YEARFRAC DAYS360 XIRR XNPV NETWORKDAYSINTL NETWORKDAYS.INTL WORKDAYINTL WORKDAY.INTL INTERVAL AGGREGATE SUBTOTAL REFERENCE UTILS DATEVALUE'.split(
    ' ',
  ),
);

/** Functions of single numbers: inside ARRAYFORMULA a result per cell. */
const LIFTED = new Set(
  `ACOS ACOSH ACOT ACOTH ASIN ASINH ATAN ATAN2 ATANH COS COSH COT COTH CSC CSCH SEC SECH SIN SINH TAN TANH DEGREES RADIANS
  EXP LN LOG LOG10 FACT FACTDOUBLE EVEN ODD COMBIN QUOTIENT BIN2DEC BIN2HEX DEC2BIN DEC2HEX HEX2DEC HEX2BIN OCT2DEC ROMAN ARABIC
  BASE DECIMAL DELTA GESTEP ERF ERFC BITAND BITOR BITXOR UNICHAR UNICODE DOLLAR FIXED NUMBERVALUE SLN PMT FV PV NPER`.split(
    /\s+/,
  ),
);

/** Sheets keeps the old names; the library has the new ones only. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  STDEV: 'STDEV.S',
  STDEVP: 'STDEV.P',
  VAR: 'VAR.S',
  VARP: 'VAR.P',
  RANK: 'RANK.EQ',
  PERCENTILE: 'PERCENTILE.INC',
  PERCENTRANK: 'PERCENTRANK.INC',
  QUARTILE: 'QUARTILE.INC',
  MODE: 'MODE.SNGL',
  COVAR: 'COVARIANCE.P',
  NORMDIST: 'NORM.DIST',
  NORMINV: 'NORM.INV',
  NORMSDIST: 'NORM.S.DIST',
  NORMSINV: 'NORM.S.INV',
  BINOMDIST: 'BINOM.DIST',
  POISSON: 'POISSON.DIST',
};

type LibraryFunction = (...args: unknown[]) => unknown;

/** `STDEV.S` is a member of `STDEV`. */
function find(name: string): LibraryFunction | undefined {
  let found: unknown = formulajs;
  for (const part of name.split('.')) {
    if ((typeof found !== 'object' && typeof found !== 'function') || found === null) return undefined;
    if (!Object.prototype.hasOwnProperty.call(found, part)) return undefined;
    found = (found as Record<string, unknown>)[part];
  }
  return typeof found === 'function' ? (found as LibraryFunction) : undefined;
}

const given = (value: CellContent): unknown => checked(value) ?? null;

function toLibrary(argument: Argument): unknown {
  if (!argument.node) return undefined;
  const value = argument.value();
  return isMatrix(value) ? value.map((row) => row.map(given)) : given(value);
}

function fromLibrary(result: unknown): Value {
  if (Array.isArray(result)) {
    const rows = result.map((row: unknown) => (Array.isArray(row) ? row : [row]) as unknown[]);
    return rows.map((row) => row.map((cell) => fromLibrary(cell) as CellContent));
  }
  if (result instanceof Error)
    return new CellError(ERRORS.includes(result.message) ? result.message : '#VALUE!');
  if (typeof result === 'number') return Number.isNaN(result) ? new CellError('#NUM!') : result;
  return typeof result === 'string' || typeof result === 'boolean' ? result : undefined;
}

const known = new Map<string, FormulaFunction | undefined>();

export function libraryFunction(name: string): FormulaFunction | undefined {
  if (known.has(name)) return known.get(name);
  const implementation =
    /^[A-Z][A-Z0-9.]*$/.test(name) && !LEFT_OUT.has(name) ? find(OTHER_NAMES[name] ?? name) : undefined;
  const found: FormulaFunction | undefined = implementation && {
    ...(LIFTED.has(name) ? { lift: 'all' } : {}),
    compute: (args) => {
      const values = args.map(toLibrary);
      let result: unknown;
      try {
        result = implementation(...values);
      } catch {
        // It does not check what it is given.
        return fail('#VALUE!');
      }
      const value = fromLibrary(result);
      return isMatrix(value) ? value : checked(value);
    },
  };
  known.set(name, found);
  return found;
}
