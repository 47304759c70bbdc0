/** Criteria that validation rules, filters and conditional formats have in common, and how numbers and dates are compared. */

export const SHARED_CRITERIA = [
  'CUSTOM_FORMULA',
  'DATE_AFTER',
  'DATE_BEFORE',
  'DATE_EQUAL_TO',
  'NUMBER_BETWEEN',
  'NUMBER_EQUAL_TO',
  'NUMBER_GREATER_THAN',
  'NUMBER_GREATER_THAN_OR_EQUAL_TO',
  'NUMBER_LESS_THAN',
  'NUMBER_LESS_THAN_OR_EQUAL_TO',
  'NUMBER_NOT_BETWEEN',
  'NUMBER_NOT_EQUAL_TO',
  'TEXT_CONTAINS',
  'TEXT_DOES_NOT_CONTAIN',
  'TEXT_EQUAL_TO',
] as const;

type Named<Kind extends string> = Extract<(typeof SHARED_CRITERIA)[number], `${Kind}_${string}`>;
export type ComparingCriteria =
  | Named<'NUMBER' | 'DATE'>
  | `DATE_${'NOT_EQUAL_TO' | 'BETWEEN' | 'NOT_BETWEEN' | 'ON_OR_AFTER' | 'ON_OR_BEFORE' | 'IS_VALID_DATE'}`;

/** Of a date only the day counts. */
export function comparisonHolds(
  criteria: ComparingCriteria,
  number: number,
  first: number,
  second: number,
): boolean {
  const value = criteria.startsWith('DATE_') ? Math.floor(number) : number;
  switch (criteria) {
    case 'DATE_IS_VALID_DATE':
      return true;
    case 'DATE_AFTER':
    case 'NUMBER_GREATER_THAN':
      return value > first;
    case 'DATE_ON_OR_AFTER':
    case 'NUMBER_GREATER_THAN_OR_EQUAL_TO':
      return value >= first;
    case 'DATE_BEFORE':
    case 'NUMBER_LESS_THAN':
      return value < first;
    case 'DATE_ON_OR_BEFORE':
    case 'NUMBER_LESS_THAN_OR_EQUAL_TO':
      return value <= first;
    case 'DATE_EQUAL_TO':
    case 'NUMBER_EQUAL_TO':
      return value === first;
    case 'DATE_NOT_EQUAL_TO':
    case 'NUMBER_NOT_EQUAL_TO':
      return value !== first;
    case 'DATE_BETWEEN':
    case 'NUMBER_BETWEEN':
      return value >= first && value <= second;
    case 'DATE_NOT_BETWEEN':
    case 'NUMBER_NOT_BETWEEN':
      return value < first || value > second;
  }
}
