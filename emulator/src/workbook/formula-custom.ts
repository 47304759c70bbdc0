/** Calls of the script's functions from formulas: their arguments, and the result as cells. */
import { LOADING, type CustomArgument } from './custom-functions';
import { datePattern } from './formula-format';
import type { Node } from './formula-parser';
import { fail, FormulaFailure, type Argument, type FormulaScope, type Value } from './formula-values';
import { isMatrix, type CustomCalls } from './formulas';
import { CellError, type CellContent } from './values';

const VOLATILE: ReadonlySet<string> = new Set(['NOW', 'TODAY', 'RAND', 'RANDARRAY', 'RANDBETWEEN']);

export function callCustom(
  node: Node & { kind: 'call' },
  args: readonly Argument[],
  scope: FormulaScope,
  custom: CustomCalls,
): Value {
  const read = custom.watch(() => args.map((argument) => argumentFor(argument, scope, custom)));
  // As documented: it loads for ever.
  if (read.isVolatile || node.arguments.some(callsVolatile)) return fail(LOADING);
  const result = custom.call(node.name, read.value);
  switch (result.state) {
    case 'loading':
      return fail(LOADING);
    case 'failed':
      throw new FormulaFailure(new CellError('#ERROR!', result.message));
    case 'returned':
      custom.formats.set(node, formatFor(result.value, scope));
      return custom.cells(result.value);
  }
}

function argumentFor(argument: Argument, scope: FormulaScope, custom: CustomCalls): CustomArgument {
  const value = argument.value();
  const { sheet, firstRow = 1, firstColumn = 1 } = argument.reference ?? {};
  const formatOf = (down: number, across: number): string | undefined =>
    argument.reference && scope.cells.format(sheet, firstRow + down, firstColumn + across);
  if (!isMatrix(value)) return custom.argument(ready(value, true), formatOf(0, 0));
  return value.map((row, down) =>
    row.map((cell, across) =>
      custom.argument(ready(cell), typeof cell === 'number' ? formatOf(down, across) : undefined),
    ),
  );
}

/** An error is the result, as of any function; inside a range it is text. What still loads is waited for. */
function ready(content: CellContent, alone = false): CellContent {
  if (content instanceof CellError && (alone || content.text === LOADING)) throw new FormulaFailure(content);
  return content;
}

function callsVolatile(node: Node | undefined): boolean {
  switch (node?.kind) {
    case 'call':
      return VOLATILE.has(node.name) || node.arguments.some(callsVolatile);
    case 'unary':
      return callsVolatile(node.operand);
    case 'binary':
      return callsVolatile(node.left) || callsVolatile(node.right);
    case 'array':
      return node.rows.some((row) => row.some(callsVolatile));
    case 'literal':
    case 'reference':
    case 'name':
    case undefined:
      return false;
  }
}

/** A date shows as one; the first of an array decides for the formula's own cell. */
function formatFor(value: unknown, { cells }: FormulaScope): string | undefined {
  const first: unknown = Array.isArray(value) ? (value as unknown[]).flat()[0] : value;
  return first instanceof Date ? datePattern('date and time', cells.locale) : undefined;
}
