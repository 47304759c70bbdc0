/** Evaluates parsed formulas: references, operators, functions, arrays that expand. */
import { formulaFunction } from './formula-functions';
import { firstOf, type FormulaFunction } from './formula-arguments';
import { callCustom } from './formula-custom';
import { formatOf } from './formula-format';
import { binary, broadcast } from './formula-operators';
import { cachedParse, type Node, type Reference } from './formula-parser';
import {
  attempt,
  checked,
  fail,
  toNumber,
  type Argument,
  type FormulaScope,
  type Value,
} from './formula-values';
import { isMatrix, type FormulaEngine, type Matrix } from './formulas';
import { CellError, type CellContent } from './values';

/** The cells of a reference; open ends stop at the used size. */
function blockOf(reference: Reference, { cells }: FormulaScope): Matrix {
  const { sheet, firstRow = 1, firstColumn = 1 } = reference;
  const open = reference.lastRow === undefined || reference.lastColumn === undefined;
  const size = open ? cells.size(sheet) : undefined;
  const rows = (reference.lastRow ?? size?.rows ?? 0) - firstRow + 1;
  const columns = (reference.lastColumn ?? size?.columns ?? 0) - firstColumn + 1;
  if (rows < 1 || columns < 1) return [[undefined]];
  return cells.block(sheet, { row: firstRow, column: firstColumn, rows, columns });
}

const isCell = ({ firstRow, firstColumn, lastRow, lastColumn }: Reference): boolean =>
  firstRow !== undefined && firstColumn !== undefined && firstRow === lastRow && firstColumn === lastColumn;

/** Where one value is needed, a column gives the cell in the formula's row, a row the one in its column. */
function crossing(reference: Reference, { at, cells }: FormulaScope): CellContent {
  const { sheet, firstRow = 1, lastRow = Infinity, firstColumn = 1, lastColumn = Infinity } = reference;
  const row = firstRow === lastRow ? firstRow : at.row;
  const column = firstColumn === lastColumn ? firstColumn : at.column;
  const inside = row >= firstRow && row <= lastRow && column >= firstColumn && column <= lastColumn;
  const isLine = firstRow === lastRow || firstColumn === lastColumn;
  return inside && isLine ? checked(cells.read(sheet, row, column)) : fail('#VALUE!');
}

/** A name stands for a range of the spreadsheet, or for what LET gave it. */
function namedReference(name: string, { cells }: FormulaScope): Reference | undefined {
  const named = cells.named(name);
  if (!named) return undefined;
  const { row, column, rows, columns } = named.area;
  return {
    ...{ kind: 'reference', sheet: named.sheet, firstRow: row, firstColumn: column },
    ...{ lastRow: row + rows - 1, lastColumn: column + columns - 1 },
  };
}

function referenceOf(node: Node | undefined, scope: FormulaScope): Reference | undefined {
  if (node?.kind === 'reference') return node;
  return node?.kind === 'name' && !scope.names.has(node.name) ? namedReference(node.name, scope) : undefined;
}

function argumentOf(node: Node | undefined, scope: FormulaScope): Argument {
  const reference = referenceOf(node, scope);
  const value = (): Value => {
    if (!node) return undefined;
    if (reference) return isCell(reference) ? single(node, scope) : blockOf(reference, scope);
    return attempt(() => valueOf(node, scope));
  };
  const single = (each: Node, inside: FormulaScope): CellContent => attempt(() => oneOf(each, inside));
  const matrix = (): Matrix => {
    const all = value();
    return isMatrix(all) ? all : [[all]];
  };
  return {
    ...{ node, reference, value, matrix },
    one: () => (node ? oneOf(node, scope) : undefined),
    cells: () => matrix().flat(),
  };
}

/** An argument that has been computed already. */
function settledArgument(value: CellContent, node: Node | undefined): Argument {
  const one = (): CellContent => checked(value);
  return {
    node,
    reference: undefined,
    one,
    value: () => value,
    matrix: () => [[value]],
    cells: () => [value],
  };
}

function call(node: Node & { kind: 'call' }, scope: FormulaScope): Value {
  if (node.name === 'LET') return letNames(node.arguments, scope);
  const found = formulaFunction(node.name);
  if (!found) return ownFunction(node, scope);
  const inside = found.arrays && !scope.arrays ? { ...scope, arrays: true } : scope;
  const args = node.arguments.map((argument) => argumentOf(argument, inside));
  return inside.arrays && found.lift ? liftedCall(found, args, inside) : found.compute(args, inside);
}

/** What Sheets does not know may be a function of the script. */
function ownFunction(node: Node & { kind: 'call' }, scope: FormulaScope): Value {
  const { custom } = scope.cells;
  if (!custom?.has(node.name)) return fail('#NAME?');
  const inside = { ...scope, arrays: true };
  return callCustom(
    node,
    node.arguments.map((argument) => argumentOf(argument, inside)),
    inside,
    custom,
  );
}

