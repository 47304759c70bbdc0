/** Conditions of filters and conditional formats: what SpreadsheetApp.BooleanCriteria names. */
import { comparisonHolds, SHARED_CRITERIA } from './criteria';
import { plainText, type CellContent } from './values';

export const BOOLEAN_CRITERIA = [
  ...SHARED_CRITERIA,
  'CELL_EMPTY',
  'CELL_NOT_EMPTY',
  'DATE_NOT_EQUAL_TO',
  'TEXT_NOT_EQUAL_TO',
  'TEXT_STARTS_WITH',
  'TEXT_ENDS_WITH',
] as const;
export type BooleanCriteria = (typeof BOOLEAN_CRITERIA)[number];

/** `values`: texts, numbers, serials of dates; a formula. */
export interface Condition {
  readonly criteria: BooleanCriteria;
  readonly values: readonly (string | number)[];
}

export interface ConditionContext {
  /** As displayed: what text conditions look at. */
  readonly text: () => string;
  readonly formulaHolds: (formula: string) => boolean;
}

export function conditionHolds(
  { criteria, values }: Condition,
  content: CellContent,
  context: ConditionContext,
): boolean {
  const [first, second] = values;
  const text = (): string => context.text().toLowerCase();
  const wanted = String(first ?? '').toLowerCase();
  switch (criteria) {
    case 'CELL_EMPTY':
      return plainText(content) === '';
    case 'CELL_NOT_EMPTY':
      return plainText(content) !== '';
    case 'TEXT_CONTAINS':
      return text().includes(wanted);
    case 'TEXT_DOES_NOT_CONTAIN':
      return !text().includes(wanted);
    case 'TEXT_EQUAL_TO':
      return text() === wanted;
    case 'TEXT_NOT_EQUAL_TO':
      return text() !== wanted;
    case 'TEXT_STARTS_WITH':
      return text().startsWith(wanted);
    case 'TEXT_ENDS_WITH':
      return text().endsWith(wanted);
    case 'CUSTOM_FORMULA':
      return context.formulaHolds(String(first ?? ''));
    default:
      return typeof content === 'number' && comparisonHolds(criteria, content, Number(first), Number(second));
  }
}
