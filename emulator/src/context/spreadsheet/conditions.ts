/** The `when…` methods that builders of filters and of conditional formats share. */
import type { WireCell } from '../../bridge/protocol';
import type { EnumValue } from '../facade';
import { date, integer, requireSignature, text, type Accepts } from '../signature';
import { BOOLEAN_CRITERIA, enumValue } from './enums';
import { addMethods, fromCell, toCell } from './handle';

/** As the host keeps a condition; dates cross as dates. */
export interface WireCondition {
  readonly criteria: string;
  readonly values: readonly WireCell[];
}

type Method = readonly [criteria: string, ...accepts: Accepts[]];

const FOR_BOTH: Readonly<Record<string, Method>> = {
  whenCellEmpty: ['CELL_EMPTY'],
  whenCellNotEmpty: ['CELL_NOT_EMPTY'],
  whenDateAfter: ['DATE_AFTER', date],
  whenDateBefore: ['DATE_BEFORE', date],
  whenDateEqualTo: ['DATE_EQUAL_TO', date],
  whenFormulaSatisfied: ['CUSTOM_FORMULA', text],
  whenNumberBetween: ['NUMBER_BETWEEN', integer, integer],
  whenNumberEqualTo: ['NUMBER_EQUAL_TO', integer],
  whenNumberGreaterThan: ['NUMBER_GREATER_THAN', integer],
  whenNumberGreaterThanOrEqualTo: ['NUMBER_GREATER_THAN_OR_EQUAL_TO', integer],
  whenNumberLessThan: ['NUMBER_LESS_THAN', integer],
  whenNumberLessThanOrEqualTo: ['NUMBER_LESS_THAN_OR_EQUAL_TO', integer],
  whenNumberNotBetween: ['NUMBER_NOT_BETWEEN', integer, integer],
  whenNumberNotEqualTo: ['NUMBER_NOT_EQUAL_TO', integer],
  whenTextContains: ['TEXT_CONTAINS', text],
  whenTextDoesNotContain: ['TEXT_DOES_NOT_CONTAIN', text],
  whenTextEndsWith: ['TEXT_ENDS_WITH', text],
  whenTextEqualTo: ['TEXT_EQUAL_TO', text],
  whenTextStartsWith: ['TEXT_STARTS_WITH', text],
};

const FOR_FILTERS: Readonly<Record<string, Method>> = {
  whenDateNotEqualTo: ['DATE_NOT_EQUAL_TO', date],
  whenTextNotEqualTo: ['TEXT_NOT_EQUAL_TO', text],
};

interface TakesCondition {
  /** Takes the place of the condition before. */
  take(condition: WireCondition): object;
}

/** Adds the methods to a builder; `className` is the one in error texts. */
export function addConditions(
  target: { readonly prototype: TakesCondition },
  className: string,
  filters = false,
): void {
  const methods = { ...FOR_BOTH, ...(filters ? FOR_FILTERS : {}) };
  const conditions = Object.entries(methods).map(([name, [criteria, ...accepts]]) => [
    name,
    function (this: TakesCondition, ...args: unknown[]): object {
      requireSignature(`SpreadsheetApp.${className}.${name}`, args, [...accepts]);
      return this.take({ criteria, values: args.map((value) => toCell(value) ?? '') });
    },
  ]);
  addMethods(target, Object.fromEntries(conditions) as object, {
    withCriteria(this: TakesCondition, criteria: EnumValue, args: unknown[]): object {
      return this.take({ criteria: criteria.name(), values: args.map((value) => toCell(value) ?? '') });
    },
  });
}

export const criteriaOf = <Type>(condition: WireCondition | null): Type | null =>
  condition && enumValue<Type>(BOOLEAN_CRITERIA, condition.criteria);
export const valuesOf = (condition: WireCondition | null): unknown[] =>
  (condition?.values ?? []).map(fromCell);
