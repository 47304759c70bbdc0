/** A small formula engine: literals, references, operators and the functions of formula-functions.ts; the rest is `#NAME?`. */
import { FORMULA_FUNCTIONS } from './formula-functions';
import {
  FormulaSyntaxError,
  parseFormula,
  type BinaryOperator,
  type Node,
  type Reference,
} from './formula-parser';
import { compare, fail, FormulaFailure, toNumber, type Argument, type FormulaScope } from './formula-values';
import type { FormulaEngine } from './formulas';
import { CellError, plainText, type CellContent } from './values';

const parsed = new Map<string, Node | CellError>();
const MAX_PARSED = 20_000;

function parse(formula: string): Node | CellError {
  let node = parsed.get(formula);
  if (!node) {
    try {
      node = parseFormula(formula);
    } catch (error) {
      if (!(error instanceof FormulaSyntaxError)) throw error;
      node = new CellError('#ERROR!');
    }
    if (parsed.size >= MAX_PARSED) parsed.clear();
    parsed.set(formula, node);
  }
  return node;
}

function scalar(value: CellContent): CellContent {
  if (value instanceof CellError) throw new FormulaFailure(value);
  return value;
}

function binary(operator: BinaryOperator, left: CellContent, right: CellContent): CellContent {
  switch (operator) {
    case '&':
      return plainText(left) + plainText(right);
    case '+':
      return toNumber(left) + toNumber(right);
    case '-':
      return toNumber(left) - toNumber(right);
    case '*':
      return toNumber(left) * toNumber(right);
    case '/':
      return toNumber(right) === 0 ? fail('#DIV/0!') : toNumber(left) / toNumber(right);
    case '^':
      return toNumber(left) ** toNumber(right);
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

/** Cells of a reference; open ends stop at the used size. */
function readAll(reference: Reference, { cells }: FormulaScope): CellContent[] {
  const size = cells.size(reference.sheet);
  const lastRow = reference.lastRow ?? size.rows;
  const lastColumn = reference.lastColumn ?? size.columns;
  const values: CellContent[] = [];
  for (let row = reference.firstRow ?? 1; row <= lastRow; row++) {
    for (let column = reference.firstColumn ?? 1; column <= lastColumn; column++) {
      values.push(cells.read(reference.sheet, row, column));
    }
  }
  return values;
}

function argumentOf(node: Node | undefined, scope: FormulaScope): Argument {
  const reference = node?.kind === 'reference' ? node : undefined;
  return {
    reference,
    one: () => (node ? evaluate(node, scope) : undefined),
    cells: () => (reference ? readAll(reference, scope) : node ? [evaluate(node, scope)] : [undefined]),
  };
}

function evaluate(node: Node, scope: FormulaScope): CellContent {
  switch (node.kind) {
    case 'literal':
      return node.value;
    case 'reference':
      // A range where one value is needed gives its first cell.
      return scalar(
        scope.cells.read(node.sheet, node.firstRow ?? scope.at.row, node.firstColumn ?? scope.at.column),
      );
    case 'unary': {
      const operand = toNumber(evaluate(node.operand, scope));
      return node.operator === '-' ? -operand : node.operator === '%' ? operand / 100 : operand;
    }
    case 'binary':
      return binary(node.operator, evaluate(node.left, scope), evaluate(node.right, scope));
    case 'call': {
      const implementation = FORMULA_FUNCTIONS[node.name];
      if (!implementation) return fail('#NAME?');
      return implementation(
        node.arguments.map((argument) => argumentOf(argument, scope)),
        scope,
      );
    }
    case 'name':
      return fail('#NAME?');
  }
}

/** An empty result shows as 0, as in Sheets; a number that overflowed is an error. */
function settle(value: CellContent): CellContent {
  if (value === undefined) return 0;
  return typeof value === 'number' && !Number.isFinite(value) ? new CellError('#NUM!') : value;
}

export const smallFormulaEngine: FormulaEngine = {
  evaluate(formula, at, cells) {
    const node = parse(formula);
    if (node instanceof CellError) return node;
    try {
      return settle(evaluate(node, { at, cells }));
    } catch (error) {
      if (error instanceof FormulaFailure) return error.error;
      throw error;
    }
  },
};
