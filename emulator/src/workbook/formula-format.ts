/** The number format that a formula's result takes in a cell that has none: dates show as dates, sums of money as money. */
import { DATE_RESULTS } from './formula-functions/dates';
import type { Node } from './formula-parser';
import type { FormulaCells } from './formulas';
import { localeRules } from './locale';
import { isDatePattern } from './date-format';

/** Functions whose result looks like one of their arguments. */
const LIKE_ARGUMENT: Readonly<Record<string, readonly number[]>> = {
  IF: [1, 2],
  IFERROR: [0, 1],
  IFNA: [0, 1],
  MAX: [0],
  MIN: [0],
  SUM: [0],
  AVERAGE: [0],
  ROUND: [0],
  ARRAYFORMULA: [0],
  SORT: [0],
  UNIQUE: [0],
  FILTER: [0],
  INDEX: [0],
};

export function formatOf(node: Node | undefined, cells: FormulaCells): string | undefined {
  switch (node?.kind) {
    case 'reference':
      return cells.format(node.sheet, node.firstRow ?? 1, node.firstColumn ?? 1);
    case 'call': {
      const date = DATE_RESULTS[node.name];
      if (date) return datePattern(date, cells.locale);
      if (cells.custom?.formats.has(node)) return cells.custom.formats.get(node);
      const places = LIKE_ARGUMENT[node.name] ?? [];
      return places.map((place) => formatOf(node.arguments[place], cells)).find(Boolean);
    }
    case 'binary': {
      if (node.operator !== '+' && node.operator !== '-') return undefined;
      const [left, right] = [formatOf(node.left, cells), formatOf(node.right, cells)];
      // Days between two dates are a number.
      const bothDates = left && right && isDatePattern(left) && isDatePattern(right);
      return node.operator === '-' && bothDates ? undefined : (left ?? right);
    }
    default:
      return undefined;
  }
}

export function datePattern(kind: 'date' | 'date and time' | 'time', locale: string): string {
  const { datePattern: date } = localeRules(locale);
  return kind === 'date' ? date : kind === 'time' ? 'h:mm:ss AM/PM' : `${date} H:mm:ss`;
}
