/** Choices, tests of what a value is, and names for parts of a formula. */
import { lifted, numberOf, plain, type FormulaFunction, type Functions } from '../formula-arguments';
import { attempt, checked, compare, fail, toBoolean, type Argument } from '../formula-values';
import { CellError, plainText, type CellContent } from '../values';

/** In ranges, only booleans and numbers count. */
function truths(args: readonly Argument[]): boolean[] {
  const found = args.flatMap((argument) =>
    argument.reference
      ? argument
          .cells()
          .map(checked)
          .filter((value) => typeof value === 'boolean' || typeof value === 'number')
          .map(toBoolean)
      : argument.cells().map((value) => toBoolean(checked(value))),
  );
  return found.length ? found : fail('#VALUE!');
}

const errorOf = (argument: Argument | undefined): CellError | undefined => {
  const value = attempt(() => argument?.one());
  return value instanceof CellError ? value : undefined;
};

const chosen = (argument: Argument | undefined): CellContent => argument?.one() ?? '';

/** Pairs of condition and result. */
const IFS: FormulaFunction['compute'] = (args) => {
  for (let index = 0; index + 1 < args.length; index += 2) {
    if (toBoolean(args[index]?.one())) return chosen(args[index + 1]);
  }
  return fail('#N/A');
};

const SWITCH: FormulaFunction['compute'] = ([subject, ...cases]) => {
  const value = subject?.one();
  for (let index = 0; index + 1 < cases.length; index += 2) {
    if (compare(value, cases[index]?.one()) === 0) return chosen(cases[index + 1]);
  }
  return cases.length % 2 ? chosen(cases.at(-1)) : fail('#N/A');
};

const isType =
  (test: (value: CellContent) => boolean): FormulaFunction['compute'] =>
  ([value]) =>
    test(attempt(() => value?.one()));

export const LOGIC: Functions = {
  ...lifted({
    IF: ([condition, yes, no]) => {
      if (toBoolean(condition?.one())) return yes ? chosen(yes) : true;
      return no ? chosen(no) : false;
    },
    IFS,
    SWITCH,
    IFERROR: ([value, otherwise]) => (errorOf(value) ? chosen(otherwise) : value?.one()),
    IFNA: ([value, otherwise]) => (errorOf(value)?.text === '#N/A' ? chosen(otherwise) : value?.one()),
    NOT: ([value]) => !toBoolean(value?.one()),
    ISBLANK: isType((value) => value === undefined),
    ISERROR: isType((value) => value instanceof CellError),
    ISERR: isType((value) => value instanceof CellError && value.text !== '#N/A'),
    ISNA: isType((value) => value instanceof CellError && value.text === '#N/A'),
    ISNUMBER: isType((value) => typeof value === 'number'),
    ISTEXT: isType((value) => typeof value === 'string'),
    ISNONTEXT: isType((value) => typeof value !== 'string'),
    ISLOGICAL: isType((value) => typeof value === 'boolean'),
    ISEMAIL: isType((value) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(plainText(value))),
    ISEVEN: ([value], scope) => Math.trunc(numberOf(value, scope)) % 2 === 0,
    ISODD: ([value], scope) => Math.trunc(numberOf(value, scope)) % 2 !== 0,
    N: ([value]) => {
      const content = value?.one();
      return typeof content === 'number' ? content : Number(content === true);
    },
  }),
  ...plain({
    AND: (args) => truths(args).every(Boolean),
    OR: (args) => truths(args).some(Boolean),
    XOR: (args) => truths(args).filter(Boolean).length % 2 === 1,
    TRUE: () => true,
    FALSE: () => false,
    NA: () => fail('#N/A'),
    ISREF: ([value]) => value?.reference !== undefined,
  }),
};
