/** All functions that formulas may call. */
import type { FormulaFunction, Functions } from '../formula-arguments';
import { ARRAYS } from './arrays';
import { CRITERIA } from './criteria';
import { DATES } from './dates';
import { libraryFunction } from './library';
import { LOGIC } from './logic';
import { LOOKUP } from './lookup';
import { MATH } from './math';
import { TEXT } from './text';

/** Where Sheets differs from a library's idea of a function, or ranges are long, the function is our own. */
const OWN: Functions = { ...MATH, ...LOGIC, ...TEXT, ...DATES, ...CRITERIA, ...LOOKUP, ...ARRAYS };

export function formulaFunction(name: string): FormulaFunction | undefined {
  return Object.prototype.hasOwnProperty.call(OWN, name) ? OWN[name] : libraryFunction(name);
}
