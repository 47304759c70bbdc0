/** Data validation rules: what a rule accepts, and the platform's words when it does not. */
import type { Switches } from '../switches';
import type { WireRange } from '../bridge/protocol';
import { comparisonHolds, SHARED_CRITERIA } from './criteria';
import { plainText, type CellContent } from './values';

export const VALIDATION_CRITERIA = [
  ...SHARED_CRITERIA,
  'CHECKBOX',
  'DATE_BETWEEN',
  'DATE_IS_VALID_DATE',
  'DATE_NOT_BETWEEN',
  'DATE_ON_OR_AFTER',
  'DATE_ON_OR_BEFORE',
  'TEXT_IS_VALID_EMAIL',
  'TEXT_IS_VALID_URL',
  'VALUE_IN_LIST',
  'VALUE_IN_RANGE',
] as const;
export type ValidationCriteria = (typeof VALIDATION_CRITERIA)[number];

/** A rule as plain data. `values`: list entries, numbers, texts, cell serials of dates; `range` for VALUE_IN_RANGE. */
export interface ValidationRule {
  readonly criteria: ValidationCriteria;
  readonly values: readonly (string | number | boolean)[];
  readonly range?: WireRange;
  readonly showDropdown?: boolean;
  readonly allowInvalid: boolean;
  readonly helpText: string | null;
}

/** Where a rule looks up what it needs of the workbook. */
export interface RuleContext {
  readonly switches: Switches;
  readonly listOf: (range: WireRange) => string[];
  readonly serialIsDate: boolean;
  /** A custom formula's result for the cell. */
  readonly formulaHolds: (formula: string) => boolean;
}

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const URL_LIKE = /^(?:https?:\/\/)?[\w-]+(?:\.[\w-]+)+(?:[/?#]\S*)?$/i;

/** Whether a rule takes the value; a rule that only warns is the caller's to know. */
export function ruleAccepts(rule: ValidationRule, content: CellContent, context: RuleContext): boolean {
  // A formula that shows nothing is '' here, and an emptied cell undefined.
  if (content === undefined) return context.switches.blankUnderReject === 'accepted';
  const text = plainText(content);
  const [first, second] = rule.values;
  switch (rule.criteria) {
    case 'CHECKBOX':
      return (rule.values.length ? rule.values.map(plainText) : ['TRUE', 'FALSE']).includes(text);
    case 'VALUE_IN_LIST':
      return rule.values.map(plainText).includes(text);
    case 'VALUE_IN_RANGE':
      return rule.range !== undefined && context.listOf(rule.range).includes(text);
    case 'CUSTOM_FORMULA':
      return context.formulaHolds(String(first));
    case 'TEXT_CONTAINS':
      return text.toLowerCase().includes(String(first).toLowerCase());
    case 'TEXT_DOES_NOT_CONTAIN':
      return !text.toLowerCase().includes(String(first).toLowerCase());
    case 'TEXT_EQUAL_TO':
      return text === String(first);
    case 'TEXT_IS_VALID_EMAIL':
      return EMAIL.test(text);
    case 'TEXT_IS_VALID_URL':
      return URL_LIKE.test(text);
    default:
      if (typeof content !== 'number') return false;
      if (rule.criteria.startsWith('DATE_') && !context.serialIsDate) return false;
      return comparisonHolds(rule.criteria, content, Number(first), Number(second));
  }
}

/** The rejection's text; rules with a list name its entries. */
export function rejectionText(cell: string, rule: ValidationRule, context: RuleContext): string {
  const text = `The data you entered in cell ${cell} violates the data validation rules set on this cell.`;
  const entries =
    rule.criteria === 'VALUE_IN_LIST'
      ? rule.values.map(plainText)
      : rule.range && rule.criteria === 'VALUE_IN_RANGE'
        ? context.listOf(rule.range)
        : [];
  return entries.length ? `${text} Please enter one of the following values: ${entries.join(', ')}.` : text;
}