function liftedCall(
  { compute, lift }: FormulaFunction,
  args: readonly Argument[],
  scope: FormulaScope,
): Value {
  const lifts = (index: number): boolean => lift === 'all' || (lift?.includes(index) ?? false);
  const values = args.map((argument, index) =>
    lifts(index) && argument.node ? argument.value() : undefined,
  );
  if (!values.some(isMatrix)) return compute(args, scope);
  return broadcast(values, (cells) =>
    compute(
      args.map((argument, index) =>
        lifts(index) && argument.node ? settledArgument(cells[index], argument.node) : argument,
      ),
      scope,
    ),
  );
}

/** Names and values in turn, then the formula that uses them. */
function letNames(nodes: readonly (Node | undefined)[], scope: FormulaScope): Value {
  const names = new Map(scope.names);
  const inside = { ...scope, names };
  for (let index = 0; index + 1 < nodes.length; index += 2) {
    const name = nodes[index];
    if (name?.kind !== 'name') return fail('#NAME?');
    names.set(name.name, argumentOf(nodes[index + 1], inside).value());
  }
  const last = nodes.at(-1);
  return nodes.length % 2 && last ? valueOf(last, inside) : fail('#N/A');
}

function arrayLiteral(rows: readonly (readonly Node[])[], scope: FormulaScope): Value {
  const bands = rows.map((row) => row.map((node) => argumentOf(node, { ...scope, arrays: true }).matrix()));
  const beside = bands.map((parts) => {
    if (parts.some((part) => part.length !== parts[0]?.length)) return fail('#REF!');
    return (parts[0] ?? []).map((_, index) => parts.flatMap((part) => part[index] ?? []));
  });
  const all = beside.flat();
  return all.some((row) => row.length !== all[0]?.length) ? fail('#VALUE!') : all;
}

/** Of ranges and arrays, all cells. Throws errors. */
function valueOf(node: Node, scope: FormulaScope): Value {
  const { locale } = scope.cells;
  const operand = (part: Node): Value =>
    scope.arrays ? argumentOf(part, scope).value() : oneOf(part, scope);
  switch (node.kind) {
    case 'literal':
      return checked(node.value);
    case 'reference':
      if (isCell(node))
        return checked(scope.cells.read(node.sheet, node.firstRow ?? 1, node.firstColumn ?? 1));
      return scope.arrays ? blockOf(node, scope) : crossing(node, scope);
    case 'name':
      return nameValue(node, scope);
    case 'unary': {
      const { operator } = node;
      return broadcast([operand(node.operand)], ([value]) => {
        if (operator === '+') return checked(value);
        const number = toNumber(value, locale);
        return operator === '-' ? -number : number / 100;
      });
    }
    case 'binary':
      return broadcast([operand(node.left), operand(node.right)], ([left, right]) =>
        binary(node.operator, left, right, locale),
      );
    case 'call':
      return call(node, scope);
    case 'array':
      return arrayLiteral(node.rows, scope);
  }
}

function nameValue(node: Node & { kind: 'name' }, scope: FormulaScope): Value {
  if (scope.names.has(node.name)) {
    const value = scope.names.get(node.name);
    return isMatrix(value) ? value : checked(value);
  }
  const reference = namedReference(node.name, scope);
  return reference ? valueOf(reference, scope) : fail('#NAME?');
}

/** One value. Throws errors. */
function oneOf(node: Node, scope: FormulaScope): CellContent {
  const value = valueOf(node, scope.arrays ? { ...scope, arrays: false } : scope);
  return checked(firstOf(value));
}

/** An empty result shows as 0, as in Sheets; a number that overflowed is an error. */
function settle(value: Value): CellContent | Matrix {
  if (isMatrix(value)) return value.length === 1 && value[0]?.length === 1 ? settle(value[0][0]) : value;
  if (value === undefined) return 0;
  return typeof value === 'number' && !Number.isFinite(value) ? new CellError('#NUM!') : value;
}

/** Cheap, since it is asked of every formula of a tab: whether a function is called whose result may cover several cells, as any of the script's may. */
function mayExpand(formula: string): boolean {
  if (formula.includes('{')) return true;
  return (formula.match(/[\p{L}_][\p{L}\w.]*(?=\()/gu) ?? []).some((name) => {
    const found = formulaFunction(name.toUpperCase());
    return found === undefined || found.expands === true;
  });
}

const NO_NAMES = new Map<string, Value>();

export const builtInFormulaEngine: FormulaEngine = {
  evaluate(formula, at, cells) {
    const node = cachedParse(formula, cells.locale);
    if (node instanceof CellError) return node;
    return settle(attempt(() => valueOf(node, { at, cells, arrays: false, names: NO_NAMES })));
  },
  format(formula, _at, cells) {
    const node = cachedParse(formula, cells.locale);
    return node instanceof CellError ? undefined : formatOf(node, cells);
  },
  mayExpand,
};
